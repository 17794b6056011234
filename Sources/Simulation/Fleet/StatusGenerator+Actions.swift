import Statistics
import Timelines

extension StatusGenerator {
    /// How long transitions typically take, in milliseconds, by the platform's guide.
    private static let stopping: ClosedRange<Int64> = 5_000...10_000
    private static let starting: ClosedRange<Int64> = 5_000...15_000
    private static let pausing: ClosedRange<Int64> = 700...1_300
    private static let resuming: ClosedRange<Int64> = 1_000...2_000

    /// Does what is planned, if the status allows it and nothing later was written already.
    mutating func perform(_ plan: Plan) {
        guard plan.at >= earliest else { return }
        switch plan.action {
        case .provision(let first, let last) where status == nil || status == .deleted:
            provision(plan, from: first, to: last)
        case .start where status == .stopped: start(plan)
        case .stop where status == .running || status == .paused: stop(plan)
        case .forceStop where status == .running:
            let duration = random.number(in: 120...900)
            enter(.stopped, plan, duration: duration, operation: .forceStop, shows: [.forceStop])
        case .pause where status == .running:
            enter(.paused, plan, duration: random.middling(in: Self.pausing), operation: .pause)
        case .resume where status == .paused, .bringBack where status == .paused:
            enter(.running, plan, duration: random.middling(in: Self.resuming), operation: .resume)
        case .bringBack where status == .stopped || status == .failed: start(plan)
        case .restart where status == .running:
            stop(plan, as: .restart, shows: [.restartInTwoRows])
            start(plan, at: earliest, as: .restart, shows: [.restartInTwoRows])
        case .restartInOneRow(let hasDuration) where status == .running:
            let duration = hasDuration ? random.middling(in: Self.stopping) + startDuration().milliseconds : nil
            let scenario: Scenario = hasDuration ? .restartInOneRow : .restartInOneRowWithoutDuration
            enter(.running, plan, duration: duration, operation: .restart, shows: [scenario])
        case .quickRestart where status == .running:
            stop(plan, shows: [.quickRestart])
            // Well below 120 s even with the slowest start: the window is this pause and the start.
            start(plan, at: earliest + .seconds(random.number(in: 2...20)), shows: [.quickRestart])
        case .crash(let pause) where status == .running:
            enter(.failed, plan, by: .monitor, note: ("error", "process exited with status 137"))
            start(plan, at: earliest + pause)
        case .reboot where status == .running || status == .paused: reboot(plan)
        case .failedStart: failStart(plan)
        case .failedResume where status == .paused: failResume(plan)
        case .blink where status == .running:
            enter(.stopped, plan, duration: 0, operation: .stop, shows: [.severalInOneInstant])
            enter(.running, plan, at: earliest, duration: 0, operation: .start, shows: [.severalInOneInstant])
        case .migration where status == .running: migrate(plan)
        case .deletion where status != nil && status != .deleted: delete(plan)
        // Its status does not allow it.
        default: break
        }
    }

    private mutating func start(
        _ plan: Plan,
        at asked: Instant? = nil,
        as operation: Operation = .start,
        shows scenarios: [Scenario] = []
    ) {
        let (duration, slow) = startDuration()
        enter(.running, plan, at: asked, duration: duration, operation: operation, shows: scenarios + slow)
    }

    /// Typical for the container's image, and now and then far longer.
    private mutating func startDuration() -> (milliseconds: Int64, shows: [Scenario]) {
        let typical = random.middling(in: Self.starting) * role.pace / 100
        let duration = random.chance(1, in: 30) ? typical + random.number(in: 15_000...60_000) : typical
        return (duration, duration > Self.starting.upperBound ? [.slowStart] : [])
    }

    private mutating func stop(_ plan: Plan, as operation: Operation = .stop, shows scenarios: [Scenario] = []) {
        enter(
            .stopped,
            plan,
            duration: random.middling(in: Self.stopping),
            operation: operation,
            shows: scenarios
        )
    }

    private mutating func failStart(_ plan: Plan) {
        if status == .running { stop(plan) }
        guard status == .stopped else { return }
        enter(
            .failed,
            plan,
            at: max(plan.at, earliest) + .seconds(30),
            duration: random.number(in: 20_000...60_000),
            operation: .start,
            note: ("error", "image pull failed: \"manifest unknown\""),
            shows: [.failedStart]
        )
        start(plan, at: earliest + .minutes(random.number(in: 3...9)))
    }

    private mutating func failResume(_ plan: Plan) {
        enter(
            .failed,
            plan,
            duration: random.middling(in: Self.resuming),
            operation: .resume,
            note: ("error", "memory of the paused container was reclaimed"),
            shows: [.failedResume]
        )
        start(plan, at: earliest + .minutes(2))
    }

    private mutating func provision(_ plan: Plan, from first: Status, to last: Status) {
        let again: [Scenario] = status == .deleted ? [.madeAgain] : []
        status = nil
        enter(first, plan, shows: again)
        let fails = last == .failed
        enter(
            last,
            plan,
            at: earliest,
            duration: random.middling(in: 20_000...70_000),
            by: .platform,
            note: fails ? ("error", "server node at capacity") : nil,
            shows: [fails ? .failedProvision : .provision]
        )
    }

    private mutating func reboot(_ plan: Plan) {
        let wasPaused = status == .paused
        enter(
            .stopped,
            plan,
            // Each container goes down a little later than the one before it.
            at: plan.at + TimeSpan(milliseconds: random.number(in: 0...9_000)),
            note: ("reason", "server reboot"),
            shows: wasPaused ? [.pauseLostInReboot] : []
        )
        guard role.autostart, !wasPaused else { return }
        let (duration, slow) = startDuration()
        enter(
            .running,
            plan,
            at: plan.at + .seconds(75) + TimeSpan(milliseconds: random.number(in: 0...25_000)),
            duration: min(duration, 19_000),
            by: .autostart,
            operation: .start,
            shows: [.autostartAfterReboot] + slow
        )
    }

    private mutating func migrate(_ plan: Plan) {
        enter(.running, plan, shows: [.unknownStatus])
        rename("to_status", to: "migrating")
        enter(
            .running,
            plan,
            at: earliest,
            duration: random.number(in: 30_000...240_000),
            shows: [.unknownStatus]
        )
        rename("from_status", to: "migrating")
    }

    private mutating func delete(_ plan: Plan) {
        if status == .running { stop(plan) }
        enter(.deleting, plan, at: max(plan.at, earliest) + .seconds(5), shows: [.deleted])
        let duration = random.number(in: 3_000...9_000)
        enter(.deleted, plan, at: earliest, duration: duration, by: .platform, shows: [.deleted])
    }
}
