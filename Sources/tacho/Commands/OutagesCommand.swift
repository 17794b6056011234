internal import Answers
internal import ArgumentParser
internal import Files
internal import Periods
internal import Rendering
internal import Timelines

/// The outages of a range, or one whole.
struct OutagesCommand: AnswerCommand {
    static let configuration = CommandConfiguration(
        commandName: "outages",
        abstract: "List the outages of a range by group, or show one whole: who, what went down with it, and when.",
        discussion: """
            Without a range, the last seven days are searched. With a time you get in each group the outage that holds \
            it, or else the nearest within a day; with the id of an entry, the outage that the entry belongs to. As \
            Markdown, that is a draft for a post-mortem. The exit status is 3 if the log does not cover the range to its end.

            Example:
              tacho outages
              tacho outages '2026-11-11 12:26' --timezone Europe/Berlin
              tacho outages 6aff58910e69f2c54abb09ca --format markdown --output outage.md
            """
    )

    @Argument(
        help: ArgumentHelp(
            "A time within the outage, or the id of an entry as reports print it.",
            valueName: "time|event"
        )
    )
    var place: String?

    @OptionGroup var range: RangeOptions
    @OptionGroup var knowledge: KnowledgeOptions
    @OptionGroup var coverageOptions: CoverageOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var switches: AnalysisSwitches
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @OptionGroup var rendering: RenderingOptions<OutagesReport>

    var defaultPeriod: Period { .last(.days(7)) }
    var coverage: CoverageOptions? { coverageOptions }
    var chosenContainers: [String] { selection.containers }
    var chosenProjects: [String] { selection.projects }

    /// Nil for all outages of the range.
    func question(over range: ReportRange, at present: Present) throws -> (place: OutagePlace, present: Present)? {
        guard let place else { return nil }
        let hint = "its outages: tacho outages --period \(place)"
        let time = try range.clock.instant(named: place, now: present.now, insteadOfDay: hint)
        return (time.map { .time($0) } ?? .event(place), present)
    }

    func answer(
        _ question: (place: OutagePlace, present: Present)?,
        from store: StoreQueries,
        over range: ReportRange
    ) async throws -> OutagesReport {
        guard let question else { return try await store.outagesReport(over: range) }
        return try await store.outagesReport(
            at: question.place,
            over: range,
            isRangeGiven: self.range.namesRange,
            present: question.present.end
        )
    }
}
