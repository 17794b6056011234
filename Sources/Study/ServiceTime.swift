package import ServiceLevels
package import Timelines

/// How the service time of a range divides, and the time outside the hours beside it.
///
/// up + counted + planned + grace + unknown + out of service = service time.
package struct ServiceTime: Hashable, Sendable {
    package var up: TimeSpan = .zero
    /// Down time that nothing excuses.
    package var counted: TimeSpan = .zero
    /// Down time in declared maintenance.
    package var planned: TimeSpan = .zero
    /// Down time that the margins of the hours excuse.
    package var grace: TimeSpan = .zero
    package var unknown: TimeSpan = .zero
    package var outOfService: TimeSpan = .zero
    /// The parts of up, of counted, and of planned and grace together that were assumed.
    package var assumedUp: TimeSpan = .zero
    package var assumedCounted: TimeSpan = .zero
    package var assumedExcused: TimeSpan = .zero
    /// Outside the hours.
    package var offUp: TimeSpan = .zero
    package var offDown: TimeSpan = .zero
    package var offUnknown: TimeSpan = .zero

    package init() {}

    /// What the level is a share of: up + counted.
    package var judged: TimeSpan { up + counted }

    /// Whether it was up for more than half of the time outside the hours.
    package var isLeftOn: Bool { offUp > offDown + offUnknown }

    /// Assumed up time and assumed down time.
    package var assumed: TimeSpan { assumedUp + assumedCounted + assumedExcused }

    /// up / (up + counted); nil if both are zero.
    package var level: Double? { quotient(up, judged) }

    package var lowParts: (part: TimeSpan, whole: TimeSpan) { (up - assumedUp, judged + unknown) }

    package var highParts: (part: TimeSpan, whole: TimeSpan) {
        (up + unknown + assumedCounted + assumedExcused, judged + unknown + assumedExcused)
    }

    /// The least that the level can have been: (up − assumed up) / (up + counted + unknown).
    package var low: Double? { quotient(lowParts.part, lowParts.whole) }

    /// The most that it can have been: (up + unknown + assumed down) / (up + counted + unknown + assumed excused).
    package var high: Double? { quotient(highParts.part, highParts.whole) }

    /// Whether any of it is known to be up or down, or is unknown.
    package var hasContainer: Bool { up + counted + planned + grace + unknown + offUp + offDown + offUnknown > .zero }

    package static func += (left: inout ServiceTime, right: ServiceTime) {
        left.up += right.up
        left.counted += right.counted
        left.planned += right.planned
        left.grace += right.grace
        left.unknown += right.unknown
        left.outOfService += right.outOfService
        left.assumedUp += right.assumedUp
        left.assumedCounted += right.assumedCounted
        left.assumedExcused += right.assumedExcused
        left.offUp += right.offUp
        left.offDown += right.offDown
        left.offUnknown += right.offUnknown
    }
}

/// The down time of one downtime interval in the service time of a range.
package struct ServiceDowntime: Hashable, Sendable {
    package var planned: TimeSpan = .zero
    package var grace: TimeSpan = .zero
    package private(set) var countedTime: TimeSpan = .zero
    // Nearly all windows have one interval: no array is made for it.
    private var first: Interval?
    private var others: [Interval] = []

    /// What neither excuses: not empty, ascending, apart from each other.
    package var counted: [Interval] { first.map { [$0] + others } ?? [] }

    /// Whether all of `interval` counts.
    package func counts(allOf interval: Interval) -> Bool { first == interval && others.isEmpty }

    fileprivate mutating func count(_ interval: Interval) {
        if first == nil { first = interval } else { others.append(interval) }
        countedTime += interval.length
    }
}

/// The service level of one container: what its group's figures add up from.
package struct ServiceStudy: Sendable {
    /// The index of its group in `AnalysisOptions.groups`.
    package let group: Int
    package let calendar: ServiceCalendar
    /// Of the range.
    package fileprivate(set) var time = ServiceTime()
    /// Of the error budget's time; nil without an objective.
    package fileprivate(set) var budget: ServiceTime?
    /// One for each of `ContainerStudy.intervalsInScope`.
    package fileprivate(set) var windows: [ServiceWindow]
    /// Of each of `AnalysisOptions.parts`.
    package fileprivate(set) var parts: [ServiceTime] = []
}

