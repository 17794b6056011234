package import Timelines

extension Timeline {
    /// How the time of `range`, which ends where the timeline does or earlier, divides.
    package func availability(in range: Interval, maintenance: IntervalSet) -> AvailabilityFigures {
        var figures = AvailabilityFigures()
        stretches.withUnsafeBufferPointer { stretches in
            for stretch in stretches.reversed() {
                guard stretch.interval.end > range.start else { break }
                let part = stretch.interval.intersection(range)
                let length = part.length
                switch stretch.condition {
                case .up:
                    figures.up += length
                    if stretch.isAssumed { figures.assumedUp += length }
                case .down:
                    figures.down += length
                    if stretch.isAssumed { figures.assumedDown += length }
                    if !maintenance.intervals.isEmpty { figures.plannedDown += maintenance.overlap(with: part) }
                case .outOfService:
                    figures.outOfService += length
                    if stretch.isAssumed { figures.assumedOutOfService += length }
                case .unknown:
                    figures.unknown += length
                }
            }
        }
        return figures
    }

    /// The status just before the end of the covered part of `range`; nil where it is unknown, the container does not exist,
    /// or no part of the range is covered. Deletion needs no coverage.
    package func finalStatus(in range: Interval) -> Status? {
        let last = stretches.last { !$0.isEmpty && $0.basis != .unknown(.notCovered) }
        guard let last, last.interval.end > range.start else { return nil }
        return last.status
    }
}

extension Stretch {
    package var isEmpty: Bool { interval.start >= interval.end }
}
