import Testing

@testable import Answers

struct LatencyConfidenceRanksTests {
    @Test(
        "the ranks for the median are those of the sign test's tables",
        arguments: [
            // P(B = 0) for n = 5 is 1/32 = 0.031: none. For n = 6 it is 1/64 = 0.0156: the extremes.
            (5, nil, nil), (6, 1, 6), (8, 1, 8), (9, 2, 8), (10, 2, 9), (15, 4, 12), (20, 6, 15), (25, 8, 18),
            (50, 18, 33),
            (100, 40, 61),
        ] as [(Int, Int?, Int?)]
    )
    func medianTable(n: Int, lower: Int?, upper: Int?) {
        let ranks = ConfidenceRanks(samples: n, percentile: .p50)
        #expect(ranks.lower == lower)
        #expect(ranks.upper == upper)
    }

    @Test("the 99th percentile has an upper rank from 368 samples on")
    func firstUpperRankOf99() {
        // P(B = n) = 0.99^n ≤ 0.025 where n ≥ ln 0.025 / ln 0.99 = 367.04.
        #expect(ConfidenceRanks(samples: 367, percentile: .p99).upper == nil)
        #expect(ConfidenceRanks(samples: 368, percentile: .p99).upper == 368)
    }

    @Test("the ranks are those of the definition in exact integers", arguments: Percentile.allCases)
    func againstExactIntegers(percentile: Percentile) {
        for n in Array(1...130) + [199, 200, 255, 256, 300, 333] {
            let expected = ranksByDefinition(n: n, percent: percentile.rawValue)
            let ranks = ConfidenceRanks(samples: n, percentile: percentile)
            #expect(ranks.lower == expected.lower, "n = \(n)")
            #expect(ranks.upper == expected.upper, "n = \(n)")
        }
    }

    @Test(
        "many samples have the ranks that sums in exact integers (5,000) and in 60 decimal digits (10,000,000) give",
        arguments: [
            (5_000, .p50, 2_431, 2_570), (5_000, .p75, 3_690, 3_811), (5_000, .p90, 4_458, 4_542),
            (5_000, .p95, 4_719, 4_781), (5_000, .p99, 4_936, 4_964),
            (10_000_000, .p50, 4_996_901, 5_003_100), (10_000_000, .p75, 7_497_316, 7_502_685),
            (10_000_000, .p90, 8_998_140, 9_001_860), (10_000_000, .p95, 9_498_649, 9_501_351),
            (10_000_000, .p99, 9_899_383, 9_900_617),
        ] as [(Int, Percentile, Int, Int)]
    )
    func manySamples(n: Int, percentile: Percentile, lower: Int, upper: Int) {
        let ranks = ConfidenceRanks(samples: n, percentile: percentile)
        #expect(ranks.lower == lower)
        #expect(ranks.upper == upper)
    }

    /// The binomial weights C(n, k)·Pᵏ·(100 − P)ⁿ⁻ᵏ are integers that sum to 100ⁿ; 0.025 is a fortieth of it.
    private func ranksByDefinition(n: Int, percent: Int) -> (lower: Int?, upper: Int?) {
        var weight = Natural(1)
        for _ in 0..<n { weight = weight.times(100 - percent) }
        var weights = [weight]
        for k in 0..<n {
            weight = weight.times(n - k).times(percent).divided(by: (k + 1) * (100 - percent))
            weights.append(weight)
        }
        var whole = Natural(1)
        for _ in 0..<n { whole = whole.times(100) }
        #expect(weights.reduce(Natural(0)) { $0.plus($1) } == whole)
        let lower = termsWithinFortieth(of: whole, weights)
        let upper = n + 1 - termsWithinFortieth(of: whole, weights.reversed())
        return (lower >= 1 ? lower : nil, upper <= n ? upper : nil)
    }

    private func termsWithinFortieth(of whole: Natural, _ weights: [Natural]) -> Int {
        var sum = Natural(0)
        for (count, weight) in weights.enumerated() {
            sum = sum.plus(weight)
            if whole < sum.times(40) { return count }
        }
        return weights.count
    }
}

/// A natural number of any size, lowest 32 bits first.
private struct Natural: Comparable {
    private var limbs: [UInt64]

    init(_ value: UInt64) {
        limbs = value == 0 ? [] : [value]
    }

    func plus(_ other: Natural) -> Natural {
        var result = self
        result.limbs = []
        var carry: UInt64 = 0
        for place in 0..<max(limbs.count, other.limbs.count) {
            let sum =
                (place < limbs.count ? limbs[place] : 0) + (place < other.limbs.count ? other.limbs[place] : 0) + carry
            result.limbs.append(sum & 0xFFFF_FFFF)
            carry = sum >> 32
        }
        if carry > 0 { result.limbs.append(carry) }
        return result
    }

    func times(_ factor: Int) -> Natural {
        var result = self
        result.limbs = []
        var carry: UInt64 = 0
        for limb in limbs {
            let product = limb * UInt64(factor) + carry
            result.limbs.append(product & 0xFFFF_FFFF)
            carry = product >> 32
        }
        if carry > 0 { result.limbs.append(carry) }
        return result
    }

    /// The quotient where `divisor` divides it.
    func divided(by divisor: Int) -> Natural {
        var result = self
        var remainder: UInt64 = 0
        for place in limbs.indices.reversed() {
            let dividend = remainder << 32 | limbs[place]
            result.limbs[place] = dividend / UInt64(divisor)
            remainder = dividend % UInt64(divisor)
        }
        while result.limbs.last == 0 { result.limbs.removeLast() }
        return result
    }

    static func < (left: Natural, right: Natural) -> Bool {
        guard left.limbs.count == right.limbs.count else { return left.limbs.count < right.limbs.count }
        return left.limbs.reversed().lexicographicallyPrecedes(right.limbs.reversed())
    }
}
