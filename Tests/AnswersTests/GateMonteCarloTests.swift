import Statistics
import Testing
import Timelines

@testable import Answers

/// The gate over simulated weeks with a fixed seed.
///
/// Start latencies are log-normal with a median of 10 s and a σ of 0.15 of the logarithm: most within 7.5 … 13.5 s, as the platform's
/// guide has them, a tail to the right.
struct GateMonteCarloTests {
    private func starts(_ count: Int, slower: Double, _ generator: inout SplitMix64) -> [Double] {
        (0..<count).map { _ in
            // Bell-shaped: twelve uniform numbers less their mean have a variance of 1; the exponential by its series' limit.
            let z = (0..<12).reduce(-6.0) { sum, _ in sum + generator.unit() }
            return (10_000 * slower * exponential(0.15 * z)).rounded()
        }
    }

    /// (1 + x/1024)^1024 by ten squarings: e to the x to four digits, which is as good a distribution.
    private func exponential(_ x: Double) -> Double {
        (0..<10).reduce(1 + x / 1_024) { value, _ in value * value }
    }

    private func rate(runs: Int, seed: UInt64, samples: Int, slower: Double, options: GateOptions) throws -> Double {
        var generator = SplitMix64(seed: seed)
        var regressions = 0
        for _ in 0..<runs {
            let comparisons = try Gate(options).comparisons(
                of: GateFixtures.candidate(starts(samples, slower: slower, &generator)),
                with: GateFixtures.baseline(starts(samples, slower: 1, &generator))
            )
            if comparisons.first?.verdict == .regression { regressions += 1 }
        }
        return Double(regressions) / Double(runs)
    }

    @Test("without any change, alpha 0.05 and no least effect call 2.5% a regression: half of alpha, the slower half")
    func falsePositives() throws {
        let runs = 1_000
        let rate = try rate(runs: runs, seed: 4, samples: 30, slower: 1, options: GateOptions(minEffect: 0))
        #expect(abs(rate - 0.025) < 4 * (0.025 * 0.975 / Double(runs)).squareRoot(), "rate \(rate), seed 4")
    }

    @Test("with the least effect of 5% nearly none of 100 samples a side is")
    func falsePositivesWithEffect() throws {
        // The shift's standard error is 0.15·√(2/100)/√0.955 = 2.17%: 5% is 2.3 of them, 1.1%.
        let rate = try rate(runs: 300, seed: 5, samples: 100, slower: 1, options: .standard)
        #expect(rate <= 0.011 + 4 * (0.011 * 0.989 / 300).squareRoot(), "rate \(rate), seed 5")
    }

    @Test("starts that take 10% longer are caught with 100 samples a side in nineteen weeks of twenty")
    func power() throws {
        // ln 1.1 = 0.0953 is 4.4 standard errors of 0.0217: the test's power is Φ(4.4 − 1.96) = 0.99, and the shift is above 5% in
        // Φ((0.0953 − 0.0488)/0.0217) = 0.984 of all cases.
        let rate = try rate(runs: 300, seed: 6, samples: 100, slower: 1.1, options: .standard)
        #expect(rate >= 0.984 - 4 * (0.984 * 0.016 / 300).squareRoot(), "rate \(rate), seed 6")
    }

    @Test("over many groups that did not change, Holm keeps the chance of any regression below alpha")
    func groups() throws {
        var generator = SplitMix64(seed: 8)
        let options = try GateOptions(minEffect: 0)
        let runs = 150
        var alarms = 0
        for _ in 0..<runs {
            let keys = (0..<8).map { "\($0)" }
            let draw = { (generator: inout SplitMix64) in
                keys.map { ($0 as String?, starts(12, slower: 1, &generator)) }
            }
            let comparisons = try Gate(options).comparisons(
                of: GateFixtures.candidate([], groups: draw(&generator)),
                with: GateFixtures.baseline([], groups: draw(&generator))
            )
            if comparisons.contains(where: { $0.verdict == .regression }) { alarms += 1 }
        }
        // At most 0.025 on the slower side; unadjusted it would be 1 − 0.975⁸ = 0.18.
        let rate = Double(alarms) / Double(runs)
        #expect(rate <= 0.025 + 4 * (0.025 * 0.975 / Double(runs)).squareRoot(), "rate \(rate), seed 8")
    }
}
