internal import Periods
internal import ServiceLevels
internal import Study
internal import Timelines

extension MaintenanceRule {
    /// Reads `{name, containers: [globs], from, to}` or `{name, containers, weekly, timezone}`, each also with `groups: [names]` for
    /// `containers`; `clock` is of the file's zone, and `groups` are those of the file.
    init(_ node: YAMLNode, clock: ZonedClock?, groups known: GroupList) throws(ConfigurationError) {
        let fields = try node.mapping(of: ["name", "containers", "groups", "from", "to", "weekly", "timezone"])
        let name = try fields.required("name").text()
        var groups: [String] = []
        if let names = fields.optional("groups") { groups = try MaintenanceRule.groups(names, among: known) }
        let containers =
            groups.isEmpty
            ? try fields.required("containers").globs() : try fields.optional("containers")?.globs() ?? []
        let time: Time
        if let weekly = fields.optional("weekly") {
            guard fields.optional("from") == nil, fields.optional("to") == nil else {
                throw weekly.error(
                    .badValue,
                    "both \"weekly\" and \"from\", \"to\" beside it",
                    hint: "make two entries of it"
                )
            }
            let clock = try fields.optional("timezone")?.clock() ?? clock
            time = .weekly(
                weekly.isMapping ? [try WeeklyWindow(weekly, clock: clock)] : try weekly.weeklyWindows(clock: clock)
            )
        } else {
            if let timezone = fields.optional("timezone") {
                throw timezone.error(.badValue, "\"from\" and \"to\" have their own zone", hint: "leave it out")
            }
            time = .once(try MaintenanceRule.interval(from: fields.required("from"), to: fields.required("to")))
        }
        self.init(name: name, containers: containers, groups: groups, time: time)
    }

    /// Reads names of groups.
    private static func groups(_ node: YAMLNode, among known: GroupList) throws(ConfigurationError) -> [String] {
        let names = known.groups.map(\.name)
        var groups: [String] = []
        for element in try node.sequence() {
            let text = try element.text()
            guard names.contains(text) else {
                throw element.error(
                    .badValue,
                    "no group is called \(text.debugDescription)",
                    hint: "the groups here are \(names.joined(separator: ", "))"
                )
            }
            groups.append(text)
        }
        guard !groups.isEmpty else {
            throw node.error(
                .badValue,
                "no group is named",
                hint: "the groups here are \(names.joined(separator: ", "))"
            )
        }
        return groups
    }

    private static func interval(from: YAMLNode, to: YAMLNode) throws(ConfigurationError) -> Interval {
        let interval = Interval(start: try instant(from), end: try instant(to))
        guard interval.start < interval.end else {
            throw to.error(.badValue, "it ends no later than it begins", hint: "let \"to\" be after \"from\"")
        }
        return interval
    }

    private static func instant(_ node: YAMLNode) throws(ConfigurationError) -> Instant {
        let text = try node.text()
        guard let instant = Instant(iso8601: text) else {
            throw node.error(
                .badValue,
                "not an instant: \(text.debugDescription)",
                hint: "write it with its zone: 2026-11-09T22:00:00Z"
            )
        }
        return instant
    }
}

extension WeeklyWindow {
    /// Reads `{days: [sunday], from: "02:00", to: "04:00", timezone}`; the zone is that of `clock` where none is given.
    fileprivate init(_ node: YAMLNode, clock: ZonedClock?) throws(ConfigurationError) {
        let fields = try node.mapping(of: ["days", "from", "to", "timezone"])
        let days = try WeeklyWindow.days(fields.required("days"))
        let fromNode = try fields.required("from")
        let from = try WeeklyWindow.timeOfDay(fromNode)
        guard from < .endOfDay else {
            throw fromNode.error(.badValue, "24:00 is no beginning", hint: "write 00:00 and the next day")
        }
        let to = try WeeklyWindow.timeOfDay(fields.required("to"))
        guard let clock = try fields.optional("timezone")?.clock() ?? clock else { throw node.withoutZone }
        self.init(days: days, from: from, to: to, clock: clock)
    }

    private static func days(_ node: YAMLNode) throws(ConfigurationError) -> Set<Weekday> {
        var days: Set<Weekday> = []
        for element in try node.sequence() {
            let text = try element.text()
            guard let day = Weekday(rawValue: text.lowercased()) else {
                throw element.error(
                    .badValue,
                    "not a day: \(text.debugDescription)",
                    hint: "write \(Weekday.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            days.insert(day)
        }
        guard !days.isEmpty else {
            throw node.error(.badValue, "no day is named", hint: "write one or more, such as [saturday, sunday]")
        }
        return days
    }

    private static func timeOfDay(_ node: YAMLNode) throws(ConfigurationError) -> TimeOfDay {
        let text = try node.text()
        guard let time = TimeOfDay(text) else {
            throw node.error(
                .badValue,
                "not a time of day: \(text.debugDescription)",
                hint: "write it like \"02:00\", up to \"24:00\""
            )
        }
        return time
    }
}

extension YAMLNode {
    /// Globs for names and ids of containers.
    func globs() throws(ConfigurationError) -> [Glob] {
        var globs: [Glob] = []
        for element in try sequence() {
            globs.append(Glob(try element.text()))
        }
        guard !globs.isEmpty else {
            throw error(.badValue, "no container is named", hint: "write [\"*\"] for all of them")
        }
        return globs
    }

    /// Weekly windows as a text such as `sun 02:00-04:00`, or as a list of such texts.
    func weeklyWindows(clock: ZonedClock?) throws(ConfigurationError) -> [WeeklyWindow] {
        guard let clock else { throw withoutZone }
        var windows: [WeeklyWindow] = []
        for element in isSequence ? try sequence() : [self] {
            let text = try element.text()
            guard let window = WeeklyWindow(written: text, clock: clock) else {
                throw element.error(
                    .badValue,
                    "not days with times: \(text.debugDescription)",
                    hint: "write them like \"sun 02:00-04:00\" or \"mon-fri 22:00-06:00\""
                )
            }
            windows.append(window)
        }
        guard !windows.isEmpty else {
            throw error(.badValue, "no time is named", hint: "write one, such as \"sun 02:00-04:00\"")
        }
        return windows
    }

    /// The clock of the zone that is named here.
    func clock() throws(ConfigurationError) -> ZonedClock {
        let text = try text()
        do throws(PeriodError) {
            return try ZonedClock(timeZone: text, namedAt: "timezone")
        } catch {
            throw self.error(.badValue, "\(error.message): \(text.debugDescription)", hint: error.hint)
        }
    }

    /// What is planned must not depend on the zone in which a report is asked for.
    fileprivate var withoutZone: ConfigurationError {
        error(.missingKey, "no time zone for these times", hint: "add a line \"timezone: Europe/Berlin\" to the file")
    }
}

extension ActorRule {
    /// Reads `{match: glob, kind}`.
    init(_ node: YAMLNode) throws(ConfigurationError) {
        let fields = try node.mapping(of: ["match", "kind"])
        let glob = try fields.required("match").text()
        let kindNode = try fields.required("kind")
        let written = try kindNode.text()
        guard let kind = ActorKind(rawValue: written), kind != .unattributed else {
            throw kindNode.error(
                .badValue,
                "no kind of actor: \(written.debugDescription)",
                hint: "write user, automation, system or other"
            )
        }
        self.init(glob: glob, kind: kind)
    }
}
