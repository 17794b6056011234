/// An amount of time in whole milliseconds; can be negative as the difference of two instants.
package struct TimeSpan: Hashable, Comparable, Sendable {
    package var milliseconds: Int64

    @inlinable
    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static let zero = TimeSpan(milliseconds: 0)

    package static func seconds(_ count: Int64) -> TimeSpan { TimeSpan(milliseconds: count * 1_000) }
    package static func minutes(_ count: Int64) -> TimeSpan { .seconds(count * 60) }
    package static func hours(_ count: Int64) -> TimeSpan { .minutes(count * 60) }
    /// Days of 24 hours each, whatever the calendar says.
    package static func days(_ count: Int64) -> TimeSpan { .hours(count * 24) }

    // All of them, because those that the standard library derives from `<` and from the fields are not inlinable here.
    @inlinable
    package static func == (left: TimeSpan, right: TimeSpan) -> Bool { left.milliseconds == right.milliseconds }
    @inlinable
    package static func < (left: TimeSpan, right: TimeSpan) -> Bool { left.milliseconds < right.milliseconds }
    @inlinable
    package static func <= (left: TimeSpan, right: TimeSpan) -> Bool { left.milliseconds <= right.milliseconds }
    @inlinable
    package static func > (left: TimeSpan, right: TimeSpan) -> Bool { left.milliseconds > right.milliseconds }
    @inlinable
    package static func >= (left: TimeSpan, right: TimeSpan) -> Bool { left.milliseconds >= right.milliseconds }

    @inlinable
    package static func + (left: TimeSpan, right: TimeSpan) -> TimeSpan {
        TimeSpan(milliseconds: left.milliseconds + right.milliseconds)
    }

    @inlinable
    package static func - (left: TimeSpan, right: TimeSpan) -> TimeSpan {
        TimeSpan(milliseconds: left.milliseconds - right.milliseconds)
    }

    @inlinable
    package static func += (left: inout TimeSpan, right: TimeSpan) {
        left.milliseconds += right.milliseconds
    }
}
