import Periods
import Timelines

extension MaintenanceRule {
    /// Reads `{name, containers: [globs], from, to}` or `{name, containers, weekly: {…}}`.
    init(_ node: YAMLNode) throws(ConfigurationError) {
        let fields = try node.mapping(of: ["name", "containers", "from", "to", "weekly"])
        let name = try fields.required("name").text()
        let containers = try MaintenanceRule.globs(fields.required("containers"))
        let time: Time
        if let weekly = fields.optional("weekly") {
            guard fields.optional("from") == nil, fields.optional("to") == nil else {
                throw weekly.error(
                    .badValue,
                    "both \"weekly\" and \"from\", \"to\" beside it",
                    hint: "make two entries of it"
                )
            }
            time = .weekly(try WeeklyWindow(weekly))
        } else {
            time = .once(try MaintenanceRule.interval(from: fields.required("from"), to: fields.required("to")))
        }
        self.init(name: name, containers: containers, time: time)
    }

    private static func globs(_ node: YAMLNode) throws(ConfigurationError) -> [Glob] {
        var globs: [Glob] = []
        for element in try node.sequence() {
            globs.append(Glob(try element.text()))
        }
        guard !globs.isEmpty else {
            throw node.error(.badValue, "no container is named", hint: "write [\"*\"] for all of them")
        }
        return globs
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
