package import Timelines

/// One entry of the maintenance list.
package struct MaintenanceRule: Hashable, Sendable {
    package enum Time: Hashable, Sendable {
        case once(Interval)
        case weekly(WeeklyWindow)
    }

    /// What reports call it.
    package var name: String
    /// Letter case counts.
    package var containers: [Glob]
    package var time: Time

    package init(name: String, containers: [Glob], time: Time) {
        self.name = name
        self.containers = containers
        self.time = time
    }

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
