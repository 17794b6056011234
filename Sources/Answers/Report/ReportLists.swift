internal import Rendering
internal import ServiceLevels
internal import Study
internal import Timelines

/// The long lists of a report over a big store, slice by slice: each is read again, and made anew, while it is written.
struct ReportLists: Sendable {
    /// As `StabilityFigures.outages` where all are listed.
    let outages: StreamedList<Outage>
    /// As `StabilityFigures.windows`.
    let windows: StreamedList<ListedWindow>
    /// As `StabilityFigures.restarts`.
    let restarts: StreamedList<Restart>
    /// As `StabilityFigures.slow`.
    let slow: StreamedList<SlowTransition>
    /// The first of these of each kind, as many as a page lists.
    let slowest: [SlowTransition]

    /// `outages` are those of each group, `servers` those that went down in them; `windows` and `restarts` say where in time those of
    /// `queries` over `range` lie.
    init(
        outages: [GroupOutages],
        servers: [OutagePosition: String],
        slow: [SlowRecord],
        windows: TimeCounts,
        restarts: TimeCounts,
        over range: Interval,
        of queries: StoreQueries
    ) {
        self.outages = StreamedList { body in
            try outages.forEachMerged { outage in
                var outage = outage
                outage.serverDown = servers[outage.position]
                try body(outage)
            }
        }
        let options = queries.options(over: range)
        let texts = FigureTexts(symbols: queries.symbols, rules: options.actorRules)
        let names = Dictionary(queries.source.containers.map { ($0.id, $0.name) }) { first, _ in first }
        slowest = slow.first(StabilityReport.listedOnPages).map {
            texts.slowTransition($0, name: names[$0.container] ?? nil)
        }
        self.slow = StreamedList { body in
            for record in slow { try body(texts.slowTransition(record, name: names[record.container] ?? nil)) }
        }
        self.windows = StreamedList { body in
            var study = ContainerStudy(options: options, symbols: queries.symbols)
            for slice in windows.slices(of: queries.sliceSize) {
                var records: [WindowRecord] = []
                try queries.source.histories(in: slice, of: range) { history in
                    study.study(history)
                    guard let service = study.service else { return }
                    for index in study.intervalsInRange where slice.time.contains(study.intervals[index].start) {
                        records.append(WindowRecord(study.intervals[index], index: index, of: study, service))
                    }
                }
                records.sort(by: WindowRecord.precedes)
                for record in records {
                    try body(texts.listedWindow(record, name: names[record.container] ?? nil, options.groups))
                }
            }
        }
        self.restarts = StreamedList { body in
            var study = ContainerStudy(options: options, symbols: queries.symbols, judgingService: false)
            for slice in restarts.slices(of: queries.sliceSize) {
                var records: [RestartRecord] = []
                try queries.source.histories(in: slice, of: range) { history in
                    study.study(history)
                    for episode in study.restarts where slice.time.contains(episode.at) {
                        records.append(RestartRecord(episode, of: study))
                    }
                }
                records.sort(by: RestartRecord.precedes)
                for record in records { try body(texts.restart(record, name: names[record.container] ?? nil)) }
            }
        }
    }
}

extension FigureTexts {
    func listedWindow(_ record: WindowRecord, name: String?, _ groups: GroupList) -> ListedWindow {
        ListedWindow(
            window: window(
                record.interval,
                opener: record.opener,
                closer: record.closer,
                reason: record.reason,
                of: record.container,
                name: name
            ),
            service: WindowService(
                group: groups.groups[record.group].name,
                cause: record.cause,
                counted: record.counted
            )
        )
    }
}
