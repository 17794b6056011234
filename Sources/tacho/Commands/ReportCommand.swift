internal import Answers
internal import ArgumentParser
internal import Files
internal import Periods
internal import Rendering
internal import Storage
internal import Timelines

/// The stability report of a range.
struct ReportCommand: AnswerCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Report the stability of a range: availability, downtime, restarts, latency, who did what.",
        discussion: """
            Example:
              tacho report --period last-week --timezone Europe/Berlin
              tacho report --period 2026-W46 --compare previous
              tacho report --period 2026-11 --format csv --output november
              tacho report --period 2026-W46 --as-known-at 2026-11-16T07:00:00Z
            """
    )

    @OptionGroup var range: RangeOptions
    @OptionGroup var comparison: ComparisonOptions
    @OptionGroup var knowledge: KnowledgeOptions
    @OptionGroup var coverageOptions: CoverageOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var switches: AnalysisSwitches
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @OptionGroup var rendering: RenderingOptions<StabilityReport>

    @Flag(name: .long, help: "Print everything, not only the first page.")
    var full = false

    @OptionGroup var mail: MailOptions

    @Flag(name: .long, help: "Verify the store first; write no report if it is not intact.")
    var verify = false

    /// How many windows and restarts a text shows, the worst; a file for programs has all.
    static let listedForPeople = 10

    func validate() throws {
        if mail.isGiven, !rendering.formatNames.contains("eml") {
            throw ValidationError("--to-address, --from-address and --subject go with --format eml")
        }
        if rendering.tableName == "comparison", !comparison.isAsked, comparison.isRefused || !range.isPeriod {
            throw ValidationError("--table comparison goes with --compare, such as --compare previous")
        }
    }

    var coverage: CoverageOptions? { coverageOptions }
    var chosenContainers: [String] { selection.containers }
    var chosenProjects: [String] { selection.projects }

    /// The earlier range to compare with; nil for no comparison. That of a period is the period before, unless another is asked for.
    func question(over range: ReportRange, at present: Present) throws -> ReportRange? {
        if let earlier = try comparison.earlier(than: range, at: present) { return earlier }
        return self.range.isPeriod && !comparison.isRefused ? range.previous : nil
    }

    func snapshot() async throws -> StoreSnapshot {
        guard verify else { return try StoreSnapshot.open(at: store.path) }
        return try await StoreCheck(path: store.path, output: output).intactSnapshot()
    }

    func answer(
        _ earlier: ReportRange?,
        from store: StoreQueries,
        over range: ReportRange
    ) async throws -> StabilityReport {
        let drawsPage = rendering.formatNames.contains { ["html", "eml"].contains($0) }
        let head = try mail.head()
        let listed = rendering.isForPeople ? drawsPage ? StabilityReport.listedOnPages : Self.listedForPeople : nil
        var report =
            if let earlier {
                try await store.stabilityReport(
                    over: range,
                    comparedWith: earlier,
                    ifKnown: !comparison.isAsked,
                    listed: listed
                )
            } else {
                try await store.stabilityReport(over: range, listed: listed)
            }
        report.detail = full ? .full : .firstPage
        report.mail = head
        if drawsPage { report.history = try await store.reportHistory(over: range) }
        return report
    }
}
