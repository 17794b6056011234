internal import Answers
internal import ArgumentParser
internal import Configuration
internal import Files
internal import Foundation
internal import Ingestion
internal import Periods
internal import Rendering
internal import Simulation
internal import StatusAPI
internal import Storage
internal import Study
internal import Timelines
internal import Transparency

/// The whole path in one command: simulate, ingest, report.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Simulate a fleet, ingest it and write sample reports; needs no network and no token.",
        discussion: """
            Example:
              tacho demo
              tacho demo --db demo.sqlite && tacho who stopped prod --db demo.sqlite
            """
    )

    @Option(
        name: .customLong("output"),
        help: ArgumentHelp("Output directory for the sample reports.", valueName: "directory")
    )
    var folder = "tacho-demo"

    @Option(
        name: .customLong("db"),
        help: ArgumentHelp("Keep the event store of the demo in this new file.", valueName: "path")
    )
    var database: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = try storePath()
        defer { if database == nil { try? FileManager.default.removeItem(atPath: directory(of: path)) } }
        let reports = try WrittenFolder(at: folder, names: [], protected: ProtectedFiles(store: path))
        if !output.quiet { printError("the sample reports go into \(folder)/") }
        let demo = Demo(storePath: path)
        for revision in Demo.revisions {
            let result = try await demo.ingest(revision: revision)
            if !output.quiet { printError("pass \(revision): \(result.summary)") }
        }
        let report = try await demo.writeReports(into: reports)
        if !output.quiet {
            try StandardStream.output.write(report)
        }
    }

    /// A file that is not there yet: the demo's figures are those of its fleet alone.
    private func storePath() throws -> String {
        if let database {
            guard !FileManager.default.fileExists(atPath: database) else {
                throw Failure.usage("\(database): there is a file already; the demo needs a new one")
            }
            return database
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tacho-demo-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        } catch {
            throw Failure(status: .inputOutput, message: "\(folder.path): can't be made (\(reason(of: error)))")
        }
        return folder.appendingPathComponent("tachograph.sqlite").path
    }

    private func directory(of path: String) -> String {
        URL(fileURLWithPath: path).deletingLastPathComponent().path
    }
}

/// The demo's fleet, clock and reports; the same on every run.
struct Demo {
    let storePath: String

    /// What the API shows the first time, and what it shows a day later.
    static let revisions = 1...2

    /// Monday, 2026-11-16, midnight in UTC: the end of ISO week 46.
    private static let now = Instant(milliseconds: 1_794_787_200_000)
    private static let week = Period.lastWeek.range(at: Present(now), clock: .utc)
    /// The fleet has a container of this name.
    private static let container = "prod"
    /// The day of its longest stop of the week, and a time within it.
    private static let day = ReportRange(interval: Interval(start: now - .days(3), end: now - .days(2)), clock: .utc)
    private static let outage = day.interval.start + .hours(17)
    /// What somebody could doubt of it.
    private static let figure = "containers[prod].availability.ratio"
    /// One whose availability changed for good, with a reboot.
    private static let changedContainer = "ci-runner-1"

    /// What the demo's reports are made with.
    static let configuration = """
        # The configuration of the demo's fleet.
        timezone: UTC

        groups:
          prod:
            containers: [prod, "prod-*"]
            objective: 99.9%
            limits: {p50: 15s, restarts_per_day: 0.5}
          staging:
            containers: ["staging-*"]
            hours: mon-fri 08:00-18:00
            limits: {failed_starts: 0}
          dev:
            containers: ["dev-*", data-notebook, tools-wiki]
            hours: mon-fri 09:00-18:00
          jobs:
            containers: [data-etl]
            hours: daily 03:00-03:30

        maintenance:
          - name: weekly patches
            groups: [prod]
            weekly: sun 02:00-04:00

        """

    /// The switches of the demo's reports, of all containers or of one.
    private static func choices(of container: String? = nil) throws -> AnalysisChoices {
        let bytes = Array(configuration.utf8)
        let read = try Configuration(contents: bytes, file: ConfigurationFile.usualName)
        var choices = AnalysisChoices(containers: container.map { [$0] } ?? [])
        choices.apply(read, hash: bytes.withUnsafeBytes { LogHash(of: $0).hexadecimal })
        return choices
    }

    private let fleet = Fleet(FleetOptions(now: Demo.now))

    init(storePath: String) {
        self.storePath = storePath
    }

    /// Ingests what the fleet's API shows at `revision`, over HTTP on loopback.
    func ingest(revision: Int) async throws -> IngestionResult {
        let instant = fleet.clock(revision: revision)
        let server = try SimulationServer(fleet: fleet, options: ServerOptions(time: .fixed(instant)))
        server.start()
        defer { server.stop() }
        let now: @Sendable () -> Instant = { instant }
        let client = try StatusAPIClient(
            settings: StatusAPISettings(baseURL: try BaseURL(server.baseURL), token: try BearerToken("demo"), now: now)
        )
        let store = try await EventStore.open(at: storePath)
        // One container at a time: the receipt order, and with it the log's root, is the same on every run.
        let ingestion = IngestionRun(
            options: IngestionOptions(concurrency: 1),
            source: client,
            log: store,
            now: now
        )
        let result = try await ingestion.run()
        try await store.close()
        return result
    }

