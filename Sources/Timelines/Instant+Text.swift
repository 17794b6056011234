extension Instant {
    /// Reads a calendar date, a time of day and a zone in any spelling of ISO 8601: `YYYY-MM-DDThh:mm[:ss[.f…]]` or its basic form
    /// `YYYYMMDDThhmm[ss[.f…]]`, then `Z`, `±hh`, `±hhmm` or `±hh:mm`; nil where `text` is anything else.
    ///
    /// Letter case of `T` and `Z` does not matter; a blank can stand for `T` (RFC 3339, section 5.6) and a comma for the point.
    /// `24:00` is the end of its day. Only real dates of the Gregorian calendar are taken, and only instants in the years
    /// 0000 … 9999 of UTC. A fraction is one of seconds, of one digit or more; what is finer than a millisecond is floored.
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
        guard let year = number(digits: 4) else { return nil }
        let isExtended = skip("-")
        guard let month = number(digits: 2), !isExtended || skip("-"), let day = number(digits: 2),
            1...12 ~= month, day >= 1, day <= GregorianCalendar.days(inMonth: month, of: year)
        else { return nil }
        // 2. The time of day, in the same form as the date.
        guard skip("T") || skip("t") || skip(" "), let hour = number(digits: 2), hour <= 24,
            !isExtended || skip(":"), let minute = number(digits: 2), minute <= 59,
            let (second, fraction, isWhole) = seconds(isExtended: isExtended)
        else { return nil }
        if hour == 24, minute > 0 || second > 0 || !isWhole { return nil }
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

    /// Whole seconds, the whole milliseconds of their fraction, and whether all of its digits are zero; zeros where the time has
    /// minutes only, nil where no digit follows what announces one.
    private mutating func seconds(isExtended: Bool) -> (second: Int, milliseconds: Int, isWhole: Bool)? {
        guard isExtended ? skip(":") : isAtDigit else { return (0, 0, true) }
        guard let second = number(digits: 2), second <= 60 else { return nil }
        guard skip(".") || skip(",") else { return (second, 0, true) }
        var milliseconds = 0
        var digits = 0
        var isWhole = true
        while let digit = digit() {
            if digits < 3 { milliseconds = milliseconds * 10 + digit }
            digits += 1
            isWhole = isWhole && digit == 0
        }
        switch digits {
        case 0: return nil
        case 1: milliseconds *= 100
        case 2: milliseconds *= 10
        default: break
        }
        return (second, milliseconds, isWhole)
    }

    private var isAtDigit: Bool {
        position < bytes.count && bytes[position] &- UInt8(ascii: "0") <= 9
    }

    /// How far the zone's clock is ahead of UTC.
    private mutating func offsetInMinutes() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let isAhead = skip("+")
        guard isAhead || skip("-"), let hours = number(digits: 2), hours <= 23 else { return nil }
        guard skip(":") || isAtDigit else { return (isAhead ? 60 : -60) * hours }
        guard let minutes = number(digits: 2), minutes <= 59 else { return nil }
        return (isAhead ? 1 : -1) * (hours * 60 + minutes)
    }

    @inline(__always)
    private mutating func number(digits: Int) -> Int? {
        guard bytes.count - position >= digits else { return nil }
        var value = 0
        for index in position..<position + digits {
            let digit = bytes[index] &- UInt8(ascii: "0")
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

extension Instant: CustomStringConvertible {
    /// `2026-11-09T14:30:00.000Z`: always UTC, always three digits of a second.
    ///
    /// Years before 0000 and after 9999, which no entry can carry, have a sign and four digits or more.
    package var iso8601: String {
        String(unsafeUninitializedCapacity: Self.longestText) { write(to: $0) }
    }

    /// Calls `body` with the UTF-8 of `iso8601`, without a text that outlives the call.
    package func withISO8601<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longestText) { bytes in
            let count = write(to: bytes)
            return body(UnsafeBufferPointer(rebasing: bytes[..<count]))
        }
    }

    /// In bytes: any instant has room there.
    private static let longestText = 40

    /// Writes `iso8601`, and returns how many bytes it has.
    private func write(to bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
        let (day, millisecondOfDay) = floorDivision(Int(milliseconds), 86_400_000)
        let date = GregorianCalendar.date(of: day + GregorianCalendar.epochDay)
        var writer = DigitWriter(bytes: bytes)
        if date.year < 0 { writer.write("-") }
        if date.year > 9_999 { writer.write("+") }
        writer.write(abs(date.year), digits: max(4, digits(in: abs(date.year))))
        writer.write("-")
        writer.write(date.month, digits: 2)
        writer.write("-")
        writer.write(date.day, digits: 2)
        writer.write("T")
        writer.write(millisecondOfDay / 3_600_000, digits: 2)
        writer.write(":")
        writer.write(millisecondOfDay / 60_000 % 60, digits: 2)
        writer.write(":")
        writer.write(millisecondOfDay / 1_000 % 60, digits: 2)
        writer.write(".")
        writer.write(millisecondOfDay % 1_000, digits: 3)
        writer.write("Z")
        return writer.count
    }

    package var description: String { iso8601 }
}

private func digits(in number: Int) -> Int {
    var rest = number
    var count = 1
    while rest > 9 {
        rest /= 10
        count += 1
    }
    return count
}

private struct DigitWriter {
    let bytes: UnsafeMutableBufferPointer<UInt8>
    var count = 0

    init(bytes: UnsafeMutableBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func write(_ character: Unicode.Scalar) {
        bytes[count] = UInt8(ascii: character)
        count += 1
    }

    /// With leading zeros.
    mutating func write(_ number: Int, digits: Int) {
        var rest = number
        for index in stride(from: count + digits - 1, through: count, by: -1) {
            bytes[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        count += digits
    }
}
