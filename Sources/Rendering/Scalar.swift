package import Timelines

/// A single value of a report, before any format has written it.
package enum Scalar: Hashable, Sendable {
    /// Withheld, undefined or not there.
    case null
    case flag(Bool)
    case integer(Int64)
    case number(Double)
    case instant(Instant)
    case text(String)

    package static func count(_ count: Int) -> Scalar { .integer(Int64(count)) }
    package static func count(orNull count: Int?) -> Scalar { count.map(Scalar.count) ?? .null }
    /// In milliseconds.
    package static func span(_ span: TimeSpan) -> Scalar { .integer(span.milliseconds) }
    package static func span(orNull span: TimeSpan?) -> Scalar { span.map(Scalar.span) ?? .null }
    package static func number(orNull number: Double?) -> Scalar { number.map(Scalar.number) ?? .null }
    package static func instant(orNull instant: Instant?) -> Scalar { instant.map(Scalar.instant) ?? .null }
    package static func text(orNull text: String?) -> Scalar { text.map(Scalar.text) ?? .null }
    package static func flag(orNull flag: Bool?) -> Scalar { flag.map(Scalar.flag) ?? .null }
}

/// The shortest decimal that reads back as `number`, without a fraction where it is whole; nil where it is not finite.
package func numeral(of number: Double) -> String? {
    guard number.isFinite else { return nil }
    // Every whole number of this size is exact, and no longer than its description.
    if number == number.rounded(), abs(number) < 9_007_199_254_740_992 { return String(Int64(number)) }
    return number.description
}

/// The base64 text of `bytes` (RFC 4648, section 4, with padding).
package func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".unicodeScalars)
    var text = String.UnicodeScalarView()
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<min(start + 3, bytes.count)]
        let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
        for position in 0..<4 {
            text.append(position <= group.count ? alphabet[bits >> (18 - 6 * position) & 63] : "=")
        }
    }
    return String(text)
}
