import Timelines

extension Life {
    /// Does what is planned, if the status allows it and nothing later was written already.
    mutating func perform(_ plan: Plan) {
        guard plan.at >= earliest else { return }
        switch plan.deed {
        case .provision(let first, let last): provision(plan, from: first, to: last)
        case .start: if status == .stopped { start(at: plan.at, plan) }
        case .stop: if status == .running || status == .paused { stop(at: plan.at, plan) }
        case .forceStop: if status == .running { forceStop(plan) }
        case .pause: if status == .running { pause(plan) }
        case .resume: if status == .paused { resume(plan) }
        case .bringBack: bringBack(plan)
        case .restart: if status == .running { restart(plan) }
        case .restartInOneRow(let timed): if status == .running { restartInOneRow(plan, timed: timed) }
        case .quickRestart: if status == .running { quickRestart(plan) }
        case .crash(let pause): if status == .running { crash(plan, pause: pause) }
        case .reboot: if status == .running || status == .paused { reboot(plan) }
        case .failedStart: failedStart(plan)
        case .failedResume: if status == .paused { failedResume(plan) }
        case .blink: if status == .running { blink(plan) }
        case .migration: if status == .running { migrate(plan) }
        case .deletion: delete(plan)
        }
    }

    private mutating func start(at instant: Instant, _ plan: Plan, as operation: Operation = .start) {
        let (duration, slow) = durations.start(&generator)
        enter(
            .running,
            asked: instant,
            duration: duration,
            by: plan.by,
            operation: operation,
            shows: plan.shows + (slow ? [.slowStart] : [])
        )
    }

    private mutating func stop(at instant: Instant, _ plan: Plan, as operation: Operation = .stop) {
        let duration = durations.stop(&generator)
        enter(.stopped, asked: instant, duration: duration, by: plan.by, operation: operation, shows: plan.shows)
    }

    private mutating func forceStop(_ plan: Plan) {
        let duration = durations.forceStop(&generator)
        enter(
            .stopped,
            asked: plan.at,
            duration: duration,
            by: plan.by,
            operation: .forceStop,
            shows: plan.shows + [.forceStop]
        )
    }

    private mutating func pause(_ plan: Plan) {
        let duration = durations.pause(&generator)
        enter(.paused, asked: plan.at, duration: duration, by: plan.by, operation: .pause, shows: plan.shows)
    }

    private mutating func resume(_ plan: Plan) {
        let duration = durations.resume(&generator)
        enter(.running, asked: plan.at, duration: duration, by: plan.by, operation: .resume, shows: plan.shows)
    }

    private mutating func bringBack(_ plan: Plan) {
        switch status {
        case .stopped, .failed: start(at: plan.at, plan)
        case .paused: resume(plan)
        default: break
        }
    }

    private mutating func restart(_ plan: Plan) {
        var leg = plan
        leg.shows.append(.restartInTwoRows)
        stop(at: plan.at, leg, as: .restart)
        start(at: earliest, leg, as: .restart)
    }

    private mutating func restartInOneRow(_ plan: Plan, timed: Bool) {
        let duration = timed ? durations.stop(&generator) + durations.start(&generator).milliseconds : nil
        enter(
            .running,
            asked: plan.at,
            duration: duration,
            by: plan.by,
            operation: .restart,
            shows: plan.shows + [timed ? .restartInOneRow : .restartInOneRowWithoutDuration]
        )
    }

    private mutating func quickRestart(_ plan: Plan) {
        var leg = plan
        leg.shows.append(.quickRestart)
        stop(at: plan.at, leg)
        // Well below 120 s even with the slowest start: the window is this pause and the start.
        start(at: earliest + .seconds(generator.number(in: 2...20)), leg)
    }

    private mutating func crash(_ plan: Plan, pause: TimeSpan) {
        enter(
            .failed,
            asked: plan.at,
            duration: nil,
            by: .monitor,
            operation: nil,
            note: ("error", .text("process exited with status 137")),
            shows: plan.shows
        )
        start(at: earliest + pause, plan)
    }

    private mutating func failedStart(_ plan: Plan) {
        if status == .running { stop(at: plan.at, plan) }
        guard status == .stopped else { return }
        let duration = generator.number(in: 20_000...60_000)
        enter(
            .failed,
            asked: max(plan.at, earliest) + .seconds(30),
            duration: duration,
            by: plan.by,
            operation: .start,
            note: ("error", .text("image pull failed: \"manifest unknown\"")),
            shows: plan.shows + [.failedStart]
        )
        start(at: earliest + .minutes(generator.number(in: 3...9)), plan)
    }

    private mutating func failedResume(_ plan: Plan) {
        enter(
            .failed,
            asked: plan.at,
            duration: durations.resume(&generator),
            by: plan.by,
            operation: .resume,
            note: ("error", .text("memory of the paused container was reclaimed")),
            shows: plan.shows + [.failedResume]
        )
        start(at: earliest + .minutes(2), plan)
    }
}
