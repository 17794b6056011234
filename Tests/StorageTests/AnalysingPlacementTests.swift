import Observations
import Storage
import Testing
import Timelines

@Suite("Servers and images out of the store")
struct AnalysingPlacementTests {
    private func listed(_ members: String, of id: ContainerID = web) throws -> ListedContainer {
        try #require(PageDecoder().container(Array(#"{"id":"\#(id.text)",\#(members)}"#.utf8)))
    }

    private func record(_ listing: [ListedContainer], at seconds: Int64, in store: Store) async throws {
        let pass = try await store.begin(at: second(seconds))
        try await store.store.record(listing: listing, isLast: true, of: pass, recordedAt: second(seconds))
        try await store.store.endPass(pass, recordedAt: second(seconds + 1))
    }

    @Test("a container runs where its newest listing says; the server's id stands in for its name")
    func newest() async throws {
        let store = try await Store()
        let other = try listed(#""server_id":"s2","server_name":"","container_image":7"#, of: database)
        try await record(
            [try listed(#""server_id":"s1","server_name":"node-1","container_image":"alpine:3""#), other],
            at: 100,
            in: store
        )
        let before = try EventStoreReader.open(at: store.path).placements()
        #expect(before[web] == Placement(server: "node-1", image: "alpine:3"))
        #expect(before[database] == Placement(server: "s2"))

        try await record(
            [try listed(#""server_name":"node-2","container_image":"alpine:4""#), other],
            at: 200,
            in: store
        )
        let reader = try EventStoreReader.open(at: store.path)
        #expect(try reader.placements()[web] == Placement(server: "node-2", image: "alpine:4"))
        #expect(try reader.placements(of: [web]).keys.sorted() == [web])
    }
}
