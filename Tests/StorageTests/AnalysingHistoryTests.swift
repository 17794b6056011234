import Observations
import Storage
import Testing
import Timelines

@Suite("Histories out of the store")
struct AnalysingHistoryTests {
    private func histories(
        of chosen: Set<ContainerID>? = nil,
        before end: Instant = .distantFuture,
        listings: Interval? = nil,
        in reader: EventStoreReader
    ) throws -> [ContainerHistory] {
        var histories: [ContainerHistory] = []
        try reader.histories(of: chosen, before: end, listings: listings) { histories.append($0) }
        return histories
    }

    @Test("every field of an entry comes back, whatever its id looks like")
    func fields() async throws {
        let store = try await Store()
        let time = { (seconds: Int64) in #""transition_time":"\#(second(seconds).iso8601)""# }
        let log = [
            element(id(1), at: 0, "null", "running", duration: "0"),
            element("E-1", at: 10, "running", "stopped", duration: "1.25", actor: "ana", operation: "stop"),
            // No from_status at all, a status outside the list, an unusable duration.
            element(nil, at: 20, nil, "odd", duration: "-1", actor: "", operation: ""),
            // Upper-case digits are another text than the same in lower case, so not an object id.
            element("6910ABCDEF0000000000000A", at: 30, "odd", "running", duration: "null", operation: "reboot"),
            // An id that is no text is none; the command stands in for the operation.
            element(#"{"id":7,"from_status":5,"to_status":"failed",\#(time(40)),"metadata":{"command":"kill"}}"#),
            element("ünï \\\"q\\\"", at: 50, "failed", "running"),
        ]
        try await store.pass(at: second(100), log)
        let reader = try EventStoreReader.open(at: store.path)
        let entries = try #require(try histories(in: reader).first).entries
        let symbol = { (text: String) in try #require(reader.symbols.symbol(of: text)) }
        let status = { (text: String) in Status(symbol: try symbol(text)) }
        var expected = [
            Entry(
                at: second(0),
                from: .null,
                to: .running,
                duration: .valid(0),
                // "6910", nineteen zeros and a 1: sixteen digits and eight.
                id: .object(high: 0x6910_0000_0000_0000, low: 1)
            ),
            Entry(
                at: second(10),
                from: .status(.running),
                to: .stopped,
                duration: .valid(1.25),
                actor: try symbol("ana"),
                operation: .stop,
                id: .text(try symbol("E-1"))
            ),
            Entry(at: second(20), from: .missing, to: try status("odd"), duration: .invalid),
            Entry(
                at: second(30),
                from: .status(try status("odd")),
                to: .running,
                operation: try symbol("reboot"),
                id: .text(try symbol("6910ABCDEF0000000000000A"))
            ),
            Entry(at: second(40), from: .status(try status("5")), to: .failed, operation: try symbol("kill")),
            Entry(at: second(50), from: .status(.failed), to: .running, id: .text(try symbol("ünï \"q\""))),
        ]
        let receipts = try store.rows("SELECT seq FROM transitions ORDER BY at").compactMap(Int64.init)
        try #require(receipts.count == expected.count && Set(receipts).count == receipts.count)
        for place in expected.indices { expected[place].receipt = receipts[place] }
        #expect(entries == expected)
    }

    @Test("from a time on, a history begins with the newest entry before it that settles what came earlier")
    func settled() async throws {
        let store = try await Store()
        let log = [
            element(id(1), at: 0, "null", "running"), element(id(2), at: 10, "running", "stopped"),
            element(id(3), at: 20, "stopped", "running"), element(id(4), at: 30, "running", "stopped"),
            // Both legs at one instant: which is the later one, the entries around them decide.
            element(id(5), at: 40, "stopped", "running"), element(id(6), at: 40, "running", "stopped"),
            element(id(7), at: 50, "stopped", "failed"), element(id(8), at: 60, "failed", "running"),
        ]
        try await store.pass(at: second(100), log)
        let reader = try EventStoreReader.open(at: store.path)
        func seconds(from start: Int64) throws -> [Int64] {
            var found: [ContainerHistory] = []
            try reader.histories(from: second(start), before: second(90)) { found.append($0) }
            return try #require(found.first).entries.map { ($0.at - second(0)).milliseconds / 1_000 }
        }
        // The entry at 60 settles all before; one at the time itself does not come before it.
        #expect(try seconds(from: 61) == [60])
        // It was down at 60, since 40; the entry into running at 40 is not alone, so the one at 20 is the first that settles anything.
        #expect(try seconds(from: 60) == [20, 30, 40, 40, 50, 60])
        #expect(try seconds(from: 21) == [20, 30, 40, 40, 50, 60])
        #expect(try seconds(from: 20) == [0, 10, 20, 30, 40, 40, 50, 60])
        #expect(try seconds(from: 0) == [0, 10, 20, 30, 40, 40, 50, 60])
    }

    @Test("what was so when coverage ended is asked of every later time, so that is not left out")
    func settledBeforeCoverageEnds() async throws {
        let store = try await Store()
        let log = [
            element(id(1), at: 0, "null", "running"), element(id(2), at: 10, "running", "stopped"),
            // After the beginning of the pass, up to which it is covered.
            element(id(3), at: 30, "stopped", "running"), element(id(4), at: 40, "running", "stopped"),
        ]
        try await store.pass(at: second(20), log)
        let reader = try EventStoreReader.open(at: store.path)
        var found: [ContainerHistory] = []
        try reader.histories(from: second(50)) { found.append($0) }
        #expect(found.first?.entries.map(\.at) == [0, 10, 30, 40].map(second))
    }

    @Test("an amended entry comes with its newest version, a vanished one stays, and both are marked")
    func marks() async throws {
        let store = try await Store()
        try await store.pass(
            at: second(100),
            [element(id(1), at: 0, "null", "running"), element(id(2), at: 10, "running", "stopped", actor: "ana")]
        )
        let before = try #require(try histories(in: .open(at: store.path)).first).entries
        try await store.pass(at: second(200), [element(id(2), at: 10, "running", "failed", actor: "ben")])
        let reader = try EventStoreReader.open(at: store.path)
        let after = try #require(try histories(in: reader).first).entries
        #expect(before.map(\.marks) == [[], []])
        #expect(after.map(\.marks) == [.vanished, .amended])
        #expect(after.map(\.to) == [.running, .failed])
        #expect(after.last?.actor == reader.symbols.symbol(of: "ben"))
        #expect(after[0].receipt == before[0].receipt && after[1].receipt > before[1].receipt)
    }

    @Test("a container comes with what its listings and passes say, one without entries too, by id")
    func containers() async throws {
        let store = try await Store()
        let pass = try await store.begin(at: second(100))
        let created = #"{"id":"\#(web.text)","name":"web","project_id":"p","created_at":"\#(second(-5).iso8601)"}"#
        let listed = try #require(PageDecoder().container(Array(created.utf8)))
        let other = try StorageTests.listed(database, status: "stopped")
        try await store.store.record(listing: [other, listed], isLast: true, of: pass, recordedAt: second(100))
        _ = try await store.store.beginReading(of: web, in: pass, mode: .full, recordedAt: second(100))
        try await store.store.endReading(of: web, as: .complete, recordedAt: second(100))
        try await store.store.endPass(pass, recordedAt: second(101))
        let reader = try EventStoreReader.open(at: store.path)
        let containers = try histories(in: reader).map(\.container)
        #expect(
            containers == [
                Container(
                    id: web,
                    name: "web",
                    projectID: "p",
                    createdAt: second(-5),
                    coveredUntil: second(100),
                    readAt: second(101),
                    listings: [Listing(at: second(100), status: nil)]
                ),
                Container(id: database, listings: [Listing(at: second(100), status: .stopped)]),
            ]
        )
        // The containers alone are the same without their listings.
        #expect(reader.containers().map(\.id) == [web, database])
        #expect(reader.containers().allSatisfy { $0.listings.isEmpty })
    }

    @Test("where nothing lies before the end, the first instant comes: it tells the status until then")
    func firstInstant() async throws {
        let store = try await Store()
        try await store.pass(
            at: second(100),
            [
                element(id(1), at: 50, "stopped", "running"),
                element(id(2), at: 50, "running", "paused"),
                element(id(3), at: 60, "paused", "running"),
            ]
        )
        let reader = try EventStoreReader.open(at: store.path)
        for end in [-1, 0, 50] as [Int64] {
            let entries = try #require(try histories(before: second(end), in: reader).first).entries
            #expect(entries.map(\.at) == [second(50), second(50)])
            #expect(entries.first?.from == .status(.stopped))
        }
        #expect(try histories(before: second(51), in: reader).first?.entries.count == 2)
        #expect(try histories(before: second(61), in: reader).first?.entries.count == 3)
    }

    @Test("only the chosen containers come, and of their entries only those before the end")
    func chosen() async throws {
        let store = try await Store()
        let ours = [0, 10, 20].map { element(id(Int($0)), at: $0, nil, "running", of: web) }
        let theirs = [5, 15].map { element(id(Int($0)), at: $0, nil, "stopped", of: database) }
        try await store.pass(over: web, at: second(100), ours)
        try await store.pass(over: database, at: second(200), theirs)
        let reader = try EventStoreReader.open(at: store.path)
        #expect(try histories(in: reader).map(\.container.id) == [web, database])
        #expect(try histories(of: [database], in: reader).map(\.entries.count) == [2])
        #expect(try histories(of: [], in: reader).isEmpty)
        #expect(try histories(of: [ContainerID("nobody")], in: reader).isEmpty)
        // The end is exclusive.
        let cut = try histories(before: second(20), in: reader).map { $0.entries.map(\.at) }
        #expect(cut == [[second(0), second(10)], [second(5), second(15)]])
        #expect(
            try histories(of: [web], before: second(20) + TimeSpan(milliseconds: 1), in: reader)[0].entries.count == 3
        )
    }

    @Test("of the listings those in the range come, and of each run of equal ones the first and the last")
    func listings() async throws {
        // Passes at 100 … 1000: running at 100 … 500, stopped at 600, running again at 700 … 1000.
        let store = try await Store()
        for place in 1...10 as ClosedRange<Int64> {
            let pass = try await store.begin(at: second(place * 100))
            let listing = [try listed(web, status: place == 6 ? "stopped" : "running")]
            try await store.store.record(listing: listing, isLast: true, of: pass, recordedAt: second(place * 100))
            try await store.store.endPass(pass, recordedAt: second(place * 100 + 1))
        }
        let reader = try EventStoreReader.open(at: store.path)
        func instants(_ range: Interval?) throws -> [Int64] {
            let listings = try #require(try histories(listings: range, in: reader).first).container.listings
            #expect(listings.allSatisfy { $0.status == ($0.at == second(600) ? .stopped : .running) })
            return listings.map { ($0.at - second(0)).milliseconds / 1_000 }
        }
        #expect(try instants(nil) == [100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000])
        // 300 lies in [300, 400), 400 does not.
        #expect(try instants(Interval(start: second(300), end: second(400))) == [100, 300, 500, 600, 700, 1_000])
        #expect(try instants(Interval(start: second(5_000), end: second(6_000))) == [100, 500, 600, 700, 1_000])
    }

    @Test("listings come by instant even where the client's clock was set back")
    func clockSetBack() async throws {
        let store = try await Store()
        for (seconds, status) in [(300, "running"), (100, "stopped"), (200, "failed")] as [(Int64, String)] {
            let pass = try await store.begin(at: second(seconds))
            let listing = [try listed(web, status: status)]
            try await store.store.record(listing: listing, isLast: true, of: pass, recordedAt: second(seconds))
            try await store.store.endPass(pass, recordedAt: second(seconds))
        }
        let history = try #require(try histories(in: .open(at: store.path)).first)
        #expect(
            history.container.listings == [
                Listing(at: second(100), status: .stopped), Listing(at: second(200), status: .failed),
                Listing(at: second(300), status: .running),
            ]
        )
    }
}
