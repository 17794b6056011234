import Periods
import Timelines

/// One entry of the maintenance list.
struct MaintenanceRule: Hashable, Sendable {
    enum Time: Hashable, Sendable {
        case once(Interval)
        case weekly(WeeklyWindow)
    }

    /// What reports call it.
    var name: String
    /// Letter case counts.
    var containers: [Glob]
    var time: Time

    /// Whether it is about a container: a glob matches its name or its id.
    func concerns(name: String?, id: ContainerID) -> Bool {
        containers.contains { glob in
            glob.matches(id.text) || name.map(glob.matches) ?? false
        }
    }

    /// Its occurrences that share time with `range`, whole ones.
    func intervals(over range: Interval) -> [Interval] {
        switch time {
        case .once(let interval): interval.intersection(range).length > .zero ? [interval] : []
        case .weekly(let window): window.intervals(over: range)
        }
    }
}
