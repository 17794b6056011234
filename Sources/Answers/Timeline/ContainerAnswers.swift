internal import Rendering
package import Study
package import Timelines

/// Answers about one container at a time: what it was in when.
package struct ContainerAnswers: Sendable {
    private let options: AnalysisOptions
    private let symbols: SymbolTable
    private let texts: FigureTexts

    /// Answers over `options.range`; `symbols` is the table behind all histories to be asked about.
    package init(options: AnalysisOptions, symbols: SymbolTable) {
        self.options = options
        self.symbols = symbols
        texts = FigureTexts(symbols: symbols, rules: options.actorRules)
    }

    /// What the container was in over the range, stretch by stretch, clipped to it and without a gap.
    ///
    /// A stretch of no length is there where an entry began it in the range: several entries at one instant.
    package func timeline(of history: ContainerHistory) -> [TimelineStretch] {
        let (timeline, windows) = trace(history)
        return timeline.stretches.compactMap { stretch in
            let part = stretch.interval.intersection(options.range)
            let isInstant = stretch.isEmpty && stretch.entry != nil && options.range.contains(stretch.interval.start)
            guard part.start < part.end || isInstant else { return nil }
            return TimelineStretch(
                interval: isInstant ? stretch.interval : part,
                condition: stretch.condition,
                status: stretch.status.map { symbols[$0.symbol] },
                isAssumed: stretch.isAssumed,
                entry: stretch.entry.map { place in
                    texts.whoEntry(
                        timeline.entries[place],
                        window: windows[place],
                        container: history.container.id,
                        name: history.container.name
                    )
                },
                remark: stretch.remark(in: timeline, symbols: symbols)
            )
        }
    }

    /// The timeline, and its windows by the place of the entry that opened them.
    private func trace(_ history: ContainerHistory) -> (timeline: Timeline, windows: [Int: DowntimeWindow]) {
        let container = history.container
        let timeline = Timeline(
            of: history,
            until: options.range.end,
            paused: options.paused.condition,
            symbols: symbols
        )
        var runs: [DowntimeInterval] = []
        timeline.collectDowntimeIntervals(into: &runs)
        let maintenance = options.maintenance(of: container, for: runs)
        var windows: [Int: DowntimeWindow] = [:]
        for (ordinal, run) in runs.enumerated() {
            guard let opener = run.opener else { continue }
            let record = WindowRecord(
                run,
                of: timeline,
                container: container.id,
                ordinal: ordinal,
                inRange: run.interval.intersection(options.range).length,
                isPlanned: maintenance.covers(run.interval)
            )
            windows[opener] = texts.window(record, name: container.name)
        }
        return (timeline, windows)
    }
}
