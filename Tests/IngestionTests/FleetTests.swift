import Locking
import Observations
import Testing
import Timelines

@testable import Ingestion

@Suite("Fleets")
struct FleetTests {
    @Test("All containers of the listing are read, over several pages of it")
    func readsFleet() async throws {
        let fleet = FakeFleet { state in
            for number in 1_000..<1_230 { state.add("c\(number)", hourly(0..<number % 3)) }
        }
        let store = FakeStore()
        let result = try await fleet.ingest(into: store)
        #expect(result.complete == 230)
        #expect(result.isWhole)
        #expect(store.current.known.count == 230)
        #expect(store.current.passes == [PassStart(instant: noon, scope: .all, full: false)])
        #expect(store.current.endedPasses == [PassNumber(1)])
        // Three pages of the listing and one of each log.
        #expect(result.requests == 233)
    }

    @Test("A pass is as of the client's clock or the first answer's Date, whichever is earlier")
    func datesPass() async throws {
        for (date, expected) in [(noon - .hours(1), noon - .hours(1)), (noon + .hours(1), noon)] {
            let fleet = FakeFleet { state in
                state.add("a", [])
                state.date = date
            }
            let store = FakeStore()
            try await fleet.ingest(into: store)
            #expect(store.current.passes.map(\.instant) == [expected])
        }
    }

    @Test("A failing container is incomplete with the reason, and the others are read")
    func goesOn() async throws {
        let failures: [(UpstreamFailure, String)] = [
            (.forbidden(detail: "403 Forbidden"), "403 Forbidden"),
            (.notFound(detail: "404 Not Found"), "404 Not Found"),
            (.refusedRedirect(detail: "301 away"), "301 away"),
            (.postponed(detail: "later"), "later"),
            (.rejected(detail: "400 Bad Request"), "400 Bad Request"),
            (.unavailable(detail: "503"), "503"),
        ]
        for (failure, reason) in failures {
            let fleet = FakeFleet { state in
                for id in ["a", "b", "c"] { state.add(id, hourly(0..<3)) }
                state.failures["b"] = failure
            }
            let store = FakeStore()
            let result = try await fleet.ingest(into: store)
            #expect(result.ending == .finished)
            #expect(!result.isWhole)
            #expect(result.complete == 2)
            #expect(result.incomplete == [IncompleteContainer(id: "b", name: "n-b", reason: reason)])
            #expect(store.current.ends["b"] == .incomplete(reason: reason))
            #expect(store.current.ends["c"] == .complete)
        }
    }

    @Test("A known container that has left the listing and answers 404 is gone, and is asked again only with --full")
    func notesGone() async throws {
        let fleet = FakeFleet { state in
            for id in ["a", "b"] { state.add(id, hourly(0..<3)) }
        }
        let store = FakeStore()
        try await fleet.ingest(into: store)
        fleet.change { state in
            state.listed = ["a"]
            state.logs["b"] = nil
        }
        let second = try await fleet.ingest(into: store)
        #expect(second.gone == ["b"])
        #expect(second.isWhole)
        #expect(store.current.ends["b"] == .gone)
        _ = fleet.takeLogRequests()
        #expect(try await fleet.ingest(into: store).gone == [])
        #expect(fleet.takeLogRequests() == [1])
        #expect(try await fleet.ingest(into: store, IngestionOptions(full: true)).gone == ["b"])
    }

    @Test(
        "A known container that has left the listing but still answers is read on; refused otherwise, it is incomplete"
    )
    func readsUnlisted() async throws {
        let fleet = FakeFleet { state in
            for id in ["a", "b", "c"] { state.add(id, hourly(0..<3)) }
        }
        let store = FakeStore()
        try await fleet.ingest(into: store)
        fleet.change { state in
            state.listed = ["a"]
            state.logs["b"] = hourly(0..<5)
            state.failures["c"] = .forbidden(detail: "403 Forbidden")
        }
        let result = try await fleet.ingest(into: store)
        #expect(store.numbers(of: "b") == Array(0..<5))
        #expect(result.reasons == ["c": "403 Forbidden"])
        #expect(result.gone == [])
    }

