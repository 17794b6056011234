package import Timelines

/// A fleet of containers with weeks of history, made from a seed: what the simulated API serves.
///
/// What the API shows depends on the server's clock. Revision 1 is what it showed a day before `now`, revision 2 what it
/// shows at `now`; between the two, entries were amended, hidden, filled in, and a container went.
package struct Fleet: Sendable {
    package let options: FleetOptions
    /// In the order in which they joined, without the platform's spare ones.
    package let containers: [SimulatedContainer]
    /// Containers that wait to be claimed: listed with `include_prespawn` only.
    package let spare: [SimulatedContainer]

    package init(_ options: FleetOptions) {
        self.options = options
        let composer = Composer(options: options)
        let roles = Cast.roles(options.containers)
        containers = roles.enumerated().map { place, role in
            let shared = roles.count { $0.name == role.name } > 1
            return composer.container(role, part: UInt64(place) + 1, sharesName: shared)
        }
        spare = [composer.container(Cast.spare, part: 0, sharesName: false)]
    }

    /// The server's clock at a revision: 1 is a day before `now`, 2 is `now`, each further one an hour later.
    package func clock(revision: Int) -> Instant {
        revision <= 1 ? options.now - .days(1) : options.now + .hours(Int64(revision) - 2)
    }

    /// The containers that show `situation`.
    package func containers(showing situation: Situation) -> [SimulatedContainer] {
        (containers + spare).filter { $0.situations.contains(situation) }
    }
}
