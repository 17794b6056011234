import Foundation
import Simulation
import TestSupport
import Testing

@Suite("The whole path, by real processes over a real socket")
struct PathTests {
    @Test("simulate, ingest, report, who, timeline, query and rebuild end 0, with results on standard output only")
    func path() async throws {
        let folder = try TemporaryFolder()
        let simulation = try Running(["simulate", "--port", "0"])
        #expect(try await eventually { simulation.outputSoFar.contains(UInt8(ascii: "\n")) })
        let url = try #require(String(decoding: simulation.outputSoFar, as: UTF8.self).split(separator: "\n").first)
        #expect(url.hasPrefix("http://127.0.0.1:"))
        let store = folder.file("store.sqlite")

        let ingest = try await tacho(
            Fixture.ingestion(from: String(url), into: store),
            environment: ["HOODY_TOKEN": Fixture.token]
        )
        #expect(ingest.code == 0, "\(ingest.complaint)")
        #expect(ingest.output.isEmpty)
        #expect(ingest.complaint.contains("containers complete"))

        for arguments in [
            ["report"], ["who", "stopped", "prod"], ["timeline", "prod"], ["query", "start-percentiles"], ["query"],
        ] {
            for format in arguments == ["query"] ? ["text"] : ["text", "json"] {
                let command = arguments + (arguments == ["query"] ? [] : ["--format", format]) + ["--db", store]
                let first = try await tacho(command)
                #expect(first.code == 0, "\(command): \(first.complaint)")
                #expect(first.complaint.isEmpty, "\(command)")
                #expect(!first.output.isEmpty, "\(command)")
                #expect(!first.text.contains("\u{1B}"), "\(command): colours without a terminal")
                #expect(try await tacho(command).output == first.output, "\(command): other bytes the second time")
            }
        }
        let before = try await tacho("report", "--format", "json", "--db", store)
        let rebuild = try await tacho("rebuild", "--db", store)
        #expect(rebuild.code == 0, "\(rebuild.complaint)")
        #expect(rebuild.output.isEmpty)
        #expect(try await tacho("report", "--format", "json", "--db", store).output == before.output)

        simulation.send(SIGTERM)
        #expect(try await simulation.outcome().code == 130)
    }

    @Test("the rows of every query are valid by their schema")
    func queries() async throws {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        let store = folder.file("store.sqlite")
        #expect(try await Fixture.ingest(from: server, into: store).code == 0)
        let list = try await tacho("query").text.split(separator: "\n")
        let names = list.compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(names.contains("start-percentiles"))
        // One line of a terminal each.
        #expect(list.allSatisfy { $0.count <= 80 && !$0.hasPrefix(" ") })
        let parameters = try await tacho("query", "restarts", "--parameters").text.split(separator: "\n")
        #expect(parameters.map { $0.prefix { $0 != " " } } == ["from", "to", "container", "paused", "restart_gap_ms"])
        for name in names {
            // Running it judges the JSON.
            let outcome = try await tacho("query", name, "--format", "json", "--db", store)
            #expect(outcome.code == 0, "\(name): \(outcome.complaint)")
        }
    }

    @Test("who stopped prod is answered with the person")
    func whoStoppedProd() async throws {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        let store = folder.file("store.sqlite")
        #expect(try await Fixture.ingest(from: server, into: store).code == 0)
        let answer = try await tacho("who", "stopped", "prod", "--format", "json", "--db", store)
        let document = try #require(JSONSerialization.jsonObject(with: answer.output) as? [String: Any])
        #expect(document["schema"] as? String == "tachograph.who/1")
        let newest = try #require((document["entries"] as? [[String: Any]])?.first)
        // By the fleet's cast: the Friday before the end, 16:42.
        let instant = try #require(newest["at"] as? String)
        #expect(instant.hasPrefix("2026-11-13T16:42:"))
        #expect(newest["container_name"] as? String == "prod")
        let window = try #require(newest["window"] as? [String: Any])
        // Back 37 minutes later.
        let duration = try #require(window["duration_ms"] as? Int)
        #expect((37 * 60_000..<38 * 60_000).contains(duration))
    }

    @Test("CSV goes table by table to standard output, or all tables into a folder")
    func tables() async throws {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        let store = folder.file("store.sqlite")
        #expect(try await Fixture.ingest(from: server, into: store, "--quiet").complaint.isEmpty)
        let all = try await tacho("report", "--format", "csv", "--output", folder.file("tables"), "--db", store)
        #expect(all.code == 0, "\(all.complaint)")
        #expect(all.output.isEmpty)
        let tables = [
            "actors", "budget", "comparison", "containers", "failures", "groups", "latency", "outage-windows",
            "outages", "quality",
            "restarts", "slow", "stuck", "summary", "windows",
        ]
        #expect(try names(in: folder.file("tables")) == tables.map { $0 + ".csv" })
        for table in tables {
            let one = try await tacho("report", "--format", "csv", "--table", table, "--db", store)
            #expect(one.code == 0, "\(table): \(one.complaint)")
            #expect(try bytes(of: folder.file("tables/\(table).csv")) == one.output, "\(table)")
        }
    }

    @Test("a closed pipe downstream ends a command with 0 and without a word")
    func closedPipe() async throws {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        let store = folder.file("store.sqlite")
        #expect(try await Fixture.ingest(from: server, into: store).code == 0)
        for arguments in [["report", "--format", "json"], ["who"], ["query"], ["query", "restarts"], ["--help"]] {
            let pipe = Pipe()
            try pipe.fileHandleForReading.close()
            let command = arguments == ["--help"] ? arguments : arguments + ["--db", store]
            let outcome = try await Running(command, output: pipe.fileHandleForWriting).outcome()
            #expect(outcome.code == 0, "\(command)")
            #expect(outcome.complaint.isEmpty, "\(command): \(outcome.complaint)")
        }
    }

    @Test("the version and every command's help, with an example, go to standard output")
    func help() async throws {
        let version = try await tacho("--version")
        #expect(version.code == 0)
        #expect(version.text.hasPrefix("tacho "))
        let commands = [
            "ingest", "report", "who", "timeline", "query", "rebuild", "verify", "checkpoint", "prove", "check",
            "audit",
            "trend", "explain", "site",
        ]
        let further = [["simulate", "--help"], ["demo", "--help"], ["keys", "--help"], ["keys", "new", "--help"]]
        for arguments in [["--help"]] + further + commands.map({ [$0, "--help"] }) {
            // So wide that only a line which the source breaks ends within a paragraph.
            let help = try await tacho(arguments, environment: ["COLUMNS": "1000"])
            let lines = help.text.split(separator: "\n", omittingEmptySubsequences: false)
            let broken = zip(lines, lines.dropFirst()).filter { line, next in
                !line.isEmpty && !line.hasSuffix(":") && !line.hasPrefix(" ") && !next.isEmpty && !next.hasPrefix(" ")
            }
            #expect(broken.isEmpty, "\(arguments): \(broken)")
            #expect(help.code == 0, "\(arguments)")
            #expect(help.complaint.isEmpty, "\(arguments)")
            #expect(help.text.contains("Example"), "\(arguments)")
            #expect(help.text.contains("USAGE: tacho"), "\(arguments)")
        }
    }
}
