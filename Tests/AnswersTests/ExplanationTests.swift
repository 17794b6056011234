import DrawnTimelines
import Rendering
import Study
import TestSupport
import Testing
import Timelines

@testable import Answers

@Suite("Explanations")
struct ExplanationTests {
    /// Everything that explains figures of `histories`.
    private struct Bench {
        let basis: ExplanationBasis
        let containers: [ExplainedContainer]
        let report: StabilityReport

        init(_ histories: [ContainerHistory], _ options: AnalysisOptions, _ symbols: SymbolTable) {
            var analysis = StabilityAnalysis(options: options, symbols: symbols)
            let studies = histories.map { ContainerStudy(of: $0, options: options, symbols: symbols) }
            for study in studies { analysis.add(study) }
            var choices = AnalysisChoices()
            choices.paused = options.paused
            choices.restartGap = options.restartGap
            report = StabilityReport(
                range: options.range,
                timezone: "UTC",
                options: choices,
                log: LogState(size: 0, root: []),
                figures: analysis.figures(quarantined: 0)
            )
            let basis = ExplanationBasis(figures: report.figures, options: options, symbols: symbols)
            self.basis = basis
            containers = studies.sorted { $0.container.id < $1.container.id }.map {
                ExplainedContainer($0, basis: basis)
            }
        }

        func explained(_ leaf: ReportFigure) -> ExplainReport? {
            guard let definition = report.definition(of: leaf.path) else { return nil }
            var explainer = Explainer(definition, basis: basis)
            for container in containers { explainer.add(container) }
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

        func explanation(_ path: String) throws -> Explanation {
            let leaves = try report.figures(at: path)
            try #require(leaves.count == 1)
            return try #require(explained(leaves[0])?.explanation)
        }
    }

    private func bench(_ drawings: String..., adjust: (inout AnalysisOptions) -> Void = { _ in }) throws -> Bench {
        var fleet = DrawnFleet()
        for (number, drawing) in drawings.enumerated() { try fleet.add(drawing, id: "c\(number)") }
        return Bench(fleet.histories, try DrawnFleet.options(adjust), fleet.symbols)
    }

    @Test(
        "over random fleets, every leaf has an explanation that gives its value",
        arguments: 1...12 as ClosedRange<UInt64>
    )
    func randomFleets(seed: UInt64) throws {
        let fleet = RandomFleet(seed: seed)
        var generator = SeededGenerator(seed: seed)
        let range = RandomFleet.range(using: &generator)
        // Maintenance now and then, of various length.
        let maintenance = (0..<6).map { _ in
            let start = RandomFleet.range(using: &generator).start
            return Interval(start: start, end: start + .minutes(Int64.random(in: 1...300, using: &generator)))
        }
        let options = AnalysisOptions(
            range: range,
            paused: PausedCondition.allCases[Int(seed) % 3],
            restartGap: .seconds(seed % 2 == 0 ? 120 : 3_600),
            maintenance: { _, _ in maintenance },
            groups: RandomGroups.list(using: &generator)
        )
        let bench = Bench(fleet.histories, options, fleet.symbols)
        let leaves = try bench.report.figures(at: "")
        #expect(leaves.count > 100)
        var referenced = 0
        for leaf in leaves {
            let explained = try #require(bench.explained(leaf), "seed \(seed): \(leaf.path.text) has no explanation")
            let value = explained.explanation?.value
            #expect(
                explained.agrees,
                "seed \(seed): \(leaf.path.text) is \(leaf.value), explained as \(value as Any)"
            )
            #expect((value == .null) == (explained.explanation?.reason != nil), "seed \(seed): \(leaf.path.text)")
            // A step that says which figure it is has that figure's value.
            for step in explained.explanation?.steps ?? [] {
                guard let path = step.figure else { continue }
                let named = try bench.report.figures(at: path.text)
                let literals = named.map(\.value.literal)
                #expect(literals == [step.value.literal], "seed \(seed): \(leaf.path.text), \(step.name)")
                referenced += 1
            }
        }
        #expect(referenced > 100)
    }

