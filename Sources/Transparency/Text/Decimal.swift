/// A count from 0 as the formats of transparency logs write it: ASCII digits, no sign, no leading zero.
enum Decimal {
    /// Nil where `text` is no such number, or larger than 2^63 − 1.
    static func value(of text: some Collection<UInt8>) -> Int64? {
        guard let first = text.first, first != UInt8(ascii: "0") || text.count == 1 else { return nil }
        var value: Int64 = 0
        for digit in text {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit else { return nil }
            let (tens, overflown) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflownBySum) = tens.addingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
            guard !overflown, !overflownBySum else { return nil }
            value = sum
        }
        return value
    }
}
