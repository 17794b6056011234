import Study
import Timelines

@testable import Answers

/// Checks that the tests render, made by hand.
enum CheckFixture {
    static let lastWeek = Interval(start: Fixture.monday - .days(7), end: Fixture.monday)
    static let log = LogState(size: 1_234, root: Array(repeating: 7, count: 32))

    static func confirming(_ ranges: Int) throws -> GateOptions { try GateOptions(confirm: ranges) }

    /// So many samples of the same length, in milliseconds.
    static func side(_ count: Int, of milliseconds: Double, missing: Int = 0) -> GateSide {
        GateSide(LatencySamples(Array(repeating: milliseconds, count: count), missing: missing))
    }

    /// 10 s before, 12.5 s after: 2.5 s, a quarter, of the 10 s before.
    static func slower(_ group: GateGroup? = nil, samples: Int = 12, by shift: Double = 2_500) -> GateComparison {
        GateComparison(
            group: group,
            kind: .start,
            baseline: side(samples, of: 10_000),
            candidate: side(samples, of: 10_000 + shift),
            shift: shift,
            shiftLow: shift - 500,
            shiftHigh: shift + 500,
            effectLimit: 500,
            p: 0.000_05,
            isExact: false,
            adjustedP: 0.049_99,
            verdict: .regression
        )
    }

    static func same(_ group: GateGroup? = nil, p: Double = 0.7) -> GateComparison {
        var comparison = slower(group, by: 100)
        comparison.shiftLow = -400
        comparison.p = p
        comparison.adjustedP = p
        comparison.verdict = .pass
        return comparison
    }

    static func faster(_ group: GateGroup? = nil) -> GateComparison {
        var comparison = slower(group, by: -1_000)
        comparison.p = 0.001
        comparison.adjustedP = 0.001
        comparison.verdict = .improvement
        return comparison
    }

    /// A side without samples: nothing can be told.
    static func empty(_ group: GateGroup? = nil) -> GateComparison {
        GateComparison(
            group: group,
            kind: .start,
            baseline: side(9, of: 10_000),
            candidate: side(0, of: 0, missing: 3),
            shift: nil,
            shiftLow: nil,
            shiftHigh: nil,
            effectLimit: 500,
            p: nil,
            isExact: false,
            adjustedP: nil,
            verdict: .inconclusive
        )
    }

    static func budget(_ name: GateBudget.Name, _ limit: Double, _ value: Double?) -> GateBudgetResult {
        let isKept = value.map { name == .minAvailability ? $0 >= limit : $0 <= limit }
        return GateBudgetResult(
            budget: GateBudget(name, limit: limit),
            value: value,
            verdict: isKept.map { $0 ? .pass : .regression } ?? .inconclusive
        )
    }

    static func group(_ key: String?, name: String? = nil, by grouping: GateGrouping = .server) -> GateGroup {
        GateGroup(grouping, key: key, name: name)
    }

    /// A check of 24 containers whose verdict is the gate's own of what it holds.
    static func report(
        _ comparisons: [GateComparison] = [],
        budgets: [GateBudgetResult] = [],
        stale: [StaleContainer] = [],
        options: AnalysisChoices = AnalysisChoices()
    ) -> CheckReport {
        CheckReport(
            range: Fixture.week,
            timezone: "UTC",
            options: options,
            log: log,
            coverage: CoverageFigures(
                coveredUntil: stale.isEmpty ? Fixture.sunday : nil,
                containers: 24,
                stale: stale
            ),
            baseline: comparisons.isEmpty ? nil : CheckedBaseline(range: lastWeek, timezone: "UTC", log: log),
            figures: GateFigures(
                kind: .start,
                grouping: comparisons.compactMap(\.group).first?.grouping,
                options: .standard,
                comparisons: comparisons,
                budgets: budgets,
                stale: stale,
                baselineStale: [],
                verdict: Gate.verdict(of: comparisons, budgets: budgets, isStale: !stale.isEmpty)
            )
        )
    }

    /// Slower as a whole and on one server of two; a third has too few samples; one budget of three is not kept.
    static let whole = report(
        [
            slower(), same(group("node-eu")), slower(group("node-us"), by: 3_000), empty(group(nil)),
        ],
        budgets: [
            budget(.maxP95, 15_000, 12_500), budget(.minAvailability, 0.995, 0.994_999),
            budget(.maxP99, 20_000, nil),
        ]
    )

    /// Names that would be markup, commands or lines of their own if they could.
    static let hostile = [
        "a\nb|c", "<script>alert(1)</script>", "100%0A::error::owned", "]]>&\"'", "| x |\r\n::error::x",
        "`code` *bold* _it_ [a](http://x.example) @everyone :tada:", "\u{1B}[31mred", "\u{202E}left", "\u{FFFE}", " ",
    ]
}
