import Foundation
import HostileStores
import Observations
import Storage
import TestSupport
import Testing
import Timelines
import Transparency

@testable import Storage

/// Stores of which any column holds anything, as a flipped byte or a hostile hand leaves them.
@Suite("A store with hostile content", .timeLimit(.minutes(10)))
struct HostileStoreTests {
    private static let seed: UInt64 = .random(in: 0 ... .max)
    /// Each case runs a few of the queries; over all cases each has its turn.
    private static let turns = 6

    @Test("readers tell what they told of the whole store or say that it is damaged, and verify finds it")
    func readers() async throws {
        let store = try await TamperTests.specimen()
        let whole = try (0..<Self.turns).map { try WholeStore.told(by: store.path, turn: $0, stride: Self.turns) }
        try await tryEach(of: store, atLeast: 40) { change, path, turn in
            let told = try told(by: path, change, turn: turn)
            do {
                let result = try await StoreVerification.run(path)
                // What verifies must be told as it was.
                if result.isIntact { #expect(difference(told, whole[turn]) == nil, "\(change)") }
                #expect(result.findings.isEmpty == result.isIntact, "\(change)")
            } catch let error as StorageError {
                #expect(error.code == .damaged, "\(change): \(error)")
            }
        }
    }

    @Test("a writer goes on or says that it is damaged, and rebuilding heals whatever follows from the observations")
    func writers() async throws {
        let store = try await TamperTests.specimen()
        let whole = try WholeStore.told(by: store.path, turn: 1, stride: Self.turns)
        try await tryEach(of: store, atLeast: 24) { change, path, _ in
            let copy = path + "-written"
            try FileManager.default.copyItem(atPath: path, toPath: copy)
            do {
                try await Self.ingest(into: copy)
            } catch let error as StorageError {
                #expect(error.code == .damaged, "\(change): \(error)")
            }
            do {
                let rebuilt = try await EventStore.open(at: path, toRebuild: true)
                try await rebuilt.rebuild()
                try await rebuilt.close()
                guard change.table.hasSuffix("_projection") || change.table == "log_node" else { return }
                let told = try WholeStore.told(by: path, turn: 1, stride: Self.turns)
                #expect(difference(told, whole) == nil, "\(change)")
                #expect(try await StoreVerification.run(path).findings == [], "\(change)")
            } catch let error as StorageError {
                #expect(error.code == .damaged, "\(change): \(error)")
                // A view in a table's place is no content.
                let isHealed = change.table.hasSuffix("_projection") && change.sql.hasPrefix("UPDATE")
                #expect(!isHealed, "\(change): \(error)")
            }
        }
    }

    /// A pass over both containers: one log read to its end, of the other only what is new.
    private static func ingest(into path: String) async throws {
        let store = try await EventStore.open(at: path)
        let pass = try await store.beginPass(
            PassStart(instant: second(9_000), scope: .all, full: false),
            recordedAt: second(9_000)
        )
        let listing = [try listed(web, status: "running"), try listed(database, status: "stopped")]
        try await store.record(
            listing: listing,
            unusable: [Array("{}".utf8)],
            isLast: true,
            of: pass,
            recordedAt: second(9_000)
        )
        for (container, mode) in [(web, ReadingMode.incremental(overlap: .seconds(60))), (database, .full)] {
            let start = try await store.beginReading(of: container, in: pass, mode: mode, recordedAt: second(9_000))
            #expect(start >= 0)
            let page = [
                element(id(149), at: 149 * 7, "running", "stopped", of: container), element("7", of: container),
                element(id(5_000), at: 8_000, "stopped", "running", of: container),
                element(id(5_001), at: 8_000, "running", "stopped", of: container),
            ]
            _ = try await store.record(page: page, of: container, in: pass, recordedAt: second(9_000))
            try await store.endReading(of: container, as: .complete, recordedAt: second(9_000))
        }
        try await store.endPass(pass, recordedAt: second(9_000))
        try await store.close()
    }

    /// The first line that differs.
    private func difference(_ told: [String]?, _ whole: [String]) -> String? {
        guard let told else { return "nothing is told" }
        if let place = zip(told, whole).map(!=).firstIndex(of: true) { return "\(whole[place]) → \(told[place])" }
        return told.count == whole.count ? nil : "\(whole.count) lines → \(told.count)"
    }

    /// Nil where a reader says that the store is damaged.
    private func told(by path: String, _ change: HostileCase, turn: Int) throws -> [String]? {
        do {
            return try WholeStore.told(by: path, turn: turn, stride: Self.turns)
        } catch let error as StorageError {
            #expect([.damaged, .query].contains(error.code), "\(change): \(error)")
            #expect(!error.message.contains("\n") && error.message.count < 1_000, "\(change)")
            return nil
        }
    }

    private func tryEach(
        of store: Store,
        atLeast count: Int,
        _ body: @escaping @Sendable (HostileCase, String, _ turn: Int) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let loose = try LooseStore(of: store.path, at: folder.file("loose.sqlite"))
        var generator = SeededGenerator(seed: Self.seed)
        let cases = HostileSample.drawn(from: try loose.cases(), atLeast: count, using: &generator)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for half in 0..<2 {
                group.addTask {
                    for place in stride(from: half, to: cases.count, by: 2) {
                        let own = try TemporaryFolder()
                        guard try loose.write(cases[place], to: own.file("store.sqlite")) else { continue }
                        try await body(cases[place], own.file("store.sqlite"), place % Self.turns)
                    }
                }
            }
            try await group.waitForAll()
        }
        withExtendedLifetime(folder) {}
    }
}
