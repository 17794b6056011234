internal import Foundation
internal import Observations
internal import Simulation
internal import Storage
internal import Timelines

/// Writes a whole fleet into a new store through the calls that an ingest makes, without a network.
struct Filling {
    let fleet: BigFleet

    /// The limit of the API.
    private static let entriesPerPage = 100
    /// How many containers are read at once, as `tacho ingest` does by default.
    private static let concurrency = 8

    /// Fills the store at `path`, which must not exist: one complete pass that covers every container until the end.
    func fill(storeAt path: String) async throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw BenchUsageError("\(path) exists already; name a new file")
        }
        let store = try await EventStore.open(at: path)
        let pass = try await store.beginPass(
            PassStart(instant: BigFleet.end, scope: .all, full: false),
            recordedAt: BigFleet.end
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<fleet.containers {
                if number >= Filling.concurrency { try await group.next() }
                group.addTask { try await fill(number, of: pass, into: store) }
            }
            try await group.waitForAll()
        }
        // What the tasks recorded is the whole listing.
        try await store.record(listing: [], isLast: true, of: pass, recordedAt: BigFleet.end)
        try await store.endPass(pass, recordedAt: BigFleet.end)
        try await store.close()
    }

    /// Makes a container, lists it and reads its log to the end, a page a call.
    private func fill(_ number: Int, of pass: PassNumber, into store: EventStore) async throws {
        let container = fleet.container(number)
        let decoder = PageDecoder()
        guard let listed = decoder.container(container.body) else { throw UnreadableFleet(container: container.id) }
        try await store.record(listing: [listed], isLast: false, of: pass, recordedAt: BigFleet.end)
        _ = try await store.beginReading(of: listed.id, in: pass, mode: .full, recordedAt: BigFleet.end)
        for start in stride(from: 0, to: container.log.count, by: Filling.entriesPerPage) {
            let end = min(start + Filling.entriesPerPage, container.log.count)
            let page = (start..<end).map { index in
                let body = container.log.body(index)
                return ReceivedEntry(body: body[...], reading: decoder.entry(body, askedFor: listed.id))
            }
            _ = try await store.record(page: page, of: listed.id, in: pass, recordedAt: BigFleet.end)
        }
        try await store.endReading(of: listed.id, as: .complete, recordedAt: BigFleet.end)
    }
}

/// The fleet made a container that the API's reader does not understand.
struct UnreadableFleet: Error, CustomStringConvertible {
    let container: String

    var description: String { "container \(container): its listing can't be read" }
}
