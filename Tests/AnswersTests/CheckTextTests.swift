import Testing
import Timelines

@testable import Answers
@testable import Rendering

/// Expected texts are written out by the rules of docs/ci.md from the numbers in `CheckFixture`.
@Suite("A check as text")
struct CheckTextTests {
    @Test("the verdict and why stand first, then one line a group, those that don't decide, and the budgets")
    func whole() {
        #expect(
            CheckFixture.whole.text() == """
                Regression: start latency rose by 2.5 s, 25.0% of the median before; it rose in 1 of 2 servers, most
                  in node-us (by 3.0 s, 30.0% of the median before); 1 of 3 budgets is not kept: min-availability
                  (99.49%, at least 99.5%).

                  candidate  2026-11-09 00:00:00 to 2026-11-16 00:00:00  UTC, 24 containers
                  baseline   2026-11-02 00:00:00 to 2026-11-09 00:00:00  the same containers

                Start latency
                     server        before → after  change  95% interval           p  samples
                  ✗  all          10.0 s → 12.5 s  +25.0%  +20.0% to +30.0%  0.0499    12+12
                  ✗  node-us      10.0 s → 13.0 s  +30.0%  +25.0% to +35.0%  0.0499    12+12
                  ~  node-eu      10.0 s → 10.1 s   +1.0%  -4.0% to +6.0%    0.7000    12+12
                  ?  (unknown)  10.0 s → withheld    none  none                          9+0
                  ✗ slower; ~ no change beyond chance; ? fewer than 10 samples a side.

                  Before and after are medians (p50). The change is the Hodges–Lehmann shift, p is of the two-sided
                  Mann–Whitney test, of groups after Holm's correction. A regression has p below 0.05 and a rise of
                  more than 5% of the median before.

                Budgets, over the candidate
                     budget            limit           verdict       figure
                  ✓  max-p95           at most 15.0 s  kept          12.5 s
                  ✗  min-availability  at least 99.5%  not kept      99.49%
                  ?  max-p99           at most 20.0 s  inconclusive  too few samples

                Computed from a log of 1,234 records, root hash BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=. What
                each figure means: docs/ci.md.

                """
        )
    }

    @Test("where nothing could be compared, the largest change stands below the verdict, with what to do")
    func advice() throws {
        var few = CheckFixture.slower(CheckFixture.group("node-eu"), samples: 4, by: 6_300)
        (few.verdict, few.adjustedP) = (.inconclusive, nil)
        var none = CheckFixture.slower(samples: 4)
        (none.verdict, none.adjustedP) = (.inconclusive, nil)
        let report = CheckFixture.report([none, few])
        let lines = report.text().split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0] == "Inconclusive: start latency has 4 samples before and 4 after, and 10 a side are needed.")
        let largest =
            "The largest change, which can be chance: node-eu, 10.0 s before and 16.3 s after (+6.3 s (+63.0%)), 4 and 4 samples."
        #expect(report.text().replacing("\n", with: "").replacing("  ", with: " ").contains(largest))
        #expect(report.text().contains("\n  Widen both ranges, or give --allow-inconclusive in the first weeks.\n"))
        #expect(!CheckFixture.whole.text().contains("The largest change"))
    }

    @Test("the headline says each verdict and why, in one sentence")
    func headlines() {
        let eu = CheckFixture.group("node-eu")
        let stale = [StaleContainer(id: Fixture.id(1), name: "prod", coveredUntil: nil)]
        var beyond = CheckFixture.same(p: 0.01)
        beyond.candidate = CheckFixture.side(12, of: 10_100)
        var fromZero = CheckFixture.slower()
        fromZero.baseline = CheckFixture.side(12, of: 0)
        let expected: [(CheckReport, String)] = [
            (
                CheckFixture.report([CheckFixture.same()]),
                "Pass: start latency shows no change beyond chance (p 0.7000)."
            ),
            (
                CheckFixture.report([beyond]),
                "Pass: start latency changed by +1.0%, below the threshold of 5%."
            ),
            (
                CheckFixture.report([CheckFixture.faster(), CheckFixture.same(eu)]),
                "Pass: start latency fell by 1.0 s, 10.0% of the median before; the server is not slower."
            ),
            (
                CheckFixture.report([CheckFixture.same(), CheckFixture.faster(eu)]),
                "Pass: start latency shows no change beyond chance (p 0.7000); the server got faster."
            ),
            (
                CheckFixture.report([CheckFixture.same(), CheckFixture.slower(eu)]),
                "Regression: start latency rose in 1 of 1 server, most in node-eu (by 2.5 s, 25.0% of the median before)."
            ),
            (CheckFixture.report([fromZero]), "Regression: start latency rose by 2.5 s from zero."),
            (
                CheckFixture.report([CheckFixture.empty()]),
                "Inconclusive: start latency has 9 samples before and 0 after, and 10 a side are needed."
            ),
            (
                CheckFixture.report(budgets: [CheckFixture.budget(.maxP99, 1, nil)]),
                "Inconclusive: max-p99 has no figure to be held against."
            ),
            (
                CheckFixture.report(budgets: [CheckFixture.budget(.maxFailedStarts, 2, 2)]),
                "Pass: the budget is kept."
            ),
            (
                CheckFixture.report(budgets: [CheckFixture.budget(.maxFailedStarts, 2, 3)]),
                "Over budget: the budget is not kept: max-failed-starts (3, at most 2)."
            ),
            (
                CheckFixture.report([CheckFixture.same()], stale: stale),
                "Stale: 1 of 24 containers is not covered to the end of the candidate's range, so nothing can pass; run "
                    + "tacho ingest."
            ),
            (CheckFixture.report(), "Inconclusive: nothing could be judged."),
        ]
        for (report, headline) in expected { #expect(report.headline == headline) }
    }

    @Test("what can't be told is a word and never a zero")
    func withheld() {
        let text = CheckFixture.report([CheckFixture.empty()]).text()
        #expect(text.contains("  ?  all  10.0 s → withheld    none  none                 9+0\n"))
        #expect(text.contains("Not compared, for lack of a usable duration: 3 of 3 after.\n"))
        var open = CheckFixture.same()
        open.shiftHigh = nil
        #expect(open.interval.withPlainBlanks == "-400 ms or more")
        #expect(open.relativeInterval.withPlainBlanks == "-4.0% or more")
        open.shiftLow = nil
        #expect(open.interval.withPlainBlanks == "no bounds")
        open.shiftHigh = 20
        #expect(open.interval.withPlainBlanks == "+20 ms or less")
        open.baseline = CheckFixture.side(12, of: 0)
        #expect(open.relativeInterval.withPlainBlanks == "+20 ms or less")
        #expect(open.changeInFull.withPlainBlanks == "+100 ms (from zero)")
        let undefined = CheckFixture.report(
            budgets: GateBudget.Name.allCases.map { CheckFixture.budget($0, 1, nil) }
        )
        let budgets = undefined.text().split(separator: "\n").filter { $0.contains(" inconclusive ") }
        #expect(budgets.count == GateBudget.Name.allCases.count)
        for line in budgets { #expect(line.contains("too few samples") || line.contains(" none"), "\(line)") }
    }

    @Test("what is not covered and what was asked for stand below the ranges, in Markdown too")
    func scope() {
        let stale = [
            StaleContainer(id: Fixture.id(1), name: "prod", coveredUntil: Fixture.monday),
            StaleContainer(id: Fixture.id(2), name: nil, coveredUntil: nil),
        ]
        var report = CheckFixture.report(
            [CheckFixture.same()],
            stale: stale,
            options: AnalysisChoices(containers: ["prod|1"])
        )
        report.figures.baselineStale = [stale[1]]
        let id = Fixture.id(2).text
        #expect(
            report.text().contains(
                """
                  baseline   2026-11-02 00:00:00 to 2026-11-09 00:00:00  the same containers
                  2 of 24 containers are stale, that is not covered to the end: prod (until 2026-11-09 00:00:00) and
                  \(id) (never).
                  Not covered to the end of the baseline: \(id).
                  Only containers that match “prod|1”.


                """.dropLast()
            )
        )
        let markdown = report.markdown()
        #expect(markdown.contains("\n- Only containers that match “prod&#124;1”.\n"))
        #expect(markdown.contains("\n- Not covered to the end of the baseline: \(id).\n"))
        #expect(markdown.contains("prod (until 2026-11-09 00:00:00) and \(id) (never).\n"))
        #expect(
            report.headline
                == "Stale: 2 of 24 containers are not covered to the end of the candidate's range and 1 container is not "
                + "covered to the end of the baseline's range, so nothing can pass; run tacho ingest."
        )
    }

    @Test("a limit and a figure that differ never look the same")
    func closeBudgets() {
        func shown(_ name: GateBudget.Name, _ limit: Double, _ value: Double) -> String {
            CheckFixture.budget(name, limit, value).account.withPlainBlanks
        }
        #expect(shown(.maxP95, 8_250, 8_260) == "max-p95 (8260 ms, at most 8250 ms)")
        #expect(shown(.maxP95, 8_250, 8_310) == "max-p95 (8.3 s, at most 8.2 s)")
        #expect(shown(.maxP95, 8_250, 8_250) == "max-p95 (8.2 s, at most 8.2 s)")
        #expect(shown(.minAvailability, 0.995, 0.995) == "min-availability (99.50%, at least 99.5%)")
        #expect(shown(.minAvailability, 0.999_99, 0.999_985) == "min-availability (99.998%, at least 99.999%)")
        #expect(shown(.minAvailability, 1, 0.999_999_9) == "min-availability (99.99%, at least 100%)")
        #expect(shown(.minAvailability, 0.07, 1) == "min-availability (100%, at least 7%)")
        #expect(shown(.minAvailability, 0.07, 0.000_05) == "min-availability (0.00%, at least 7%)")
        #expect(shown(.maxRestartsPerDay, 2.5, 2.504) == "max-restarts-per-day (2.504 a day, at most 2.5 a day)")
        #expect(shown(.maxRestartsPerDay, 2.5, 3) == "max-restarts-per-day (3.00 a day, at most 2.50 a day)")
        #expect(shown(.maxDowntime, 3_600_000, 90_000) == "max-downtime (1 min 30 s, at most 1 h)")
    }

    @Test("a probability is rounded down, so that one below the level never looks like it")
    func probabilities() {
        let shown = [1, 0.5, 0.05, 0.049_999, 0.000_1, 0.000_099, 0].map { probability($0).withPlainBlanks }
        #expect(shown == ["1.0000", "0.5000", "0.0500", "0.0499", "0.0001", "under 0.0001", "under 0.0001"])
    }

    @Test("a column has one unit, and a change its sign")
    func shortAmounts() {
        let spans = [0, 0.4, 999.9, 1_000, 59_999, 60_000, 3_599_999, 86_400_000].map {
            shortLabel(milliseconds: $0).withPlainBlanks
        }
        #expect(spans == ["0 s", "under 1 ms", "999 ms", "1.0 s", "59.9 s", "1.0 min", "59.9 min", "24.0 h"])
        #expect([-1_500, 0, 20].map { signedLabel(milliseconds: $0).withPlainBlanks } == ["-1.5 s", "0 s", "+20 ms"])
        #expect([-0.999, 0, 0.057, 12.3456].map(signedPercent) == ["-99.9%", "0%", "+5.7%", "+1,234.5%"])
    }

    @Test(
        "the worst group stands first, namesakes are told apart, and what shows no change is counted unless all is asked for"
    )
    func manyGroups() {
        let groups = (1...60).map { number in
            let group = CheckFixture.group(Fixture.id(number).text, name: "prod", by: .container)
            return number <= 30
                ? CheckFixture.slower(group, by: Double(1_000 + number * 10)) : CheckFixture.same(group)
        }
        var report = CheckFixture.report([CheckFixture.same()] + groups)
        let lines = report.text().split(separator: "\n").map(String.init)
        let rows = lines.filter { $0.contains("prod (…") && $0.contains("12+12") }
        #expect(rows.count == 30)
        #expect(rows.first?.contains("✗  prod (…000030)") == true)
        #expect(rows.last?.contains("✗  prod (…000001)") == true)
        #expect(lines.contains("  ~ 30 containers without a change beyond chance (--full lists them)"))
        #expect(lines.allSatisfy { $0.count <= 100 })
        report.listsAll = true
        let all = report.text().split(separator: "\n").filter { $0.contains("prod (…") && $0.contains("12+12") }
        #expect(all.count == 60)
        #expect(all[29].contains("✗  prod (…000001)") && all[30].contains("~  prod"))
    }

    @Test("no name breaks a line, whatever it holds")
    func hostileNames() {
        let groups = CheckFixture.hostile.map { CheckFixture.slower(CheckFixture.group($0)) }
        let text = CheckFixture.report([CheckFixture.slower()] + groups).text()
        let rows = text.split(separator: "\n").filter { $0.contains("12+12") }
        #expect(rows.count == groups.count + 1)
        #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
        #expect(!text.unicodeScalars.contains("\u{202E}"))
    }

    @Test("colours are emphasis: without them it is the same text")
    func colours() {
        let coloured = CheckFixture.whole.text(style: .ansi)
        #expect(coloured.hasPrefix("\u{1B}[1mRegression"))
        #expect(coloured.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "") == CheckFixture.whole.text())
    }
}
