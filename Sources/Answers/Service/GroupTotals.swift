internal import ServiceLevels
internal import Study
internal import Timelines

/// What the figures of one group add up from.
struct GroupTotals: Sendable {
    private let calendar: ServiceCalendar
    private var containers = 0
    /// Whether any container is in it, also one that did not exist in the range.
    private(set) var isEmpty = true
    private var time = ServiceTime()
    private var budget = ServiceTime()
    private var parts: [ServiceTime] = []
    private var spent: [SpentKey: (windows: Int, counted: TimeSpan)] = [:]
    /// Of each container that has any with counted time, short restarts apart.
    private var windows: [ContainerWindows] = []
    private var restarts: [ContainerWindows] = []
    private var statusTimes = StatusTimes()
    /// Kept only where the group has limits.
    private var latency = LatencyTotals()
    private var restartTotals = RestartTotals()
    private var inService = TimeSpan.zero
    private var worst = TopElements<WorstRecord>(limit: 5, isBetter: WorstRecord.isWorse)

    init(_ calendar: ServiceCalendar) {
        self.calendar = calendar
    }

    private var isLimited: Bool { calendar.group.limits != .none }

    /// Adds what the group's limits need of a container.
    mutating func add(_ latency: LatencyTotals, _ restarts: RestartTotals, inService: TimeSpan) {
        guard isLimited else { return }
        self.latency.merge(latency)
        restartTotals += restarts
        self.inService += inService
    }

    /// Adds a container that is in the group.
    mutating func add(_ service: ServiceStudy, of study: ContainerStudy, _ statusTimes: StatusTimes) {
        isEmpty = false
        self.statusTimes += statusTimes
        if service.time.hasContainer { containers += 1 }
        time += service.time
        add(service.parts)
        if let budget = service.budget { self.budget += budget }
        for window in service.windows where window.spent > .zero {
            let opener = study.intervals[window.index].opener.flatMap { study.timeline.entries[$0].actor }
            add(window.spent, windows: 1, for: SpentKey(actor: opener, cause: window.cause))
        }
        let lasting = ContainerWindows(service, of: study, restarts: false)
        let restarts = ContainerWindows(service, of: study, restarts: true)
        if let lasting { windows.append(lasting) }
        if let restarts { self.restarts.append(restarts) }
        let count = (lasting?.count ?? 0) + (restarts?.count ?? 0)
        if count > 0 { worst.add(WorstRecord(study.container.id, counted: service.time.counted, windows: count)) }
    }

    mutating func merge(_ other: GroupTotals) {
        containers += other.containers
        isEmpty = isEmpty && other.isEmpty
        time += other.time
        budget += other.budget
        add(other.parts)
        for (key, share) in other.spent { add(share.counted, windows: share.windows, for: key) }
        windows += other.windows
        restarts += other.restarts
        worst.merge(other.worst)
        statusTimes += other.statusTimes
        latency.merge(other.latency)
        restartTotals += other.restartTotals
        inService += other.inService
    }

    private mutating func add(_ parts: [ServiceTime]) {
        if self.parts.isEmpty { self.parts = parts.map { _ in ServiceTime() } }
        for (index, part) in parts.enumerated() { self.parts[index] += part }
    }

    private mutating func add(_ counted: TimeSpan, windows: Int, for key: SpentKey) {
        let share = spent[key] ?? (0, .zero)
        spent[key] = (share.windows + windows, share.counted + counted)
    }

