import Testing

@testable import Queries

@Suite("The figures in SQL, on a drawn fleet")
struct FigureQueryTests {
    @Test("Availability divides the range, assumes what no entry tells, and gives bounds")
    func availability() throws {
        // web: up 3590 + 3540 + 3590 + 2970 + 3600 = 17290, down 60 + 10 + 600 + 30 + 3600 = 4300, unknown 3600 (chain) +
        // 3600 (coverage), out 10. db: up 25200, all assumed, unknown 3600. old: up 3600 assumed, down 3600, out 21600.
        let columns = "container_name, up_ms, down_ms, unknown_ms, assumed_ms, out_of_service_ms"
        #expect(
            try DrawnFleet.rows(of: "availability", columns: columns) == [
                "(fleet)|46090000|7900000|10800000|28800000|21610000",
                "web|17290000|4300000|7200000|0|10000",
                "db|25200000|0|3600000|25200000|0",
                "old|3600000|3600000|0|3600000|21600000",
            ]
        )
        // 17290 / 21590, 17290 / 28790, 24490 / 28790; 25200 / 25200, 0 / 28800, 28800 / 28800; 3600 / 7200, 0, 3600 / 7200.
        let ratios = "container_name, round(ratio, 6), round(low, 6), round(high, 6)"
        #expect(
            try DrawnFleet.rows(of: "availability", columns: ratios).dropFirst() == [
                "web|0.800834|0.600556|0.850643", "db|1.0|0.0|1.0", "old|0.5|0.0|0.5",
            ]
        )
    }

    @Test(
        "Paused counts where the switch puts it",
        arguments: [("up", "20890000|700000|10000"), ("out", "17290000|700000|3610000")]
    )
    func paused(part: String, expected: String) throws {
        let rows = try DrawnFleet.rows(
            of: "availability",
            [":paused": "'\(part)'", ":container": "'web'"],
            columns: "up_ms, down_ms, out_of_service_ms"
        )
        #expect(rows.last == expected)
    }

    @Test("Windows have their openers and closers; the last is open, the lone restart's is cut by the broken chain")
    func windows() throws {
        let columns = """
            container_name, substr(start, 12, 8), substr("end", 12, 8), duration_ms, in_range_ms, open, cut, \
            opened_by_actor, opened_by_operation, closed_by_actor, closed_by_operation
            """
        #expect(
            try DrawnFleet.rows(of: "downtime-windows", columns: columns) == [
                "web|01:00:00|01:01:00|60000|60000|0|0|user_ana|stop|cron|start",
                "old|01:00:00|02:00:00|3600000|3600000|0|0|deploy|stop|deploy|other",
                "web|02:00:00|02:00:10|10000|10000|0|0|user_bob|restart|user_bob|restart",
                "web|03:00:00|03:10:00|600000|600000|0|0|(unattributed)|fail|cron|start",
                "web|03:59:30|04:00:00|30000|30000|0|1|user_bob|restart|user_bob|restart",
                "web|06:00:00|null|3600000|3600000|1|0|user_bob|pause|null|null",
            ]
        )
    }

    @Test("A range that begins within a window lists it whole and clips its time; one at its end lists it with none")
    func clipping() throws {
        let columns = "container_name, duration_ms, in_range_ms"
        let begun = [":from": "'2026-11-09T01:00:30Z'", ":to": "'2026-11-09T01:30:00Z'", ":container": "'web'"]
        #expect(try DrawnFleet.rows(of: "downtime-windows", begun, columns: columns) == ["web|60000|30000"])
        let ended = [":from": "1794186060000", ":to": "'1794186070000'", ":container": "'web'"]
        #expect(try DrawnFleet.rows(of: "downtime-windows", ended, columns: columns) == ["web|60000|0"])
    }

    @Test("No entry at the end of the range is used: what was still down is open")
    func cutAtEnd() throws {
        let columns = "container_name, duration_ms, open"
        let range = [":to": "'2026-11-09T01:01:00Z'", ":container": "'web'"]
        #expect(try DrawnFleet.rows(of: "downtime-windows", range, columns: columns) == ["web|60000|1"])
    }

    @Test("Restarts are explicit, quick or recoveries, and belong to their openers")
    func restarts() throws {
        let columns = "substr(at, 12, 8), kind, actor, operation, down_ms, json_array_length(event_ids)"
        let others = [
            "02:00:10|explicit|user_bob|restart|10000|2",
            "03:10:00|recovery|(unattributed)|fail|600000|2",
            "04:00:00|explicit|user_bob|restart|30000|1",
        ]
        #expect(
            try DrawnFleet.rows(of: "restarts", columns: columns) == ["01:01:00|quick|user_ana|stop|60000|2"] + others
        )
        #expect(try DrawnFleet.rows(of: "restarts", [":restart_gap_ms": "59999"], columns: columns) == others)
    }

    @Test("Days count their restarts")
    func restartsPerDay() throws {
        #expect(try DrawnFleet.rows(of: "restarts-per-day") == ["2026-11-09|4|2|1|1|1|700000"])
        // Two hours and 30 minutes behind, the day begins with the third of them.
        #expect(
            try DrawnFleet.rows(of: "restarts-per-day", [":utc_offset_ms": "-9000000"]) == [
                "2026-11-08|2|1|1|0|1|70000", "2026-11-09|2|1|0|1|1|630000",
            ]
        )
    }

    @Test("Actors have their entries, restarts, windows and downtime; nobody's are (unattributed)")
    func actors() throws {
        let columns =
            "actor, kind, attributed, entries, operations_derived, containers, restarts, force_stops, windows, down_ms"
        #expect(
            try DrawnFleet.rows(of: "actors", columns: columns) == [
                "user_bob|user|1|4|1|1|2|0|3|3640000",
                "deploy|other|1|2|2|1|0|0|1|3600000",
                "(unattributed)|unattributed|0|1|1|1|1|0|1|600000",
                "user_ana|user|1|4|3|1|1|0|1|60000",
                "cron|automation|1|2|1|1|0|0|0|0",
            ]
        )
        #expect(
            try DrawnFleet.rows(of: "actors", columns: "operations").first == #"{"pause":1,"restart":3}"#
        )
    }

    @Test("The containers stand by their downtime, the quietest last")
    func worstContainers() throws {
        // web's windows closed into running: 60, 10, 600, 30 s: 175 s in the mean. Four restarts, never three within the hour
        // (61 minutes, 70 minutes and 50 minutes apart: two within one).
        let columns =
            "container_name, down_ms, windows, open, closed, cut, mttr_ms, longest_ms, restarts, max_in_hour, flapping"
        #expect(
            try DrawnFleet.rows(of: "worst-containers", columns: columns) == [
                "web|4300000|5|1|4|1|175000.0|3600000|4|2|0",
                "old|3600000|1|0|0|0|null|3600000|0|0|0",
                "db|0|0|0|0|0|null|null|0|0|0",
            ]
        )
    }

    @Test("The totals have their rates: per up time, per day in service")
    func stability() throws {
        // web: 17290 s up by the four windows that no pause opened: 4322.5 s. Four restarts in 21590 s of service:
        // 4 · 86400 / 21590 a day. old: 3600 s up by one window. Fleet: 46090 s by five; 4 · 86400 / 53990 a day.
        let columns = """
            container_name, windows, open, closed, cut, mttr_ms, mtbf_ms, longest_ms, restarts, round(per_day, 6), \
            max_in_hour, flapping
            """
        #expect(
            try DrawnFleet.rows(of: "stability", columns: columns) == [
                "(fleet)|6|1|4|1|175000.0|9218000.0|3600000|4|6.401185|2|0",
                "web|5|1|4|1|175000.0|4322500.0|3600000|4|16.007411|2|0",
                "db|0|0|0|0|null|null|null|0|0.0|0|0",
                "old|1|0|0|0|null|3600000.0|3600000|0|0.0|0|0",
            ]
        )
    }

    @Test("Who stopped what is answered newest first, with the window and who ended it")
    func who() throws {
        let columns =
            "container_name, substr(at, 12, 8), actor, operation, duration_ms, window_duration_ms, "
            + "window_closed_by_actor, window_closed_by_operation"
        #expect(
            try DrawnFleet.rows(of: "who-stopped-what", columns: columns) == [
                "web|02:00:00|user_bob|restart|5000.0|10000|user_bob|restart",
                "web|01:00:00|user_ana|stop|8000.0|60000|cron|start",
                "old|01:00:00|deploy|stop|null|3600000|deploy|other",
            ]
        )
        let paused = try DrawnFleet.rows(
            of: "who-stopped-what",
            [":status": "'paused'"],
            columns: "actor, window_end, window_open"
        )
        #expect(paused == ["user_bob|null|1"])
    }

    @Test(
        "Declared groups, maintenance and kinds of actors are temporary tables that a query sees in place of the views"
    )
    func declared() throws {
        // web has maintenance from 2:55 to 3:10, which its ten minutes of failure end, old from 1:30 to 2:30, half of its hour down.
        let declared = """
            CREATE TEMP TABLE groups (container_id, name);
            INSERT INTO groups VALUES ('\(StoreFile.id(of: 1))', 'prod');
            CREATE TEMP TABLE maintenance (container_id, begin_at, end_at);
            INSERT INTO maintenance VALUES ('\(StoreFile.id(of: 1))', \(StoreFile.midnight + 10_500_000), \(StoreFile.midnight + 11_400_000)),
              ('\(StoreFile.id(of: 3))', \(StoreFile.midnight + 5_400_000), \(StoreFile.midnight + 9_000_000));
            CREATE TEMP TABLE actor_kinds (actor, kind);
            INSERT INTO actor_kinds VALUES ('deploy', 'automation');
            """
        func rows(_ name: String, _ columns: String) throws -> [String] {
            try DrawnFleet.rows(of: name, columns: columns, after: declared)
        }
        let windows = try rows(
            "downtime-windows",
            #"container_name, "group", planned, opened_by_kind"#
        )
        #expect(
            windows == [
                "web|prod|0|user", "old|null|0|automation", "web|prod|0|user", "web|prod|1|unattributed",
                "web|prod|0|user", "web|prod|0|user",
            ]
        )
        // 46090 / (46090 + 7900 - 2400), 17290 / (17290 + 4300 - 600), 25200 / 25200, 3600 / (3600 + 3600 - 1800).
        #expect(
            try rows("availability", "container_name, planned_down_ms, round(unplanned, 6)") == [
                "(fleet)|2400000|0.89339", "web|600000|0.823726", "db|0|1.0", "old|1800000|0.666667",
            ]
        )
        // Web's up time by its three other windows that no pause opened; old's window is planned by half, which is not at all.
        #expect(
            try rows("stability", "container_name, round(mtbf_ms)") == [
                "(fleet)|11522500.0", "web|5763333.0", "db|null", "old|3600000.0",
            ]
        )
        #expect(try rows("actors", "actor, kind").contains("deploy|automation"))
        #expect(
            try rows("who-stopped-what", "actor, kind, window_planned") == [
                "user_bob|user|0", "user_ana|user|0", "deploy|automation|0",
            ]
        )
    }
}
