import Testing
import Timelines

@testable import Answers

struct GateGroupTests {
    private let slow = GateFixtures.ladder(11, from: 1_300.5)
    private let usual = GateFixtures.ladder(11)

    private func comparisons(_ baseline: [(String?, [Double])], _ candidate: [(String?, [Double])]) throws
        -> [GateComparison]
    {
        try Gate().comparisons(
            of: GateFixtures.candidate(candidate.flatMap(\.1), groups: candidate),
            with: GateFixtures.baseline(baseline.flatMap(\.1), groups: baseline)
        )
    }

    @Test(
        "the pooled comparison comes first, then every group of either side by code points, the nameless last of its like"
    )
    func order() throws {
        let all = try comparisons(
            [("b", usual), ("Z", usual), (nil, usual)],
            [("ä", usual), ("b", usual), ("(unattributed)", usual), (nil, usual)]
        )
        #expect(all.map { $0.group?.id } == [nil, "(unattributed)", "(unattributed)", "Z", "b", "ä"])
        #expect(all.map { $0.group?.key } == [nil, "(unattributed)", nil, "Z", "b", "ä"])
        #expect(all.map(\.baseline.n) == [33, 0, 11, 11, 11, 0])
        #expect(all.map(\.candidate.n) == [44, 11, 11, 0, 11, 11])
    }

    @Test("a group's p is adjusted by Holm's method over the groups with enough samples alone")
    func holm() throws {
        let few = GateFixtures.ladder(9)
        let all = try comparisons(
            [("a", usual), ("b", usual), ("c", few), ("d", usual)],
            [("a", slow), ("b", usual), ("c", few.map { $0 + 50_000 }), ("e", usual)]
        )
        let raw = 2.0 / 705_432
        #expect(all.map { $0.group?.id } == [nil, "a", "b", "c", "d", "e"])
        // Two groups have enough on both sides: 2 · p, then 1.
        #expect(all[1].p == raw && all[1].adjustedP == 2 * raw)
        #expect(all[2].adjustedP == 1)
        #expect(all[3].adjustedP == nil && all[3].p != nil)
        #expect(all[4].adjustedP == nil && all[4].p == nil)
        #expect(all.dropFirst().map(\.verdict) == [.regression, .pass, .inconclusive, .inconclusive, .inconclusive])
    }

    @Test("the pooled p is not adjusted")
    func pooledOutside() throws {
        let all = try comparisons([("a", usual), ("b", usual)], [("a", slow), ("b", slow)])
        #expect(all[0].adjustedP == all[0].p)
        #expect(all[1].adjustedP == 2.0 / 705_432 * 2)
    }

    @Test("a group that is significant alone passes where the adjustment takes that away")
    func adjustedAway() throws {
        // Five of ten samples moved above all others: U = 5·10 + 5·… alone p = 0.0355 (U = 22), twice that is above 0.05.
        let baseline = (0..<10).map { Double($0) + 100 }
        // Against 0 … 9, seven samples above all and three below: U = 70; two-sided p = 2·P(U ≤ 30) = 0.143; eight: U = 80, p = 0.0233.
        let candidate = (0..<10).map { $0 < 8 ? 200 + Double($0) : Double($0) }
        let alone = try comparisons([("a", baseline)], [("a", candidate)])
        #expect(alone[1].verdict == .regression)
        let many = (0..<3).map { ("\($0)" as String?, baseline) }
        let together = try comparisons([("a", baseline)] + many, [("a", candidate)] + many)
        #expect(together.last?.group?.id == "a")
        #expect(together.last?.p == alone[1].p)
        #expect(together.last?.verdict == .pass)
    }

    @Test("a grouped baseline serves a candidate that is not grouped; any other grouping is an error")
    func groupings() throws {
        let grouped = GateFixtures.baseline(usual, groups: [("a", usual)])
        #expect(try Gate().comparisons(of: GateFixtures.candidate(usual), with: grouped).count == 1)
        for baseline in [GateFixtures.baseline(usual), GateFixtures.baseline(usual, groups: [], by: .server)] {
            let error = #expect(throws: GateError.self) {
                try Gate().comparisons(of: GateFixtures.candidate(usual, groups: [("a", usual)]), with: baseline)
            }
            #expect(error?.code == .otherGrouping)
        }
    }

    @Test("groups are told apart byte for byte, and a container is the same under another name")
    func identity() {
        let composed = GateGroup(.actor, key: "\u{e9}")
        let decomposed = GateGroup(.actor, key: "e\u{301}")
        #expect(!composed.isSame(as: decomposed))
        #expect(GateGroup(.container, key: "1", name: "a").isSame(as: GateGroup(.container, key: "1", name: "b")))
        #expect(!GateGroup(.server, key: nil).isSame(as: GateGroup(.server, key: "(unknown)")))
        #expect(GateGroup(.server, key: nil).id == "(unknown)")
        #expect(GateGroup(.actor, key: nil).id == "(unattributed)")
    }
}
