import Timelines

/// Something that a container does again and again.
enum Habit {
    /// A deployment on these days at this hour, which restarts it.
    case deployments(on: [Weekday], hour: Int64, deed: Deed, by: Actor)
    /// Stopped (or paused) on workday evenings, brought back on workday mornings.
    case officeHours(pausing: Bool, by: Actor)
    /// Started every night for about an hour.
    case nightlyJob(hour: Int64)
    /// Stopped between 02:00 and 04:00 on Sundays.
    case sundayMaintenance
    /// Fails every so many days, and comes back after so many minutes.
    case crashes(everyDays: Int64, minutes: ClosedRange<Int64>)

    /// What it comes to on the day that begins at `midnight`.
    func plans(on midnight: Instant, _ generator: inout SeededGenerator) -> [Plan] {
        switch self {
        case .deployments(let days, let hour, let deed, let actor):
            guard days.contains(midnight.weekday) else { return [] }
            let at = midnight + .hours(hour) + .seconds(generator.number(in: 0...3_000))
            return [Plan(at: at, deed: deed, by: actor)]
        case .officeHours(let pausing, let actor):
            guard midnight.weekday.isWorkday else { return [] }
            return Habit.officeHours(on: midnight, pausing: pausing, by: actor, &generator)
        case .nightlyJob(let hour):
            let begin = midnight + .hours(hour) + .seconds(generator.number(in: 0...4))
            let end = begin + .minutes(generator.middling(in: 35...95))
            return [Plan(at: begin, deed: .start, by: .nightly), Plan(at: end, deed: .stop, by: .script)]
        case .sundayMaintenance:
            guard midnight.weekday == .sunday else { return [] }
            return Habit.maintenance(on: midnight, &generator)
        case .crashes(let days, let minutes):
            guard generator.chance(1, in: days) else { return [] }
            let at = midnight + .seconds(generator.number(in: 0...86_399))
            let pause = TimeSpan.minutes(generator.number(in: minutes))
            return [Plan(at: at, deed: .crash(pause: pause), by: .watchdog, shows: [.recovery])]
        }
    }

    private static func officeHours(
        on midnight: Instant,
        pausing: Bool,
        by actor: Actor,
        _ generator: inout SeededGenerator
    ) -> [Plan] {
        let spread: ClosedRange<Int64> = pausing ? 0...2_400 : 0...9
        let morning = midnight + .hours(8) + .seconds(generator.number(in: spread))
        let evening = midnight + .hours(18) + .seconds(generator.number(in: spread))
        let shows: [Situation] = [pausing ? .dailyPauseAndResume : .dailyStopAndStart]
        return [
            Plan(at: morning, deed: .bringBack, by: actor, shows: shows),
            Plan(at: evening, deed: pausing ? .pause : .stop, by: actor, shows: shows),
        ]
    }

    private static func maintenance(on midnight: Instant, _ generator: inout SeededGenerator) -> [Plan] {
        let begin = midnight + .hours(2) + .minutes(5) + .seconds(generator.number(in: 0...240))
        let end = begin + .minutes(generator.middling(in: 18...95))
        return [
            Plan(at: begin, deed: .stop, by: .maintenance, shows: [.plannedMaintenance]),
            Plan(at: end, deed: .start, by: .maintenance, shows: [.plannedMaintenance]),
        ]
    }
}
