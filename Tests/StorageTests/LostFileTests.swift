import Foundation
import Observations
import TestSupport
import Testing
import Timelines
import Transparency

@testable import Storage

/// What others do to the files of a store while it is written; SQLite itself notices none of it.
@Suite("A store whose files are taken away")
struct LostFileTests {
    enum Change: CaseIterable {
        case removed, moved, replaced, emptied, halved, linked
    }

    private static func page(_ number: Int) -> [ReceivedEntry] {
        (0..<100).map { element(id(number * 100 + $0), at: Int64(number * 100 + $0), nil, "running") }
    }

    /// Makes the change, and says whether it loses anything.
    private func make(_ change: Change, of file: String) throws {
        let files = FileManager.default
        switch change {
        case .removed: try files.removeItem(atPath: file)
        case .moved: try files.moveItem(atPath: file, toPath: file + ".moved")
        case .replaced:
            try files.copyItem(atPath: file, toPath: file + ".copy")
            #expect(rename(file + ".copy", file) == 0)
        case .emptied: #expect(truncate(file, 0) == 0)
        case .halved: #expect(try truncate(file, off_t(bytes(of: file).count / 2)) == 0)
        case .linked: #expect(link(file, file + ".link") == 0)
        }
    }

    @Test(
        "is told of by the next call, and by the end at the latest; it never ends well",
        arguments: ["", "-wal"],
        Change.allCases
    )
    func told(suffix: String, change: Change) async throws {
        // A journal has one name as long as a store has one.
        if suffix == "-wal", change == .linked { return }
        for isOpen in [false, true] {
            let store = try await Store()
            let pass = try await store.begin(at: second(100))
            _ = try await store.store.beginReading(of: web, in: pass, mode: .full, recordedAt: second(100))
            _ = try await store.store.record(page: Self.page(0), of: web, in: pass, recordedAt: second(100))
            try await store.store.commit()
            if isOpen {
                // In the midst of a transaction.
                _ = try await store.store.record(page: Self.page(1), of: web, in: pass, recordedAt: second(100))
            }
            try make(change, of: store.path + suffix)
            let error = await #expect(throws: StorageError.self, "\(suffix) \(change) \(isOpen)") {
                if isOpen {
                    try await store.store.commit()
                } else {
                    try await store.store.close()
                }
            }
            #expect(error?.code == .inputOutput)
            #expect(error?.message.hasPrefix("\(store.path): ") == true)
            let next = await #expect(throws: StorageError.self) {
                _ = try await store.store.record(page: Self.page(2), of: web, in: pass, recordedAt: second(100))
            }
            if isOpen { #expect(next == error) }
            try? await store.store.close()
        }
    }

    @Test("what was committed to a store that is moved away is whole where it is then, and nothing of it stays behind")
    func movedWhole() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), Self.page(0))
        let moved = store.folder.file("moved.sqlite")
        #expect(rename(store.path, moved) == 0)
        let error = await #expect(throws: StorageError.self) { try await store.begin(at: second(200)) }
        #expect(error?.message.contains("moved, removed or replaced") == true)
        try await store.store.close()
        #expect(try await StoreVerification.run(moved).isIntact)
        #expect(try selected("SELECT count(*) FROM transitions", from: moved) == ["100"])
        // The next store there is a new one.
        try await EventStore.open(at: store.path).close()
        #expect(try await StoreVerification.run(store.path).observations == 0)
    }

    @Test("a journal that is emptied by another process of SQLite's is no loss")
    func checkpointed() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), Self.page(0))
        #expect(try selected("PRAGMA wal_checkpoint(TRUNCATE)", from: store.path, readonly: false) == ["0|0|0"])
        try await store.pass(at: second(200), Self.page(0) + Self.page(1))
        try await store.store.close()
        #expect(try await StoreVerification.run(store.path).entries == 200)
    }

    @Test("the journal of a store that is gone is not taken for that of a new one")
    func strangeJournal() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        try Data(repeating: 7, count: 5_000).write(to: URL(fileURLWithPath: path + "-wal"))
        let error = await #expect(throws: StorageError.self) { try await EventStore.open(at: path) }
        #expect(error?.message.hasPrefix("\(path)-wal: ") == true)
        #expect(try folder.names == ["store.sqlite-wal"])
    }
}
