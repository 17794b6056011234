package import Timelines

/// How the time of a range divides, in milliseconds; ratios follow from it.
package struct AvailabilityFigures: Hashable, Sendable {
    package var up: TimeSpan = .zero
    package var down: TimeSpan = .zero
    package var unknown: TimeSpan = .zero
    package var outOfService: TimeSpan = .zero
    /// The part of `down` inside declared maintenance.
    package var plannedDown: TimeSpan = .zero
    /// The parts that were assumed rather than logged by entries.
    package var assumedUp: TimeSpan = .zero
    package var assumedDown: TimeSpan = .zero
    package var assumedOutOfService: TimeSpan = .zero

    package init() {}

    /// Assumed time of all three conditions.
    package var assumed: TimeSpan { assumedUp + assumedDown + assumedOutOfService }

    /// up / (up + down); nil if both are zero.
    package var ratio: Double? {
        quotient(up, up + down)
    }

    /// The least it can have been: (up − assumed up) / (up + down + unknown).
    package var low: Double? {
        quotient(up - assumedUp, up + down + unknown)
    }

    /// The most it can have been: (up + unknown + assumed down) / (up + down + unknown).
    package var high: Double? {
        quotient(up + unknown + assumedDown, up + down + unknown)
    }

    /// up / (up + down − planned down).
    package var unplanned: Double? {
        quotient(up, up + down - plannedDown)
    }

    package static func += (left: inout AvailabilityFigures, right: AvailabilityFigures) {
        left.up += right.up
        left.down += right.down
        left.unknown += right.unknown
        left.outOfService += right.outOfService
        left.plannedDown += right.plannedDown
        left.assumedUp += right.assumedUp
        left.assumedDown += right.assumedDown
        left.assumedOutOfService += right.assumedOutOfService
    }
}

extension Timeline {
    /// How the time of `range`, which ends where the timeline does or earlier, divides.
    func availability(in range: Interval, maintenance: IntervalSet) -> AvailabilityFigures {
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

    /// How much of `range`, which ends where the timeline does or earlier, is unknown.
    func unknownTime(in range: Interval) -> TimeSpan {
        var unknown = TimeSpan.zero
        stretches.withUnsafeBufferPointer { stretches in
            for stretch in stretches.reversed() {
                guard stretch.interval.end > range.start else { break }
                if stretch.condition == .unknown { unknown += stretch.interval.intersection(range).length }
            }
        }
        return unknown
    }
}

/// A share; nil where the whole is zero.
func quotient(_ part: TimeSpan, _ whole: TimeSpan) -> Double? {
    whole > .zero ? Double(part.milliseconds) / Double(whole.milliseconds) : nil
}
