import Foundation
import SchemaValidation
import Testing
import Timelines

@testable import Answers
@testable import Rendering
@testable import Study

@Suite struct AuditTests {
    private static func version(_ actor: String, _ seq: Int64, body: String = "{}") -> AuditedVersion {
        AuditedVersion(
            seq: seq,
            recorded: Noticed(at: Fixture.at(hours: 20), pass: 1),
            at: Fixture.at(hours: 10),
            actor: actor,
            operation: "stop",
            isOperationDerived: false,
            fromStatus: "running",
            toStatus: "stopped",
            duration: .valid(8_000),
            body: body
        )
    }

    /// An audit of two containers with a finding of each kind.
    static func report(name: String? = "prod-api", text: String = "x", count: Int = 1) -> AuditReport {
        let noticed = Noticed(at: Fixture.at(hours: 44), pass: 2)
        var found = AuditFigures()
        for number in 0..<count {
            found.amendments.append(
                Amendment(
                    containerID: Fixture.id(1),
                    containerName: name,
                    eventID: "e\(number)\(text)",
                    noticed: noticed,
                    changes: [
                        MemberChange(field: "duration_ms", before: "8000", after: nil),
                        MemberChange(field: text, before: nil, after: "\"\(text)\""),
                    ],
                    before: version("user_ana", 4),
                    after: version(text, 10 + Int64(number))
                )
            )
            found.vanished.append(
                VanishedEntry(
                    containerID: Fixture.id(1),
                    containerName: name,
                    eventID: "v\(number)\(text)",
                    noticed: noticed,
                    returned: number == 0 ? nil : Noticed(at: Fixture.at(hours: 60), pass: 3),
                    version: version(text, 5)
                )
            )
            found.chainBreaks.append(
                ChainBreak(
                    containerID: Fixture.id(1),
                    containerName: name,
                    noticed: noticed,
                    before: ChainEnd(at: Fixture.at(hours: 1), status: "running", eventID: "b\(number)"),
                    after: ChainEnd(at: Fixture.at(hours: 2), status: text, eventID: text)
                )
            )
            found.quarantined.append(
                QuarantinedElement(
                    containerID: number == 0 ? Fixture.id(2) : nil,
                    containerName: nil,
                    seq: 7,
                    noticed: noticed,
                    reason: "no usable to_status",
                    body: text,
                    isVanished: number > 0
                )
            )
            found.drift.append(
                Drift(containerID: Fixture.id(1), listed: text, timeline: "stopped", at: Fixture.at(hours: 3))
            )
        }
        let containers = [Container(id: Fixture.id(1), name: name, projectID: "p1"), Container(id: Fixture.id(2))]
        return AuditReport(
            range: nil,
            timezone: "UTC",
            options: AuditOptions(),
            log: LogState(size: 42, root: Array(repeating: 1, count: 32)),
            searched: 2,
            figures: AuditFigures(of: found, in: nil, containers: containers)
        )
    }

    /// The same of a log that nothing was found in.
    private var clean: AuditReport {
        var report = Self.report()
        report.figures = AuditFigures()
        return report
    }

