/// A point in time: whole milliseconds since 1970-01-01T00:00:00Z, finer fractions floored.
package struct Instant: Hashable, Comparable, Sendable {
    package var milliseconds: Int64

    @inlinable
    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Of a number that comes from outside: nil where it is not in the years 0000 … 9999 of UTC, all that an entry can carry.
    ///
    /// Differences of such instants, and sums of thousands of them, can't overflow.
    @inlinable
    package init?(checking milliseconds: Int64) {
        // 0000-01-01T00:00:00Z up to, but not, 10000-01-01T00:00:00Z.
        guard milliseconds >= -62_167_219_200_000, milliseconds < 253_402_300_800_000 else { return nil }
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
