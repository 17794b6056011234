import Study
import Testing
import Timelines

@testable import Answers

struct GateComparisonTests {
    private func pooled(_ baseline: [Double], _ candidate: [Double], _ options: GateOptions = .standard) throws
        -> GateComparison
    {
        let comparisons = try Gate(options).comparisons(
            of: GateFixtures.candidate(candidate),
            with: GateFixtures.baseline(baseline)
        )
        return try #require(comparisons.first)
    }

    @Test("slower beyond chance and beyond 5% of the baseline's median is a regression")
    func regression() throws {
        // Medians 1 050 and 1 350: all differences of two ladders of eleven lie at 300 ± 100.
        let comparison = try pooled(GateFixtures.ladder(11), GateFixtures.ladder(11, from: 1_300.5))
        #expect(comparison.verdict == .regression)
        #expect(comparison.group == nil)
        #expect(comparison.shift == 300.5)
        #expect(comparison.effectLimit == 52.5)
        #expect(comparison.relativeShift == 300.5 / 1_050)
        // No overlap: 2 / C(22, 11).
        #expect(comparison.p == 2.0 / 705_432)
        #expect(comparison.isExact)
        #expect(comparison.adjustedP == comparison.p)
        let low = try #require(comparison.shiftLow)
        let high = try #require(comparison.shiftHigh)
        #expect(low < 300.5 && 300.5 < high && 200 < low && high < 401)
        #expect(comparison.baseline.n == 11 && comparison.baseline.p50 == 1_050)
        // p95 needs 20 samples.
        #expect(comparison.baseline.p95 == nil)
    }

    @Test("faster likewise is an improvement")
    func improvement() throws {
        let comparison = try pooled(GateFixtures.ladder(11, from: 1_300.5), GateFixtures.ladder(11))
        #expect(comparison.verdict == .improvement)
        #expect(comparison.shift == -300.5)
    }

    @Test("a shift that is significant but no larger than the least effect passes, in both directions")
    func smallEffect() throws {
        // 40 samples 1 000 ± 0.2, and the same 50 ms later: significant, exactly 5% of the median of 1 000.
        let baseline = (0..<41).map { 1_000 + Double($0 - 20) / 128 }
        let atLimit = try pooled(baseline, baseline.map { $0 + 50 })
        #expect(atLimit.shift == 50 && atLimit.effectLimit == 50)
        #expect(try #require(atLimit.p) < 1e-9)
        #expect(atLimit.verdict == .pass)
        #expect(try pooled(baseline, baseline.map { $0 + 50.25 }).verdict == .regression)
        #expect(try pooled(baseline, baseline.map { $0 - 50 }).verdict == .pass)
        #expect(try pooled(baseline, baseline.map { $0 - 50.25 }).verdict == .improvement)
    }

    @Test("a large shift that can be chance passes")
    func chance() throws {
        // Ten against ten, wide apart each: half of them higher, half lower. U = 5·10 + 5·… is the middle's neighbour.
        let baseline = (0..<10).map { Double($0) * 1_000 }
        let comparison = try pooled(baseline, baseline.map { $0 + 1_500.5 })
        #expect(try #require(comparison.shift) > 1_000)
        #expect(comparison.verdict == .pass)
    }

    @Test("alpha and the least effect are settings")
    func settings() throws {
        let baseline = GateFixtures.ladder(11)
        let candidate = GateFixtures.ladder(11, from: 1_300.5)
        #expect(try pooled(baseline, candidate, GateOptions(alpha: 2.0 / 705_432)).verdict == .pass)
        #expect(try pooled(baseline, candidate, GateOptions(minEffect: 0.3)).verdict == .pass)
        #expect(try pooled(baseline, candidate, GateOptions(minEffect: 0.25)).verdict == .regression)
        let wide = try pooled(baseline, candidate, GateOptions(confidence: 0.999))
        let narrow = try pooled(baseline, candidate, GateOptions(confidence: 0.5))
        #expect(try #require(wide.shiftLow) < #require(narrow.shiftLow))
    }

