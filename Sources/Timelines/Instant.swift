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

/// The proleptic Gregorian calendar in UTC, by whole days; day 0 is 0000-01-01.
enum GregorianCalendar {
    /// The day of 1970-01-01.
    static let epochDay = 719_528
    private static let daysPerEra = 146_097
    private static let daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

    static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// The length of `month` (1 … 12).
    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The day of a real date; `year` is not negative, `month` 1 … 12.
    static func day(year: Int, month: Int, day: Int) -> Int {
        let leapDay = month > 2 && isLeap(year) ? 1 : 0
        return daysBefore(year: year) + daysBeforeMonth[month - 1] + leapDay + day - 1
    }

    /// The date of any day, before year 0 too.
    static func date(of day: Int) -> (year: Int, month: Int, day: Int) {
        // 1. Eras of 400 years repeat exactly; inside one the year follows from the mean length, at most one off.
        let era = floorDivision(day, daysPerEra).quotient
        let dayOfEra = day - era * daysPerEra
        var year = dayOfEra * 400 / daysPerEra
        if daysBefore(year: year) > dayOfEra { year -= 1 }
        if daysBefore(year: year + 1) <= dayOfEra { year += 1 }
        // 2. The month is the last one that begins no later.
        var rest = dayOfEra - daysBefore(year: year)
        var month = 1
        while rest >= days(inMonth: month, of: year) {
            rest -= days(inMonth: month, of: year)
            month += 1
        }
        return (era * 400 + year, month, rest + 1)
    }

    /// Days before the first of January: 365 a year and one for each leap year in 0 ..< `year`.
    private static func daysBefore(year: Int) -> Int {
        365 * year + (year + 3) / 4 - (year + 99) / 100 + (year + 399) / 400
    }
}

/// Division towards negative infinity; the remainder is never negative. `divisor` is positive.
func floorDivision(_ value: Int, _ divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}

/// A day of the week; a configuration names it by its raw value.
package enum Weekday: String, Hashable, Sendable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
}

/// The Gregorian calendar in UTC.
extension Instant {
    /// Days since 1970-01-01, rounded down.
    package var dayNumber: Int64 {
        Int64(floorDivision(Int(milliseconds), 86_400_000).quotient)
    }

    /// Whole seconds since 1970, rounded down.
    package var seconds: Int64 {
        Int64(floorDivision(Int(milliseconds), 1_000).quotient)
    }

    /// Midnight at the beginning of its day.
    package var startOfDay: Instant {
        Instant(milliseconds: dayNumber * 86_400_000)
    }

    /// Days since the Monday of its week, 0 … 6.
    package var daysAfterMonday: Int {
        // Day 0, 1970-01-01, was a Thursday.
        floorDivision(Int(dayNumber) + 3, 7).remainder
    }

    package var weekday: Weekday {
        Weekday.allCases[daysAfterMonday]
    }

    /// Its calendar date; month and day from 1.
    package var date: (year: Int, month: Int, day: Int) {
        GregorianCalendar.date(of: Int(dayNumber) + GregorianCalendar.epochDay)
    }
}
