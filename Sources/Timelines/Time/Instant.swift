/// A point in time: whole milliseconds since 1970-01-01T00:00:00Z, finer fractions floored.
package struct Instant: Hashable, Comparable, Sendable {
    package var milliseconds: Int64

    @inlinable
    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    // All of them, because those that the standard library derives from `<` and from the fields are not inlinable here.
    @inlinable
    package static func == (left: Instant, right: Instant) -> Bool { left.milliseconds == right.milliseconds }
    @inlinable
    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
    @inlinable
    package static func <= (left: Instant, right: Instant) -> Bool { left.milliseconds <= right.milliseconds }
    @inlinable
    package static func > (left: Instant, right: Instant) -> Bool { left.milliseconds > right.milliseconds }
    @inlinable
    package static func >= (left: Instant, right: Instant) -> Bool { left.milliseconds >= right.milliseconds }

    /// Earlier and later than every instant that an entry can carry (years −9999 … 9999 fit well inside).
    package static let distantPast = Instant(milliseconds: -1 << 52)
    package static let distantFuture = Instant(milliseconds: 1 << 52)

    @inlinable
    package static func + (instant: Instant, span: TimeSpan) -> Instant {
        Instant(milliseconds: instant.milliseconds + span.milliseconds)
    }

    @inlinable
    package static func - (instant: Instant, span: TimeSpan) -> Instant {
        Instant(milliseconds: instant.milliseconds - span.milliseconds)
    }

    /// How much later `later` is than `earlier`; negative if it is not.
    @inlinable
    package static func - (later: Instant, earlier: Instant) -> TimeSpan {
        TimeSpan(milliseconds: later.milliseconds - earlier.milliseconds)
    }
}