    @Test("fewer samples than asked for on either side are inconclusive, however far apart they lie")
    func fewSamples() throws {
        let few = GateFixtures.ladder(9)
        let enough = GateFixtures.ladder(10, from: 90_000.5)
        #expect(try pooled(few, enough).verdict == .inconclusive)
        #expect(try pooled(enough, few).verdict == .inconclusive)
        #expect(try pooled(GateFixtures.ladder(10), enough).verdict == .regression)
        let shown = try pooled(few, enough)
        #expect(shown.p != nil && shown.shift != nil)
        #expect(try pooled(few, enough, GateOptions(minSamples: 9)).verdict == .regression)
    }

    @Test("a side without samples has neither shift nor p, and is inconclusive")
    func noSamples() throws {
        for (baseline, candidate) in [([], GateFixtures.ladder(30)), (GateFixtures.ladder(30), []), ([], [])] {
            let comparison = try pooled(baseline, candidate, GateOptions(minSamples: 1))
            #expect(comparison.verdict == .inconclusive)
            #expect(comparison.p == nil && comparison.shift == nil && comparison.shiftLow == nil)
        }
    }

    @Test("a regression from a median of zero is not missed")
    func fromZero() throws {
        let zeros = [Double](repeating: 0, count: 30)
        let slow = try pooled(zeros, [Double](repeating: 5_000, count: 30))
        #expect(slow.effectLimit == 0)
        #expect(slow.verdict == .regression)
        #expect(slow.relativeShift == nil)
        #expect(try pooled(zeros, [Double](repeating: 0.001, count: 30)).verdict == .regression)
        #expect(try pooled([Double](repeating: 5_000, count: 30), zeros).verdict == .improvement)
    }

    @Test("identical samples pass with a p of 1")
    func identical() throws {
        for value in [0.0, 7_500] {
            let side = [Double](repeating: value, count: 12)
            let comparison = try pooled(side, side)
            #expect(comparison.verdict == .pass)
            #expect(comparison.p == 1 && comparison.shift == 0)
        }
        #expect(try pooled(GateFixtures.ladder(15), GateFixtures.ladder(15)).verdict == .pass)
    }

    @Test("ranges that share an instant are an error, ranges that touch are not")
    func overlap() throws {
        var candidate = GateFixtures.candidate([1])
        candidate.range.start = candidate.range.start - TimeSpan(milliseconds: 1)
        let error = #expect(throws: GateError.self) {
            try Gate().comparisons(of: candidate, with: GateFixtures.baseline([1]))
        }
        #expect(error?.code == .overlappingRanges)
        #expect(
            error?.description
                == "the baseline 1970-01-01T00:00:00.000Z to 1970-01-08T00:00:00.000Z overlaps the range "
                + "1970-01-07T23:59:59.999Z to 1970-01-15T00:00:00.000Z; compare ranges that share no instant"
        )
        #expect(try Gate().comparisons(of: GateFixtures.candidate([1]), with: GateFixtures.baseline([1])).count == 1)
    }

    @Test("a baseline of another kind is an error")
    func otherKind() {
        let error = #expect(throws: GateError.self) {
            try Gate().comparisons(of: GateFixtures.candidate([1]), with: GateFixtures.baseline([1], kind: .stop))
        }
        #expect(error?.code == .otherKind)
    }

    @Test(
        "settings outside of their bounds are errors",
        arguments: [
            (0, 0.05, 10, 0.95), (1, 0.05, 10, 0.95), (.nan, 0.05, 10, 0.95), (0.05, -0.1, 10, 0.95),
            (0.05, .nan, 10, 0.95), (0.05, .infinity, 10, 0.95), (0.05, 0.05, 0, 0.95), (0.05, 0.05, 10, 1),
            (0.05, 0.05, 10, 0),
        ] as [(Double, Double, Int, Double)]
    )
    func badOptions(alpha: Double, minEffect: Double, minSamples: Int, confidence: Double) {
        let error = #expect(throws: GateError.self) {
            try GateOptions(alpha: alpha, minEffect: minEffect, minSamples: minSamples, confidence: confidence)
        }
        #expect(error?.code == .badOption)
    }
}
