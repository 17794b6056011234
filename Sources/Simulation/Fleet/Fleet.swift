package import Timelines

/// What a fleet is made from; the same options give the same bytes on every run and platform.
package struct FleetOptions: Hashable, Sendable {
    package var seed: UInt64
    /// How many containers a client can find that also lists deleting and expired ones. The first 24 are those of the demo
    /// and show every `Scenario`; further ones have ordinary histories.
    package var containers: Int
    /// How much history there is before `now`. Some scenarios need all of the default 8.
    package var weeks: Int
    /// The end of the history. Ordinary life goes on for a week after it, for a server whose clock runs.
    package var now: Instant

    package init(seed: UInt64 = 1, containers: Int = 24, weeks: Int = 8, now: Instant) {
        self.seed = seed
        self.containers = max(0, containers)
        self.weeks = max(1, weeks)
        self.now = now
    }

    /// From the beginning of the history to the end of the life that was prepared.
    var life: Interval {
        Interval(start: now - .days(7 * Int64(weeks)), end: now + .days(7))
    }

    var firstRevision: Instant { now - .days(1) }
    /// When everything changes that differs between the revisions.
    var change: Instant { now - .hours(12) }
}

/// A fleet of containers with weeks of history, made from a seed: what the simulated API serves.
///
/// What the API shows depends on the server's clock. Revision 1 is what it showed a day before `now`, revision 2 what it
/// shows at `now`; between the two, entries were amended, hidden and filled in, and a container was removed.
package struct Fleet: Sendable {
    package let options: FleetOptions
    /// In the order in which they joined, without the platform's spare ones.
    package let containers: [SimulatedContainer]
    /// Containers that wait to be claimed: listed with `include_prespawn` only.
    package let spare: [SimulatedContainer]

    package init(_ options: FleetOptions) {
        self.options = options
        let builder = FleetBuilder(options: options)
        let roles = DemoFleet.roles(options.containers)
        containers = roles.enumerated().map { index, role in
            let sharesName = roles.count { $0.name == role.name } > 1
            return builder.container(role, part: UInt64(index) + 1, sharesName: sharesName)
        }
        spare = [builder.container(DemoFleet.spare, part: 0, sharesName: false)]
    }

    /// The server's clock at a revision: 1 is a day before `now`, 2 is `now`, each further one an hour later.
    package func clock(revision: Int) -> Instant {
        revision <= 1 ? options.firstRevision : options.now + .hours(Int64(revision) - 2)
    }

    /// The containers that show `scenario`.
    package func containers(showing scenario: Scenario) -> [SimulatedContainer] {
        (containers + spare).filter { $0.scenarios.contains(scenario) }
    }

    /// What the API shows at a revision.
    package func served(revision: Int) -> ServedFleet {
        served(at: clock(revision: revision))
    }

    /// What the API shows when its clock says `instant`.
    package func served(at instant: Instant) -> ServedFleet {
        let all = containers + spare
        // From the last change at or before `instant` to the next one.
        var validity = Interval(start: .distantPast, end: .distantFuture)
        for change in all.lazy.flatMap(\.changes) {
            if change <= instant { validity.start = max(validity.start, change) }
            if change > instant { validity.end = min(validity.end, change) }
        }
        return ServedFleet(
            containers: all.filter { $0.isPresent(at: instant) }.map { $0.served(at: instant) },
            validity: validity
        )
    }
}
