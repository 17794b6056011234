import Foundation
import GRDB
import Storage
import TestSupport
import Testing
import Timelines
import Transparency

/// What is verified is what is read, whatever comes to the path meanwhile.
@Suite("Snapshots")
struct SnapshotTests {
    /// The store of some passes, and one of the same log in which another actor did everything: it is not intact.
    private func stores() async throws -> (store: Store, forged: String) {
        let store = try await Store()
        for number in 1...4 as ClosedRange<Int64> {
            let page = (0..<40 as Range<Int64>).map { place in
                let at = number * 1_000 + place
                return element(id(Int(at)), at: at, "running", place % 2 == 0 ? "stopped" : "running", actor: "ana")
            }
            try await store.pass(at: second(number * 10_000), page)
        }
        try await store.store.close()
        let forged = store.folder.file("forged.sqlite")
        try FileManager.default.copyItem(atPath: store.path, toPath: forged)
        let database = try DatabaseQueue(path: forged)
        try await database.writeWithoutTransaction { database in
            try database.execute(sql: "INSERT INTO name_projection SELECT max(number) + 1, 'eve' FROM name_projection")
            try database.execute(
                sql: "UPDATE transition_projection SET actor = (SELECT max(number) FROM name_projection)"
            )
            try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        try database.close()
        return (store, forged)
    }

    private func actors(_ reader: EventStoreReader) throws -> Set<String> {
        var actors: Set<String> = []
        try reader.histories { history in
            actors.formUnion(history.entries.compactMap { $0.actor.map { reader.symbols[$0] } })
        }
        return actors
    }

    @Test("a store that takes the place of the one that was opened is not what is verified, nor what is read")
    func replaced() async throws {
        let (store, forged) = try await stores()
        // Before it is verified, and between that and reading.
        for isVerifiedFirst in [false, true] {
            let copy = store.folder.file("copy.sqlite")
            try FileManager.default.copyItem(atPath: store.path, toPath: copy)
            let other = store.folder.file("other.sqlite")
            try FileManager.default.copyItem(atPath: forged, toPath: other)
            let snapshot = try StoreSnapshot.open(at: copy)
            if isVerifiedFirst { #expect(try await StoreVerification.run(on: snapshot).isIntact) }
            #expect(rename(other, copy) == 0)
            let result = try await StoreVerification.run(on: snapshot)
            #expect(result.isIntact)
            for reader in try snapshot.readers() {
                #expect(try actors(reader) == ["ana"])
                #expect(reader.log.root == result.root?.bytes)
            }
            // What is there now is the other one, with the same log.
            let now = try StoreSnapshot.open(at: copy)
            #expect(try await !StoreVerification.run(on: now).isIntact)
            #expect(try actors(now.reader()) == ["eve"])
            #expect(try now.reader().log == snapshot.reader().log)
            try FileManager.default.removeItem(atPath: copy)
        }
    }

    @Test("all connections of a snapshot have the same file open, however fast files take each other's place")
    func sameFile() async throws {
        let (store, forged) = try await stores()
        let place = store.folder.file("place.sqlite")
        try FileManager.default.copyItem(atPath: store.path, toPath: place)
        let sources = [store.path, forged]
        let next = store.folder.file("next.sqlite")
        let stop = store.folder.file("stop")
        let (end, continuation) = AsyncStream.makeStream(of: Void.self)
        // A thread of its own: on a busy machine a task can wait for its turn longer than the test.
        Thread.detachNewThread {
            var count = 1
            while !FileManager.default.fileExists(atPath: stop) {
                // A busy machine can be short of descriptors for a moment; then it goes on with the next one.
                unlink(next)
                if (try? FileManager.default.copyItem(atPath: sources[count % 2], toPath: next)) != nil {
                    rename(next, place)
                }
                count += 1
            }
            continuation.finish()
        }
        // Until both files were met, however late the task that swaps them gets its turn.
        var met: Set<Set<String>> = []
        let deadline = ContinuousClock.now + .seconds(300)
        var rounds = 0
        while rounds < 12 || met.count < 2, ContinuousClock.now < deadline {
            let found = try StoreSnapshot.open(at: place).readers().map { try actors($0) }
            #expect(Set(found).count == 1)
            met.formUnion(found)
            rounds += 1
        }
        try store.folder.write("", to: "stop")
        for await _ in end {}
        #expect(met.count == 2)
    }

    @Test("the root of any beginning is told from the bytes, also where the hashes that were kept are gone")
    func beginnings() async throws {
        let store = try await stores().store
        let size = try EventStoreReader.open(at: store.path).log.size
        var frontier = MerkleFrontier()
        var roots: [Int64: [UInt8]] = [0: frontier.root]
        let reader = try EventStoreReader.open(at: store.path)
        for seq in 1...size {
            frontier.append(LogHash(ofLeaf: try reader.leaf(seq)))
            roots[seq] = frontier.root
        }
        let database = try DatabaseQueue(path: store.path)
        try await database.write { try $0.execute(sql: "DELETE FROM log_node") }
        try database.close()
        for beginning in [0, 1, 2, 63, 64, 65, 127, 128, 129, size - 1, size] {
            let result = try await StoreVerification.run(on: StoreSnapshot.open(at: store.path), beginning: beginning)
            #expect(!result.isIntact)
            #expect(result.beginning?.bytes == roots[beginning], "\(beginning)")
        }
        for beginning in [-1, size + 1, .max, .min] {
            let result = try await StoreVerification.run(on: StoreSnapshot.open(at: store.path), beginning: beginning)
            #expect(result.beginning == nil)
        }
    }
}
