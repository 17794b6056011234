import Foundation
import HostileText
import TestSupport
import Testing

@Suite("--format, --output and --table")
struct FormatTests {
    /// Every command that answers, with the formats that its answer has.
    private static let commands: [(arguments: [String], formats: [String])] = [
        (["report"], ["text", "json", "markdown", "html", "eml"]),
        (["report", "--table", "windows"], ["csv"]),
        (["who", "stopped"], ["text", "csv", "json", "markdown"]),
        (["timeline", "prod"], ["text", "csv", "json", "markdown", "html"]),
        (["events"], ["text", "csv", "json", "markdown", "ndjson"]),
        (["outages", "--period", "last-week"], ["text", "json", "markdown", "html"]),
        (["outages", "2026-11-13T16:50Z"], ["text", "json", "html"]),
        (["outages", "2026-11-13T16:50Z", "--table", "entries"], ["csv"]),
        (["audit"], ["text", "json", "markdown"]), (["audit", "--table", "drift"], ["csv"]),
        (["trend"], ["text", "json", "markdown", "html"]), (["trend", "--table", "series"], ["csv"]),
        (["explain", "fleet.restarts.count"], ["text", "json", "markdown"]),
        (["explain"], ["text", "json", "markdown"]),
        (["verify"], ["text", "json", "markdown"]),
        (["query", "actors"], ["text", "csv", "json", "markdown"]),
        (
            ["check", "--period", "last-week", "--max-p50", "1h"],
            ["text", "json", "markdown", "junit", "github", "html"]
        ),
        (["check", "--self-test", "--max-p50", "1h"] + GateFixture.before, ["text", "json", "markdown"]),
    ]

    private func run(_ arguments: [String]) async throws -> Outcome {
        let fixture = try await GateFixture.shared.value
        return try await tacho(arguments, environment: ["TACHO_DB": fixture.folder.file("store.sqlite")])
    }

    @Test("every command writes every format of its answer, to a file the same bytes", arguments: commands.indices)
    func everyFormat(place: Int) async throws {
        let (arguments, formats) = Self.commands[place]
        let folder = try TemporaryFolder()
        for format in formats {
            let printed = try await run(arguments + ["--format", format])
            #expect([0, 1, 2].contains(printed.code ?? -1), "\(arguments) \(format): \(printed.complaint)")
            #expect(!printed.output.isEmpty, "\(arguments) \(format)")
            switch format {
            case "markdown" where arguments[0] != "check" || arguments.contains("--self-test"):
                #expect(markdownComplaints(about: printed.text) == [], "\(arguments)")
            case "csv": #expect(printed.text.contains("\r\n"), "\(arguments)")
            default: break
            }
            // One file a command is enough; and what a verification took differs from run to run.
            guard format == formats.last, arguments[0] != "verify" else { continue }
            let file = folder.file("result")
            _ = try await run(arguments + ["--format", format, "--output", file])
            #expect(try bytes(of: file) == printed.output, "\(arguments) \(format)")
        }
    }

    @Test("a format or a table that the answer does not have is refused, and those it has are named")
    func refused() async throws {
        for (arguments, named) in [
            (["explain", "--format", "csv"], "markdown"), (["verify", "--format", "junit"], "markdown"),
            (["who", "--format", "yaml"], "csv"), (["report", "--format", "csv", "--table", "drift"], "windows"),
            (["check", "--max-p50", "1h", "--format", "csv"], "junit"),
            (["audit", "--table", "drift"], "--format csv"),
        ] {
            let outcome = try await run(arguments)
            #expect(outcome.code == 64, "\(arguments): \(outcome.complaint)")
            #expect(outcome.complaint.contains(named), "\(arguments): \(outcome.complaint)")
        }
    }

    @Test("--help names the formats of the answer")
    func help() async throws {
        for (command, formats) in [("who", "text, csv, json, markdown"), ("verify", "text, json, markdown")] {
            let words = try await tacho(command, "--help").text.split { $0.isWhitespace }.joined(separator: " ")
            #expect(
                words.contains("(default: as the name of the output file ends, else text) (values: \(formats))"),
                "\(words)"
            )
        }
    }
}