    @Test("The text has the verdict first, then each finding with when it was noticed and what it was")
    func text() {
        #expect(
            Self.report().text() == """
                Upstream rewrote history: 1 entry amended, 1 vanished.
                Also: 1 chain break, 1 quarantined element and 1 listing that contradicts the log (drift).
                Searched: everything recorded, 2 containers. Times are in UTC. A pass compares only what it reads
                again; tacho ingest --full compares everything.

                By container
                  container                 amended  vanished  returned  chain breaks  quarantined  drift
                  prod-api                        1         1         0             1            0      1
                  690b0a400000000000000002        0         0         0             0            1      0

                Amended: entries whose content the platform changed
                  - 2026-11-10 20:00:00, pass 2: prod-api, entry e0x, running → stopped on 2026-11-09 10:00:00 by
                    user_ana, stop
                      duration_ms: 8000 → none
                      x: none → "x"

                Vanished: entries that the platform no longer serves; they are kept and still count
                  - 2026-11-10 20:00:00, pass 2: prod-api, entry v0x, running → stopped on 2026-11-09 10:00:00 by x,
                    stop; not found again

                Chain breaks: places in a log where an entry is missing
                  - prod-api: running since 2026-11-09 01:00:00, yet from x on 2026-11-09 02:00:00 (entry x);
                    noticed 2026-11-10 20:00:00

                Quarantined: elements that can't stand on a timeline, as received
                  - 2026-11-10 20:00:00, pass 2: 690b0a400000000000000002, no usable to_status
                      x

                Drift: listings that contradict the newest entry before them
                  - prod-api was listed as x on 2026-11-09 03:00:00, while its log said stopped

                Computed from a log of 42 records, root hash AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=. What each
                finding means: docs/reports.md.

                """
        )
    }

    @Test("Where nothing is found, three sentences say so")
    func nothing() {
        let text = clean.text()
        #expect(text.hasPrefix("Nothing was rewritten: no entry was amended, none vanished.\nNo chain is broken, "))
        #expect(!text.contains("By container"))
        var empty = clean
        empty.searched = 0
        #expect(empty.text().hasPrefix("The store holds no such container, so there is nothing to audit."))
        var contradicted = clean
        contradicted.figures.totals.chainBreaks = 2
        #expect(contradicted.text().contains("\nAlso: 2 chain breaks, 0 quarantined elements and 0 listings"))
    }

    @Test("What was asked is said: the range of noticing, and the filters")
    func asked() {
        var report = clean
        report.range = Fixture.week
        report.options = AuditOptions(containers: ["prod*"], projects: ["p1"])
        let text = report.text().replacing("\n", with: " ")
        #expect(text.contains("Searched: noticed from 2026-11-09 00:00:00 to 2026-11-16 00:00:00, 2 containers."))
        #expect(text.contains("Only containers that match “prod*”. Only containers of the projects “p1”."))
    }

    @Test("A long list is shortened in the text, and what is left out is counted")
    func shortened() throws {
        let report = Self.report(count: 12)
        let text = report.text()
        #expect(text.hasPrefix("Upstream rewrote history: 12 entries amended, 12 vanished (11 of them returned)."))
        #expect(text.components(separatedBy: "Not listed: 2 more; --format csv or json gives them.").count == 6)
        #expect(text.contains("found again on 2026-11-11 12:00:00, pass 3"))
        #expect(text.contains("(container list), no usable to_status; no longer served"))
        #expect(try report.csv("amendments").split(separator: UInt8(ascii: "\n")).count == 13)
    }

    @Test("Whatever is in an entry, no line is wider than 100 columns, and nothing acts; the documents stay valid")
    func foreignText() throws {
        let validator = try SchemaValidator(schemaNamed: "audit")
        let texts = [
            "", " ", "\u{1B}[2J\u{202E}\n\r\t", String(repeating: "x", count: 5_000), String(repeating: "長", count: 90),
            String(repeating: "a b ", count: 300), "=1+1", "\"\\", "👩‍👩‍👧‍👦",
        ]
        for text in texts {
            let report = Self.report(name: text, text: text, count: 2)
            let shown = report.text(instants: InstantStyleTests.berlin)
            for line in shown.split(separator: "\n") { #expect(String(line).displayWidth <= 100, "\(line)") }
            #expect(!shown.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\r" || $0 == "\t" || $0 == "\u{202E}" })
            #expect(try validator.complaints(about: JSONValue(parsing: report.json())) == [])
            for table in AuditReport.tables { #expect(try !report.csv(table.name).isEmpty) }
        }
        #expect(
            try String(decoding: Self.report(text: "=1+1").csv("quarantined"), as: UTF8.self).contains(",'=1+1\r\n")
        )
    }

    @Test("The schema refuses an audit with a member too few, too many, or of another type")
    func strictness() throws {
        let validator = try SchemaValidator(schemaNamed: "audit")
        let good = String(decoding: try Self.report().json(), as: UTF8.self)
        #expect(try validator.complaints(about: JSONValue(parsing: Array(good.utf8))) == [])
        #expect(try validator.complaints(about: JSONValue(parsing: clean.json())) == [])
        for (part, replacement) in [
            ("\"rewritten\": true", "\"rewritten\": 1"), ("\"totals\": {", "\"totals\": {\"more\": 1,"),
            ("\"noticed_at\":", "\"noticed\":"), ("\"seq\": 7", "\"seq\": 0"), ("\"after\": null", "\"after\": 1"),
            ("tachograph.audit/1", "tachograph.audit/2"),
        ] {
            let bad = good.replacing(part, with: replacement)
            #expect(bad != good, "\(part) is not in the audit")
            #expect(try !validator.complaints(about: JSONValue(parsing: Array(bad.utf8))).isEmpty, "\(replacement)")
        }
    }

    @Test("The columns are the names of the JSON, nested ones joined")
    func columns() throws {
        func header(_ table: String) throws -> String {
            String(decoding: try Self.report().csv(table).prefix { $0 != 0x0D }, as: UTF8.self)
        }
        #expect(
            try header("summary")
                == "schema,range_from,range_to,range_timezone,options_containers,options_projects,log_size,log_root,searched,"
                + "rewritten,totals_amendments,totals_amended,totals_vanished,totals_returned,totals_chain_breaks,"
                + "totals_quarantined,totals_drift"
        )
        #expect(
            try header("chain-breaks")
                == "container_id,container_name,noticed_at,pass,before_at,before_to_status,before_event_id,after_at,"
                + "after_from_status,after_event_id"
        )
        #expect(
            try header("amendments").hasPrefix(
                "container_id,container_name,event_id,noticed_at,pass,changes_count,changes,"
            )
        )
        #expect(try header("drift") == "container_id,listed,timeline,at")
        let row = String(decoding: try Self.report().csv("amendments"), as: UTF8.self).split(separator: "\r\n")[1]
        #expect(row.contains(#",2,"duration_ms: 8000 → none; x: none → ""x""","#), "\(row)")
    }
}
