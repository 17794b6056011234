import Files
import Foundation
import TestSupport
import Testing

/// Every file that a result must not replace, under every kind of name that it can be given by.
@Suite("What is not written over")
struct ProtectedFilesTests {
    private static let database = Array("SQLite format 3\0 and the rest of a page".utf8)
    private static let text = Array("nothing of note\n".utf8)

    /// A name in the folder, and what is in the file; nil where it is not there.
    enum Victim: String, CaseIterable {
        case store, journal, index, rollback, lock, missingJournal, missingLock
        case configuration, privateKey, publicKey, proof, baseline, checkpoint, token
        case otherDatabase, otherJournal, otherLock, otherKey, otherPEM, looseJournal

        var name: String {
            switch self {
            case .store: "store.sqlite"
            case .journal, .missingJournal: "store.sqlite-wal"
            case .index: "store.sqlite-shm"
            case .rollback: "store.sqlite-journal"
            case .lock, .missingLock: "store.sqlite-lock"
            case .otherDatabase: "other.db"
            case .otherJournal: "other.db-wal"
            case .otherLock: "other.db-lock"
            default: rawValue
            }
        }

        var contents: [UInt8]? {
            switch self {
            case .store, .otherDatabase: database
            case .missingJournal, .missingLock: nil
            case .otherKey: Array("PRIVATE+KEY+example.com/fleet+01020304+AAAA\n".utf8)
            case .otherPEM: Array("-----BEGIN PRIVATE KEY-----\nAAAA\n".utf8)
            case .looseJournal: [0x37, 0x7F, 0x06, 0x82] + text
            default: text
            }
        }

        /// What a run says that it needs, in the folder `path`; of the others it knows nothing.
        static func protected(in path: String) -> ProtectedFiles {
            [configuration, privateKey, publicKey, proof, baseline, checkpoint, token]
                .reduce(ProtectedFiles(store: path + "/store.sqlite")) {
                    $0 + ProtectedFiles(path + "/" + $1.name, "a file of the run")
                }
        }
    }

    enum Name: CaseIterable {
        case plain, relative, dotted, symbolicLink, chainOfLinks, linkedFolder, hardLink
    }

    /// The path by which `victim` is named; nil where a file that is not there can't be named so.
    private func path(of victim: String, by name: Name, in folder: TemporaryFolder) throws -> String? {
        let file = folder.file(victim)
        switch name {
        case .plain: return file
        case .relative:
            // From the root: the tests share one working directory.
            let up = FileManager.default.currentDirectoryPath.split(separator: "/").map { _ in ".." }
            return up.joined(separator: "/") + file
        case .dotted: return "\(folder.path)/./inner/../\(victim)"
        case .symbolicLink:
            #expect(symlink(victim, folder.file("link")) == 0)
            return folder.file("link")
        case .chainOfLinks:
            #expect(symlink(file, folder.file("link")) == 0)
            #expect(symlink("../link", folder.file("inner/link")) == 0)
            return folder.file("inner/link")
        case .linkedFolder:
            #expect(symlink("..", folder.file("inner/up")) == 0)
            return folder.file("inner/up/" + victim)
        case .hardLink:
            return link(file, folder.file("hard")) == 0 ? folder.file("hard") : nil
        }
    }

    @Test("is refused under any name, and not a byte beside it changes", arguments: Victim.allCases, Name.allCases)
    func refused(victim: Victim, name: Name) throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.file("inner"), withIntermediateDirectories: false)
        try folder.write(Self.database, to: Victim.store.name)
        try folder.write(Self.database, to: Victim.otherDatabase.name)
        if let contents = victim.contents { try folder.write(contents, to: victim.name) }
        // By another name, the journal of a database that the run knows nothing of is a file like any other.
        if [.otherJournal, .otherLock].contains(victim), name == .hardLink { return }
        guard let path = try path(of: victim.name, by: name, in: folder) else { return }
        let before = try folder.everything()
        let error = #expect(throws: FileError.self) {
            try OutputPlace(path, option: "--output", protected: Victim.protected(in: folder.path))
        }
        #expect(error?.code == .refused, "\(error?.message ?? "")")
        #expect(error?.message.hasPrefix("\(path): not written, because it is") == true, "\(error?.message ?? "")")
        #expect(error?.message.hasSuffix("choose another place by --output") == true)
        #expect(try folder.everything() == before)
    }

    @Test("a store that is named by a link is protected with what is beside the file itself")
    func linkedStore() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.text, to: "real.sqlite-wal")
        try folder.write(Self.text, to: "real.sqlite")
        #expect(symlink("real.sqlite", folder.file("store")) == 0)
        let protected = ProtectedFiles(store: folder.file("store"))
        for name in ["real.sqlite", "real.sqlite-wal", "real.sqlite-lock", "store-wal"] {
            let error = #expect(throws: FileError.self, "\(name)") {
                try OutputPlace(folder.file(name), option: "--output", protected: protected)
            }
            #expect(error?.code == .refused)
        }
    }

    @Test("a file that becomes a database while it is written stays as it is")
    func becomesProtected() throws {
        let folder = try TemporaryFolder()
        let place = try OutputPlace(folder.file("out"), option: "--output", protected: ProtectedFiles())
        let error = #expect(throws: FileError.self) {
            try place.write { receive in
                try receive(Self.text)
                try folder.write(Self.database, to: "out")
            }
        }
        #expect(error?.code == .refused)
        #expect(try folder.text("out") == String(decoding: Self.database, as: UTF8.self))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out"])
    }

    @Test("a folder of tables is refused whole where one of them is not to be replaced")
    func severalFiles() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.text, to: "a")
        try folder.write(Self.text, to: "b")
        let places = try ["a", "b", "c"].map {
            try OutputPlace(folder.file($0), option: "--output", protected: ProtectedFiles())
        }
        try folder.write(Self.database, to: "c")
        let before = try folder.everything()
        let error = #expect(throws: FileError.self) {
            try OutputPlace.write(places.map { place in (place, { receive in try receive([1]) }) })
        }
        #expect(error?.code == .refused)
        #expect(try folder.everything() == before)
    }
}
