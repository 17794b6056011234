import Observations
import Timelines

/// Reads the logs of many containers, some at once, until all are done or something ends the run.
struct FleetReading: Sendable {
    let pass: PassNumber
    let options: IngestionOptions
    let context: PassContext

    /// The outcomes of the containers that were begun.
    func run(_ targets: [TargetSelection.Target]) async -> [ContainerID: ContainerOutcome] {
        await withTaskGroup(of: (ContainerID, ContainerOutcome).self) { group in
            var waiting = targets.makeIterator()
            for target in targets.prefix(options.concurrency) {
                _ = waiting.next()
                group.addTask { (target.id, await read(target)) }
            }
            var outcomes: [ContainerID: ContainerOutcome] = [:]
            for await (id, outcome) in group {
                outcomes[id] = outcome
                if case .failed = outcome { group.cancelAll() }
                if context.state.ending != nil { group.cancelAll() }
                if !group.isCancelled, !Task.isCancelled, let target = waiting.next() {
                    group.addTask { (target.id, await read(target)) }
                }
            }
            return outcomes
        }
    }

    private func read(_ target: TargetSelection.Target) async -> ContainerOutcome {
        let reading = reading(of: target)
        let outcome =
            if target.isUnlisted {
                await reading.runIfAnswered()
            } else if target.canBeGone {
                await reading.runUnlessAbsent()
            } else {
                await reading.run()
            }
        if case .absent = outcome { context.state.noteAnswer() }
        guard case .refused(let failure) = outcome else { return outcome }
        switch failure {
        case .unauthorized(let detail): context.state.end(.unauthorized(detail: detail))
        case .unavailable: await noteUnavailable()
        case .forbidden, .notFound, .refusedRedirect, .postponed, .rejected: context.state.noteAnswer()
        }
        return outcome
    }

    func reading(of target: TargetSelection.Target) -> ContainerReading {
        ContainerReading(
            container: target.id,
            pass: pass,
            mode: options.full ? .full : .incremental(overlap: options.overlap),
            context: context
        )
    }

    /// After a wave of containers that were all unavailable, requests the list once more. If that fails too, the API is
    /// down, and a thousand others would take hours of retries; otherwise only these containers fail.
    private func noteUnavailable() async {
        guard context.state.noteUnavailable(limit: max(options.concurrency, 3)) else { return }
        defer { context.state.endProbe() }
        switch await context.containerPage(project: options.projects.first, page: 1) {
        case .success: context.state.noteAnswer()
        case .failure(.unauthorized(let detail)): context.state.end(.unauthorized(detail: detail))
        case .failure(.unavailable(let detail)) where !Task.isCancelled: context.state.end(.unreachable(detail: detail))
        case .failure: context.state.noteAnswer()
        }
    }
}
