internal import Periods
internal import ServiceLevels
internal import Statistics
internal import Study
internal import Timelines

/// What the pictures of a report add up from, container by container.
struct HistoryTotals: HistoryFold {
    private var study: ContainerStudy
    private let periods: [Interval]
    private let days: [Interval]
    private let hours: [ClockHour]
    private let range: Interval
    /// Whether a group, by its index, is one of those that are shown, and whether it has hours.
    private let shown: [Bool]
    private let isTimed: [Bool]

    /// By group, then by period.
    private(set) var service: [[ServiceTime]]
    private(set) var dayService: [ServiceTime]
    private(set) var starts: [LatencyDistribution]
    private(set) var restarts: [(explicit: Int, other: Int)]
    private(set) var weeks: [WeekTotals]
    private(set) var quiet = 0
    private(set) var blemished = 0
    private var lanes: TopElements<HistoryLane>
    private var slowest: TopElements<StartSample>
    private var chosen: TopElements<StartSample>

    /// The most lanes and dots of a picture.
    private static let (mostLanes, mostSlow, mostDots) = (40, 200, 700)

    /// `study` is of the plan's whole time and judges service levels.
    init(_ plan: HistoryPlan, _ study: ContainerStudy, shown: [Bool], isTimed: [Bool]) {
        self.study = study
        self.shown = shown
        self.isTimed = isTimed
        periods = plan.periods.map(\.interval)
        days = plan.days
        hours = plan.hours
        range = plan.periods.last?.interval ?? plan.whole
        service = shown.map { _ in plan.periods.map { _ in ServiceTime() } }
        dayService = plan.days.map { _ in ServiceTime() }
        starts = plan.periods.map { _ in LatencyDistribution() }
        restarts = plan.periods.map { _ in (0, 0) }
        weeks = shown.map { _ in WeekTotals() }
        lanes = TopElements(limit: Self.mostLanes, isBetter: HistoryLane.isWorse)
        slowest = TopElements(limit: Self.mostSlow, isBetter: StartSample.isSlower)
        chosen = TopElements(limit: Self.mostDots, isBetter: StartSample.isDrawnFirst)
    }

    mutating func add(_ history: ContainerHistory) {
        study.study(history)
        let group = study.options.groups.index(of: study.container)
        let stretches = study.serviceStretches(in: study.options.range)
        stretches.add(to: &service[group], of: periods)
        if shown[group] {
            stretches.add(to: &dayService, of: days)
            addLane(stretches, group)
        }
        if isTimed[group], !hours.isEmpty { addHours(to: &weeks[group]) }
        addStarts()
        for episode in study.restarts {
            guard let period = periods.lastIndex(where: { $0.contains(episode.at) }) else { continue }
            if episode.kind == .explicit { restarts[period].explicit += 1 } else { restarts[period].other += 1 }
        }
    }

    mutating func merge(_ other: HistoryTotals) {
        for group in service.indices {
            for period in periods.indices { service[group][period] += other.service[group][period] }
            weeks[group].merge(other.weeks[group])
        }
        for day in days.indices { dayService[day] += other.dayService[day] }
        for period in periods.indices {
            starts[period].merge(other.starts[period])
            restarts[period].explicit += other.restarts[period].explicit
            restarts[period].other += other.restarts[period].other
        }
        quiet += other.quiet
        blemished += other.blemished
        lanes.merge(other.lanes)
        slowest.merge(other.slowest)
        chosen.merge(other.chosen)
    }

    /// The worst first.
    var worstLanes: [HistoryLane] { lanes.sorted(by: HistoryLane.isWorse) }

    /// By instant, each once.
    var dots: [StartSample] {
        Set(slowest.sorted(by: StartSample.isSlower) + chosen.sorted(by: StartSample.isSlower))
            .sorted { ($0.at, $0.milliseconds) < ($1.at, $1.milliseconds) }
    }

    // MARK: One container

