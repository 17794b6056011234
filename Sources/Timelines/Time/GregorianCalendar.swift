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
