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
    private var windows: [CountedWindow] = []
    private var worst = TopElements<WorstRecord>(limit: 5, isBetter: WorstRecord.isWorse)

    init(_ calendar: ServiceCalendar) {
        self.calendar = calendar
    }

    /// Adds a container that is in the group.
    mutating func add(_ service: ServiceStudy, of study: ContainerStudy) {
        isEmpty = false
        if service.time.hasContainer { containers += 1 }
        time += service.time
        add(service.parts)
        if let budget = service.budget { self.budget += budget }
        let counted = service.windows.compactMap { CountedWindow($0, of: study, by: calendar) }
        if !counted.isEmpty {
            windows += counted
            worst.add(WorstRecord(study.container.id, counted: service.time.counted, windows: counted.count))
        }
        for window in service.windows where window.spent > .zero {
            let opener = study.intervals[window.index].opener.flatMap { study.timeline.entries[$0].actor }
            add(window.spent, windows: 1, for: SpentKey(actor: opener, cause: window.cause))
        }
    }

    mutating func merge(_ other: GroupTotals) {
        containers += other.containers
        isEmpty = isEmpty && other.isEmpty
        time += other.time
        budget += other.budget
        add(other.parts)
        for (key, share) in other.spent { add(share.counted, windows: share.windows, for: key) }
        windows += other.windows
        worst.merge(other.worst)
    }

    private mutating func add(_ parts: [ServiceTime]) {
        if self.parts.isEmpty { self.parts = parts.map { _ in ServiceTime() } }
        for (index, part) in parts.enumerated() { self.parts[index] += part }
    }

    private mutating func add(_ counted: TimeSpan, windows: Int, for key: SpentKey) {
        let share = spent[key] ?? (0, .zero)
        spent[key] = (share.windows + windows, share.counted + counted)
    }

    /// Its figures and its outages, over `range`; `gap` is the longest pause between the windows of one outage.
    func figures(
        over range: Interval,
        gap: TimeSpan,
        texts: FigureTexts,
        names: [ContainerID: String?]
    ) -> (group: GroupFigures, outages: [Outage]) {
        let group = calendar.group
        let grouping = OutageGrouping(windows, gap: gap)
        let outages = grouping.outages.map { outage(of: $0, texts: texts, names: names) }
        let figures = GroupFigures(
            group: group,
            containers: containers,
            service: ServiceFigures(time: time, objective: group.objective),
            parts: parts,
            restarts: grouping.restarts.reduce(into: GroupRestarts()) { restarts, window in
                restarts.windows += 1
                restarts.counted += window.countedTime
                restarts.longest = max(restarts.longest ?? .zero, window.countedTime)
            },
            outages: OutageTotals(outages, serviceTime: calendar.hours.overlap(with: range)),
            worst: worst.sorted(by: WorstRecord.isWorse).map {
                WorstContainer(
                    containerID: $0.container,
                    containerName: names[$0.container] ?? nil,
                    counted: $0.counted,
                    windows: $0.windows
                )
            },
            budget: group.objective.map { ErrorBudget(time: budget, objective: $0, spentBy: shares(texts)) }
        )
        return (figures, outages)
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

    private func outage(
        of windows: [CountedWindow],
        texts: FigureTexts,
        names: [ContainerID: String?]
    ) -> Outage {
        let start = windows.map(\.first.start).min() ?? .distantPast
        let last = windows.map(\.lastCounted).max() ?? start
        let isOpen = windows.contains(where: \.countsOn)
        var causes: [DowntimeCause: OutageCause] = [:]
        var actors: [Symbol?: OutageActor] = [:]
        for window in windows {
            let counted = window.countedTime
            causes[window.cause, default: OutageCause(cause: window.cause, windows: 0, counted: .zero)].add(counted)
            let actor = OutageActor(
                actor: texts.actor(window.opener),
                kind: texts.kind(of: window.opener),
                windows: 0,
                counted: .zero
            )
            actors[window.opener, default: actor].add(counted)
        }
        return Outage(
            group: calendar.group.name,
            start: start,
            end: isOpen ? nil : last,
            duration: calendar.hours.overlap(with: Interval(start: start, end: last)),
            counted: windows.reduce(.zero) { $0 + $1.countedTime },
            containers: Set(windows.map(\.container)).count,
            mostAtOnce: OutageGrouping.mostAtOnce(windows),
            causes: causes.values.sorted { left, right in
                left.counted == right.counted
                    ? ExactText(left.cause.rawValue) < ExactText(right.cause.rawValue) : left.counted > right.counted
            },
            actors: actors.sorted { left, right in
                if left.value.counted != right.value.counted { return left.value.counted > right.value.counted }
                let (first, second) = (ExactText(left.value.actor), ExactText(right.value.actor))
                return first == second ? left.key != nil : first < second
            }.map(\.value),
            windows: windows.map {
                OutageWindow(
                    containerID: $0.container,
                    containerName: names[$0.container] ?? nil,
                    start: $0.start,
                    cause: $0.cause,
                    counted: $0.countedTime
                )
            },
            isRecovered: !isOpen && windows.allSatisfy { $0.lastCounted < last || $0.isRecovered },
            returners: windows.filter(\.isRecovered).reduce(into: []) { returners, window in
                let returner = OutageReturner(actor: texts.actor(window.closer), kind: texts.kind(of: window.closer))
                if !returners.contains(returner) { returners.append(returner) }
            }
        )
    }
}

extension OutageTotals {
    /// Of outages of one group, which has so much service time in the range by the clock.
    init(_ outages: [Outage], serviceTime: TimeSpan) {
        self.init()
        guard !outages.isEmpty else { return }
        let recovered = outages.filter(\.isRecovered)
        let recoveries = recovered.reduce(TimeSpan.zero) { $0 + $1.duration }
        count = outages.count
        open = outages.count { $0.end == nil }
        counted = outages.reduce(.zero) { $0 + $1.counted }
        longest = outages.map(\.duration).max()
        meanTimeToRecovery =
            recovered.isEmpty ? nil : Double(recoveries.milliseconds) / Double(recovered.count)
        meanTimeBetweenFailures = Double(serviceTime.milliseconds) / Double(count)
        shorterThanAMinute = outages.count { $0.counted < .minutes(1) }
    }
}

extension OutageCause {
    fileprivate mutating func add(_ counted: TimeSpan) {
        windows += 1
        self.counted += counted
    }
}

extension OutageActor {
    fileprivate mutating func add(_ counted: TimeSpan) {
        windows += 1
        self.counted += counted
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