    @Test("A listing that fails ends the run before anything is kept")
    func needsListing() async throws {
        let failures: [(UpstreamFailure, IngestionError.Code)] = [
            (.forbidden(detail: "x"), .listing), (.notFound(detail: "x"), .listing),
            (.refusedRedirect(detail: "x"), .listing), (.postponed(detail: "x"), .listing),
            (.rejected(detail: "x"), .listing), (.unavailable(detail: "x"), .listing),
            (.unauthorized(detail: "x"), .unauthorized),
        ]
        for (failure, code) in failures {
            let fleet = FakeFleet { $0.listingFailure = failure }
            let store = FakeStore()
            await #expect { try await fleet.ingest(into: store) } throws: { ($0 as? IngestionError)?.code == code }
            #expect(store.current.passes.isEmpty)
        }
    }

    @Test("A listing whose pages repeat for ever fails")
    func noticesRepeatingListing() async throws {
        let fleet = FakeFleet { state in
            for number in 100..<250 { state.add("c\(number)", []) }
            state.habits.total = .none
        }
        let source = MadeSource(
            list: { project, _ async throws(UpstreamFailure) in try fleet.containers(ofProject: project, page: 1) },
            log: fleet.statusLogs
        )
        let run = IngestionRun(options: IngestionOptions(), source: source, log: FakeStore(), now: { noon })
        await #expect { try await run.run() } throws: { ($0 as? IngestionError)?.code == .listing }
    }

    @Test("A listing that shrinks while it is read is read again, so that no container is missed")
    func rereadsListing() async throws {
        let fleet = FakeFleet { state in
            for number in 100..<350 { state.add("c\(number)", []) }
            state.beforeList = { state, number in if number == 2 { state.listed.removeFirst(10) } }
        }
        let store = FakeStore()
        let result = try await fleet.ingest(into: store)
        // The ten that left were listed on the first page, before they did.
        #expect(result.complete == 250)
    }

    @Test("401 in the middle stops the run, and what was read stays")
    func stopsUnauthorized() async throws {
        let fleet = FakeFleet { state in
            for number in 10..<60 { state.add("c\(number)", hourly(0..<3)) }
            state.before = { state, number in
                guard number == 20 else { return }
                for id in state.listed { state.failures[id] = .unauthorized(detail: "401 Unauthorized") }
            }
        }
        let store = FakeStore()
        let result = try await fleet.ingest(into: store, IngestionOptions(concurrency: 1))
        #expect(result.ending == .unauthorized(detail: "401 Unauthorized"))
        #expect(result.complete == 19)
        #expect(result.unfinished == 30)
        #expect(fleet.takeLogRequests().count == 20)
        #expect(store.current.ends.values.count { $0 == .complete } == 19)
        #expect(store.current.endedPasses == [PassNumber(1)])
    }

    @Test("An API that stops answering ends the run after a wave of containers and a probe")
    func stopsWhenDown() async throws {
        let fleet = FakeFleet { state in
            for number in 100..<300 { state.add("c\(number)", hourly(0..<3)) }
            state.before = { state, number in
                guard number == 50 else { return }
                for id in state.listed { state.failures[id] = .unavailable(detail: "connection refused") }
                state.listingFailure = .unavailable(detail: "connection refused")
            }
        }
        let store = FakeStore()
        let result = try await fleet.ingest(into: store, IngestionOptions(concurrency: 4))
        #expect(result.ending == .unreachable(detail: "connection refused"))
        #expect(result.complete == 49)
        #expect(fleet.takeLogRequests().count < 70)
        #expect(store.current.endedPasses == [PassNumber(1)])
    }

