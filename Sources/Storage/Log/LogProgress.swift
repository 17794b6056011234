internal import Synchronization

/// How far something that goes through the whole log has come.
package struct LogProgress: Hashable, Sendable {
    /// Observations; where each is looked at more than once, every time counts as a part of it.
    package let done: Int64
    package let total: Int64
}

/// Counts what several threads have done.
final class ProgressCount: Sendable {
    private let looks = Atomic<Int64>(0)
    private let total: Int64
    private let rounds: Int64
    private let report: @Sendable (LogProgress) -> Void

    /// How many observations a thread does between two reports.
    static let step: Int64 = 32_768

    /// Each of `total` observations is looked at `rounds` times.
    init(total: Int64, rounds: Int64, report: @escaping @Sendable (LogProgress) -> Void) {
        self.total = total
        self.rounds = rounds
        self.report = report
    }

    /// `count` observations were looked at.
    func add(_ count: Int64) {
        let done = looks.wrappingAdd(count, ordering: .relaxed).newValue / rounds
        report(LogProgress(done: min(done, total), total: total))
    }
}
