import Observations
import Storage
import Testing
import Timelines

@Suite("Passes, listings and coverage")
struct CoverageTests {
    private let entry = element(id(1), at: 0, "null", "running")

    @Test("a container is covered until the beginning of the newest pass in which its reading completed")
    func coverage() async throws {
        let store = try await Store()
        #expect(try await store.store.knownContainers().isEmpty)
        try await store.pass(at: second(100), [entry])
        try await store.pass(at: second(200), [entry])
        try await store.pass(at: second(300), end: .incomplete(reason: "404 Not Found"), [entry])
        #expect(try store.rows("SELECT covered_until - 1794182400000 FROM containers") == ["200000"])
        #expect(
            try store.rows("SELECT body FROM observations WHERE kind = 7") == [
                #"{"complete":"1"}"#, #"{"complete":"1"}"#, #"{"incomplete":{"1":"404 Not Found"}}"#,
            ]
        )
    }

    @Test("coverage of a killed pass counts only where its readings were recorded as ended")
    func interrupted() async throws {
        let store = try await Store()
        let pass = try await store.begin(at: second(100))
        _ = try await store.store.beginReading(of: web, in: pass, mode: .full, recordedAt: second(100))
        _ = try await store.store.record(page: [entry], of: web, in: pass, recordedAt: second(100))
        try await store.store.endReading(of: web, as: .complete, recordedAt: second(100))
        try await store.store.commit()
        #expect(try store.rows("SELECT entries, covered_until FROM containers") == ["1|NULL"])
    }

    @Test("the ends of fifty readings are recorded at once, before the pass ends")
    func batches() async throws {
        let store = try await Store()
        let pass = try await store.begin(at: second(100))
        for number in 0..<51 {
            let container = ContainerID("c\(number)")
            _ = try await store.store.beginReading(of: container, in: pass, mode: .full, recordedAt: second(100))
            try await store.store.endReading(of: container, as: .complete, recordedAt: second(100))
        }
        try await store.store.commit()
        #expect(try store.rows("SELECT body FROM observations WHERE kind = 7") == [#"{"complete":"1-50"}"#])
        try await store.store.endPass(pass, recordedAt: second(100))
        #expect(try store.rows("SELECT count(*) FROM containers WHERE covered_until IS NULL") == ["0"])
    }

    @Test("a gone container is so since the last pass whose listing held it, until it is listed again")
    func gone() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), [entry])
        try await store.pass(at: second(200), [entry])
        try await store.pass(at: second(300), end: .gone)
        #expect(try store.rows("SELECT gone_since - 1794182400000 FROM containers") == ["200000"])
        let known = try await store.store.knownContainers()
        #expect(known.map(\.isGone) == [true])
        try await store.pass(at: second(500), [entry])
        #expect(try store.rows("SELECT gone_since FROM containers") == ["NULL"])
    }

    @Test("a listing is recorded only where its bytes differ from the newest one")
    func listings() async throws {
        let store = try await Store()
        for (number, status) in ["running", "running", "stopped", nil, "stopped"].enumerated() {
            let instant = second(Int64(number + 1) * 100)
            let pass = try await store.begin(at: instant)
            let listing = [try listed(web, status: status, name: "web", project: "p1")]
            try await store.store.record(listing: listing, isLast: true, of: pass, recordedAt: instant)
            try await store.store.endPass(pass, recordedAt: instant)
        }
        #expect(try store.rows("SELECT pass FROM observations WHERE kind = 2") == ["1", "3", "4", "5"])
        #expect(try store.rows("SELECT name, project_id, status FROM containers") == ["web|p1|stopped"])
        #expect(
            try store.rows("SELECT pass, (at - 1794182400000) / 1000, status FROM listings ORDER BY pass") == [
                "1|100|running", "2|200|running", "3|300|stopped", "4|400|NULL", "5|500|stopped",
            ]
        )
        #expect(try store.rows("SELECT count(*) FROM listing_projection") == ["4"])
    }

    @Test("a listing that broke off says nothing of who is listed")
    func incompleteListing() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), [entry])
        let pass = try await store.begin(at: second(200))
        let listing = [try listed(web, status: "stopped")]
        try await store.store.record(listing: listing, isLast: false, of: pass, recordedAt: second(200))
        try await store.store.endPass(pass, recordedAt: second(200))
        #expect(try store.rows("SELECT pass, status FROM listings") == ["1|running"])
    }

    @Test("known containers come with what their newest listing says")
    func knownContainers() async throws {
        let store = try await Store()
        let pass = try await store.begin(at: second(100))
        let listing = [
            try listed(web, status: nil, name: "web", project: "p1"),
            try listed(database, status: nil, name: "db", project: "p2"),
        ]
        try await store.store.record(listing: listing, isLast: true, of: pass, recordedAt: second(100))
        let known = try await store.store.knownContainers()
        #expect(known.map(\.name) == ["web", "db"])
    }

    @Test("calls out of order are refused and do no harm")
    func misuse() async throws {
        let store = try await Store()
        let error = await #expect(throws: StorageError.self) {
            try await store.store.record(page: [entry], of: web, in: PassNumber(1), recordedAt: second(0))
        }
        #expect(error?.code == .misuse)
        await #expect(throws: StorageError.self) {
            try await store.store.endPass(PassNumber(7), recordedAt: second(0))
        }
        #expect(try await store.pass(at: second(100), [entry]) == [[.new]])
    }
}