    @Test("Containers that are all unavailable while the list can be had don't end the run")
    func goesOnWhenListAnswers() async throws {
        let fleet = FakeFleet { state in
            for number in 100..<200 { state.add("c\(number)", hourly(0..<3)) }
            for id in state.listed.prefix(60) { state.failures[id] = .unavailable(detail: "500") }
        }
        let result = try await fleet.ingest(into: FakeStore())
        #expect(result.ending == .finished)
        #expect(result.complete == 40)
        #expect(result.incomplete.count == 60)
    }

    @Test("A run that is cancelled keeps what it has, ends its pass, and says so; the next one completes it")
    func interrupts() async throws {
        let fleet = FakeFleet { state in
            for number in 10..<60 { state.add("c\(number)", hourly(0..<250)) }
        }
        let store = FakeStore()
        let task = Task {
            try await fleet.ingest(into: store)
        }
        while fleet.current.requests.count < 40 { await Task.yield() }
        task.cancel()
        let result = try await task.value
        #expect(result.ending == .interrupted)
        #expect(result.complete + result.unfinished == 50)
        #expect(result.incomplete.isEmpty)
        #expect(store.current.endedPasses == [PassNumber(1)])
        #expect(store.current.ends.values.count { $0 == .complete } == result.complete)
        let next = try await fleet.ingest(into: store)
        #expect(next.isWhole)
        for number in 10..<60 { #expect(store.numbers(of: "c\(number)") == Array(0..<250)) }
    }

    @Test("A run that is cancelled while it lists keeps nothing and says so")
    func interruptsListing() async throws {
        let fleet = FakeFleet { $0.add("a", []) }
        let store = FakeStore()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await fleet.ingest(into: store)
        }
        let result = try await task.value
        #expect(result.ending == .interrupted)
        #expect(store.current.passes.isEmpty)
    }

    @Test("A store that fails ends the run with its error")
    func stopsWhenStoreFails() async throws {
        for life in 0..<30 {
            let fleet = FakeFleet { state in
                for id in ["a", "b", "c"] { state.add(id, hourly(0..<250)) }
            }
            let store = FakeStore()
            store.change { $0.life = life }
            do {
                try await fleet.ingest(into: store)
                // The roster, the pass, the listing, 3 beginnings, 9 pages, 3 ends, the end of the pass.
                #expect(life >= 19)
            } catch {
                #expect(error.code == .storage)
                #expect(error.underlying is FakeStore.Died)
            }
        }
    }

    @Test("At most so many containers are read at once as the concurrency says")
    func limitsConcurrency() async throws {
        let fleet = FakeFleet { state in
            for number in 10..<40 { state.add("c\(number)", hourly(0..<5)) }
        }
        let running = Locked((now: 0, most: 0))
        let source = MadeSource(
            list: fleet.containers,
            log: { container, page, limit async throws(UpstreamFailure) in
                running.withLock { running in
                    running.now += 1
                    running.most = max(running.most, running.now)
                }
                for _ in 0..<20 { await Task.yield() }
                defer { running.withLock { $0.now -= 1 } }
                return try await fleet.statusLogs(of: container, page: page, limit: limit)
            }
        )
        let options = IngestionOptions(concurrency: 3)
        let run = IngestionRun(options: options, source: source, log: FakeStore(), now: { noon })
        #expect(try await run.run().complete == 30)
        #expect(running.withLock(\.most) == 3)
    }

    @Test("Progress ends at all containers and all entries")
    func reportsProgress() async throws {
        let fleet = FakeFleet { state in
            for id in ["a", "b", "c"] { state.add(id, hourly(0..<150)) }
        }
        let seen = Locked<[IngestionProgress]>([])
        try await fleet.ingest(into: FakeStore()) { progress in seen.withLock { $0.append(progress) } }
        let last = try #require(seen.withLock { $0.max { $0.done < $1.done } })
        #expect(last.containers == 3)
        #expect(last.done == 3)
        #expect(last.entries.received == 450)
        #expect(last.entries.new == 450)
        #expect(last.requests == 7)
    }
}
