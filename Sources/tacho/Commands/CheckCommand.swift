internal import Answers
internal import ArgumentParser
internal import Configuration
internal import Files
internal import Foundation
internal import Periods
internal import Rendering
internal import Storage
internal import Timelines

/// The regression gate.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Fail in CI if a range is slower than a baseline, or breaks a budget.",
        discussion: """
            Exit status: 0 if the check passes, 1 for a regression or a budget that is \
            exceeded, 2 if there are too few samples for a verdict, 3 if the store does \
            not cover the ranges to their ends. An error never exits with 0.

            With --self-test, nothing is judged. Instead, regressions are injected into \
            copies of the candidate's samples. Exit status: 0 if the gate would catch \
            them, 1 if it would not, 2 if there are too few samples.

            Example:
              tacho check --period last-week --baseline-period 2026-W45
              tacho check --period 2026-W45 --save-baseline baseline.json
              tacho check --period last-week --baseline baseline.json --max-p95 20s
              tacho check --period last-week --baseline baseline.json --self-test
              tacho check --period last-week --objectives --output gate.xml --output gate.md --output -
            """
    )

    @OptionGroup var range: RangeOptions
    @OptionGroup var baseline: BaselineOptions
    @OptionGroup var settings: GateSettings
    @OptionGroup var limits: BudgetOptions
    @OptionGroup var knowledge: KnowledgeOptions
    @OptionGroup var coverage: CoverageOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var switches: AnalysisSwitches
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Save the samples of the range as a baseline; together with a check, only if it passes.",
            valueName: "file"
        )
    )
    var saveBaseline: String?

    @Flag(name: .long, help: "Exit with 0, not 2, if there are too few samples; the verdict is printed all the same.")
    var allowInconclusive = false

    @Flag(name: .long, help: "List every group in text and Markdown.")
    var full = false

    @Flag(name: .long, help: "Instead of judging, test whether the gate could fail with these samples and settings.")
    var selfTest = false

    @OptionGroup var rendering: RenderingOptions<CheckReport>

    func validate() throws {
        guard selfTest else { return }
        if saveBaseline != nil {
            throw ValidationError(
                "--self-test judges nothing, so --save-baseline has nothing to keep; give one of them"
            )
        }
        let formats = SelfTestReport.formats.map(\.name)
        if let other = rendering.formatNames.first(where: { !formats.contains($0) }) {
            throw ValidationError("--self-test has no --format \(other); choose one of \(enumerated(formats))")
        }
    }

    func run() async throws {
        // 1. What is asked, with every file that is named, before anything is computed.
        let file = try switches.configuration(besideStore: store.path, output: output)
        let (now, known) = try knowledge.now(by: range.clock(file.configuration.clock))
        let expected = try range.range(at: Present(now), file.configuration.clock)
        let maxAge = try knowledge.greatestAge()
        let choices = try switches.choices(file, containers: selection.containers, projects: selection.projects)
        let question = GateQuestion(
            kind: settings.kind,
            grouping: settings.groupBy,
            options: try settings.options(),
            allowsStale: coverage.allowStale,
            budgets: try limits.budgets(choices.choices.groups),
            accepted: file.configuration.accepted
        )
        let expectedBaseline = try namedBaseline(at: Present(now), before: expected, choices)
        let isFirstRun = isFirstRun
        let confirm = question.options.confirm
        if confirm > 1, selfTest || expectedBaseline == nil && !isFirstRun {
            throw Failure.usage(
                selfTest
                    ? "--self-test tests the gate of one range; leave out --confirm"
                    : "--confirm compares earlier ranges as well; name a baseline (--baseline, --baseline-period or --baseline-from)"
            )
        }
        let isJudged = selfTest || expectedBaseline != nil || !question.budgets.isEmpty
        if !isFirstRun { try checkIsAsked(isJudged) }
        let instants = InstantStyle(expected.clock)
        let files = store.files + file.protected
        let protected = files + baseline.files
        let writeCheck = try rendering.writer(
            protecting: protected,
            instants: instants,
            output: output,
            outlastingReader: true
        )
        let kept = try saveBaseline.map { path in
            let outputs = rendering.paths.map { ProtectedFiles($0, "what --output names") }
            return try KeptBaseline(path, protected: outputs.reduce(files, +))
        }
        if kept?.isStandardOutput == true, isJudged, try rendering.isStandardOutput(protecting: protected) {
            throw Failure.usage(
                "--save-baseline \(saveBaseline ?? ""): the verdict goes to standard output as well; name a file for one of them"
            )
        }

        // 2. Both sides.
        let opened = try StoreQueries(
            try StoreSnapshot.open(at: store.path),
            choices: choices,
            asKnownAt: known,
            output: output
        )
        let present = Present(now, end: try opened.endOfPresent(at: now, maxAge: maxAge))
        let wanted = try range.range(at: present, file.configuration.clock)
        // A file is read once: it can be a pipe.
        let named: NamedBaseline? =
            if case .range? = expectedBaseline {
                try namedBaseline(at: present, before: wanted, choices)
            } else {
                expectedBaseline
            }
        let candidate = try await opened.gateRange(
            over: wanted.interval,
            kind: question.kind,
            grouping: question.grouping
        )
        var earlier: [GateRange] = []
        if named != nil {
            for range in wanted.preceding(confirm - 1) {
                earlier.append(
                    try await opened.gateRange(over: range.interval, kind: question.kind, grouping: question.grouping)
                )
            }
        }
        let baseline = try await opened.baseline(named, question)

        // 3. The answer, and the exit status that follows from it.
        if selfTest {
            let report = try opened.selfTestReport(of: candidate, over: wanted, against: baseline, question)
            try rendering.writer(of: SelfTestReport.self, protecting: protected, instants, output, true)(report)
            if !rendering.paths.isEmpty { output.printStatus(report.headline) }
            if let status = report.status { throw EarlyExit(status: status) }
            return
        }
        if isJudged {
            var report = try opened.checkReport(
                of: candidate,
                over: wanted,
                against: baseline,
                confirmedBy: earlier,
                question
            )
            report.listsAll = full
            try writeCheck(report)
            if !rendering.isForPeople { output.printGap(of: report, instants) }
            // Whoever looks at the log of a run sees the verdict there, wherever the rest went.
            if !rendering.printsText { output.printStatus(report.headline) }
            if let status = report.status {
                if allowInconclusive, status == .inconclusive { return }
                if let saveBaseline {
                    output.printStatus("\(saveBaseline): not written, because the gate did not pass")
                }
                throw EarlyExit(status: status)
            }
        }
        try kept?.keep(
            opened.savedBaseline(candidate, timezone: wanted.clock.identifier),
            leastSamples: question.options.minSamples,
            printStatus: output.printStatus
        )
    }

    /// Nothing to judge is a mistake and no pass.
    private func checkIsAsked(_ isJudged: Bool) throws {
        guard !isJudged else { return }
        guard saveBaseline != nil else {
            throw Failure.usage(
                "there is nothing to check; name a baseline (--baseline, --baseline-period or --baseline-from) or a budget, "
                    + "or keep one by --save-baseline"
            )
        }
        guard rendering.isUsual else {
            throw Failure.usage(
                "--save-baseline alone judges nothing, so there is nothing to write; leave out --format and --output, "
                    + "or name a baseline or a budget"
            )
        }
    }

    /// Whether the baseline's file is not there yet, and this run keeps one: then there is nothing to compare with.
    private var isFirstRun: Bool {
        guard saveBaseline != nil, case .file(let path)? = baseline.source(range, nil), path != "-" else {
            return false
        }
        return !FileManager.default.fileExists(atPath: path)
    }

    private func namedBaseline(at present: Present, before wanted: ReportRange, _ choices: ConfiguredAnalysis) throws
        -> NamedBaseline?
    {
        switch baseline.source(range, choices.file.configuration.clock) {
        case nil: return nil
        case .range(let request): return .range(try request.resolved(at: present))
        case .previous:
            // Before all ranges in which a change has to hold.
            let earliest = wanted.preceding(try settings.options().confirm - 1).last ?? wanted
            return .range(earliest.previous)
        case .file(let path) where isFirstRun:
            output.printStatus("\(path): not there yet, so nothing is compared; this run keeps a baseline")
            return nil
        case .file(let path):
            let saved = try BaselineFile(path: path).read()
            try saved.scope.check(isOf: choices.choices, path)
            return .saved(saved)
        }
    }
}
