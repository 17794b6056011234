import Foundation
import Simulation
import TestSupport
import Testing
import Timelines

@Suite("What had been known at an instant")
struct AsOfTests {
    /// Sunday's pass, and Monday's, in whose results an entry was amended, one has vanished and older ones came late.
    private static let sunday = "2026-11-15T00:00:00Z"
    private static let mailed = "2026-11-15T07:00:00.000Z"
    private static let monday = "2026-11-16T00:00:00Z"
    /// 2026-11-15T00:00:00Z.
    private static let sundayMilliseconds = 1_794_700_800_000

    static let commands = [
        "report --period 2026-W46 --allow-stale", "report --period 2026-W46 --allow-stale --format json",
        "report --period 2026-W46 --allow-stale --paused up",
        "report --period 2026-W46 --allow-stale --container prod-web,tools-wiki", "who running",
        "who running --format json",
        "who stopped --period 2026-W46 --allow-stale --format csv", "timeline prod-web --period 2026-W46",
        "timeline tools-wiki --period 2026-W46 --format json", "timeline tools-wiki --period 2026-W46 --format csv",
        "events --period 2026-W46 --allow-stale --format ndjson",
        "outages --period 2026-W46 --allow-stale --format json",
        "check --period 2026-W45 --baseline-period 2026-W44 --group-by server --max-p95 1m",
    ]

    /// A store as it was mailed from on Sunday, and the same after Monday's pass, made once.
    private static let folder = Task {
        let folder = try TemporaryFolder()
        let server = try Fixture.server(at: Fixture.fleet.clock(revision: 1))
        defer { server.stop() }
        for (time, name) in [(sunday, "then.sqlite"), (monday, "now.sqlite")] {
            let outcome = try await tacho(
                Fixture.ingestion(from: server.baseURL, into: folder.file("now.sqlite")),
                environment: ["HOODY_TOKEN": Fixture.token, "TACHO_NOW": time]
            )
            #expect(outcome.code == 0, "\(outcome.complaint)")
            if name != "now.sqlite" {
                try FileManager.default.copyItem(atPath: folder.file("now.sqlite"), toPath: folder.file(name))
            }
            server.serve(.fixed(Fixture.fleet.clock(revision: 2)))
        }
        return folder
    }

    private func run(
        _ command: String,
        on store: String,
        at now: String,
        _ more: String...,
        ends code: Int32 = 0
    ) async throws -> Outcome {
        let folder = try await Self.folder.value
        let outcome = try await tacho(
            command.split(separator: " ").map(String.init) + more,
            environment: ["TACHO_DB": folder.file(store), "TACHO_NOW": now]
        )
        #expect(outcome.code == code, "\(outcome.complaint)")
        return outcome
    }

    @Test("between the two passes an entry was amended, one has vanished, and older ones came late")
    func difference() async throws {
        let folder = try await Self.folder.value
        let (before, after) = try (
            StoreContent(folder.file("then.sqlite")), StoreContent(folder.file("now.sqlite"))
        )
        let marks = { (rows: [String]) in
            (rows.filter { $0.hasSuffix("|1") }.count, rows.filter { $0.hasSuffix("|1|0") }.count)
        }
        #expect(try marks(before.entries()) == (0, 0))
        let (amended, vanished) = try marks(after.entries())
        #expect(amended == 1 && vanished == 1)
        let known = try Set(before.entries())
        let late = try after.entries().filter { row in
            let fields = row.split(separator: "|")
            return !known.contains(row) && (Int(fields[1]) ?? .max) < Self.sundayMilliseconds
                && fields.suffix(2) == ["0", "0"]
        }
        #expect(late.count >= 2, "\(late)")
    }

    @Test("Sunday's output is made again byte for byte from Monday's store", arguments: commands)
    func again(command: String) async throws {
        let then = try await run(command, on: "then.sqlite", at: Self.mailed)
        let again = try await run(command, on: "now.sqlite", at: Self.monday, "--as-known-at", Self.mailed)
        #expect(!then.output.isEmpty)
        #expect(again.output == then.output)
        // Beside what the other run says: what is not covered.
        #expect(again.complaint.hasSuffix(then.complaint))
        #expect(again.complaint.split(separator: "\n").count == then.complaint.split(separator: "\n").count + 1)
        #expect(again.complaint.contains("as known at \(Self.mailed): the first "), "\(again.complaint)")
    }

