internal import Answers
internal import ArgumentParser
internal import Files
internal import Periods
internal import ServiceLevels
internal import Study
internal import Timelines

/// What is compared, and when a difference counts.
struct GateSettings: ParsableArguments {
    @Option(name: .long, help: "Kind of transition whose durations are compared.")
    var kind: LatencyKind = .start

    @Option(name: .long, help: ArgumentHelp("Compare each group as well.", valueName: "what"))
    var groupBy: GateGrouping?

    @Option(
        name: .long,
        help: ArgumentHelp("A difference with p below this is beyond chance. (default: 0.05)", valueName: "level")
    )
    private var alpha: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Smallest rise that matters, as a share of the baseline's median. (default: 5%)",
            valueName: "percent"
        )
    )
    private var minEffect: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Minimum number of samples on each side. (default: 10)", valueName: "count")
    )
    private var minSamples: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Call only that a regression which holds in each of this many ranges: this one and those before it. (default: 1)",
            valueName: "count"
        )
    )
    private var confirm: String?

    /// The settings, those that are not given being the standard ones.
    func options() throws -> GateOptions {
        let standard = GateOptions.standard
        let alpha = try alpha.map { try WrittenAmount("--alpha", $0).number() } ?? standard.alpha
        let samples = try minSamples.map { try WrittenAmount("--min-samples", $0).count() } ?? standard.minSamples
        return try GateOptions(
            alpha: alpha,
            minEffect: try minEffect.map { try WrittenAmount("--min-effect", $0).share() } ?? standard.minEffect,
            minSamples: samples,
            confirm: try confirm.map { try WrittenAmount("--confirm", $0).count() } ?? standard.confirm
        )
    }
}

extension LatencyKind: ExpressibleByArgument {}
extension GateGrouping: ExpressibleByArgument {}

/// What the candidate is compared with.
struct BaselineOptions: ParsableArguments {
    @Option(
        name: .customLong("baseline"),
        help: ArgumentHelp("Compare with the baseline in this file, written by --save-baseline.", valueName: "file")
    )
    private var file: String?

    @Option(
        name: .customLong("baseline-from"),
        parsing: .unconditional,
        help: ArgumentHelp("Start of the baseline, as for --from.", valueName: "time")
    )
    private var from: String?

    @Option(
        name: .customLong("baseline-to"),
        parsing: .unconditional,
        help: ArgumentHelp("End of the baseline, as for --to.", valueName: "time")
    )
    private var to: String?

    @Option(
        name: .customLong("baseline-period"),
        help: ArgumentHelp(
            "Period of the baseline, as for --period; previous is the one before the candidate's.",
            valueName: "period"
        )
    )
    private var period: String?

    /// What no result is written over.
    var files: ProtectedFiles { ProtectedFiles(file, "the baseline") }

    /// Where the baseline's samples come from; nil where nothing names a baseline. Its zone is that of the candidate's range.
    func source(_ range: RangeOptions, _ configured: ZonedClock?) -> BaselineSource? {
        if let file { return .file(file) }
        let request = range.naming(
            RangeRequest(from: from, to: to, period: period, optionPrefix: "baseline-"),
            configured
        )
        if period == "previous", from == nil, to == nil { return .previous }
        return request.namesRange ? .range(request) : nil
    }

    func validate() throws {
        let ranges = [("from", from), ("to", to), ("period", period)].filter { $0.1 != nil }
        if file != nil, let range = ranges.first {
            throw ValidationError("--baseline and --baseline-\(range.0) both name the baseline; give one of them")
        }
    }
}

/// Where a baseline's samples come from.
enum BaselineSource {
    case file(String)
    case range(RangeRequest)
    /// The range before the candidate's.
    case previous
}

/// Limits on the candidate's figures.
struct BudgetOptions: ParsableArguments {
    @Option(
        name: .customLong("max-p50"),
        help: ArgumentHelp("Limit for p50 of --kind, such as 8.5s.", valueName: "span")
    )
    private var maxP50: String?

