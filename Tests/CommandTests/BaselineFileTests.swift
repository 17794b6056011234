import Foundation
import SchemaValidation
import TestSupport
import Testing

@Suite("A baseline in a file")
struct BaselineFileTests {
    @Test(
        "a check against the file is byte for byte the one against the range that it was saved from",
        arguments: ["", "container", "project", "server", "image", "actor", "operation"]
    )
    func sameAsRange(grouping: String) async throws {
        let fixture = try await GateFixture.shared.value
        let folder = try TemporaryFolder()
        let file = folder.file("saved.json")
        let groups = (grouping.isEmpty ? [] : ["--group-by", grouping]) + ["--timezone", "Europe/Berlin"]
        let saved = try await fixture.run(["--period", "2026-W45", "--save-baseline", file] + groups)
        #expect(saved.code == 0, "\(saved.complaint)")
        #expect(saved.output.isEmpty)
        #expect(saved.saysOneLine && saved.complaint.contains("53 samples of start"), "\(saved.complaint)")
        #expect(try PrintedDocument(bytes(of: file)).complaints() == [])
        for format in grouping == "container" ? ["text", "json", "markdown", "junit", "github"] : ["json"] {
            let range = GateFixture.candidate + groups + ["--format", format, "--quiet"]
            let fromRange = try await fixture.run(range + GateFixture.before)
            let fromFile = try await fixture.run(range + ["--baseline", file])
            // No container has ten starts in either week.
            #expect(fromRange.code == (grouping == "container" ? 2 : 0))
            #expect(fromFile.code == fromRange.code)
            #expect(fromFile.output == fromRange.output, "\(format)")
        }
        // And saved again it is the same file.
        let again = folder.file("again.json")
        #expect(try await fixture.run(["--period", "2026-W45", "--save-baseline", again] + groups).code == 0)
        #expect(try bytes(of: again) == bytes(of: file))
    }

    @Test("it is the same after the store was rebuilt")
    func rebuilt() async throws {
        let fixture = try await GateFixture.shared.value
        let folder = try TemporaryFolder()
        let copy = folder.file("copy.sqlite")
        try FileManager.default.copyItem(atPath: fixture.folder.file("store.sqlite"), toPath: copy)
        #expect(try await tacho("rebuild", environment: ["TACHO_DB": copy]).code == 0)
        let command = ["check", "--period", "2026-W45", "--save-baseline", folder.file("saved.json"), "--db", copy]
        #expect(try await tacho(command).code == 0)
        let isSame = try bytes(of: folder.file("saved.json")) == bytes(of: fixture.folder.file("baseline.json"))
        #expect(isSame)
    }

