internal import Study
internal import Timelines

/// An entry as a search keeps it until it is looked at, with what it cost: its texts are still symbols.
struct FoundEntry: Sendable {
    let container: ContainerID
    let name: String?
    let entry: Entry
    /// Among the entries of its container.
    let index: Int
    /// The downtime interval that it opened, and the entry that closed that.
    let interval: DowntimeInterval?
    let closer: Entry?
    /// Why that happened.
    let reason: ReasonNumber?

    /// `study` has found its downtime and the maintenance.
    init(at index: Int, of study: ContainerStudy) {
        container = study.container.id
        name = study.container.name
        entry = study.timeline.entries[index]
        self.index = index
        interval = study.interval(openedBy: index).map { study.intervals[$0] }
        closer = interval?.closer.map { study.timeline.entries[$0] }
        reason = interval.flatMap { study.reason(of: $0) }
    }

    /// Oldest first, then by container id, then as they stand in its log.
    static func isOlder(_ left: FoundEntry, _ right: FoundEntry) -> Bool {
        if left.entry.at != right.entry.at { return left.entry.at < right.entry.at }
        return left.container == right.container ? left.index < right.index : left.container < right.container
    }
}

extension FigureTexts {
    /// The entry in the words of a report; `metadata` by observation.
    func whoEntry(_ found: FoundEntry, _ metadata: [Int64: String]) -> WhoEntry {
        whoEntry(
            found.entry,
            window: found.interval.map {
                window(
                    $0,
                    opener: found.entry,
                    closer: found.closer,
                    reason: found.reason,
                    of: found.container,
                    name: found.name
                )
            },
            container: found.container,
            name: found.name,
            metadata: metadata[found.entry.receipt]
        )
    }
}