/// What a downtime interval is to the service level of its container.
package struct ServiceWindow: Sendable {
    /// The index of the interval in `ContainerStudy.intervals`.
    package let index: Int
    package let cause: DowntimeCause
    /// In the range.
    package fileprivate(set) var downtime = ServiceDowntime()
    /// What counts in the error budget's time.
    package fileprivate(set) var spent = TimeSpan.zero
}

/// What makes a group's containers be judged: its hours as intervals, and how long they may be late.
package struct ServiceCalendar: Sendable {
    package let group: ContainerGroup
    package let hours: HoursCalendar
    /// The time of the error budget, which ends with the range; nil without an objective.
    package let budget: Interval?

    /// Of `group`, for a report over `range`.
    package init(_ group: ContainerGroup, over range: Interval) {
        self.group = group
        budget = group.objective.map { _ in Interval(start: range.end - group.window, end: range.end) }
        let start = min(range.start, budget?.start ?? range.start)
        hours = group.hours.calendar(over: Interval(start: start, end: range.end))
    }
}

extension ContainerStudy {
    /// How its service level is judged; nil where nobody asked for that.
    package var service: ServiceStudy? {
        guard !services.isEmpty else { return nil }
        let group = options.groups.index(of: container)
        var study = ServiceStudy(
            group: group,
            calendar: services[group],
            windows: intervalsInScope.map { ServiceWindow(index: $0, cause: cause(of: intervals[$0], at: $0)) }
        )
        study.time = serviceTime(in: options.range, by: study.calendar) { index, downtime in
            study.windows[index - intervalsInScope.lowerBound].downtime = downtime
        }
        study.parts = options.parts.map { serviceTime(in: $0, by: study.calendar) { _, _ in } }
        study.budget = study.calendar.budget.map { budget in
            serviceTime(in: budget, by: study.calendar) { index, downtime in
                study.windows[index - intervalsInScope.lowerBound].spent = downtime.countedTime
            }
        }
        return study
    }

    /// The down time of the interval at `index` in the service time of `range`: what is planned, what the margins of the hours excuse,
    /// and what counts.
    private func serviceDowntime(of index: Int, in range: Interval, by calendar: ServiceCalendar) -> ServiceDowntime {
        let interval = intervals[index]
        let part = interval.interval.intersection(range)
        var downtime = ServiceDowntime()
        guard part.start < part.end else { return downtime }
        if maintenance.intervals.isEmpty, calendar.hours.stretches == nil {
            downtime.count(part)
            return downtime
        }
        let grace = hasMargins(interval) ? calendar.group.grace : .zero
        for stretch in calendar.hours.stretches(sharing: part) {
            let inHours = part.intersection(stretch)
            let unplanned = maintenance.gaps(in: inHours)
            let unplannedTime = unplanned.reduce(TimeSpan.zero) { $0 + $1.length }
            downtime.planned += inHours.length - unplannedTime
            let judged = Interval(
                start: interval.start < stretch.start ? stretch.start + grace : stretch.start,
                end: interval.reachesBeyond(stretch.end) ? stretch.end - grace : stretch.end
            )
            downtime.grace += unplannedTime
            for part in unplanned {
                let counted = part.intersection(judged)
                guard counted.start < counted.end else { continue }
                downtime.grace = downtime.grace - counted.length
                downtime.count(counted)
            }
        }
        return downtime
    }

    /// The parts of `range` that count against the level, ascending.
    func countedIntervals(in range: Interval, by calendar: ServiceCalendar) -> [Interval] {
        intervalsInScope.flatMap { serviceDowntime(of: $0, in: range, by: calendar).counted }
    }

