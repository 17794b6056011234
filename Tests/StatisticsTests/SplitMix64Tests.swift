import Testing

@testable import Statistics

struct SplitMix64Tests {
    @Test("the generator gives the published sequence")
    func published() {
        // The first outputs for seed 1234567, as the algorithm's public reference implementations print them.
        var generator = SplitMix64(seed: 1_234_567)
        let drawn = (0..<3).map { _ in generator.next() }
        #expect(drawn == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
    }

    @Test("a part of one lies between 0 and 1, and is a half on average")
    func unit() {
        var generator = SplitMix64(seed: 7)
        let drawn = (0..<10_000).map { _ in generator.unit() }
        #expect(drawn.allSatisfy { 0 < $0 && $0 < 1 })
        // The standard error of the mean is 0.2887/100.
        #expect(abs(drawn.reduce(0, +) / 10_000 - 0.5) < 4 * 0.002887)
    }

    @Test("samples are drawn between the least and the greatest, and equal ones stay equal")
    func drawing() {
        var generator = SplitMix64(seed: 3)
        let source = SortedSamples([1, 2, 4, 8, 8, 8, 8, 8, 8, 8])
        let drawn = source.drawn(2_000, using: &generator)
        #expect(drawn.count == 2_000)
        #expect(drawn.values.allSatisfy { 1...8 ~= $0 })
        // Six of nine gaps lie between equal samples: 2/3 of the draws, give or take 4·√(2/9/2000).
        let eights = Double(drawn.values.count { $0 == 8 }) / 2_000
        #expect(abs(eights - 2.0 / 3) < 0.043)
        // Between two samples all places are alike: a mean of 50 with a standard error of 28.87/√2000, a quarter below 25.
        let even = SortedSamples([0, 100]).drawn(2_000, using: &generator).values
        let mean = even.reduce(0, +) / 2_000
        let firstQuarter = Double(even.count { $0 < 25 }) / 2_000
        #expect(abs(mean - 50) < 4 * 0.6455)
        #expect(abs(firstQuarter - 0.25) < 4 * 0.00968)
        #expect(SortedSamples([]).drawn(5, using: &generator).isEmpty)
        #expect(SortedSamples([6]).drawn(2, using: &generator).values == [6, 6])
    }
}
