import Testing
import Timelines

@testable import Answers

struct GateSelfTestTests {
    /// Samples from 9 500 to 10 500 ms in even steps.
    private func narrow(_ count: Int) -> [Double] {
        (0..<count).map { 9_500 + 1_000 * (Double($0) + 0.5) / Double(count) }
    }

    @Test("a regression of twice the least effect is caught where the samples are many and close together")
    func caught() throws {
        let test = Gate().selfTest(of: GateFixtures.candidate(narrow(200)), against: GateFixtures.baseline(narrow(150)))
        #expect(test.planted == 0.1)
        #expect(test.draws == 20)
        #expect(test.passes)
        #expect(test.pooled.outcome == .caught)
        #expect(test.pooled.caught == 20)
        #expect(test.pooled.falseAlarms == 0)
        #expect(test.pooled.baselineSamples == 150 && test.pooled.candidateSamples == 200)
        // The shift has to exceed 5% of the median: with a standard error of about 289·√(1/200 + 1/150)/10 000 = 0.3%, four draws
        // of five need hardly more.
        let smallest = try #require(test.pooled.smallest)
        #expect(0.048 < smallest && smallest < 0.07)
        #expect(try #require(test.pooled.smallestMilliseconds) == smallest * 10_000)
        #expect(test.groups.isEmpty)
    }

    @Test("where the samples are few and far apart, it is missed, and a larger one is named")
    func missed() throws {
        let wide = (0..<12).map { 1_000 * Double($0 + 1) }
        let test = Gate().selfTest(of: GateFixtures.candidate(wide))
        #expect(!test.passes)
        #expect(test.pooled.outcome == .missed)
        let smallest = try #require(test.pooled.smallest)
        #expect(smallest > 0.1)
        // What is named is caught when it is planted, and much less is not.
        let gate = Gate()
        #expect(gate.selfTest(of: GateFixtures.candidate(wide), planting: smallest + 0.001).passes)
        #expect(!gate.selfTest(of: GateFixtures.candidate(wide), planting: smallest * 0.9).passes)
    }

    @Test("too few samples on either side: the gate can't fail")
    func tooFew() {
        let test = Gate().selfTest(
            of: GateFixtures.candidate(narrow(50)),
            against: GateFixtures.baseline(narrow(9))
        )
        #expect(test.pooled.outcome == .cannotFail(.tooFewSamples))
        #expect(!test.passes)
        #expect(test.pooled.smallest == nil)
    }

    @Test("an alpha that no p of so few samples reaches: the gate can't fail")
    func alphaOutOfReach() throws {
        // Three against three: 2 / C(6, 3) = 0.1.
        let few = GateFixtures.candidate([10_000, 10_100, 10_200])
        let strict = Gate(try GateOptions(alpha: 0.1, minSamples: 3)).selfTest(of: few)
        #expect(strict.pooled.outcome == .cannotFail(.alphaOutOfReach))
        let loose = Gate(try GateOptions(alpha: 0.11, minSamples: 3)).selfTest(of: few)
        #expect(loose.pooled.outcome == .caught)
    }

    @Test("samples of zero stay zero however they are multiplied: the gate can't fail by that")
    func allZero() {
        let test = Gate().selfTest(of: GateFixtures.candidate([Double](repeating: 0, count: 40)))
        #expect(test.pooled.outcome == .cannotFail(.allZero))
    }

    @Test("a least effect of ten times the samples: the gate can't fail")
    func effectOutOfReach() throws {
        let gate = Gate(try GateOptions(minEffect: 9.5))
        let test = gate.selfTest(of: GateFixtures.candidate(narrow(40)), planting: 9)
        #expect(test.pooled.outcome == .cannotFail(.effectOutOfReach))
    }

    @Test("an alpha and an effect that call everything a regression are found out")
    func falseAlarm() throws {
        let gate = Gate(try GateOptions(alpha: 0.999999, minEffect: 0, minSamples: 2))
        let wide = (0..<400).map { 1_000 * Double($0 + 1) }
        let test = gate.selfTest(of: GateFixtures.candidate(wide), seed: 3)
        // A half of the draws is slower by chance alone; which half depends on the seed.
        #expect(test.pooled.falseAlarms >= 4)
        #expect((test.pooled.outcome == .falseAlarm) == (2 * test.pooled.falseAlarms >= test.draws))
    }

    @Test("in a group the change is planted into it alone, and its p adjusted over all groups with enough samples")
    func groups() throws {
        // Four against four: 2 / C(8, 4) = 0.0286 is below 0.05 alone, above it twice.
        let four = [10_000.0, 10_100, 10_200, 10_300]
        let gate = Gate(try GateOptions(minSamples: 4))
        let alone = gate.selfTest(of: GateFixtures.candidate(four, groups: [("a", four)]))
        #expect(alone.groups.map(\.outcome) == [.caught])
        let both = gate.selfTest(
            of: GateFixtures.candidate(four + four, groups: [("a", four), ("b", four), ("c", [1])])
        )
        #expect(
            both.groups.map(\.outcome)
                == [.cannotFail(.alphaOutOfReach), .cannotFail(.alphaOutOfReach), .cannotFail(.tooFewSamples)]
        )
        #expect(both.groups.map { $0.group?.id } == ["a", "b", "c"])
    }

    @Test("without a least effect 10% is planted, and any other on request")
    func planted() throws {
        let side = GateFixtures.candidate(narrow(20))
        #expect(Gate(try GateOptions(minEffect: 0)).selfTest(of: side).planted == 0.1)
        #expect(Gate(try GateOptions(minEffect: 0.2)).selfTest(of: side).planted == 0.4)
        #expect(Gate().selfTest(of: side, planting: 0.25).planted == 0.25)
    }

    @Test("the same seed gives the same figures, another one others")
    func seeds() {
        let side = GateFixtures.candidate((0..<40).map { 5_000 + 300 * Double($0) })
        let gate = Gate()
        #expect(gate.selfTest(of: side, seed: 5) == gate.selfTest(of: side, seed: 5))
        #expect(gate.selfTest(of: side, seed: 5).pooled.smallest != gate.selfTest(of: side, seed: 6).pooled.smallest)
    }

    @Test("the more samples there are, the fewer draws are made")
    func draws() {
        let many = [Double](repeating: 0, count: 30_000)
        // 200 000 / 60 000.
        #expect(Gate().selfTest(of: GateFixtures.candidate(many)).draws == 3)
    }
}
