import Timelines

/// A window as the analysis keeps it until the end: its texts are still symbols.
struct WindowRecord: Sendable {
    let container: ContainerID
    /// Its place among the windows of its container.
    let ordinal: Int
    let interval: Interval
    let ending: DownRun.Ending
    let inRange: TimeSpan
    let isPlanned: Bool
    let isAssumed: Bool
    let time: DownTimeByStatus
    let opener: Entry?
    let closer: Entry?

    /// The order of a shortened list: the longest first, then as in the report.
    static func isLonger(_ left: WindowRecord, _ right: WindowRecord) -> Bool {
        let (length, other) = (left.interval.length, right.interval.length)
        return length == other ? precedes(left, right) : length > other
    }

    /// The order of the report: by start, container id, place.
    static func precedes(_ left: WindowRecord, _ right: WindowRecord) -> Bool {
        if left.interval.start != right.interval.start { return left.interval.start < right.interval.start }
        if left.container != right.container { return left.container < right.container }
        return left.ordinal < right.ordinal
    }
}

extension WindowRecord {
    init(
        _ run: DownRun,
        of timeline: Timeline,
        container: ContainerID,
        ordinal: Int,
        inRange: TimeSpan,
        isPlanned: Bool
    ) {
        self.container = container
        self.ordinal = ordinal
        interval = run.interval
        ending = run.ending
        self.inRange = inRange
        self.isPlanned = isPlanned
        isAssumed = run.isAssumed
        time = run.time
        opener = run.opener.map { timeline.entries[$0] }
        closer = run.closer.map { timeline.entries[$0] }
    }
}
