import Periods
import ServiceLevels
import TestSupport
import Timelines

/// Groups of the containers of a `RandomFleet`, of every sort, from a seed.
enum RandomGroups {
    private static let hours = [
        "mon-fri 08:00-18:00", "daily 22:00-06:00", "mon 00:00-24:00", "daily 00:00-12:00", "mon,tue 00:00-00:30",
    ]

    static func list(using generator: inout some RandomNumberGenerator) -> GroupList {
        var groups: [ContainerGroup] = []
        for (name, glob) in [("first", "c0"), ("second", "c2"), ("third", "n*")] where Bool.random(using: &generator) {
            var group = ContainerGroup(name: name, containers: [Glob(glob), Glob("nothing")])
            if Bool.random(using: &generator) {
                let texts = hours.shuffled(using: &generator).prefix(Int.random(in: 1...2, using: &generator))
                let windows = texts.compactMap { WeeklyWindow(written: $0, clock: .utc) }
                group.hours = .weekly(windows, texts: Array(texts))
            }
            group.grace = .minutes([0, 15, 90].randomElement(using: &generator) ?? 0)
            group.objective = ["99.9%", "0.5", "100%"].randomElement(using: &generator).flatMap { Objective($0) }
            if Int.random(in: 0..<3, using: &generator) == 0 { group.objective = nil }
            group.window = [.hours(7), .days(1), .days(28)].randomElement(using: &generator) ?? .days(28)
            if Bool.random(using: &generator) {
                group.typical[.transition(.start)] =
                    [.seconds(3), .minutes(2), nil].randomElement(using: &generator) ?? nil
                group.typical[.transition(.fail)] = .minutes(1)
            }
            groups.append(group)
        }
        var typical = TypicalTimes.standard
        if Bool.random(using: &generator) { typical[.transition(.stop)] = nil }
        return GroupList(groups, typical: typical)
    }
}
