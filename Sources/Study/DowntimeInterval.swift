package import Timelines

/// A maximal run of down stretches of one timeline; entries by their places in it.
package struct DowntimeInterval: Sendable {
    package var start: Instant
    /// Where it ended, or how far an open one is known.
    package var end: Instant
    package var ending: Ending
    package var opener: Int?
    package var closer: Int?
    package var isAssumed: Bool
    package var time = DownTimeByStatus()

    package enum Ending {
        /// Known time of another condition.
        case ended
        /// Unknown time inside coverage.
        case truncated
        /// The container was gone.
        case gone
        /// Still down at the end of the range or of coverage.
        case open
    }

    package var interval: Interval { Interval(start: start, end: end) }
}

extension Timeline {
    /// Writes its windows into `runs`, by start; all of them, whatever the range.
    package func collectDowntimeIntervals(into runs: inout [DowntimeInterval]) {
        runs.removeAll(keepingCapacity: true)
        var current: DowntimeInterval?
        stretches.withUnsafeBufferPointer { stretches in
            for stretch in stretches {
                if stretch.condition == .down {
                    if var run = current.take() {
                        run.extend(by: stretch)
                        current = run
                    } else {
                        current = DowntimeInterval(beginning: stretch)
                    }
                } else if var run = current.take() {
                    run.end(at: stretch)
                    runs.append(run)
                }
            }
        }
        if let run = current { runs.append(run) }
    }
}

extension DowntimeInterval {
    /// A run that is open until something ends it.
    fileprivate init(beginning stretch: Stretch) {
        start = stretch.interval.start
        end = start
        ending = .open
        opener = stretch.entry
        isAssumed = false
        extend(by: stretch)
    }

    fileprivate mutating func extend(by stretch: Stretch) {
        end = stretch.interval.end
        isAssumed = isAssumed || stretch.isAssumed
        let length = stretch.interval.length
        switch stretch.status {
        case .failed: time.failed += length
        case .paused: time.paused += length
        default: time.stopped += length
        }
    }

    fileprivate mutating func end(at next: Stretch) {
        switch next.basis {
        case .unknown(.notCovered):
            ending = .open
        case .gone:
            ending = .gone
        case .unknown:
            ending = .truncated
            closer = next.entry
        case .logged, .assumed, .singleEntryRestart, .notYetCreated:
            ending = next.condition == .unknown ? .truncated : .ended
            closer = next.entry
        }
    }
}

/// The full time of a window per status.
package struct DownTimeByStatus: Hashable, Sendable {
    package var stopped: TimeSpan = .zero
    package var failed: TimeSpan = .zero
    package var paused: TimeSpan = .zero

    package init() {}
}

extension PausedCondition {
    package var condition: Condition {
        switch self {
        case .up: .up
        case .down: .down
        case .out: .outOfService
        }
    }
}

extension DowntimeInterval {
    /// Start before the end of the range, end not before its start.
    package func isListed(in range: Interval) -> Bool {
        start < range.end && end >= range.start
    }
}
