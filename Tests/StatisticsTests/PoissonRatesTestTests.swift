import Statistics
import Testing

@Suite struct PoissonRatesTestTests {
    /// Przyborowski and Wilenski's own case: no dodder seed in 100 g of clover when it was sent, three in 100 g when it came.
    /// Given three, none of them in the first half of the clover: 2 · (1/2)³ = 1/4 (so too in Krishnamoorthy and Thomson, "A more
    /// powerful test for comparing two Poisson means", Journal of Statistical Planning and Inference 119, 2004).
    @Test("No seeds and three seeds in as much clover can be chance")
    func clover() throws {
        let test = try #require(PoissonRatesTest(before: 0, exposure: 100, now: 3, exposure: 100))
        #expect(test.p == 0.25)
    }

    /// B ~ Binomial(7, 2/3): P(B ≤ 1) = (1 + 7 · 2) / 3⁷ = 15 / 2187, twice that is 30 / 2187.
    /// B ~ Binomial(13, 1/2): P(B ≥ 11) = (78 + 13 + 1) / 2¹³ = 92 / 8192, twice that is 23 / 1024.
    @Test("Tails that were counted out by hand")
    func hand() throws {
        let twice = try #require(PoissonRatesTest(before: 6, exposure: 3.5, now: 1, exposure: 7))
        #expect(abs(twice.p - 30.0 / 2187) < 1e-15)
        let same = try #require(PoissonRatesTest(before: 2, exposure: 1, now: 11, exposure: 1))
        #expect(abs(same.p - 23.0 / 1024) < 1e-15)
    }

    /// With exposures as 2 to 3, C(n, i) · 3ⁱ · 2ⁿ⁻ⁱ of 5ⁿ lots fall on i, all of them whole numbers.
    @Test("Every outcome of up to 14 events, enumerated in whole numbers")
    func enumeration() throws {
        for n in 1...14 {
            var lots = [Int](repeating: 0, count: n + 1)
            var choose = 1
            for i in 0...n {
                lots[i] = choose * power(3, i) * power(2, n - i)
                choose = choose * (n - i) / (i + 1)
            }
            #expect(lots.reduce(0, +) == power(5, n))
            for now in 0...n {
                let tail = min(lots[...now].reduce(0, +), lots[now...].reduce(0, +))
                let expected = min(1, 2 * Double(tail) / Double(power(5, n)))
                let test = try #require(PoissonRatesTest(before: n - now, exposure: 2, now: now, exposure: 3))
                #expect(abs(test.p - expected) <= 1e-14 * expected, "\(now) of \(n)")
            }
        }
    }

    private func power(_ base: Int, _ exponent: Int) -> Int {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }

    @Test("Both sides can change places", arguments: 1...20 as ClosedRange<UInt64>)
    func symmetry(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let (before, now) = (Int.random(in: 0...3_000, using: &generator), Int.random(in: 1...3_000, using: &generator))
        let (first, second) = (1 + generator.unit(), 1 + generator.unit())
        let one = try #require(PoissonRatesTest(before: before, exposure: first, now: now, exposure: second))
        let other = try #require(PoissonRatesTest(before: now, exposure: second, now: before, exposure: first))
        #expect(abs(one.p - other.p) <= 1e-9 * one.p, "seed \(seed)")
        #expect((0...1).contains(one.p), "seed \(seed)")
    }

    @Test("Large counts stay finite: alike 1, far apart next to nothing")
    func large() throws {
        let alike = try #require(PoissonRatesTest(before: 2_000_000, exposure: 1, now: 2_000_000, exposure: 1))
        #expect(alike.p == 1)
        let apart = try #require(PoissonRatesTest(before: 20_000, exposure: 1, now: 0, exposure: 1))
        #expect(apart.p >= 0 && apart.p < 1e-300)
        // By the normal approximation with continuity: z = 999/√20 000 = 7.06, p = 1.6e-12.
        let seven = try #require(PoissonRatesTest(before: 9_500, exposure: 1, now: 10_500, exposure: 1))
        #expect(seven.p > 1e-12 && seven.p < 2.5e-12)
    }

    @Test("Without exposure, or without events, nothing is tested")
    func nothing() {
        #expect(PoissonRatesTest(before: 0, exposure: 1, now: 0, exposure: 1) == nil)
        #expect(PoissonRatesTest(before: 1, exposure: 0, now: 1, exposure: 1) == nil)
        #expect(PoissonRatesTest(before: 1, exposure: 1, now: 1, exposure: 0) == nil)
    }
}
