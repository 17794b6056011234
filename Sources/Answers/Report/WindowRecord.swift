internal import Study
import Timelines

/// A downtime window as an analysis keeps it until the end: its texts are still symbols.
struct WindowRecord: Sendable {
    let container: ContainerID
    /// Its index among the intervals of its container.
    let index: Int
    let interval: DowntimeInterval
    let opener: Entry?
    let closer: Entry?

    init(_ interval: DowntimeInterval, index: Int, of study: ContainerStudy) {
        container = study.container.id
        self.index = index
        self.interval = interval
        opener = interval.opener.map { study.timeline.entries[$0] }
        closer = interval.closer.map { study.timeline.entries[$0] }
    }

    /// The order of a shortened list: the longest first, then as in the report.
    static func isLonger(_ left: WindowRecord, _ right: WindowRecord) -> Bool {
        let (length, other) = (left.interval.length, right.interval.length)
        return length == other ? precedes(left, right) : length > other
    }

    /// The order of the report: by start, container id, index.
    static func precedes(_ left: WindowRecord, _ right: WindowRecord) -> Bool {
        if left.interval.start != right.interval.start { return left.interval.start < right.interval.start }
        if left.container != right.container { return left.container < right.container }
        return left.index < right.index
    }
}

/// A restart as an analysis keeps it until the end: its texts are still symbols.
struct RestartRecord: Sendable {
    let container: ContainerID
    let episode: RestartEpisode
    /// The one that opened the window; where there is no window, the restart's only entry.
    let opener: Entry
    /// All after the opener, the closing one included.
    let others: [Entry]

    init(_ episode: RestartEpisode, of study: ContainerStudy) {
        container = study.container.id
        self.episode = episode
        let entries = study.timeline.entries
        opener = entries[episode.opener]
        others = episode.opener < episode.closer ? Array(entries[(episode.opener + 1)...episode.closer]) : []
    }

    /// The order of a shortened list: the newest first.
    static func isNewer(_ left: RestartRecord, _ right: RestartRecord) -> Bool {
        precedes(right, left)
    }

    /// The order of the report: by instant, container id, closing entry.
    static func precedes(_ left: RestartRecord, _ right: RestartRecord) -> Bool {
        if left.episode.at != right.episode.at { return left.episode.at < right.episode.at }
        if left.container != right.container { return left.container < right.container }
        return left.episode.closer < right.episode.closer
    }
}
