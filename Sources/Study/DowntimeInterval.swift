package import Timelines

/// A maximal interval in which one timeline is down; entries by their indices in it.
package struct DowntimeInterval: Sendable {
    package var start: Instant
    /// Where it ended, or how far an open one is known.
    package var end: Instant
    package var ending: Ending
    package var opener: Int?
    package var closer: Int?
    /// Whether a part of it is known only from the first entry's `from_status` or from listings.
    package var isAssumed: Bool
    /// Whether it lies wholly inside declared maintenance.
    package var isPlanned = false
    /// How much of it lies inside the range.
    package var inRange = TimeSpan.zero
    package var time = DownTimeByStatus()
    /// The stretches of the timeline that it is made of.
    package var stretches: Range<Int>

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

    @inlinable
    package var interval: Interval { Interval(start: start, end: end) }

    @inlinable
    package var length: TimeSpan { interval.length }
}

/// The full time of a downtime interval per status.
package struct DownTimeByStatus: Hashable, Sendable {
    package var stopped: TimeSpan = .zero
    package var failed: TimeSpan = .zero
    package var paused: TimeSpan = .zero
}

extension Timeline {
    /// Writes its downtime intervals into `intervals`, by start; all of them, whatever the range.
    func collectDowntime(into intervals: inout [DowntimeInterval]) {
        intervals.removeAll(keepingCapacity: true)
        var current: DowntimeInterval?
        stretches.withUnsafeBufferPointer { stretches in
            for (index, stretch) in stretches.enumerated() {
                if stretch.condition == .down {
                    if var interval = current.take() {
                        interval.extend(by: stretch)
                        current = interval
                    } else {
                        current = DowntimeInterval(beginningWith: stretch, at: index)
                    }
                } else if var interval = current.take() {
                    interval.end(at: stretch)
                    intervals.append(interval)
                }
            }
        }
        if let interval = current { intervals.append(interval) }
    }
}

extension DowntimeInterval {
    /// One that is open until something ends it.
    fileprivate init(beginningWith stretch: Stretch, at index: Int) {
        start = stretch.interval.start
        end = start
        ending = .open
        opener = stretch.entry
        isAssumed = false
        stretches = index..<index
        extend(by: stretch)
    }

    fileprivate mutating func extend(by stretch: Stretch) {
        end = stretch.interval.end
        stretches = stretches.lowerBound..<stretches.upperBound + 1
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
