import Testing

@testable import Statistics

struct HodgesLehmannShiftTests {
    private func shift(_ baseline: [Double], _ candidate: [Double], _ confidence: Double = 0.95) throws
        -> HodgesLehmannShift
    {
        try #require(
            HodgesLehmannShift(
                baseline: SortedSamples(baseline),
                candidate: SortedSamples(candidate),
                confidence: confidence
            )
        )
    }

    @Test("Hollander and Wolfe's permeability constants have their shift and interval")
    func permeability() throws {
        // Examples 4.3 and 4.4: −0.305, and (−0.76, 0.15) with a confidence of 0.96, the least above 0.95: ranks 9 and 42.
        let shift = try shift(WorkedExamples.atTerm, WorkedExamples.midGestation)
        #expect(abs(shift.estimate + 0.305) < 1e-12)
        #expect(abs(try #require(shift.low) + 0.76) < 1e-12)
        #expect(abs(try #require(shift.high) - 0.15) < 1e-12)
    }

    @Test("Hollander and Wolfe's alcohol intakes have their shift and interval")
    func alcohol() throws {
        // −435.5, and (−713, −186) with a confidence of 0.956: ranks 34 and 99 of 132.
        let shift = try shift(WorkedExamples.controls, WorkedExamples.trained)
        #expect(shift.estimate == -435.5)
        #expect(shift.low == -713)
        #expect(shift.high == -186)
    }

    @Test("an end that so few samples can't reach is none")
    func unreachable() throws {
        // Three against three: even P(U = 0) is 1/20, above 0.025. At 80%, P(U ≤ 0) = 0.05 < 0.1 and P(U ≤ 1) = 0.1 is not: rank 1.
        let narrow = try shift([1, 2, 3], [11, 22, 33])
        #expect(narrow.low == nil && narrow.high == nil)
        #expect(narrow.estimate == 20)
        let wide = try shift([1, 2, 3], [11, 22, 33], 0.8)
        #expect(wide.low == 8 && wide.high == 32)
    }

    @Test("by the normal approximation the ends are the ranks of the formula")
    func normalRanks() throws {
        // 21 against 21: the middle is 220.5, σ² = 441·43/12 = 1580.25, σ = 39.7524, 1.959964 σ = 77.913.
        // k < 220.5 − 77.913 + 0.5 = 143.087: rank 143.
        let side = SortedSamples((0..<21).map(Double.init))
        let other = SortedSamples((0..<21).map { Double($0) + 0.5 })
        #expect(HodgesLehmannShift.rank(JointOrder(side, other), tail: 0.025) == 143)
        // Two against two, tied: 2 − 1.96·√(4·5/12) + 0.5 = −0.03.
        let pair = SortedSamples([1, 1])
        #expect(HodgesLehmannShift.rank(JointOrder(pair, pair), tail: 0.025) == nil)
    }

    @Test("a side without samples has no shift")
    func empty() {
        let none = SortedSamples([])
        let some = SortedSamples([1])
        #expect(HodgesLehmannShift(baseline: none, candidate: some, confidence: 0.95) == nil)
        #expect(HodgesLehmannShift(baseline: some, candidate: none, confidence: 0.95) == nil)
    }

    @Test("identical samples have a shift of zero, which is not the negative one")
    func identical() throws {
        let shift = try shift(Array(repeating: 4, count: 30), Array(repeating: 4, count: 25))
        #expect(shift.estimate == 0 && shift.low == 0 && shift.high == 0)
        #expect(shift.estimate.sign == .plus)
        let differences = PairwiseDifferences(baseline: SortedSamples([0]), candidate: SortedSamples([-0.0]))
        #expect(differences[rank: 1].sign == .plus)
    }

    @Test("every rank is that of all differences sorted", arguments: 1...60 as ClosedRange<UInt64>)
    func bruteForce(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        // Whole numbers that tie, fractions, sizes from tiny to huge, and signs.
        let style = seed % 4
        let sample = { (generator: inout SplitMix64) -> Double in
            switch style {
            case 0: Double(generator.next() % 8)
            case 1: generator.unit() * 1e4
            case 2: generator.unit() * (generator.next() % 2 == 0 ? 1e-12 : 1e12)
            default: Double(Int(generator.next() % 2_001) - 1_000) / 8
            }
        }
        let x = (0..<Int.random(in: 1...30, using: &generator)).map { _ in sample(&generator) }
        let y = (0..<Int.random(in: 1...30, using: &generator)).map { _ in sample(&generator) }
        let differences = PairwiseDifferences(baseline: SortedSamples(x), candidate: SortedSamples(y))
        let sorted = y.flatMap { upper in x.map { upper - $0 } }.sorted()
        for rank in 1...sorted.count {
            #expect(differences[rank: rank] == sorted[rank - 1], "seed \(seed), rank \(rank)")
        }
        let middle = sorted.count / 2
        let median =
            sorted.count.isMultiple(of: 2)
            ? sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2 : sorted[middle]
        #expect(differences.median == median, "seed \(seed)")
    }

    @Test("20 000 samples a side give the exact ranks of 400 000 000 differences")
    func manySamples() throws {
        // 0 … n − 1 against the same moved by 7.5: the difference d + 7.5 occurs n − |d| times. The median is 7.5, the ends lie
        // alike on both sides of it.
        let n = 20_000
        let side = (0..<n).map(Double.init)
        let shift = try shift(side, side.map { $0 + 7.5 })
        #expect(shift.estimate == 7.5)
        // The rank of the lower end is the greatest k < n²/2 − 1.959964·√(n²(2n + 1)/12) + 1/2; (n − d)(n − d − 1)/2 differences lie
        // below 7.5 − d.
        let bound = 200_000_000.5 - 1.959963984540054 * (Double(n * n) / 12 * Double(2 * n + 1)).squareRoot()
        let rank = bound.rounded(.down)
        let low = try #require(shift.low)
        let d = 7.5 - low
        let below = (Double(n) - d) * (Double(n) - d - 1) / 2
        #expect(below < rank && rank <= below + Double(n) - d)
        #expect(try #require(shift.high) - 7.5 == d)
    }

    @Test(
        "where the test is exact, p is below alpha just where the interval leaves zero out",
        arguments: 1...60 as ClosedRange<UInt64>
    )
    func duality(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let x = SortedSamples((0..<Int.random(in: 1...20, using: &generator)).map { _ in generator.unit() })
        let y = SortedSamples((0..<Int.random(in: 1...20, using: &generator)).map { _ in generator.unit() + 0.2 })
        let test = try #require(MannWhitneyTest(baseline: x, candidate: y))
        let shift = try #require(HodgesLehmannShift(baseline: x, candidate: y, confidence: 0.9))
        let isOutside = (shift.low.map { $0 > 0 } ?? false) || (shift.high.map { $0 < 0 } ?? false)
        #expect(isOutside == (test.p < 0.1), "seed \(seed): p = \(test.p)")
    }

    @Test(
        "the shift is the candidate's less the baseline's, and turns round with them",
        arguments: 1...20 as ClosedRange<UInt64>
    )
    func direction(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let x = (0..<25).map { _ in generator.unit() }
        let y = (0..<30).map { _ in generator.unit() + 5 }
        let up = try shift(x, y)
        let down = try shift(y, x)
        #expect(up.estimate > 4, "seed \(seed)")
        #expect(
            down.estimate == -up.estimate && down.low == up.high.map(-) && down.high == up.low.map(-),
            "seed \(seed)"
        )
    }
}
