package import Timelines

/// Declared maintenance, as the configuration describes it.
package struct MaintenanceSchedule: Hashable, Sendable {
    package var rules: [MaintenanceRule]

    package init(rules: [MaintenanceRule] = []) {
        self.rules = rules
    }

    /// What is declared, by name, in the order of the file.
    package var names: [String] { rules.map(\.name) }

    /// Every occurrence that shares time with `range`, worked out once for all containers.
    ///
    /// The cost grows with its length (a weekly rule has some 50 occurrences a year and day).
    package func calendar(over range: Interval) -> MaintenanceCalendar {
        MaintenanceCalendar(range: range, occurrences: rules.map { (rule: $0, intervals: $0.intervals(over: range)) })
    }
}

/// A glob of a maintenance rule that matches no container.
package struct IdleGlob: Hashable, Sendable {
    package let pattern: String
    /// A container's id or name that it would match if letter case did not count.
    package let nearMiss: String?
}

extension MaintenanceSchedule {
    /// Globs are looked at up to this many: nobody reads more complaints, and a file can hold any number.
    private static let mostChecked = 1_000

    /// The globs that match none of `containers`, in the order of the file.
    package func idleGlobs(among containers: [(name: String?, id: ContainerID)]) -> [IdleGlob] {
        let texts = containers.flatMap { [$0.name, $0.id.text].compactMap(\.self) }
        return rules.lazy.flatMap(\.containers).prefix(MaintenanceSchedule.mostChecked)
            .filter { !texts.contains(where: $0.matches) }
            .map { glob in
                let relaxed = Glob(glob.pattern, ignoringCase: true)
                return IdleGlob(pattern: glob.pattern, nearMiss: texts.first(where: relaxed.matches))
            }
    }
}

/// Declared maintenance as intervals.
package struct MaintenanceCalendar: Sendable {
    fileprivate let range: Interval
    fileprivate let occurrences: [(rule: MaintenanceRule, intervals: [Interval])]

    /// The maintenance of one container that shares time with `needed`, and what else the calendar has of it; intervals are whole
    /// and can overlap, in no order.
    ///
    /// What `needed` has beyond the calendar is worked out for this container alone.
    package func intervals(forName name: String?, id: ContainerID, over needed: Interval) -> [Interval] {
        let beyond = [
            Interval(start: needed.start, end: min(needed.end, range.start)),
            Interval(start: max(needed.start, range.end), end: needed.end),
        ].filter { $0.start < $0.end }
        return occurrences.filter { $0.rule.concerns(name: name, id: id) }.flatMap { occurrence in
            occurrence.intervals + beyond.flatMap { occurrence.rule.intervals(over: $0) }
        }
    }
}

extension MaintenanceCalendar {
    /// The maintenance of one container that shares time with `range`, each with the name of its rule; in the order of the file.
    package func occurrences(
        in range: Interval,
        forName name: String?,
        id: ContainerID
    ) -> [(name: String, interval: Interval)] {
        occurrences.filter { $0.rule.concerns(name: name, id: id) }.flatMap { occurrence in
            occurrence.intervals.filter { $0.intersection(range).length > .zero }
                .map { (name: occurrence.rule.name, interval: $0) }
        }
    }
}
