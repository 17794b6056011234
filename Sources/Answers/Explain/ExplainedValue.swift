package import Timelines

/// A single value of an explanation: a figure, a step towards it, or a cell of the evidence.
package enum ExplainedValue: Hashable, Sendable {
    /// Withheld, undefined or not there.
    case null
    case flag(Bool)
    case integer(Int64)
    case number(Double)
    case instant(Instant)
    case text(String)
}

extension ExplainedValue {
    static func count(_ count: Int) -> ExplainedValue { .integer(Int64(count)) }
    static func span(_ span: TimeSpan) -> ExplainedValue { .integer(span.milliseconds) }
    static func number(orNull number: Double?) -> ExplainedValue { number.map(ExplainedValue.number) ?? .null }
    static func instant(orNull instant: Instant?) -> ExplainedValue { instant.map(ExplainedValue.instant) ?? .null }
    static func text(orNull text: String?) -> ExplainedValue { text.map(ExplainedValue.text) ?? .null }

    /// What it is worth in arithmetic: an instant its milliseconds since 1970; nil where it is no number.
    var amount: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        case .instant(let instant): Double(instant.milliseconds)
        case .null, .flag, .text: nil
        }
    }

    /// The same in whole numbers, where it is one.
    var whole: Int64? {
        switch self {
        case .integer(let integer): integer
        case .instant(let instant): instant.milliseconds
        case .null, .flag, .number, .text: nil
        }
    }
}
