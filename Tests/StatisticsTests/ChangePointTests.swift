import Testing

@testable import Statistics

@Suite("Change points by energy distance")
struct ChangePointTests {
    /// Roughly normal: the sum of twelve uniform numbers less six has mean 0 and variance 1.
    private static func noise(_ generator: inout SplitMix64) -> Double {
        (0..<12).reduce(-6.0) { sum, _ in sum + generator.unit() }
    }

    private static func series(_ levels: [(Int, Double)], _ generator: inout SplitMix64) -> [Double] {
        levels.flatMap { count, level in (0..<count).map { _ in level + noise(&generator) } }
    }

    /// Q̂ as the paper writes it, pair by pair, for every split.
    private static func naive(_ values: [Double], least: Int) -> Double? {
        func mean(_ left: ArraySlice<Double>, _ right: ArraySlice<Double>) -> Double {
            var sum = 0.0
            for x in left { for y in right { sum += abs(x - y) } }
            return sum
        }
        var best: Double?
        for split in 0..<values.count {
            for end in split...values.count where split >= least && end - split >= least {
                let (x, y) = (values[..<split], values[split..<end])
                let (m, n) = (Double(x.count), Double(y.count))
                // Each pair within a side comes twice in the double sum, so that 2/(m(m−1)) Σ over pairs is Σ/(m(m−1)).
                let energy = 2 / (m * n) * mean(x, y) - mean(x, x) / (m * (m - 1)) - mean(y, y) / (n * (n - 1))
                best = max(best ?? -.infinity, m * n / (m + n) * energy)
            }
        }
        return best
    }

    @Test("the statistic of tiny series, worked by hand")
    func worked() {
        var scan = EnergyScan(leastSegment: 2)
        // Between: four pairs of distance 1, times 2/4; within: nothing; times 2·2/4.
        let even = scan.strongestSplit(of: [0, 0, 1, 1], in: 0..<4)
        #expect(even == .init(index: 2, statistic: 2))
        // Between: 9 + 11 + 8 + 10 = 38, times 2/4 is 19; within: 1 and 2; times 1.
        let wide = scan.strongestSplit(of: [1, 2, 10, 12], in: 0..<4)
        #expect(wide == .init(index: 2, statistic: 16))
        // The later part alone, whose places count from the beginning of the series.
        let later = scan.strongestSplit(of: [9, 9, 0, 0, 1, 1], in: 2..<6)
        #expect(later == .init(index: 4, statistic: 2))
        let none = scan.strongestSplit(of: [1, 2, 3], in: 0..<3)
        #expect(none == nil)
    }

    @Test("the statistic is that of the paper's formula on series of chance", arguments: 1...30 as ClosedRange<UInt64>)
    func formula(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let values = Self.series([(4 + Int(seed % 9), 0), (5, 1)], &generator)
        let least = 2 + Int(seed % 3)
        var scan = EnergyScan(leastSegment: least)
        let split = scan.strongestSplit(of: values, in: values.indices)
        let found = try #require(split)
        let expected = try #require(Self.naive(values, least: least))
        #expect(abs(found.statistic - expected) < 1e-9, "seed \(seed)")
    }

    @Test("the p value is that of all orders of a small series")
    func enumeration() throws {
        let values = [3.0, 1, 4, 9, 8, 12, 2]
        var scan = EnergyScan(leastSegment: 2)
        let strongest = scan.strongestSplit(of: values, in: 0..<7)
        let bar = try #require(strongest).statistic - 1e-9
        var orders = 0
        var strong = 0
        func permute(_ values: inout [Double], from place: Int) {
            if place == values.count {
                orders += 1
                if let split = scan.strongestSplit(of: values, in: 0..<7), split.statistic >= bar { strong += 1 }
                return
            }
            for other in place..<values.count {
                values.swapAt(place, other)
                permute(&values, from: place + 1)
                values.swapAt(place, other)
            }
        }
        var copy = values
        permute(&copy, from: 0)
        #expect(orders == 5_040)
        let exact = Double(strong) / 5_040
        // It ends with the tenth strong order among l: l has the mean 10/p and the variance 10·(1 − p)/p².
        let segmentation = DivisiveSegmentation(leastSegment: 2, permutations: 1_000_000)
        var total = 0.0
        for seed: UInt64 in 1...200 {
            var generator = SplitMix64(seed: seed)
            total += 10 / segmentation.firstPValue(of: values, using: &generator)
        }
        let error = (10 * (1 - exact)).squareRoot() / exact / 200.0.squareRoot()
        #expect(abs(total / 200 - 10 / exact) < 4 * error, "\(total / 200) beside \(10 / exact)")
    }

