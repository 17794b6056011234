import Foundation
import Rendering
import SchemaValidation
import Study
import Testing
import Timelines

@testable import Answers

@Suite("A check, a self-test and a baseline as JSON")
struct CheckJSONTests {
    private func members(_ bytes: [UInt8]) throws -> [String: Any] {
        #expect(try PrintedDocument(bytes).complaints() == [])
        return try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test("a check has the verdict, each comparison at full precision, and null where nothing can be told")
    func check() throws {
        let document = try members(CheckFixture.whole.json())
        #expect(document["verdict"] as? String == "regression")
        let comparisons = try #require(document["comparisons"] as? [[String: Any]])
        #expect(comparisons.map { $0["group"] as? String } == [nil, "node-eu", "node-us", "(unknown)"])
        #expect(comparisons.map { $0["decides"] as? Bool } == [true, true, true, false])
        #expect(comparisons[0]["p_value"] as? Double == 0.000_05)
        #expect(comparisons[0]["p_adjusted"] as? Double == 0.049_99)
        #expect(comparisons[0]["shift_ms"] as? Double == 2_500)
        #expect(comparisons[0]["shift_ci95"] as? [Double] == [2_000, 3_000])
        #expect(comparisons[0]["shift_ratio"] as? Double == 0.25)
        #expect((comparisons[0]["baseline"] as? [String: Any])?["p50_ms"] as? Double == 10_000)
        // Twelve samples are too few for a p95.
        #expect((comparisons[0]["baseline"] as? [String: Any])?["p95_ms"] is NSNull)
        for name in ["shift_ms", "shift_ci95", "shift_ratio", "p_value", "p_adjusted"] {
            #expect(comparisons[3][name] is NSNull, "\(name)")
        }
        let budgets = try #require(document["budgets"] as? [[String: Any]])
        #expect(budgets.map { $0["verdict"] as? String } == ["pass", "regression", "inconclusive"])
        #expect(budgets[2]["value"] is NSNull)
    }

    @Test("an end of the interval that no samples reach is null, and names may hold anything")
    func hostile() throws {
        var open = CheckFixture.same()
        open.shiftLow = nil
        let groups = CheckFixture.hostile.map { CheckFixture.slower(CheckFixture.group($0, name: $0, by: .container)) }
        let document = try members(CheckFixture.report([open] + groups).json())
        let comparisons = try #require(document["comparisons"] as? [[String: Any]])
        let interval = try #require(comparisons[0]["shift_ci95"] as? [Any])
        #expect(interval[0] is NSNull && interval[1] as? Double == 600)
        #expect(comparisons.dropFirst().compactMap { $0["name"] as? String } == CheckFixture.hostile)
    }

    @Test("without a baseline it is null, and there are budgets alone")
    func budgetsAlone() throws {
        let document = try members(CheckFixture.report(budgets: [CheckFixture.budget(.maxDowntime, 1, 0)]).json())
        #expect(document["baseline"] is NSNull)
        #expect((document["comparisons"] as? [Any])?.isEmpty == true)
        #expect(document["verdict"] as? String == "pass")
    }

    private static func result(
        _ outcome: SelfTestResult.Outcome,
        smallest: Double? = 0.123,
        group: GateGroup? = nil
    ) -> SelfTestResult {
        SelfTestResult(
            group: group,
            baselineSamples: 40,
            candidateSamples: 50,
            caught: 190,
            falseAlarms: 1,
            smallest: smallest,
            smallestMilliseconds: smallest.map { $0 * 10_000 },
            outcome: outcome
        )
    }

    private static func selfTest(_ pooled: SelfTestResult, groups: [SelfTestResult] = []) -> SelfTestReport {
        SelfTestReport(
            range: Fixture.week,
            timezone: "UTC",
            kind: .start,
            grouping: groups.isEmpty ? nil : .server,
            options: AnalysisChoices(),
            log: CheckFixture.log,
            figures: SelfTestFigures(
                options: .standard,
                seed: 1,
                draws: 200,
                power: 0.8,
                planted: 0.1,
                pooled: pooled,
                groups: groups
            )
        )
    }

    @Test("a self-test says whether the gate can fail, in words and as JSON")
    func selfTests() throws {
        let expected: [(SelfTestResult.Outcome, String, String)] = [
            (
                .caught, "caught",
                "The gate can fail: a start latency that is 10% longer is caught in 190 of 200 draws; the smallest shift "
                    + "that is: +12.3% (+1.2 s)."
            ),
            (
                .missed, "missed",
                "The gate would miss a start latency that is 10% longer: it is caught in 190 of 200 draws only; the "
                    + "smallest shift that is: +12.3% (+1.2 s)."
            ),
            (
                .falseAlarm, "false-alarm",
                "The gate can't tell a regression from none: without any planted it fails in 1 of 200 draws."
            ),
            (
                .cannotFail(.tooFewSamples), "inconclusive",
                "Inconclusive, as the gate would be: 40 samples before and 50 after, and 10 a side are needed."
            ),
            (
                .cannotFail(.alphaOutOfReach), "cannot-fail",
                "The gate cannot fail: so few samples never have a p below 0.05."
            ),
            (
                .cannotFail(.allZero), "cannot-fail",
                "The gate cannot fail: all samples are zero, and stay so however much longer they get."
            ),
            (
                .cannotFail(.effectOutOfReach), "cannot-fail",
                "The gate cannot fail: ten times as long is no more than the least effect."
            ),
            (
                .cannotFail(.notCalled), "cannot-fail",
                "The gate cannot fail: not even ten times as long is called a regression."
            ),
        ]
        for (outcome, name, headline) in expected {
            let report = Self.selfTest(Self.result(outcome))
            #expect(report.headline == headline)
            let document = try members(report.json())
            #expect(document["outcome"] as? String == name)
            #expect(document["reason"] as? String == headline)
        }
    }

    @Test("a self-test as text has a line for each group")
    func selfTestText() {
        let report = Self.selfTest(
            Self.result(.caught),
            groups: [
                Self.result(.missed, group: CheckFixture.group("node-eu")),
                Self.result(.cannotFail(.tooFewSamples), smallest: nil, group: CheckFixture.group(nil)),
            ]
        )
        #expect(
            report.text() == """
                The gate can fail: a start latency that is 10% longer is caught in 190 of 200 draws; the smallest
                  shift that is: +12.3% (+1.2 s).

                  server   samples  +10.0% caught  false alarms  smallest caught  outcome
                  all       40, 50         95.00%         0.50%  +12.3% (+1.2 s)  caught
                  node-eu   40, 50         95.00%         0.50%  +12.3% (+1.2 s)  missed
                  Not tried, for too few samples: 1 group.

                Both sides are drawn 200 times from the candidate's own samples, as many as each side has; all of
                the second are then made longer. A shift counts as caught where that is called a regression in 80%
                of the draws (seed 1). Settings: alpha 0.05, least effect 5%, 10 samples a side.
                Candidate: 2026-11-09 00:00:00 to 2026-11-16 00:00:00, UTC; computed from a log of 1,234 records,
                root hash BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=. See docs/ci.md.

                """
        )
    }

