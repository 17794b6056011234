import Foundation
import GRDB
import Observations
import Storage
import Testing
import Timelines
import Transparency

@Suite("What the store gives as evidence")
struct EvidenceTests {
    /// A log of more than 256 observations, over several transactions, with amendments, an element in quarantine and two
    /// containers.
    private func store() async throws -> Store {
        let store = try await Store()
        let first = (0..<150).map { element(id($0), at: Int64($0), "running", "stopped", actor: "ana") }
        try await store.pass(at: second(1_000), Array(first[..<90]), Array(first[90...]), [element("7")])
        try await store.pass(over: database, at: second(2_000), [element(id(7), at: 3, nil, "odd", of: database)])
        let second = (0..<150).map { element(id($0), at: Int64($0), "running", "stopped", actor: "ben") }
        try await store.pass(at: StorageTests.second(3_000), second)
        try await store.pass(at: StorageTests.second(4_000), [element(nil, at: 5_000, "null", "running")])
        return store
    }

    @Test("every complete subtree's hash is the one of its leaves, before and after rebuilding")
    func nodes() async throws {
        let store = try await store()
        for _ in 0..<2 {
            let reader = try EventStoreReader.open(at: store.path)
            let size = reader.log.size
            #expect(size > 256)
            var level = try (1...size).map { try leafHash(reader.leaf($0)) }
            for height in 0...8 {
                for (index, hash) in level.enumerated() {
                    #expect(try reader.node(TreeNode(level: height, index: Int64(index))) == hash, "\(height) \(index)")
                }
                let complete = level.count / 2
                level = (0..<complete).map { LogHash(left: level[2 * $0], right: level[2 * $0 + 1]) }
            }
            #expect(try store.rows("SELECT count(*) FROM log_node") == ["\(size / 64 + size / 128 + size / 256)"])
            try await store.store.rebuild()
        }
    }

    @Test("what is no complete subtree, and an observation that is not there, is refused")
    func outside() async throws {
        let store = try await store()
        let reader = try EventStoreReader.open(at: store.path)
        let size = reader.log.size
        for node in [TreeNode(level: 0, index: size), TreeNode(level: 9, index: 0), TreeNode(level: 0, index: -1)] {
            #expect(#expect(throws: StorageError.self) { try reader.node(node) }?.code == .misuse)
        }
        for seq in [0, size + 1] {
            #expect(#expect(throws: StorageError.self) { try reader.leaf(seq) }?.code == .misuse)
        }
    }

    @Test("an entry's id as reports print it leads to the observation of its newest version")
    func events() async throws {
        let store = try await store()
        let reader = try EventStoreReader.open(at: store.path)
        let rows = try store.rows("SELECT event_id, container_id, seq FROM transitions")
        #expect(rows.count == 152)
        for row in rows {
            let parts = row.split(separator: "|").map(String.init)
            let found = try reader.seq(ofEvent: parts[0], container: ContainerID(parts[1]))
            #expect(found.map(String.init) == [parts[2]], "\(row)")
        }
        #expect(try reader.seq(ofEvent: id(7)).count == 2)
        let without = "\(web.text)@\(second(5_000).iso8601):null>running"
        #expect(try reader.seq(ofEvent: without).count == 1)
        for unknown in [
            "", "x", id(999), "\(web.text)@\(second(5_000).iso8601):null>stopped", "\(web.text)@", without + ">",
        ] {
            #expect(try reader.seq(ofEvent: unknown) == [], "\(unknown)")
        }
        #expect(try reader.seq(ofEvent: id(7), container: ContainerID("elsewhere")) == [])
    }

    @Test("checkpoints are kept as given, can't be changed, and outlive rebuilding")
    func checkpoints() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), [element(id(1), at: 0, "null", "running")])
        let first = try await root(of: store)
        try await store.store.record(checkpoint: "one\n", size: first.size, root: first.root, recordedAt: second(101))
        try await store.pass(at: second(200), [element(id(2), at: 10, "running", "stopped")])
        // The log has grown since it was signed.
        try await store.store.record(checkpoint: "again\n", size: first.size, root: first.root, recordedAt: second(201))
        let last = try await root(of: store)
        try await store.store.record(checkpoint: "two\n", size: last.size, root: last.root, recordedAt: second(202))
        try await store.store.rebuild()
        let kept = try EventStoreReader.open(at: store.path).checkpoints()
        #expect(kept.map(\.number) == [1, 2, 3])
        #expect(kept.map(\.note) == ["one\n", "again\n", "two\n"])
        #expect(kept.map(\.size) == [first.size, first.size, last.size])
        #expect(kept.map(\.root) == [first.root, first.root, last.root])
        #expect(kept.map(\.recordedAt) == [second(101), second(201), second(202)])
        let queue = try DatabaseQueue(path: store.path)
        for sql in ["UPDATE checkpoint SET note = '' WHERE number = 1", "DELETE FROM checkpoint WHERE number = 3"] {
            let error = await #expect(throws: DatabaseError.self) { try await queue.write { try $0.execute(sql: sql) } }
            #expect(error?.message == "checkpoints are append-only")
        }
    }

    @Test("a checkpoint that the log contradicts is refused, and the store goes on")
    func contradicted() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), [element(id(1), at: 0, "null", "running")])
        let now = try await root(of: store)
        let other = [1].withUnsafeBytes { LogHash(of: $0) }
        for (size, root) in [(now.size, other), (now.size + 1, now.root), (now.size - 1, now.root), (-1, now.root)] {
            let error = await #expect(throws: StorageError.self) {
                try await store.store.record(checkpoint: "", size: size, root: root, recordedAt: second(101))
            }
            #expect(error?.code == .misuse)
        }
        try await store.store.record(checkpoint: "", size: now.size, root: now.root, recordedAt: second(102))
        let empty = [].withUnsafeBytes { LogHash(of: $0) }
        let older = await #expect(throws: StorageError.self) {
            try await store.store.record(checkpoint: "", size: 0, root: empty, recordedAt: second(103))
        }
        #expect(older?.code == .misuse)
        try await store.pass(at: second(200), [])
        #expect(try EventStoreReader.open(at: store.path).checkpoints().count == 1)
    }

    private func root(of store: Store) async throws -> (size: Int64, root: LogHash) {
        let identity = try await store.store.log()
        return (identity.size, try #require(identity.root.withUnsafeBytes { LogHash($0) }))
    }
}

private func leafHash(_ data: [UInt8]) -> LogHash {
    ([0] + data).withUnsafeBytes { LogHash(of: $0) }
}
