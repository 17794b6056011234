internal import Answers
internal import ArgumentParser
internal import Study

/// What is compared, and when a difference counts.
struct GateSettings: ParsableArguments {
    @Option(name: .long, help: "Whose durations are compared.")
    var kind: LatencyKind = .start

    @Option(name: .long, help: ArgumentHelp("Compare in groups as well.", valueName: "what"))
    var groupBy: GateGrouping?

    @Option(
        name: .long,
        help: ArgumentHelp("The p below which a difference is beyond chance. (default: 0.05)", valueName: "level")
    )
    private var alpha: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The rise, as a share of the baseline's median, from which it matters. (default: 5%)",
            valueName: "percent"
        )
    )
    private var minEffect: String?

    @Option(
        name: .long,
        help: ArgumentHelp("The samples that each side needs to be judged. (default: 10)", valueName: "count")
    )
    private var minSamples: String?

    /// The settings, those that are not given being the standard ones.
    func options() throws -> GateOptions {
        let standard = GateOptions.standard
        let alpha = try alpha.map { try WrittenAmount("--alpha", $0).number() } ?? standard.alpha
        let samples = try minSamples.map { try WrittenAmount("--min-samples", $0).count() } ?? standard.minSamples
        return try GateOptions(
            alpha: alpha,
            minEffect: try minEffect.map { try WrittenAmount("--min-effect", $0).share() } ?? standard.minEffect,
            minSamples: samples
        )
    }
}

extension LatencyKind: ExpressibleByArgument {}
extension GateGrouping: ExpressibleByArgument {}
