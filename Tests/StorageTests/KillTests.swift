import Foundation
import GRDB
import Observations
import Storage
import TestSupport
import Testing
import Timelines

@Suite("A writer that is killed")
struct KillTests {
    private static let pages = 40
    private static let pageSize = 25

    private static func page(_ number: Int) -> [ReceivedEntry] {
        (0..<pageSize).map { place in
            let entry = number * pageSize + place
            return element(id(entry), at: Int64(entry), nil, "running")
        }
    }

    @Test(
        "kill -9 at a random moment after so many commits leaves a prefix, and the next pass completes it",
        arguments: [0, 0, 0, 1, 2, 3, 5, 7, 9, 11, 12, 13]
    )
    func killed(commits: Int) async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        // A dot for each page that was committed, written before the next one begins.
        let committed = folder.file("committed")
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        // Before the first commit the store is made, which takes longer than what lies between two commits.
        let delay = UInt32.random(in: 0...(commits == 0 ? 40_000 : 4_000), using: &generator)
        let run = "after \(commits) commits and \(delay) µs, seed \(seed)"
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, committed = committed as String, commits = commits as Int, delay = delay as UInt32]
            in
            Thread.detachNewThread {
                var status = stat()
                while commits > 0, stat(committed, &status) != 0 || Int(status.st_size) < commits * 3 { usleep(100) }
                usleep(delay)
                kill(getpid(), SIGKILL)
            }
            let store = try await EventStore.open(at: path)
            let pass = try await store.beginPass(
                PassStart(instant: second(0), scope: .all, full: false),
                recordedAt: second(0)
            )
            let listing = [try listed(web, status: "running")]
            try await store.record(listing: listing, isLast: true, of: pass, recordedAt: second(0))
            _ = try await store.beginReading(of: web, in: pass, mode: .full, recordedAt: second(0))
            let log = open(committed, O_WRONLY | O_CREAT | O_APPEND, 0o644)
            for number in 0..<KillTests.pages {
                _ = try await store.record(page: KillTests.page(number), of: web, in: pass, recordedAt: second(0))
                guard number % 3 == 2 else { continue }
                try await store.commit()
                write(log, "...", 3)
            }
            while true { sleep(1) }
        }

        // Whatever the moment was, the store opens, is whole, and holds at least what was committed, by whole pages.
        let done = FileManager.default.fileExists(atPath: committed) ? try bytes(of: committed).count : 0
        #expect(done >= commits * 3, "run \(run)")
        let store = try await Store(in: folder)
        #expect(try store.rows("PRAGMA integrity_check") == ["ok"], "run \(run)")
        let kept = try #require(Int(try store.rows("SELECT count(*) FROM transitions")[0]))
        #expect(kept >= done * Self.pageSize, "run \(run): \(done) pages were committed")
        #expect(kept % Self.pageSize == 0, "run \(run)")
        #expect(try store.rows("SELECT seq FROM observations WHERE seq > (SELECT count(*) FROM observations)") == [])
        let before = try projections(of: path)
        try await store.store.rebuild()
        #expect(try projections(of: path) == before, "run \(run)")

        // The next pass fetches what is missing, and doubles nothing.
        let outcomes = try await store.pass(at: second(100_000), (0..<Self.pages).flatMap(Self.page))
        #expect(outcomes[0].count { $0 == .new } == Self.pages * Self.pageSize - kept, "run \(run)")
        #expect(
            try store.rows("SELECT count(DISTINCT body), count(*) FROM observations WHERE kind = 4") == ["1000|1000"]
        )
        #expect(try store.rows("SELECT entries, vanished FROM containers") == ["1000|0"])
    }

    @Test("the lock of a killed writer is free at once")
    func lock() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let store = try await EventStore.open(at: path)
            _ = try await store.log()
            kill(getpid(), SIGKILL)
        }
        #expect(try folder.names.contains("store.sqlite-lock"))
        let store = try await EventStore.open(at: path)
        #expect(try await store.log().size == 0)
    }

    @Test("a store that was killed and can't be written is read with all that was recorded")
    func readAfterKill() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let store = try await EventStore.open(at: path)
            _ = try await store.beginPass(
                PassStart(instant: second(0), scope: .all, full: false),
                recordedAt: second(0)
            )
            try await store.commit()
            kill(getpid(), SIGKILL)
        }
        for name in try folder.names {
            try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: folder.file(name))
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
        await #expect(processExitsWith: .success) { [path = path as String] in
            giveUpRights()
            let reader = try EventStoreReader.open(at: path)
            #expect(reader.log.size == 1)
        }
    }
}
