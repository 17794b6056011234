import Foundation
import Observations
import Storage
import TestSupport
import Testing
import Timelines

@Suite("What had been recorded by an instant")
struct AsOfTests {
    private static let containers = (1...3).map { ContainerID("6ae6810000000000000000a\($0)") }

    /// Everything that a reader tells, texts resolved, in lines.
    private func told(by reader: EventStoreReader) throws -> [String] {
        var lines = ["\(reader.log.size) \(reader.log.root)", "\(try reader.quarantined())"]
        lines += reader.symbols.texts
        try reader.histories { history in
            lines.append("\(history.container)")
            lines += history.entries.map { "\($0)" }
        }
        return lines
    }

    private func told(by state: StoreAsOf) throws -> [String] {
        let all = try state.readers.map { try told(by: $0) }
        #expect(all.allSatisfy { $0 == all[0] })
        return all[0]
    }

    @Test(
        "a reader then and one as known then tell the same, after every pass",
        arguments: 1...10 as ClosedRange<UInt64>
    )
    func same(seed: UInt64) async throws {
        let store = try await Store()
        var server = RandomServer(seed: seed, containers: Self.containers)
        var then: [(Instant, [String])] = []
        for number in 1...8 {
            server.change()
            let instant = second(Int64(number) * 10_000)
            let pass = try await store.begin(at: instant)
            let listing = try server.containers.filter { _ in server.decide() }.map {
                try listed($0, status: server.decide() ? "running" : "new\(number)", name: "n\(number % 3)")
            }
            try await store.store.record(listing: listing, isLast: true, of: pass, recordedAt: instant)
            for container in server.containers {
                let mode: ReadingMode = number.isMultiple(of: 2) ? .incremental(overlap: .seconds(60)) : .full
                let start = try await store.store.beginReading(of: container, in: pass, mode: mode, recordedAt: instant)
                let served = server.elements(of: container).dropFirst(start)
                for page in server.pages(of: Array(served)) {
                    _ = try await store.store.record(page: page, of: container, in: pass, recordedAt: instant)
                }
                try await store.store.endReading(of: container, as: .complete, recordedAt: instant)
            }
            try await store.store.endPass(pass, recordedAt: instant)
            then.append((instant, try told(by: EventStoreReader.open(at: store.path))))
        }
        let before = try projections(of: store.path)
        for (instant, expected) in then {
            for later in [TimeSpan.zero, .seconds(9_999)] {
                let state = try StoreSnapshot.open(at: store.path, count: 2).known(at: instant + later)
                #expect(state.readers.count == 2)
                #expect(try told(by: state) == expected, "seed \(seed), \(instant.iso8601)")
            }
        }
        #expect(try projections(of: store.path) == before)
    }

    @Test("in the middle of a pass only what it had recorded is known")
    func withinPass() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), [element(id(1), at: 0, "null", "running")])
        let pass = try await store.begin(at: second(200))
        let listing = [try listed(web, status: "stopped", name: "web")]
        try await store.store.record(listing: listing, isLast: true, of: pass, recordedAt: second(201))
        _ = try await store.store.beginReading(of: web, in: pass, mode: .full, recordedAt: second(202))
        let page = [
            element(id(1), at: 0, "null", "running", actor: "ana"), element(id(2), at: 150, "running", "stopped"),
        ]
        _ = try await store.store.record(page: page, of: web, in: pass, recordedAt: second(202))
        try await store.store.endReading(of: web, as: .complete, recordedAt: second(203))
        try await store.store.endPass(pass, recordedAt: second(204))

        #expect(try Known(store, at: second(200)) == Known(1, nil, second(100), false))
        #expect(try Known(store, at: second(201)) == Known(1, "web", second(100), false))
        #expect(try Known(store, at: second(202)) == Known(2, "web", second(100), true))
        #expect(try Known(store, at: second(204)) == Known(2, "web", second(200), true))
    }

    @Test("where the clock was set back, what came after the first later observation was not known")
    func clockSetBack() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), [element(id(1), at: 0, "null", "running")])
        let known = try EventStoreReader.open(at: store.path).log
        try await store.pass(at: second(300), [element(id(1), at: 0, "null", "running")])
        // Its clock said 150 s, but it was recorded after what was recorded at 300 s.
        try await store.pass(
            at: second(150),
            [element(id(1), at: 0, "null", "running"), element(id(2), at: 120, "running", "stopped")]
        )
        let whole = try EventStoreReader.open(at: store.path).log
        let state = try StoreSnapshot.open(at: store.path, count: 1).known(at: second(200))
        #expect(state.readers[0].log == known)
        #expect(state.whole == whole)
        #expect(
            try StoreSnapshot.open(at: store.path, count: 1).known(at: second(300)).readers[0].log == whole
        )
        #expect(
            try StoreSnapshot.open(at: store.path, count: 1).known(at: second(99)).readers[0].log.size == 0
        )
    }

    @Test("what is recorded afterwards does not show, and a store that is none is refused")
    func opening() async throws {
        let store = try await Store()
        try await store.pass(at: second(100), [element(id(1), at: 0, "null", "running")])
        try await store.pass(at: second(200), [element(id(1), at: 0, "null", "stopped")])
        let state = try StoreSnapshot.open(at: store.path, count: 2).known(at: second(100))
        let before = try told(by: state)
        try await store.pass(at: second(300), [element(id(2), at: 250, "stopped", "running")])
        #expect(try told(by: state) == before)
        let error = #expect(throws: StorageError.self) {
            try StoreSnapshot.open(at: store.folder.file("none.sqlite"), count: 2).known(at: second(100))
        }
        #expect(error?.code == .missing)
    }
}

/// What was known of the one container of a store.
private struct Known: Equatable {
    let entries: Int
    let name: String?
    let coveredUntil: Instant?
    let isFirstAmended: Bool

    init(_ entries: Int, _ name: String?, _ coveredUntil: Instant?, _ isFirstAmended: Bool) {
        self.entries = entries
        self.name = name
        self.coveredUntil = coveredUntil
        self.isFirstAmended = isFirstAmended
    }

    init(_ store: Store, at instant: Instant) throws {
        let reader = try StoreSnapshot.open(at: store.path, count: 1).known(at: instant).readers[0]
        var entries: [Entry] = []
        try reader.histories { entries = $0.entries }
        let container = try #require(reader.containers().first)
        self.init(
            entries.count,
            container.name,
            container.coveredUntil,
            entries.first?.marks.contains(.amended) ?? false
        )
    }
}