    /// Its figures and its outages, over `range`; `gap` is the longest pause between the windows of one outage, and `listed` how many
    /// outages are wanted, those with the most counted time (nil: all).
    func figures(
        over range: Interval,
        gap: TimeSpan,
        listed: Int?,
        texts: FigureTexts,
        names: [ContainerID: String?]
    ) -> (group: GroupFigures, outages: [Outage], all: GroupOutages) {
        let group = calendar.group
        let grouping = OutageGrouping(windows, restarts: restarts, gap: gap)
        var totals = OutageTotalsInProgress()
        var wanted = TopElements<OutageSum>(limit: listed ?? 0, isBetter: OutageSum.isWorse)
        for outage in grouping.outages {
            totals.add(outage, duration: calendar.hours.overlap(with: outage.span))
            if listed != nil { wanted.add(outage) }
        }
        let all = GroupOutages(grouping: grouping, calendar: calendar, texts: texts, names: names)
        let outages = listed == nil ? Array(all) : all.outages(wanted.sorted { $0.index < $1.index })
        let figures = GroupFigures(
            group: group,
            containers: containers,
            service: ServiceFigures(time: time, objective: group.objective),
            parts: parts,
            restarts: grouping.restarts,
            outages: totals.figures(serviceTime: calendar.hours.overlap(with: range)),
            worst: worst.sorted(by: WorstRecord.isWorse).map {
                WorstContainer(
                    containerID: $0.container,
                    containerName: names[$0.container] ?? nil,
                    counted: $0.counted,
                    windows: $0.windows
                )
            },
            budget: group.objective.map { ErrorBudget(time: budget, objective: $0, spentBy: shares(texts)) },
            limited: isLimited
                ? LimitedFigures(
                    latency: latency.figures(typical: group.typical),
                    restartsPerDay: restartTotals.figures(inService: inService).perDay
                ) : nil,
            statusTimes: statusTimes
        )
        return (figures, outages, all)
    }

    private func shares(_ texts: FigureTexts) -> [BudgetShare] {
        let shares = spent.map { key, share in
            (
                attributed: key.actor != nil,
                share: BudgetShare(
                    actor: texts.actor(key.actor),
                    kind: texts.kind(of: key.actor),
                    cause: key.cause,
                    windows: share.windows,
                    counted: share.counted
                )
            )
        }
        return shares.sorted { left, right in
            let (first, second) = (left.share, right.share)
            if first.counted != second.counted { return first.counted > second.counted }
            if ExactText(first.actor) != ExactText(second.actor) {
                return ExactText(first.actor) < ExactText(second.actor)
            }
            if left.attributed != right.attributed { return left.attributed }
            return ExactText(first.cause.rawValue) < ExactText(second.cause.rawValue)
        }.map(\.share)
    }
}

/// What the figures of all outages of a group add up from.
private struct OutageTotalsInProgress {
    private var totals = OutageTotals()
    private var recovered = 0
    private var recoveries = TimeSpan.zero

    mutating func add(_ outage: OutageSum, duration: TimeSpan) {
        totals.count += 1
        if outage.isOpen { totals.open += 1 }
        totals.counted += outage.counted
        totals.longest = max(totals.longest ?? .zero, duration)
        if outage.counted < .minutes(1) { totals.shorterThanAMinute += 1 }
        guard outage.isRecovered else { return }
        recovered += 1
        recoveries += duration
    }

    /// The figures, for so much service time in the range by the clock.
    func figures(serviceTime: TimeSpan) -> OutageTotals {
        var figures = totals
        if recovered > 0 { figures.meanTimeToRecovery = Double(recoveries.milliseconds) / Double(recovered) }
        if totals.count > 0 {
            figures.meanTimeBetweenFailures = Double(serviceTime.milliseconds) / Double(totals.count)
        }
        return figures
    }
}

private struct SpentKey: Hashable, Sendable {
    /// Nil: `(unattributed)`.
    var actor: Symbol?
    var cause: DowntimeCause
}

/// A container with counted time.
private struct WorstRecord: Sendable {
    let container: ContainerID
    let counted: TimeSpan
    let windows: Int

    init(_ container: ContainerID, counted: TimeSpan, windows: Int) {
        self.container = container
        self.counted = counted
        self.windows = windows
    }

    static func isWorse(_ left: WorstRecord, _ right: WorstRecord) -> Bool {
        left.counted == right.counted ? left.container < right.container : left.counted > right.counted
    }
}
