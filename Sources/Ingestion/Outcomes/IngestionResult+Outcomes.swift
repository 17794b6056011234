import Observations
import Timelines

extension IngestionResult {
    /// Sorts what became of the containers that were meant into complete, incomplete, gone and unfinished.
    ///
    /// - Throws: the event log's failure, if one of them met it.
    mutating func take(
        _ outcomes: [ContainerID: ContainerOutcome],
        of targets: [Selection.Target]
    ) throws(IngestionError) {
        for target in targets.sorted(by: { $0.id < $1.id }) {
            switch outcomes[target.id] {
            case .complete: complete += 1
            case .gone: gone.append(target.id)
            // Counted in `doubted`.
            case .absent: break
            case .refused(let failure): note(target, failure.detail)
            case .incomplete(let reason): note(target, reason)
            case .unfinished, nil: unfinished += 1
            case .failed(let error): throw error
            }
        }
    }

    private mutating func note(_ target: Selection.Target, _ reason: String) {
        incomplete.append(IncompleteContainer(id: target.id, name: target.name, reason: reason))
    }
}
