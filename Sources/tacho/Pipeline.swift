internal import Answers
internal import ArgumentParser
internal import Configuration
internal import Files
internal import Periods
internal import Rendering
internal import Storage
internal import Timelines

/// A command that answers a question about what the store holds. `run` shows how, and is a good place to begin reading.
protocol AnswerCommand: AsyncParsableCommand {
    associatedtype Value: RangedAnswer
    /// What is asked beside the options that all these commands have.
    associatedtype Question

    var range: RangeOptions { get }
    var knowledge: KnowledgeOptions { get }
    var switches: AnalysisSwitches { get }
    var store: StoreOptions { get }
    var output: OutputOptions { get }
    var rendering: RenderingOptions<Value> { get }
    /// Ids, names and globs; empty is all.
    var chosenContainers: [String] { get }
    var chosenProjects: [String] { get }

    /// Reads and checks what is asked.
    func question(over range: ReportRange, at present: Present) throws -> Question
    /// The store as it is now.
    func snapshot() async throws -> StoreSnapshot
    func answer(_ question: Question, from store: StoreQueries, over range: ReportRange) async throws -> Value
    /// The range where none is named.
    var defaultPeriod: Period { get }
    /// Whether the exit status says that the range is not covered to its end; nil where it never does.
    var coverage: CoverageOptions? { get }
    /// What is left to do when the answer is written, such as an exit status.
    func finish(_ answer: Value) throws
}

extension AnswerCommand {
    func run() async throws {
        // 1. What is asked: the range, by its zone's calendar; the containers; what the figures count; how much was known.
        let file = try switches.configuration(besideStore: store.path, output: output)
        let (now, known) = try knowledge.now(by: range.clock(file.configuration.clock))
        let expected = try range.range(at: Present(now), file.configuration.clock, default: defaultPeriod)
        _ = try question(over: expected, at: Present(now))
        let maxAge = try knowledge.greatestAge()
        let choices = try switches.choices(file, containers: chosenContainers, projects: chosenProjects)

        let instants = InstantStyle(expected.clock)

        // 2. Where the answer goes, and in which format. A place that can't be written is an error before any work is done.
        let write = try rendering.writer(
            protecting: store.files + file.protected,
            instants: instants,
            output: output
        )

        // 3. The store (Storage), and what is computed from it (Answers). A range that ends now ends where the store does.
        var queries = try StoreQueries(try await snapshot(), choices: choices, asKnownAt: known, output: output)
        queries.readsMetadata = !rendering.isForPeople
        let present = Present(now, end: try queries.endOfPresent(at: now, maxAge: maxAge))
        let asked = try range.range(at: present, file.configuration.clock, default: defaultPeriod)
        let answer = try await answer(question(over: asked, at: present), from: queries, over: asked)

        for remark in queries.remarks { output.printStatus(remark) }

        // 4. The answer, written in its format (Rendering).
        try write(answer)
        if !rendering.isForPeople { output.printGap(of: answer, instants) }
        try finish(answer)
        if answer.coverageGap != nil, let coverage, !coverage.allowStale { throw EarlyExit(status: .partial) }
    }

    func snapshot() async throws -> StoreSnapshot { try StoreSnapshot.open(at: store.path) }

    var defaultPeriod: Period { .lastWeek }

    var coverage: CoverageOptions? { nil }

    func finish(_ answer: Value) throws {}
}

extension OutputOptions {
    /// Says on standard error what of its range an answer lacks the end of, where its format is for programs.
    func printGap(of answer: some RangedAnswer, _ instants: InstantStyle) {
        guard let gap = answer.coverageGap else { return }
        printStatus("the range is \(gap.sentence(instants))".withPlainBlanks)
    }
}

extension AnswerCommand where Question == Void {
    func question(over range: ReportRange, at present: Present) {}
}
