import Foundation
import GRDB
import Observations
import TestSupport
import Testing
import Timelines
import Transparency

@testable import Storage

/// A container's entries, 256 by 256, stand in the store once more.
@Suite("Blocks in the store")
struct BlockTests {
    private func log(_ numbers: Range<Int>) -> [ReceivedEntry] {
        numbers.map { number in
            element(
                id(number),
                at: Int64(number) * 10,
                number % 2 == 0 ? "running" : "stopped",
                number % 2 == 0 ? "stopped" : "running",
                duration: number % 3 == 0 ? nil : "\(number)",
                actor: ["ana", "ben", nil][number % 3]
            )
        }
    }

    private static let blocks = "SELECT number, first_at, last_at, last_ordinal FROM block_projection ORDER BY number"

    private func block(_ number: Int, of first: Int, to last: Int) -> String {
        "\(number)|\(second(Int64(first) * 10).milliseconds)|\(second(Int64(last) * 10).milliseconds)|0"
    }

    @Test("each 256 entries are a block, from the first on, and the rest has none")
    func sealing() async throws {
        let store = try await Store()
        try await store.pass(at: second(10_000), log(0..<255))
        #expect(try store.rows(Self.blocks) == [])
        try await store.pass(at: second(11_000), mode: .incremental(overlap: .zero), log(254..<256))
        #expect(try store.rows(Self.blocks) == [block(0, of: 0, to: 255)])
        try await store.pass(
            at: second(12_000),
            mode: .incremental(overlap: .zero),
            log(255..<400),
            log(400..<600)
        )
        #expect(try store.rows(Self.blocks) == [block(0, of: 0, to: 255), block(1, of: 256, to: 511)])
        #expect(try await StoreVerification.run(store.path).findings == [])
    }

    @Test("an entry that turns up late moves those after it to their new blocks")
    func lateEntry() async throws {
        let store = try await Store()
        var whole = log(0..<600)
        let late = whole.remove(at: 300)
        try await store.pass(at: second(10_000), whole)
        #expect(try store.rows(Self.blocks) == [block(0, of: 0, to: 255), block(1, of: 256, to: 512)])
        let first = try store.rows("SELECT entries FROM block_projection WHERE number = 0")
        whole.insert(late, at: 300)
        try await store.pass(at: second(11_000), whole)
        #expect(try store.rows(Self.blocks) == [block(0, of: 0, to: 255), block(1, of: 256, to: 511)])
        #expect(try store.rows("SELECT entries FROM block_projection WHERE number = 0") == first)
        #expect(try await StoreVerification.run(store.path).findings == [])
    }

    @Test(
        "whatever happens to a log, blocks answer as rows do, are those of a rebuild, and verify",
        arguments: 1...8 as ClosedRange<UInt64>
    )
    func anything(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let store = try await Store()
        var log: [ReceivedEntry] = []
        for pass in 0..<5 {
            for _ in 0..<Int.random(in: 1...400, using: &generator) {
                let number = Int.random(in: 0..<1_000_000, using: &generator)
                let at = Int64.random(in: 0...(pass == 0 ? 3_000 : 8_000), using: &generator)
                log.append(
                    element(number % 9 == 0 ? nil : id(number), at: at, "stopped", "running", actor: "a\(number % 5)")
                )
            }
            // Some are amended, some vanish.
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                let place = Int.random(in: 0..<log.count, using: &generator)
                if Bool.random(using: &generator) { log.remove(at: place) } else { log[place] = amended(log[place]) }
            }
            log.sort { instant($0) < instant($1) }
            try await store.pass(at: second(10_000 + Int64(pass)), log)
        }
        #expect(try await StoreVerification.run(store.path).findings == [], "seed \(seed)")
        let before = try projections(of: store.path)
        try await store.store.rebuild()
        #expect(try projections(of: store.path) == before, "seed \(seed)")
        try await store.store.close()
        let rows = store.folder.file("rows.sqlite")
        try FileManager.default.copyItem(atPath: store.path, toPath: rows)
        try Tampering(path: rows).run("DELETE FROM block_projection")
        let readers = try (EventStoreReader.open(at: store.path), EventStoreReader.open(at: rows))
        let ranges =
            [(Instant.distantPast, Instant.distantFuture)]
            + (0..<40).map { _ in
                let start = second(Int64.random(in: -100...8_100, using: &generator))
                return (start, start + .seconds(Int64.random(in: 0...3_000, using: &generator)))
            }
        for (start, end) in ranges {
            var found: [[Entry]] = [[], []]
            try readers.0.histories(from: start, before: end) { found[0] += $0.entries }
            try readers.1.histories(from: start, before: end) { found[1] += $0.entries }
            #expect(found[0] == found[1], "seed \(seed): from \(start.iso8601) before \(end.iso8601)")
        }
        for count in [1, 3, 20] {
            let periods = IntervalSet(
                ranges.dropFirst().prefix(count).map { start, end in
                    Interval(start: start, end: min(end, start + .seconds(40)))
                }
            )
            var found: [[Entry]] = [[], []]
            try readers.0.entries(within: periods) { found[0].append($1) }
            try readers.1.entries(within: periods) { found[1].append($1) }
            #expect(found[0] == found[1], "seed \(seed): \(periods)")
        }
        #expect(try !store.rows(Self.blocks).isEmpty, "seed \(seed)")
    }

    private func amended(_ entry: ReceivedEntry) -> ReceivedEntry {
        element(String(decoding: entry.body, as: UTF8.self).replacing("\"a", with: "\"b"))
    }

    private func instant(_ entry: ReceivedEntry) -> Instant {
        guard case .usable(let fields) = entry.reading else { return .distantPast }
        return fields.at
    }

    @Test(
        "a block that was damaged or taken away between two others is an error, and not another answer",
        arguments: [
            "UPDATE block_projection SET entries = x'00' WHERE number = 1",
            "UPDATE block_projection SET entries = zeroblob(length(entries))",
            "UPDATE block_projection SET entries = (SELECT entries FROM block_projection WHERE number = 0) WHERE number = 1",
            "UPDATE block_projection SET number = 5 WHERE number = 1",
            "UPDATE block_projection SET number = number + 1",
            "UPDATE block_projection SET first_at = first_at - 1 WHERE number = 1",
            "UPDATE block_projection SET first_at = 9223372036854775807 WHERE number = 1",
            "UPDATE block_projection SET first_at = last_at + 1 WHERE number = 1",
            "UPDATE block_projection SET last_at = last_at + 1 WHERE number = 2",
            "UPDATE block_projection SET last_ordinal = -1 WHERE number = 2",
            "DELETE FROM block_projection WHERE number = 1", "DELETE FROM block_projection WHERE number = 0",
        ]
    )
    func damage(sql: String) async throws {
        let store = try await Store()
        try await store.pass(at: second(10_000), log(0..<800))
        try await store.store.close()
        try Tampering(path: store.path).run(sql)
        let reader = try EventStoreReader.open(at: store.path)
        let error = #expect(throws: StorageError.self) { try reader.histories { _ in } }
        #expect(error?.code == .damaged, "\(sql)")
        #expect(error?.message.contains("block_projection") == true, "\(error?.message ?? "")")
        let findings = try await StoreVerification.run(store.path).findings
        #expect(findings.first?.table == "block_projection", "\(sql)")
        // And all is well again once it is made anew from what was received.
        let again = try await EventStore.open(at: store.path)
        try await again.rebuild()
        try await again.close()
        #expect(try await StoreVerification.run(store.path).findings == [])
    }
}
