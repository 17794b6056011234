internal import Answers
internal import Ingestion
internal import Periods
internal import Rendering
internal import Simulation
internal import StatusAPI
internal import Storage
internal import Timelines

/// The demo's fleet, clock and reports; the same on every run.
struct Demo {
    let storePath: String

    /// What the API shows the first time, and what it shows a day later.
    static let revisions = 1...2

    /// Monday, 2026-11-16, midnight in UTC: the end of ISO week 46.
    private static let now = Instant(milliseconds: 1_794_787_200_000)
    private static let week = ReportRange(interval: Interval(start: now - .days(7), end: now), clock: .utc)
    /// The fleet has a container of this name.
    private static let container = "prod"
    /// What somebody could doubt of it.
    private static let figure = "containers[prod].availability.ratio"
    /// One whose availability changed for good, with a reboot.
    private static let changedContainer = "ci-runner-1"

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
            source: StatusLogSource(client),
            log: EventLog(store),
            now: now
        )
        let result = try await ingestion.run()
        try await store.close()
        return result
    }

    /// Writes every report in every format, and gives the weekly report's text.
    func writeReports(into folder: WrittenFolder) async throws -> [UInt8] {
        let fleet = try StoreQueries(path: storePath)
        let short = try await fleet.stabilityReport(over: Demo.week, listed: ResultFormat.text.listed)
        let whole = try await fleet.stabilityReport(over: Demo.week, listed: ResultFormat.json.listed)
        let compared = try await fleet.stabilityReport(
            over: Demo.week,
            comparedWith: Demo.week.previous,
            listed: ResultFormat.text.listed
        )
        let one = try StoreQueries(path: storePath, choices: AnalysisChoices(containers: [Demo.container]))
        let question = WhoQuestion(.status("stopped"))
        let who = try await one.whoReport(question, over: nil, clock: .utc, listed: nil)
        let timeline = try one.timelineReport(over: Demo.week)
        let audit = try fleet.auditReport(over: nil, clock: .utc)
        let trend = try fleet.trendReport(over: nil, clock: .utc, TrendChoices())
        let runner = try StoreQueries(path: storePath, choices: AnalysisChoices(containers: [Demo.changedContainer]))
        let change = try runner.trendReport(over: nil, clock: .utc, TrendChoices())
        let gate = try await DemoGate(store: fleet, end: Demo.now)
        let explanation = try await fleet.explainReport(of: Demo.figure, over: Demo.week)
        let text = Array(short.text().utf8)
        var files: [WrittenFolder.File] = [
            ("report.txt", { try $0(text) }), ("report.json", { try $0(whole.json()) }),
            ("compare.txt", { try $0(Array(compared.text().utf8)) }),
            ("report-comparison.csv", { try $0(compared.csv(.comparison)) }),
            ("who.txt", { try $0(Array(who.text().utf8)) }), ("who.json", { try $0(who.json()) }),
            ("who.csv", { try $0(who.csv()) }), ("timeline.txt", { try $0(Array(timeline.text().utf8)) }),
            ("timeline.json", { try $0(timeline.json()) }), ("timeline.csv", { try $0(timeline.csv()) }),
            ("audit.txt", { try $0(Array(audit.text().utf8)) }), ("audit.json", { try $0(audit.json()) }),
            ("explain.txt", { try $0(Array(explanation.text().utf8)) }),
            ("explain.json", { try $0(explanation.json()) }),
        ]
        files += [
            ("trend.txt", { try $0(Array(trend.text().utf8)) }),
            ("trend-container.txt", { try $0(Array(change.text().utf8)) }),
            ("trend-container.json", { try $0(change.json()) }),
        ]
        files += TrendTable.allCases.map { table in ("trend-" + table.fileName, { try $0(change.csv(table)) }) }
        files += gate.files
        files += whole.tables.map { table in ("report-" + table.fileName, { try $0(whole.csv(table)) }) }
        files += AuditTable.allCases.map { table in ("audit-" + table.fileName, { try $0(audit.csv(table)) }) }
        try folder.write(files)
        return text
    }
}
