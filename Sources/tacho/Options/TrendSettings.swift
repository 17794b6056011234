internal import Answers
internal import ArgumentParser
internal import Periods

/// What changes are looked for in, and which count.
struct TrendSettings: ParsableArguments {
    @Option(
        name: .long,
        parsing: .upToNextOption,
        help: ArgumentHelp("Only these: start-latency, restarts or availability.", valueName: "name")
    )
    var metric: [TrendMetric] = []

    @Option(
        name: .long,
        help: ArgumentHelp("hour, day or week; without it days, or weeks if days are too many.", valueName: "unit")
    )
    var bucket: CalendarUnit?

    @Option(name: .long, help: ArgumentHelp("Look at each container as well: container.", valueName: "what"))
    var groupBy: TrendGrouping?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The smallest change that counts, as a share of the level before it. (default: 5%)",
            valueName: "percent"
        )
    )
    private var minEffect: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The largest probability of any change found where there is none. (default: 0.05)",
            valueName: "level"
        )
    )
    private var alpha: String?

    /// The settings, those that are not given being the standard ones.
    func choices() throws -> TrendChoices {
        var choices = TrendChoices()
        choices.bucket = bucket
        if !metric.isEmpty { choices.metrics = TrendMetric.allCases.filter(metric.contains) }
        choices.byContainer = groupBy == .container
        if let minEffect { choices.leastEffect = try WrittenAmount("--min-effect", minEffect).share() }
        if let alpha {
            choices.alpha = try WrittenAmount("--alpha", alpha).number()
            guard choices.alpha >= 0.0001, choices.alpha <= 0.5 else {
                throw Failure.usage("--alpha \(alpha): out of reach; write one from 0.0001 to 0.5")
            }
        }
        return choices
    }
}

enum TrendGrouping: String, ExpressibleByArgument, CaseIterable {
    case container
}

extension TrendMetric: ExpressibleByArgument {}
extension CalendarUnit: ExpressibleByArgument {}