    @Test("beside a check it is written where that passes, and stays as it was where it does not")
    func besideACheck() async throws {
        let fixture = try await GateFixture.shared.value
        let folder = try TemporaryFolder()
        let file = try folder.write("what was there", to: "next.json")
        let failed = try await fixture.check("--baseline", "faster.json", "--save-baseline", file)
        #expect(failed.code == 1)
        #expect(failed.saysOneLine && failed.complaint.contains("not written"), "\(failed.complaint)")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "what was there")
        let passed = try await fixture.check("--baseline", "baseline.json", "--save-baseline", file)
        #expect(passed.code == 0, "\(passed.complaint)")
        #expect(try PrintedDocument(bytes(of: file)).complaints() == [])
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("\"from\": \"2026-11-09T00:00:00.000Z\""))
    }

    @Test("it can come from standard input, which can be read once only")
    func standardInput() async throws {
        let fixture = try await GateFixture.shared.value
        let outcome = try await tacho(
            ["check"] + GateFixture.candidate + ["--baseline", "-"],
            environment: ["TACHO_DB": "store.sqlite"],
            input: String(contentsOfFile: fixture.folder.file("baseline.json"), encoding: .utf8),
            directory: fixture.folder.path
        )
        #expect(outcome.code == 0 && outcome.text.hasPrefix("Pass: "), "\(outcome.complaint)")
    }

    @Test("a baseline that is not there yet, beside --save-baseline, is the first run and no error")
    func firstRun() async throws {
        let fixture = try await GateFixture.shared.value
        let folder = try TemporaryFolder()
        let file = folder.file("first.json")
        let arguments = ["--period", "2026-W45", "--baseline", file]
        let missing = try await fixture.run(arguments)
        #expect(missing.code == 64, "\(missing.complaint)")
        let first = try await fixture.run(arguments + ["--save-baseline", file, "--format", "json"])
        #expect(first.code == 0 && first.output.isEmpty, "\(first.complaint)")
        #expect(first.complaint.contains("not there yet, so nothing is compared"), "\(first.complaint)")
        let next = try await fixture.run(
            ["--period", "2026-W46", "--baseline", file, "--save-baseline", file, "--format", "json"]
        )
        #expect(next.code == 0 && next.text.contains(#""verdict": "pass""#), "\(next.complaint)")
        // A budget is judged on the first run too.
        let budget = try await fixture.run(
            ["--period", "2026-W46", "--baseline", folder.file("x"), "--save-baseline", folder.file("x")]
                + ["--max-p95", "1s"]
        )
        #expect(budget.code == 1 && budget.text.hasPrefix("Over budget: the budget is not kept: max-p95"))
        #expect(!FileManager.default.fileExists(atPath: folder.file("x")))
    }

    @Test("too few samples end with 0 where that is allowed, and nothing is kept")
    func allowed() async throws {
        let fixture = try await GateFixture.shared.value
        let folder = try TemporaryFolder()
        let few = [
            "--period", "2026-W46", "--container", "prod", "--baseline-period", "2026-W45", "--allow-inconclusive",
        ]
        let outcome = try await fixture.run(few + ["--save-baseline", folder.file("none.json")])
        #expect(outcome.code == 0 && outcome.text.hasPrefix("Inconclusive: "), "\(outcome.text)")
        #expect(!FileManager.default.fileExists(atPath: folder.file("none.json")))
    }

    @Test(
        "a baseline against which nothing could be judged is not written: 2 for too few samples, 3 where it is not covered"
    )
    func useless() async throws {
        let fixture = try await GateFixture.shared.value
        let folder = try TemporaryFolder()
        let file = folder.file("none.json")
        for arguments in [["--period", "2020-W10"], ["--period", "2026-W45", "--container", "prod"]] {
            let few = try await fixture.run(arguments + ["--save-baseline", file])
            #expect(few.code == 2)
            #expect(few.saysOneLine && few.complaint.contains("--min-samples asks for 10"), "\(few.complaint)")
        }
        let stale = try await fixture.run(
            ["--from", "2026-11-10", "--save-baseline", file],
            now: "2026-11-20T00:00:00Z"
        )
        #expect(stale.code == 3)
        #expect(stale.saysOneLine && stale.complaint.contains("not covered"), "\(stale.complaint)")
        #expect(try names(in: folder.path).isEmpty)
    }

    /// Reads a file of this content as a baseline, and gives what is said about it.
    private func complaint(about content: String) async throws -> Outcome {
        let fixture = try await GateFixture.shared.value
        let folder = try TemporaryFolder()
        return try await fixture.check("--baseline", try folder.write(content, to: "broken.json"))
    }

    @Test("cut off anywhere it is no baseline")
    func cutOff() async throws {
        let whole = try await GateFixture.shared.value.text("baseline.json")
        let scalars = Array(whole.unicodeScalars)
        for part in 0..<12 {
            let cut = String(String.UnicodeScalarView(scalars.prefix((scalars.count - 3) * part / 11)))
            let outcome = try await complaint(about: cut)
            #expect(outcome.code == 65, "\(part): \(outcome.complaint)")
            #expect(outcome.saysOneLine && outcome.complaint.contains("broken.json"), "\(outcome.complaint)")
            #expect(outcome.output.isEmpty)
        }
    }

    /// What stands in the file, what is put in its place, and what the complaint has to name.
    struct Change: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let culprit: String

        init(_ old: String, _ new: String, naming culprit: String) {
            self.old = old
            self.new = new
            self.culprit = culprit
        }

        var testDescription: String { new }
    }

    @Test(
        "what it can't say is told with its place",
        arguments: [
            Change("baseline/1", "baseline/2", naming: "it is of tachograph.baseline/2"),
            Change("baseline/1", "report/1", naming: "it is a tachograph.report/1, no baseline"),
            Change("\"schema\"", "\"scheme\"", naming: "it names no schema"),
            Change("\"tachograph.baseline/1\"", "17", naming: "schema: it is no text"),
            Change("\"start\"", "\"begin\"", naming: "kind: “begin” is no kind of transition"),
            Change("\"kind\": \"start\"", "\"kind\": null", naming: "kind: it is null"),
            Change("\"group_by\": null", "\"group_by\": \"colour\"", naming: "group_by: “colour”"),
            Change("2026-11-02T00:00:00.000Z", "2026-02-30T00:00:00.000Z", naming: "range.from: “2026-02-30"),
            Change("2026-11-02T00:00:00.000Z", "2026-11-10T00:00:00.000Z", naming: "range: it ends no later"),
            Change("\"UTC\"", "\"Mars/Base\"", naming: "range.timezone: “Mars/Base”"),
            Change("\"root\": \"", "\"root\": \"?", naming: "log.root"),
            Change("\"size\": ", "\"size\": -", naming: "log.size"),
            Change("\"log\"", "\"logs\"", naming: "log: it is missing"),
            Change("\"missing\": ", "\"missing\": -1", naming: "samples[0].missing: -1"),
            Change("\"ms\": [", "\"ms\": [true, ", naming: "samples[0].ms[0]: it is no number"),
            Change("\"ms\": [", "\"ms\": [\"5\", ", naming: "samples[0].ms[0]: it is no number"),
            Change("\"ms\": [", "\"ms\": [null, ", naming: "samples[0].ms[0]"),
            Change("\"ms\": [", "\"ms\": [-4, ", naming: "samples[0].ms[0]: -4.0 is no duration"),
            Change("\"ms\": [", "\"ms\": [1, 86400001, ", naming: "samples[0].ms[1]: 86400001.0 is no duration"),
            Change("\"ms\": [", "\"ms\": [1e999, ", naming: "the baseline can't be used"),
            Change("\"ms\": [", "\"ms\": [NaN, ", naming: "it is no JSON, or cut off"),
            Change("\"ms\": [", "\"milliseconds\": [", naming: "samples[0].ms: it is missing"),
            Change("\"samples\": [", "\"samples\": [], \"rest\": [", naming: "it is one list, and here are 0"),
        ]
    )
    func mistakes(change: Change) async throws {
        let whole = try await GateFixture.shared.value.text("baseline.json")
        let parts = whole.components(separatedBy: change.old)
        try #require(parts.count > 1)
        let content = parts[0] + change.new + parts.dropFirst().joined(separator: change.old)
        let outcome = try await complaint(about: content)
        #expect(outcome.code == 65, "\(outcome.complaint)")
        #expect(outcome.saysOneLine && outcome.complaint.contains(change.culprit), "\(outcome.complaint)")
        #expect(outcome.output.isEmpty)
    }

    @Test("members that it does not know are passed over")
    func unknownMembers() async throws {
        let whole = try await GateFixture.shared.value.text("baseline.json")
        let more = whole.replacing("\"kind\"", with: "\"note\": {\"by\": [1]}, \"kind\"")
        #expect(try await complaint(about: more).code == 0)
    }

    @Test("one of another kind, grouping or selection, or of an overlapping range, is a mistake in the command line")
    func others() async throws {
        let fixture = try await GateFixture.shared.value
        let wrong: [([String], String)] = [
            (["--baseline", "baseline.json", "--kind", "stop"], "latencies of start, not of stop"),
            (["--baseline", "baseline.json", "--group-by", "actor"], "not grouped, not by actor"),
            (["--baseline", "baseline.json", "--container", "prod"], "the baseline is of all containers"),
            (["--baseline", "baseline.json", "--period", "2026-11"], "overlaps"),
            (["--baseline-period", "2026-W46"], "overlaps"),
            (["--baseline-from", "2026-11-08", "--self-test"], "overlaps"),
            (["--baseline", "none.json"], "none.json"),
        ]
        for (arguments, culprit) in wrong {
            let range = arguments.contains("--period") ? [] : GateFixture.candidate
            let outcome = try await fixture.run(range + arguments)
            #expect(outcome.code == 64, "\(arguments): \(outcome.complaint)")
            #expect(outcome.saysOneLine && outcome.complaint.contains(culprit), "\(outcome.complaint)")
            #expect(outcome.output.isEmpty)
        }
    }
}
