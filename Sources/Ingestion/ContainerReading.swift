import Observations
import Timelines

/// Reads one container's log into the event log, and records how that ended.
struct ContainerReading: Sendable {
    var container: ContainerID
    var pass: PassNumber
    var mode: ReadingMode
    var context: PassContext

    func run() async -> ContainerOutcome {
        do throws(LogReader.Stop) {
            var reader = LogReader(container: container, pass: pass, mode: mode, context: context)
            try await reader.read()
            return await end(.complete, as: .complete)
        } catch {
            switch error {
            case .storage(let error): return .failed(error)
            case .incomplete(let reason): return await end(.incomplete(reason: reason), as: .incomplete(reason))
            case .upstream(let failure): return await end(after: failure)
            }
        }
    }

    /// Reads a container that is in no listing: nothing of it is stored unless the API has its log.
    func runIfAnswered() async -> ContainerOutcome {
        guard let failure = await firstFailure() else { return await run() }
        context.state.change { $0.done += 1 }
        return Task.isCancelled ? .unfinished : .refused(failure)
    }

    /// Reads a known container that a complete listing no longer includes. A 404 is only noted: what it means is decided
    /// when the run knows how many there are.
    func runUnlessAbsent() async -> ContainerOutcome {
        guard let failure = await firstFailure() else { return await run() }
        if case .notFound = failure, !Task.isCancelled {
            context.state.change { $0.done += 1 }
            return .absent
        }
        return await settle { reading in await reading.end(after: failure) }
    }

    /// Why there is no first page; nil where there is one, which is dropped.
    private func firstFailure() async -> UpstreamFailure? {
        switch await context.entryPage(of: container, page: 1) {
        case .success: nil
        case .failure(let failure): failure
        }
    }

    /// Records the outcome of a container that `runUnlessAbsent` found absent.
    func settleAbsent(isGone: Bool) async -> ContainerOutcome {
        let reason = "404 Not Found, as most of the known containers at once"
        return await settle { reading in
            isGone
                ? await reading.end(.gone, as: .gone, counts: false)
                : await reading.end(.incomplete(reason: reason), as: .absent, counts: false)
        }
    }

    private func settle(_ end: (ContainerReading) async -> ContainerOutcome) async -> ContainerOutcome {
        do throws(IngestionError) {
            let begunAt = context.now()
            _ = try await context.keep { [container, pass, mode] in
                try await $0.beginReading(of: container, in: pass, mode: mode, recordedAt: begunAt)
            }
            return await end(self)
        } catch {
            return .failed(error)
        }
    }

    private func end(after failure: UpstreamFailure) async -> ContainerOutcome {
        if Task.isCancelled {
            return await end(.incomplete(reason: "the run ended"), as: .unfinished)
        }
        return await end(.incomplete(reason: failure.detail), as: .refused(failure))
    }

    /// `counts` is false where the container was counted as done already.
    private func end(
        _ end: ReadingEnd,
        as outcome: ContainerOutcome,
        counts: Bool = true
    ) async -> ContainerOutcome {
        do throws(IngestionError) {
            let endedAt = context.now()
            let changes = try await context.keep { [container] in
                try await $0.endReading(of: container, as: end, recordedAt: endedAt)
            }
            context.state.change { progress in
                progress.done += counts ? 1 : 0
                progress.entries.vanished += changes.vanished
                progress.entries.returned += changes.returned
            }
            return outcome
        } catch {
            return .failed(error)
        }
    }
}

/// The outcome of one container.
enum ContainerOutcome: Sendable {
    case complete
    case gone
    /// It answered 404 and is in no complete listing: gone, unless too many are.
    case absent
    case refused(UpstreamFailure)
    case incomplete(String)
    /// The run ended while it was read.
    case unfinished
    case failed(IngestionError)
}
