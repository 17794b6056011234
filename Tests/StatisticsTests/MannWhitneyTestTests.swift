import Testing

@testable import Statistics

struct MannWhitneyTestTests {
    private func test(_ baseline: [Double], _ candidate: [Double]) throws -> MannWhitneyTest {
        try #require(
            MannWhitneyTest(baseline: SortedSamples(baseline), candidate: SortedSamples(candidate))
        )
    }

    @Test("Hollander and Wolfe's permeability constants have their p")
    func permeability() throws {
        // Nonparametric Statistical Methods, example 4.1: P(W ≤ 30) = 0.127 on one side, where W = U + 5·6/2.
        let test = try test(WorkedExamples.atTerm, WorkedExamples.midGestation)
        #expect(test.u == 15)
        #expect(test.isExact)
        #expect(abs(test.p / 2 - 0.127) < 0.0005)
    }

    @Test("Hollander and Wolfe's alcohol intakes have their W")
    func alcohol() throws {
        // Example 4.2: W = 81 for the 11 trained patients, so U = 81 − 11·12/2 = 15; W* = (81 − 132)/√264 = −3.14 and a two-sided p
        // of about 2 · 0.0008 by the normal approximation.
        let test = try test(WorkedExamples.controls, WorkedExamples.trained)
        #expect(test.u == 15)
        #expect(test.isExact)
        #expect(0.0005 < test.p && test.p < 0.002)
        let order = JointOrder(SortedSamples(WorkedExamples.controls), SortedSamples(WorkedExamples.trained))
        #expect(order.variance == 264)
    }

    @Test("the example of scipy's documentation has its exact p")
    func scipyExample() throws {
        // scipy.stats.mannwhitneyu: males and females at diagnosis of diabetes; U = 17, p = 0.1111111111111111.
        let test = try test([20, 11, 17, 12], [19, 22, 16, 29, 24])
        #expect(test.u == 17)
        #expect(abs(test.p - 1.0 / 9) < 1e-15)
    }

    @Test("the normal approximation, corrected for continuity, is that of scipy's documentation")
    func scipyApproximation() {
        // The same example with method="asymptotic": 0.11134688653314041. No ties, so the variance is 4·5·10/12.
        let order = JointOrder(SortedSamples([20, 11, 17, 12]), SortedSamples([19, 22, 16, 29, 24]))
        let z = (17 - 10 - 0.5) / order.variance.squareRoot()
        #expect(abs(2 * NormalDistribution.upperTail(z) - 0.11134688653314041) < 1e-15)
    }

    @Test("ties share their ranks, and the variance is corrected for them")
    func ties() throws {
        // Blood pressures of the StatXact manual, which gives a p of 0.0853 by the normal approximation without a correction for
        // continuity. Pairs in which the treated one is higher: 94: 7 and two ties, 108: 10 and a tie, 110: 11, 90: 4 and three ties;
        // U = 8 + 10.5 + 11 + 5.5 = 35.
        let treated = [94.0, 108, 110, 90]
        let controls = [80.0, 94, 85, 90, 90, 90, 108, 94, 78, 105, 88]
        let test = try test(controls, treated)
        #expect(test.u == 35)
        #expect(!test.isExact)
        let order = JointOrder(SortedSamples(controls), SortedSamples(treated))
        // Four of 90, three of 94, two of 108: 60 + 24 + 6. Variance 44/12 · (16 − 90/(15·14)).
        #expect(order.tieSum == 90)
        #expect(abs(order.variance - 44.0 / 12 * (16 - 90.0 / 210)) < 1e-12)
        let sigma = order.variance.squareRoot()
        #expect(abs(2 * NormalDistribution.upperTail(13 / sigma) - 0.0853) < 0.00005)
        // With it: (35 − 22 − 1/2) / σ = 1.6546, and Φ(−1.6546) = 0.0490.
        #expect(abs(test.p - 0.0981) < 0.0001)
    }

    @Test("samples that are all equal have a p of 1, however many there are")
    func identical() throws {
        for (n, m) in [(1, 1), (2, 3), (20, 20), (21, 500)] {
            for value in [0, 3.5] {
                let test = try test(Array(repeating: value, count: n), Array(repeating: value, count: m))
                #expect(test.p == 1)
                #expect(test.u == Double(n * m) / 2)
            }
        }
    }

    @Test("equal sides have a p of 1")
    func equalSides() throws {
        for count in [1, 2, 5, 20, 21, 40] {
            let side = (1...count).map(Double.init)
            #expect(try test(side, side).p == 1)
        }
    }

    @Test("one sample a side can tell nothing: p is 1")
    func oneSampleEach() throws {
        // Two orders, both as extreme: 2 · 1/2.
        #expect(try test([1], [2]).p == 1)
    }

    @Test("a side without samples has no test")
    func empty() {
        #expect(MannWhitneyTest(baseline: SortedSamples([]), candidate: SortedSamples([1])) == nil)
        #expect(MannWhitneyTest(baseline: SortedSamples([1]), candidate: SortedSamples([])) == nil)
    }

    @Test("it is exact up to 20 samples a side without ties")
    func exactness() throws {
        let few = (0..<20).map(Double.init)
        let many = (0..<21).map { Double($0) + 0.5 }
        #expect(try test(few, Array(many.prefix(20))).isExact)
        #expect(try !test(few, many).isExact)
        #expect(try !test(few, [3, 100]).isExact)
    }

    @Test("the least p is that of sides without overlap")
    func leastP() {
        // 2 / C(6, 3) = 1/10; 2 / C(20, 10) = 2/184 756.
        #expect(MannWhitneyTest.leastP(3, 3) == 0.1)
        #expect(MannWhitneyTest.leastP(10, 10) == 2.0 / 184_756)
        #expect(MannWhitneyTest.leastP(0, 4) == 1)
    }

    @Test("p is that of counting all ways to deal the samples out", arguments: 1...40 as ClosedRange<UInt64>)
    func enumeration(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let n = Int.random(in: 1...6, using: &generator)
        let m = Int.random(in: 1...6, using: &generator)
        let all = (0..<n + m).map(Double.init).shuffled(using: &generator)
        let test = try test(Array(all[..<n]), Array(all[n...]))
        // Every subset of n of the ranks, as a bit pattern; its U against the middle.
        func distance(_ subset: Int) -> Int {
            var u = 0
            for i in 0..<n + m where subset >> i & 1 == 1 {
                for j in 0..<n + m where subset >> j & 1 == 0 && j > i { u += 1 }
            }
            return abs(2 * u - n * m)
        }
        let subsets = (0..<1 << (n + m)).filter { $0.nonzeroBitCount == n }
        let own = all[..<n].reduce(0) { $0 | 1 << Int($1) }
        let extreme = subsets.count { distance($0) >= distance(own) }
        #expect(abs(test.p - Double(extreme) / Double(subsets.count)) < 1e-12, "seed \(seed)")
    }

    @Test("swapping the sides changes no p, and any change of scale neither", arguments: 1...20 as ClosedRange<UInt64>)
    func symmetry(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let draw = { (count: Int, generator: inout SplitMix64) in
            (0..<count).map { _ in Double(Int.random(in: 0...30, using: &generator)) }
        }
        let x = draw(Int.random(in: 1...40, using: &generator), &generator)
        let y = draw(Int.random(in: 1...40, using: &generator), &generator)
        let p = try test(x, y).p
        #expect(try test(y, x).p == p, "seed \(seed)")
        #expect(try test(x.map { $0 * 3 + 1 }, y.map { $0 * 3 + 1 }).p == p, "seed \(seed)")
        #expect(0...1 ~= p, "seed \(seed)")
    }

    @Test("midranks give the same U as comparing every pair", arguments: 1...20 as ClosedRange<UInt64>)
    func pairs(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let x = (0..<Int.random(in: 1...30, using: &generator)).map { _ in Double(generator.next() % 12) }
        let y = (0..<Int.random(in: 1...30, using: &generator)).map { _ in Double(generator.next() % 12) }
        let u = y.reduce(0.0) { sum, upper in
            sum + x.reduce(0) { $0 + (upper > $1 ? 1 : upper == $1 ? 0.5 : 0) }
        }
        #expect(try test(x, y).u == u, "seed \(seed)")
    }

    @Test("nearly equal samples by the thousand keep a finite p")
    func nearlyAllTied() throws {
        let zeros = [Double](repeating: 0, count: 100_000)
        // One sample of N = 200 000 differs. U lies n/2 off the middle; Σ (t³ − t) = (N − 1)³ − (N − 1), so the variance is n²/12 · 3
        // and σ = n/2: z is 1, but for the correction of 10⁻⁵, and p = 0.3173.
        let p = try test(zeros, zeros.dropLast() + [1]).p
        #expect(abs(p - 0.3173) < 0.0001)
    }
}
