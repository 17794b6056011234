import Observations
import Timelines

/// Makes again, in receipt order, what does not follow from one container's log alone; rebuilding and verifying both do it here.
struct FleetReplay {
    let fleet: FleetProjections
    let quarantine: QuarantineRows
    let decoder: PageDecoder

    /// Applies the next observation; those of entries change nothing here. Throws where it can't be understood.
    func apply(_ observation: ReplayedObservation) throws {
        let body = observation.body
        switch observation.kind {
        case .passBegun:
            guard let start = PassStart(body: body) else { throw observation.malformed }
            try fleet.apply(start)
        case .containerListed where observation.container == nil:
            try quarantine.addUnusable(seq: observation.seq)
        case .containerListed:
            guard let listed = decoder.container(body) else { throw observation.malformed }
            let next = Int64(fleet.containers.rows.count) + 1
            guard (fleet.containers.number(of: listed.id) ?? next) == observation.container else {
                throw observation.malformed
            }
            fleet.apply(listed, seq: observation.seq)
        case .roster:
            guard let listed = Roster.listed(in: body) else { throw observation.malformed }
            try fleet.applyRoster(listed, of: observation.pass)
        case .readingsEnded:
            let containers = Int64(fleet.containers.rows.count)
            guard let ended = ReadingsEnded(body: body, containers: containers) else { throw observation.malformed }
            try fleet.apply(ended, of: observation.pass)
        case .entry, .entryVanished, .entryReturned: break
        }
    }
}
