package import ServiceLevels
package import Study
package import Timelines

/// The service level of a group: did it keep its promise, in the hours in which it is needed, leaving out what was planned?
package struct GroupFigures: Hashable, Sendable {
    package var group: ContainerGroup
    /// How many containers have up, down or unknown time in the range.
    package var containers: Int
    package var service: ServiceFigures
    /// The service time of each part of the range that a picture shows; empty where there is none.
    package var parts: [ServiceTime] = []
    package var restarts: GroupRestarts
    package var outages: OutageTotals
    /// The containers with the most counted time, most first; at most five.
    package var worst: [WorstContainer]
    /// Nil without an objective.
    package var budget: ErrorBudget?
    /// Nil where no earlier period is compared.
    package var previous: PreviousService?
    /// What only its limits need; nil where it has none.
    package var limited: LimitedFigures?
    /// Of the whole range, whatever its hours.
    package var statusTimes = StatusTimes()

    /// Whether the level reaches the objective; nil without one, or without a level.
    package var isKept: Bool? {
        guard let objective = group.objective, service.time.level != nil else { return nil }
        return objective.isReached(by: service.time.up, of: service.time.judged)
    }

    /// Whether unknown and assumed time could not have changed that.
    package var isCertain: Bool? {
        guard let objective = group.objective, service.time.level != nil else { return nil }
        let (low, high) = (service.time.lowParts, service.time.highParts)
        return objective.isReached(by: low.part, of: low.whole) || !objective.isReached(by: high.part, of: high.whole)
    }

    /// How long before and after its hours a container may be switched off; nil where it is always needed.
    package var grace: TimeSpan? { group.hours == .always ? nil : group.grace }
}

/// Figures of a group that its limits hold against, of the whole range, whatever its hours.
package struct LimitedFigures: Hashable, Sendable {
    package var latency: [LatencyKind: LatencyFigures]
    /// In service; nil where no time is.
    package var restartsPerDay: Double?
}

/// The service level of a group or of a container, with what its objective allows.
package struct ServiceFigures: Hashable, Sendable {
    package var time: ServiceTime
    package var objective: Objective?

    /// ⌊(1 − objective) · (up + counted)⌋; nil without an objective.
    package var allowed: TimeSpan? { objective?.allowed(of: time.judged) }

    /// (1 − level) / (1 − objective); nil without either, and at 100%.
    package var burnRate: Double? {
        guard let objective, !objective.allowsNothing, let level = time.level else { return nil }
        return (1 - level) / (1 - objective.ratio)
    }
}

/// Short restarts of a group that belong to no outage.
package struct GroupRestarts: Hashable, Sendable {
    package var windows = 0
    package var counted = TimeSpan.zero
    /// The most counted time of one; nil where there is none.
    package var longest: TimeSpan?
}

/// Totals over the outages of a group.
package struct OutageTotals: Hashable, Sendable {
    package var count = 0
    package var open = 0
    package var counted = TimeSpan.zero
    /// The longest `duration`; nil where there is none.
    package var longest: TimeSpan?
    /// The mean `duration` in milliseconds of those that ended with every container back in running; nil where there is none.
    package var meanTimeToRecovery: Double?
    /// Service time of the range, by the clock, per outage, in milliseconds; nil where there is none.
    package var meanTimeBetweenFailures: Double?
    /// Those with less than a minute of counted time.
    package var shorterThanAMinute = 0
}

package struct WorstContainer: Hashable, Sendable {
    package var containerID: ContainerID
    package var containerName: String?
    package var counted: TimeSpan
    /// Those with counted time.
    package var windows: Int
}

/// How much of what its objective allows a group has spent, over the window that ends with the range.
package struct ErrorBudget: Hashable, Sendable {
    package var time: ServiceTime
    package var objective: Objective
    /// By counted time descending, then actor, then cause; the sum is what is spent.
    package var spentBy: [BudgetShare]

    /// ⌊(1 − objective) · (up + counted)⌋.
    package var allowed: TimeSpan { objective.allowed(of: time.judged) }
    package var spent: TimeSpan { time.counted }
    /// Can be negative.
    package var left: TimeSpan { allowed - spent }
    /// What is left if all unknown time was down.
    package var leftLow: TimeSpan { left - time.unknown }
    /// left / allowed; nil where nothing is allowed.
    package var leftRatio: Double? {
        allowed > .zero ? Double(left.milliseconds) / Double(allowed.milliseconds) : nil
    }
}

package struct BudgetShare: Hashable, Sendable {
    package var actor: String
    package var kind: ActorKind
    package var cause: DowntimeCause
    package var windows: Int
    package var counted: TimeSpan
}

/// What an earlier period's own report would say of a group.
package struct PreviousService: Hashable, Sendable {
    package var level: Double?
    package var counted: TimeSpan
    package var outages: Int
}

extension PreviousService {
    /// What the report of the earlier period says of the group.
    init(_ group: GroupFigures) {
        self.init(
            level: group.service.time.level,
            counted: group.service.time.counted,
            outages: group.outages.count
        )
    }
}

