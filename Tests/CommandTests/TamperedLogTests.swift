import Foundation
import SchemaValidation
import TestSupport
import Testing
import Transparency

@Suite("A log that was tampered with")
struct TamperedLogTests {
    /// Rewrites the newest entry that stopped `prod`, as someone does who can write to the file: the log is hashed anew.
    private static let rewriting = """
        DROP TRIGGER observations_keep_update;
        UPDATE observations SET body = replace(body, 'user_mara', 'user_anna') WHERE kind = 4;
        CREATE TRIGGER observations_keep_update BEFORE UPDATE ON observations
        BEGIN SELECT RAISE(ABORT, 'observations are append-only'); END;
        """
    private static let forgetting = """
        DROP TRIGGER checkpoint_keep_delete;
        DELETE FROM checkpoint;
        DELETE FROM sqlite_sequence;
        CREATE TRIGGER checkpoint_keep_delete BEFORE DELETE ON checkpoint
        BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
        """
    private static let against = ["verify", "--against", "first.checkpoint", "--key", "fleet.pub"]

    @Test("a store as it was written is intact, in both formats, with and without a checkpoint from outside")
    func intact() async throws {
        let fixture = try await EvidenceFixture.shared.value
        let newest = try Checkpoint(parsing: SignedNote(parsing: fixture.text("second.checkpoint").utf8).text)
        for command in [["verify"], ["verify", "--key", "fleet.pub"], Self.against] {
            let text = try await fixture.run(command)
            #expect(text.code == 0, "\(text.complaint)")
            #expect(text.complaint.isEmpty)
            #expect(text.text.contains("intact."))
            #expect(text.text.contains(newest.root.base64))
            #expect(text.text.contains("2 valid"))
            let json = try await fixture.run(command + ["--format", "json"])
            #expect(json.code == 0, "\(json.complaint)")
        }
    }

    @Test("a changed observation is named, and there is no report from such a store")
    func changed() async throws {
        let fixture = try await EvidenceFixture.shared.value.copied()
        let good = try await fixture.run("report", "--verify")
        #expect(good.code == 0, "\(good.complaint)")
        #expect(try await fixture.run("report").output == good.output)
        try fixture.tamper(with: "store.sqlite", Self.rewriting)
        let verdict = try await fixture.run("verify")
        #expect(verdict.code == 1)
        #expect(verdict.saysOneLine && verdict.complaint.contains("observation"), "\(verdict.complaint)")
        #expect(verdict.text.contains("not intact.") && verdict.text.contains("The first difference"))
        // Blanks at which no line is broken are blanks; nothing in this store would be shown by their sign.
        #expect(!verdict.text.contains("␟"), "\(verdict.text)")
        let json = try await fixture.run("verify", "--format", "json")
        #expect(json.code == 1)
        #expect(try PrintedDocument(json.output).complaints() == [])
        let report = try await fixture.run("report", "--verify", "--output", "report.txt")
        #expect(report.code == 1)
        #expect(report.output.isEmpty)
        #expect(report.saysOneLine && report.complaint.contains("no report"), "\(report.complaint)")
        #expect(try !names(in: fixture.folder.path).contains("report.txt"))
        // What would hold nowhere is not given away.
        let refused = try await fixture.run("prove", fixture.events[0])
        #expect(refused.code == 1)
        #expect(refused.output.isEmpty)
        #expect(refused.saysOneLine && refused.complaint.contains("contradict each other"), "\(refused.complaint)")
    }

