import Observations
import Storage
import Testing
import Timelines

@Suite("Quarantine")
struct QuarantineTests {
    private let broken = element(id(9), at: 5, "running", nil)
    private let good = element(id(1), at: 0, "null", "running")

    @Test("what can't be understood is kept as received with the reason, and never stands on the timeline")
    func kept() async throws {
        let store = try await Store()
        let foreign = element(
            #"{"id":"x","container_id":"\#(database)","to_status":"running","transition_time":"2026-11-09T00:00:00Z"}"#
        )
        let timeless = element(#"{"to_status":"running","transition_time":"soon"}"#)
        let outcomes = try await store.pass(at: second(100), [broken, good, foreign, timeless, element("[1, 2]")])
        #expect(
            outcomes == [
                [
                    .quarantined(new: true), .new, .quarantined(new: true), .quarantined(new: true),
                    .quarantined(new: true),
                ]
            ]
        )
        #expect(
            try store.rows("SELECT reason FROM quarantine ORDER BY seq") == [
                "no usable to_status", "of another container", "no usable transition_time", "not an object",
            ]
        )
        #expect(
            try store.rows("SELECT body FROM quarantine JOIN observations USING (seq) ORDER BY seq LIMIT 1") == [
                String(decoding: broken.body, as: UTF8.self)
            ]
        )
        #expect(try store.rows("SELECT entries, quarantined FROM containers") == ["1|4"])
        #expect(try EventStoreReader.open(at: store.path).quarantined() == 4)
    }

    @Test("the same bytes are quarantined once for each container")
    func once() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), [broken, good, broken])
        #expect(try await store.pass(at: second(200), [broken, good])[0].first == .quarantined(new: false))
        try await store.pass(over: database, at: second(300), [broken])
        #expect(try store.rows("SELECT container_id FROM quarantine ORDER BY seq") == [web.text, database.text])
    }

    @Test("expected places count quarantined elements, before all entries")
    func places() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), [broken, good])
        #expect(
            try await store.pass(at: second(200), [broken, good]) == [
                [.quarantined(new: false), .known(index: 1, amended: false)]
            ]
        )
        let pass = try await store.begin(at: second(300))
        let start = try await store.store.beginReading(
            of: web,
            in: pass,
            mode: .incremental(overlap: .hours(24)),
            recordedAt: second(300)
        )
        #expect(start == 1)
    }

    @Test("a quarantined element vanishes with a full reading that does not meet it, and returns")
    func vanishesAndReturns() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), [broken, good])
        try await store.pass(at: second(200), mode: .incremental(overlap: .hours(24)), [good])
        #expect(try store.rows("SELECT vanished FROM quarantine") == ["0"])
        try await store.pass(at: second(300), [good])
        #expect(try store.rows("SELECT vanished FROM quarantine") == ["1"])
        try await store.pass(at: second(400), [broken, good])
        #expect(try store.rows("SELECT vanished FROM quarantine") == ["0"])
        #expect(try store.rows("SELECT kind FROM observations WHERE kind IN (5, 6)") == ["5", "6"])
    }

    @Test("an element of the container list without an id is kept and counted once")
    func unusableListed() async throws {
        let store = try await Store()
        for instant in [second(100), second(200)] {
            let pass = try await store.begin(at: instant)
            let unusable = [Array(#"{"name":"nameless"}"#.utf8)]
            try await store.store.record(listing: [], unusable: unusable, isLast: true, of: pass, recordedAt: instant)
            try await store.store.endPass(pass, recordedAt: instant)
        }
        #expect(
            try store.rows("SELECT container_id, reason, body FROM quarantine JOIN observations USING (seq)") == [
                #"NULL|no usable id|{"name":"nameless"}"#
            ]
        )
    }
}
