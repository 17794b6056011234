internal import Periods
internal import ServiceLevels

extension GroupLimits {
    /// Reads `{p50, p95, p99, availability, restarts_per_day, downtime, failed_starts}`.
    init(_ node: YAMLNode) throws(ConfigurationError) {
        let fields = try node.mapping(
            of: ["p50", "p95", "p99", "availability", "restarts_per_day", "downtime", "failed_starts"]
        )
        self.init()
        p50 = try fields.optional("p50")?.milliseconds()
        p95 = try fields.optional("p95")?.milliseconds()
        p99 = try fields.optional("p99")?.milliseconds()
        downtime = try fields.optional("downtime")?.milliseconds()
        if let share = fields.optional("availability") { availability = try Objective(share).ratio }
        if let rate = fields.optional("restarts_per_day") {
            restartsPerDay = try rate.amount("not a number", "write digits, such as 3 or 0.5") {
                WrittenDecimal.quotient(of: $0)
            }
        }
        if let count = fields.optional("failed_starts") {
            failedStarts = try count.amount("not a count", "write a whole number, such as 0", WrittenDecimal.count)
        }
        guard self != .none else {
            throw node.error(.badValue, "no limit is named", hint: "write one, such as {p95: 20s}")
        }
    }
}

extension YAMLNode {
    /// A span of time with its unit, in milliseconds.
    fileprivate func milliseconds() throws(ConfigurationError) -> Double {
        try amount("not a span of time", WrittenSpan.hint) { WrittenSpan($0)?.milliseconds }
    }

    fileprivate func amount<Amount>(
        _ complaint: String,
        _ hint: String,
        _ read: (String) -> Amount?
    ) throws(ConfigurationError) -> Amount {
        let text = try text()
        guard let amount = read(text) else {
            throw error(.badValue, "\(complaint): \(text.debugDescription)", hint: hint)
        }
        return amount
    }
}
