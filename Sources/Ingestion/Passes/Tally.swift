import Locking
import Observations

/// What the tasks of a run count together, and what one of them found out for all.
final class Tally: Sendable {
    private struct State {
        var progress = IngestionProgress(containers: nil, done: 0, entries: EntryCounts(), requests: 0)
        var ending: IngestionEnding?
        /// Requests in a row that found the API unavailable, whichever container they were for.
        var failuresInARow = 0
        var isProbing = false
    }

    private let state = Locked(State())
    private let report: @Sendable (IngestionProgress) -> Void

    init(report: @escaping @Sendable (IngestionProgress) -> Void) {
        self.report = report
    }

    var progress: IngestionProgress { state.withLock(\.progress) }
    /// Why the run ends early; nil where it does not.
    var ending: IngestionEnding? { state.withLock(\.ending) }

    func change(_ body: @Sendable (inout IngestionProgress) -> Void) {
        report(
            state.withLock { state in
                body(&state.progress)
                return state.progress
            }
        )
    }

    /// Ends the run for this reason, unless there is one already.
    func end(_ ending: IngestionEnding) {
        state.withLock { $0.ending = $0.ending ?? ending }
    }

    func noteRequest() {
        state.withLock { $0.progress.requests += 1 }
    }

    /// Something answered: the API is there.
    func noteAnswer() {
        state.withLock { $0.failuresInARow = 0 }
    }

    /// Notes that the API was unavailable; true where `limit` in a row now ask for a probe, and the caller is to make it.
    func noteUnavailable(limit: Int) -> Bool {
        state.withLock { state in
            state.failuresInARow += 1
            guard state.failuresInARow >= limit, !state.isProbing else { return false }
            state.isProbing = true
            return true
        }
    }

    func endProbe() {
        state.withLock { $0.isProbing = false }
    }
}
