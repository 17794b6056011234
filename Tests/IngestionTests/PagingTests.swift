import Ingestion
import Observations
import Testing
import Timelines

@Suite("Paging")
struct PagingTests {
    @Test("A first run reads every page, and asks once more after a full last one")
    func readsAll() async throws {
        // 200 = two full pages: only an empty third one proves the end.
        for (count, pages) in [(0, [1]), (1, [1]), (99, [1]), (100, [1, 2]), (101, [1, 2]), (200, [1, 2, 3])] {
            let fleet = FakeFleet { $0.add("a", hourly(0..<count)) }
            let store = FakeStore()
            let result = try await fleet.ingest(into: store)
            #expect(store.numbers(of: "a") == Array(0..<count))
            #expect(fleet.takeLogRequests() == pages, "\(count) entries")
            #expect(result.entries.new == count)
            #expect(result.isWhole)
            #expect(store.current.ends["a"] == .complete)
        }
    }

    @Test("A second run on an unchanged log asks one or two requests, from the page before the overlap")
    func readsAgain() async throws {
        // The overlap of 24 hours begins at place n − 25; the page with place n − 26 comes first, and all after it.
        for (count, pages) in [(10, [1]), (199, [2]), (200, [2, 3]), (210, [2, 3]), (227, [3]), (1_050, [11])] {
            let fleet = FakeFleet { $0.add("a", hourly(0..<count)) }
            let store = FakeStore()
            try await fleet.ingest(into: store)
            _ = fleet.takeLogRequests()
            let result = try await fleet.ingest(into: store)
            #expect(fleet.takeLogRequests() == pages, "\(count) entries")
            #expect(result.entries.new == 0)
            #expect(store.current.modes.last == .incremental(overlap: .hours(24)))
        }
    }

    @Test("A later run reads what is new, and nothing before the overlap")
    func readsNew() async throws {
        let fleet = FakeFleet { $0.add("a", hourly(0..<350)) }
        let store = FakeStore()
        try await fleet.ingest(into: store)
        _ = fleet.takeLogRequests()
        fleet.change { $0.logs["a"] = hourly(0..<420) }
        let result = try await fleet.ingest(into: store)
        #expect(fleet.takeLogRequests() == [4, 5])
        #expect(result.entries.new == 70)
        #expect(store.numbers(of: "a") == Array(0..<420))
    }

    @Test("--full reads everything again")
    func readsFull() async throws {
        let fleet = FakeFleet { $0.add("a", hourly(0..<250)) }
        let store = FakeStore()
        try await fleet.ingest(into: store)
        _ = fleet.takeLogRequests()
        try await fleet.ingest(into: store, IngestionOptions(full: true))
        #expect(fleet.takeLogRequests() == [1, 2, 3])
        #expect(store.current.passes.map(\.full) == [false, true])
    }

    @Test("What came or went before the overlap makes an incremental reading a full one, once")
    func becomesFull() async throws {
        let older = hourly(0..<100) + [FakeEntry(number: 9_999, at: 99 * 3_600_000 + 1)] + hourly(100..<300)
        let fewer = hourly(0..<100) + hourly(101..<300)
        for (log, new, vanished) in [(older, 1, 0), (fewer, 0, 1)] {
            let fleet = FakeFleet { $0.add("a", hourly(0..<300)) }
            let store = FakeStore()
            try await fleet.ingest(into: store)
            _ = fleet.takeLogRequests()
            fleet.change { $0.logs["a"] = log }
            let result = try await fleet.ingest(into: store)
            #expect(Array(store.current.modes.suffix(2)) == [.incremental(overlap: .hours(24)), .full])
            #expect(store.numbers(of: "a") == log.map(\.number))
            #expect(result.entries.new == new)
            #expect(result.entries.vanished == vanished)
            #expect(result.isWhole)
        }
    }

