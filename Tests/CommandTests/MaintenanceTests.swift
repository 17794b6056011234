import Foundation
import Rendering
import TestSupport
import Testing

/// Planned downtime, of a container that was restored from a backup: its log is older than anything else says it is.
@Suite struct MaintenanceTests {
    /// What the platform can say of when a container was made, in its listing and in its id; none of it is before the log.
    enum Said: String, CaseIterable, Sendable {
        case createdLater, createdAndIDLater, idLater, nothing

        var container: HandmadeStore.Container {
            // 6a1b0000… is of 2026-05-30, 6b13b400… of 2026-12-01.
            let id =
                switch self {
                case .createdLater: "6a1b00000000000000000001"
                case .createdAndIDLater, .idLater: "6b13b4000000000000000001"
                case .nothing: "web"
                }
            let created = self == .createdLater || self == .createdAndIDLater
            return HandmadeStore.Container(
                id: id,
                listing: ["\"name\":\"web\",\"status\":\"running\""]
                    + (created ? ["\"created_at\":\"2026-11-12T09:00:00Z\""] : []),
                log: [
                    MaintenanceTests.entry("stopped", "running", "2026-11-08T12:00:00Z"),
                    MaintenanceTests.entry("running", "stopped", "2026-11-09T22:05:00Z"),
                    MaintenanceTests.entry("stopped", "running", "2026-11-09T22:18:00Z"),
                    // Half of it is in maintenance.
                    MaintenanceTests.entry("running", "stopped", "2026-11-11T22:58:00Z"),
                    MaintenanceTests.entry("stopped", "running", "2026-11-11T23:02:00Z"),
                ]
            )
        }
    }

    private static func entry(_ from: String, _ to: String, _ at: String) -> String {
        #"{"id":"\#(at)","from_status":"\#(from)","to_status":"\#(to)","transition_time":"\#(at)"}"#
    }

    private static let configuration = """
        maintenance:
          - {name: nightly, containers: [web], weekly: {days: [monday, wednesday], from: '22:00', to: '23:00', timezone: UTC}}
        """

    private func document(_ arguments: [String], of store: HandmadeStore) async throws -> [String: Any] {
        let outcome = try await store.run(arguments + ["--format", "json"])
        try #require(outcome.code == 0, "\(outcome.complaint)")
        return try #require(JSONSerialization.jsonObject(with: outcome.output) as? [String: Any])
    }

    @Test("no listing bounds it: what the log has in maintenance is planned", arguments: Said.allCases)
    func restored(said: Said) async throws {
        let store = try await HandmadeStore([said.container])
        _ = try store.folder.write(Self.configuration, to: "tacho.yml")
        // Monday 22:05 to 22:18 is 780,000 ms in maintenance; Wednesday 22:58 to 23:00 is 120,000 ms, and 120,000 ms are not.
        for (range, planned, down, failures) in [
            (["--period", "2026-W46"], 900_000, 1_020_000, [true, false]),
            (["--period", "2026-11-09"], 780_000, 780_000, [true]),
            (["--from", "2026-11-09T22:10:00Z", "--to", "2026-11-09T22:15:00Z"], 300_000, 300_000, [true]),
            (["--from", "2026-11-11T23:00:00Z", "--to", "2026-11-12"], 0, 120_000, [false]),
        ] {
            let report = try await document(["report"] + range, of: store)
            let fleet = try #require(report["fleet"] as? [String: Any])
            let time = try #require(fleet["availability"] as? [String: Any])
            #expect(time["planned_down_ms"] as? Int == planned, "\(range)")
            #expect(time["down_ms"] as? Int == down, "\(range)")
            let windows = try #require(report["windows"] as? [[String: Any]])
            #expect(windows.map { $0["planned"] as? Bool } == failures, "\(range)")
        }
        // Everything that tells it tells the same.
        let who = try await document(["who", "stopped"], of: store)
        let windows = try #require(who["entries"] as? [[String: Any]]).map { $0["window"] as? [String: Any] }
        #expect(windows.map { $0?["planned"] as? Bool } == [false, true])
        let path = "fleet.availability.planned_down_ms"
        let explained = try await store.run("explain", path, "--period", "2026-W46", "--format", "json")
        #expect(try #require(try PrintedExplanation(parsing: explained.output)).figure == .number(900_000))
        let timeline = try await store.run("timeline", "web", "--period", "2026-11-09", "--format", "json")
        let line = try #require(JSONSerialization.jsonObject(with: timeline.output) as? [String: Any])
        let time = try #require(line["availability"] as? [String: Any])
        #expect(time["planned_down_ms"] as? Int == 780_000)
    }

    @Test("a first entry long before our time costs no more than a moment, whatever comes back every week")
    func ancient() async throws {
        var containers: [HandmadeStore.Container] = []
        for number in 0..<20 {
            containers.append(
                HandmadeStore.Container(
                    id: "6a1b0000000000000000000\(String(number, radix: 36))",
                    listing: ["\"name\":\"web\""],
                    log: [
                        Self.entry("running", "stopped", "0001-01-01T00:00:00Z"),
                        Self.entry("stopped", "running", "2026-11-09T22:18:00Z"),
                    ]
                )
            )
        }
        let store = try await HandmadeStore(containers)
        _ = try store.folder.write(Self.configuration, to: "tacho.yml")
        let report = try await document(["report", "--period", "2026-W46"], of: store)
        let windows = try #require(report["windows"] as? [[String: Any]])
        #expect(windows.map { $0["planned"] as? Bool } == Array(repeating: false, count: 20))
        // Of each only the 18 minutes of Monday evening are in maintenance.
        let fleet = try #require(report["fleet"] as? [String: Any])
        #expect((fleet["availability"] as? [String: Any])?["planned_down_ms"] as? Int == 20 * 18 * 60_000)
    }
}
