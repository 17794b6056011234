import DrawnTimelines
import FuzzTargets
import TestSupport
import Testing

@Suite("Stores whose bytes were overwritten")
struct StoreFuzzTests {
    private static let mutationsOfEachSeed = 5

    @Test("are read as they were, or refused; none ends the program")
    func stores() async throws {
        let target = try await FuzzTarget.store()
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        let mutator = Mutator()
        for input in target.seeds {
            for round in 0..<Self.mutationsOfEachSeed {
                let changes = round == 0 ? input : mutator.mutated(input, using: &generator)
                do {
                    try await target.check(changes)
                } catch {
                    Issue.record("seed \(seed), changes \(changes): \(error)")
                }
            }
        }
    }
}
