import Timelines

/// How long a server asks to be left alone.
struct RetryAfter: Hashable, Sendable {
    /// From the answer on, never negative.
    var wait: TimeSpan

    /// The longest wait that a run makes; the container is left to the next one otherwise.
    static let longestHonoured = TimeSpan.minutes(5)

    /// Reads seconds or an HTTP date, which counts from `served` (the answer's own `Date`, so that a wrong clock on this
    /// side does no harm); nil where the field says neither.
    init?(_ field: String?, served: Instant) {
        guard let field else { return nil }
        if !field.isEmpty, field.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            // More digits than a number holds are longer than anything honoured, too.
            wait = .seconds(min(Int64(field) ?? .max, 1 << 40))
        } else if let until = Instant(httpDate: field) {
            wait = max(until - served, .zero)
        } else {
            return nil
        }
    }
}
