package import Timelines

/// Declared maintenance, as the configuration describes it.
package struct MaintenanceSchedule: Hashable, Sendable {
    var rules: [MaintenanceRule]

    /// What is declared, by name, in the order of the file.
    package var names: [String] { rules.map(\.name) }

    /// Every occurrence that shares time with `range`, worked out once for all containers.
    ///
    /// Whether a window of downtime is planned depends on all of its time: let `range` begin with the oldest entry, not
    /// with the report. The cost grows with its length (a weekly rule has some 50 occurrences a year and day).
    package func calendar(over range: Interval) -> MaintenanceCalendar {
        MaintenanceCalendar(occurrences: rules.map { (rule: $0, intervals: $0.intervals(over: range)) })
    }
}

/// Declared maintenance as intervals.
package struct MaintenanceCalendar: Sendable {
    fileprivate let occurrences: [(rule: MaintenanceRule, intervals: [Interval])]

    /// The maintenance of one container; intervals are whole and can overlap, in no order.
    package func intervals(forName name: String?, id: ContainerID) -> [Interval] {
        occurrences.flatMap { occurrence in
            occurrence.rule.concerns(name: name, id: id) ? occurrence.intervals : []
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
