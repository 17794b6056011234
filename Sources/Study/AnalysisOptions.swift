package import Timelines

/// The switches of an analysis.
package struct AnalysisOptions: Sendable {
    package var range: Interval
    /// Which part `paused` belongs to (`--paused`).
    package var paused: PausedCondition
    /// The longest window from an entry without the operation `restart` that still is a quick restart (`--restart-gap`).
    package var restartGap: TimeSpan
    package static let defaultRestartGap = TimeSpan.seconds(120)
    package var actorRules: [ActorRule]
    /// The maintenance of a container, by its name (nil: nameless) and id, that shares time with `needed`: whole intervals, which
    /// can overlap, in any order. There can be more of them than were asked for.
    package var maintenance: @Sendable (_ name: String?, _ id: ContainerID, _ needed: Interval) -> [Interval]
    /// How many windows and restarts the report lists: nil is all; otherwise the longest windows and the newest restarts.
    /// Totals never depend on it.
    package var listed: Int?

    package init(
        range: Interval,
        paused: PausedCondition = .down,
        restartGap: TimeSpan = AnalysisOptions.defaultRestartGap,
        actorRules: [ActorRule] = [],
        maintenance: @escaping @Sendable (_ name: String?, _ id: ContainerID, _ needed: Interval) -> [Interval] = {
            _,
            _,
            _ in []
        },
        listed: Int? = nil
    ) {
        self.range = range
        self.paused = paused
        self.restartGap = restartGap
        self.actorRules = actorRules
        self.maintenance = maintenance
        self.listed = listed
    }
}

/// Where `--paused` puts the status `paused`.
package enum PausedCondition: String, Hashable, Sendable, CaseIterable {
    case up, down, out

    package var condition: Condition {
        switch self {
        case .up: .up
        case .down: .down
        case .out: .outOfService
        }
    }
}
