import Periods
import Timelines

extension WeeklyWindow {
    /// Reads `{days: [sunday], from: "02:00", to: "04:00", timezone}`; the zone is UTC where none is given.
    init(_ node: YAMLNode) throws(ConfigurationError) {
        let fields = try node.mapping(of: ["days", "from", "to", "timezone"])
        let days = try WeeklyWindow.days(fields.required("days"))
        let fromNode = try fields.required("from")
        let from = try WeeklyWindow.timeOfDay(fromNode)
        guard from < .endOfDay else {
            throw fromNode.error(.badValue, "24:00 is no beginning", hint: "write 00:00 and the next day")
        }
        let to = try WeeklyWindow.timeOfDay(fields.required("to"))
        self.init(days: days, from: from, to: to, clock: try WeeklyWindow.clock(fields.optional("timezone")))
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

    private static func clock(_ node: YAMLNode?) throws(ConfigurationError) -> ZonedClock {
        guard let node else { return .utc }
        let text = try node.text()
        do throws(PeriodError) {
            return try ZonedClock(timeZone: text, namedAt: "timezone")
        } catch {
            throw node.error(.badValue, "\(error.message): \(text.debugDescription)", hint: error.hint)
        }
    }
}
