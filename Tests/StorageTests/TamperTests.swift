import Foundation
import GRDB
import Observations
import TestSupport
import Testing
import Timelines
import Transparency

@testable import Storage

/// A copy of one small store that has everything: several containers, amendments, vanished and returned entries, ids of both
/// forms and none, quarantine, a gone container, runs of listings, checkpoints, and subtrees of three levels.
@Suite("Verifying a store")
struct TamperTests {
    static func specimen() async throws -> Store {
        let store = try await Store()
        let long = (0..<300).map { number in
            element(
                id(number),
                at: Int64(number * 6),
                number % 2 == 0 ? "running" : "stopped",
                number % 2 == 0 ? "stopped" : "running",
                duration: number % 3 == 0 ? nil : "\(number).25",
                actor: ["ana", "ben", nil][number % 3],
                operation: number % 5 == 0 ? "redeploy" : nil,
                metadata: [#""error":"exit \#(number / 50)","server_name":"n1""#, #""reason":"asked for""#, nil][
                    number % 3
                ]
            )
        }
        try await store.pass(at: second(2_000), Array(long[..<80]), Array(long[80...]))
        var other = [
            element("odd-id", at: 5, "null", "running", of: database), element("7", of: database),
            element(nil, at: 9, nil, "weird", actor: "cron", of: database),
            element(id(900), at: 9, "weird", "stopped", of: database),
        ]
        try await store.pass(over: database, at: second(3_000), other)
        try await checkpoint(store)
        // One amended, one vanished, a quarantined one vanished.
        other = [element("odd-id", at: 5, "null", "running", actor: "eve", of: database), other[3]]
        try await store.pass(over: database, at: second(4_000), other)
        // The one that vanished comes back.
        other.append(element(nil, at: 9, nil, "weird", actor: "cron", of: database))
        try await store.pass(over: database, at: second(5_000), other)
        try await store.pass(over: database, at: second(6_000), end: .gone)
        let text =
            #"{"id":"\#(web.text)","name":"web","project_id":"p","project_alias":"shop","server_name":"node","container_image":"debian","status":"stopped","created_at":"2026-11-01T00:00:00Z"}"#
        let complete = try #require(PageDecoder().container(Array(text.utf8)))
        let pass = try await store.begin(at: second(7_000))
        try await store.store.record(
            listing: [complete],
            unusable: [Array("{}".utf8)],
            isLast: true,
            of: pass,
            recordedAt: second(7_000)
        )
        try await store.store.endPass(pass, recordedAt: second(7_000))
        try await checkpoint(store)
        try await store.store.close()
        return store
    }

    private static func checkpoint(_ store: Store) async throws {
        let identity = try await store.store.log()
        let root = try #require(identity.root.withUnsafeBytes { LogHash($0) })
        try await store.store.record(
            checkpoint: "log\n\(identity.size)\n",
            size: identity.size,
            root: root,
            recordedAt: second(9_000 + identity.size)
        )
    }

    private func copy(_ store: Store) throws -> (folder: TemporaryFolder, path: String) {
        let folder = try TemporaryFolder()
        let path = folder.file("copy.sqlite")
        try FileManager.default.copyItem(atPath: store.path, toPath: path)
        return (folder, path)
    }

    @Test("a store as the program made it is intact, and its figures are told")
    func intact() async throws {
        let store = try await Self.specimen()
        let before = try bytes(of: store.path)
        let result = try await StoreVerification.run(store.path)
        #expect(result.findings == [])
        #expect(result.isIntact)
        let identity = try EventStoreReader.open(at: store.path).log
        #expect(result.observations == identity.size)
        #expect(result.root?.bytes == identity.root)
        #expect(result.entries == 303)
        #expect(result.containers == 2)
        #expect(result.passes == 6)
        #expect(result.checkpoints == 2)
        #expect(result.validCheckpoints == 2)
        #expect(result.nodes == identity.size / 64 + identity.size / 128 + identity.size / 256)
        #expect(result.recorded == second(2_000)...second(7_000))
        #expect(try bytes(of: store.path) == before)
        // And every form of what it should hold is there.
        let counts = try selected(
            """
            SELECT (SELECT count(*) FROM transition_projection WHERE flags & 1), (SELECT count(*) FROM observations WHERE kind = 5),
              (SELECT count(*) FROM observations WHERE kind = 6), (SELECT count(*) FROM quarantine_projection),
              (SELECT count(*) FROM container_projection WHERE gone_since IS NOT NULL),
              (SELECT count(*) FROM listing_projection)
            """,
            from: store.path
        )
        #expect(counts == ["1|2|1|2|1|3"])
    }

