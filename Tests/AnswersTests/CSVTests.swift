import SchemaValidation
import TestSupport
import Testing
import Timelines

@testable import Answers
@testable import Rendering

@Suite struct CSVTests {
    private static let availability = [
        "ratio", "low", "high", "unplanned", "up_ms", "down_ms", "planned_down_ms", "unknown_ms", "assumed_ms",
        "out_of_service_ms",
    ].map { "availability_" + $0 }
    private static let downtime = [
        "windows", "open", "closed", "cut", "mttr_ms", "mtbf_ms", "longest_ms", "down_ms",
    ].map { "downtime_" + $0 }
    private static let restarts = [
        "count", "explicit", "quick", "recovery", "per_day", "max_in_hour", "flapping",
    ].map { "restarts_" + $0 }
    private static let service = [
        "level", "low", "high", "up_ms", "counted_ms", "planned_ms", "grace_ms", "unknown_ms", "assumed_ms",
        "out_of_service_ms", "off_up_ms", "off_down_ms", "off_unknown_ms", "allowed_ms", "burn_rate",
    ].map { "service_" + $0 }
    private static let status = ["running_ms", "paused_ms", "stopped_ms", "failed_ms", "other_ms"].map {
        "status_ms_" + $0
    }
    private static let window = [
        "container_id", "container_name", "start", "end", "duration_ms", "in_range_ms", "open", "cut", "planned",
        "assumed", "statuses_stopped_ms", "statuses_failed_ms", "statuses_paused_ms", "opened_by_actor",
        "opened_by_kind", "opened_by_operation", "opened_by_event_id", "opened_by_at", "opened_by_reason",
        "closed_by_actor", "closed_by_kind", "closed_by_operation", "closed_by_event_id", "closed_by_at",
        "closed_by_reason", "reason",
    ]
    private static let entry = [
        "at", "actor", "kind", "operation", "operation_derived", "from_status", "to_status", "duration_ms", "event_id",
        "reason", "metadata",
    ]

    /// The columns of each table: the names of the contract, nested ones joined by `_`.
    private static let columns: [String: [String]] = [
        "summary": [
            "schema", "range_from", "range_to", "range_timezone", "options_paused", "options_restart_gap_ms",
            "options_config_sha256", "options_outage_gap_ms", "options_restart_limit_ms", "options_stuck_after_ms",
            "options_containers", "options_projects", "options_maintenance", "options_actor_rules",
            "options_listed", "log_size", "log_root", "coverage_covered_until",
            "coverage_containers", "coverage_stale_count", "coverage_stale",
        ] + (availability + downtime + restarts + status).map { "fleet_" + $0 },
        "containers": ["id", "name", "project_id", "status", "covered_until"] + availability + downtime + restarts + [
            "group"
        ] + service + status,
        "groups": [
            "name", "containers", "objective", "hours", "timezone", "grace_ms", "window_ms",
        ] + service + [
            "kept", "certain", "restarts_windows", "restarts_counted_ms", "restarts_longest_ms", "outages_count",
            "outages_open", "outages_counted_ms", "outages_longest_ms", "outages_mttr_ms", "outages_mtbf_ms",
            "outages_shorter_than_a_minute", "worst_count", "worst", "budget_allowed_ms", "budget_spent_ms",
            "budget_left_ms", "budget_left_low_ms", "budget_left_ratio", "budget_unknown_ms", "previous_level",
            "previous_counted_ms", "previous_outages",
        ] + status,
        "outages": [
            "outage", "group", "start", "end", "duration_ms", "counted_ms", "containers", "most_at_once",
            "causes_count", "causes", "actors_count", "actors", "reasons_count", "reasons", "servers_count", "servers",
            "server_down",
        ],
        "outage-windows": ["outage", "group", "container_id", "container_name", "start", "cause", "counted_ms"],
        "budget": ["group", "actor", "kind", "cause", "windows", "counted_ms"],
        "latency": [
            "container_id", "container_name", "kind", "n", "missing", "invalid", "min_ms", "mean_ms", "p50_ms",
            "p75_ms", "p90_ms", "p95_ms", "p99_ms", "max_ms", "ci95_p50_ms_low", "ci95_p50_ms_high",
            "ci95_p75_ms_low", "ci95_p75_ms_high", "ci95_p90_ms_low", "ci95_p90_ms_high", "ci95_p95_ms_low",
            "ci95_p95_ms_high", "ci95_p99_ms_low", "ci95_p99_ms_high", "failed", "success_rate", "typical_ms", "beyond",
        ],
        "restarts": [
            "container_id", "container_name", "at", "kind", "actor", "operation", "down_ms", "took_ms", "event_ids",
        ],
        "failures": ["reason", "entries", "containers", "first", "last"],
        "slow": [
            "container_id", "container_name", "kind", "at", "duration_ms", "typical_ms", "actor", "event_id",
        ],
        "stuck": ["container_id", "container_name", "status", "since"],
        "windows": window + ["group", "cause", "counted_ms", "excused"],
        "actors": ["actor", "kind", "attributed", "entries"]
            + ["start", "stop", "force-stop", "restart", "pause", "resume", "provision", "fail", "other"]
            .map { "operations_" + $0 } + [
                "operations_derived", "containers", "restarts", "force_stops", "windows", "down_ms", "first_seen",
                "last_seen",
            ],
        "quality": [
            "entries", "amended", "vanished", "quarantined", "chain_breaks", "drift_count", "drift", "gone_count",
            "gone", "missing_id", "missing_duration", "invalid_duration", "missing_actor", "unknown_status",
        ],
        "comparison": [
            "figure", "unit", "before", "now", "change", "beyond_chance", "untested", "method", "p_value",
            "p_adjusted", "shift_ms", "shift_low_ms", "shift_high_ms",
        ],
    ]