    @Test("A log that no longer reaches up to the overlap is read in full")
    func becomesFullWhenShort() async throws {
        let fleet = FakeFleet { $0.add("a", hourly(0..<300)) }
        let store = FakeStore()
        try await fleet.ingest(into: store)
        for count in [50, 0] {
            fleet.change { $0.logs["a"] = hourly(0..<count) }
            let result = try await fleet.ingest(into: store)
            #expect(store.numbers(of: "a") == Array(0..<count))
            #expect(result.isWhole)
        }
    }

    @Test("Entries within the overlap that vanish or come late do not need a full reading")
    func readsOverlap() async throws {
        let fleet = FakeFleet { $0.add("a", hourly(0..<150)) }
        let store = FakeStore()
        try await fleet.ingest(into: store)
        fleet.change { state in
            state.logs["a"]?.removeAll { $0.number == 140 }
            state.logs["a"]?.insert(FakeEntry(number: 777, at: 130 * 3_600_000 + 5), at: 131)
        }
        let result = try await fleet.ingest(into: store)
        #expect(store.current.modes.suffix(1) == [.incremental(overlap: .hours(24))])
        #expect(result.entries.vanished == 1)
        #expect(result.entries.new == 1)
        #expect(store.numbers(of: "a") == fleet.current.logs["a"]?.map(\.number))
    }

    @Test("Entries of one instant may stand in another order than in the store")
    func toleratesTies() async throws {
        // Places 170 … 175 are of one instant, all before the overlap and on its page.
        var log = hourly(0..<250)
        for place in 210..<216 { log[place].at = 210 * 3_600_000 }
        let sorted = log
        log.replaceSubrange(210..<216, with: log[210..<216].reversed())
        let fleet = FakeFleet { [log] in $0.add("a", log) }
        let store = FakeStore()
        try await fleet.ingest(into: store)
        #expect(store.numbers(of: "a") == sorted.map(\.number))
        _ = fleet.takeLogRequests()
        try await fleet.ingest(into: store)
        #expect(fleet.takeLogRequests() == [3])
    }

    @Test(
        "Whatever pages say of limit, total and number of pages, all entries are read, twice over",
        arguments: [1, 7, 50, 99, 100],
        [FakeFleet.Habits.Echo.served, .asked, .none]
    )
    func believesNothing(limit: Int, echo: FakeFleet.Habits.Echo) async throws {
        for total in [FakeFleet.Habits.Total.honest, .none, .tooSmall, .tooLarge, .random] {
            // Without any total, an echo of more than the pages really hold can't be seen through.
            if echo == .asked, limit < 100, total != .honest, total != .tooLarge { continue }
            // A page of one entry never proves its own place, as its neighbours can be of the same instant.
            if limit == 1, total == .random { continue }
            for hasTotalPages in [true, false] {
                let fleet = FakeFleet { state in
                    state.habits = .init(limit: limit, echo: echo, total: total, hasTotalPages: hasTotalPages)
                    state.add("a", hourly(0..<230))
                }
                let store = FakeStore()
                let first = try await fleet.ingest(into: store)
                #expect(store.numbers(of: "a") == Array(0..<230), "\(total) \(hasTotalPages)")
                #expect(first.isWhole, "\(total) \(first.reasons)")
                fleet.change { $0.logs["a"] = hourly(0..<260) }
                let second = try await fleet.ingest(into: store)
                #expect(store.numbers(of: "a") == Array(0..<260), "\(total) \(hasTotalPages)")
                #expect(second.isWhole, "\(total) \(second.reasons)")
            }
        }
    }

    @Test("A smaller limit that is echoed moves a later run to the right page without a full reading")
    func followsServedLimit() async throws {
        let fleet = FakeFleet { state in
            state.habits.limit = 40
            state.add("a", hourly(0..<500))
        }
        let store = FakeStore()
        try await fleet.ingest(into: store)
        _ = fleet.takeLogRequests()
        try await fleet.ingest(into: store)
        // Place 474 is on page 5 by 100, which holds 160 … 199 by 40; then page 474 / 40 + 1 = 12, and 13.
        #expect(fleet.takeLogRequests() == [5, 12, 13])
        #expect(store.current.modes.suffix(1) == [.incremental(overlap: .hours(24))])
    }

