import Foundation
import Simulation
import TestSupport
import Testing

@Suite("A range that ends now")
struct PresentRangeTests {
    /// A store whose only pass began, and was recorded, on Monday 2026-11-16 at midnight in UTC.
    private static let store = Task {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        let outcome = try await Fixture.ingest(from: server, into: folder.file("store.sqlite"))
        #expect(outcome.code == 0, "\(outcome.complaint)")
        return folder
    }

    private func run(_ command: String, at now: String) async throws -> Outcome {
        let folder = try await Self.store.value
        return try await tacho(
            command.split(separator: " ").map(String.init),
            environment: ["TACHO_DB": folder.file("store.sqlite"), "TACHO_NOW": now]
        )
    }

    private func range(_ outcome: Outcome) throws -> [String] {
        let report = try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any]
        let range = report?["range"] as? [String: Any]
        return ["from", "to"].compactMap { range?[$0] as? String }
    }

    @Test("it ends where the containers are covered that were read in the last 15 minutes, inclusive")
    func fresh() async throws {
        for now in ["2026-11-16T00:06:00Z", "2026-11-16T00:15:00Z"] {
            let spanned = try await run("report --period 2h --format json", at: now)
            #expect(spanned.code == 0, "\(spanned.complaint)")
            #expect(try range(spanned) == ["2026-11-15T22:00:00.000Z", "2026-11-16T00:00:00.000Z"])
        }
        // An instant counts back from the clock.
        let since = try await run("report --since 2h --format json", at: "2026-11-16T00:06:00Z")
        #expect(try range(since) == ["2026-11-15T22:06:00.000Z", "2026-11-16T00:00:00.000Z"])
        let month = try await run("timeline prod --period 2026-11 --format json", at: "2026-11-16T00:06:00Z")
        #expect(try range(month) == ["2026-11-01T00:00:00.000Z", "2026-11-16T00:00:00.000Z"])
        let who = try await run("who --since 2h", at: "2026-11-16T00:06:00Z")
        #expect(who.code == 0 && !who.text.contains("not covered"), "\(who.text)")
        let query = try await run("query coverage --period 2h --format json", at: "2026-11-16T00:06:00Z")
        #expect(query.text.contains(#""uncovered_ms": 0"#) && !query.text.contains(#""stale": 1"#), "\(query.text)")
    }

    @Test("read longer ago it ends now: not covered, said first, and 3 unless that is allowed")
    func old() async throws {
        let late = "2026-11-16T00:15:00.001Z"
        for command in ["report", "who", "check --max-restarts-per-day 1000"] {
            let outcome = try await run("\(command) --since 2h", at: late)
            #expect(outcome.code == 3, "\(command): \(outcome.complaint)")
            #expect(outcome.unwrapped.contains("known until"), "\(command): \(outcome.text)")
            let allowed = try await run("\(command) --since 2h --allow-stale", at: late)
            #expect(allowed.code == 0 && allowed.unwrapped.contains("not covered to its end"), "\(command)")
            let older = try await run("\(command) --since 2h --max-age 20m", at: late)
            #expect(older.code == 0 && !older.text.contains("not covered"), "\(command): \(older.text)")
        }
        for command in ["timeline prod", "trend", "explain fleet.restarts.count"] {
            let outcome = try await run("\(command) --since 2d", at: late)
            #expect(outcome.code == 0, "\(command): \(outcome.complaint)")
            let first = outcome.text.split(separator: "\n\n").first ?? ""
            #expect(first.contains("not covered"), "\(command): \(first)")
        }
        let program = try await run("report --since 2h --format json", at: late)
        #expect(program.code == 3)
        #expect(try range(program).last == "2026-11-16T00:15:00.001Z")
        // One of the 23 that existed was deleted. Of each other one 900,001 ms of 7,200,000 are not known: 22/23 of 12.5%.
        #expect(
            program.complaint
                == "tacho: the range is not covered to its end: 22 of 23 containers; the least covered is known until "
                + "Mon 16 Nov 00:00. 88.04% of the time is known.\n"
        )
    }

    @Test("one that begins after the log was read is an error that says so")
    func unread() async throws {
        let outcome = try await run("who --since 5m", at: "2026-11-16T00:06:00Z")
        #expect(outcome.code == 64 && outcome.complaint.contains("run tacho ingest"), "\(outcome.complaint)")
        let age = try await run("who --since 5m --max-age soon", at: "2026-11-16T00:06:00Z")
        #expect(age.code == 64 && age.complaint.contains("--max-age soon"), "\(age.complaint)")
    }

    @Test("who without a range says how long ago the log was read, first where that is long")
    func readingAge() async throws {
        let soon = try await run("who", at: "2026-11-16T00:06:00Z")
        #expect(
            soon.code == 0 && !soon.text.contains("last read") && soon.text.contains("read 6 min ago"),
            "\(soon.text)"
        )
        let late = try await run("who", at: "2026-11-16T03:00:00Z")
        let first = late.text.split(separator: "\n").prefix(2).joined(separator: " ")
        #expect(late.code == 0 && first.contains("The log was last read 3 h ago."), "\(late.text)")
        // A format for programs depends on no clock.
        let now = try await run("who --format json", at: "2026-11-16T00:06:00Z")
        let later = try await run("who --format json", at: "2026-11-16T03:00:00Z")
        #expect(now.text == later.text)
    }
}

extension Outcome {
    /// The text without its line breaks.
    fileprivate var unwrapped: String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
