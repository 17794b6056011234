import Foundation
import TestSupport
import Testing

@Suite("A report beside an earlier period")
struct ComparisonTests {
    private func report(_ arguments: String...) async throws -> Outcome {
        try await report(arguments)
    }

    private func report(_ arguments: [String]) async throws -> Outcome {
        let fixture = try await GateFixture.shared.value
        return try await tacho(
            ["report"] + arguments,
            environment: ["TACHO_DB": "store.sqlite"],
            directory: fixture.folder.path
        )
    }

    private func document(_ arguments: String...) async throws -> [String: Any] {
        let outcome = try await report(arguments + ["--format", "json"])
        #expect(outcome.code == 0, "\(outcome.complaint)")
        return try #require(JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
    }

    /// What stands at a path such as `fleet.restarts.count`; nil where there is no such place.
    private func value(_ path: String, in document: [String: Any]) -> Any? {
        path.split(separator: ".").reduce(document as Any?) { value, name in
            (value as? [String: Any])?[String(name)]
        }
    }

    @Test("each figure stands beside that of the earlier period's own report")
    func figures() async throws {
        let now = try await document("--period", "2026-W46", "--compare", "none")
        let before = try await document("--period", "2026-W45", "--compare", "none")
        #expect(now["comparison"] == nil)
        var compared = try await document("--period", "2026-W46", "--compare", "2026-W45")
        let comparison = try #require(compared.removeValue(forKey: "comparison") as? [String: Any])
        // The groups stand beside those of the earlier report too.
        var groups = try #require(compared["groups"] as? [[String: Any]])
        let previous = try #require(groups[0]["previous"] as? [String: Any])
        for name in ["level", "counted_ms"] {
            let own = try #require(value("service.\(name)", in: (before["groups"] as? [[String: Any]])?.first ?? [:]))
            #expect(previous[name] as? Double == own as? Double, "\(name)")
        }
        groups[0]["previous"] = NSNull()
        compared["groups"] = groups
        #expect(compared as NSDictionary == now as NSDictionary)
        let figures = try #require(comparison["figures"] as? [[String: Any]])
        #expect(figures.count > 10)
        for figure in figures {
            let path = try #require(figure["figure"] as? String)
            guard path.contains(".") else { continue }
            // Of latencies, a kind without entries is not there.
            let (old, new) = (value(path, in: before), value(path, in: now))
            #expect(old != nil && new != nil || path.hasPrefix("fleet.latency.") && (old ?? new) != nil, "\(path)")
            #expect(figure["before"] as? Double == old as? Double, "\(path)")
            #expect(figure["now"] as? Double == new as? Double, "\(path)")
        }
        let tests = figures.filter { $0["p_value"] is Double }
        #expect(comparison["tests"] as? Int == tests.count && tests.count > 2)
    }

    @Test("a period is compared with the one before where that is known, unless told otherwise; dates are not")
    func usual() async throws {
        let week = try await document("--period", "2026-W46")
        let asked = try await document("--period", "2026-W46", "--compare", "previous")
        #expect(week as NSDictionary == asked as NSDictionary && week["comparison"] != nil)
        #expect(try await document("--from", "2026-11-09", "--to", "2026-11-15")["comparison"] == nil)
        // Nothing is known of the week before the first.
        #expect(try await document("--period", "2020-W30")["comparison"] == nil)
    }

    @Test("previous is the week before, and a period of long ago is unknown and not zero")
    func periods() async throws {
        let named = try await report("--period", "2026-W46", "--compare", "2026-W45")
        let previous = try await report("--period", "2026-W46", "--compare", "previous")
        #expect(named.code == 0 && previous.output == named.output)
        let full = try await report("--period", "2026-W46", "--compare", "previous", "--full")
        #expect(full.text.contains("\nCompared with 2026-11-02 00:00:00 to 2026-11-09 00:00:00\n"))
        let unknown = try await document("--period", "2026-W46", "--compare", "2020-W01")
        let comparison = try #require(unknown["comparison"] as? [String: Any])
        #expect(comparison["tests"] as? Int == 0)
        for figure in try #require(comparison["figures"] as? [[String: Any]]) {
            #expect(figure["before"] is NSNull && figure["change"] is NSNull, "\(figure)")
        }
    }

    @Test("csv has its table where it was asked for, and only there")
    func csv() async throws {
        let folder = try TemporaryFolder()
        let (with, without) = (folder.file("with"), folder.file("without"))
        let asked = ["--period", "2026-W46", "--format", "csv"]
        #expect(try await report(asked + ["--compare", "previous", "--output", with]).code == 0)
        #expect(try await report(asked + ["--compare", "none", "--output", without]).code == 0)
        #expect(Set(try names(in: with)).subtracting(try names(in: without)) == ["comparison.csv"])
        let table = try await report(asked + ["--compare", "previous", "--table", "comparison"])
        #expect(try bytes(of: with + "/comparison.csv") == table.output)
    }

    @Test(
        "a period that can't be compared is an error",
        arguments: [
            ("--compare 2026-W46", "it overlaps the report's range"), ("--compare 7d", "it overlaps"),
            ("--compare 2026-11", "it overlaps"), ("--compare 2026-W47", "no time of it has passed"),
            ("--compare 2026-W60", "--compare 2026-W60"), ("--compare monday", "or previous"),
            ("--compare", "--compare"), ("--compare none --format csv --table comparison", "--compare previous"),
        ]
    )
    func mistakes(arguments: String, complaint: String) async throws {
        let outcome = try await report(["--period", "2026-W46"] + arguments.split(separator: " ").map(String.init))
        #expect(outcome.code == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.saysOneLine && outcome.complaint.contains(complaint), "\(outcome.complaint)")
    }

    @Test("a period after the report's can't be compared with")
    func later() async throws {
        let outcome = try await report(["--period", "2026-W45", "--compare", "2026-W46"])
        #expect(outcome.code == 64)
        #expect(outcome.complaint.contains("--compare 2026-W46: it is later than the report's range"))
    }
}
