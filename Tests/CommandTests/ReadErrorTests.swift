import Foundation
import GRDB
import TestSupport
import Testing
import Transparency

/// That something can't be read is not that it was changed; and what can't be read is not signed over.
@Suite("What can't be read")
struct ReadErrorTests {
    private static let outside = ["verify", "--against", "first.checkpoint", "--key", "fleet.pub"]

    @Test(
        "hashes that are gone accuse nobody: the checkpoint outside still holds, and no proof is made",
        arguments: [
            "DELETE FROM log_node", "DELETE FROM log_node WHERE level > 6",
            "UPDATE log_node SET hash = substr(hash, 2)",
        ]
    )
    func hashes(sql: String) async throws {
        let fixture = try await EvidenceFixture.shared.value.copied()
        try fixture.tamper(with: "store.sqlite", sql)
        let verdict = try await fixture.run(Self.outside + ["--format", "json"])
        #expect(verdict.code == 1)
        #expect(verdict.saysOneLine && verdict.complaint.contains("log_node"), "\(verdict.complaint)")
        let document = try #require(JSONSerialization.jsonObject(with: verdict.output) as? [String: Any])
        let found = try #require(document["outside"] as? [String: Any])
        // From the bytes that were received the log begins as it did.
        #expect(found["complaint"] is NSNull)
        for command in [
            ["prove", fixture.events[0]], ["prove", "--from", "first.checkpoint"],
            ["checkpoint", "--key", "fleet.key"],
        ] {
            let outcome = try await fixture.run(command)
            #expect(outcome.code == 65, "\(command): \(outcome.complaint)")
            #expect(outcome.output.isEmpty)
            #expect(outcome.saysOneLine && outcome.complaint.contains("tacho verify"), "\(outcome.complaint)")
            #expect(!outcome.complaint.contains("changed"), "\(outcome.complaint)")
        }
    }

    /// A way to spoil the note of a recorded checkpoint.
    struct Spoiling: Sendable, CustomTestStringConvertible {
        let what: String
        let code: Int32
        let spoil: @Sendable (String) -> String
        var testDescription: String { what }
    }

    private static let spoilings = [
        Spoiling(what: "emptied", code: 65) { _ in "" },
        Spoiling(what: "another text", code: 65) { _ in "a note\n" },
        Spoiling(what: "without signatures", code: 65) { note in
            note.split(separator: "\n", omittingEmptySubsequences: false).prefix(4).joined(separator: "\n")
        },
        Spoiling(what: "cut off", code: 65) { String($0.dropLast(5)) },
        Spoiling(what: "a size that is no number", code: 65) { note in
            var lines = note.split(separator: "\n", omittingEmptySubsequences: false)
            lines[1] = "many"
            return lines.joined(separator: "\n")
        },
        Spoiling(what: "of another size", code: 1) { note in
            var lines = note.split(separator: "\n", omittingEmptySubsequences: false)
            lines[1] = "7"
            return lines.joined(separator: "\n")
        },
    ]

    @Test("a recorded note that is none is said by all who go on from it, and not signed over", arguments: spoilings)
    func notes(spoiling: Spoiling) async throws {
        for number in [1, 2] {
            let fixture = try await EvidenceFixture.shared.value.copied()
            let database = try DatabaseQueue(path: fixture.folder.file("store.sqlite"))
            try await database.writeWithoutTransaction { try rewrite(note: number, in: $0, spoiling.spoil) }
            try database.close()
            let before = try checkpoints(of: fixture)
            let verdict = try await fixture.run("verify")
            #expect(verdict.code == 1)
            #expect(verdict.saysOneLine && verdict.complaint.contains("checkpoint \(number)"), "\(verdict.complaint)")
            for command in [
                ["prove", fixture.events[0]], ["prove", "--from", "first.checkpoint"],
                ["checkpoint", "--key", "fleet.key"], ["checkpoint", "--key", "stranger.key"],
            ] {
                let outcome = try await fixture.run(command)
                #expect(outcome.code == spoiling.code, "\(command): \(outcome.complaint)")
                #expect(outcome.output.isEmpty)
                #expect(outcome.saysOneLine, "\(outcome.complaint)")
                #expect(outcome.complaint.contains("checkpoint \(number)"), "\(command): \(outcome.complaint)")
            }
            #expect(try checkpoints(of: fixture) == before)
        }
    }

