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
    /// JSON that is well formed and in one line: written into JSON as it is, and into a cell as a text.
    case json(String)

    package static func count(_ count: Int) -> Scalar { .integer(Int64(count)) }
    package static func count(orNull count: Int?) -> Scalar { count.map(Scalar.count) ?? .null }
    /// In milliseconds.
    package static func span(_ span: TimeSpan) -> Scalar { .integer(span.milliseconds) }
    package static func span(orNull span: TimeSpan?) -> Scalar { span.map(Scalar.span) ?? .null }
    package static func number(orNull number: Double?) -> Scalar { number.map(Scalar.number) ?? .null }
    package static func instant(orNull instant: Instant?) -> Scalar { instant.map(Scalar.instant) ?? .null }
    package static func text(orNull text: String?) -> Scalar { text.map(Scalar.text) ?? .null }
    package static func json(orNull json: String?) -> Scalar { json.map(Scalar.json) ?? .null }
    package static func flag(orNull flag: Bool?) -> Scalar { flag.map(Scalar.flag) ?? .null }
}

/// The shortest decimal that reads back as `number`, without a fraction where it is whole; nil where it is not finite.
package func numeral(of number: Double) -> String? {
    guard number.isFinite else { return nil }
    // Every whole number of this size is exact, and no longer than its description.
    if number == number.rounded(), abs(number) < 9_007_199_254_740_992 { return String(Int64(number)) }
    return number.description
}