    @Test(
        "The columns are the names of the contract, nested ones joined by an underscore",
        arguments: StabilityReport.tables.map(\.name)
    )
    func header(of table: String) throws {
        let report = table == "comparison" ? ComparisonTextTests.report : Fixture.report(Fixture.smallFigures)
        let rows = try #require(try csvRows(report.csv(table)))
        #expect(rows.first == CSVTests.columns[table])
    }

    @Test("Every table that chance makes follows RFC 4180 and has as many cells in each row as columns")
    func grammar() throws {
        for seed: UInt64 in 1...15 {
            var random = RandomReports(seed: seed)
            let report = random.report()
            for table in StabilityReport.tables.map(\.name) where table != "comparison" {
                let rows = try #require(try csvRows(report.csv(table)), "seed \(seed), \(table)")
                #expect(Set(rows.map(\.count)).count == 1, "seed \(seed), \(table)")
            }
            let answers = try #require(try csvRows(random.who(most: 5).csv("entries")), "seed \(seed)")
            #expect(answers.allSatisfy { $0.count == 51 }, "seed \(seed)")
            let states = try #require(
                try csvRows(Fixture.timeline([random.stretch()]).csv("stretches")),
                "seed \(seed)"
            )
            #expect(states.allSatisfy { $0.count == 18 }, "seed \(seed)")
        }
    }

    @Test("Texts come back from a parser as they went in, but for the apostrophe before a formula")
    func roundTrip() throws {
        for seed: UInt64 in 1...40 {
            var random = RandomReports(seed: seed)
            var entry = Fixture.whoEntry
            entry.actor = random.text()
            entry.containerName = random.text()
            let rows = try #require(try csvRows(Fixture.who([Fixture.answer(entry)]).csv("entries")), "seed \(seed)")
            #expect(rows[1][1].utf8.elementsEqual(defused(entry.containerName ?? "").utf8), "seed \(seed)")
            #expect(rows[1][3].utf8.elementsEqual(defused(entry.actor).utf8), "seed \(seed)")
        }
    }

    @Test("Who's and the timeline's columns are their JSON names")
    func otherHeaders() throws {
        var answer = Fixture.answer()
        answer.doubts = [.notCovered, .vanished]
        answer.nearby = NearbyEntries(count: 1, entries: [Fixture.nearby(2, nil, "restart", after: -5)])
        let answers = try #require(try csvRows(Fixture.who([answer]).csv("entries")))
        let expected =
            ["container_id", "container_name"] + CSVTests.entry + CSVTests.window.map { "window_" + $0 }
            + [
                "gone_since", "complete", "doubts", "before_at", "before_to_status", "before_event_id", "after_at",
                "after_from_status",
                "after_event_id", "around_count", "around_entries_count", "around_entries",
            ]
        #expect(
            answers[1].suffix(11) == [
                "false", "not-covered; vanished", "2026-11-09T01:00:00.000Z", "running", "e0",
                "2026-11-09T11:00:00.000Z",
                "stopped", "e2", "1", "1", "restart of 690b0a400000000000000002, -5000 ms, n2",
            ]
        )
        #expect(answers[0] == expected)
        let states = try #require(try csvRows(Fixture.timeline(Fixture.stretches).csv("stretches")))
        #expect(
            states[0]
                == ["start", "end", "duration_ms", "condition", "status", "assumed", "remark"]
                + CSVTests.entry.map { "entry_" + $0 }
        )
    }

    @Test("The windows table, byte for byte: CRLF after every row, blank cells where nothing is known")
    func windows() throws {
        var figures = Fixture.emptyFigures
        var window = Fixture.window
        window.containerName = "a,\"b\""
        window.end = nil
        window.closedBy = nil
        figures.windows = [Fixture.listed(window)]
        let text = String(decoding: try Fixture.report(figures).csv("windows"), as: UTF8.self)
        let row =
            "690b0a400000000000000001,\"a,\"\"b\"\"\",2026-11-09T10:00:00.000Z,,3600000,3600000,false,false,false,false,"
            + "3600000,0,0,user_ana,user,force-stop,e1,2026-11-09T10:00:00.000Z,,,,,,,,,all,user,3600000,false"
        let header = (CSVTests.columns["windows"] ?? []).joined(separator: ",")
        #expect(text == header + "\r\n" + row + "\r\n")
    }

    @Test("The latency table has the fleet first, without a container, kinds in the order of the definitions")
    func latency() throws {
        let rows = try #require(try csvRows(Fixture.report(Fixture.smallFigures).csv("latency")))
        #expect(rows.dropFirst().map { $0[0] } == ["", "", Fixture.id(1).text, Fixture.id(2).text])
        #expect(rows.dropFirst().map { $0[2] } == ["start", "force-stop", "start", "start"])
        // p50 8 250 ms between 7 000 and 9 990; p75's interval has no upper end; p95 is withheld with its interval.
        #expect(rows[1][8...13] == ["8250", "10500", "12000", "", "", "31250"])
        #expect(rows[1][14...23] == ["7000", "9990", "8250", "", "9000", "", "", "", "", ""])
    }

    @Test("An operation that the definitions don't name gets a column behind theirs, and 0 where an actor has none")
    func operations() throws {
        var figures = Fixture.smallFigures
        figures.actors.append(figures.actors[0])
        figures.actors[1].operations = ["=migrate": 3]
        let rows = try #require(try csvRows(Fixture.report(figures).csv("actors")))
        let position = try #require(rows[0].firstIndex(of: "operations_=migrate"))
        #expect(rows[0][position - 1] == "operations_other")
        #expect(rows.dropFirst().map { $0[position] } == ["0", "3"])
    }

    @Test("Operations that differ in their bytes alone have a column each, and a key each in the JSON")
    func canonicalOperations() throws {
        var figures = Fixture.smallFigures
        figures.actors[0].operations = ["\u{E9}": 3, "e\u{301}": 4]
        let bytes = try Fixture.report(figures).csv("actors")
        let rows = try #require(csvRows(bytes))
        let columns = rows[0].map { Array($0.utf8) }
        let composed = try #require(columns.firstIndex(of: Array("operations_\u{E9}".utf8)))
        let decomposed = try #require(columns.firstIndex(of: Array("operations_e\u{301}".utf8)))
        #expect(rows[1][composed] == "3" && rows[1][decomposed] == "4")
    }

    @Test("Lists in a cell are parted by a semicolon, and counted beside it")
    func lists() throws {
        let quality = try #require(try csvRows(Fixture.report(Fixture.smallFigures).csv("quality")))
        #expect(quality[1][5] == "1")
        #expect(quality[1][6] == "\(Fixture.id(2)) listed stopped, timeline running, at 2026-11-10T00:00:00.000Z")
        let restarts = try #require(try csvRows(Fixture.report(Fixture.smallFigures).csv("restarts")))
        #expect(restarts[1][8] == "e1; e2")
    }

    @Test("An empty text is told from a missing one by its quotes")
    func emptiness() {
        var text = CSVText()
        text.cell(.text(""))
        text.cell(.null)
        text.cell(.text("a\rb"))
        text.cell(.number(-0.5))
        text.endRow()
        #expect(String(decoding: text.bytes, as: UTF8.self) == "\"\",,\"a\rb\",-0.5\r\n")
    }

    @Test(
        "A text that a spreadsheet would run gets an apostrophe",
        arguments: [
            "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\tx", "\rx", "\nx", " =1", "\u{A0}=1", "\u{200B}=1",
            "\u{FEFF}@a",
            "＝1", "＋1", "－1", "＠a", "﹦1", "−1", "-", "--1", "-1.2.3", "-1e5", "-.5", "-5.", "- 5", "=", "-1;x",
            "\r\n=a",
        ]
    )
    func formulas(text: String) {
        #expect(defused(text).utf8.elementsEqual(("'" + text).utf8))
    }

    @Test(
        "Numbers, names and all other texts stay as they are",
        arguments: ["", "-5", "-0.25", "5", "a=b", "user-1", "'=1", "ana", " a", "（1）", "1-1", "e@mail", "界"]
    )
    func harmless(text: String) {
        #expect(defused(text) == text)
    }

    @Test("A negative figure is a number, not a formula")
    func negativeFigure() {
        var text = CSVText()
        text.cell(.integer(-3))
        text.cell(.number(-1e300))
        #expect(String(decoding: text.bytes, as: UTF8.self) == "-3,-1e+300")
    }

    @Test("The tables have the names of the contract")
    func files() {
        #expect(
            StabilityReport.tables.map(\.name) == [
                "summary", "groups", "outages", "outage-windows", "budget", "containers", "latency", "restarts",
                "windows", "failures", "slow", "stuck", "actors", "quality", "comparison",
            ]
        )
    }

    @Test("Python's csv module reads the same cells")
    func otherReader() throws {
        var random = RandomReports(seed: 7)
        let bytes = try random.report().csv("restarts")
        let program =
            "import csv,io,json,sys;"
            + "rows=csv.reader(io.StringIO(sys.stdin.buffer.read().decode(),newline=''),strict=True);"
            + "print(json.dumps(list(rows)))"
        let output = try Python.run(program, input: bytes)
        let rows = try JSONValue(parsing: output).elements.map { $0.elements.compactMap(\.text) }
        #expect(rows == csvRows(bytes))
        #expect(rows.count > 1)
    }
}
