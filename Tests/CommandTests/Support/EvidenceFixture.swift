import Foundation
import GRDB
import Simulation
import TestSupport
import Testing
import Transparency

/// A store of the fleet with a key, a checkpoint and the proof of an entry, and a second log of the same name.
struct EvidenceFixture {
    let folder: TemporaryFolder
    /// The two newest entries that stopped `prod`, by the ids that `tacho who` prints; mara did the first.
    let events: [String]

    static let name = "example.com/fleet"

    /// Made once; what changes a file does so in a copy of the folder.
    static let shared = Task {
        let folder = try TemporaryFolder()
        let server = try Fixture.server(at: Fixture.fleet.clock(revision: 1))
        defer { server.stop() }
        #expect(try await Fixture.ingest(from: server, into: folder.file("store.sqlite")).code == 0)
        var fixture = EvidenceFixture(folder: folder, events: [])
        for (name, key) in [(Self.name, "fleet"), (Self.name, "stranger"), ("example.com/other", "other")] {
            #expect(try await fixture.run("keys", "new", name, "--output", key).code == 0)
        }
        try FileManager.default.copyItem(atPath: folder.file("store.sqlite"), toPath: folder.file("old.sqlite"))
        #expect(try await fixture.run("checkpoint", "--key", "fleet.key", "--output", "first.checkpoint").code == 0)
        // A day later there is more.
        server.serve(.fixed(Fixture.now))
        #expect(try await Fixture.ingest(from: server, into: folder.file("store.sqlite")).code == 0)
        #expect(try await fixture.run("checkpoint", "--key", "fleet.key", "--output", "second.checkpoint").code == 0)
        let who = try await fixture.run("who", "stopped", "prod", "--format", "json")
        let document = try #require(JSONSerialization.jsonObject(with: who.output) as? [String: Any])
        let entries = try #require(document["entries"] as? [[String: Any]])
        let ids = entries.compactMap { $0["event_id"] as? String }.filter { !$0.contains("@") }
        fixture = EvidenceFixture(folder: folder, events: Array(ids.prefix(2)))
        try #require(fixture.events.count == 2)
        let event = fixture.events[0]
        #expect(try await fixture.run("prove", event, "--output", "entry.proof").code == 0)
        #expect(try await fixture.run("prove", "--from", "first.checkpoint", "--output", "consistency.proof").code == 0)
        return fixture
    }

    /// Runs the program in the folder, on its store.
    func run(_ arguments: String..., store: String = "store.sqlite") async throws -> Outcome {
        try await run(arguments, store: store)
    }

    func run(_ arguments: [String], store: String = "store.sqlite") async throws -> Outcome {
        try await tacho(arguments, environment: ["TACHO_DB": store], directory: folder.path)
    }

    /// The same files in a folder of their own, to be changed.
    func copied() throws -> EvidenceFixture {
        let copy = try TemporaryFolder()
        // What is beside a store comes and goes with those who use it meanwhile.
        for name in try names(in: folder.path) where !["-shm", "-wal", "-lock"].contains(where: name.hasSuffix) {
            try FileManager.default.copyItem(atPath: folder.file(name), toPath: copy.file(name))
        }
        return EvidenceFixture(folder: copy, events: events)
    }

    func text(_ name: String) throws -> String {
        String(decoding: try bytes(of: folder.file(name)), as: UTF8.self)
    }

    /// The private key in a file.
    func signer(_ name: String) throws -> NoteSigner {
        try NoteSigner(parsing: try text(name).trimmingCharacters(in: .newlines))
    }

    /// Runs SQL on a store as someone does who has no respect for it.
    func tamper(with store: String, _ sql: String) throws {
        let database = try DatabaseQueue(path: folder.file(store))
        try database.writeWithoutTransaction { try $0.execute(sql: sql) }
        try database.close()
    }
}
