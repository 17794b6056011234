import DrawnTimelines
import FuzzTargets
import TestSupport
import Testing

@Suite("Decoders fed mutated inputs")
struct DecoderFuzzTests {
    private static let mutationsOfEachSeed = 400

    @Test("accept their seeds and keep their promises for whatever else they are given", arguments: 0..<5)
    func decoders(place: Int) async throws {
        let target = try FuzzTarget.decoders()[place]
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        let mutator = Mutator()
        for input in target.seeds {
            try await target.check(input)
            for _ in 0..<Self.mutationsOfEachSeed {
                let bytes = mutator.mutated(input, using: &generator)
                do {
                    try await target.check(bytes)
                } catch {
                    Issue.record("\(target.name), seed \(seed): \(error)\n\(String(decoding: bytes, as: UTF8.self))")
                }
            }
        }
    }

    @Test("there are as many targets as the test above runs")
    func count() throws {
        #expect(try FuzzTarget.decoders().count == 5)
    }
}
