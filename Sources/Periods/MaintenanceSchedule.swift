package import Timelines

/// Declared maintenance, as the configuration describes it.
package struct MaintenanceSchedule: Hashable, Sendable {
    package var rules: [MaintenanceRule]

    package init(rules: [MaintenanceRule] = []) {
        self.rules = rules
    }

    /// What is declared, by name, in the order of the file.
    package var names: [String] { rules.map(\.name) }

    /// Every occurrence that shares time with `range`, worked out once for all containers.
    ///
    /// The cost grows with its length (a weekly rule has some 50 occurrences a year and day).
    package func calendar(over range: Interval) -> MaintenanceCalendar {
        MaintenanceCalendar(range: range, occurrences: rules.map { (rule: $0, intervals: $0.intervals(over: range)) })
    }
}

/// A glob of the configuration that matches no container.
package struct IdleGlob: Hashable, Sendable {
    package let pattern: String
    /// A container's id or name that it would match if letter case did not count.
    package let nearMiss: String?
}

extension Glob {
    /// That it matches none of `containers`; nil where it matches one.
    package func idle(among containers: [Container]) -> IdleGlob? {
        guard !containers.contains(where: { $0.isMatched(by: self) }) else { return nil }
        let texts = containers.flatMap { [$0.name, $0.id.text].compactMap(\.self) }
        return IdleGlob(pattern: pattern, nearMiss: texts.first(where: Glob(pattern, ignoringCase: true).matches))
    }
}

extension MaintenanceSchedule {
    /// Globs are looked at up to this many: nobody reads more complaints, and a file can hold any number.
    private static let mostChecked = 1_000

    /// The globs that match none of `containers`, in the order of the file.
    package func idleGlobs(among containers: [Container]) -> [IdleGlob] {
        rules.lazy.flatMap(\.containers).prefix(MaintenanceSchedule.mostChecked).compactMap {
            $0.idle(among: containers)
        }
    }
}

/// Declared maintenance as intervals.
package struct MaintenanceCalendar: Sendable {
    fileprivate let range: Interval
    fileprivate let occurrences: [(rule: MaintenanceRule, intervals: [Interval])]

    /// The maintenance of one container of `group` that shares time with `needed`, and what else the calendar has of it; intervals are
    /// whole and can overlap, in no order.
    ///
    /// What `needed` has beyond the calendar is worked out for this container alone.
    package func intervals(for container: Container, in group: String, over needed: Interval) -> [Interval] {
        let beyond = [
            Interval(start: needed.start, end: min(needed.end, range.start)),
            Interval(start: max(needed.start, range.end), end: needed.end),
        ].filter { $0.start < $0.end }
        return occurrences.filter { $0.rule.concerns(container, in: group) }.flatMap { occurrence in
            occurrence.intervals + beyond.flatMap { occurrence.rule.intervals(over: $0) }
        }
    }
}

extension MaintenanceCalendar {
    /// The maintenance of one container of `group` that shares time with `range`, each with the name of its rule; in the order of the
    /// file.
    package func occurrences(
        in range: Interval,
        for container: Container,
        in group: String
    ) -> [(name: String, interval: Interval)] {
        occurrences.filter { $0.rule.concerns(container, in: group) }.flatMap { occurrence in
            occurrence.intervals.filter { $0.intersection(range).length > .zero }
                .map { (name: occurrence.rule.name, interval: $0) }
        }
    }
}

/// One entry of the maintenance list.
package struct MaintenanceRule: Hashable, Sendable {
    package enum Time: Hashable, Sendable {
        case once(Interval)
        /// Each comes back every week.
        case weekly([WeeklyWindow])
    }

    /// What reports call it.
    package var name: String
    /// Letter case counts.
    package var containers: [Glob]
    /// The names of groups whose containers it is about as well.
    package var groups: [String]
    package var time: Time

    package init(name: String, containers: [Glob], groups: [String] = [], time: Time) {
        self.name = name
        self.containers = containers
        self.groups = groups
        self.time = time
    }

    /// Whether it is about a container of `group`: it names the group, or a glob matches the container's name or id.
    func concerns(_ container: Container, in group: String) -> Bool {
        groups.contains { ExactText($0) == ExactText(group) } || containers.contains(where: container.isMatched)
    }

    /// Its occurrences that share time with `range`, whole ones.
    func intervals(over range: Interval) -> [Interval] {
        switch time {
        case .once(let interval): interval.intersection(range).length > .zero ? [interval] : []
        case .weekly(let windows): windows.flatMap { $0.intervals(over: range) }
        }
    }
}

