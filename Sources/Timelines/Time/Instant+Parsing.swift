extension Instant {
    /// Reads `YYYY-MM-DDThh:mm:ss[.f…](Z|±hh:mm)` (RFC 3339, section 5.6); nil where `text` is anything else.
    ///
    /// Letter case of `T` and `Z` does not matter. Only real dates of the Gregorian calendar are taken, and only instants
    /// in the years 0000 … 9999 of UTC. A fraction has one digit or more; what is finer than a millisecond is floored.
    /// Second 60 is taken where a leap second can be (the last minute of a month, in UTC); this scale has no room for it,
    /// so all of it is the last millisecond before the next month: order and day stay right.
    package init?(iso8601 text: String) {
        var copy = text
        guard let instant = copy.withUTF8({ Instant(iso8601: $0) }) else { return nil }
        self = instant
    }

    /// The same over the UTF-8 bytes of the text.
    package init?(iso8601 bytes: UnsafeBufferPointer<UInt8>) {
        var reader = InstantReader(bytes: bytes)
        guard let instant = reader.instant() else { return nil }
        self = instant
    }
}

/// Reads an instant byte by byte, from the left.
private struct InstantReader {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func instant() -> Instant? {
        // 1. The date, which has to exist.
        guard let year = number(digits: 4), skip("-"), let month = number(digits: 2), skip("-"),
            let day = number(digits: 2), 1...12 ~= month, day >= 1,
            day <= GregorianCalendar.days(inMonth: month, of: year)
        else { return nil }
        // 2. The time of day.
        guard skip("T") || skip("t"), let hour = number(digits: 2), hour <= 23, skip(":"),
            let minute = number(digits: 2), minute <= 59, skip(":"), let second = number(digits: 2), second <= 60,
            let fraction = fraction()
        else { return nil }
        // 3. The zone, and nothing after it.
        guard let offset = offsetInMinutes(), position == bytes.count else { return nil }

        let days = GregorianCalendar.day(year: year, month: month, day: day) - GregorianCalendar.epochDay
        let minutes = days * 1_440 + hour * 60 + minute - offset
        if second == 60 { return leapSecond(inMinute: minutes) }
        return Instant(checking: Int64((minutes * 60 + second) * 1_000 + fraction))
    }

    private func leapSecond(inMinute minutes: Int) -> Instant? {
        let (day, minuteOfDay) = floorDivision(minutes + 1, 1_440)
        guard minuteOfDay == 0, GregorianCalendar.date(of: day + GregorianCalendar.epochDay).day == 1 else {
            return nil
        }
        return Instant(checking: Int64((minutes + 1) * 60_000 - 1))
    }

    /// Whole milliseconds of the fraction; zero where there is none, nil where a point has no digit after it.
    private mutating func fraction() -> Int? {
        guard skip(".") else { return 0 }
        var milliseconds = 0
        var digits = 0
        while let digit = digit() {
            if digits < 3 { milliseconds = milliseconds * 10 + digit }
            digits += 1
        }
        switch digits {
        case 0: return nil
        case 1: return milliseconds * 100
        case 2: return milliseconds * 10
        default: return milliseconds
        }
    }

    /// How far the zone's clock is ahead of UTC.
    private mutating func offsetInMinutes() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let isAhead = skip("+")
        guard isAhead || skip("-"), let hours = number(digits: 2), hours <= 23, skip(":"),
            let minutes = number(digits: 2), minutes <= 59
        else { return nil }
        return (isAhead ? 1 : -1) * (hours * 60 + minutes)
    }

    @inline(__always)
    private mutating func number(digits: Int) -> Int? {
        guard bytes.count - position >= digits else { return nil }
        var value = 0
        for place in position..<position + digits {
            let digit = bytes[place] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value &* 10 &+ Int(digit)
        }
        position += digits
        return value
    }

    private mutating func digit() -> Int? {
        guard position < bytes.count else { return nil }
        let value = bytes[position] &- UInt8(ascii: "0")
        guard value <= 9 else { return nil }
        position += 1
        return Int(value)
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }
}
