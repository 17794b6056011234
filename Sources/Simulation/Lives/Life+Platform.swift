import Timelines

/// What the platform and its servers do.
extension Life {
    mutating func provision(_ plan: Plan, from first: Status, to last: Status) {
        guard status == nil || status == .deleted else { return }
        let again: [Situation] = status == .deleted ? [.madeAgain] : []
        status = nil
        enter(first, asked: plan.at, duration: nil, by: plan.by, operation: nil, shows: plan.shows + again)
        let duration = durations.provision(&generator)
        let failed = last == .failed
        enter(
            last,
            asked: earliest,
            duration: duration,
            by: .platform,
            operation: nil,
            note: failed ? ("error", .text("server node at capacity")) : nil,
            shows: plan.shows + [failed ? .failedProvision : .provision]
        )
    }

    mutating func reboot(_ plan: Plan) {
        let paused = status == .paused
        // Each container goes down a little later than the one before it.
        enter(
            .stopped,
            asked: plan.at + TimeSpan(milliseconds: generator.number(in: 0...9_000)),
            duration: nil,
            by: .reboot,
            operation: nil,
            note: ("reason", .text("server reboot")),
            shows: paused ? [.pauseLostInReboot] : []
        )
        guard identity.autostart, !paused else { return }
        let (duration, slow) = durations.start(&generator)
        enter(
            .running,
            asked: plan.at + .seconds(75) + TimeSpan(milliseconds: generator.number(in: 0...25_000)),
            duration: min(duration, 19_000),
            by: .autostart,
            operation: .start,
            shows: [.autostartAfterReboot] + (slow ? [.slowStart] : [])
        )
    }

    mutating func blink(_ plan: Plan) {
        enter(.stopped, asked: plan.at, duration: 0, by: plan.by, operation: .stop, shows: [.severalInOneInstant])
        enter(.running, asked: earliest, duration: 0, by: plan.by, operation: .start, shows: [.severalInOneInstant])
    }

    mutating func migrate(_ plan: Plan) {
        enter(.running, asked: plan.at, duration: nil, by: plan.by, operation: nil, shows: [.unknownStatus])
        rename(\.toText, to: "migrating")
        let duration = generator.number(in: 30_000...240_000)
        enter(.running, asked: earliest, duration: duration, by: plan.by, operation: nil, shows: [.unknownStatus])
        rename(\.fromText, to: "migrating")
    }

    mutating func delete(_ plan: Plan) {
        guard let status, status != .deleted else { return }
        if status == .running { perform(Plan(at: plan.at, deed: .stop, by: plan.by)) }
        enter(
            .deleting,
            asked: max(plan.at, earliest) + .seconds(5),
            duration: nil,
            by: plan.by,
            operation: nil,
            shows: plan.shows + [.deleted]
        )
        enter(
            .deleted,
            asked: earliest,
            duration: generator.number(in: 3_000...9_000),
            by: .platform,
            operation: nil,
            shows: plan.shows + [.deleted]
        )
    }
}
