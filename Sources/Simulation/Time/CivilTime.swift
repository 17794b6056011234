import Timelines

/// An instant as calendars write it, in UTC and the proleptic Gregorian calendar.
struct CivilTime {
    let year: Int64
    /// 1 … 12.
    let month: Int64
    /// 1 … 31.
    let day: Int64
    let hour: Int64
    let minute: Int64
    let second: Int64
    let millisecond: Int64
    let weekday: Weekday

    init(_ instant: Instant) {
        let (days, within) = instant.milliseconds.flooredDivision(by: 86_400_000)
        // Years are taken to begin on 1 March, so that the leap day is a year's last and months have a regular length;
        // 400 such years are 146 097 days. Day 0 is then 719 468 days before 1970-01-01.
        let (era, dayOfEra) = (days + 719_468).flooredDivision(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        hour = within / 3_600_000
        minute = within / 60_000 % 60
        second = within / 1_000 % 60
        millisecond = within % 1_000
        weekday = Weekday(day: days)
    }

    /// `2026-11-09T14:30:00.000Z`.
    var timestamp: String {
        "\(date)T\(padded(hour)):\(padded(minute)):\(padded(second)).\(padded(millisecond, digits: 3))Z"
    }

    /// `Mon, 09 Nov 2026 14:30:00 GMT` (RFC 9110, 5.6.7).
    var httpDate: String {
        let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let name = "\(weekdays[weekday.rawValue]), \(padded(day)) \(months[Int(month) - 1])"
        return "\(name) \(padded(year, digits: 4)) \(padded(hour)):\(padded(minute)):\(padded(second)) GMT"
    }

    private var date: String {
        "\(padded(year, digits: 4))-\(padded(month))-\(padded(day))"
    }
}

/// A day of the week.
enum Weekday: Int {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// That of a day counted from 1970-01-01, which was a Thursday.
    init(day: Int64) {
        self =
            [.thursday, .friday, .saturday, .sunday, .monday, .tuesday, .wednesday][
                Int(day.flooredDivision(by: 7).remainder)
            ]
    }

    var isWorkday: Bool {
        self != .saturday && self != .sunday
    }
}

extension Instant {
    /// Midnight UTC at or before it.
    var startOfDay: Instant {
        Instant(milliseconds: milliseconds - milliseconds.flooredDivision(by: 86_400_000).remainder)
    }

    var weekday: Weekday {
        Weekday(day: milliseconds.flooredDivision(by: 86_400_000).quotient)
    }

    /// The whole seconds since 1970, floored.
    var seconds: Int64 {
        milliseconds.flooredDivision(by: 1_000).quotient
    }
}

extension Int64 {
    func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

private func padded(_ value: Int64, digits: Int = 2) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
}
