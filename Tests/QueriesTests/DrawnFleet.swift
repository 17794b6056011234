import Testing

@testable import Queries

/// Three containers over eight hours from midnight, covered for seven, with every situation that the figures tell apart.
///
///     web   creating 10 s, up to 1:00, down 60 s (stop), up to 2:00, down 10 s (restart), up to 3:00, failed 600 s,
///           up to 4:00 less 30 s of a lone restart, broken chain to 5:00, up to 6:00, paused since
///     db    no entry, listed as running
///     old   assumed running to 1:00, stopped to 2:00, deleted
enum DrawnFleet {
    static func store() throws -> StoreFile {
        let store = try StoreFile()
        store.add(
            1,
            "web",
            covered: 25_200,
            [
                LogLine(0, "null>creating", by: "user_ana"),
                LogLine(10, "creating>running", by: "user_ana", ms: 10_000),
                LogLine(3_600, "running>stopped", by: "user_ana", "stop", ms: 8_000, marks: 1),
                LogLine(3_660, "stopped>running", by: "cron", "start", ms: 12_000),
                LogLine(7_200, "running>stopped", by: "user_bob", "restart", ms: 5_000),
                LogLine(7_210, "stopped>running", by: "user_bob", "restart", ms: 9_000, marks: 2),
                LogLine(10_800, "running>failed", hasID: false),
                LogLine(11_400, "failed>running", by: "cron", ms: 20_000),
                LogLine(14_400, "running>running", by: "user_bob", "restart", ms: 30_000),
                LogLine(18_000, "stopped>running", by: "user_ana", ms: -1),
                LogLine(21_600, "running>paused", by: "user_bob", ms: 1_000),
            ]
        )
        store.add(2, "db", covered: 25_200)
        store.add(
            3,
            "old",
            covered: 25_200,
            [LogLine(3_600, "running>stopped", by: "deploy"), LogLine(7_200, "stopped>deleted", by: "deploy")]
        )
        store.addPass(1, at: 20_000, listing: [1: "stopped", 2: "running", 3: "deleted"])
        store.addPass(2, at: 25_200, listing: [1: "paused", 2: "running"])
        try store.write()
        return store
    }

    /// Midnight to 8:00, as ISO 8601 text.
    static let range = [":from": "'2026-11-09'", ":to": "'2026-11-09T08:00:00Z'"]

    /// The given columns of the query's answer on the fleet.
    static func rows(
        of name: String,
        _ parameters: [String: String] = [:],
        columns: String = "*",
        after preparation: String = ""
    ) throws -> [String] {
        let query = try #require(QueryIndex.query(named: name))
        let script = preparation + "\nCREATE TEMP TABLE answer AS\n" + query.sql + "SELECT \(columns) FROM answer;"
        return try store().rows(of: script, range.merging(parameters) { $1 })
    }
}
