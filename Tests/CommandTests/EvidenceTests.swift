import Foundation
import Simulation
import TestSupport
import Testing
import Transparency

@Suite("Keys, checkpoints and proofs")
struct EvidenceTests {
    @Test("keys new makes a secret file and a public one, and never overwrites either")
    func keys() async throws {
        let folder = try TemporaryFolder()
        let made = try await tacho("keys", "new", "example.com/fleet", directory: folder.path)
        #expect(made.code == 0, "\(made.complaint)")
        #expect(try names(in: folder.path) == ["fleet.key", "fleet.pub"])
        let secret = String(decoding: try bytes(of: folder.file("fleet.key")), as: UTF8.self)
        let given = String(decoding: try bytes(of: folder.file("fleet.pub")), as: UTF8.self)
        #expect(made.text == given)
        #expect(!(made.text + made.complaint).contains("PRIVATE"))
        let signer = try NoteSigner(parsing: secret.trimmingCharacters(in: .newlines))
        #expect(signer.verifier.text + "\n" == given)
        for (name, mode) in [("fleet.key", 0o600), ("fleet.pub", 0o644)] {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(name))
            #expect(attributes[.posixPermissions] as? Int == mode, "\(name)")
        }
        let again = try await tacho("keys", "new", "example.com/fleet", directory: folder.path)
        #expect(again.code == 64)
        #expect(again.complaint.contains("fleet.key"))
        // A public file alone stands in the way too, and no secret one is left beside it.
        try FileManager.default.removeItem(atPath: folder.file("fleet.key"))
        #expect(try await tacho("keys", "new", "fleet", directory: folder.path).code == 64)
        #expect(try names(in: folder.path) == ["fleet.pub"])
        #expect(String(decoding: try bytes(of: folder.file("fleet.pub")), as: UTF8.self) == given)
    }

    @Test(
        "a name that no key can have, and a place that no file can be in",
        arguments: [
            (["a b"], 64, "a b"), (["a+b"], 64, "a+b"), ([""], 64, "name"), (["a/"], 64, "--output"),
            (["a", "--output", "none/a"], 74, "none/a"), ([], 64, "<name>"),
        ] as [([String], Int32, String)]
    )
    func badNames(arguments: [String], code: Int32, culprit: String) async throws {
        let folder = try TemporaryFolder()
        let outcome = try await tacho(["keys", "new"] + arguments, directory: folder.path)
        #expect(outcome.code == code)
        #expect(outcome.saysOneLine && outcome.complaint.contains(culprit), "\(outcome.complaint)")
        #expect(try names(in: folder.path).isEmpty)
    }

    @Test("a checkpoint is signed, recorded once for a log that stands still, and leads from the older one")
    func checkpoints() async throws {
        let fixture = try await EvidenceFixture.shared.value.copied()
        let verifier = try fixture.signer("fleet.key").verifier
        let older = try Checkpoint(of: SignedNote(parsing: fixture.text("first.checkpoint").utf8), signedBy: verifier)
        let newer = try Checkpoint(of: SignedNote(parsing: fixture.text("second.checkpoint").utf8), signedBy: verifier)
        #expect(older.origin == EvidenceFixture.name)
        #expect(older.size < newer.size)
        let again = try await fixture.run("checkpoint", "--key", "fleet.key")
        #expect(again.code == 0, "\(again.complaint)")
        #expect(again.complaint.isEmpty)
        #expect(try again.text == fixture.text("second.checkpoint"))
        let report = try await fixture.run("report", "--format", "json")
        let document = try #require(JSONSerialization.jsonObject(with: report.output) as? [String: Any])
        let log = try #require(document["log"] as? [String: Any])
        #expect(log["size"] as? Int64 == newer.size)
        #expect(log["root"] as? String == newer.root.base64)
    }

    @Test("a log is signed by keys of its own name alone")
    func otherName() async throws {
        let fixture = try await EvidenceFixture.shared.value
        let other = try await fixture.run("checkpoint", "--key", "other.key")
        #expect(other.code == 64)
        #expect(other.saysOneLine && other.complaint.contains("example.com/other"), "\(other.complaint)")
    }

    @Test("an ingest renews the checkpoint outside, and leaves it where the log does not begin with it")
    func checkpointFile() async throws {
        let fixture = try await EvidenceFixture.shared.value.copied()
        let server = try Fixture.server()
        defer { server.stop() }
        let keeping = ["--checkpoint-file", fixture.folder.file("kept"), "--key", fixture.folder.file("fleet.key")]
        func ingest(_ store: String, _ more: [String]) async throws -> Outcome {
            let command = Fixture.ingestion(from: server.baseURL, into: fixture.folder.file(store))
            return try await tacho(command + more, environment: ["HOODY_TOKEN": Fixture.token])
        }
        #expect(try await ingest("store.sqlite", keeping).code == 0)
        let kept = try fixture.text("kept")
        let verdict = try await fixture.run("verify", "--against", "kept", "--key", "fleet.pub")
        #expect(verdict.code == 0, "\(verdict.complaint)")
        #expect(try await ingest("store.sqlite", keeping).code == 0)
        #expect(try fixture.text("kept") != kept)
        // Another log, made of the same fleet in another order or at another time, does not begin with it.
        let renewed = try fixture.text("kept")
        let foreign = try await ingest("foreign.sqlite", keeping + ["--concurrency", "1"])
        #expect(foreign.code == 1)
        #expect(foreign.complaint.contains("nothing was signed"), "\(foreign.complaint)")
        #expect(try fixture.text("kept") == renewed)
        // Nothing else is overwritten, and nothing is fetched for it.
        let requests = server.requestTotal()
        for (name, content, code) in [("text", "no checkpoint\n", 65), ("kept", renewed, 1)]
            as [(String, String, Int32)]
        {
            _ = try fixture.folder.write(content, to: name)
            let key = name == "kept" ? "stranger.key" : "fleet.key"
            let refused = try await ingest(
                "store.sqlite",
                ["--checkpoint-file", fixture.folder.file(name), "--key", fixture.folder.file(key)]
            )
            #expect(refused.code == code, "\(refused.complaint)")
            #expect(refused.saysOneLine, "\(refused.complaint)")
            #expect(try fixture.text(name) == content)
        }
        #expect(try await ingest("store.sqlite", ["--checkpoint-file", "x"]).code == 64)
        #expect(try await ingest("store.sqlite", ["--key", fixture.folder.file("fleet.key")]).code == 64)
        #expect(server.requestTotal() == requests)
    }

    @Test("the proof of an entry holds without the store, in both formats")
    func proofOfEntry() async throws {
        let fixture = try await EvidenceFixture.shared.value
        let away = try TemporaryFolder()
        for name in ["entry.proof", "fleet.pub"] {
            try FileManager.default.copyItem(atPath: fixture.folder.file(name), toPath: away.file(name))
        }
        let verify = ["verify", "--proof", "entry.proof", "--key", "fleet.pub"]
        let text = try await tacho(verify, directory: away.path)
        #expect(text.code == 0, "\(text.complaint)")
        #expect(text.complaint.isEmpty)
        #expect(text.text.contains("the log holds this entry"))
        #expect(text.text.contains(fixture.events[0]))
        let json = try await tacho(verify + ["--format", "json"], directory: away.path)
        #expect(json.code == 0, "\(json.complaint)")
        #expect(try names(in: away.path) == ["entry.proof", "fleet.pub"])
    }

    @Test("the proof of consistency holds from the older checkpoint")
    func proofOfConsistency() async throws {
        let fixture = try await EvidenceFixture.shared.value
        let arguments = ["verify", "--proof", "consistency.proof", "--key", "fleet.pub", "--against"]
        let good = try await fixture.run(arguments + ["first.checkpoint"])
        #expect(good.code == 0, "\(good.complaint)")
        #expect(good.text.contains("begins with the older one"))
        #expect(try await fixture.run(arguments + ["first.checkpoint", "--format", "json"]).code == 0)
        #expect(try await fixture.run(arguments + ["second.checkpoint"]).code == 1)
    }

    /// A way to spoil a file: its name, what becomes of its text, and how the check ends.
    struct Spoiling: Sendable, CustomTestStringConvertible {
        let what: String
        let file: String
        let code: Int32
        let culprit: String
        let change: @Sendable (String, EvidenceFixture) async throws -> String

        var testDescription: String { what }
    }

    static let spoilings = [
        Spoiling(what: "a truncated proof", file: "entry.proof", code: 65, culprit: "entry.proof") { text, _ in
            String(text.prefix(text.count / 2))
        },
        Spoiling(what: "a proof without its last line feed", file: "entry.proof", code: 65, culprit: "cut off") {
            text,
            _ in
            String(text.dropLast())
        },
        Spoiling(what: "an empty proof", file: "entry.proof", code: 65, culprit: "entry.proof") { _, _ in "" },
        Spoiling(what: "a stripped signature", file: "entry.proof", code: 65, culprit: "entry.proof") { text, _ in
            text.components(separatedBy: "\n").filter { !$0.hasPrefix("—") }.joined(separator: "\n")
        },
        Spoiling(what: "a hash more", file: "entry.proof", code: 1, culprit: "do not lead") { text, _ in
            let hash = LogHash(ofLeaf: [1]).base64
            return text.replacing(/(index \d+\n)/) { "\($0.1)\(hash)\n" }
        },
        Spoiling(what: "another index", file: "entry.proof", code: 1, culprit: "do not lead") { text, _ in
            text.replacing(/index (\d+)\n/) { "index \($0.1)0\n" }
        },
        Spoiling(what: "the proof of another entry", file: "entry.proof", code: 1, culprit: "do not lead") {
            text,
            fixture in
            let other = try await fixture.run("prove", fixture.events[1]).text
            let own = try InclusionProof(parsing: Array(text.utf8))
            let foreign = try InclusionProof(parsing: Array(other.utf8))
            return InclusionProof(
                extra: own.extra,
                index: foreign.index,
                hashes: foreign.hashes,
                checkpoint: foreign.checkpoint
            ).rendered
        },
        Spoiling(what: "a changed entry", file: "entry.proof", code: 1, culprit: "do not lead") { text, _ in
            let proof = try InclusionProof(parsing: Array(text.utf8))
            var data = try #require(proof.extra)
            data[data.count - 3] ^= 1
            return InclusionProof(
                extra: data,
                index: proof.index,
                hashes: proof.hashes,
                checkpoint: proof.checkpoint
            ).rendered
        },
        Spoiling(what: "a checkpoint by a stranger's key", file: "entry.proof", code: 1, culprit: "no signature") {
            try resigned($0, by: "stranger.key", in: $1)
        },
        Spoiling(what: "a checkpoint of another log", file: "entry.proof", code: 1, culprit: "no signature") {
            try resigned($0, by: "other.key", in: $1)
        },
        Spoiling(what: "a forged signature", file: "entry.proof", code: 1, culprit: "not by its key") { text, fixture in
            let proof = try InclusionProof(parsing: Array(text.utf8))
            let checkpoint = try Checkpoint(parsing: proof.checkpoint.text)
            let larger = Checkpoint(origin: checkpoint.origin, size: checkpoint.size + 1, root: checkpoint.root)
            return InclusionProof(
                extra: proof.extra,
                index: proof.index,
                hashes: proof.hashes,
                checkpoint: try SignedNote(text: larger.text, signatures: proof.checkpoint.signatures)
            ).rendered
        },
    ]

    private static func resigned(_ text: String, by key: String, in fixture: EvidenceFixture) throws -> String {
        let proof = try InclusionProof(parsing: Array(text.utf8))
        return InclusionProof(
            extra: proof.extra,
            index: proof.index,
            hashes: proof.hashes,
            checkpoint: try fixture.signer(key).sign(proof.checkpoint.text)
        ).rendered
    }

    @Test("a proof that was tampered with proves nothing, and says why", arguments: spoilings)
    func spoiled(spoiling: Spoiling) async throws {
        let fixture = try await EvidenceFixture.shared.value.copied()
        let changed = try await spoiling.change(try fixture.text(spoiling.file), fixture)
        #expect(try changed != fixture.text(spoiling.file))
        _ = try fixture.folder.write(changed, to: spoiling.file)
        let outcome = try await fixture.run("verify", "--proof", spoiling.file, "--key", "fleet.pub")
        #expect(outcome.code == spoiling.code, "\(outcome.complaint)")
        #expect(outcome.saysOneLine && outcome.complaint.contains(spoiling.culprit), "\(outcome.complaint)")
        #expect(outcome.text.contains("proves nothing") == (spoiling.code == 1))
    }

    @Test(
        "what is asked wrongly is told in one line",
        arguments: [
            ("checkpoint", 64, "--key"), ("checkpoint --key none.key", 64, "none.key"),
            ("checkpoint --key fleet.pub", 64, "fleet.pub"), ("checkpoint --key entry.proof", 64, "entry.proof"),
            ("checkpoint --key fleet.key --db none.sqlite", 74, "none.sqlite"),
            ("checkpoint --key fleet.key --output none/c", 74, "none/c"),
            ("prove", 64, "--from"), ("prove none", 64, "event none"),
            ("prove none --from first.checkpoint", 64, "--from"),
            ("prove none --container prdo", 64, "did you mean prod?"), ("prove x --db old.sqlite", 64, "event x"),
            ("prove --from first.checkpoint --db old.sqlite", 64, "tacho checkpoint --key"),
            ("prove --from entry.proof", 65, "entry.proof"), ("prove --from none", 64, "none"),
            ("verify --proof entry.proof", 64, "--key"), ("verify --against first.checkpoint", 64, "--key"),
            ("verify --proof none --key fleet.pub", 64, "none"), ("verify --proof entry.proof --key none", 64, "none"),
            ("verify --proof entry.proof --key fleet.key", 64, "fleet.key"),
            ("verify --proof first.checkpoint --key fleet.pub", 65, "first.checkpoint"),
            ("verify --proof consistency.proof --key fleet.pub", 64, "--against"),
            ("verify --proof entry.proof --against first.checkpoint --key fleet.pub", 64, "--against"),
            ("verify --format csv", 64, "csv"), ("verify --db none.sqlite", 74, "none.sqlite"),
        ] as [(String, Int32, String)]
    )
    func mistakes(command: String, code: Int32, culprit: String) async throws {
        let fixture = try await EvidenceFixture.shared.value
        let outcome = try await fixture.run(command.split(separator: " ").map(String.init))
        #expect(outcome.code == code, "\(outcome.complaint)")
        #expect(outcome.saysOneLine && outcome.complaint.contains(culprit), "\(outcome.complaint)")
        #expect(outcome.output.isEmpty)
        #expect(!outcome.complaint.contains("PRIVATE+KEY+e"))
    }

    @Test("an entry that came after the newest checkpoint is proved when there is a newer one")
    func laterThanCheckpoint() async throws {
        let fixture = try await EvidenceFixture.shared.value.copied()
        let event = fixture.events[0]
        // The old copy has no checkpoint at all, and the entry is of the first day.
        let none = try await fixture.run("prove", event, store: "old.sqlite")
        #expect(none.code == 64)
        #expect(none.saysOneLine && none.complaint.contains("tacho checkpoint --key"), "\(none.complaint)")
        let server = try Fixture.server()
        defer { server.stop() }
        #expect(try await fixture.run("checkpoint", "--key", "fleet.key", store: "old.sqlite").code == 0)
        #expect(try await Fixture.ingest(from: server, into: fixture.folder.file("old.sqlite")).code == 0)
        let content = try StoreContent(fixture.folder.file("old.sqlite"))
        let newest = try #require(try content.newestEvent())
        let early = try await fixture.run("prove", newest, store: "old.sqlite")
        #expect(early.code == 64)
        #expect(early.complaint.contains("make a newer one"), "\(early.complaint)")
        #expect(try await fixture.run("checkpoint", "--key", "fleet.key", store: "old.sqlite").code == 0)
        #expect(try await fixture.run("prove", newest, "--output", "new.proof", store: "old.sqlite").code == 0)
        #expect(try await fixture.run("verify", "--proof", "new.proof", "--key", "fleet.pub").code == 0)
    }

    @Test("a private key that others can read is used, with a warning")
    func openKey() async throws {
        let fixture = try await EvidenceFixture.shared.value.copied()
        #expect(chmod(fixture.folder.file("fleet.key"), 0o644) == 0)
        let outcome = try await fixture.run("checkpoint", "--key", "fleet.key")
        #expect(outcome.code == 0)
        #expect(outcome.saysOneLine && outcome.complaint.contains("chmod 600 fleet.key"), "\(outcome.complaint)")
    }

    @Test("every command that docs/evidence.md shows ends 0, one after the other")
    func page() async throws {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        let environment = ["HOODY_BASE_URL": server.baseURL, "HOODY_TOKEN": Fixture.token]
        #expect(try await tacho("ingest", environment: environment, directory: folder.path).code == 0)
        let url = BuiltProgram.sourceFolder.appending(path: "docs/evidence.md")
        let text = try String(contentsOf: url, encoding: .utf8)
        let commands = text.matches(of: /```sh\n((?:.|\n)*?)```/).flatMap { $0.1.split(separator: "\n") }
        #expect(commands.count > 8)
        for command in commands {
            let outcome = try await tacho(
                command.split(separator: " ").dropFirst().map(String.init),
                environment: environment,
                directory: folder.path
            )
            #expect(outcome.code == 0, "\(command): \(outcome.complaint)")
            // The first checkpoint is the one that somebody keeps.
            if command.hasPrefix("tacho checkpoint") {
                let kept = try bytes(of: folder.file("fleet.checkpoint"))
                _ = try folder.write(String(decoding: kept, as: UTF8.self), to: "june.checkpoint")
            }
        }
    }
}
