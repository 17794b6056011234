package import Timelines

/// A window as the analysis keeps it until the end: its texts are still symbols.
package struct WindowRecord: Sendable {
    package let container: ContainerID
    /// Its place among the windows of its container.
    package let ordinal: Int
    package let interval: Interval
    package let ending: DowntimeInterval.Ending
    package let inRange: TimeSpan
    package let isPlanned: Bool
    package let isAssumed: Bool
    package let time: DownTimeByStatus
    package let opener: Entry?
    package let closer: Entry?

    package init(
        container: ContainerID,
        ordinal: Int,
        interval: Interval,
        ending: DowntimeInterval.Ending,
        inRange: TimeSpan,
        isPlanned: Bool,
        isAssumed: Bool,
        time: DownTimeByStatus,
        opener: Entry?,
        closer: Entry?
    ) {
        self.container = container
        self.ordinal = ordinal
        self.interval = interval
        self.ending = ending
        self.inRange = inRange
        self.isPlanned = isPlanned
        self.isAssumed = isAssumed
        self.time = time
        self.opener = opener
        self.closer = closer
    }

    /// The order of a shortened list: the longest first, then as in the report.
    package static func isLonger(_ left: WindowRecord, _ right: WindowRecord) -> Bool {
        let (length, other) = (left.interval.length, right.interval.length)
        return length == other ? precedes(left, right) : length > other
    }

    /// The order of the report: by start, container id, place.
    package static func precedes(_ left: WindowRecord, _ right: WindowRecord) -> Bool {
        if left.interval.start != right.interval.start { return left.interval.start < right.interval.start }
        if left.container != right.container { return left.container < right.container }
        return left.ordinal < right.ordinal
    }
}

extension WindowRecord {
    package init(
        _ run: DowntimeInterval,
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