    @Test("without the option Monday's store tells something else", arguments: commands.prefix(2))
    func otherwise(command: String) async throws {
        let then = try await run(command, on: "then.sqlite", at: Self.mailed)
        let now = try await run(command, on: "now.sqlite", at: Self.monday)
        #expect(now.output != then.output)
        let late = try await run(command, on: "now.sqlite", at: Self.monday, "--as-known-at", Self.monday)
        #expect(late.output == now.output)
    }

    @Test("every table of the spreadsheet is the same too")
    func tables() async throws {
        let folder = try TemporaryFolder()
        let command = "report --period 2026-W46 --allow-stale --format csv --output"
        _ = try await run(command, on: "then.sqlite", at: Self.mailed, folder.file("then"))
        _ = try await run(
            command,
            on: "now.sqlite",
            at: Self.monday,
            folder.file("again"),
            "--as-known-at",
            Self.mailed
        )
        let tables = try names(in: folder.file("then"))
        #expect(tables.count == 15)
        for table in tables {
            let isSame = try bytes(of: folder.file("then/\(table)")) == bytes(of: folder.file("again/\(table)"))
            #expect(isSame, "\(table)")
        }
    }

    @Test("a date means its end in the zone, a relative time so long before now")
    func forms() async throws {
        let then = try await run("who running --format json", on: "then.sqlite", at: Self.mailed)
        for (instant, zone) in [
            ("2026-11-15", "UTC"), ("-1h", "UTC"), ("-24h", "UTC"), ("2026-11-15T00:00:00.000Z", "UTC"),
            // The 15th ends at 10:00 in UTC there.
            ("2026-11-15", "Pacific/Kiritimati"),
        ] {
            let again = try await run(
                "who running --format json --timezone \(zone)",
                on: "now.sqlite",
                at: Self.monday,
                "--as-known-at",
                instant
            )
            if zone == "UTC" { #expect(again.output == then.output, "\(instant)") }
            #expect(again.complaint.contains("observations"), "\(instant)")
        }
        // A millisecond before the first pass nothing was known.
        let nothing = try await run(
            "report",
            on: "now.sqlite",
            at: Self.monday,
            "--as-known-at",
            "2026-11-14",
            ends: 3
        )
        #expect(nothing.complaint.contains("no container had been read completely by 2026-11-14T23:59:59.999Z"))
        #expect(nothing.complaint.contains("the first 0 of "))
    }

    @Test("the store is not written to, nothing is left of the replay, and --quiet says nothing")
    func traces() async throws {
        let folder = try await Self.folder.value
        let temporary = try TemporaryFolder()
        let before = try bytes(of: folder.file("now.sqlite"))
        let outcome = try await tacho(
            ["report", "--as-known-at", Self.mailed, "--quiet"],
            environment: ["TACHO_DB": folder.file("now.sqlite"), "TMPDIR": temporary.path]
        )
        #expect(outcome.code == 0)
        #expect(outcome.complaint.isEmpty)
        #expect(try bytes(of: folder.file("now.sqlite")) == before)
        #expect(try names(in: temporary.path) == [])
    }

    @Test("a place for the replay that is none is told, and a place for the report before anything is replayed")
    func noPlace() async throws {
        let folder = try await Self.folder.value
        let settings = ["TACHO_DB": folder.file("now.sqlite"), "TMPDIR": folder.file("none")]
        let report = ["report", "--as-known-at", Self.mailed]
        let outcome = try await tacho(report, environment: settings)
        #expect(outcome.code == 74)
        #expect(outcome.saysOneLine)
        #expect(outcome.complaint.contains("TMPDIR"))
        let refused = try await tacho(report + ["--output", folder.file("none/report")], environment: settings)
        #expect(refused.code == 74)
        #expect(refused.complaint.contains("none/report"), "\(refused.complaint)")
    }
}
