internal import Study
import Timelines

/// An answer as the search keeps it until it is looked at: its texts are still symbols.
struct FoundAnswer: Sendable {
    let container: ContainerID
    let name: String?
    let entry: Entry
    /// Among the entries of its container.
    let index: Int
    let before: Entry?
    let after: Entry?
    let doubts: [LogDoubt]
    /// The downtime interval that the entry opened, and the entry that closed that.
    let interval: DowntimeInterval?
    let closer: Entry?

    init(at index: Int, of study: ContainerStudy) {
        let timeline = study.timeline
        container = study.container.id
        name = study.container.name
        entry = timeline.entries[index]
        self.index = index
        before = index > 0 ? timeline.entries[index - 1] : nil
        after = index + 1 < timeline.entryCount ? timeline.entries[index + 1] : nil
        doubts = timeline.doubts(at: index)
        interval = study.interval(openedBy: index).map { study.intervals[$0] }
        closer = interval?.closer.map { timeline.entries[$0] }
    }

    /// Newest first, then by container id.
    static func isNewer(_ left: FoundAnswer, _ right: FoundAnswer) -> Bool {
        if left.entry.at != right.entry.at { return left.entry.at > right.entry.at }
        return left.container == right.container ? left.index > right.index : left.container < right.container
    }
}

extension Timeline {
    /// What speaks against the log next to the entry at `index`.
    func doubts(at index: Int) -> [LogDoubt] {
        let entry = entries[index]
        let breaksBefore = index > 0 && entry.from.breaksChain(after: entries[index - 1].to)
        let breaksAfter = index + 1 < entryCount && entries[index + 1].from.breaksChain(after: entry.to)
        return LogDoubt.allCases.filter { doubt in
            switch doubt {
            case .chainBreakBefore: breaksBefore
            case .chainBreakAfter: breaksAfter
            case .nothingBefore: index == 0 && entry.from != .null
            case .notCovered: index >= coveredEntryCount
            case .amended: entry.marks.contains(.amended)
            case .vanished: entry.marks.contains(.vanished)
            }
        }
    }
}

extension FigureTexts {
    /// The answer in the words of a report, but for what its actor did near it.
    func answer(_ found: FoundAnswer) -> WhoAnswer {
        WhoAnswer(
            entry: whoEntry(
                found.entry,
                window: found.interval.map {
                    window($0, opener: found.entry, closer: found.closer, of: found.container, name: found.name)
                },
                container: found.container,
                name: found.name
            ),
            before: found.before.map { ChainEnd(whereItLed: $0, of: found.container, symbols: symbols) },
            after: found.after.map { ChainEnd(whereItComesFrom: $0, of: found.container, symbols: symbols) },
            doubts: found.doubts
        )
    }
}
