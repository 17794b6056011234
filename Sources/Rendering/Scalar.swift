package import Timelines

/// A single value of a report, before any format has written it.
package enum Scalar {
    /// Withheld, undefined or not there.
    case null
    case flag(Bool)
    case integer(Int64)
    case number(Double)
    case instant(Instant)
    case text(String)
}
