import Foundation
import GRDB
import Observations
import Storage
import TestSupport
import Testing
import Timelines

/// A store in a folder of its own, with shorthands for what an ingestion does.
struct Store {
    let folder: TemporaryFolder
    let store: EventStore
    var path: String { store.path }

    init(in folder: TemporaryFolder? = nil) async throws {
        self.folder = try folder ?? TemporaryFolder()
        store = try await EventStore.open(at: self.folder.file("store.sqlite"))
    }

    func begin(at instant: Instant, full: Bool = false) async throws -> PassNumber {
        try await store.beginPass(PassStart(instant: instant, scope: .all, full: full), recordedAt: instant)
    }

    /// A pass over one container whose whole log is `pages`.
    @discardableResult
    func pass(
        over container: ContainerID = web,
        at instant: Instant,
        mode: ReadingMode = .full,
        end: ReadingEnd = .complete,
        _ pages: [ReceivedEntry]...
    ) async throws -> [[ElementOutcome]] {
        let pass = try await begin(at: instant)
        let listing = end == .gone ? [] : [try listed(container, status: "running")]
        try await store.record(listing: listing, isLast: true, of: pass, recordedAt: instant)
        _ = try await store.beginReading(of: container, in: pass, mode: mode, recordedAt: instant)
        var outcomes: [[ElementOutcome]] = []
        for page in pages {
            outcomes.append(try await store.record(page: page, of: container, in: pass, recordedAt: instant))
        }
        try await store.endReading(of: container, as: end, recordedAt: instant)
        try await store.endPass(pass, recordedAt: instant)
        return outcomes
    }

    /// The rows that `sql` selects, each as its values joined by '|'.
    func rows(_ sql: String) throws -> [String] {
        try selected(sql, from: path)
    }
}

func selected(_ sql: String, from path: String, readonly: Bool = true) throws -> [String] {
    var configuration = Configuration()
    configuration.readonly = readonly
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? queue.close() }
    return try queue.unsafeRead { database in
        try Row.fetchAll(database, sql: sql).map { row in
            row.databaseValues.map { value in
                switch value.storage {
                case .null: "NULL"
                case .int64(let number): String(number)
                case .double(let number): String(number)
                case .string(let text): text
                case .blob(let data): data.map { String($0, radix: 16) }.joined(separator: ".")
                }
            }.joined(separator: "|")
        }
    }
}

/// Every row of every projection and of the log's hashes, in their order.
func projections(of path: String) throws -> [String] {
    try [
        "name_projection", "reason_projection", "container_projection", "transition_projection",
        "block_projection ORDER BY container, number",
        "quarantine_projection", "pass_projection",
        "listing_projection", "log_frontier", "log_node",
    ].flatMap { table in
        try selected("SELECT * FROM \(table)", from: path).map { "\(table): \($0)" }
    }
}