    private mutating func addLane(_ stretches: [ServiceStretch], _ group: Int) {
        var time = ServiceTime()
        var own: [ServiceStretch] = []
        for stretch in stretches {
            let part = stretch.interval.intersection(range)
            guard part.start < part.end else { continue }
            own.append(ServiceStretch(interval: part, condition: stretch.condition, isAssumed: stretch.isAssumed))
            time.add(part.length, stretch)
        }
        guard time.counted + time.unknown > .zero else {
            if time.up + time.planned > .zero { quiet += 1 }
            return
        }
        blemished += 1
        lanes.add(
            HistoryLane(
                container: study.container.id,
                name: study.container.name,
                group: study.options.groups.groups[group].name,
                service: time,
                stretches: own
            )
        )
    }

    private func addHours(to week: inout WeekTotals) {
        var next = 0
        for stretch in study.timeline.stretches where stretch.condition == .up || stretch.condition == .down {
            let part = stretch.interval.intersection(range)
            guard part.start < part.end else { continue }
            while next < hours.count, hours[next].interval.end <= part.start { next += 1 }
            var hour = next
            while hour < hours.count, hours[hour].interval.start < part.end {
                let length = hours[hour].interval.intersection(part).length
                week.known[hours[hour].hourOfWeek] += length
                if stretch.condition == .up { week.up[hours[hour].hourOfWeek] += length }
                hour += 1
            }
        }
    }

    private mutating func addStarts() {
        for index in study.entriesInRange {
            let entry = study.timeline.entries[index]
            guard LatencyKind(entry) == .start, let period = periods.lastIndex(where: { $0.contains(entry.at) }) else {
                continue
            }
            starts[period].add(entry.duration)
            guard case .valid(let milliseconds) = entry.duration else { continue }
            let sample = StartSample(at: entry.at, milliseconds: milliseconds)
            slowest.add(sample)
            chosen.add(sample)
        }
    }
}

/// How much was up in each hour of the week.
struct WeekTotals: Sendable {
    var up = [TimeSpan](repeating: .zero, count: 168)
    var known = [TimeSpan](repeating: .zero, count: 168)

    mutating func merge(_ other: WeekTotals) {
        for hour in up.indices {
            up[hour] += other.up[hour]
            known[hour] += other.known[hour]
        }
    }
}

extension [ServiceStretch] {
    /// Adds what lies in each of `parts`, which are in order and share no time.
    fileprivate func add(to times: inout [ServiceTime], of parts: [Interval]) {
        var first = 0
        for stretch in self {
            while first < parts.count, parts[first].end <= stretch.interval.start { first += 1 }
            var part = first
            while part < parts.count, parts[part].start < stretch.interval.end {
                times[part].add(parts[part].intersection(stretch.interval).length, stretch)
                part += 1
            }
        }
    }
}

extension ServiceTime {
    /// Adds so much of a stretch; what it was outside the hours is not told.
    mutating func add(_ length: TimeSpan, _ stretch: ServiceStretch) {
        switch stretch.condition {
        case .up:
            up += length
            if stretch.isAssumed { assumedUp += length }
        case .counted:
            counted += length
            if stretch.isAssumed { assumedCounted += length }
        case .excused:
            planned += length
            if stretch.isAssumed { assumedExcused += length }
        case .unknown: unknown += length
        case .outOfService: outOfService += length
        case .off: break
        }
    }
}

extension HistoryLane {
    fileprivate static func isWorse(_ left: HistoryLane, _ right: HistoryLane) -> Bool {
        if left.service.counted != right.service.counted { return left.service.counted > right.service.counted }
        if left.service.unknown != right.service.unknown { return left.service.unknown > right.service.unknown }
        return left.container < right.container
    }
}

extension StartSample {
    fileprivate static func isSlower(_ left: StartSample, _ right: StartSample) -> Bool {
        (left.milliseconds, left.at) > (right.milliseconds, right.at)
    }

    /// In the order of a number that is drawn from the sample itself, so that which ones are kept does not depend on their order.
    fileprivate static func isDrawnFirst(_ left: StartSample, _ right: StartSample) -> Bool {
        (left.lot, left.at, left.milliseconds) < (right.lot, right.at, right.milliseconds)
    }

    private var lot: UInt64 {
        var random = SplitMix64(seed: UInt64(bitPattern: at.milliseconds) ^ milliseconds.bitPattern)
        return random.next()
    }
}
