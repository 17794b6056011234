import Statistics
import Timelines

/// Something that happens to a container again and again.
enum Schedule {
    /// A deployment on these days at this hour, which restarts it.
    case deployments(on: [Weekday], hour: Int64, action: Action, by: Actor)
    /// Stopped (or paused) on workday evenings, brought back on workday mornings.
    case officeHours(pausing: Bool, by: Actor)
    /// Started every night for about an hour.
    case nightlyJob(hour: Int64)
    /// Stopped between 02:00 and 04:00 on Sundays.
    case sundayMaintenance
    /// Fails every so many days, and comes back after so many minutes.
    case crashes(everyDays: Int64, minutes: ClosedRange<Int64>)

    /// What is planned for the day that begins at `midnight`.
    func plans(on midnight: Instant, _ random: inout SplitMix64) -> [Plan] {
        switch self {
        case .deployments(let days, let hour, let action, let actor):
            guard days.contains(midnight.weekday) else { return [] }
            let at = midnight + .hours(hour) + .seconds(random.number(in: 0...3_000))
            return [Plan(at: at, action: action, by: actor)]
        case .officeHours(let pausing, let actor):
            guard midnight.weekday != .saturday, midnight.weekday != .sunday else { return [] }
            return Schedule.officeHours(on: midnight, pausing: pausing, by: actor, &random)
        case .nightlyJob(let hour):
            let begin = midnight + .hours(hour) + .seconds(random.number(in: 0...4))
            let end = begin + .minutes(random.middling(in: 35...95))
            return [Plan(at: begin, action: .start, by: .nightly), Plan(at: end, action: .stop, by: .script)]
        case .sundayMaintenance:
            guard midnight.weekday == .sunday else { return [] }
            return Schedule.maintenance(on: midnight, &random)
        case .crashes(let days, let minutes):
            guard random.chance(1, in: days) else { return [] }
            let at = midnight + .seconds(random.number(in: 0...86_399))
            let pause = TimeSpan.minutes(random.number(in: minutes))
            return [Plan(at: at, action: .crash(pause: pause), by: .watchdog, shows: [.recovery])]
        }
    }

    private static func officeHours(
        on midnight: Instant,
        pausing: Bool,
        by actor: Actor,
        _ random: inout SplitMix64
    ) -> [Plan] {
        let spread: ClosedRange<Int64> = pausing ? 0...2_400 : 0...9
        let morning = midnight + .hours(8) + .seconds(random.number(in: spread))
        let evening = midnight + .hours(18) + .seconds(random.number(in: spread))
        let shows: [Scenario] = [pausing ? .dailyPauseAndResume : .dailyStopAndStart]
        return [
            Plan(at: morning, action: .bringBack, by: actor, shows: shows),
            Plan(at: evening, action: pausing ? .pause : .stop, by: actor, shows: shows),
        ]
    }

    private static func maintenance(on midnight: Instant, _ random: inout SplitMix64) -> [Plan] {
        let begin = midnight + .hours(2) + .minutes(5) + .seconds(random.number(in: 0...240))
        let end = begin + .minutes(random.middling(in: 18...95))
        return [
            Plan(at: begin, action: .stop, by: .maintenance, shows: [.plannedMaintenance]),
            Plan(at: end, action: .start, by: .maintenance, shows: [.plannedMaintenance]),
        ]
    }
}
