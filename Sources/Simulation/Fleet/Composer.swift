import Timelines

/// Makes containers out of roles.
struct Composer {
    let options: FleetOptions

    /// When all that differs between the revisions changes.
    var change: Instant { options.now - .hours(12) }
    var firstRevision: Instant { options.now - .days(1) }

    /// The container that plays `role`, with the random numbers of `part`.
    func container(_ role: Role, part: UInt64, sharesName: Bool) -> SimulatedContainer {
        // 1. Who it is.
        var generator = SeededGenerator(seed: options.seed, part: part)
        let plans = plans(of: role, &generator)
        let birth = birth(of: role)
        let identity = identity(of: role, born: birth ?? options.life.start - oldAge(&generator), &generator)
        // 2. How it lived.
        let initial = birth == nil ? initialStatus(of: role) : nil
        var life = Life(
            identity: identity,
            durations: Durations(pace: role.pace),
            status: initial,
            start: options.life.start,
            generator: generator
        )
        for plan in plans { life.perform(plan) }
        // 3. How that was written down, and how it is listed.
        let editor = LogEditor(drafts: life.drafts, options: options, change: change)
        let drafts = editor.edited(role.edits)
        let listed = listed(role, life: life.drafts, initial: initial ?? .running)
        return SimulatedContainer(
            id: identity.id,
            name: identity.name,
            entries: drafts.map(SimulatedEntry.init),
            situations: situations(of: role, drafts: drafts, listed: listed, sharesName: sharesName),
            identity: identity,
            listed: listed,
            gone: role.listing.contains(.gone) ? change : nil,
            isExpired: role.listing.contains(.expired),
            isPrespawned: role.listing.contains(.prespawned),
            showsCreation: !role.listing.contains(.withoutCreationTime)
        )
    }

    private func plans(of role: Role, _ generator: inout SeededGenerator) -> [Plan] {
        guard role.birth != .withoutLog else { return [] }
        var plans = role.events.map(plan)
        plans += Cast.reboots.filter { $0.node == role.node }.map { plan($0.event) }
        var midnight = options.life.start.startOfDay
        while midnight < options.life.end {
            for habit in role.habits { plans += habit.plans(on: midnight, &generator) }
            midnight = midnight + .days(1)
        }
        // Whatever was asked for in the same instant is done in the order above, on every platform.
        return plans.enumerated()
            .filter { options.life.contains($0.element.at) }
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    private func plan(_ event: Event) -> Plan {
        Plan(at: instant(of: event), deed: event.deed, by: event.by, shows: event.shows)
    }

    private func instant(of event: Event) -> Instant {
        options.now.startOfDay - .days(event.daysBefore) + .hours(event.time.hour) + .minutes(event.time.minute)
            + .seconds(event.time.second)
    }

    /// When it was created, nil where that was before the history.
    private func birth(of role: Role) -> Instant? {
        guard role.birth == .withinHistory, let first = role.events.map(instant).min() else { return nil }
        return options.life.contains(first) ? first : nil
    }

    private func oldAge(_ generator: inout SeededGenerator) -> TimeSpan {
        .seconds(generator.number(in: 20 * 86_400...400 * 86_400))
    }

    private func identity(of role: Role, born: Instant, _ generator: inout SeededGenerator) -> Identity {
        let machine = generator.next()
        let id = objectID(seconds: born.seconds, machine: machine, counter: generator.next())
        return Identity(
            id: ContainerID(id),
            name: role.name,
            project: role.project,
            node: role.node,
            image: role.image,
            autostart: role.autostart,
            createdAt: born,
            realm: role.project == .shop || role.project == .staging ? Realm.store : Realm.office,
            machine: generator.next()
        )
    }

    private func initialStatus(of role: Role) -> Status {
        for habit in role.habits {
            switch habit {
            case .officeHours(let pausing, _): return pausing ? .paused : .stopped
            case .nightlyJob: return .stopped
            case .deployments, .sundayMaintenance, .crashes: continue
            }
        }
        return .running
    }
}
