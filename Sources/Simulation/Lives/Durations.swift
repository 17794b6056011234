/// How long transitions take, in milliseconds: the guide's typical ranges, and now and then far longer.
struct Durations {
    /// The percentage of the typical start that this container's image needs.
    let pace: Int64

    func start(_ generator: inout SeededGenerator) -> (milliseconds: Int64, slow: Bool) {
        let typical = generator.middling(in: 5_000...15_000) * pace / 100
        let slow = generator.chance(1, in: 30)
        let milliseconds = slow ? typical + generator.number(in: 15_000...60_000) : typical
        return (milliseconds, milliseconds > 15_000)
    }

    func stop(_ generator: inout SeededGenerator) -> Int64 {
        generator.middling(in: 5_000...10_000)
    }

    func forceStop(_ generator: inout SeededGenerator) -> Int64 {
        generator.number(in: 120...900)
    }

    func pause(_ generator: inout SeededGenerator) -> Int64 {
        generator.middling(in: 700...1_300)
    }

    func resume(_ generator: inout SeededGenerator) -> Int64 {
        generator.middling(in: 1_000...2_000)
    }

    func provision(_ generator: inout SeededGenerator) -> Int64 {
        generator.middling(in: 20_000...70_000)
    }
}
