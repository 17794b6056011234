import DrawnTimelines
import TestSupport
import Testing
import Timelines

@testable import Answers

struct LatencyDistributionTests {
    private func distribution(_ samples: [Double]) -> LatencyDistribution {
        var distribution = LatencyDistribution()
        for sample in samples { distribution.add(.valid(sample)) }
        return distribution
    }

    @Test("nothing has no figures, and what is no sample is counted")
    func nothing() {
        var distribution = LatencyDistribution()
        #expect(distribution.figures == LatencyFigures())
        distribution.add(.missing)
        distribution.add(.invalid)
        distribution.add(.invalid)
        let figures = distribution.figures
        #expect(figures.n == 0)
        #expect(figures.missing == 1)
        #expect(figures.invalid == 2)
        #expect(figures.minimum == nil)
        #expect(figures.mean == nil)
        #expect(figures.maximum == nil)
        #expect(figures.percentiles.isEmpty)
        #expect(distribution.entries == 3)
    }

    @Test("one sample has a least, a mean and a greatest, but no percentile")
    func one() {
        let figures = distribution([8_123.25]).figures
        #expect(figures.minimum == 8_123.25)
        #expect(figures.mean == 8_123.25)
        #expect(figures.maximum == 8_123.25)
        #expect(figures.percentiles.isEmpty)
    }

    @Test("percentiles interpolate between the two nearest ranks")
    func interpolation() {
        // Positions (n − 1)·P/100 of ten samples: 4.5, 6.75, 8.1; the 95th and 99th are withheld below 20 and 100.
        // p50 = 50 + 0.5·10 = 55; p75 = 70 + 0.75·10 = 77.5; p90 = 90 + 0.1·(1000 − 90) = 181.
        let figures = distribution([1_000, 90, 80, 70, 60, 50, 40, 30, 20, 10]).figures
        #expect(figures.percentiles[.p50]?.value == 55)
        #expect(figures.percentiles[.p75]?.value == 77.5)
        #expect(figures.percentiles[.p90]?.value == 181)
        #expect(figures.percentiles[.p95] == nil)
        #expect(figures.mean == 145)
    }

    @Test("numpy's documented example: the median of 10, 7, 4, 3, 2, 1 is 3.5")
    func numpyExample() {
        // numpy.percentile([[10, 7, 4], [3, 2, 1]], 50) gives 3.5: position 5·0.5 = 2.5 between 3 and 4.
        // p75: position 3.75, between 4 and 7: 4 + 0.75·3 = 6.25.
        let figures = distribution([10, 7, 4, 3, 2, 1]).figures
        #expect(figures.percentiles[.p50]?.value == 3.5)
        #expect(figures.percentiles[.p75]?.value == 6.25)
    }

    @Test(
        "a percentile is withheld below 2, 4, 10, 20 and 100 samples",
        arguments: [(.p50, 2), (.p75, 4), (.p90, 10), (.p95, 20), (.p99, 100)] as [(Percentile, Int)]
    )
    func withholding(percentile: Percentile, least: Int) {
        let samples = (0..<least).map(Double.init)
        #expect(distribution(samples).figures.percentiles[percentile] != nil)
        #expect(distribution(Array(samples.dropLast())).figures.percentiles[percentile] == nil)
    }

    @Test("the interval's ends are order statistics, null where no rank will do")
    func intervals() {
        // Of ten samples the median lies between the 2nd and the 9th: P(B ≤ 1) = 11/1024 = 0.0107, P(B ≤ 2) = 0.0547.
        // p90: P(B < 7) = 0.0128, P(B < 8) = 0.0702, so the 7th; above, P(B ≥ 10) = 0.9^10 = 0.349: none.
        let figures = distribution((1...10).map { Double($0 * 100) }).figures
        #expect(figures.percentiles[.p50]?.low == 200)
        #expect(figures.percentiles[.p50]?.high == 900)
        #expect(figures.percentiles[.p90]?.low == 700)
        #expect(figures.percentiles[.p90]?.high == nil)
    }

    @Test("fractions, whole and very long samples stand in one order")
    func mixedForms() {
        let samples: [Double] = [65_535, 65_536, 86_400_000, 0, 0.25, 65_535.5, 3, 2.999, 3, 3.001, 70_000]
        let figures = distribution(samples).figures
        // In order: 0, 0.25, 2.999, 3, 3, 3.001, 65535, 65535.5, 65536, 70000, 86400000; p50 at 5, p75 at 7.5, p90 at 9.
        #expect(figures.minimum == 0)
        #expect(figures.percentiles[.p50]?.value == 3.001)
        #expect(figures.percentiles[.p75]?.value == 65_535.75)
        #expect(figures.percentiles[.p90]?.value == 70_000)
        #expect(figures.maximum == 86_400_000)
    }

