extension Instant: CustomStringConvertible {
    /// `2026-11-09T14:30:00.000Z`: always UTC, always three digits of a second.
    ///
    /// Years before 0000 and after 9999, which no entry can carry, have a sign and four digits or more.
    package var iso8601: String {
        let (day, millisecondOfDay) = floorDivision(Int(milliseconds), 86_400_000)
        let date = GregorianCalendar.date(of: day + GregorianCalendar.epochDay)
        return String(unsafeUninitializedCapacity: 40) { bytes in
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
        for place in stride(from: count + digits - 1, through: count, by: -1) {
            bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        count += digits
    }
}
