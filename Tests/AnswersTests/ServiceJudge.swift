import DrawnTimelines
import Periods
import ServiceLevels
import Study
import Timelines

@testable import Answers

/// The definitions of the service level once more, half minute by half minute and without any regard to speed: what the figures are held
/// against. It takes the report's downtime windows and restarts as given, which other tests hold against other computations.
struct ServiceJudge {
    let figures: StabilityFigures
    let options: AnalysisOptions
    let maintenance: [Interval]
    let histories: [ContainerHistory]
    let symbols: SymbolTable
    /// For each group, minute by minute from `firstMinute` on, whether it lies in the hours.
    private let masks: [String: [Bool]]
    private let firstMinute = DrawnTimeline.monday.milliseconds / 60_000 - 14 * 1_440

    init(
        figures: StabilityFigures,
        options: AnalysisOptions,
        maintenance: [Interval],
        histories: [ContainerHistory],
        symbols: SymbolTable
    ) {
        self.figures = figures
        self.options = options
        self.maintenance = maintenance
        self.histories = histories
        self.symbols = symbols
        let first = firstMinute
        masks = Dictionary(
            options.groups.groups.map { group in
                (group.name, (0..<Int64(28 * 1_440)).map { ServiceJudge.isService(minute: first + $0, group.hours) })
            }
        ) { first, _ in first }
    }

    /// What counts of a window, in pieces of half a minute at most.
    struct Window {
        let listed: ListedWindow
        var counted: [Interval] = []
        var planned = TimeSpan.zero
        var grace = TimeSpan.zero
        var cause = DowntimeCause.unattributed

        var countedTime: TimeSpan { counted.reduce(.zero) { $0 + $1.length } }
        var reach: Instant { min(listed.start + listed.duration, listed.start + .hours(1)) }
    }

    func group(of id: ContainerID) -> ContainerGroup {
        let name = histories.first { $0.container.id == id }?.container.name ?? ""
        // The globs of random groups have a run at their end, if any.
        let group = options.groups.declared.first { group in
            group.containers.contains { glob in
                glob.pattern.hasSuffix("*")
                    ? name.hasPrefix(glob.pattern.dropLast()) : [name, id.text].contains(glob.pattern)
            }
        }
        return group ?? options.groups.groups[options.groups.groups.count - 1]
    }

    /// Whether `instant`, within two weeks of the drawings, lies in the hours.
    func isService(_ instant: Instant, _ group: ContainerGroup) -> Bool {
        masks[group.name]?[Int(instant.milliseconds / 60_000 - firstMinute)] ?? false
    }

    /// Whether the minute since 1970 lies in the hours, by the clock of UTC.
    private static func isService(minute: Int64, _ hours: ServiceHours) -> Bool {
        guard case .weekly(let windows, _) = hours else { return true }
        let (day, ofDay) = (minute / 1_440, minute % 1_440)
        // The first of January 1970 was a Thursday.
        let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        func weekday(_ day: Int64) -> String { names[Int((day + 3) % 7)] }
        return windows.contains { window in
            let days = window.days.map(\.rawValue)
            let (from, to) = ServiceJudge.minutes(of: window)
            let beginsToday =
                days.contains(weekday(day)) && from <= ofDay && ofDay < max(to, from + (to <= from ? 1_440 : 0))
            let beganYesterday = days.contains(weekday(day - 1)) && to <= from && ofDay < to
            return beginsToday || beganYesterday
        }
    }

    private static func minutes(of window: WeeklyWindow) -> (from: Int64, to: Int64) {
        let day = window.intervalsOfWeek[0]
        let from = day.start.milliseconds / 60_000 % 1_440
        let length = day.length.milliseconds / 60_000
        return (from, (from + length) > 1_440 ? (from + length) - 1_440 : from + length)
    }

    /// The first instant of the stretch of hours that holds `instant`, and the first after it, minute by minute; nil where it has none.
    func stretch(around instant: Instant, _ group: ContainerGroup) -> (start: Instant?, end: Instant?) {
        guard group.hours != .always else { return (nil, nil) }
        let minute = Instant(milliseconds: instant.milliseconds / 60_000 * 60_000)
        var (start, end) = (minute, minute + .minutes(1))
        var steps = 0
        let most = 10 * 1_440
        while isService(start - .minutes(1), group), steps < most { (start, steps) = (start - .minutes(1), steps + 1) }
        let hasStart = steps < most
        steps = 0
        while isService(end, group), steps < most { (end, steps) = (end + .minutes(1), steps + 1) }
        return (hasStart ? start : nil, steps < most ? end : nil)
    }

