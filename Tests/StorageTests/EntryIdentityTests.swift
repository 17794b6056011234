import Observations
import Storage
import Testing
import Timelines

@Suite("The identity of entries")
struct EntryIdentityTests {
    @Test("an entry that comes again unchanged adds nothing")
    func unchanged() async throws {
        let store = try await Store()
        let log = [element(id(1), at: 0, "null", "running"), element(id(2), at: 10, "running", "stopped")]
        #expect(try await store.pass(at: second(100), log) == [[.new, .new]])
        #expect(
            try await store.pass(at: second(200), log) == [
                [.known(index: 0, amended: false), .known(index: 1, amended: false)]
            ]
        )
        #expect(try store.rows("SELECT count(*) FROM observations WHERE kind = 4") == ["2"])
    }

    @Test("other key order, spaces, escapes and ways to write a number are no amendment")
    func sameValues() async throws {
        let store = try await Store()
        let written =
            #"{"id":"\#(id(1))","to_status":"running","transition_time":"2026-11-09T00:00:00.000Z","duration_ms":1500}"#
        let again =
            #"{ "duration_ms": 15.0e2, "to_status": "runn\u0069ng", "transition_time":"2026-11-09T00:00:00.000Z", "id":"\#(id(1))" }"#
        try await store.pass(at: second(100), [element(written)])
        #expect(try await store.pass(at: second(200), [element(again)]) == [[.known(index: 0, amended: false)]])
        #expect(try store.rows("SELECT amended FROM transitions") == ["0"])
        #expect(try store.rows("SELECT count(*) FROM observations WHERE kind = 4") == ["1"])
    }

    @Test("the same id with other content is an amendment: both versions are kept, the newest counts")
    func amendment() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), [element(id(1), at: 0, "running", "stopped", actor: "ana")])
        let outcomes = try await store.pass(
            at: second(200),
            [element(id(1), at: 5, "running", "failed", actor: "cron")]
        )
        #expect(outcomes == [[.known(index: 0, amended: true)]])
        #expect(
            try store.rows("SELECT at - 1794182400000, to_status, actor, amended FROM transitions") == [
                "5000|failed|cron|1"
            ]
        )
        #expect(try store.rows("SELECT count(*) FROM observations WHERE kind = 4") == ["2"])
        #expect(try store.rows("SELECT entries FROM containers") == ["1"])
    }

    @Test("without an id, the instant and both statuses are the identity")
    func fourWithoutID() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), [element(nil, at: 0, "running", "stopped", actor: "ana")])
        let outcomes = try await store.pass(
            at: second(200),
            [
                element(nil, at: 0, "running", "stopped", actor: "bob"), element(nil, at: 0, nil, "stopped"),
                element(nil, at: 0, "null", "stopped"), element(nil, at: 1, "running", "stopped"),
            ]
        )
        #expect(outcomes == [[.known(index: 0, amended: true), .new, .new, .new]])
    }

    @Test("an entry without an id becomes the one with an id and the same four, which is no amendment")
    func idBecomesKnown() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), [element(nil, at: 0, "running", "stopped")])
        let outcomes = try await store.pass(at: second(200), [element(id(7), at: 0, "running", "stopped")])
        #expect(outcomes == [[.known(index: 0, amended: false)]])
        #expect(try store.rows("SELECT event_id, amended FROM transitions") == ["\(id(7))|0"])
        #expect(try store.rows("SELECT count(*) FROM observations WHERE kind = 4") == ["2"])
    }

    @Test("an entry with an id that comes without it is still the same, and keeps its id")
    func idLeftOut() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), [element(id(7), at: 0, "running", "stopped")])
        let without = [element(nil, at: 0, "running", "stopped")]
        #expect(try await store.pass(at: second(200), without) == [[.known(index: 0, amended: false)]])
        let amended = [element(nil, at: 0, "running", "stopped", actor: "ana")]
        #expect(try await store.pass(at: second(300), amended) == [[.known(index: 0, amended: true)]])
        #expect(try store.rows("SELECT event_id, actor FROM transitions") == ["\(id(7))|ana"])
    }

    @Test("entries with different ids are different entries, whatever else they share")
    func differentIDs() async throws {
        let store = try await Store()
        let log = [element(id(1), at: 0, "running", "stopped"), element(id(2), at: 0, "running", "stopped")]
        #expect(try await store.pass(at: second(100), log) == [[.new, .new]])
        // Without ids they are met one by one, so that neither vanishes.
        let without = [element(nil, at: 0, "running", "stopped"), element(nil, at: 0, "running", "stopped")]
        try await store.pass(at: second(200), without)
        #expect(try store.rows("SELECT entries, vanished FROM containers") == ["2|0"])
    }

    @Test("an id of another form is kept as written")
    func otherForms() async throws {
        let store = try await Store()
        let upperCase = "6910ABCDEF0123456789ABCD"
        let log = [element("evt-1", at: 0, "running", "stopped"), element(upperCase, at: 1, "stopped", "running")]
        try await store.pass(at: second(100), log)
        #expect(try await store.pass(at: second(200), log).joined().allSatisfy { $0 != .new })
        #expect(try store.rows("SELECT event_id FROM transitions") == ["evt-1", upperCase])
    }

    @Test("an element that comes twice in one reading is one entry")
    func repeated() async throws {
        let store = try await Store()
        let log = [element(id(1), at: 0, "null", "running")]
        #expect(try await store.pass(at: second(100), log + log, log) == [[.new, .repeated], [.repeated]])
    }

    @Test("an id is recognised outside of the stretch that an incremental pass reads again")
    func idOutsideOfStretch() async throws {
        let store = try await Store()
        // 500 entries, one an hour: the stretch of a day holds 25 of them, and 200 more are loaded.
        let log = (0..<500).map { element(id($0), at: Int64($0) * 3_600, nil, "running") }
        try await store.pass(at: second(2_000_000), log)
        let moved = element(id(3), at: 499 * 3_600 + 1, nil, "stopped")
        let outcomes = try await store.pass(
            at: second(2_100_000),
            mode: .incremental(overlap: .hours(24)),
            Array(log.suffix(25)) + [moved]
        )
        #expect(outcomes[0].last == .known(index: 3, amended: true))
        #expect(try store.rows("SELECT entries, vanished FROM containers") == ["500|0"])
        #expect(try store.rows("SELECT count(*) FROM transitions WHERE event_id = '\(id(3))'") == ["1"])
    }
}
