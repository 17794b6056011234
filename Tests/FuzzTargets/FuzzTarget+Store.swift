import Foundation
import Observations
import Storage
import TestSupport
import Timelines
import Transparency

extension FuzzTarget {
    /// A store some bytes of whose file were overwritten: everything that reads it ends with a result or a `StorageError`, and
    /// a store that verifies reads as the untouched one.
    ///
    /// An input is a list of changes of five bytes: the place in the file (big-endian, modulo its size) and the new value.
    package static func store() async throws -> FuzzTarget {
        let specimen = try await StoreSpecimen()
        // The header; the schema's page; the head of each page, where cells are counted and pointed at.
        let heads = stride(from: 0, to: specimen.bytes.count, by: 8_192).map { change(at: $0 + 5, 0xFF) }
        let seeds = [[], change(at: 100, 0), change(at: 8_300, 0x7F), Array(heads.joined())] + heads
        return FuzzTarget("store", seeds: seeds) { changes in
            var bytes = specimen.bytes
            for start in stride(from: 0, to: changes.count - changes.count % 5, by: 5) {
                let place = changes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
                bytes[place % bytes.count] = changes[start + 4]
            }
            let folder = try TemporaryFolder()
            try Data(bytes).write(to: URL(fileURLWithPath: folder.file("store.sqlite")))
            let content = try StoreContent(reading: folder.file("store.sqlite"))
            guard let result = await verified(folder.file("store.sqlite")), result.isIntact else { return }
            guard content == specimen.content else {
                throw BrokenProperty("the store verifies and reads differently than before it was changed")
            }
        }
    }

    private static func change(at place: Int, _ value: UInt8) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: place >> $0) } + [value]
    }

    /// Nil where the store can't be read.
    private static func verified(_ path: String) async -> StoreFindings? {
        do {
            return try await StoreVerification.run(path)
        } catch {
            return nil
        }
    }
}

/// A small store with entries of two containers, an amendment, a vanished entry, quarantine and a checkpoint.
private struct StoreSpecimen {
    let bytes: [UInt8]
    let content: StoreContent?

    init() async throws {
        let folder = try TemporaryFolder()
        let store = try await EventStore.open(at: folder.file("store.sqlite"))
        for round in 0..<2 {
            let instant = Instant(milliseconds: 1_794_182_400_000 + Int64(round) * 3_600_000)
            let pass = try await store.beginPass(
                PassStart(instant: instant, scope: .all, full: true),
                recordedAt: instant
            )
            for name in ["web", "db"] {
                try await Self.record(name, round: round, of: pass, at: instant, into: store)
            }
            try await store.record(
                listing: [],
                unusable: [Array("{}".utf8)],
                isLast: true,
                of: pass,
                recordedAt: instant
            )
            try await store.endPass(pass, recordedAt: instant)
            let log = try await store.log()
            if let root = LogHash(log.root) {
                try await store.record(
                    checkpoint: "log\n\(log.size)\n",
                    size: log.size,
                    root: root,
                    recordedAt: instant
                )
            }
        }
        try await store.close()
        bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder.file("store.sqlite"))))
        content = try StoreContent(reading: folder.file("store.sqlite"))
    }

    private static func record(
        _ name: String,
        round: Int,
        of pass: PassNumber,
        at instant: Instant,
        into store: EventStore
    ) async throws {
        let decoder = PageDecoder()
        let listing = #"{"id":"\#(name)","name":"\#(name)","status":"running","created_at":"2026-11-01T00:00:00Z"}"#
        guard let container = decoder.container(Array(listing.utf8)) else {
            throw BrokenProperty("the specimen's listing can't be read")
        }
        try await store.record(listing: [container], isLast: false, of: pass, recordedAt: instant)
        _ = try await store.beginReading(of: container.id, in: pass, mode: .full, recordedAt: instant)
        // The second round amends the first entry and lacks the last.
        let page = (0..<40 - round).map { number in
            let (from, to) = number % 2 == 0 ? ("running", "stopped") : ("stopped", "running")
            let id = number % 10 == 9 ? "" : #""id":"6910000000000000000000\#(10 + number)","#
            let actor = round == 1 && number == 0 ? "eve" : "ana"
            let body = Array(
                #"""
                {\#(id)"from_status":"\#(from)","to_status":"\#(to)","transition_time":"2026-11-08T10:\#(10 + number):00Z",\#
                "duration_ms":\#(number * 100),"triggered_by":"\#(actor)"}
                """#.utf8
            )
            return ReceivedEntry(body: body[...], reading: decoder.entry(body, askedFor: container.id))
        }
        let unusable = ReceivedEntry(body: Array("7".utf8)[...], reading: .quarantined(.notAnObject))
        _ = try await store.record(page: page + [unusable], of: container.id, in: pass, recordedAt: instant)
        try await store.endReading(of: container.id, as: .complete, recordedAt: instant)
    }
}

/// What readers get from a store.
private struct StoreContent: Equatable {
    var log: LogState
    var entries: [[Entry]] = []
    var words: RecordedTerms
    var quarantined: Int
    var rewritten: [Int]

    /// Nil where the store is refused.
    init?(reading path: String) throws {
        do throws(StorageError) {
            let reader = try EventStoreReader.open(at: path)
            log = reader.log
            words = try reader.recordedTerms()
            quarantined = try reader.quarantined()
            let trail = try reader.auditTrail()
            rewritten = [trail.amendments.count, trail.vanishings.count, trail.quarantine.count]
            _ = try reader.checkpoints()
            _ = try reader.listedPlacements()
            var histories: [[Entry]] = []
            try reader.histories { histories.append($0.entries) }
            entries = histories
        } catch {
            return nil
        }
    }
}
