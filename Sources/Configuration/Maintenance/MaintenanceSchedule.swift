package import Timelines

/// Declared maintenance, as the configuration describes it.
package struct MaintenanceSchedule: Hashable, Sendable {
    var rules: [MaintenanceRule]

    /// What is declared, by name, in the order of the file.
    package var names: [String] { rules.map(\.name) }

    /// Every occurrence that shares time with `range`, worked out once for all containers.
    ///
    /// The cost grows with its length (a weekly rule has some 50 occurrences a year and day).
    package func calendar(over range: Interval) -> MaintenanceCalendar {
        MaintenanceCalendar(range: range, occurrences: rules.map { (rule: $0, intervals: $0.intervals(over: range)) })
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
