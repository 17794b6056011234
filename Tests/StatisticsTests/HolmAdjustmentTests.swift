import Testing

@testable import Statistics

struct HolmAdjustmentTests {
    @Test("the example of pingouin's documentation has its adjusted values")
    func pingouin() {
        // pingouin.multicomp(method="holm"): [.50, .003, .32, .054, .0003] gives [0.64, 0.012, 0.64, 0.162, 0.0015].
        let adjusted = HolmAdjustment.adjusted([0.50, 0.003, 0.32, 0.054, 0.0003])
        for (value, printed) in zip(adjusted, [0.64, 0.012, 0.64, 0.162, 0.0015]) {
            #expect(abs(value - printed) < 1e-12)
        }
    }

    @Test("of four hypotheses at 5%, Holm rejects those that his thresholds reject")
    func thresholds() {
        // 0.005 ≤ 0.05/4 and 0.01 ≤ 0.05/3 are rejected, 0.03 > 0.05/2 ends it: 0.04 stays too, though it is below 0.05.
        let adjusted = HolmAdjustment.adjusted([0.01, 0.04, 0.03, 0.005])
        #expect(adjusted.map { $0 < 0.05 } == [true, false, false, true])
        // 3 · 0.01, then 2 · 0.03 and the 0.04 not below it, 4 · 0.005.
        for (value, worked) in zip(adjusted, [0.03, 0.06, 0.06, 0.02]) {
            #expect(abs(value - worked) < 1e-12)
        }
    }

    @Test("one p stays as it is, none gives none, and nothing exceeds 1")
    func ends() {
        #expect(HolmAdjustment.adjusted([0.2]) == [0.2])
        #expect(HolmAdjustment.adjusted([]).isEmpty)
        #expect(HolmAdjustment.adjusted([1, 0.9, 0.6]) == [1, 1, 1])
    }

    @Test("equal p values are adjusted alike")
    func equal() {
        // The first of them counts three times, the others no less.
        #expect(HolmAdjustment.adjusted([0.01, 0.01, 0.01]) == [0.03, 0.03, 0.03])
    }

    @Test("rejecting by adjusted values is Holm's procedure step by step", arguments: 1...50 as ClosedRange<UInt64>)
    func procedure(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let p = (0..<Int.random(in: 1...12, using: &generator)).map { _ in generator.unit() * generator.unit() * 0.2 }
        let alpha = 0.05
        var rejected = Set<Int>()
        for (place, index) in p.indices.sorted(by: { p[$0] < p[$1] }).enumerated() {
            guard p[index] * Double(p.count - place) < alpha else { break }
            rejected.insert(index)
        }
        let adjusted = HolmAdjustment.adjusted(p)
        #expect(Set(p.indices.filter { adjusted[$0] < alpha }) == rejected, "seed \(seed)")
    }
}
