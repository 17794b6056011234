internal import Periods
internal import ServiceLevels
internal import Timelines

extension GroupList {
    /// Reads a mapping from names to groups; `clock` is of the file's zone, and `typical` are the file's.
    init(_ node: YAMLNode, clock: ZonedClock?, typical: TypicalTimes) throws(ConfigurationError) {
        var groups: [ContainerGroup] = []
        for (name, value) in try node.entries() {
            let text = try name.text()
            guard text != ContainerGroup.onlyName, text != ContainerGroup.restName else {
                throw name.error(
                    .badValue,
                    "\(text.debugDescription) is the name of all containers that are in no group",
                    hint: "choose another name"
                )
            }
            groups.append(try ContainerGroup(value, name: text, clock: clock, typical: typical))
        }
        guard !groups.isEmpty else {
            throw node.error(
                .badValue,
                "no group is named",
                hint: "write one, such as \"prod: {containers: [prod-*]}\""
            )
        }
        self.init(groups, typical: typical)
    }
}

extension ContainerGroup {
    /// Reads `{containers: [globs], projects: [ids or aliases], hours, grace, timezone, objective, window, typical, limits}`.
    fileprivate init(
        _ node: YAMLNode,
        name: String,
        clock: ZonedClock?,
        typical: TypicalTimes
    ) throws(ConfigurationError) {
        let fields = try node.mapping(
            of: ["containers", "projects", "hours", "grace", "timezone", "objective", "window", "typical", "limits"]
        )
        self.init(name: name, typical: typical)
        if let changes = fields.optional("typical") { try self.typical.change(by: changes) }
        containers = try fields.optional("containers")?.globs() ?? []
        if let list = fields.optional("projects") {
            for element in try list.sequence() { projects.append(ExactText(try element.text())) }
            guard !projects.isEmpty else {
                throw list.error(.badValue, "no project is named", hint: "write ids or aliases, such as [shop]")
            }
        }
        guard !containers.isEmpty || !projects.isEmpty else {
            throw node.error(
                .missingKey,
                "the group \(name.debugDescription) names no containers and no projects",
                hint: "add \"containers: [\(name)-*]\", for example"
            )
        }
        let zone = try fields.optional("timezone")?.clock()
        if let hours = fields.optional("hours") {
            self.hours = try ServiceHours(hours, clock: zone ?? clock)
        }
        if let grace = fields.optional("grace") { self.grace = try grace.span() }
        if let limits = fields.optional("limits") { self.limits = try GroupLimits(limits) }
        if let objective = fields.optional("objective") { self.objective = try Objective(objective) }
        if let window = fields.optional("window") {
            self.window = try window.span()
            guard self.window > .zero else {
                throw window.error(.badValue, "no time at all", hint: "write a span such as 28d")
            }
        }
    }
}

extension ServiceHours {
    /// Reads `always`, `mon-fri 08:00-18:00`, or a list of the latter.
    fileprivate init(_ node: YAMLNode, clock: ZonedClock?) throws(ConfigurationError) {
        if try node.texts() == ["always"] {
            self = .always
            return
        }
        self = .weekly(try node.weeklyWindows(clock: clock), texts: try node.texts())
    }
}

extension Objective {
    /// Reads `99.9%` or `0.999`.
    init(_ node: YAMLNode) throws(ConfigurationError) {
        let text = try node.text()
        guard let objective = Objective(text) else {
            throw node.error(.badValue, "not an objective: \(text.debugDescription)", hint: Objective.hint)
        }
        self = objective
    }
}

extension YAMLNode {
    /// A span of time with its unit.
    func span() throws(ConfigurationError) -> TimeSpan {
        let text = try text()
        guard let span = WrittenSpan(text)?.span else {
            throw error(.badValue, "not a span of time: \(text.debugDescription)", hint: WrittenSpan.hint)
        }
        return span
    }
}
