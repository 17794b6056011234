internal import ArgumentParser
internal import Files
internal import Periods

/// What the candidate is compared with.
struct BaselineOptions: ParsableArguments {
    @Option(
        name: .customLong("baseline"),
        help: ArgumentHelp("The baseline: a file that --save-baseline wrote.", valueName: "file")
    )
    private var file: String?

    @Option(
        name: .customLong("baseline-from"),
        parsing: .unconditional,
        help: ArgumentHelp("The baseline's beginning, written as --from.", valueName: "time")
    )
    private var from: String?

    @Option(
        name: .customLong("baseline-to"),
        parsing: .unconditional,
        help: ArgumentHelp("The baseline's end, written as --to.", valueName: "time")
    )
    private var to: String?

    @Option(
        name: .customLong("baseline-period"),
        help: ArgumentHelp("The baseline's period, written as --period.", valueName: "period")
    )
    private var period: String?

    /// What no result is written over.
    var files: ProtectedFiles { ProtectedFiles(file, "the baseline") }

    /// Where the baseline's samples come from; nil where nothing names a baseline.
    func source(timeZone: String?) -> BaselineSource? {
        if let file { return .file(file) }
        let request = RangeRequest(from: from, to: to, period: period, timeZone: timeZone, optionPrefix: "baseline-")
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
}
