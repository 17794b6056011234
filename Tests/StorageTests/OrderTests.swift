import Observations
import Storage
import Testing
import Timelines

@Suite("The order within an instant")
struct OrderTests {
    @Test("both legs of one instant stand in the order that breaks no link, however they arrive")
    func legs() async throws {
        for reversed in [false, true] {
            let store = try await Store()
            // running → stopped → running, both at 10 s; the ids speak for the other order.
            let legs = [element(id(9), at: 10, "running", "stopped"), element(id(2), at: 10, "stopped", "running")]
            let first = [element(id(1), at: 0, "null", "running")]
            try await store.pass(at: second(100), first + (reversed ? legs.reversed() : legs))
            #expect(
                try store.rows("SELECT ordinal, to_status FROM transitions ORDER BY at, ordinal") == [
                    "0|running", "0|stopped", "1|running",
                ]
            )
        }
    }

    @Test("an entry that arrives later turns the order of a tied instant beside it")
    func laterNeighbour() async throws {
        let store = try await Store()
        // Alone, both orders break as many links, so the ids decide: a→b, then b→a.
        let tied = [element(id(1), at: 10, "a", "b"), element(id(2), at: 10, "b", "a")]
        try await store.pass(at: second(100), tied)
        let order = "SELECT event_id FROM transitions WHERE at = 1794182410000 ORDER BY ordinal"
        #expect(try store.rows(order) == [id(1), id(2)])
        // Then "c → b" at 5 s: b→a, a→b keeps that link too.
        try await store.pass(at: second(200), [element(id(3), at: 5, "c", "b")] + tied)
        #expect(try store.rows(order) == [id(2), id(1)])
        // It vanishes: still on the timeline, so the order stays.
        try await store.pass(at: second(300), tied)
        #expect(try store.rows(order) == [id(2), id(1)])
    }

    @Test("an entry that moves away from an instant leaves the other one first there")
    func movedAway() async throws {
        let store = try await Store()
        let tied = [element(id(1), at: 10, "a", "b"), element(id(2), at: 10, "b", "a")]
        try await store.pass(at: second(100), tied)
        try await store.pass(at: second(200), [element(id(1), at: 20, "a", "b"), tied[1]])
        #expect(
            try store.rows("SELECT event_id, ordinal FROM transitions ORDER BY at") == ["\(id(2))|0", "\(id(1))|0"]
        )
    }
}
