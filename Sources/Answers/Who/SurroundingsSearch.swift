internal import ServiceLevels
internal import Study
internal import Timelines

/// Looks in the group of a container that went down for what else went down then, and for what the same actor took down before.
struct SurroundingsSearch: Sendable {
    private let lead: FoundEntry
    private let window: DowntimeInterval
    private let group: String
    private let containers: Int
    private let texts: FigureTexts
    private var alsoDown: [AlsoDown] = []
    private var earlier = 0
    private var last: AlsoDown?

    // Used anew for each container.
    private var study: ContainerStudy

    /// How far back it looks for what the same actor did.
    static let reach = TimeSpan.days(84)

    /// Nil where `lead` opened no window. `members` are the containers of its group, which `group` is called.
    init?(_ lead: FoundEntry, group: String, members: Int, options: AnalysisOptions, symbols: SymbolTable) {
        guard let window = lead.interval else { return nil }
        self.lead = lead
        self.window = window
        self.group = group
        containers = members
        texts = FigureTexts(symbols: symbols, rules: options.actorRules)
        study = ContainerStudy(options: options, symbols: symbols, judgingService: false)
    }

    var surroundings: WhoSurroundings {
        WhoSurroundings(
            group: group,
            containers: containers,
            alsoDown: alsoDown.sorted {
                $0.start == $1.start ? $0.containerID < $1.containerID : $0.start < $1.start
            },
            before: lead.entry.actor.map { _ in
                EarlierDeeds(since: earliest, count: earlier, last: last)
            }
        )
    }

    /// When another window of the group can begin that belongs to the same event.
    private var near: Interval {
        let gap = study.options.outageGap
        let reach = min(window.end, window.start + .hours(1))
        return Interval(start: window.start - gap, end: reach + gap + TimeSpan(milliseconds: 1))
    }

    /// Windows that began before are not looked for.
    var earliest: Instant { window.start - SurroundingsSearch.reach }

    private mutating func addEarlier(_ index: Int) {
        earlier += 1
        let found = texts.alsoDown(study.intervals[index], at: index, of: study)
        if let last, (last.start, found.containerID) > (found.start, last.containerID) { return }
        last = found
    }
}

extension SurroundingsSearch: HistoryFold {
    mutating func add(_ history: ContainerHistory) {
        study.trace(history)
        study.findDowntime()
        let near = near
        for (index, interval) in study.intervals.enumerated() where interval.start >= earliest {
            let isNear = near.contains(interval.start)
            guard isNear || interval.start < window.start else { continue }
            let actor = interval.opener.flatMap { study.timeline.entries[$0].actor }
            let isSame = actor != nil && actor == lead.entry.actor
            guard isNear ? history.container.id != lead.container : isSame else { continue }
            let isRestart = study.cause(of: interval, at: index) == .restart
            if isNear, !isRestart || isSame {
                alsoDown.append(texts.alsoDown(interval, at: index, of: study))
            } else if !isNear, !isRestart {
                addEarlier(index)
            }
        }
    }

    mutating func merge(_ other: SurroundingsSearch) {
        alsoDown += other.alsoDown
        earlier += other.earlier
        guard let found = other.last else { return }
        if let last, (last.start, found.containerID) > (found.start, last.containerID) { return }
        last = found
    }
}

extension FigureTexts {
    fileprivate func alsoDown(_ interval: DowntimeInterval, at index: Int, of study: ContainerStudy) -> AlsoDown {
        let opener = interval.opener.map { study.timeline.entries[$0] }
        return AlsoDown(
            containerID: study.container.id,
            containerName: study.container.name,
            start: interval.start,
            end: interval.ending == .open ? nil : interval.end,
            duration: interval.length,
            actor: actor(opener?.actor),
            kind: kind(of: opener?.actor),
            cause: study.cause(of: interval, at: index),
            eventID: opener?.eventID(in: symbols, container: study.container.id)
        )
    }
}
