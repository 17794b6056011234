import Foundation
import TestSupport
import Testing

@Suite("How a range is named on the command line")
struct RangeOptionTests {
    /// `from`, `to` and `timezone` of a report that is asked for so.
    private func range(_ options: [String], _ environment: [String: String] = [:]) async throws -> [String] {
        let fixture = try await GateFixture.shared.value
        let outcome = try await tacho(
            ["report", "--allow-stale", "--format", "json"] + options,
            environment: ["TACHO_DB": "store.sqlite"].merging(environment) { $1 },
            directory: fixture.folder.path
        )
        #expect(outcome.code == 0, "\(outcome.complaint)")
        let document = try JSONSerialization.jsonObject(with: outcome.output) as? [String: Any]
        let range = try #require(document?["range"] as? [String: String])
        return ["from", "to", "timezone"].compactMap { range[$0] }
    }

    @Test("the zone comes from --timezone or --tz, else from TACHO_TIMEZONE, else it is UTC")
    func zone() async throws {
        let day = ["--period", "2026-11-09"]
        let utc = ["2026-11-09T00:00:00.000Z", "2026-11-10T00:00:00.000Z", "UTC"]
        let berlin = ["2026-11-08T23:00:00.000Z", "2026-11-09T23:00:00.000Z", "Europe/Berlin"]
        #expect(try await range(day) == utc)
        #expect(try await range(day + ["--timezone", "Europe/Berlin"]) == berlin)
        #expect(try await range(day + ["--tz", "Europe/Berlin"]) == berlin)
        #expect(try await range(day, ["TACHO_TIMEZONE": "Europe/Berlin"]) == berlin)
        #expect(try await range(day + ["--tz", "UTC"], ["TACHO_TIMEZONE": "Europe/Berlin"]) == utc)
        #expect(try await range(day, ["TACHO_TIMEZONE": ""]) == utc)
    }

    @Test("times are written as people write them, --since is --from, and now is the instant of --as-known-at")
    func times() async throws {
        // The tests' clock says 2026-11-16T00:00:00Z.
        #expect(
            try await range(["--since", "yesterday 18:00", "--to", "today 01:30", "--tz", "Europe/Berlin"])
                == ["2026-11-15T17:00:00.000Z", "2026-11-16T00:30:00.000Z", "Europe/Berlin"]
        )
        // The store's only pass is of that Monday.
        #expect(
            try await range(
                ["--period", "this-week", "--as-known-at", "2026-11-16 12:00"],
                ["TACHO_NOW": "2026-11-18T00:00:00Z"]
            ).prefix(2) == ["2026-11-16T00:00:00.000Z", "2026-11-16T12:00:00.000Z"]
        )
    }

    @Test("the gate compares with the range before, where that is asked for")
    func previousBaseline() async throws {
        let fixture = try await GateFixture.shared.value
        func verdict(_ baseline: String) async throws -> String {
            let outcome = try await tacho(
                ["check", "--period", "2026-W46", "--baseline-period", baseline],
                environment: ["TACHO_DB": "store.sqlite"],
                directory: fixture.folder.path
            )
            return "\(String(describing: outcome.code)) \(outcome.text)"
        }
        #expect(try await verdict("previous") == verdict("2026-W45"))
    }
}
