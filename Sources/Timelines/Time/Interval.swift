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
