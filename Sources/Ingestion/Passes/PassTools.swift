import Observations
import Timelines

/// What every task of a run works with.
struct PassTools: Sendable {
    var source: StatusLogSource
    var log: EventLog
    var now: @Sendable () -> Instant
    var tally: Tally

    /// What a task that is cancelled gets; nobody is shown it.
    private static let cancelled = UpstreamFailure.unavailable(detail: "cancelled")

    func containerPage(project: String?, page: Int) async -> Result<ContainerPage, UpstreamFailure> {
        guard !Task.isCancelled else { return .failure(PassTools.cancelled) }
        tally.noteRequest()
        do throws(UpstreamFailure) {
            return .success(try await source.containers(project, page))
        } catch {
            return .failure(error)
        }
    }

    func entryPage(of container: ContainerID, page: Int) async -> Result<EntryPage, UpstreamFailure> {
        guard !Task.isCancelled else { return .failure(PassTools.cancelled) }
        tally.noteRequest()
        do throws(UpstreamFailure) {
            let page = try await source.statusLogs(container, page, PageWalk.limit)
            tally.noteAnswer()
            return .success(page)
        } catch {
            return .failure(error)
        }
    }

    /// Runs a call of the event log beyond the reach of a cancellation: what was fetched is kept.
    func keep<Value: Sendable>(
        _ call: @escaping @Sendable (EventLog) async throws -> Value
    ) async throws(IngestionError) -> Value {
        let log = log
        do {
            return try await Task { try await call(log) }.value
        } catch {
            throw IngestionError(
                code: .storage,
                message: "what was received could not be kept: \(error)",
                underlying: error
            )
        }
    }
}
