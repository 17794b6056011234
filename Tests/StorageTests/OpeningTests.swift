import Crypto
import Foundation
import GRDB
import Observations
import TestSupport
import Testing
import Timelines
import Transparency

@testable import Storage

@Suite("Opening a store")
struct OpeningTests {
    private let log = [element(id(1), at: 0, "null", "running"), element(id(2), at: 10, "running", "stopped")]

    @Test("a new store has its application id, WAL, strict tables, and nothing beside it once it is closed")
    func new() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), log)
        try await store.store.close()
        #expect(try store.folder.names == ["store.sqlite"])
        #expect(try selected("PRAGMA application_id", from: store.path) == ["\(0x5441_4348)"])
        #expect(try selected("PRAGMA journal_mode", from: store.path) == ["wal"])
        let loose = "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND NOT strict"
        #expect(try selected(loose, from: store.path).filter { !$0.hasPrefix("sqlite_") } == ["grdb_migrations"])
    }

    @Test("triggers refuse to change and to remove an observation")
    func appendOnly() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), log)
        let queue = try DatabaseQueue(path: store.path)
        for sql in [
            "UPDATE observations SET body = '{}' WHERE seq = 4", "DELETE FROM observations WHERE seq = 4",
        ] {
            let error = #expect(throws: DatabaseError.self, "\(sql)") { try queue.write { try $0.execute(sql: sql) } }
            #expect(error?.message == "observations are append-only")
        }
        #expect(try await store.pass(at: second(200), log)[0].count { $0 != .new } == 2)
    }

    @Test("what is no store is refused by its own error, and not a byte of it or beside it changes")
    func foreign() async throws {
        let folder = try TemporaryFolder()
        let text = folder.file("notes.txt")
        try Data("Dear diary, ".utf8).write(to: URL(fileURLWithPath: text))
        let long = folder.file("long.txt")
        try Data(repeating: 65, count: 10_000).write(to: URL(fileURLWithPath: long))
        let other = folder.file("other.sqlite")
        let queue = try DatabaseQueue(path: other)
        try await queue.write { try $0.execute(sql: "CREATE TABLE t (a); INSERT INTO t VALUES (1)") }
        try queue.close()
        let names = try folder.names
        for path in [text, long, other] {
            let before = try bytes(of: path)
            let writing = await #expect(throws: StorageError.self) { try await EventStore.open(at: path) }
            let reading = #expect(throws: StorageError.self) { try EventStoreReader.open(at: path) }
            #expect(writing?.code == .notAStore)
            #expect(reading?.code == .notAStore)
            #expect(writing?.message.hasPrefix("\(path): not a Tachograph store") == true)
            #expect(try bytes(of: path) == before)
        }
        #expect(try folder.names == names)
    }

    @Test("a directory, a missing file and a missing folder each have their own error")
    func nothingThere() async throws {
        let folder = try TemporaryFolder()
        let directory = await #expect(throws: StorageError.self) { try await EventStore.open(at: folder.path) }
        #expect(directory?.code == .isDirectory)
        let missing = #expect(throws: StorageError.self) { try EventStoreReader.open(at: folder.file("no.sqlite")) }
        #expect(missing?.code == .missing)
        let nowhere = await #expect(throws: StorageError.self) {
            try await EventStore.open(at: folder.file("no/no.sqlite"))
        }
        #expect(nowhere?.code == .inputOutput)
        #expect(nowhere?.message.contains("its folder does not exist") == true)
        #expect(try folder.names == [])
    }

    @Test("an empty file becomes a store by writing, and is none for reading")
    func empty() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(#expect(throws: StorageError.self) { try EventStoreReader.open(at: path) }?.code == .notAStore)
        try await EventStore.open(at: path).close()
        #expect(try EventStoreReader.open(at: path).log.size == 0)
    }

    @Test("a store of a newer version is refused and left as it is")
    func newer() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), log)
        try await store.store.close()
        let queue = try DatabaseQueue(path: store.path)
        try await queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 of the future')") }
        try queue.close()
        let before = try bytes(of: store.path)
        let writing = await #expect(throws: StorageError.self) { try await EventStore.open(at: store.path) }
        let reading = #expect(throws: StorageError.self) { try EventStoreReader.open(at: store.path) }
        #expect(writing?.code == .newerVersion)
        #expect(reading?.code == .newerVersion)
        #expect(try bytes(of: store.path) == before)
    }

    @Test("a store of the first version is refused by readers, brought up to date by a writer, and verifies then")
    func older() async throws {
        let store = try await Store()
        let pass = try await store.begin(at: second(100))
        let text =
            #"{"id":"\#(web.text)","name":"web","server_id":"s1","server_name":"node-us","container_image":"debian"}"#
        let listing = [try #require(PageDecoder().container(Array(text.utf8)))]
        try await store.store.record(listing: listing, isLast: true, of: pass, recordedAt: second(100))
        try await store.store.endPass(pass, recordedAt: second(100))
        try await store.store.close()
        let queue = try DatabaseQueue(path: store.path)
        try await queue.write { database in
            for view in Self.laterViews { try database.execute(sql: "DROP VIEW \(view)") }
            try database.execute(
                sql:
                    """
                    ALTER TABLE container_projection DROP COLUMN server;
                    ALTER TABLE container_projection DROP COLUMN image;
                    ALTER TABLE container_projection DROP COLUMN project_alias;
                    ALTER TABLE container_projection DROP COLUMN read_at;
                    ALTER TABLE transition_projection DROP COLUMN reason;
                    DROP TABLE reason_projection;
                    DROP TABLE block_projection; ALTER TABLE container_projection DROP COLUMN rewritten;
                    ALTER TABLE transition_projection DROP COLUMN server;
                    DELETE FROM grdb_migrations WHERE identifier NOT LIKE '1 %'
                    """
            )
        }
        try queue.close()
        let reading = #expect(throws: StorageError.self) { try EventStoreReader.open(at: store.path) }
        #expect(reading?.code == .olderVersion)
        let verifying = await #expect(throws: StorageError.self) { try await StoreVerification.run(store.path) }
        #expect(verifying?.code == .olderVersion)
        try await EventStore.open(at: store.path).close()
        #expect(try store.rows("SELECT server, image FROM containers") == ["node-us|debian"])
        #expect(try await StoreVerification.run(store.path).findings.isEmpty)
    }

    /// Views that read columns of later versions, each before those that it reads.
    private static let laterViews = [
        "actors", "restarts", "windows", "stretches", "quarantine", "transitions", "listings", "containers",
    ]

    @Test("instants that an older version could not read are read when a writer opens the store, and it verifies then")
    func olderInstants() async throws {
        let store = try await Store()
        let pass = try await store.begin(at: second(100))
        let text = #"{"id":"\#(web.text)","created_at":"1970-01-01 00:00:05+0000"}"#
        let listing = [try #require(PageDecoder().container(Array(text.utf8)))]
        try await store.store.record(listing: listing, isLast: true, of: pass, recordedAt: second(100))
        _ = try await store.store.beginReading(of: web, in: pass, mode: .full, recordedAt: second(100))
        let body = Array(#"{"id":"x","to_status":"running","transition_time":"19700101T000010,5Z"}"#.utf8)
        let entry = ReceivedEntry(body: body[...], reading: PageDecoder().entry(body, askedFor: web))
        _ = try await store.store.record(page: [entry], of: web, in: pass, recordedAt: second(100))
        try await store.store.endReading(of: web, as: .complete, recordedAt: second(100))
        try await store.store.endPass(pass, recordedAt: second(100))
        try await store.store.close()
        let entries = "SELECT container_id, at FROM transitions"
        let containers = "SELECT created_at, entries, quarantined FROM container_projection"
        let today = try store.rows(entries) + store.rows(containers)
        #expect(today == ["\(web.text)|10500", "5000|1|0"])
        // What the older version made of it.
        let queue = try DatabaseQueue(path: store.path)
        try await queue.write { database in
            for view in Self.laterViews { try database.execute(sql: "DROP VIEW \(view)") }
            try database.execute(
                sql:
                    """
                    INSERT INTO quarantine_projection SELECT seq, container, NULL, 'no usable transition_time', 0
                      FROM transition_projection;
                    DELETE FROM transition_projection;
                    UPDATE container_projection SET created_at = NULL, entries = 0, quarantined = 1, newest_at = NULL;
                    ALTER TABLE container_projection DROP COLUMN project_alias;
                    ALTER TABLE container_projection DROP COLUMN read_at;
                    ALTER TABLE transition_projection DROP COLUMN reason;
                    DROP TABLE reason_projection;
                    DROP TABLE block_projection; ALTER TABLE container_projection DROP COLUMN rewritten;
                    ALTER TABLE transition_projection DROP COLUMN server;
                    DELETE FROM grdb_migrations WHERE identifier NOT IN (
                      '1 observations, projections, views', '2 servers and images of containers')
                    """
            )
        }
        try queue.close()
        let reading = #expect(throws: StorageError.self) { try EventStoreReader.open(at: store.path) }
        #expect(reading?.code == .olderVersion)
        let verifying = await #expect(throws: StorageError.self) { try await StoreVerification.run(store.path) }
        #expect(verifying?.code == .olderVersion)
        try await EventStore.open(at: store.path).close()
        #expect(try store.rows(entries) + store.rows(containers) == today)
        #expect(try await StoreVerification.run(store.path).findings.isEmpty)
    }

    @Test("a store whose writer was stopped between the migrations and the rebuild is rebuilt by the next one")
    func stoppedBeforeRebuild() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), log)
        try await store.store.close()
        let entries = "SELECT container_id, at, from_status, to_status FROM transitions ORDER BY at"
        let today = try store.rows(entries)
        #expect(today.count == 2)
        let queue = try DatabaseQueue(path: store.path)
        try await queue.write { database in
            try database.execute(sql: "DELETE FROM transition_projection; PRAGMA user_version = 1")
        }
        try queue.close()
        let reading = #expect(throws: StorageError.self) { try EventStoreReader.open(at: store.path) }
        #expect(reading?.code == .olderVersion)
        try await EventStore.open(at: store.path).close()
        #expect(try store.rows(entries) == today)
        #expect(try selected("PRAGMA user_version", from: store.path) == ["0"])
        #expect(try await StoreVerification.run(store.path).findings.isEmpty)
    }

    @Test(
        "views of another text or that are missing are refused by readers, and written again by the next writer",
        arguments: [
            "DROP VIEW actors",
            "DROP VIEW names; CREATE VIEW names AS SELECT number, 'ana' AS text FROM name_projection",
        ]
    )
    func otherViews(change: String) async throws {
        let store = try await Store()
        try await store.pass(at: second(100), log)
        try await store.store.close()
        let views = "SELECT name, sql FROM sqlite_schema WHERE type = 'view' ORDER BY name"
        let today = try selected(views, from: store.path)
        let queue = try DatabaseQueue(path: store.path)
        try await queue.write { try $0.execute(sql: change) }
        try queue.close()
        #expect(try selected(views, from: store.path) != today)
        let reading = #expect(throws: StorageError.self) { try EventStoreReader.open(at: store.path) }
        #expect(reading?.code == .damaged)
        #expect(reading?.message.contains("tacho rebuild writes it again") == true)
        try await EventStore.open(at: store.path).close()
        #expect(try selected(views, from: store.path) == today)
        #expect(try await StoreVerification.run(store.path).findings.isEmpty)
    }

    @Test("a table where a view has to be is refused by writers as well, and left as it is")
    func tableForView() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), log)
        try await store.store.close()
        let queue = try DatabaseQueue(path: store.path)
        try await queue.write { try $0.execute(sql: "DROP VIEW actors; CREATE TABLE actors (a)") }
        try queue.close()
        let before = try bytes(of: store.path)
        let writing = await #expect(throws: StorageError.self) { try await EventStore.open(at: store.path) }
        #expect(writing?.code == .damaged)
        #expect(writing?.message.contains("table actors should not be there") == true)
        #expect(try bytes(of: store.path) == before)
    }

    /// What was released stays as it was: a new migration changes an old store, an edited one changes what was already changed.
    /// Each is what `sha256sum` prints for the text.
    @Test("the migrations are those that were released, byte for byte")
    func frozenMigrations() {
        let hashes = Migrations.texts.map { hash(of: $0.sql) }
        #expect(
            hashes == [
                "83745cb41388b33c1ace2f6235884f796a156dee04176e599c102b29ad0aca98",
                "45b30ce40640fc511f0aa0ce43e228c86d5ad25ce6569c85a5596a6d5a1b239d",
                "ee97a064bceb83eb98ad49a3020cea4523cde440cc64d450920b5d41728710d5",
                "d9af8b2fe4665085711a33a4b48d1f58d32eed31abc20763f40ac2e20ae8bb3f",
                "2df2f00629ab5ce48be131dbd727336bc4ac8ed84ab0947a413c6433d0baf6dc",
                "f93c31ec4acd62cf0f6f3ab13f616d3fabb08a844e27d9f7c13c84c0f1f48c61",
                "6f51e0ac2d76abacbb8cc4f4f5f60dbf0ad9a95ff28465bb9922b65f00ce9bd8",
                "a166a859d5866524f7059f9d320bfd5d4501ef836de6cd23f03187eaa1f23c9b",
            ]
        )
    }

    /// What `sha256sum` prints for the views' texts, one after the other. A view of another text in a store of the same migrations
    /// is damage: whoever changes a view adds a migration, and writes its number and the new hash here.
    @Test("views change with a migration, so that a store with the older ones is not taken for damaged")
    func frozenViews() {
        #expect(Migrations.texts.count == 8)
        #expect(
            hash(of: Migrations.views.joined()) == "141fe005d585b9880648c57e27c2b847b9522ee1f573535790605f15363e0c32"
        )
    }

    private func hash(of text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).map { String(UInt16($0) | 0x100, radix: 16).dropFirst() }.joined()
    }

    @Test(
        "a store whose views are those of an earlier version is refused by readers as that, and a writer brings it up to date"
    )
    func earlierViews() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), log)
        try await store.store.close()
        let views = "SELECT name, sql FROM sqlite_schema WHERE type = 'view' ORDER BY name"
        let today = try selected(views, from: store.path)
        let queue = try DatabaseQueue(path: store.path)
        try await queue.write { database in
            try database.execute(
                sql: """
                    DROP VIEW groups; DROP VIEW maintenance; DROP VIEW actor_kinds;
                    DROP VIEW windows; CREATE VIEW windows AS SELECT 1 AS opened_event;
                    DROP TABLE block_projection; ALTER TABLE container_projection DROP COLUMN rewritten;
                    DELETE FROM grdb_migrations WHERE identifier LIKE '7 %' OR identifier LIKE '8 %'
                    """
            )
        }
        try queue.close()
        let reading = #expect(throws: StorageError.self) { try EventStoreReader.open(at: store.path) }
        #expect(reading?.code == .olderVersion)
        try await EventStore.open(at: store.path).close()
        #expect(try selected(views, from: store.path) == today)
        #expect(try await StoreVerification.run(store.path).findings.isEmpty)
    }

    @Test("a truncated and an overwritten store are damaged, and left as they are")
    func damaged() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), (0..<500).map { element(id($0), at: Int64($0), nil, "running") })
        try await store.store.close()
        let whole = try bytes(of: store.path)
        var overwritten = whole
        for place in 200..<overwritten.count { overwritten[place] = 0x5A }
        for broken in [whole.prefix(whole.count / 2), whole.prefix(3_000), overwritten] {
            try Data(broken).write(to: URL(fileURLWithPath: store.path))
            let writing = await #expect(throws: StorageError.self) { try await EventStore.open(at: store.path) }
            let reading = #expect(throws: StorageError.self) { try EventStoreReader.open(at: store.path) }
            #expect(writing?.code == .damaged)
            #expect(reading?.code == .damaged)
            #expect(try bytes(of: store.path) == Data(broken))
        }
    }

    @Test("a log whose hashes are not of its observations is damaged")
    func inconsistent() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), log)
        try await store.store.close()
        let queue = try DatabaseQueue(path: store.path)
        try await queue.write { try $0.execute(sql: "INSERT INTO observations VALUES (99, 1, 4, 1, 0, '{}')") }
        try queue.close()
        let error = #expect(throws: StorageError.self) { try EventStoreReader.open(at: store.path) }
        #expect(error?.code == .damaged)
    }

    @Test("a second writer says who writes, or waits until that is done")
    func secondWriter() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), log)
        let error = await #expect(throws: StorageError.self) { try await EventStore.open(at: store.path) }
        #expect(error?.code == .busy)
        #expect(error?.message.contains("process \(ProcessInfo.processInfo.processIdentifier)") == true)
        let (told, tell) = AsyncStream.makeStream(of: String.self)
        async let second = EventStore.open(at: store.path, waitingAtMost: .minutes(1)) { _ = tell.yield($0) }
        var holders = told.makeAsyncIterator()
        #expect(await holders.next()?.contains("process") == true)
        try await store.store.close()
        #expect(try await second.log().size > 0)
    }

    @Test("readers see the state they were opened on, while a writer goes on")
    func snapshots() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), log)
        let readers = try EventStoreReader.open(at: store.path, count: 2)
        try await store.pass(at: second(200), log + [element(id(3), at: 20, "stopped", "running")])
        let later = try EventStoreReader.open(at: store.path)
        for reader in readers {
            var entries = 0
            try reader.histories { entries += $0.entries.count }
            #expect(entries == 2)
        }
        #expect(readers[0].log == readers[1].log)
        #expect(later.log.size > readers[0].log.size)
    }
}
