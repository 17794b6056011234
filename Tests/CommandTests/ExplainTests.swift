import Answers
import Foundation
import Rendering
import SchemaValidation
import Storage
import Study
import TestSupport
import Testing
import Timelines

@Suite("Why a figure is what it is")
struct ExplainTests {
    /// The demo's store, made once.
    private static let folder = Task {
        let folder = try TemporaryFolder()
        let demo = try await tacho(
            "demo",
            "--db",
            "store.sqlite",
            "--output",
            "reports",
            "--quiet",
            directory: folder.path
        )
        #expect(demo.code == 0, "\(demo.complaint)")
        return folder
    }

    private func explain(_ arguments: String...) async throws -> Outcome {
        let folder = try await Self.folder.value
        let outcome = try await tacho(
            ["explain"] + arguments + ["--period", "2026-W46"],
            environment: ["TACHO_DB": folder.file("store.sqlite")]
        )
        #expect(outcome.code == 0, "\(outcome.complaint)")
        #expect(outcome.complaint.isEmpty)
        return outcome
    }

    @Test("each figure of the demo's report can be worked out again from what its explanation prints")
    func everyLeaf() async throws {
        let bench = try await Bench(store: Self.folder.value.file("store.sqlite"))
        let figures = try bench.report.figures(at: "")
        // The leaves of the report as somebody else counts them.
        let document = try JSONSerialization.jsonObject(with: Data(bench.report.json()))
        try #require(figures.count == leaves(document))
        try #require(figures.count > 4_000)
        for (number, figure) in figures.enumerated() {
            let json = try Data(
                #require(try bench.explanation(of: figure)?.json(), "\(figure.path.text): no explanation")
            )
            let printed = try #require(try PrintedExplanation(parsing: json), "\(figure.path.text)")
            let complaints = printed.complaints()
            #expect(complaints.isEmpty, "\(complaints)")
            #expect(printed.path == figure.path.text)
            // One in a hundred is held against the schema: that takes longer than all else.
            if number % 100 == 0 { #expect(try PrintedDocument(json).complaints() == [], "\(figure.path.text)") }
        }
    }

    private func leaves(_ json: Any) -> Int {
        switch json {
        case let members as [String: Any]: members.values.reduce(0) { $0 + leaves($1) }
        case let elements as [Any]: elements.reduce(0) { $0 + leaves($1) }
        default: 1
        }
    }

    @Test("every rule leads to a place in the definitions")
    func links() throws {
        let url = BuiltProgram.sourceFolder.appending(path: "docs/definitions.md")
        let text = try String(contentsOf: url, encoding: .utf8)
        let headings = text.split(separator: "\n").filter { $0.hasPrefix("#") }.map { heading in
            heading.drop { $0 == "#" || $0 == " " }.lowercased().filter {
                $0.isLetter || $0.isNumber || $0 == " " || $0 == "-"
            }
            .replacing(" ", with: "-")
        }
        for rule in DefinitionRule.allCases {
            let isNamed = text.contains("<a id=\"\(rule.anchor)\"></a>")
            #expect(isNamed || headings.count { $0 == rule.anchor } == 1, "\(rule) leads to #\(rule.anchor)")
            #expect(!rule.text.isEmpty)
        }
    }

    @Test("the first line is the answer with its arithmetic")
    func answer() async throws {
        let text = try await explain("containers[prod].availability.ratio").text
        // 2,258,543 ms = 12,831 ms of a restart on Tuesday and 2,245,712 ms on Friday; all else of the week was up.
        let first =
            "containers[prod].availability.ratio = 0.9962656365740741 = up_ms / (up_ms + down_ms) = "
            + "602,541,457 / (602,541,457 + 2,258,543)\n"
        #expect(text.hasPrefix(first))
        #expect(602_541_457.0 / 604_800_000.0 == 0.9962656365740741)
        #expect(text.contains("docs/definitions.md#the-ratio"))
        #expect(text.contains("6af73de63fe0bbdb7b56759a"))
    }

    @Test("a withheld figure says by which rule and with which numbers")
    func withheld() async throws {
        let text = try await explain("fleet.latency.start.p99_ms").text
        #expect(text.hasPrefix("fleet.latency.start.p99_ms = null"))
        #expect(text.contains("n·(100 − P) = 63·1 = 63, which is less\nthan 100"))
    }

    @Test("an event id that it prints is one that tacho prove takes")
    func provable() async throws {
        let json = try await explain("restarts[0].kind", "--format", "json").output
        let printed = try #require(try PrintedExplanation(parsing: json))
        let event = try #require(printed.evidence["entries"]?.first?["event_id"]?.text)
        let folder = try await Self.folder.value
        let copy = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: folder.file("store.sqlite"), toPath: copy.file("store.sqlite"))
        let store = ["TACHO_DB": "store.sqlite"]
        for command in ["keys new example.com/fleet --output fleet", "checkpoint --key fleet.key", "prove \(event)"] {
            let words = command.split(separator: " ").map(String.init)
            let outcome = try await tacho(words, environment: store, directory: copy.path)
            #expect(outcome.code == 0, "\(command): \(outcome.complaint)")
        }
    }

