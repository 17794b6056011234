import Testing

@testable import Queries

@Suite("The entries and what is wrong with them in SQL")
struct EntryQueryTests {
    @Test("Latency by kind counts samples, missing and invalid durations and failed attempts")
    func latency() throws {
        // provision: one of 10 s. start: 12 s, 9 s and one of −1 ms. recover: 20 s. other: the lone restart, deleted, created.
        // 2 samples of start: p50 = 10.5 s since 2 · 50 ≥ 100; p75 is withheld since 2 · 25 < 100.
        let columns = "kind, n, missing, invalid, p50_ms, p75_ms, failed, success_rate"
        #expect(
            try DrawnFleet.rows(of: "latency-percentiles", columns: columns) == [
                "start|2|0|1|10500.0|null|0|1.0",
                "recover|1|0|0|null|null|0|1.0",
                "provision|1|0|0|null|null|0|1.0",
                "stop|2|1|0|6500.0|null|0|null",
                "pause|1|0|0|null|null|0|null",
                "fail|0|1|0|null|null|0|null",
                "other|1|2|0|null|null|0|null",
            ]
        )
    }

    @Test("Percentiles interpolate between neighbours, and are withheld where too few samples lie beyond them")
    func percentiles() throws {
        // 1 … 20 s: the place of P is 19 · P / 100: 9.5, 14.25, 17.1, 18.05 above 1 s; p99 would need 100 samples.
        let store = try StoreFile()
        store.add(
            1,
            "web",
            covered: 999,
            (1...20).flatMap { second in
                [
                    LogLine(second * 10, "running>stopped"),
                    LogLine(second * 10 + 5, "stopped>running", ms: Double(second) * 1_000),
                ]
            }
        )
        try store.write()
        let query = try #require(QueryIndex.query(named: "start-percentiles"))
        let expected = "20|0|0|1000.0|10500.0|10500.0|15250.0|18100.0|19050.0|null|20000.0"
        #expect(
            try store.rows(of: query.sql) == ["null|(fleet)|\(expected)", "\(StoreFile.id(of: 1))|web|\(expected)"]
        )
        let weekly = try #require(QueryIndex.query(named: "latency-by-week"))
        #expect(try store.rows(of: weekly.sql) == ["2026-11-09|\(expected)"])
        #expect(
            try store.rows(of: weekly.sql, [":utc_offset_ms": "-60000"]).map { $0.prefix(13) } == [
                "2026-11-02|5|", "2026-11-09|15",
            ]
        )
    }

    @Test("Slow transitions are those beyond the typical time of their kind")
    func slowStarts() throws {
        let store = try StoreFile()
        store.add(
            1,
            "web",
            covered: 999,
            [
                LogLine(0, "stopped>running", ms: 15_000), LogLine(1, "running>paused", ms: 1_501),
                LogLine(2, "paused>running", ms: 2_000), LogLine(3, "running>failed", ms: 60_000),
                LogLine(4, "failed>running", ms: 20_000), LogLine(5, "running>stopped", ms: 15_000),
                LogLine(6, "stopped>running", ms: 30_000),
            ]
        )
        try store.write()
        let query = try #require(QueryIndex.query(named: "slow-starts"))
        let answer =
            "CREATE TEMP TABLE answer AS\n" + query.sql
            + "SELECT substr(at, 12, 8), kind, duration_ms, typical_ms, round(times, 3) FROM answer;"
        #expect(
            try store.rows(of: answer) == [
                "00:00:06|start|30000.0|15000|2.0", "00:00:05|stop|15000.0|10000|1.5",
                "00:00:01|pause|1501.0|1500|1.001",
            ]
        )
    }

    @Test("An attempt that ended in failed is told by what it came from; a running container that failed is none")
    func failedStarts() throws {
        let store = try StoreFile()
        store.add(
            1,
            "web",
            covered: 999,
            [
                LogLine(0, "null>creating"), LogLine(1, "creating>failed", ms: 900), LogLine(2, "failed>failed"),
                LogLine(3, "failed>stopped"), LogLine(4, "stopped>failed"), LogLine(5, "failed>running"),
                LogLine(6, "running>paused"), LogLine(7, "paused>failed"), LogLine(8, "failed>running"),
                LogLine(9, "running>failed"),
            ]
        )
        try store.write()
        let query = try #require(QueryIndex.query(named: "failed-starts"))
        let answer =
            "CREATE TEMP TABLE answer AS\n" + query.sql + "SELECT substr(at, 18, 2), attempt, duration_ms FROM answer;"
        #expect(
            try store.rows(of: answer) == ["01|provision|900.0", "02|recover|null", "04|start|null", "07|resume|null"]
        )
    }

    @Test("A chain break is the entry that contradicts, with the one before it")
    func chainBreaks() throws {
        let columns =
            "container_name, substr(at, 12, 8), from_status, after_status, substr(after_at, 12, 8), unknown_ms"
        #expect(
            try DrawnFleet.rows(of: "chain-breaks", columns: columns) == [
                "web|05:00:00|stopped|running|04:00:00|3600000"
            ]
        )
    }

    @Test("Null in mid-log breaks the chain except after deleted, a missing from_status never does")
    func chains() throws {
        let store = try StoreFile()
        store.add(
            1,
            "web",
            covered: 999,
            [
                LogLine(0, "null>running"), LogLine(1, "missing>stopped"), LogLine(2, "null>running"),
                LogLine(3, "running>deleted"), LogLine(4, "null>creating"),
            ]
        )
        try store.write()
        let query = try #require(QueryIndex.query(named: "chain-breaks"))
        let answer = "CREATE TEMP TABLE answer AS\n" + query.sql + "SELECT at, from_status, after_status FROM answer;"
        #expect(try store.rows(of: answer) == ["2026-11-09T00:00:02.000Z|null|stopped"])
    }

    @Test("Quality counts what the figures are based on")
    func quality() throws {
        // Durations: web misses those of the first and of the failed entry, old both.
        #expect(try DrawnFleet.rows(of: "quality") == ["13|1|1|0|1|1|4|1|1|0"])
    }

    @Test("Drift is a listing that contradicts the newest entry before it")
    func drift() throws {
        #expect(
            try DrawnFleet.rows(
                of: "listing-drift",
                columns: "container_name, substr(at, 12, 8), pass, listed, timeline"
            ) == [
                "web|05:33:20|1|stopped|running"
            ]
        )
    }

    @Test("Coverage tells what is stale: not what was deleted")
    func coverage() throws {
        let columns = "container_name, substr(covered_until, 12, 8), gone_since, stale, uncovered_ms, entries"
        #expect(
            try DrawnFleet.rows(of: "coverage", columns: columns) == [
                "web|07:00:00|null|1|3600000|11", "db|07:00:00|null|1|3600000|0", "old|07:00:00|null|0|3600000|2",
            ]
        )
    }

    @Test("Quarantine gives the reason and the text as received")
    func quarantined() throws {
        let store = try StoreFile()
        store.add(1, "web", covered: 999)
        store.add(
            sql: """
                INSERT INTO observations VALUES (7, 1, 4, 1, 0, '{"to_status":1}');
                INSERT INTO quarantine_projection VALUES (7, 1, NULL, 'no usable to_status', 0);
                """
        )
        try store.write()
        let query = try #require(QueryIndex.query(named: "quarantined"))
        #expect(
            try store.rows(of: query.sql) == [
                #"\#(StoreFile.id(of: 1))|web|null|no usable to_status|0|7|{"to_status":1}"#
            ]
        )
        #expect(try store.rows(of: query.sql, [":container": "'db'"]).isEmpty)
    }
}
