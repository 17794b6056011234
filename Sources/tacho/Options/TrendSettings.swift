internal import Answers
internal import ArgumentParser
internal import Periods

/// What changes are looked for in, and which count.
struct TrendSettings: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only these figures. Repeat the option, or write commas between them.",
            valueName: "name"
        )
    )
    private var metric: [CommaList<TrendMetric>] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Length of a bucket: hour, day or week. (default: day, or week for a long history)",
            valueName: "unit"
        )
    )
    var bucket: CalendarUnit?

    @Option(name: .long, help: ArgumentHelp("Search each container as well: container.", valueName: "what"))
    var groupBy: TrendGrouping?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Smallest change that counts, as a share of the level before it. (default: 5%)",
            valueName: "percent"
        )
    )
    private var minEffect: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Probability of finding any change if there is none, at most. (default: 0.05)",
            valueName: "level"
        )
    )
    private var alpha: String?

    /// The settings, those that are not given being the standard ones.
    func choices() throws -> TrendChoices {
        var choices = TrendChoices()
        choices.bucket = bucket
        let metrics = metric.flatMap(\.elements)
        if !metrics.isEmpty { choices.metrics = TrendMetric.allCases.filter(metrics.contains) }
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
