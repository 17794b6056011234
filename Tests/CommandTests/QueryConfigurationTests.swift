import SchemaValidation
import TestSupport
import Testing

@Suite("A query beside a configuration")
struct QueryConfigurationTests {
    private func rows(_ output: Outcome) throws -> [[String: String]] {
        let lines = try #require(csvRows(Array(output.output)))
        let names = try #require(lines.first)
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(names, $0)) }
    }

    @Test("sees the groups, the maintenance and the kinds of actors that the report sees, under the same names")
    func windows() async throws {
        let store = try await CompanyStore.shared.value
        let csv = ["--period", "2026-W46", "--format", "csv"]
        let asked = try rows(try await store.run(["query", "downtime-windows"] + csv))
        let told = try rows(try await store.run(["report", "--table", "windows"] + csv))
        let shared = Set(asked[0].keys).intersection(told[0].keys)
        #expect(asked[0].keys.filter { $0.contains("_by_") }.count == 10)
        #expect(
            shared.isSuperset(
                of: asked[0].keys.filter { $0.contains("_by_") } + ["group", "planned", "statuses_stopped_ms"]
            )
        )
        let words = ["true": "1", "false": "0"]
        #expect(
            asked.map { row in shared.sorted().map { row[$0] } }
                == told.map { row in shared.sorted().map { name in row[name].map { words[$0] ?? $0 } } }
        )
        // Nothing of this would be so without the file.
        #expect(Set(asked.map { $0["group"] }) == ["prod", "staging", "dev", "jobs", "other"])
        #expect(asked.contains { $0["planned"] == "1" })
        let bare = try rows(try await store.run(["query", "downtime-windows", "--config", "/dev/null"] + csv))
        #expect(Set(bare.map { $0["group"] }) == ["all"] && !bare.contains { $0["planned"] == "1" })
    }

    @Test("leaves planned time out of the availability as the report does")
    func availability() async throws {
        let store = try await CompanyStore.shared.value
        let report = try await store.document("report", "--period", "2026-W46", "--compare", "none")
        let asked = try rows(
            try await store.run("query", "availability", "--period", "2026-W46", "--format", "csv")
        )
        let planned = try #require(report["fleet"]?["availability"]?["planned_down_ms"]?.number)
        #expect(planned > 0 && asked[0]["planned_down_ms"] == "\(Int(planned))")
        #expect(asked[0]["unplanned"].flatMap(Double.init) == report["fleet"]?["availability"]?["unplanned"]?.number)
    }
}
