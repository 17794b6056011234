import Observations
import Timelines

/// Reads the logs of many containers, some at once, until all are done or something ends the run.
struct FleetReading: Sendable {
    let pass: PassNumber
    let options: IngestionOptions
    let tools: PassTools

    /// What became of the containers that were begun.
    func run(_ targets: [Selection.Target]) async -> [ContainerID: ContainerOutcome] {
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
                if tools.tally.ending != nil { group.cancelAll() }
                if !group.isCancelled, !Task.isCancelled, let target = waiting.next() {
                    group.addTask { (target.id, await read(target)) }
                }
            }
            return outcomes
        }
    }

    private func read(_ target: Selection.Target) async -> ContainerOutcome {
        let reading = reading(of: target)
        let outcome =
            if target.isUnheardOf {
                await reading.runIfAnswered()
            } else if target.canBeGone {
                await reading.runUnlessAbsent()
            } else {
                await reading.run()
            }
        if case .absent = outcome { tools.tally.noteAnswer() }
        guard case .refused(let failure) = outcome else { return outcome }
        switch failure {
        case .unauthorized(let detail): tools.tally.end(.unauthorized(detail: detail))
        case .unavailable: await noteUnavailable()
        case .forbidden, .notFound, .refusedRedirect, .postponed, .rejected: tools.tally.noteAnswer()
        }
        return outcome
    }

    func reading(of target: Selection.Target) -> ContainerReading {
        ContainerReading(
            container: target.id,
            pass: pass,
            mode: options.full ? .full : .incremental(overlap: options.overlap),
            tools: tools
        )
    }

    /// After a wave of containers that were all unavailable, asks for the list once more: if that can't be had either, the API
    /// is down, and asking for a thousand others would take hours of retries; else the trouble is theirs alone.
    private func noteUnavailable() async {
        guard tools.tally.noteUnavailable(limit: max(options.concurrency, 3)) else { return }
        defer { tools.tally.endProbe() }
        switch await tools.containerPage(project: options.projects.first, page: 1) {
        case .success: tools.tally.noteAnswer()
        case .failure(.unauthorized(let detail)): tools.tally.end(.unauthorized(detail: detail))
        case .failure(.unavailable(let detail)) where !Task.isCancelled: tools.tally.end(.unreachable(detail: detail))
        case .failure: tools.tally.noteAnswer()
        }
    }
}
