import Observations
import Timelines

/// The containers of a run that answered 404 after they had left the listing: gone, or out of sight of this token?
///
/// A token or realm that sees another fleet makes every known container look gone, and a gate would then judge what is left.
/// So where more than half of the known containers, and at least three, would be gone at once, none of them is: they are
/// incomplete, until a later pass sees them again or someone says that they are gone. The other fleet's containers enter the
/// store by the very same pass, and must not outvote the first ones when it is repeated: a container counts as known
/// only if it was met before the lost ones were last seen.
struct AbsentContainers {
    let selection: Selection
    let outcomes: [ContainerID: ContainerOutcome]

    static let fewestDoubted = 3

    /// What makes the pass doubtful; nil where nothing does.
    ///
    /// Containers that left the listing and were not asked for count as well: with `--container` the run asks for a few.
    var doubt: DoubtedAbsence? {
        let lost = selection.left.filter { container in
            switch outcomes[container.id] {
            case .absent, .unfinished, nil: true
            case .complete, .gone, .refused, .incomplete, .failed: false
            }
        }
        let lastSeen = lost.compactMap(\.lastListed).max()
        let known = selection.known.count { container in
            guard let lastSeen, let first = container.firstListed else { return true }
            return first <= lastSeen
        }
        let asked = targets.filter { !$0.isGone }.map(\.id)
        guard !asked.isEmpty, lost.count >= AbsentContainers.fewestDoubted, lost.count * 2 > known else { return nil }
        return DoubtedAbsence(containers: asked.sorted(), lost: lost.count, known: known)
    }

    /// Those to be settled, in the order of the selection.
    var targets: [Selection.Target] {
        selection.targets.filter { if case .absent? = outcomes[$0.id] { true } else { false } }
    }
}