    @Test("percentiles agree with the definition on sorted samples")
    func againstDefinition() {
        let seed: UInt64 = 46
        var random = SeededGenerator(seed: seed)
        for round in 0..<300 {
            let count = Int.random(in: 1...700, using: &random)
            let samples = (0..<count).map { _ in randomSample(&random) }
            expectAgreement(distribution(samples), samples, "seed \(seed), round \(round)")
        }
    }

    @Test("percentiles agree with the definition when there are so many samples that they are counted")
    func againstDefinitionWhenCounted() {
        let seed: UInt64 = 47
        var random = SeededGenerator(seed: seed)
        let samples = (0..<150_000).map { _ in randomSample(&random) }
        let whole = distribution(samples)
        expectAgreement(whole, samples, "seed \(seed)")
        // The same in parts: few into many, many into few, many into many.
        for cut in [10, 70_000, 149_990] {
            var first = distribution(Array(samples[..<cut]))
            first.merge(distribution(Array(samples[cut...])))
            #expect(first.figures == whole.figures, "seed \(seed), cut at \(cut)")
        }
    }

    @Test("samples at the edge of what is counted keep their order")
    func edgeOfCounts() {
        // 70 000 at 65 535 are counted; beside them stand one just below, and three above that are not.
        let samples = [Double](repeating: 65_535, count: 70_000) + [65_536, 65_535.5, 70_000, 65_534.5]
        let figures = distribution(samples).figures
        #expect(figures.n == 70_004)
        #expect(figures.minimum == 65_534.5)
        #expect(figures.percentiles[.p99]?.value == 65_535)
        #expect(figures.maximum == 70_000)
    }

    @Test("the order of adding and merging changes no figure by a bit")
    func orderIndependence() {
        let seed: UInt64 = 48
        var random = SeededGenerator(seed: seed)
        let samples = (0..<4_000).map { _ in Double.random(in: 0...86_400_000, using: &random) }
        let expected = distribution(samples).figures
        for _ in 0..<5 {
            let shuffled = samples.shuffled(using: &random)
            #expect(distribution(shuffled).figures == expected, "seed \(seed)")
            var merged = distribution(Array(shuffled[3_000...]))
            merged.merge(distribution(Array(shuffled[..<3_000])))
            #expect(merged.figures == expected, "seed \(seed)")
        }
    }

    @Test("the mean is the exact sum divided: small fractions are not lost beside long samples")
    func exactMean() {
        // Added one by one as doubles, each 2⁻³⁰ would vanish beside 8.64e7, whose last place is 2⁻²⁶.
        let samples = [86_400_000.0] + [Double](repeating: 0x1p-30, count: 1_023)
        let expected = (86_400_000 + 1_023 * 0x1p-30) / 1_024
        #expect(distribution(samples).figures.mean == expected)
        #expect(distribution(samples.reversed()).figures.mean == expected)
    }

    private func randomSample(_ random: inout SeededGenerator) -> Double {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: Double.random(in: 0...100_000, using: &random)
        case 1: Double(Int.random(in: 60_000...86_400_000, using: &random))
        case 2: Double(Int.random(in: 0...50, using: &random))
        default: Double(Int.random(in: 5_000...15_000, using: &random))
        }
    }

    /// Percentiles by the textbook on an ordinary sort.
    private func expectAgreement(_ distribution: LatencyDistribution, _ samples: [Double], _ remark: String) {
        let figures = distribution.figures
        let ordered = samples.sorted()
        #expect(figures.n == ordered.count, "\(remark)")
        #expect(figures.minimum == ordered.first, "\(remark)")
        #expect(figures.maximum == ordered.last, "\(remark)")
        let mean = samples.reduce(0, +) / Double(samples.count)
        #expect(abs((figures.mean ?? .nan) - mean) <= mean * 1e-12, "\(remark)")
        for percentile in Percentile.allCases {
            guard let estimate = figures.percentiles[percentile] else {
                #expect(samples.count * (100 - percentile.rawValue) < 100, "\(remark), \(percentile)")
                continue
            }
            let position = Double(ordered.count - 1) * Double(percentile.rawValue) / 100
            let rank = Int(position)
            let next = ordered[min(rank + 1, ordered.count - 1)]
            let expected = ordered[rank] + (next - ordered[rank]) * (position - Double(rank))
            // The textbook's own fraction is off by rounding, the more the further the two samples lie apart.
            let tolerance = 1e-9 * max(1, next - ordered[rank])
            #expect(abs(estimate.value - expected) <= tolerance, "\(remark), \(percentile)")
            if let low = estimate.low { #expect(ordered.contains(low) && low <= estimate.value, "\(remark)") }
            if let high = estimate.high { #expect(ordered.contains(high) && high >= estimate.value, "\(remark)") }
        }
    }
}