    @Test("a log with nothing in it is intact")
    func empty() async throws {
        let store = try await Store()
        let result = try await StoreVerification.run(store.path)
        #expect(result.findings == [])
        #expect(result.observations == 0)
        #expect(result.recorded == nil)
    }

    @Test("stores with every kind of history are intact", arguments: 1...10 as ClosedRange<UInt64>)
    func random(seed: UInt64) async throws {
        let store = try await RebuildTests().store(seed: seed, regrouping: seed)
        let result = try await StoreVerification.run(store.path)
        #expect(result.findings == [], "seed \(seed)")
    }

    @Test("one bit flipped in any column of any table is found, in as many cases as the documentation says")
    func flips() async throws {
        let seeds: [UInt64] = [1, 2, 3]
        let (tried, columns) = try await withThrowingTaskGroup(of: (Int, Set<String>).self) { group in
            for seed in seeds { group.addTask { try await flip(seed: seed) } }
            return try await group.reduce(into: (0, Set<String>())) { sum, part in
                sum.0 += part.0
                sum.1.formUnion(part.1)
            }
        }
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/evidence.md")
        let row = "every column of every table, three seeds | \(tried), in \(columns.count) columns |"
        #expect(try String(contentsOf: page, encoding: .utf8).contains(row), "it should say: \(row)")
    }

    /// Returns: how many bits were flipped, and in which columns.
    private func flip(seed: UInt64) async throws -> (Int, Set<String>) {
        let store = try await Self.specimen()
        var generator = SeededGenerator(seed: seed)
        let flips = try FlippedBit.all(of: store.path, rowsPerTable: 4, using: &generator)
        var columns: Set<String> = []
        var tried = 0
        for flip in flips {
            let (folder, path) = try copy(store)
            defer { withExtendedLifetime(folder) {} }
            do {
                try Tampering(path: path).withoutTriggers { database in
                    try database.execute(sql: "PRAGMA writable_schema = ON; PRAGMA ignore_check_constraints = ON")
                    try database.execute(
                        sql: "UPDATE \(flip.table) SET \(flip.column) = ? WHERE \(flip.row)",
                        arguments: [flip.flipped]
                    )
                    #expect(database.changesCount == 1, "\(flip)")
                }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                // Another row has that key: it can't be written at all.
                continue
            }
            let result = try await StoreVerification.run(path)
            #expect(!result.isIntact, "seed \(seed): \(flip)")
            let tables = Set(result.findings.map(\.table))
            let names: Set<String> =
                flip.table == "observations" ? ["observations", "log_node", "log_frontier"] : [flip.table]
            #expect(!tables.isDisjoint(with: names), "seed \(seed): \(flip) was taken for \(tables)")
            columns.insert("\(flip.table).\(flip.column)")
            tried += 1
        }
        // All columns there are, but those that hold NULL alone in a store that this program made.
        let all = try selected(
            """
            SELECT t.name || '.' || c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table'
            """,
            from: store.path
        )
        #expect(Set(all).subtracting(columns) == ["quarantine_projection.at"], "seed \(seed)")
        return (tried, columns)
    }

