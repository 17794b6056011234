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
