import Foundation
import GRDB
import Observations
import TestSupport
import Testing
import Timelines
import Transparency

@testable import Storage

@Suite("A full disk")
struct FullDiskTests {
    @Test("a full disk is a clear error; what was recorded before it stands, and the file is whole")
    func full() async throws {
        let store = try await Store()
        let path = store.path
        try await store.pass(at: second(100), [element(id(0), at: 0, "null", "running")])
        try await store.store.close()
        // In a process of its own, which may not make files larger: the write fails as on a full disk.
        await #expect(processExitsWith: .success) { [path = path as String] in
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 300_000, rlim_max: 300_000)
            guard setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else { exit(9) }
            let store = try await EventStore.open(at: path)
            let pass = try await store.beginPass(
                PassStart(instant: second(200), scope: .all, full: false),
                recordedAt: second(200)
            )
            _ = try await store.beginReading(of: web, in: pass, mode: .full, recordedAt: second(200))
            let error = await #expect(throws: StorageError.self) {
                for number in 1...1_000 {
                    let page = (0..<50).map {
                        element(id(number * 50 + $0), at: Int64(number * 50 + $0), nil, "running")
                    }
                    _ = try await store.record(page: page, of: web, in: pass, recordedAt: second(200))
                    try await store.commit()
                }
            }
            #expect(error?.code == .diskFull || error?.code == .inputOutput)
            let next = await #expect(throws: StorageError.self) {
                try await store.endPass(pass, recordedAt: second(200))
            }
            #expect(next == error)
        }
        #expect(try store.rows("PRAGMA integrity_check") == ["ok"])
        let again = try await EventStore.open(at: path)
        let size = try await again.log().size
        #expect(size > 60)
        #expect(try store.rows("SELECT max(seq) FROM observations") == ["\(size)"])
        #expect(try store.rows("SELECT (count(*) - 1) % 50 FROM transitions") == ["0"])
    }

    @Test("a disk that fills at any moment while a store is made leaves none, or one that is intact")
    func fillsWhileMade() async throws {
        let folder = try TemporaryFolder()
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            signal(SIGXFSZ, SIG_IGN)
            var made = 0
            var whole = rlimit()
            guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &whole) == 0 else { exit(9) }
            for kilobytes in stride(from: rlim_t(0), through: 640, by: 16) {
                let store = "\(path)/\(kilobytes).sqlite"
                // Writing behind this fails, as on a full disk.
                var limit = rlimit(rlim_cur: kilobytes << 10, rlim_max: whole.rlim_max)
                guard setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else { exit(9) }
                do {
                    try await EventStore.open(at: store).close()
                } catch let error as StorageError {
                    #expect(error.code == .diskFull || error.code == .inputOutput, "\(kilobytes): \(error)")
                }
                guard setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &whole) == 0 else { exit(9) }
                guard FileManager.default.fileExists(atPath: store) else { continue }
                made += 1
                #expect(try await StoreVerification.run(store).isIntact, "\(kilobytes)")
            }
            // Both were met.
            #expect(made > 5 && made < 35, "\(made)")
        }
        // Neither a draft nor a lock is left; readers leave what SQLite has for them.
        #expect(try folder.names.allSatisfy { !$0.hasPrefix(".") && !$0.hasSuffix("-lock") })
    }

    @Test("SQLite's own report of a full disk becomes the error of a full disk")
    func fullDatabase() async throws {
        let error = StorageError(DatabaseError(resultCode: .SQLITE_FULL), path: "x.sqlite")
        #expect(error.code == .diskFull)
        #expect(error.message == "x.sqlite: the disk is full; free some space and run again, nothing is lost")
    }
}
