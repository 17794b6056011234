import Storage
import Testing
import Timelines

@Suite("Shares of the containers")
struct AnalysingShardTests {
    /// Containers c0, c1, … with so many entries each.
    private func reader(_ counts: [Int], in store: Store) async throws -> EventStoreReader {
        for (number, count) in counts.enumerated() {
            let container = ContainerID("c\(number)")
            let log = (0..<count).map { element(id($0), at: Int64($0), nil, "running", of: container) }
            try await store.pass(over: container, at: second(1_000 + Int64(number)), log)
        }
        return try EventStoreReader.open(at: store.path)
    }

    private func part(_ shard: Shard, of chosen: Set<ContainerID>? = nil, in reader: EventStoreReader) throws
        -> [String]
    {
        var ids: [String] = []
        try reader.histories(of: chosen, shard: shard) { ids.append($0.container.id.text) }
        return ids
    }

    @Test("the parts hold every container once, in order, however many parts there are", arguments: 1...12)
    func partition(count: Int) async throws {
        let store = try await Store()
        let reader = try await reader([3, 0, 40, 1, 0, 0, 7, 2], in: store)
        let parts = try (0..<count).map { try part(Shard(index: $0, count: count), in: reader) }
        #expect(parts.flatMap(\.self) == (0..<8).map { "c\($0)" })
        let chosen: Set<ContainerID> = [ContainerID("c2"), ContainerID("c6")]
        let chosenParts = try (0..<count).map { try part(Shard(index: $0, count: count), of: chosen, in: reader) }
        #expect(chosenParts.flatMap(\.self) == ["c2", "c6"])
    }

    @Test("parts have about as many entries, not as many containers")
    func weights() async throws {
        let store = try await Store()
        // A container weighs its entries and one: 31, 11, 11, 11 of 64. The half is 32: c0, and c1 in which it falls.
        let reader = try await reader([30, 10, 10, 10], in: store)
        #expect(try part(Shard(index: 0, count: 2), in: reader) == ["c0", "c1"])
        #expect(try part(Shard(index: 1, count: 2), in: reader) == ["c2", "c3"])
    }

    @Test("of a store without containers every part is empty")
    func empty() async throws {
        let store = try await Store()
        let reader = try await reader([], in: store)
        #expect(try part(.whole, in: reader).isEmpty)
        #expect(try part(Shard(index: 2, count: 3), in: reader).isEmpty)
    }
}