/// An outage of a group: its windows that lie close to each other, as one.
package struct Outage: Hashable, Sendable {
    package var group: String
    /// The first counted instant in the range.
    package var start: Instant
    /// The last counted instant, which is not part of it; nil where a container is still down.
    package var end: Instant?
    /// The group's service time from `start` to `end`; of an open one to the last counted instant.
    package var duration: TimeSpan
    package var counted: TimeSpan
    /// Its containers, each once, by counted time descending, then id.
    package var members: [OutageMember]
    /// The most containers that were in counted time at one instant.
    package var mostAtOnce: Int
    /// By counted time descending, then code points.
    package var causes: [OutageCause]
    /// By counted time descending, then code points.
    package var actors: [OutageActor]
    /// By how many windows descending, then code points, what tells no reason last.
    package var reasons: [OutageReason] = []
    /// By how many containers descending, then code points.
    package var servers: [OutageServer] = []
    /// The server that went down with windows of it; nil where none did.
    package var serverDown: String?
    /// Its place among all outages of its group in the range, from 0.
    package var place = 0
    /// The first of all its windows.
    package var firstWindow: WindowKey
    /// By start, then container id; of each outage of a shortened list no more than the first hundred.
    package var windows: [OutageWindow]
    /// Whether every container that was down last was brought back to running.
    package var isRecovered: Bool
    /// Who brought its containers back to running, each once, in the order of the windows.
    package var returners: [OutageReturner]

    /// How many different containers.
    package var containers: Int { members.count }
    /// How many windows it has, listed or not.
    package var windowCount: Int { members.reduce(0) { $0 + $1.windows } }

    /// There can be millions.
    static let mostWindowsOfShortenedList = 100
}

extension Outage {
    /// The outages of several groups: by start, in the order of the groups, then by the start and the container of the first window.
    static func merged(_ outages: [[Outage]]) -> [Outage] {
        let numbered = outages.enumerated().flatMap { group, outages in outages.map { (group: group, outage: $0) } }
        return numbered.sorted { left, right in
            if left.outage.start != right.outage.start { return left.outage.start < right.outage.start }
            if left.group != right.group { return left.group < right.group }
            return left.outage.firstWindow < right.outage.firstWindow
        }.map(\.outage)
    }
}

/// Which window it is: windows of one container begin at different instants.
package struct WindowKey: Hashable, Comparable, Sendable {
    package var start: Instant
    package var containerID: ContainerID

    package static func < (left: WindowKey, right: WindowKey) -> Bool {
        left.start == right.start ? left.containerID < right.containerID : left.start < right.start
    }
}

/// A container that was down in an outage.
package struct OutageMember: Hashable, Sendable {
    package var containerID: ContainerID
    package var containerName: String?
    package var windows: Int
    package var counted: TimeSpan

    static func precedes(_ left: OutageMember, _ right: OutageMember) -> Bool {
        left.counted == right.counted ? left.containerID < right.containerID : left.counted > right.counted
    }
}

package struct OutageReturner: Hashable, Sendable {
    package var actor: String
    package var kind: ActorKind
}

package struct OutageCause: Hashable, Sendable {
    package var cause: DowntimeCause
    package var windows: Int
    package var counted: TimeSpan

    static func precedes(_ left: OutageCause, _ right: OutageCause) -> Bool {
        left.counted == right.counted
            ? ExactText(left.cause.rawValue) < ExactText(right.cause.rawValue) : left.counted > right.counted
    }
}

package struct OutageActor: Hashable, Sendable {
    package var actor: String
    package var kind: ActorKind
    package var windows: Int
    package var counted: TimeSpan
}

/// Windows of an outage that tell the same reason.
package struct OutageReason: Hashable, Sendable {
    /// As received; nil where they tell none.
    package var reason: String?
    package var windows: Int

    static func precedes(_ left: OutageReason, _ right: OutageReason) -> Bool {
        if left.windows != right.windows { return left.windows > right.windows }
        guard let first = left.reason else { return false }
        guard let second = right.reason else { return true }
        return ExactText(first) < ExactText(second)
    }
}

/// Containers of an outage that were on the same server.
package struct OutageServer: Hashable, Sendable {
    package var server: String
    /// A container with windows on two servers counts under both.
    package var containers: Int

    static func precedes(_ left: OutageServer, _ right: OutageServer) -> Bool {
        left.containers == right.containers
            ? ExactText(left.server) < ExactText(right.server) : left.containers > right.containers
    }
}

package struct OutageWindow: Hashable, Sendable {
    package var containerID: ContainerID
    package var containerName: String?
    package var start: Instant
    package var cause: DowntimeCause
    package var counted: TimeSpan
}

/// What a listed downtime window is to its group.
package struct WindowService: Hashable, Sendable {
    package var group: String
    package var cause: DowntimeCause
    package var counted: TimeSpan
}
