package import Periods
package import Timelines

/// Containers whose service level is judged together, as the configuration describes them.
package struct ContainerGroup: Hashable, Sendable {
    package var name: String
    /// Of names and ids; letter case counts.
    package var containers: [Glob]
    /// Ids and aliases.
    package var projects: [ExactText]
    package var hours: ServiceHours
    /// How long before and after its hours a container may be switched off without counting; it has no effect where the hours are
    /// `always`.
    package var grace: TimeSpan
    package var objective: Objective?
    /// How long the error budget lasts.
    package var window: TimeSpan
    /// Beyond which its containers' transitions are slow.
    package var typical: TypicalTimes
    /// Budgets of every check.
    package var limits = GroupLimits.none

    package static let defaultGrace = TimeSpan.minutes(15)
    package static let defaultWindow = TimeSpan.days(28)
    /// What the containers are called that are in no other group, and what the only group is called where none is declared.
    package static let restName = "other"
    package static let onlyName = "all"

    package init(
        name: String,
        containers: [Glob] = [],
        projects: [ExactText] = [],
        hours: ServiceHours = .always,
        grace: TimeSpan = ContainerGroup.defaultGrace,
        objective: Objective? = nil,
        window: TimeSpan = ContainerGroup.defaultWindow,
        typical: TypicalTimes = .standard
    ) {
        self.name = name
        self.containers = containers
        self.projects = projects
        self.hours = hours
        self.grace = grace
        self.objective = objective
        self.window = window
        self.typical = typical
    }

    /// Whether it takes a container that no group before it has taken.
    func takes(_ container: Container) -> Bool {
        containers.contains(where: container.isMatched) || container.projectNames.contains(where: projects.contains)
    }
}

/// The groups of a configuration, in the order of the file, with the one that takes the rest.
package struct GroupList: Hashable, Sendable {
    /// Those that the configuration declares.
    package let declared: [ContainerGroup]
    /// The declared ones, then the one of all other containers.
    package let groups: [ContainerGroup]

    /// Those that hold where a group does not change them.
    package let typical: TypicalTimes

    /// Of a configuration that declares `groups`; where it declares none, all containers are in one.
    package init(_ groups: [ContainerGroup] = [], typical: TypicalTimes = .standard) {
        declared = groups
        self.typical = typical
        var rest = ContainerGroup(name: groups.isEmpty ? ContainerGroup.onlyName : ContainerGroup.restName)
        rest.typical = typical
        self.groups = groups + [rest]
    }

    /// The index in `groups` of the group that a container is in: the first that takes it, by its newest listing.
    package func index(of container: Container) -> Int {
        declared.firstIndex { $0.takes(container) } ?? declared.count
    }

    package func group(of container: Container) -> ContainerGroup {
        groups[index(of: container)]
    }
}

extension GroupList {
    /// The globs that match no container, of groups that some container is in, in the order of the file.
    package func idleGlobs(among containers: [Container]) -> [IdleGlob] {
        let empty = Set(emptyGroups(among: containers))
        return declared.filter { !empty.contains($0.name) }.flatMap(\.containers).prefix(mostChecked)
            .compactMap { $0.idle(among: containers) }
    }

    /// The names of the declared groups that no container is in, in the order of the file.
    package func emptyGroups(among containers: [Container]) -> [String] {
        let met = Set(containers.map(index))
        return declared.indices.filter { !met.contains($0) }.map { declared[$0].name }
    }

    /// Globs are looked at up to this many: nobody reads more complaints, and a file can hold any number.
    private var mostChecked: Int { 1_000 }
}
