import Observations
import Storage
import Testing
import Timelines

@Suite("Vanished and returned entries")
struct VanishingTests {
    private let log = [
        element(id(1), at: 0, "null", "running"), element(id(2), at: 10, "running", "stopped"),
        element(id(3), at: 20, "stopped", "running"),
    ]

    @Test("a known entry that a complete reading does not meet has vanished: kept, flagged, counted")
    func vanished() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), log)
        try await store.pass(at: second(200), [log[0], log[2]])
        #expect(
            try store.rows("SELECT event_id, vanished FROM transitions") == ["\(id(1))|0", "\(id(2))|1", "\(id(3))|0"]
        )
        #expect(try store.rows("SELECT entries, vanished FROM containers") == ["3|1"])
        // The observation names the newest version: pass 1 wrote 1 begun, 2 listed, 3 roster, 4 5 6 entries.
        #expect(try store.rows("SELECT body FROM observations WHERE kind = 5") == [#"{"seq":5}"#])
    }

    @Test("a reading that broke off tells nothing of what it did not meet")
    func incomplete() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), log)
        try await store.pass(at: second(200), end: .incomplete(reason: "timed out"), [log[0]])
        #expect(try store.rows("SELECT entries, vanished FROM containers") == ["3|0"])
    }

    @Test("an incremental reading tells only of its stretch")
    func onlyTheStretch() async throws {
        let store = try await Store()
        // 0 h, 30 h and 40 h: the stretch begins at 40 h − 24 h = 16 h.
        let log = [0, 30, 40].map { element(id($0), at: Int64($0) * 3_600, nil, "running") }
        try await store.pass(at: second(200_000), log)
        try await store.pass(at: second(300_000), mode: .incremental(overlap: .hours(24)), [log[2]])
        #expect(try store.rows("SELECT vanished FROM transitions") == ["0", "1", "0"])
    }

    @Test("a vanished entry that is met again has returned")
    func returned() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), log)
        try await store.pass(at: second(200), [log[0], log[2]])
        let outcomes = try await store.pass(at: second(300), log)
        // Its place is where it would stand; what follows stands one earlier than expected by then.
        #expect(
            outcomes == [
                [
                    .known(index: 0, amended: false), .known(index: 1, amended: false),
                    .known(index: 1, amended: false),
                ]
            ]
        )
        #expect(try store.rows("SELECT vanished FROM transitions") == ["0", "0", "0"])
        #expect(try store.rows("SELECT entries, vanished FROM containers") == ["3|0"])
        #expect(try store.rows("SELECT body FROM observations WHERE kind = 6") == [#"{"seq":5}"#])
    }

    @Test("a vanished entry that comes back with other content is an amendment, and no longer vanished")
    func returnedAmended() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), log)
        try await store.pass(at: second(200), [log[0], log[2]])
        let other = element(id(2), at: 10, "running", "failed")
        try await store.pass(at: second(300), [log[0], other, log[2]])
        #expect(
            try store.rows("SELECT to_status, amended, vanished FROM transitions WHERE event_id = '\(id(2))'") == [
                "failed|1|0"
            ]
        )
        #expect(try store.rows("SELECT vanished FROM containers") == ["0"])
    }

    @Test("an entry vanishes once, however many passes miss it")
    func once() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), log)
        for pass in 2...4 { try await store.pass(at: second(Int64(pass) * 100), [log[0], log[2]]) }
        #expect(try store.rows("SELECT count(*) FROM observations WHERE kind = 5") == ["1"])
    }
}