    /// Whether an interval that is still down at its known end would count there at the next instant.
    package func countsOn(_ interval: DowntimeInterval, by calendar: ServiceCalendar) -> Bool {
        let end = interval.end
        let next = Interval(start: end, end: end + TimeSpan(milliseconds: 1))
        guard interval.ending == .open, !maintenance.contains(end),
            let stretch = calendar.hours.stretches(sharing: next).first, stretch.contains(end)
        else { return false }
        let isInMargin = interval.start < stretch.start && end < stretch.start + calendar.group.grace
        return !(isInMargin && hasMargins(interval))
    }

    /// How the service time of `range` divides; `body` gets the index and the down time of each interval that has any there.
    private func serviceTime(
        in range: Interval,
        by calendar: ServiceCalendar,
        _ body: (Int, ServiceDowntime) -> Void
    ) -> ServiceTime {
        var time = ServiceTime()
        for stretch in timeline.stretches.reversed() {
            guard stretch.interval.end > range.start else { break }
            let part = stretch.interval.intersection(range)
            let inHours = calendar.hours.overlap(with: part)
            switch stretch.condition {
            case .up:
                time.up += inHours
                if stretch.isAssumed { time.assumedUp += inHours }
                time.offUp += part.length - inHours
            case .down: time.offDown += part.length - inHours
            case .unknown:
                time.unknown += inHours
                time.offUnknown += part.length - inHours
            case .outOfService: time.outOfService += inHours
            }
        }
        for index in intervalsInScope {
            let downtime = serviceDowntime(of: index, in: range, by: calendar)
            let counted = downtime.countedTime
            let excused = downtime.planned + downtime.grace
            guard counted + excused > .zero else { continue }
            time.counted += counted
            time.planned += downtime.planned
            time.grace += downtime.grace
            if intervals[index].isAssumed {
                for stretch in timeline.stretches[intervals[index].stretches] where stretch.isAssumed {
                    let part = stretch.interval.intersection(range)
                    let assumed = downtime.counted.reduce(TimeSpan.zero) { $0 + $1.intersection(part).length }
                    time.assumedCounted += assumed
                    time.assumedExcused += calendar.hours.overlap(with: part) - assumed
                }
            }
            body(index, downtime)
        }
        return time
    }

    /// Whether the margins of the hours can excuse it: somebody switched it off, as far as is known.
    private func hasMargins(_ interval: DowntimeInterval) -> Bool {
        let first = timeline.stretches[interval.stretches.lowerBound]
        if first.basis == .singleEntryRestart { return true }
        let status = interval.opener.map { timeline.entries[$0].to } ?? first.status
        return status == .stopped || status == .paused
    }
}

extension DowntimeInterval {
    /// Whether it ends after `instant`, or is open or cut there or later.
    fileprivate func reachesBeyond(_ instant: Instant) -> Bool {
        switch ending {
        case .open, .truncated: end >= instant
        case .ended, .gone: end > instant
        }
    }
}

/// What took a container down, the first that applies in this order.
package enum DowntimeCause: String, Hashable, Sendable, CaseIterable {
    /// An entry into `failed` opened the window, or a part of it is `failed`.
    case failure
    /// A restart that was short.
    case restart
    /// Else the kind of the opening entry's actor.
    case user, automation, system, other, unattributed

    init(_ kind: ActorKind) {
        switch kind {
        case .user: self = .user
        case .automation: self = .automation
        case .system: self = .system
        case .other: self = .other
        case .unattributed: self = .unattributed
        }
    }
}

extension ContainerStudy {
    /// What took the container down in `interval`, which is at `index`.
    package func cause(of interval: DowntimeInterval, at index: Int) -> DowntimeCause {
        let opener = interval.opener.map { timeline.entries[$0] }
        if hasFailed(interval) { return .failure }
        if interval.length <= options.restartLimit,
            let episode = RestartEpisode(interval, index: index, of: timeline, gap: options.restartGap)
        {
            let isNamed = timeline.entries[episode.opener].operation == .restart
            if episode.kind == .quick || episode.kind == .explicit && isNamed { return .restart }
        }
        return DowntimeCause(classifier.kind(of: opener?.actor))
    }
}