    @Test("a newest note that says it is by the key, and is not, is not taken for a signature")
    func forged() async throws {
        let fixture = try await EvidenceFixture.shared.value.copied()
        let stranger = try fixture.signer("stranger.key")
        let database = try DatabaseQueue(path: fixture.folder.file("store.sqlite"))
        try await database.writeWithoutTransaction { database in
            try rewrite(note: 2, in: database) { note in
                // The stranger's signature under the fleet's id.
                let own = SignedNote.signatureLine(of: note)
                let text = String(note.prefix(upTo: own.lowerBound))
                guard let signed = try? stranger.sign(String(text.dropLast())).rendered else { return "" }
                let theirs = SignedNote.signatureLine(of: signed)
                let id = Data(base64Encoded: String(note[own].dropLast().split(separator: " ")[2])) ?? Data()
                let signature =
                    Data(base64Encoded: String(signed[theirs].dropLast().split(separator: " ")[2])) ?? Data()
                let forged = (id.prefix(4) + signature.dropFirst(4)).base64EncodedString()
                return text + "\u{2014} \(EvidenceFixture.name) \(forged)\n"
            }
        }
        try database.close()
        let outcome = try await fixture.run("checkpoint", "--key", "fleet.key")
        #expect(outcome.code == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.saysOneLine && outcome.complaint.contains("checkpoint 2"), "\(outcome.complaint)")
        #expect(outcome.complaint.contains("nothing was signed"), "\(outcome.complaint)")
    }

    private func checkpoints(of fixture: EvidenceFixture) throws -> [String] {
        let database = try DatabaseQueue(path: fixture.folder.file("store.sqlite"))
        return try database.read { try String.fetchAll($0, sql: "SELECT note FROM checkpoint ORDER BY number") }
    }

    @Test("a report that is verified is of what was verified, whatever takes the store's place meanwhile")
    func replaced() async throws {
        let fixture = try await EvidenceFixture.shared.value.copied()
        let report = ["report", "--verify", "--period", "2026-W46", "--format", "json"]
        let good = try await fixture.run(report)
        #expect(good.code == 0, "\(good.complaint)")
        let store = fixture.folder.file("store.sqlite")
        let (intact, forged) = (fixture.folder.file("intact.sqlite"), fixture.folder.file("forged.sqlite"))
        for copy in [intact, forged] { try FileManager.default.copyItem(atPath: store, toPath: copy) }
        // The same log, and other figures.
        try fixture.tamper(
            with: "forged.sqlite",
            "UPDATE transition_projection SET duration_ms = duration_ms / 2; PRAGMA wal_checkpoint(TRUNCATE)"
        )
        #expect(try await fixture.run("report", "--period", "2026-W46", store: "forged.sqlite").output != good.output)
        #expect(try await fixture.run(report, store: "forged.sqlite").code == 1)
        let swapping = Task.detached { [folder = fixture.folder] in
            var count = 0
            while !Task.isCancelled {
                let next = folder.file("next.sqlite")
                try FileManager.default.copyItem(atPath: count % 2 == 0 ? forged : intact, toPath: next)
                #expect(rename(next, store) == 0)
                count += 1
            }
        }
        for _ in 0..<8 {
            let outcome = try await fixture.run(report)
            #expect(outcome.code == 0 || outcome.code == 1, "\(outcome.complaint)")
            #expect(outcome.output == (outcome.code == 0 ? good.output : Data()))
        }
        swapping.cancel()
        try await swapping.value
    }
}

/// Changes a recorded note and makes the digests anew, as docs/data-model.md has them, as someone does who can write to the file.
private func rewrite(note number: Int, in database: Database, _ change: (String) -> String) throws {
    let name = "checkpoint_keep_update"
    let trigger = try String.fetchOne(database, sql: "SELECT sql FROM sqlite_schema WHERE name = ?", arguments: [name])
    try database.execute(sql: "DROP TRIGGER \(name)")
    var previous: [UInt8] = []
    for row in try Row.fetchAll(
        database,
        sql: "SELECT number, size, recorded_at, root, note FROM checkpoint ORDER BY number"
    ) {
        var note: String = row["note"]
        if row["number"] == number { note = change(note) }
        var bytes = previous
        for column in ["number", "size", "recorded_at"] {
            let value: Int64 = row[column]
            withUnsafeBytes(of: value.bigEndian) { bytes += $0 }
        }
        let root: Data = row["root"]
        bytes += root
        bytes += note.utf8
        previous = bytes.withUnsafeBytes { LogHash(of: $0).bytes }
        try database.execute(
            sql: "UPDATE checkpoint SET note = ?, digest = ? WHERE number = ?",
            arguments: [note, Data(previous), row["number"] as Int64]
        )
    }
    try database.execute(sql: try #require(trigger))
}

extension SignedNote {
    /// Where the first signature stands in the text of a note, with its line feed.
    fileprivate static func signatureLine(of note: String) -> Range<String.Index> {
        let start = note.range(of: "\n\u{2014} ")?.lowerBound
        return (start.map { note.index(after: $0) } ?? note.startIndex)..<note.endIndex
    }
}
