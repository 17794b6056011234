package import Study
package import Timelines

/// Totals over downtime windows.
package struct DowntimeFigures: Hashable, Sendable {
    package var windows: Int = 0
    /// Windows still down at the end of the range or of coverage.
    package var open: Int = 0
    /// Windows closed by an entry into `running` inside the range; one that unknown time follows at once is `truncated` as well.
    package var closed: Int = 0
    /// Windows that unknown time ended.
    package var truncated: Int = 0
    /// Windows that began in range and are neither planned nor opened by `pause`: what `meanTimeBetweenFailures` divides by.
    package var failures: Int = 0
    /// Mean full duration of the `closed` ones, in milliseconds; nil at none.
    package var meanTimeToRecovery: Double?
    /// Up time in range per window that began in range and is neither planned nor opened by the operation `pause`, as written
    /// or else derived, in milliseconds; nil at none.
    package var meanTimeBetweenFailures: Double?
    /// The longest full duration of all listed; nil at none.
    package var longest: TimeSpan?
    /// Time down inside the range.
    package var down: TimeSpan = .zero
}

/// A maximal run of down time.
package struct DowntimeWindow: Hashable, Sendable {
    package var containerID: ContainerID
    package var containerName: String?
    package var start: Instant
    /// Nil while it is open.
    package var end: Instant?
    /// Its whole length; of an open one up to min(end of range, coverage).
    package var duration: TimeSpan
    package var inRange: TimeSpan
    package var isOpen: Bool
    package var isTruncated: Bool
    package var isPlanned: Bool
    package var isAssumed: Bool
    package var time: DownTimeByStatus
    package var openedBy: Trigger?
    package var closedBy: Trigger?
    /// Why, as its entries tell it; nil where they tell nothing.
    package var reason: String?
}

/// A downtime window of a report, with what it is to its group.
@dynamicMemberLookup
package struct ListedWindow: Hashable, Sendable {
    package var window: DowntimeWindow
    package var service: WindowService

    package subscript<Part>(dynamicMember part: KeyPath<DowntimeWindow, Part>) -> Part { window[keyPath: part] }
}

/// The entry that opened or closed a window: who, how, and the evidence.
package struct Trigger: Hashable, Sendable {
    /// `triggered_by`, or `(unattributed)`.
    package var actor: String
    package var kind: ActorKind
    package var operation: String
    /// The entry's id; where it has none, `<container>@<instant>:<from>><to>` (see `Entry.eventID`).
    package var eventID: String
    package var at: Instant
    /// Why, as its metadata tells it; nil where it tells nothing.
    package var reason: String?
}

/// What the totals over downtime windows add up from; integers, so that no order of adding matters.
struct WindowTotals: Sendable {
    var windows = 0
    var open = 0
    var closed = 0
    var truncated = 0
    var closedTime = TimeSpan.zero
    /// Opened in range, neither planned nor by `pause`.
    var failures = 0
    var longest: TimeSpan?
    var down = TimeSpan.zero

    static func += (left: inout WindowTotals, right: WindowTotals) {
        left.windows += right.windows
        left.open += right.open
        left.closed += right.closed
        left.truncated += right.truncated
        left.closedTime += right.closedTime
        left.failures += right.failures
        left.longest = [left.longest, right.longest].compactMap(\.self).max()
        left.down += right.down
    }

    /// The figures, for so much up time in range.
    func figures(up: TimeSpan) -> DowntimeFigures {
        var figures = DowntimeFigures()
        figures.windows = windows
        figures.open = open
        figures.closed = closed
        figures.truncated = truncated
        figures.failures = failures
        figures.meanTimeToRecovery = closed > 0 ? Double(closedTime.milliseconds) / Double(closed) : nil
        figures.meanTimeBetweenFailures = failures > 0 ? Double(up.milliseconds) / Double(failures) : nil
        figures.longest = longest
        figures.down = down
        return figures
    }

    /// Counts a downtime interval in the range.
    mutating func add(_ interval: DowntimeInterval, of study: ContainerStudy) {
        windows += 1
        down += interval.inRange
        longest = max(longest ?? .zero, interval.length)
        if interval.ending == .open { open += 1 }
        if interval.ending == .truncated { truncated += 1 }
        // The closing entry of an interval in the range lies there too: not before its start, and used, so before its end.
        if let closer = interval.closer, study.timeline.entries[closer].to == .running {
            closed += 1
            closedTime += interval.length
        }
        if study.isFailure(interval) { failures += 1 }
    }
}