    func isPlanned(_ instant: Instant) -> Bool { maintenance.contains { $0.contains(instant) } }

    func isInMargin(_ instant: Instant, _ window: ListedWindow, _ group: ContainerGroup) -> Bool {
        guard isSwitchedOff(window) else { return false }
        let stretch = stretch(around: instant, group)
        let end = window.start + window.duration
        if let start = stretch.start, window.start < start, instant < start + group.grace { return true }
        guard let last = stretch.end, instant >= last - group.grace else { return false }
        return end > last || (window.isOpen || window.isTruncated) && end >= last
    }

    /// Whether an entry into `stopped` or `paused` opened it, or a lone restart, or none while it begins so.
    private func isSwitchedOff(_ window: ListedWindow) -> Bool {
        guard let opener = window.openedBy else {
            return window.time.stopped + window.time.paused > .zero && window.time.failed == .zero
        }
        let entry = entry(opener.eventID, of: window.containerID)
        return entry.map { [.stopped, .paused, .running].contains($0.to) } ?? false
    }

    private func entry(_ eventID: String, of id: ContainerID) -> Entry? {
        histories.first { $0.container.id == id }?.entries.first { $0.eventID(in: symbols, container: id) == eventID }
    }

    /// Its parts in the range.
    func judged(_ listed: ListedWindow) -> Window {
        let group = group(of: listed.containerID)
        var window = Window(listed: listed)
        let whole = Interval(start: listed.start, end: listed.start + listed.duration).intersection(options.range)
        var start = whole.start
        while start < whole.end {
            let next = Instant(milliseconds: (start.milliseconds / 30_000 + 1) * 30_000)
            let piece = Interval(start: start, end: min(next, whole.end))
            start = piece.end
            guard isService(piece.start, group) else { continue }
            if isPlanned(piece.start) {
                window.planned += piece.length
            } else if isInMargin(piece.start, listed, group) {
                window.grace += piece.length
            } else {
                window.counted.append(piece)
            }
        }
        window.cause = cause(of: listed)
        return window
    }

    private func cause(of window: ListedWindow) -> DowntimeCause {
        if window.time.failed > .zero
            || window.openedBy.flatMap({ entry($0.eventID, of: window.containerID) })?.to == .failed
        {
            return .failure
        }
        let restart = figures.restarts.first {
            $0.containerID == window.containerID && $0.at == window.start + window.duration
                && $0.down == window.duration
                && $0.eventIDs.first == window.openedBy?.eventID
        }
        if let restart, window.duration <= options.restartLimit {
            let names = entry(restart.eventIDs[0], of: window.containerID)?.operation == .restart
            if restart.kind == .quick || restart.kind == .explicit && names { return .restart }
        }
        return window.openedBy.flatMap { DowntimeCause(rawValue: $0.kind.rawValue) } ?? .unattributed
    }

    /// The outages of a group and the restarts that belong to none, one comparison at a time.
    func outages(_ windows: [Window]) -> (outages: [[Window]], restarts: [Window]) {
        var open = windows.filter { $0.cause != .restart && $0.countedTime > .zero }
            .sorted { ($0.listed.start, $0.listed.containerID) < ($1.listed.start, $1.listed.containerID) }
        var outages: [[Window]] = []
        while !open.isEmpty {
            var outage = [open.removeFirst()]
            while let next = open.first {
                let reach = outage.map(\.reach).max() ?? next.reach
                guard next.listed.start.milliseconds <= reach.milliseconds + options.outageGap.milliseconds else {
                    break
                }
                outage.append(open.removeFirst())
            }
            outages.append(outage)
        }
        let spans = outages.map { outage in
            (
                start: (outage.map(\.listed.start).min() ?? .distantPast) - options.outageGap,
                end: (outage.map(\.reach).max() ?? .distantPast) + options.outageGap,
                actors: Set(outage.compactMap { $0.listed.openedBy }.filter { $0.kind != .unattributed }.map(\.actor))
            )
        }
        var left: [Window] = []
        for restart in windows where restart.cause == .restart && restart.countedTime > .zero {
            let found = spans.firstIndex { span in
                span.start <= restart.listed.start && restart.listed.start <= span.end
                    && restart.listed.openedBy.map { $0.kind != .unattributed && span.actors.contains($0.actor) }
                        ?? false
            }
            if let found { outages[found].append(restart) } else { left.append(restart) }
        }
        return (outages, left)
    }
}
