import Testing
import Timelines

@testable import Answers

struct GateVerdictTests {
    private let usual = GateFixtures.ladder(11)
    private let slow = GateFixtures.ladder(11, from: 1_300.5)
    private let few = GateFixtures.ladder(9)
    private let stale = [StaleContainer(id: ContainerID("a"), name: nil, coveredUntil: nil)]
    private let kept = GateBudget(.maxRestartsPerDay, limit: 1)
    private let broken = GateBudget(.maxDowntime, limit: 10)
    private let withheld = GateBudget(.maxP99, limit: 10)

    private func verdict(
        _ candidate: [Double],
        _ baseline: [Double]?,
        budgets: [GateBudget] = [],
        stale: [StaleContainer] = [],
        baselineStale: [StaleContainer] = []
    ) throws -> GateVerdict {
        let figures = GateFixtures.figures(
            {
                $0.restarts.perDay = 0.5
                $0.downtime.down = .seconds(60)
            },
            stale: stale
        )
        return try Gate().figures(
            of: GateFixtures.candidate(candidate),
            figures: figures,
            against: baseline.map { GateFixtures.baseline($0) },
            baselineStale: baselineStale,
            budgets: budgets
        ).verdict
    }

    @Test("the first of regression, stale, inconclusive and pass is the verdict")
    func order() throws {
        #expect(try verdict(usual, usual) == .pass)
        #expect(try verdict(usual, slow) == .pass)
        #expect(try verdict(few, usual) == .inconclusive)
        #expect(try verdict(few, usual, stale: stale) == .stale)
        #expect(try verdict(slow, usual) == .regression)
        #expect(try verdict(slow, usual, stale: stale) == .regression)
    }

    @Test("a baseline that is not covered to its end is stale, too")
    func staleBaseline() throws {
        #expect(try verdict(usual, usual, baselineStale: stale) == .stale)
        #expect(try verdict(usual, nil, budgets: [kept], baselineStale: stale) == .pass)
    }

    @Test("budgets count beside the comparison and alone")
    func budgets() throws {
        #expect(try verdict(usual, usual, budgets: [kept]) == .pass)
        #expect(try verdict(usual, usual, budgets: [kept, broken]) == .regression)
        #expect(try verdict(usual, usual, budgets: [withheld]) == .inconclusive)
        #expect(try verdict(few, usual, budgets: [broken], stale: stale) == .regression)
        #expect(try verdict(usual, nil, budgets: [kept]) == .pass)
        #expect(try verdict(usual, nil, budgets: [kept, withheld]) == .inconclusive)
        #expect(try verdict(usual, nil, budgets: [kept], stale: stale) == .stale)
    }

    @Test("where nothing is judged, nothing passes")
    func nothing() throws {
        #expect(try verdict(usual, nil) == .inconclusive)
    }

    @Test("a group that regresses decides, groups with too few samples don't, improvements pass and are named")
    func groups() throws {
        let gate = Gate()
        // Pooled, eleven slow samples among 111 are no regression; their group is one.
        let many = GateFixtures.ladder(100).map { $0 + 0.25 }
        let figures = try gate.figures(
            of: GateFixtures.candidate(many + slow, groups: [("many", many), ("one", slow)]),
            figures: GateFixtures.figures(),
            against: GateFixtures.baseline(many + usual, groups: [("many", many), ("one", usual)])
        )
        #expect(figures.comparisons.map(\.verdict) == [.pass, .pass, .regression])
        #expect(figures.verdict == .regression)
        #expect(figures.regressions.map { $0.group?.id } == ["one"])

        let unsure = try gate.figures(
            of: GateFixtures.candidate(many + few, groups: [("few", few), ("many", many)]),
            figures: GateFixtures.figures(),
            against: GateFixtures.baseline(many + few, groups: [("few", few), ("many", many)])
        )
        #expect(unsure.comparisons.map(\.verdict) == [.pass, .inconclusive, .pass])
        #expect(unsure.verdict == .pass)

        let none = try gate.figures(
            of: GateFixtures.candidate(many, groups: [("few", few)]),
            figures: GateFixtures.figures(),
            against: GateFixtures.baseline(many, groups: [("few", few)])
        )
        #expect(none.comparisons.map(\.verdict) == [.pass, .inconclusive] && none.verdict == .inconclusive)

        let faster = try gate.figures(
            of: GateFixtures.candidate(usual),
            figures: GateFixtures.figures(),
            against: GateFixtures.baseline(slow)
        )
        #expect(faster.verdict == .pass)
        #expect(faster.improvements.count == 1)
    }
}
