import Locking
import Observations
import Timelines

/// What every task of a run works with.
struct PassContext: Sendable {
    var source: any StatusLogSource
    var log: any EventLog
    var now: @Sendable () -> Instant
    var state: RunState

    /// What a cancelled task gets; it is never shown.
    private static let cancelled = UpstreamFailure.unavailable(detail: "cancelled")

    func containerPage(project: String?, page: Int) async -> Result<ContainerPage, UpstreamFailure> {
        guard !Task.isCancelled else { return .failure(PassContext.cancelled) }
        state.noteRequest()
        do throws(UpstreamFailure) {
            return .success(try await source.containers(ofProject: project, page: page))
        } catch {
            return .failure(error)
        }
    }

    func entryPage(of container: ContainerID, page: Int) async -> Result<EntryPage, UpstreamFailure> {
        guard !Task.isCancelled else { return .failure(PassContext.cancelled) }
        state.noteRequest()
        do throws(UpstreamFailure) {
            let page = try await source.statusLogs(of: container, page: page, limit: Paginator.limit)
            state.noteAnswer()
            return .success(page)
        } catch {
            return .failure(error)
        }
    }

    /// Calls the event log; a cancellation does not reach the call, so that what was fetched is kept.
    func keep<Value: Sendable>(
        _ call: @escaping @Sendable (any EventLog) async throws -> Value
    ) async throws(IngestionError) -> Value {
        let log = log
        do {
            return try await Task { try await call(log) }.value
        } catch {
            throw IngestionError(
                code: .storage,
                message: "what was received could not be stored: \(error)",
                underlying: error
            )
        }
    }
}

/// What the tasks of a run share: its counts, and whether it ends early.
final class RunState: Sendable {
    private struct State {
        var progress = IngestionProgress(containers: nil, done: 0, entries: EntryCounts(), requests: 0)
        var ending: IngestionEnding?
        /// How many requests in a row found the API unavailable, for whichever container.
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

    /// Notes that the API was unavailable; true where there were `limit` in a row, and the caller has to probe the API.
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