    @Test("a container's ratio divides its up stretches by its up and down ones")
    func ratio() throws {
        // 6 h up, 2 h down, 16 h up: 22 / 24.
        let bench = try bench("up 6h | stop | down 2h | start | up 16h")
        let explanation = try bench.explanation("containers[0].availability.ratio")
        #expect(explanation.steps.map(\.name) == ["up_ms", "down_ms", "in_service_ms", "ratio"])
        #expect(
            explanation.steps.map(\.value) == [
                .integer(79_200_000), .integer(7_200_000), .integer(86_400_000), .number(22.0 / 24.0),
            ]
        )
        #expect(explanation.rule == .ratio)
        #expect(explanation.evidence.map(\.kind) == [.stretches])
        #expect(explanation.evidence[0].rows.count == 3)
        #expect(explanation.steps[0].figure?.text == "containers[0].availability.up_ms")
    }

    @Test("a percentile stands between two samples of all, and its interval on their ranks")
    func percentile() throws {
        // Starts of 1 … 10 s. p50: h = 9·0.5 + 1 = 5.5, half way from 5 s to 6 s.
        let starts = (1...10).map { "stop | down 1m | start \($0)s | up 1m" }
        let bench = try bench("up 1h | " + starts.joined(separator: " | "))
        let explanation = try bench.explanation("fleet.latency.start.p50_ms")
        #expect(explanation.steps.map(\.name) == ["n", "rank", "x_rank", "x_next", "p50_ms"])
        #expect(
            explanation.steps.map(\.value) == [
                .integer(10), .integer(5), .number(5_000), .number(6_000), .number(5_500),
            ]
        )
        // B ~ Binomial(10, 0.5): P(B < 2) = 11/1024 = 0.0107, P(B < 3) = 56/1024 = 0.0547.
        let lower = try bench.explanation("fleet.latency.start.ci95.p50_ms[0]")
        #expect(lower.steps.map(\.value) == [.integer(10), .integer(2), .number(2_000)])
        // p95 needs 20 samples: 10·5 = 50 is less than 100.
        let withheld = try bench.explanation("fleet.latency.start.p95_ms")
        #expect(withheld.reason == .withheld(n: 10, percentile: .p95))
        #expect(withheld.steps.map(\.name) == ["n", "p95_ms"])
    }

    @Test("the most restarts within an hour are of one container")
    func restarts() throws {
        // Back up at 1:01, 1:31 and 2:01 (an hour after the first: the half-open hour holds two), the other at 1:11.
        let bench = try bench(
            "up 1h | stop | down 1m | start | up 29m | stop | down 1m | start | up 29m | stop | down 1m | start | up 20h",
            "up 70m | stop | down 1m | start | up 20h"
        )
        let explanation = try bench.explanation("fleet.restarts.max_in_hour")
        #expect(explanation.value == .integer(2))
        #expect(explanation.evidence.first { $0.kind == .restarts }?.rows.count == 4)
        #expect(explanation.evidence.first { $0.kind == .entries }?.rows.count == 8)
        let flapping = try bench.explanation("containers[c0].restarts.flapping")
        #expect(flapping.steps.map(\.value) == [.integer(2), .flag(false)])
    }

    @Test("an open window has no end, and says so")
    func open() throws {
        let bench = try bench("up 6h | stop by ana | down 18h")
        let end = try bench.explanation("windows[0].end")
        #expect(end.value == .null)
        #expect(end.reason == .stillOpen)
        #expect(try bench.explanation("windows[0].closed_by").reason == .noEvidence)
        #expect(try bench.explanation("windows[0].opened_by.actor").value == .text("ana"))
        #expect(try bench.explanation("windows[0].duration_ms").value == .integer(64_800_000))
    }

    @Test("mean time between failures leaves out planned windows and those by pause")
    func failures() throws {
        // Windows at 1 h, 3 h (paused) and 5 h (planned); up 1 + 1 + 1 + 18 = 21 h, so 21 h / 1.
        let bench = try bench(
            "up 1h | stop | down 1h | start | up 1h | pause | paused 1h | resume | up 1h | stop | down 1h | start | up 18h"
        ) { options in
            let start = options.range.start
            options.maintenance = { _, _ in [Interval(start: start + .hours(5), end: start + .hours(6))] }
        }
        let explanation = try bench.explanation("fleet.downtime.mtbf_ms")
        #expect(explanation.steps.map(\.value) == [.integer(75_600_000), .integer(1), .number(75_600_000)])
        let planned = try bench.explanation("containers[c0].availability.planned_down_ms")
        #expect(planned.value == .integer(3_600_000))
        #expect(planned.evidence.map(\.kind) == [.stretches, .maintenance])
    }

    @Test("an explanation that does not give the report's figure says so")
    func disagreement() throws {
        let bench = try bench("up 6h | stop | down 18h")
        let other = try self.bench("up 6h | stop | down 18h | start")
        let leaf = try #require(try other.report.figures(at: "fleet.downtime.windows").first)
        let explained = try #require(bench.explained(leaf))
        #expect(explained.agrees)
        var wrong = explained
        wrong.figures = try bench.report.figures(at: "fleet.downtime.down_ms")
        #expect(!wrong.agrees)
        #expect(wrong.text().contains("a defect of tacho"))
        #expect(try String(decoding: wrong.json(), as: UTF8.self).contains("\"agrees\": false"))
    }

    @Test(
        "a path that leads nowhere says where it ends",
        arguments: [
            ("fleet.restart", FigurePathError.Problem.unknown("fleet.restart", candidates: [])),
            ("windows[3].start", .outside("windows", count: 1)),
            ("restarts[0]", .empty("restarts")),
            ("fleet.restarts.count.more", .hasNoParts("fleet.restarts.count")),
            ("fleet..restarts", .malformed(".restarts")),
            ("containers[c0", .malformed("[c0")),
            ("containers[\"c0]", .malformed("[\"c0]")),
            ("containers[]", .malformed("[]")),
        ]
    )
    func paths(path: String, problem: FigurePathError.Problem) throws {
        let bench = try bench("up 6h | stop | down 18h")
        let error = #expect(throws: FigurePathError.self) { try bench.report.figures(at: path) }
        // Which others there are is told by the command.
        if case .unknown(let sought, let candidates)? = error?.problem {
            #expect(.unknown(sought, candidates: []) == problem)
            #expect(candidates.contains("fleet.restarts"))
        } else {
            #expect(error?.problem == problem)
        }
    }

    @Test("names that are not plain stand in quotes")
    func quotedNames() throws {
        let bench = try bench("up 6h | stop by a.b as x[y] | down 18h")
        let paths = try bench.report.figures(at: "actors[\"a.b\"].operations").map(\.path.text)
        #expect(paths == ["actors[0].operations[\"x[y]\"]"])
        #expect(try bench.explanation(paths[0]).value == .integer(1))
    }
}
