import Observations
import Storage
import Testing
import Timelines

@Suite("Rebuilding")
struct RebuildTests {
    private static let containers = (1...3).map { ContainerID("6ae6810000000000000000a\($0)") }

    /// A history of twelve passes, full and incremental, some of them broken off. `regrouping` seeds the division into pages.
    func store(seed: UInt64, regrouping: UInt64) async throws -> Store {
        let store = try await Store()
        var server = RandomServer(seed: seed, containers: Self.containers)
        var grouping = RandomServer(seed: regrouping, containers: [])
        for number in 1...12 {
            server.change()
            let instant = second(Int64(number) * 10_000)
            let pass = try await store.begin(at: instant)
            let isFull = server.decide()
            let listing = try server.containers.filter { _ in server.decide() }.map {
                try listed($0, status: server.decide() ? "running" : "new\(number)")
            }
            try await store.store.record(listing: listing, isLast: server.decide(), of: pass, recordedAt: instant)
            for container in server.containers {
                let mode: ReadingMode = isFull ? .full : .incremental(overlap: .seconds(60))
                let elements = server.elements(of: container)
                let start = try await store.store.beginReading(
                    of: container,
                    in: pass,
                    mode: mode,
                    recordedAt: instant
                )
                let breaksOff = server.decide() && server.decide()
                let isGone = elements.isEmpty && number > 6
                let served = breaksOff ? elements.dropLast(elements.count / 2) : elements[...]
                for page in grouping.pages(of: Array(served.dropFirst(start))) {
                    _ = try await store.store.record(page: page, of: container, in: pass, recordedAt: instant)
                }
                let end: ReadingEnd = breaksOff ? .incomplete(reason: "broken \"off\"\n") : isGone ? .gone : .complete
                try await store.store.endReading(of: container, as: end, recordedAt: instant)
            }
            try await store.store.endPass(pass, recordedAt: instant)
        }
        return store
    }

    @Test("the projections made again from the observations are the same", arguments: 1...25 as ClosedRange<UInt64>)
    func identical(seed: UInt64) async throws {
        let store = try await store(seed: seed, regrouping: seed)
        let before = try projections(of: store.path)
        let log = try await store.store.log()
        try await store.store.rebuild()
        let after = try projections(of: store.path)
        #expect(before == after, "seed \(seed): \(zip(before, after).first { $0 != $1 }.map { "\($0)" } ?? "lengths")")
        #expect(try await store.store.log() == log, "seed \(seed)")
        // Every rule has to occur, or the equality says little.
        let kinds = try store.rows("SELECT DISTINCT kind FROM observations ORDER BY kind")
        #expect(Set(kinds).isSuperset(of: ["1", "2", "4", "7"]), "seed \(seed)")
        // What was rebuilt is what a new process finds.
        try await store.store.close()
        let again = try await EventStore.open(at: store.path)
        #expect(try await again.log() == log, "seed \(seed)")
    }

    @Test("other page sizes make the same store", arguments: 1...8 as ClosedRange<UInt64>)
    func regrouped(seed: UInt64) async throws {
        let one = try await store(seed: seed, regrouping: 1_000 + seed)
        let other = try await store(seed: seed, regrouping: 2_000 + seed)
        #expect(try projections(of: one.path) == projections(of: other.path), "seed \(seed)")
        #expect(try await one.store.log() == other.store.log(), "seed \(seed)")
    }

    @Test(
        "the order of arrival and repeated pages change nothing on the timeline",
        arguments: 1...12 as ClosedRange<UInt64>
    )
    func shuffled(seed: UInt64) async throws {
        var server = RandomServer(seed: seed, containers: [web])
        for _ in 0..<6 { server.change() }
        let elements = server.distinctElements(of: web)
        let timeline = "SELECT event_id, at, ordinal, from_status, from_missing, to_status, actor FROM transitions"
        let straight = try await Store()
        try await straight.pass(at: second(100_000), elements)
        let shuffled = try await Store()
        let (first, second) = (server.shuffled(elements), server.shuffled(elements))
        try await shuffled.pass(at: StorageTests.second(100_000), first, second)
        #expect(try straight.rows(timeline) == shuffled.rows(timeline), "seed \(seed)")
        #expect(try shuffled.rows("SELECT vanished FROM transitions WHERE vanished") == [], "seed \(seed)")
    }

    @Test("rebuilding waits for the end of a pass")
    func notDuringPass() async throws {
        let store = try await Store()
        _ = try await store.begin(at: second(0))
        await #expect(throws: StorageError.self) { try await store.store.rebuild() }
    }
}
