import Foundation
import SchemaValidation
import TestSupport
import Testing

@Suite("Several outputs of one run")
struct SeveralOutputsTests {
    private func run(_ arguments: String, in folder: TemporaryFolder, ends code: Int32 = 0) async throws -> Outcome {
        let fixture = try await GateFixture.shared.value
        let outcome = try await tacho(
            arguments.split(separator: " ").map(String.init),
            environment: ["TACHO_DB": fixture.folder.file("store.sqlite")],
            directory: folder.path
        )
        #expect(outcome.code == code, "\(arguments): \(outcome.complaint)")
        return outcome
    }

    @Test("each has the format that its name ends with, the same bytes as a run of its own")
    func everyFormat() async throws {
        let folder = try TemporaryFolder()
        let check = "check --period last-week --max-downtime 1s"
        let outputs =
            "--output gate.xml --output gate.md --output gate.json --output gate.github.txt --output gate.txt -o -"
        let several = try await run("\(check) \(outputs)", in: folder, ends: 1)
        #expect(several.complaint.isEmpty)
        for (name, format) in [
            ("gate.xml", "junit"), ("gate.md", "markdown"), ("gate.json", "json"), ("gate.github.txt", "github"),
            ("gate.txt", "text"),
        ] {
            let alone = try await run("\(check) --format \(format) --quiet", in: folder, ends: 1)
            #expect(try bytes(of: folder.file(name)) == alone.output, "\(name)")
        }
        #expect(try bytes(of: folder.file("gate.txt")) == several.output)
        // One output, too; what is named counts before what the file is called.
        _ = try await run("report --period last-week --output week.json", in: folder)
        #expect(try PrintedDocument(bytes(of: folder.file("week.json"))).complaints() == [])
        _ = try await run("report --period last-week --format markdown --output week.txt", in: folder)
        #expect(try String(contentsOfFile: folder.file("week.txt"), encoding: .utf8).hasPrefix("**"))
    }

    @Test("outputs that contradict each other are refused, and nothing is written")
    func contradictions() async throws {
        let folder = try TemporaryFolder()
        let twice = try await run("who --output a.json --output a.json", in: folder, ends: 64)
        #expect(twice.saysOneLine && twice.complaint.contains("--output a.json: it is given twice"))
        let formats = try await run("who --format csv --output a.json --output b.md", in: folder, ends: 64)
        #expect(formats.saysOneLine && formats.complaint.contains("--format csv and --output a.json name two formats"))
        let tables = try await run("report --output week.csv", in: folder, ends: 64)
        #expect(tables.saysOneLine && tables.complaint.contains("add --format csv, with --table for one of them"))
        let none = try await run("check --max-p50 1s --output gate.csv", in: folder, ends: 64)
        #expect(none.complaint.contains("--output gate.csv: this result has no tables"))
        let missing = try await run("who --output a.json --output none/b.md", in: folder, ends: 74)
        #expect(missing.complaint.contains("none/b.md"))
        #expect(try names(in: folder.path).isEmpty)
    }

    @Test(
        "a file has no colours and the width of a pipe, though standard output is a terminal",
        .enabled(if: Python.path != nil)
    )
    func terminal() async throws {
        let folder = try TemporaryFolder()
        let store = try await GateFixture.shared.value.folder.file("store.sqlite")
        let report = ["report", "--db", store, "--period", "2026-W46"]
        // A pseudo terminal shows what a person would see.
        let script = """
            import os, pty, sys
            os.environ["TERM"] = "xterm"
            os.environ.pop("NO_COLOR", None)
            sys.exit(pty.spawn(sys.argv[1:]) >> 8)
            """
        let shown = try Python.run(["-c", script, BuiltProgram.url.path] + report, in: folder.path)
        #expect(shown.output.contains("\u{1B}[1m"))
        _ = try Python.run(["-c", script, BuiltProgram.url.path] + report + ["--output", "week.txt"], in: folder.path)
        let piped = try await run("report --period 2026-W46", in: folder)
        #expect(try bytes(of: folder.file("week.txt")) == piped.output)
    }
}
