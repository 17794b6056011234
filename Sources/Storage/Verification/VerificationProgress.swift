internal import Synchronization

/// How far a verification has come.
package struct VerificationProgress: Hashable, Sendable {
    /// Observations, each counting half when it is hashed and half when it is replayed.
    package let done: Int64
    package let total: Int64
}

/// Counts what several threads have done.
final class ProgressCount: Sendable {
    private let halves = Atomic<Int64>(0)
    private let total: Int64
    private let report: @Sendable (VerificationProgress) -> Void

    /// How many observations a thread does between two reports.
    static let step: Int64 = 32_768

    init(total: Int64, report: @escaping @Sendable (VerificationProgress) -> Void) {
        self.total = total
        self.report = report
    }

    /// `count` observations are hashed, or replayed.
    func add(_ count: Int64) {
        let done = halves.wrappingAdd(count, ordering: .relaxed).newValue / 2
        report(VerificationProgress(done: min(done, total), total: total))
    }
}
