/// The half-open interval [`start`, `end`); empty where `end` is not later than `start`.
package struct Interval: Hashable, Sendable {
    package var start: Instant
    package var end: Instant

    @inlinable
    package init(start: Instant, end: Instant) {
        self.start = start
        self.end = end
    }

    /// Its length, zero where it is empty.
    @inlinable
    package var length: TimeSpan {
        end > start ? end - start : .zero
    }

    @inlinable
    package func contains(_ instant: Instant) -> Bool {
        start <= instant && instant < end
    }

    /// The part that both share; empty where they share none.
    @inlinable
    package func intersection(_ other: Interval) -> Interval {
        Interval(start: max(start, other.start), end: min(end, other.end))
    }
}

/// The union of intervals: what overlaps or touches is one.
package struct IntervalSet: Hashable, Sendable {
    /// Not empty, ascending, with a gap between each and the next.
    package let intervals: [Interval]

    package init(_ intervals: [Interval]) {
        var union: [Interval] = []
        for interval in intervals.sorted(by: { $0.start < $1.start }) where interval.start < interval.end {
            if let last = union.last, interval.start <= last.end {
                union[union.count - 1].end = max(last.end, interval.end)
            } else {
                union.append(interval)
            }
        }
        self.intervals = union
    }

    /// How much of `interval` lies inside.
    package func overlap(with interval: Interval) -> TimeSpan {
        var total = TimeSpan.zero
        for part in intervals[firstIndex(endingAfter: interval.start)...] {
            guard part.start < interval.end else { break }
            total += part.intersection(interval).length
        }
        return total
    }

    /// The parts of `interval` that lie outside, ascending.
    package func gaps(in interval: Interval) -> [Interval] {
        guard interval.start < interval.end else { return [] }
        var gaps: [Interval] = []
        var start = interval.start
        for part in intervals[firstIndex(endingAfter: interval.start)...] {
            guard part.start < interval.end else { break }
            if start < part.start { gaps.append(Interval(start: start, end: part.start)) }
            start = part.end
        }
        if start < interval.end { gaps.append(Interval(start: start, end: interval.end)) }
        return gaps
    }

    package func contains(_ instant: Instant) -> Bool {
        let position = firstIndex(endingAfter: instant)
        return position < intervals.count && intervals[position].start <= instant
    }

    /// Whether a part of `range` lies inside.
    package func reaches(into range: ClosedRange<Instant>) -> Bool {
        let position = firstIndex(endingAfter: range.lowerBound)
        return position < intervals.count && intervals[position].start <= range.upperBound
    }

    /// Whether `interval` lies wholly inside; an empty one does where its instant does.
    package func covers(_ interval: Interval) -> Bool {
        let position = firstIndex(endingAfter: interval.start)
        guard position < intervals.count else { return false }
        return intervals[position].start <= interval.start && interval.end <= intervals[position].end
    }

    /// The index in `intervals` of the first one that ends after `instant`; their number where none does.
    package func firstIndex(endingAfter instant: Instant) -> Int {
        intervals.partitioningIndex { $0.end > instant }
    }
}
