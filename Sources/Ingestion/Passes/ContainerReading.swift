import Observations
import Timelines

/// Reads one container's log into the event log, in as many attempts as that takes.
struct ContainerReading: Sendable {
    var container: ContainerID
    var pass: PassNumber
    var mode: ReadingMode
    /// Whether a 404 means that it is gone: it is known, and a complete listing no longer holds it.
    var canBeGone: Bool
    var tools: PassTools

    /// How often a log that changes under the reading is begun again.
    private static let mostRestarts = 3

    /// Why a reading did not come to its end.
    enum Stop: Error {
        case upstream(UpstreamFailure)
        case storage(IngestionError)
        case incomplete(String)
    }

    func run() async -> ContainerOutcome {
        do throws(Stop) {
            try await readToEnd()
            return await end(.complete, as: .complete)
        } catch {
            switch error {
            case .storage(let error): return .failed(error)
            case .incomplete(let reason): return await end(.incomplete(reason: reason), as: .incomplete(reason))
            case .upstream(let failure): return await end(after: failure)
            }
        }
    }

    /// Reads a container that may not exist: nothing is kept of it unless the API has its log.
    func runIfAnswered() async -> ContainerOutcome {
        switch await tools.entryPage(of: container, page: 1) {
        case .success: return await run()
        case .failure(let failure):
            tools.tally.change { $0.done += 1 }
            return Task.isCancelled ? .unfinished : .refused(failure)
        }
    }

    private func end(after failure: UpstreamFailure) async -> ContainerOutcome {
        if Task.isCancelled {
            return await end(.incomplete(reason: "the run was ended"), as: .unfinished)
        }
        if case .notFound = failure, canBeGone {
            return await end(.gone, as: .gone)
        }
        return await end(.incomplete(reason: failure.detail), as: .refused(failure))
    }

    private func end(_ end: ReadingEnd, as outcome: ContainerOutcome) async -> ContainerOutcome {
        do throws(IngestionError) {
            let endedAt = tools.now()
            let changes = try await tools.keep { [container] in try await $0.endReading(container, end, endedAt) }
            tools.tally.change { progress in
                progress.done += 1
                progress.entries.vanished += changes.vanished
                progress.entries.returned += changes.returned
            }
            return outcome
        } catch {
            return .failed(error)
        }
    }

    /// 1. An incremental reading that finds the log other than known becomes a full one.
    /// 2. A reading that may have passed entries over begins again from the first page, so that nothing is skipped.
    private func readToEnd() async throws(Stop) {
        var mode = mode
        var restarts = 0
        var doubts = TotalDoubts()
        while true {
            var attempt = ReadingAttempt(container: container, pass: pass, mode: mode, doubts: doubts, tools: tools)
            switch try await attempt.run() {
            case .end: return
            case .contradicted: break
            case .unsure:
                guard restarts < ContainerReading.mostRestarts else {
                    throw .incomplete("its log kept changing while it was read")
                }
                restarts += 1
            }
            mode = .full
            doubts = attempt.doubts
        }
    }
}

/// What became of one container.
enum ContainerOutcome: Sendable {
    case complete
    case gone
    case refused(UpstreamFailure)
    case incomplete(String)
    /// The run was ended while it was read.
    case unfinished
    case failed(IngestionError)
}
