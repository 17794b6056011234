package import ServiceLevels
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
    /// The maintenance of a container that shares time with `needed`: whole intervals, which can overlap, in any order. There can be
    /// more of them than were asked for.
    package var maintenance: @Sendable (_ container: Container, _ needed: Interval) -> [Interval]
    package var groups: GroupList
    /// How long after the latest reach of an outage a window can begin that still belongs to it (`--outage-gap`).
    package var outageGap: TimeSpan
    package static let defaultOutageGap = TimeSpan.minutes(10)
    /// The longest window whose cause can be a restart (`--restart-limit`).
    package var restartLimit: TimeSpan
    package static let defaultRestartLimit = TimeSpan.minutes(10)
    /// How long a container can be in a status that should not last before it is stuck (`--stuck-after`).
    package var stuckAfter: TimeSpan
    package static let defaultStuckAfter = TimeSpan.hours(1)
    /// Parts of the range whose service time is worked out one by one, for a picture of it; they share no time.
    package var parts: [Interval] = []
    /// How many windows, restarts and outages the report lists: nil is all; otherwise the longest windows, the newest restarts, and of
    /// each group the outages with the most counted time.
    /// Totals never depend on it.
    package var listed: Int?

    package init(
        range: Interval,
        paused: PausedCondition = .down,
        restartGap: TimeSpan = AnalysisOptions.defaultRestartGap,
        actorRules: [ActorRule] = [],
        maintenance: @escaping @Sendable (_ container: Container, _ needed: Interval) -> [Interval] = { _, _ in [] },
        groups: GroupList = GroupList(),
        outageGap: TimeSpan = AnalysisOptions.defaultOutageGap,
        restartLimit: TimeSpan = AnalysisOptions.defaultRestartLimit,
        stuckAfter: TimeSpan = AnalysisOptions.defaultStuckAfter,
        listed: Int? = nil
    ) {
        self.range = range
        self.paused = paused
        self.restartGap = restartGap
        self.actorRules = actorRules
        self.maintenance = maintenance
        self.groups = groups
        self.outageGap = outageGap
        self.restartLimit = restartLimit
        self.stuckAfter = stuckAfter
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
