import Observations
import Storage
import TestSupport
import Testing
import Timelines

/// A store in a folder of its own, of containers whose listings and logs are written by hand.
struct HandmadeStore {
    let folder: TemporaryFolder
    var path: String { folder.file("store.sqlite") }

    /// What the API says of one container, as JSON.
    struct Container {
        var id: String
        /// The members of its listing behind the id.
        var listing: [String] = []
        /// The elements of its log.
        var log: [String] = []
    }

    /// The store after one complete pass at `instant`.
    init(_ containers: [Container], at instant: Instant = Fixture.now) async throws {
        folder = try TemporaryFolder()
        try await add(containers, at: instant)
    }

    /// Records another complete pass at `instant`.
    func add(_ containers: [Container], at instant: Instant) async throws {
        let store = try await EventStore.open(at: folder.file("store.sqlite"))
        let decoder = PageDecoder()
        let start = PassStart(instant: instant, scope: .all, full: true)
        let pass = try await store.beginPass(start, recordedAt: instant)
        let listing = try containers.map { container in
            let members = ["\"id\":\"\(container.id)\""] + container.listing
            return try #require(decoder.container(Array("{\(members.joined(separator: ","))}".utf8)))
        }
        try await store.record(listing: listing, isLast: true, of: pass, recordedAt: instant)
        for container in containers {
            let id = ContainerID(container.id)
            _ = try await store.beginReading(of: id, in: pass, mode: .full, recordedAt: instant)
            let page = container.log.map { element in
                let body = Array(element.utf8)
                return ReceivedEntry(body: body[...], reading: decoder.entry(body, askedFor: id))
            }
            _ = try await store.record(page: page, of: id, in: pass, recordedAt: instant)
            try await store.endReading(of: id, as: .complete, recordedAt: instant)
        }
        try await store.endPass(pass, recordedAt: instant)
        try await store.close()
    }

    /// Runs the program in the folder, on the store.
    func run(_ arguments: String...) async throws -> Outcome {
        try await run(arguments)
    }

    func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Outcome {
        try await tacho(
            arguments,
            environment: environment.merging(["TACHO_DB": "store.sqlite"]) { $1 },
            directory: folder.path
        )
    }
}
