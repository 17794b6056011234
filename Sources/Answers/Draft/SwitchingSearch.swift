internal import Periods
internal import Study
internal import Timelines

/// When a container was switched off and on, by the clock of a zone.
struct SwitchingTimes: Sendable {
    /// The local dates and minutes after midnight at which a stop of hours began, and who stopped it.
    var offs: [(day: Int64, minute: Int, actor: Symbol?)] = []
    /// Those at which one ended.
    var ons: [(day: Int64, minute: Int)] = []
    /// From when on the container's log tells anything in the period.
    var since: Instant
}

/// Looks for stops of several hours, container by container, and counts the entries of each actor.
struct SwitchingSearch: Sendable {
    private let clock: ZonedClock
    private(set) var times: [ContainerID: SwitchingTimes] = [:]
    private(set) var entries: [Symbol: Int] = [:]

    // Used anew for each container.
    private var study: ContainerStudy

    /// A stop that is as long is more than a restart or a repair.
    private static let leastStop = TimeSpan.hours(3)

    init(_ clock: ZonedClock, options: AnalysisOptions, symbols: SymbolTable) {
        self.clock = clock
        study = ContainerStudy(options: options, symbols: symbols, judgingService: false)
    }

    private func local(_ instant: Instant) -> (day: Int64, minute: Int) {
        let shown = instant + clock.offset(at: instant)
        return (shown.dayNumber, Int((shown - shown.startOfDay).milliseconds / 60_000))
    }
}

extension SwitchingSearch: HistoryFold {
    mutating func add(_ history: ContainerHistory) {
        study.trace(history)
        study.findDowntime()
        for index in study.entriesInRange {
            if let actor = study.timeline.entries[index].actor { entries[actor, default: 0] += 1 }
        }
        let range = study.options.range
        let first = study.timeline.entryCount > 0 ? study.timeline.entries[0].at : range.end
        var times = SwitchingTimes(since: max(range.start, first))
        for index in study.intervalsInRange {
            let interval = study.intervals[index]
            guard interval.length >= SwitchingSearch.leastStop, let opener = interval.opener,
                study.timeline.entries[opener].to == .stopped
            else { continue }
            if range.contains(interval.start) {
                let (day, minute) = local(interval.start)
                times.offs.append((day, minute, study.timeline.entries[opener].actor))
            }
            if interval.closer != nil, range.contains(interval.end) { times.ons.append(local(interval.end)) }
        }
        self.times[history.container.id] = times
    }

    mutating func merge(_ other: SwitchingSearch) {
        times.merge(other.times) { first, _ in first }
        entries.merge(other.entries, uniquingKeysWith: +)
    }
}

extension SwitchingTimes {
    /// How far from their median the times of most days lie.
    private static let tolerance = 45
    /// Fewer weekdays tell nothing.
    private static let leastDays = 5

    /// When it is switched off and on, in minutes after midnight, if it is so at the same times on most weekdays of `period`; and whether
    /// on most days of weekends too.
    func regular(in period: Interval, clock: ZonedClock) -> (off: Int, on: Int, isDaily: Bool)? {
        let (first, last) = (since + clock.offset(at: since), period.end + clock.offset(at: period.end))
        let days = first.dayNumber..<max(first.dayNumber, last.dayNumber)
        let weekdays = days.filter { !SwitchingTimes.isWeekend($0) }.count
        guard weekdays >= SwitchingTimes.leastDays,
            let off = SwitchingTimes.median(of: offs.map { ($0.day, $0.minute) }, onWeekends: false),
            let on = SwitchingTimes.median(of: ons, onWeekends: false)
        else { return nil }
        let offDays = SwitchingTimes.days(of: offs.map { ($0.day, $0.minute) }, near: off)
        let onDays = SwitchingTimes.days(of: ons, near: on)
        func share(_ found: Set<Int64>, weekends: Bool) -> Int {
            found.count { SwitchingTimes.isWeekend($0) == weekends }
        }
        guard share(offDays, weekends: false) * 2 > weekdays, share(onDays, weekends: false) * 2 > weekdays else {
            return nil
        }
        let weekendDays = days.count - weekdays
        let isDaily = weekendDays > 0 && share(onDays, weekends: true) * 2 > weekendDays
        return (off, on, isDaily)
    }

    private static func median(of times: [(day: Int64, minute: Int)], onWeekends: Bool) -> Int? {
        let minutes = times.filter { isWeekend($0.day) == onWeekends }.map(\.minute).sorted()
        return minutes.isEmpty ? nil : minutes[minutes.count / 2]
    }

    private static func days(of times: [(day: Int64, minute: Int)], near minute: Int) -> Set<Int64> {
        Set(times.filter { abs($0.minute - minute) <= tolerance }.map(\.day))
    }

    /// Of a day by its number since 1970-01-01, which was a Thursday.
    private static func isWeekend(_ day: Int64) -> Bool { (day + 3) % 7 >= 5 }
}
