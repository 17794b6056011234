import Testing

@testable import Statistics

/// Simulations with a fixed seed: what is asserted is chance alone, four standard errors wide.
struct MonteCarloTests {
    private func rejections(
        runs: Int,
        seed: UInt64,
        alpha: Double,
        _ sides: (inout SplitMix64) -> (x: [Double], y: [Double])
    )
        -> Double
    {
        var generator = SplitMix64(seed: seed)
        let rejected = (0..<runs).count { _ in
            let (x, y) = sides(&generator)
            let test = MannWhitneyTest(baseline: SortedSamples(x), candidate: SortedSamples(y))
            return (test?.p ?? 1) < alpha
        }
        return Double(rejected) / Double(runs)
    }

    private func uniform(_ count: Int, _ generator: inout SplitMix64) -> [Double] {
        (0..<count).map { _ in generator.unit() }
    }

    @Test("the exact test rejects what is equal as often as its distribution says, and never more than alpha")
    func exactRate() {
        // Ten against ten at 0.05: U ≤ 23 on either side, whose probability is 2 · 0.02163 (Auble's table; P(U ≤ 23) = 3 996/184 756).
        let rate = rejections(runs: 3_000, seed: 20_261_124, alpha: 0.05) { (uniform(10, &$0), uniform(10, &$0)) }
        #expect(abs(rate - 0.0433) < 4 * (0.0433 * 0.9567 / 3_000).squareRoot(), "rate \(rate), seed 20261124")
    }

    @Test("the normal approximation rejects what is equal in 5% of the runs at alpha 0.05")
    func normalRate() {
        let rate = rejections(runs: 3_000, seed: 41, alpha: 0.05) { (uniform(25, &$0), uniform(40, &$0)) }
        #expect(abs(rate - 0.05) < 4 * (0.05 * 0.95 / 3_000).squareRoot(), "rate \(rate), seed 41")
    }

    @Test("and also where most samples are tied")
    func tiedRate() {
        // Five values, two thirds of the samples on one of them.
        let draw = { (count: Int, generator: inout SplitMix64) in
            (0..<count).map { _ in max(0, Double(generator.next() % 15) - 10) }
        }
        let rate = rejections(runs: 3_000, seed: 42, alpha: 0.05) { (draw(40, &$0), draw(30, &$0)) }
        #expect(abs(rate - 0.05) < 4 * (0.05 * 0.95 / 3_000).squareRoot(), "rate \(rate), seed 42")
    }

    @Test("intervals of 95% hold the true shift in 95% of the runs")
    func coverage() {
        var generator = SplitMix64(seed: 43)
        let runs = 600
        let held = (0..<runs).count { _ in
            let shift = HodgesLehmannShift(
                baseline: SortedSamples(uniform(24, &generator)),
                candidate: SortedSamples(uniform(22, &generator).map { $0 + 0.3 }),
                confidence: 0.95
            )
            guard let low = shift?.low, let high = shift?.high else { return false }
            return low <= 0.3 && 0.3 <= high
        }
        let rate = Double(held) / Double(runs)
        #expect(abs(rate - 0.95) < 4 * (0.05 * 0.95 / Double(runs)).squareRoot(), "rate \(rate), seed 43")
    }
}
