import Timelines

/// The waits between attempts: full jitter, each drawn from zero up to a ceiling that doubles.
///
/// Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
struct Backoff {
    /// Uniform in 0 ..< 1.
    let chance: @Sendable () -> Double
    private var retries = 0

    static let mostRetries = 5
    private static let firstCeiling = TimeSpan(milliseconds: 250)
    private static let lastCeiling = TimeSpan.seconds(30)

    init(chance: @escaping @Sendable () -> Double) {
        self.chance = chance
    }

    /// The wait before the next attempt; nil where there were enough.
    mutating func next() -> TimeSpan? {
        guard retries < Backoff.mostRetries else { return nil }
        let ceiling = min(Backoff.firstCeiling.milliseconds << Int64(retries), Backoff.lastCeiling.milliseconds)
        retries += 1
        return TimeSpan(milliseconds: Int64(chance() * Double(ceiling)))
    }
}