    @Test("without a path it lists every figure as the report has it; a path to several lists those")
    func list() async throws {
        let all = try await explain().text.split(separator: "\n")
        #expect(all.first == "schema = \"tachograph.report/1\"")
        #expect(all.contains("fleet.restarts.count = 26"))
        let some = try await explain("fleet.restarts").text.split(separator: "\n")
        #expect(some == all.filter { $0.hasPrefix("fleet.restarts.") })
        #expect(try await explain("coverage.stale").text == "coverage.stale is empty\n")
    }

    @Test("a name in the place of an index is the same figure")
    func names() async throws {
        let byName = try await explain("containers[prod-worker].restarts.count", "--format", "json").text
        let byIndex = try await explain("containers[8].restarts.count", "--format", "json").text
        #expect(byName.contains("\"path\": \"containers[8].restarts.count\""))
        #expect(byName.replacing("[prod-worker]", with: "[8]") == byIndex)
        let dotted = try await explain("$.containers.prod-worker.restarts.count", "--format", "json").text
        #expect(dotted.contains("\"path\": \"containers[8].restarts.count\""))
    }

    @Test("range, filters and what had been known then are those of the report")
    func switches() async throws {
        let known = try await Self.folder.value.file("store.sqlite")
        // Before the second pass nothing had vanished yet.
        for (time, count) in [("2026-11-15T12:00:00Z", "0"), ("2026-11-16T12:00:00Z", "1")] {
            let outcome = try await tacho(
                "explain",
                "quality.vanished",
                "--period",
                "2026-W46",
                "--as-known-at",
                time,
                "--quiet",
                environment: ["TACHO_DB": known]
            )
            #expect(outcome.text.hasPrefix("quality.vanished = \(count) = "), "\(outcome.complaint)")
        }
        let one = try await explain("fleet.restarts.count", "--container", "prod").text
        #expect(one.hasPrefix("fleet.restarts.count = 1 = number of restarts\n"))
        // The one that is left was stopped and started within one millisecond.
        let gap = try await explain("fleet.restarts.quick", "--restart-gap", "0s").text
        #expect(gap.hasPrefix("fleet.restarts.quick = 1 = "))
        #expect(gap.contains("2026-11-12 03:20:00  data-etl   quick  ci-pipeline        0\n"))
    }
}

/// The demo's store open for many explanations: one reading of it instead of one a figure.
private struct Bench {
    let report: StabilityReport
    private let basis: ExplanationBasis
    private let containers: [ExplainedContainer]
    private let quarantine: [QuarantinedElement]

    init(store: String) throws {
        let reader = try EventStoreReader.open(at: store)
        let range = Interval(start: Fixture.now - .days(7), end: Fixture.now)
        let options = AnalysisOptions(range: range)
        var histories: [ContainerHistory] = []
        try reader.histories(before: range.end, listings: range) { histories.append($0) }
        let studies = histories.map { ContainerStudy(of: $0, options: options, symbols: reader.symbols) }
        var analysis = StabilityAnalysis(options: options, symbols: reader.symbols)
        for study in studies { analysis.add(study) }
        report = StabilityReport(
            range: range,
            timezone: "UTC",
            options: AnalysisChoices(),
            log: reader.log,
            figures: analysis.figures(quarantined: try reader.quarantined())
        )
        let basis = ExplanationBasis(figures: report.figures, options: options, symbols: reader.symbols)
        self.basis = basis
        containers = studies.map { ExplainedContainer($0, basis: basis) }
        quarantine = try reader.auditTrail().quarantine.map { element in
            QuarantinedElement(
                containerID: element.container,
                containerName: nil,
                seq: element.receipt.seq,
                noticed: Noticed(at: element.receipt.recordedAt, pass: element.receipt.pass),
                reason: element.reason,
                body: element.body,
                isVanished: element.isVanished
            )
        }
    }

    /// Nil where no explanation is known.
    func explanation(of leaf: ReportFigure) -> ExplainReport? {
        guard let definition = report.definition(of: leaf.path) else { return nil }
        var explainer = Explainer(definition, basis: basis)
        for container in containers { explainer.add(container) }
        if explainer.needsQuarantine {
            for element in quarantine { explainer.add(element) }
        }
        return ExplainReport(
            range: report.range,
            timezone: report.timezone,
            options: report.options,
            log: report.log,
            coverage: report.figures.coverage,
            asked: leaf.path.text,
            figures: [leaf],
            explanation: explainer.explanation()
        )
    }
}
