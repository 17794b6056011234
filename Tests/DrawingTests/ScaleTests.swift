import Drawing
import TestSupport
import Testing

@Suite("A scale places values by integers alone")
struct ScaleTests {
    @Test("the ends, the middle, and the nearest tenth, halves away from the start")
    func places() {
        let week = Scale(0...604_800_000, from: 0, to: 10_000)
        // A tenth of a pixel is 60,480 ms: a minute lies at 0.99 of one, half a minute at 0.496.
        #expect([0, 604_800_000, 302_400_000, 60_000, 30_000].map(week.place) == [0, 10_000, 5_000, 1, 0])
        let four = Scale(0...4, from: 0, to: 2)
        // 0, 0.5, 1, 1.5 and 2 tenths.
        #expect((0...4).map(four.place) == [0, 1, 1, 2, 2])
    }

    @Test("an axis can run upwards, and what lies outside the domain lies at its nearer end")
    func upwards() {
        let up = Scale(-10...10, from: 1_700, to: 100)
        #expect([-10, 0, 10, -99, 99, 5].map(up.place) == [1_700, 900, 100, 1_700, 100, 500])
        #expect(Scale(7...7, from: 30, to: 90).place(7) == 30)
        let all = Scale(.min ... .max, from: 0, to: 1_000)
        #expect([Int64.min, 0, .max].map(all.place) == [0, 500, 1_000])
    }

    @Test(
        "places never turn back, and are within half a tenth of the exact ones",
        arguments: 1...40 as ClosedRange<UInt64>
    )
    func monotonic(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let low = Int64.random(in: -1_000_000...1_000_000, using: &generator)
        let high = low + Int64.random(in: 1...2_000_000, using: &generator)
        let width = Int.random(in: 1...10_000, using: &generator)
        let scale = Scale(low...high, from: 50, to: 50 + width)
        let values = (0..<50).map { _ in Int64.random(in: low...high, using: &generator) }.sorted()
        let places = values.map(scale.place)
        #expect(places == places.sorted(), "seed \(seed)")
        for (value, place) in zip(values, places) {
            let exact = Double(value - low) / Double(high - low) * Double(width) + 50
            #expect(abs(Double(place) - exact) <= 0.5 + 1e-9, "seed \(seed): \(value)")
        }
    }

    @Test("ticks are the multiples of the smallest step that is not too fine")
    func ticks() {
        let steps: [Int64] = [1, 2, 5, 10, 20, 50]
        #expect(Ticks(in: 0...26, steps: steps, most: 5).values == [0, 10, 20])
        #expect(Ticks(in: -7...12, steps: steps, most: 5).values == [-5, 0, 5, 10])
        #expect(Ticks(in: 3...4, steps: [10], most: 5).values == [])
        #expect(Ticks(in: 0...1_000, steps: [10, 20], most: 5).values.count == 51)
        #expect(Ticks(in: 0...10, steps: [], most: 5).values == [])
    }
}