    @Option(name: .customLong("max-p95"), help: ArgumentHelp("Limit for p95, such as 15s.", valueName: "span"))
    private var maxP95: String?

    @Option(name: .customLong("max-p99"), help: ArgumentHelp("Limit for p99, such as 1.5m.", valueName: "span"))
    private var maxP99: String?

    @Option(name: .long, help: ArgumentHelp("Minimum availability, such as 99.5%.", valueName: "percent"))
    private var minAvailability: String?

    @Option(name: .long, help: ArgumentHelp("Limit for restarts per day in service, such as 0.5.", valueName: "number"))
    private var maxRestartsPerDay: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Limit for the downtime of all containers together, such as 2h.", valueName: "span")
    )
    private var maxDowntime: String?

    @Option(name: .long, help: ArgumentHelp("Limit for failed starts, such as 0.", valueName: "count"))
    private var maxFailedStarts: String?

    @Flag(name: .long, help: "Check the objectives of the configuration's groups as well.")
    private var objectives = false

    /// The budgets that are given, in the order of the definitions; then those of `groups`, in the order of the file.
    func budgets(_ groups: GroupList) throws -> [GateBudget] {
        try given() + groups.budgets(withObjectives: objectives)
    }

    private func given() throws -> [GateBudget] {
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

/// An amount as an option gives it: plain decimal digits, with a unit where the amount has one.
///
/// A budget decides, so that nothing about it is guessed: no sign, no exponent, and no number whose unit is left to the reader.
struct WrittenAmount {
    private let option: String
    private let text: String

    /// `option` is what the amount was given with, such as `--max-p95`.
    init(_ option: String, _ text: String) {
        self.option = option
        self.text = text
    }

    /// `200ms`, `1.5s`, `10m`, `2h`, `1d`, in milliseconds.
    func milliseconds() throws -> Double {
        guard let span = WrittenSpan(text) else { throw failure("no span of time", WrittenSpan.hint) }
        return span.milliseconds
    }

    /// The same in whole milliseconds.
    func span() throws -> TimeSpan {
        guard let written = WrittenSpan(text) else { throw failure("no span of time", WrittenSpan.hint) }
        guard let span = written.span else {
            throw failure("out of range", "write whole milliseconds, and no more than 36600d")
        }
        return span
    }

    /// `99.5%`, as a part of one; more than all is possible.
    func share() throws -> Double {
        guard text.hasSuffix("%"), let share = WrittenDecimal.quotient(of: text.dropLast(), over: 100) else {
            throw failure("no percentage", "write it with its sign, such as 99.5%")
        }
        return share
    }

    /// `99.5%`, as a part of one, which is not more than all.
    func part() throws -> Double {
        let share = try share()
        guard share <= 1 else { throw failure("more than all", "write a percentage up to 100%") }
        return share
    }

    /// `0.05`.
    func number() throws -> Double {
        guard let number = WrittenDecimal.quotient(of: text) else {
            throw failure("no number", "write digits, such as 3 or 0.05")
        }
        return number
    }

    /// `12`.
    func count() throws -> Int {
        guard let count = WrittenDecimal.count(text) else {
            throw failure("no count", "write a whole number, such as 10")
        }
        return count
    }

    private func failure(_ message: String, _ hint: String) -> Failure {
        .usage("\(option) \(text): \(message); \(hint)")
    }
}

/// A span as an option takes it, with its unit.
struct SpanText: ExpressibleByArgument, ExpressibleByStringLiteral {
    private let text: String

    init(argument: String) {
        text = argument
    }

    init(stringLiteral text: String) {
        self.text = text
    }

    var defaultValueDescription: String { text }

    /// Throws: where it is none; `option` is what it was given with.
    func span(of option: String) throws -> TimeSpan {
        try WrittenAmount(option, text).span()
    }
}
