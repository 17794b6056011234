package import Timelines

/// The known time of a range by status, whatever counts as up or down.
package struct StatusTimes: Hashable, Sendable {
    package var running = TimeSpan.zero
    package var paused = TimeSpan.zero
    /// That of restarts written as one entry too.
    package var stopped = TimeSpan.zero
    package var failed = TimeSpan.zero
    /// Out of service in any other status, not created yet, or gone.
    package var other = TimeSpan.zero

    package init() {}

    package static func += (left: inout StatusTimes, right: StatusTimes) {
        left.running += right.running
        left.paused += right.paused
        left.stopped += right.stopped
        left.failed += right.failed
        left.other += right.other
    }
}

/// The part of `StatusTimes` that a stretch of time belongs to.
package enum TimedStatus: String, Hashable, Sendable, CaseIterable {
    case running, paused, stopped, failed, other
}

extension StatusTimes {
    package subscript(status: TimedStatus) -> TimeSpan {
        get {
            switch status {
            case .running: running
            case .paused: paused
            case .stopped: stopped
            case .failed: failed
            case .other: other
            }
        }
        set {
            switch status {
            case .running: running = newValue
            case .paused: paused = newValue
            case .stopped: stopped = newValue
            case .failed: failed = newValue
            case .other: other = newValue
            }
        }
    }
}

extension Stretch {
    /// Nil where the status is not known.
    package var timedStatus: TimedStatus? {
        guard condition != .unknown else { return nil }
        return switch status {
        case .running: .running
        case .paused: .paused
        case .stopped: .stopped
        case .failed: .failed
        default: .other
        }
    }
}

extension ContainerStudy {
    /// The known time of the range by status.
    package var statusTimes: StatusTimes {
        var times = StatusTimes()
        for stretch in timeline.stretches.reversed() {
            guard stretch.interval.end > options.range.start else { break }
            guard let status = stretch.timedStatus else { continue }
            times[status] += stretch.interval.intersection(options.range).length
        }
        return times
    }
}
