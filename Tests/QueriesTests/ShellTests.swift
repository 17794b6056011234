import Testing

@testable import Queries

@Suite("The sqlite3 shell")
struct ShellTests {
    @Test("Every query runs without parameters and with each of them, on a filled store and on an empty one")
    func everyQuery() throws {
        let empty = try StoreFile()
        try empty.write()
        let filled = try DrawnFleet.store()
        let values = [
            ":container": "'web'", ":paused": "'up'", ":restart_gap_ms": "1000", ":kind": "'stop'",
            ":status": "'failed'",
        ]
        let parameters = DrawnFleet.range.merging(values) { $1 }.merging([":utc_offset_ms": "3600000"]) { $1 }
        for query in QueryIndex.all {
            #expect(throws: Never.self, "\(query.name)") {
                _ = try empty.rows(of: query.sql)
                _ = try filled.rows(of: query.sql)
                _ = try filled.rows(of: query.sql, parameters)
            }
            #expect(query.parameters.allSatisfy { parameters[$0.name] != nil }, "\(query.name)")
        }
    }

    @Test("An instant that cannot be read makes a range without anything in it, not the whole log")
    func unreadableInstants() throws {
        #expect(try DrawnFleet.rows(of: "restarts", [":from": "'yesterday'"]).isEmpty)
        #expect(try DrawnFleet.rows(of: "restarts", [":to": "'2026-13-01'"]).isEmpty)
    }

    @Test(
        "Each open view can be made again, and the windows, restarts and actors of the whole log are the queries' own"
    )
    func views() throws {
        let store = try DrawnFleet.store()
        for view in try SourceFolder.files(in: "views") {
            #expect(try store.rows(of: try SourceFolder.text(of: view)).isEmpty)
        }
        // The whole log ends with coverage, at 7:00, as all that is open in it does.
        let columns = [
            "windows": "container_name, opened_by_actor, opened_by_kind, closed_by_event_id, duration_ms",
            "restarts": "container_name, actor", "actors": "actor, kind, down_ms",
        ]
        for (view, name) in [("windows", "downtime-windows"), ("restarts", "restarts"), ("actors", "actors")] {
            let query = try #require(QueryIndex.query(named: name))
            let columns = columns[view, default: "*"]
            let seen = try store.rows(of: "SELECT \(columns) FROM \(view);")
            let asked = try store.rows(
                of: "CREATE TEMP TABLE answer AS\n" + query.sql + "SELECT \(columns) FROM answer;"
            )
            #expect(seen == asked)
            #expect(!seen.isEmpty)
        }
    }

    @Test("The views of received things read them as words")
    func plainViews() throws {
        let store = try DrawnFleet.store()
        #expect(try store.rows(of: "SELECT number, text FROM names WHERE number = 4;") == ["4|running"])
        #expect(try store.rows(of: "SELECT number, begun_at, full FROM passes;").first == "1|1794202400000|1")
        #expect(
            try store.rows(of: "SELECT container, pass, status FROM listings ORDER BY 2, 1;") == [
                "1|1|stopped", "2|1|running", "3|1|deleted", "1|2|paused", "2|2|running",
            ]
        )
        #expect(
            try store.rows(of: "SELECT event_id FROM transitions WHERE id_missing;") == [
                "\(StoreFile.id(of: 1))@2026-11-09T03:00:00.000Z:running>failed"
            ]
        )
    }
}
