internal import Periods
internal import ServiceLevels
internal import Timelines

extension AcceptedRegression {
    /// Reads `{what: glob, why, by, until: date or instant}`; a date is that of `clock`, and lasts to its end.
    init(_ node: YAMLNode, clock: ZonedClock?) throws(ConfigurationError) {
        let fields = try node.mapping(of: ["what", "why", "by", "until"])
        self.init(
            what: Glob(try AcceptedRegression.filled(fields.required("what"))),
            why: try AcceptedRegression.filled(fields.required("why")),
            by: try AcceptedRegression.filled(fields.required("by")),
            until: try AcceptedRegression.end(fields.required("until"), clock)
        )
    }

    /// A text with ink: nobody accepts anything without a word.
    private static func filled(_ node: YAMLNode) throws(ConfigurationError) -> String {
        let text = try node.text()
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw node.error(.badValue, "it is blank", hint: "write what is accepted, why, and by whom")
        }
        return text
    }

    private static func end(_ node: YAMLNode, _ clock: ZonedClock?) throws(ConfigurationError) -> Instant {
        let text = try node.text()
        if let instant = Instant(iso8601: text) { return instant }
        let hint = "write a date such as 2026-12-31, or an instant with its zone"
        guard text.wholeMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/) != nil else {
            throw node.error(.badValue, "not a date: \(text.debugDescription)", hint: hint)
        }
        do throws(PeriodError) {
            return try (clock ?? .utc).lastInstant(named: text, option: "until", now: .distantPast)
        } catch {
            throw node.error(.badValue, "not a date: \(text.debugDescription)", hint: hint)
        }
    }
}