    @Test("a row deleted from any table is found")
    func deletedRow() async throws {
        let store = try await Self.specimen()
        let tables = try selected("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", from: store.path)
        #expect(tables.count == 14)
        for table in tables {
            let keys = [
                "transition_projection": "(container, at, ordinal)", "listing_projection": "(container, first_pass)",
                "block_projection": "(container, last_at, last_ordinal)", "log_node": "(level, position)",
            ]
            let key = keys[table] ?? "rowid"
            for end in ["", " DESC"] {
                let columns = key.trimmingCharacters(in: ["(", ")"])
                let order = columns.split(separator: ",").map { $0 + end }.joined(separator: ", ")
                let (folder, path) = try copy(store)
                try Tampering(path: path).run(
                    "DELETE FROM \(table) WHERE \(key) = (SELECT \(columns) FROM \(table) ORDER BY \(order) LIMIT 1)"
                )
                let result = try await StoreVerification.run(path)
                #expect(!result.isIntact, "\(table)\(end)")
                let found = result.findings.first?.table
                #expect(
                    found == table || table == "checkpoint" && found == "sqlite_sequence",
                    "\(table)\(end): \(found ?? "-")"
                )
                withExtendedLifetime(folder) {}
            }
        }
    }

    @Test("two observations swapped are found, where they are")
    func swapped() async throws {
        let store = try await Self.specimen()
        let (folder, path) = try copy(store)
        try Tampering(path: path).run(
            """
            UPDATE observations SET seq = -1 WHERE seq = 70;
            UPDATE observations SET seq = 70 WHERE seq = 71;
            UPDATE observations SET seq = 71 WHERE seq = -1
            """
        )
        let result = try await StoreVerification.run(path)
        let first = try #require(result.findings.first)
        #expect(first.seq == 70)
        #expect(first.container == web)
        #expect(first.at == second(2_000))
        withExtendedLifetime(folder) {}
    }

    @Test("an observation that changed only in what no projection holds is found within 64")
    func unprojected() async throws {
        let store = try await Self.specimen()
        let (folder, path) = try copy(store)
        try Tampering(path: path).run(
            "UPDATE observations SET body = replace(body, '{', '{ ') WHERE seq = 100"
        )
        let result = try await StoreVerification.run(path)
        #expect(result.count == 3)
        let first = try #require(result.findings.first)
        #expect(first.kind == .leaves)
        #expect((first.seq, first.lastSeq) == (65, 128))
        // Both checkpoints were made after it.
        #expect(result.validCheckpoints == 0)
        withExtendedLifetime(folder) {}
    }

    @Test("a tail that is gone is found by the hashes, and with new hashes by a checkpoint alone")
    func tail() async throws {
        let store = try await Self.specimen()
        let (folder, path) = try copy(store)
        let size = try EventStoreReader.open(at: path).log.size
        // The last pass alone came with nothing that others refer to.
        let cut = try #require(Int64(selected("SELECT max(seq) FROM observations WHERE kind = 1", from: path)[0]))
        try Tampering(path: path).run("DELETE FROM observations WHERE seq >= \(cut)")
        let crude = try await StoreVerification.run(path)
        let first = try #require(crude.findings.first)
        #expect(first.kind == .gap)
        #expect(first.seq == cut)
        #expect(first.expected == "\(size) observations by log_frontier")
        // With everything made anew only what was said before can tell.
        try await Tampering(path: path).rehash()
        let thorough = try await StoreVerification.run(path)
        #expect(thorough.findings.map(\.kind) == [.checkpoint])
        #expect(thorough.findings.first?.expected == "\(size) observations")
        #expect((thorough.validCheckpoints, thorough.checkpoints) == (1, 2))
        withExtendedLifetime(folder) {}
    }

    @Test("a log that was written anew with its hashes is found by the checkpoints alone")
    func rewritten() async throws {
        let store = try await Self.specimen()
        let (folder, path) = try copy(store)
        try Tampering(path: path).run(
            "UPDATE observations SET body = replace(body, '\"ana\"', '\"bob\"') WHERE kind = 4"
        )
        try await Tampering(path: path).rehash()
        let result = try await StoreVerification.run(path)
        #expect(result.findings.map(\.kind) == [.checkpoint, .checkpoint])
        #expect(result.findings.map(\.column) == ["root", "root"])
        #expect(result.validCheckpoints == 0)
        // One who takes the checkpoints away as well is found by the number that SQLite kept, or by one kept elsewhere.
        try Tampering(path: path).run("DELETE FROM checkpoint")
        #expect(try await StoreVerification.run(path).findings.map(\.table) == ["sqlite_sequence"])
        try Tampering(path: path).run("DELETE FROM sqlite_sequence")
        let clean = try await StoreVerification.run(path)
        #expect(clean.isIntact)
        let outside = try EventStoreReader.open(at: store.path).log
        #expect(clean.observations == outside.size)
        #expect(clean.root?.bytes != outside.root)
        withExtendedLifetime(folder) {}
    }

    @Test("an old copy of the file is intact, and contradicted by a checkpoint that was kept elsewhere alone")
    func rolledBack() async throws {
        let store = try await Self.specimen()
        let (folder, path) = try copy(store)
        let later = try await EventStore.open(at: store.path)
        let pass = try await later.beginPass(
            PassStart(instant: second(8_000), scope: .all, full: false),
            recordedAt: second(8_000)
        )
        try await later.endPass(pass, recordedAt: second(8_000))
        let kept = try await later.log()
        try await later.close()
        let old = try await StoreVerification.run(path)
        #expect(old.isIntact)
        #expect(old.observations < kept.size)
        withExtendedLifetime(folder) {}
    }

    @Test("whatever of the schema is dropped, changed or added is found")
    func schema() async throws {
        let store = try await Self.specimen()
        let objects = try selected(
            "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY type, name",
            from: store.path
        )
        #expect(objects.count > 20)
        for object in objects {
            let parts = object.split(separator: "|").map(String.init)
            let (folder, path) = try copy(store)
            let queue = try DatabaseQueue(path: path)
            try await queue.writeWithoutTransaction { try $0.execute(sql: "DROP \(parts[0]) \(parts[1])") }
            try queue.close()
            try await expectSchemaFinding(path, "\(parts[0]) \(parts[1])")
            withExtendedLifetime(folder) {}
        }
        for (sql, name) in [
            ("CREATE TRIGGER late AFTER INSERT ON observations BEGIN SELECT 1; END", "trigger late"),
            ("CREATE VIEW shadow AS SELECT 1", "view shadow"),
            ("CREATE TABLE extra (a)", "table extra"),
            (
                "DROP TRIGGER checkpoint_keep_update; CREATE TRIGGER checkpoint_keep_update BEFORE UPDATE ON checkpoint BEGIN SELECT 1; END",
                "trigger checkpoint_keep_update"
            ),
            ("DROP VIEW names; CREATE VIEW names AS SELECT number, 'ana' AS text FROM name_projection", "view names"),
        ] {
            let (folder, path) = try copy(store)
            let queue = try DatabaseQueue(path: path)
            try await queue.writeWithoutTransaction { try $0.execute(sql: sql) }
            try queue.close()
            try await expectSchemaFinding(path, name)
            withExtendedLifetime(folder) {}
        }
    }

    private func expectSchemaFinding(_ path: String, _ name: String) async throws {
        let result = try await StoreVerification.run(path)
        let finding = result.findings.first { $0.kind == .schema && $0.row == name }
        #expect(finding != nil, "\(name): \(result.findings.map(\.row))")
    }

    @Test("an index that leads elsewhere is found")
    func index() async throws {
        let store = try await Self.specimen()
        let (folder, path) = try copy(store)
        let queue = try DatabaseQueue(path: path)
        // Swaps what two indexes' roots are, as a forged page would.
        try await queue.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    PRAGMA writable_schema = ON;
                    UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_name_projection_1')
                    WHERE name = 'sqlite_autoindex_container_projection_1'
                    """
            )
        }
        try queue.close()
        do {
            #expect(try await !StoreVerification.run(path).isIntact)
        } catch {
            #expect(error.code == .damaged)
        }
        withExtendedLifetime(folder) {}
    }

    @Test("progress grows to the number of observations")
    func progress() async throws {
        let count = ProgressCount(total: 100, rounds: 2) { progress in
            #expect(progress.done <= progress.total)
        }
        count.add(100)
        count.add(100)
        count.add(100)
    }
}
