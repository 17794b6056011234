internal import Answers
internal import ArgumentParser

/// Limits on the candidate's figures.
struct BudgetOptions: ParsableArguments {
    @Option(
        name: .customLong("max-p50"),
        help: ArgumentHelp("The most that p50 of --kind may be: 8.5s.", valueName: "span")
    )
    private var maxP50: String?

    @Option(name: .customLong("max-p95"), help: ArgumentHelp("The most that p95 may be: 15s.", valueName: "span"))
    private var maxP95: String?

    @Option(name: .customLong("max-p99"), help: ArgumentHelp("The most that p99 may be: 1.5m.", valueName: "span"))
    private var maxP99: String?

    @Option(name: .long, help: ArgumentHelp("The least availability: 99.5%.", valueName: "percent"))
    private var minAvailability: String?

    @Option(name: .long, help: ArgumentHelp("The most restarts a day in service: 0.5.", valueName: "number"))
    private var maxRestartsPerDay: String?

    @Option(name: .long, help: ArgumentHelp("The most downtime, over all containers: 2h.", valueName: "span"))
    private var maxDowntime: String?

    @Option(name: .long, help: ArgumentHelp("The most starts that may fail: 0.", valueName: "count"))
    private var maxFailedStarts: String?

    /// The budgets that are given, in the order of the definitions.
    func budgets() throws -> [GateBudget] {
        let written: [(GateBudget.Name, String?)] = [
            (.maxP50, maxP50), (.maxP95, maxP95), (.maxP99, maxP99), (.minAvailability, minAvailability),
            (.maxRestartsPerDay, maxRestartsPerDay), (.maxDowntime, maxDowntime), (.maxFailedStarts, maxFailedStarts),
        ]
        return try written.compactMap { name, text in
            guard let text else { return nil }
            let amount = WrittenAmount("--\(name.rawValue)", text)
            let limit =
                switch name.unit {
                case .milliseconds: try amount.milliseconds()
                case .ratio: try amount.part()
                case .perDay: try amount.number()
                case .count: Double(try amount.count())
                }
            return GateBudget(name, limit: limit)
        }
    }
}
