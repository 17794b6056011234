import Foundation
import Observations
import TestSupport
import Testing
import Timelines

@testable import Storage

@Suite("A store under several names")
struct NameTests {
    @Test("two symbolic links lead to one lock: the second writer waits or is told who writes")
    func oneLock() async throws {
        let store = try await Store()
        #expect(symlink("store.sqlite", store.folder.file("a")) == 0)
        #expect(symlink(store.folder.file("a"), store.folder.file("b")) == 0)
        for name in ["a", "b"] {
            let path = store.folder.file(name)
            let error = await #expect(throws: StorageError.self) { try await EventStore.open(at: path) }
            #expect(error?.code == .busy)
            #expect(error?.message.hasPrefix("\(path): another tacho (process ") == true)
        }
        try await store.store.close()
        let link = try await EventStore.open(at: store.folder.file("b"))
        let pass = try await link.beginPass(
            PassStart(instant: second(100), scope: .all, full: false),
            recordedAt: second(100)
        )
        try await link.endPass(pass, recordedAt: second(100))
        #expect(try EventStoreReader.open(at: store.folder.file("a")).log.size > 0)
        try await link.close()
        #expect(try store.folder.names == ["a", "b", "store.sqlite"])
    }

    @Test("a link that leads to nothing yet is followed: the store is made at its target")
    func dangling() async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.file("far"), withIntermediateDirectories: false)
        #expect(symlink("far/store.sqlite", folder.file("link")) == 0)
        try await EventStore.open(at: folder.file("link")).close()
        #expect(try folder.names == ["far", "link"])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link")) == "far/store.sqlite")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("far")) == ["store.sqlite"])
    }

    @Test("a store with several hard links is refused to a writer, and read")
    func hardLinks() async throws {
        let store = try await Store()
        try await store.store.close()
        let other = store.folder.file("other.sqlite")
        #expect(link(store.path, other) == 0)
        for path in [store.path, other] {
            let error = await #expect(throws: StorageError.self) { try await EventStore.open(at: path) }
            #expect(error?.message.hasPrefix("\(path): the store has several names (hard links)") == true)
            #expect(try EventStoreReader.open(at: path).log.size == 0)
        }
        #expect(unlink(other) == 0)
        try await EventStore.open(at: store.path).close()
    }

    @Test("what is in the place of the lock and is none is neither emptied, written to nor removed")
    func strangeLock() async throws {
        for kind in ["link", "hard link", "text", "pipe", "folder"] {
            let folder = try TemporaryFolder()
            let path = folder.file("store.sqlite")
            let victim = folder.file("victim")
            try Data("a text of some length, which is no lock".utf8).write(to: URL(fileURLWithPath: victim))
            switch kind {
            case "link": #expect(symlink(victim, path + "-lock") == 0)
            case "hard link": #expect(link(victim, path + "-lock") == 0)
            case "pipe": #expect(mkfifo(path + "-lock", 0o600) == 0)
            case "folder": #expect(mkdir(path + "-lock", 0o700) == 0)
            default: try FileManager.default.copyItem(atPath: victim, toPath: path + "-lock")
            }
            let before = try bytes(of: victim)
            let error = await #expect(throws: StorageError.self, "\(kind)") { try await EventStore.open(at: path) }
            #expect(error?.message.hasPrefix("\(path)-lock: it is no lock file of tacho") == true, "\(kind)")
            #expect(try bytes(of: victim) == before)
            #expect(try folder.names == ["store.sqlite-lock", "victim"])
        }
    }
}