    /// Writes every report in every format, and gives the weekly report's text.
    func writeReports(into folder: WrittenFolder) async throws -> [UInt8] {
        let fleet = try StoreQueries(path: storePath, choices: Demo.choices())
        let full = try await fleet.stabilityReport(
            over: Demo.week,
            comparedWith: Demo.week.previous,
            listed: ReportCommand.listedForPeople
        )
        var short = full
        short.detail = .firstPage
        let whole = try await fleet.stabilityReport(over: Demo.week, comparedWith: Demo.week.previous, listed: nil)
        let one = try StoreQueries(path: storePath, choices: Demo.choices(of: Demo.container))
        let question = WhoQuestion(.status("stopped"))
        var who = try await one.whoReport(question, over: nil, clock: .utc, listed: nil)
        who.listsAll = false
        let timeline = try one.timelineReport(over: Demo.week)
        let audit = try await fleet.auditReport(over: nil, clock: .utc)
        let trend = try await fleet.trendReport(over: nil, clock: .utc, TrendChoices())
        let runner = try StoreQueries(path: storePath, choices: Demo.choices(of: Demo.changedContainer))
        let change = try await runner.trendReport(over: nil, clock: .utc, TrendChoices())
        let outage = try await fleet.outagesReport(
            at: .time(Demo.outage),
            over: Demo.week,
            isRangeGiven: true,
            present: Demo.now
        )
        let events = try await fleet.eventsReport(of: ActorSelection(), over: Demo.day, listed: nil)
        let gate = try await DemoGate(store: fleet, end: Demo.now)
        let explanation = try await fleet.explainReport(of: Demo.figure, over: Demo.week)
        var files = Demo.files(of: short, "report", ["text", "markdown"])
        files += Demo.files(of: whole, "report", ["json", "csv"])
        var page = try await fleet.stabilityReport(
            over: Demo.week,
            comparedWith: Demo.week.previous,
            listed: StabilityReport.listedOnPages
        )
        page.history = try await fleet.reportHistory(over: Demo.week)
        page.mail = try MailHead(recipients: ["team@example.org"], sender: "tacho@example.org", subject: nil)
        files += Demo.files(of: page, "report", ["html", "eml"])
        files += Demo.files(of: full, "report-full", ["text", "markdown"])
        files.append((ConfigurationFile.usualName, { try $0(Array(Demo.configuration.utf8)) }))
        files += Demo.files(of: who, "who") + Demo.files(of: timeline, "timeline")
        files += Demo.files(
            of: try await fleet.outagesReport(over: Demo.week),
            "outages",
            ["text", "markdown", "json", "html"]
        )
        files += Demo.files(of: outage, "outage", ["text", "markdown", "json", "html"])
        files += Demo.files(of: events, "events")
        files += Demo.files(of: audit, "audit") + Demo.files(of: explanation, "explain")
        files += Demo.files(of: trend, "trend", ["text", "markdown", "html"])
        files += Demo.files(of: change, "trend-container", ["text", "json", "markdown"])
        files += Demo.files(of: change, "trend", ["csv"]) + gate.files
        try folder.write(files)
        return Array(short.text(style: OutputOptions.fileStyle).utf8)
    }

    /// The answer in `formats`, or in all that it has; several tables are a file each.
    static func files<Value: Answer>(
        of answer: Value,
        _ name: String,
        _ formats: Set<String>? = nil
    ) -> [WrittenFolder.File] {
        Value.formats.filter { formats?.contains($0.name) ?? true }.flatMap { format -> [WrittenFolder.File] in
            switch format.writing {
            case .document(let write):
                [("\(name).\(format.fileEnding)", { try write(answer, .utc, OutputOptions.fileStyle, $0) })]
            case .tables(let write):
                Value.tables.compactMap { table in
                    let own = Value.tables.count > 1 ? "\(name)-\(table.name)" : name
                    return table.rows(answer).map { rows in ("\(own).\(format.fileEnding)", { try write(rows, $0) }) }
                }
            }
        }
    }
}

/// The demo's gate: the last week against the four before it, by group, with the configuration's limits and objectives.
struct DemoGate {
    private let report: CheckReport
    private let selfTest: SelfTestReport
    private let saved: SavedBaseline

    /// A candidate that ends at `end`.
    init(store: StoreQueries, end: Instant) async throws {
        let range = ReportRange(interval: Interval(start: end - .days(7), end: end), clock: .utc)
        let before = Interval(start: range.interval.start - .days(28), end: range.interval.start)
        let question = GateQuestion(
            kind: .start,
            grouping: .group,
            options: .standard,
            budgets: store.choices.groups.budgets(withObjectives: true)
        )
        let candidate = try await store.gateRange(over: range.interval, kind: .start, grouping: .group)
        let side = try await store.gateRange(over: before, kind: .start, grouping: .group)
        saved = store.savedBaseline(side, timezone: range.clock.identifier)
        let baseline = GateBaseline(saved)
        report = try store.checkReport(of: candidate, over: range, against: baseline, question)
        selfTest = try store.selfTestReport(of: candidate, over: range, against: baseline, question)
    }

    /// The check in every format, the baseline that it was made with, and its self-test.
    var files: [WrittenFolder.File] {
        Demo.files(of: report, "check") + Demo.files(of: selfTest, "self-test")
            + [("baseline.json", { try $0(saved.json()) })]
    }
}