    @Test("A limit that changes while a log is read skips nothing")
    func followsChangingLimit() async throws {
        for (before, after) in [(100, 30), (30, 100), (30, 31)] {
            for echo in [FakeFleet.Habits.Echo.served, .none] {
                let fleet = FakeFleet { state in
                    state.habits = .init(limit: before, echo: echo)
                    state.add("a", hourly(0..<400))
                    state.before = { state, number in if number == 3 { state.habits.limit = after } }
                }
                let store = FakeStore()
                let result = try await fleet.ingest(into: store)
                #expect(store.numbers(of: "a") == Array(0..<400), "\(before) → \(after) \(echo)")
                #expect(result.isWhole)
            }
        }
    }

    @Test("A page that repeats for ever leaves its container incomplete, and the others are read")
    func noticesRepeats() async throws {
        let fleet = FakeFleet { state in
            for id in ["a", "b", "c"] { state.add(id, hourly(0..<250)) }
            state.repeating = ["b"]
        }
        let store = FakeStore()
        let result = try await fleet.ingest(into: store)
        #expect(result.reasons == ["b": "its pages repeat without an end"])
        #expect(result.complete == 2)
        #expect(store.numbers(of: "b") == Array(0..<100))
        #expect(store.current.ends["b"] == .incomplete(reason: "its pages repeat without an end"))
    }

    @Test("Entries that arrive while a log is read come last and are read")
    func readsArrivals() async throws {
        let fleet = FakeFleet { state in
            state.add("a", hourly(0..<250))
            state.before = { state, number in
                let next = state.logs["a"]?.count ?? 0
                if number < 10 { state.logs["a"]? += hourly(next..<next + 30) }
            }
        }
        let store = FakeStore()
        let result = try await fleet.ingest(into: store)
        #expect(store.numbers(of: "a") == Array(0..<(fleet.current.logs["a"]?.count ?? 0)))
        #expect(result.isWhole)
    }

    @Test("When entries go while a log is read, it is read again, so that those that moved up are not missed")
    func readsAgainAfterRemoval() async throws {
        let fleet = FakeFleet { state in
            state.add("a", hourly(0..<450))
            state.before = { state, number in if number == 3 { state.logs["a"]?.removeFirst(20) } }
        }
        let store = FakeStore()
        let result = try await fleet.ingest(into: store)
        #expect(fleet.takeLogRequests() == [1, 2, 3, 1, 2, 3, 4, 5])
        #expect(store.numbers(of: "a") == Array(20..<450))
        #expect(result.entries.vanished == 20)
        #expect(result.isWhole)
    }

    @Test("A log that goes on shrinking is incomplete after three more attempts")
    func givesUpOnShrinking() async throws {
        let fleet = FakeFleet { state in
            state.add("a", hourly(0..<900))
            state.before = { state, _ in state.logs["a"]?.removeFirst() }
        }
        let store = FakeStore()
        let result = try await fleet.ingest(into: store)
        #expect(result.reasons == ["a": "its log kept changing while it was read"])
        #expect(store.current.modes.count == 4)
    }

    @Test("Quarantined elements count among the places, and don't disturb a later run")
    func keepsQuarantined() async throws {
        var log = hourly(0..<250)
        log[205].isBroken = true
        log[240].isBroken = true
        let fleet = FakeFleet { [log] in $0.add("a", log) }
        let store = FakeStore()
        let first = try await fleet.ingest(into: store)
        #expect(first.entries.quarantined == 2)
        #expect(first.entries.new == 248)
        _ = fleet.takeLogRequests()
        let second = try await fleet.ingest(into: store)
        #expect(fleet.takeLogRequests() == [3])
        #expect(second.entries.quarantined == 0)
    }
}