/// A stretch of time that comes back every week, by the clock of a zone.
package struct WeeklyWindow: Hashable, Sendable {
    /// The days on which it begins.
    package var days: Set<Weekday>
    package var from: TimeOfDay
    /// Where it is not later than `from`, it lies on the next day; equal ones make 24 hours.
    package var to: TimeOfDay
    package var clock: ZonedClock

    package init(days: Set<Weekday>, from: TimeOfDay, to: TimeOfDay, clock: ZonedClock) {
        self.days = days
        self.from = from
        self.to = to
        self.clock = clock
    }

    /// Its occurrences that share time with `range`, whole ones, by beginning.
    ///
    /// Both ends go by the clock: a time that it shows twice means the first occurrence, one that it skips the moment of
    /// the skip. So a window from 02:00 to 04:00 lasts one hour in the night in which an hour is skipped and three in
    /// the night in which one comes twice, and a window wholly inside the skipped hour is left out.
    package func intervals(over range: Interval) -> [Interval] {
        guard range.start < range.end else { return [] }
        // A window can last until the end of the next day; and near midnight a clock can be put back to the day before.
        var day = clock.wallTime(at: range.start).startOfDay.adding(days: -1)
        let lastDay = clock.wallTime(at: range.end).startOfDay.adding(days: 1)
        var intervals: [Interval] = []
        while day <= lastDay {
            if days.contains(day.weekday) {
                let begin = day.adding(minutes: from.minutes)
                let interval = Interval(
                    start: clock.firstInstant(showing: begin),
                    end: clock.firstInstant(showing: begin.adding(minutes: minutes))
                )
                if interval.intersection(range).length > .zero { intervals.append(interval) }
            }
            day = day.adding(days: 1)
        }
        return intervals
    }
}

extension WeeklyWindow {
    /// How long it lasts by the clock.
    private var minutes: Int { to > from ? to.minutes - from.minutes : to.minutes - from.minutes + 1_440 }

    /// Its occurrences as a clock that nobody changes shows them, in a week whose Monday is 1 January 1970.
    package var intervalsOfWeek: [Interval] {
        Weekday.allCases.enumerated().filter { days.contains($0.element) }.map { number, _ in
            let start = Instant(milliseconds: 0) + .days(Int64(number)) + .minutes(Int64(from.minutes))
            return Interval(start: start, end: start + .minutes(Int64(minutes)))
        }
    }
}

/// What a clock shows within a day, to the minute: `00:00` … `24:00`.
package struct TimeOfDay: Hashable, Comparable, Sendable {
    /// Minutes since midnight, as a clock that nobody changes counts them.
    let minutes: Int

    package static let endOfDay = TimeOfDay(minutes: 1_440)

    private init(minutes: Int) {
        self.minutes = minutes
    }

    /// Reads `hh:mm`; nil where `text` is anything else.
    package init?(_ text: String) {
        let digits = text.utf8.map { Int($0) - Int(UInt8(ascii: "0")) }
        // The colon is the next character after the nine.
        guard digits.count == 5, digits[2] == 10, [0, 1, 3, 4].allSatisfy({ 0...9 ~= digits[$0] }) else { return nil }
        let hour = digits[0] * 10 + digits[1]
        let minute = digits[3] * 10 + digits[4]
        guard minute <= 59, hour <= 23 || hour == 24 && minute == 0 else { return nil }
        minutes = hour * 60 + minute
    }

    package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
        left.minutes < right.minutes
    }
}
