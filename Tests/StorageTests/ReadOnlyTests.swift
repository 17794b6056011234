import Foundation
import Observations
import Storage
import TestSupport
import Testing
import Timelines
import Transparency

/// Permissions don't bind the super-user, so these run in a process of their own that gives such rights up.
@Suite("Storage that can't be written")
struct ReadOnlyTests {
    @Test("a store in a folder that can't be written is read, with nothing changed, and refused to a writer")
    func folder() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), [element(id(1), at: 0, "null", "running")])
        try await store.store.close()
        let path = store.path
        try protect(store.folder.path, store.path)
        await #expect(processExitsWith: .success) { [path = path as String] in
            giveUpRights()
            let before = try bytes(of: path)
            let reader = try EventStoreReader.open(at: path)
            var entries = 0
            try reader.histories { entries += $0.entries.count }
            #expect(entries == 1)
            let error = await #expect(throws: StorageError.self) { try await EventStore.open(at: path) }
            #expect(error?.code == .readOnly)
            #expect(error?.message.hasPrefix("\(path): can't be written") == true)
            #expect(try bytes(of: path) == before)
        }
        #expect(try store.folder.names == ["store.sqlite"])
        try unprotect(store.folder.path, store.path)
    }

    @Test("a store that can't be written, in a folder that can't, is verified, with nothing changed")
    func verified() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), (0..<100).map { element(id($0), at: Int64($0), "null", "running") })
        try await store.store.close()
        let path = store.path
        try protect(store.folder.path, store.path)
        await #expect(processExitsWith: .success) { [path = path as String] in
            giveUpRights()
            let before = try bytes(of: path)
            let result = try await StoreVerification.run(path)
            #expect(result.isIntact)
            #expect(result.entries == 100)
            #expect(try bytes(of: path) == before)
        }
        #expect(try store.folder.names == ["store.sqlite"])
        try unprotect(store.folder.path, store.path)
    }

    @Test("a store file that can't be written is refused to a writer")
    func file() async throws {
        let store = try await Store()
        try await store.store.close()
        let path = store.path
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: store.folder.path)
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
        await #expect(processExitsWith: .success) { [path = path as String] in
            giveUpRights()
            let error = await #expect(throws: StorageError.self) { try await EventStore.open(at: path) }
            #expect(error?.code == .readOnly)
        }
        #expect(try store.folder.names == ["store.sqlite"])
    }

    @Test("a folder that can't be written takes no new store")
    func newStore() async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
        let path = folder.file("store.sqlite")
        await #expect(processExitsWith: .success) { [path = path as String] in
            giveUpRights()
            let error = await #expect(throws: StorageError.self) { try await EventStore.open(at: path) }
            #expect(error?.code == .readOnly)
        }
    }

    private func protect(_ folder: String, _ file: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
    }

    private func unprotect(_ folder: String, _ file: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
    }
}

/// From here on the process is that of nobody, if it was the super-user's.
func giveUpRights() {
    guard geteuid() == 0 else { return }
    guard setgid(65_534) == 0, setuid(65_534) == 0 else { exit(9) }
}
