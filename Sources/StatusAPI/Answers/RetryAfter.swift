import Timelines

/// How long a server asks to be left alone.
struct RetryAfter: Hashable, Sendable {
    /// From the answer on, never negative.
    var wait: TimeSpan

    /// The longest wait that a run makes; the container is left to the next one otherwise.
    static let longestHonoured = TimeSpan.minutes(5)

    /// Reads seconds, rounded up where they have a fraction (RFC 9110 knows whole ones only), or an HTTP date, which counts from `served` (the answer's own `Date`, so that a wrong clock on this
    /// side does no harm); nil where the field says neither.
    init?(_ field: String?, served: Instant) {
        guard let field else { return nil }
        if let seconds = RetryAfter.seconds(field) {
            wait = .seconds(seconds)
        } else if let until = Instant(httpDate: field) {
            wait = max(until - served, .zero)
        } else {
            return nil
        }
    }

    private static func seconds(_ field: String) -> Int64? {
        let parts = field.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        let areDigits = parts.allSatisfy { part in
            !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
        guard areDigits else { return nil }
        let hasFraction = parts.dropFirst().contains { part in part.contains { $0 != UInt8(ascii: "0") } }
        // More digits than a number holds are longer than anything honoured, too.
        return min(Int64(String(decoding: parts[0], as: UTF8.self)) ?? .max, 1 << 40) + (hasFraction ? 1 : 0)
    }
}