    @Test("a baseline has one line of samples for each group, and one in all where it is not grouped")
    func baseline() throws {
        var saved = SavedBaseline(
            samples: RangeSamples(
                kind: .start,
                range: Fixture.week,
                pooled: LatencySamples([30, 10.5, 20], missing: 1, invalid: 2)
            ),
            timezone: "Europe/Berlin",
            scope: GateScope(containers: ["prod"]),
            logSize: 1_234,
            logRoot: CheckFixture.log.root
        )
        #expect(
            String(decoding: saved.json(), as: UTF8.self) == """
                {
                  "schema": "tachograph.baseline/1",
                  "kind": "start",
                  "group_by": null,
                  "range": {
                    "from": "2026-11-09T00:00:00.000Z",
                    "to": "2026-11-16T00:00:00.000Z",
                    "timezone": "Europe/Berlin"
                  },
                  "containers": [
                    "prod"
                  ],
                  "projects": [],
                  "log": {
                    "size": 1234,
                    "root": "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="
                  },
                  "samples": [
                    {
                      "group": null,
                      "name": null,
                      "missing": 1,
                      "invalid": 2,
                      "ms": [10.5, 20, 30]
                    }
                  ]
                }

                """
        )
        saved.samples.grouping = .actor
        saved.samples.groups = [
            GroupSamples(group: CheckFixture.group(nil, by: .actor), samples: LatencySamples([10.5])),
            GroupSamples(group: CheckFixture.group("a\nb", by: .actor), samples: LatencySamples([20, 30])),
        ]
        let document = try members(saved.json())
        let lists = try #require(document["samples"] as? [[String: Any]])
        #expect(lists.map { $0["ms"] as? [Double] } == [[10.5], [20, 30]])
        #expect(lists[0]["group"] is NSNull)
        #expect(lists[1]["group"] as? String == "a\nb")
    }
}
