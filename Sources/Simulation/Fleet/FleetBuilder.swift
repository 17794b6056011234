import Statistics
import Timelines

/// Makes containers out of roles.
struct FleetBuilder {
    let options: FleetOptions

    /// The container with this role, with the random numbers of `part`.
    func container(_ role: Role, part: UInt64, sharesName: Bool) -> SimulatedContainer {
        // 1. What it is.
        var random = SplitMix64(seed: options.seed, part: part)
        let plans = plans(of: role, &random)
        let birth = birth(of: role)
        let createdAt = birth ?? options.life.start - .seconds(random.number(in: 20 * 86_400...400 * 86_400))
        let machine = random.next()
        let id = ContainerID(objectID(seconds: createdAt.seconds, machine: machine, counter: random.next()))
        // 2. What happened to it.
        let initial = birth == nil ? initialStatus(of: role) : nil
        var generator = StatusGenerator(
            role: role,
            id: id,
            machine: random.next(),
            random: random,
            status: initial,
            earliest: options.life.start
        )
        for plan in plans { generator.perform(plan) }
        // 3. How that was logged, and how it is listed.
        let drafts = LogEditor(drafts: generator.drafts, options: options).edited(role.edits)
        return SimulatedContainer(
            id: id,
            entries: drafts.map(\.entry),
            scenarios: scenarios(of: role, drafts: drafts, sharesName: sharesName),
            role: role,
            createdAt: createdAt,
            listed: listed(role, generator.drafts, initial: initial ?? .running),
            gone: role.listing.contains(.gone) ? options.change : nil
        )
    }

    private func plans(of role: Role, _ random: inout SplitMix64) -> [Plan] {
        guard role.birth != .withoutLog else { return [] }
        var plans = role.events.map(plan)
        plans += DemoFleet.reboots.filter { $0.node == role.node }.map { plan($0.event) }
        var midnight = options.life.start.startOfDay
        let end = role.schedulesEnd.map { options.now.startOfDay - .days($0) } ?? options.life.end
        while midnight < end {
            for schedule in role.schedules { plans += schedule.plans(on: midnight, &random) }
            midnight = midnight + .days(1)
        }
        // What is asked for in the same instant is done in the order above, on every platform.
        return plans.enumerated()
            .filter { options.life.contains($0.element.at) }
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }

    private func plan(_ event: Event) -> Plan {
        Plan(at: instant(of: event), action: event.action, by: event.by, shows: event.shows)
    }

    private func instant(of event: Event) -> Instant {
        options.now.startOfDay - .days(event.daysBefore) + .hours(event.time.hour) + .minutes(event.time.minute)
            + .seconds(event.time.second)
    }

    /// When it was created; nil where that was before the history.
    private func birth(of role: Role) -> Instant? {
        guard role.birth == .withinHistory, let first = role.events.map(instant).min() else { return nil }
        return options.life.contains(first) ? first : nil
    }

    private func initialStatus(of role: Role) -> Status {
        for schedule in role.schedules {
            switch schedule {
            case .officeHours(let pausing, _): return pausing ? .paused : .stopped
            case .nightlyJob: return .stopped
            case .deployments, .sundayMaintenance, .crashes: continue
            }
        }
        return .running
    }

    /// What listings say of a container whose log, before it was edited, is `drafts`.
    private func listed(_ role: Role, _ drafts: [EntryDraft], initial: Status) -> [ListedStatus] {
        if role.listing.contains(.changing) {
            return [
                ListedStatus(at: .distantPast, status: Status.stopped.knownText),
                ListedStatus(at: options.change, status: Status.running.knownText),
            ]
        }
        let listed =
            [ListedStatus(at: .distantPast, status: initial.knownText)]
            + drafts.map { ListedStatus(at: $0.at, status: $0.to.knownText) }
        return role.listing.contains(.drift) ? drifting(listed) : listed
    }

    /// With the opposite of the true status around the first revision, up to the next real change at least.
    private func drifting(_ listed: [ListedStatus]) -> [ListedStatus] {
        let begin = options.firstRevision - .hours(1)
        let end = options.firstRevision + .hours(1)
        guard let truth = listed.last(where: { $0.at <= options.firstRevision }) else { return listed }
        let opposite: Status = truth.status == Status.running.knownText ? .stopped : .running
        let after = listed.last { $0.at <= end } ?? truth
        return listed.filter { $0.at < begin } + [ListedStatus(at: begin, status: opposite.knownText)]
            + [ListedStatus(at: end, status: after.status)] + listed.filter { $0.at > end }
    }

    private func scenarios(of role: Role, drafts: [EntryDraft], sharesName: Bool) -> Set<Scenario> {
        var scenarios = Set(drafts.flatMap(\.scenarios) + role.listing.map(\.scenario))
        if sharesName { scenarios.insert(.sharedName) }
        if role.birth == .withoutLog { scenarios.insert(.withoutEntries) }
        let down: [Status] = [.stopped, .paused, .failed]
        if let last = drafts.last(where: { $0.at < options.now }), down.contains(last.to) {
            scenarios.insert(.openDowntime)
        }
        return scenarios
    }
}