    @Test(
        "a search that gives up early finds what one finds that looks at every order",
        arguments: 1...40 as ClosedRange<UInt64>
    )
    func earlyEnd(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let values = Self.series([(10, 0), (10, Double(seed % 4))], &generator)
        // Of 999 orders, three may be as strong.
        let limited = DivisiveSegmentation(significance: 0.004, permutations: 999)
        let isFound = !limited.changePoints(of: values, using: &generator).isEmpty
        // The same orders, all of them.
        var again = SplitMix64(seed: seed)
        _ = Self.series([(10, 0), (10, Double(seed % 4))], &again)
        var scan = EnergyScan(leastSegment: 5)
        let strongest = scan.strongestSplit(of: values, in: 0..<20)?.statistic ?? 0
        var shuffled = values
        var count = 0
        for _ in 0..<999 {
            shuffled.shuffleInPlace(0..<20, using: &again)
            if let other = scan.strongestSplit(of: shuffled, in: 0..<20), other.statistic >= strongest - 1e-9 {
                count += 1
            }
        }
        #expect(isFound == (Double(count + 1) / 1_000 <= 0.004), "seed \(seed): \(count) orders")
    }

    @Test("no p value is 0: the order that was met is one of those that are counted")
    func leastPValue() {
        var generator = SplitMix64(seed: 1)
        let values = Array(repeating: 0.0, count: 15) + Array(repeating: 1.0, count: 15)
        let found = DivisiveSegmentation(permutations: 99).changePoints(of: values, using: &generator)
        #expect(found.map(\.index) == [15])
        #expect(found.map(\.pValue) == [0.01])
    }

    @Test("a series that never changes has no change point, nor has one that is too short")
    func constant() {
        var generator = SplitMix64(seed: 1)
        let segmentation = DivisiveSegmentation()
        let all: [[Double]] = [Array(repeating: 7, count: 60), [], [0, 0, 0, 0, 9, 9, 9, 9, 9]]
        for values in all {
            let found = segmentation.changePoints(of: values, using: &generator)
            #expect(found.isEmpty)
        }
    }

    @Test("a level that comes and goes is found at both ends, and one after the other")
    func twoChanges() {
        var generator = SplitMix64(seed: 3)
        let values = Self.series([(20, 0), (15, 6), (20, 0)], &generator)
        let found = DivisiveSegmentation(permutations: 199).changePoints(of: values, using: &generator)
        #expect(found.map(\.index) == [20, 35])
    }

    @Test(
        "neither unit nor zero point matters, and a series read backwards has the same steps",
        arguments: 1...5 as ClosedRange<UInt64>
    )
    func invariance(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        // Whole numbers, so that shifting and doubling are exact.
        let values = Self.series([(12, 0), (14, 5)], &generator).map { ($0 * 1_000).rounded() }
        let segmentation = DivisiveSegmentation(permutations: 99)
        func found(_ values: [Double]) -> [ChangePoint] {
            var generator = SplitMix64(seed: seed)
            return segmentation.changePoints(of: values, using: &generator)
        }
        let plain = found(values)
        #expect(plain.count == 1, "seed \(seed)")
        for other in [values.map { $0 + 5_000 }, values.map { $0 * 64 }, values.map { -$0 }] {
            #expect(found(other).map(\.index) == plain.map(\.index), "seed \(seed)")
            #expect(found(other).map(\.pValue) == plain.map(\.pValue), "seed \(seed)")
        }
        #expect(found(values.reversed()).map(\.index) == plain.map { values.count - $0.index }, "seed \(seed)")
    }

    @Test("false alarms are as rare as promised over 200 series without a change")
    func falseAlarms() {
        let segmentation = DivisiveSegmentation(permutations: 99)
        var alarms = 0
        for seed: UInt64 in 1...200 {
            var generator = SplitMix64(seed: seed)
            let values = Self.series([(24, 0)], &generator)
            if !segmentation.changePoints(of: values, using: &generator).isEmpty { alarms += 1 }
        }
        // Binomial(200, 0.05) has the mean 10 and the standard deviation 3.08: outside of this less than once in 1,000.
        #expect(2...20 ~= alarms, "\(alarms) of 200")
    }

    @Test("steps of two and a half deviations are found in 100 series, and near their place")
    func recall() {
        let segmentation = DivisiveSegmentation(permutations: 99)
        var found = 0
        for seed: UInt64 in 1...100 {
            var generator = SplitMix64(seed: 1_000 + seed)
            let place = 8 + Int(seed % 9)
            let values = Self.series([(place, 0), (24 - place, 2.5)], &generator)
            let points = segmentation.changePoints(of: values, using: &generator)
            if points.contains(where: { abs($0.index - place) <= 1 }) { found += 1 }
        }
        #expect(found >= 90, "\(found) of 100")
    }

    @Test("the smallest step that would have been found is found, half of it is not")
    func sensitivity() throws {
        var generator = SplitMix64(seed: 9)
        let values = Self.series([(30, 10)], &generator)
        let segmentation = DivisiveSegmentation(permutations: 199)
        let smallest = segmentation.smallestFoundStep(in: values, sign: -1, using: &generator)
        let step = try #require(smallest)
        func pValue(_ step: Double) -> Double {
            segmentation.firstPValue(of: values.enumerated().map { $0 < 15 ? $1 : $1 - step }, using: &generator)
        }
        let (larger, half) = (pValue(step * 1.2), pValue(step / 2))
        #expect(larger <= 0.05)
        #expect(half > 0.05)
        let short = segmentation.smallestFoundStep(in: [1, 2, 3], sign: 1, using: &generator)
        #expect(short == nil)
        let constant = segmentation.smallestFoundStep(in: Array(repeating: 4, count: 20), sign: 1, using: &generator)
        #expect(constant == 0)
    }
}