    @Test("a log rewritten with all its hashes is not signed, and a checkpoint from outside catches it")
    func rewritten() async throws {
        let fixture = try await EvidenceFixture.shared.value.copied()
        try fixture.tamper(with: "store.sqlite", Self.rewriting)
        #expect(try await fixture.run("rebuild").code == 0)
        // The checkpoints in the store still tell.
        #expect(try await fixture.run("verify").code == 1)
        let refused = try await fixture.run("checkpoint", "--key", "fleet.key")
        #expect(refused.code == 1)
        #expect(refused.output.isEmpty)
        #expect(refused.saysOneLine && refused.complaint.contains("nothing was signed"), "\(refused.complaint)")
        for arguments in [["prove", fixture.events[0]], ["prove", "--from", "first.checkpoint"]] {
            let outcome = try await fixture.run(arguments)
            #expect(outcome.code == 1)
            #expect(
                outcome.saysOneLine && outcome.complaint.contains("do not give the checkpoint's root"),
                "\(outcome.complaint)"
            )
        }
        // Without them nothing inside contradicts anything.
        try fixture.tamper(with: "store.sqlite", Self.forgetting)
        let fooled = try await fixture.run("verify")
        #expect(fooled.code == 0, "\(fooled.complaint)")
        let caught = try await fixture.run(Self.against)
        #expect(caught.code == 1)
        #expect(caught.saysOneLine && caught.complaint.contains("were changed"), "\(caught.complaint)")
        let json = try await fixture.run(Self.against + ["--format", "json"])
        #expect(json.code == 1)
        #expect(try PrintedDocument(json.output).complaints() == [])
    }

    @Test("an old copy in the store's place is caught by a newer checkpoint from outside")
    func rolledBack() async throws {
        let fixture = try await EvidenceFixture.shared.value
        #expect(try await fixture.run("verify", store: "old.sqlite").code == 0)
        let caught = try await fixture.run(
            ["verify", "--against", "second.checkpoint", "--key", "fleet.pub"],
            store: "old.sqlite"
        )
        #expect(caught.code == 1)
        #expect(caught.saysOneLine && caught.complaint.contains("some are gone"), "\(caught.complaint)")
        let still = try await fixture.run(Self.against, store: "old.sqlite")
        #expect(still.code == 0, "\(still.complaint)")
    }

    @Test("a file whose pages are overwritten or missing is not intact, and no crash")
    func brokenFile() async throws {
        let fixture = try await EvidenceFixture.shared.value.copied()
        let whole = try bytes(of: fixture.folder.file("old.sqlite"))
        let middle = whole.count / 2
        var overwritten = whole
        overwritten.replaceSubrange(middle..<middle + 16_384, with: repeatElement(0xA5, count: 16_384))
        for broken in [overwritten, whole.prefix(middle)] {
            try Data(broken).write(to: URL(fileURLWithPath: fixture.folder.file("broken.sqlite")))
            let outcome = try await fixture.run(
                ["verify", "--against", "first.checkpoint", "--key", "fleet.pub", "--format", "json"],
                store: "broken.sqlite"
            )
            #expect(outcome.code == 1, "\(outcome.complaint)")
            #expect(outcome.saysOneLine && outcome.complaint.contains("broken.sqlite"), "\(outcome.complaint)")
            #expect(try PrintedDocument(outcome.output).complaints() == [])
            let report = try await fixture.run("report", "--verify", store: "broken.sqlite")
            #expect(report.code != 0 && report.output.isEmpty)
        }
    }

    @Test("a recorded checkpoint by a stranger's key is found where the keys are given, and both keys let it pass")
    func foreignCheckpoint() async throws {
        let fixture = try await EvidenceFixture.shared.value.copied()
        let signed = try await fixture.run("checkpoint", "--key", "stranger.key")
        #expect(signed.code == 0, "\(signed.complaint)")
        #expect(try await fixture.run("verify").code == 0)
        let found = try await fixture.run("verify", "--key", "fleet.pub")
        #expect(found.code == 1)
        #expect(found.text.contains("2 valid"))
        #expect(found.saysOneLine && found.complaint.contains("checkpoint 3"), "\(found.complaint)")
        #expect(try await fixture.run("verify", "--key", "fleet.pub", "--key", "stranger.pub").code == 0)
    }

    @Test(
        "a checkpoint from outside has to be signed, and to be of this log",
        arguments: [
            ("stranger.pub", 1, "no signature"), ("other.pub", 1, "no signature"),
        ] as [(String, Int32, String)]
    )
    func wrongKey(key: String, code: Int32, culprit: String) async throws {
        let fixture = try await EvidenceFixture.shared.value
        let outcome = try await fixture.run("verify", "--against", "first.checkpoint", "--key", key)
        #expect(outcome.code == code)
        #expect(outcome.text.contains("not intact."))
        #expect(outcome.complaints.count == 1, "\(outcome.complaint)")
        #expect(outcome.text.contains(culprit) || outcome.complaint.contains(culprit), "\(outcome.text)")
    }

    @Test("a checkpoint from outside that is forged, of another log, or none")
    func badCheckpoint() async throws {
        let fixture = try await EvidenceFixture.shared.value.copied()
        let text = try fixture.text("first.checkpoint")
        let note = try SignedNote(parsing: text.utf8)
        let checkpoint = try Checkpoint(parsing: note.text)
        let other = Checkpoint(origin: "example.com/other", size: checkpoint.size, root: checkpoint.root)
        let moved = Checkpoint(origin: checkpoint.origin, size: checkpoint.size - 1, root: checkpoint.root)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let cases: [(String, Int32, String)] = [
            (try SignedNote(text: moved.text, signatures: note.signatures).rendered, 1, "not by its key"),
            (try fixture.signer("fleet.key").sign(other.text).rendered, 1, "example.com/other"),
            (try fixture.signer("fleet.key").sign(moved.text).rendered, 1, "were changed"),
            (lines.prefix(4).joined(separator: "\n"), 65, "first.checkpoint"),
            (text.replacing("\u{2014}", with: "-"), 65, "first.checkpoint"), ("", 65, "first.checkpoint"),
        ]
        for (changed, code, culprit) in cases {
            _ = try fixture.folder.write(changed, to: "first.checkpoint")
            let outcome = try await fixture.run(Self.against)
            #expect(outcome.code == code, "\(changed): \(outcome.complaint)")
            #expect(outcome.saysOneLine && outcome.complaint.contains(culprit), "\(changed): \(outcome.complaint)")
        }
    }
}
