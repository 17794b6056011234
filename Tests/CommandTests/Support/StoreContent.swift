import Foundation
import GRDB

/// What a store holds, read without the program.
struct StoreContent {
    private let database: DatabaseQueue

    init(_ path: String) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(30)
        database = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Every entry that stands in the store, in whatever order it came.
    func entries() throws -> [String] {
        try column(
            """
            SELECT container_id || '|' || at || '|' || event_id || '|' || ifnull(from_status, '-') || '|' || to_status
              || '|' || ifnull(duration_ms, '-') || '|' || ifnull(actor, '-') || '|' || ifnull(operation, '-')
              || '|' || vanished || '|' || amended
            FROM transitions ORDER BY 1
            """
        )
    }

    /// What could not be taken as an entry.
    func quarantined() throws -> Int {
        Int(try column("SELECT CAST(sum(quarantined) AS TEXT) FROM containers").first ?? "") ?? -1
    }

    /// The ids of the containers that are gone, or of those that are not.
    func containers(gone: Bool) throws -> [String] {
        try column("SELECT id FROM container_projection WHERE (gone_since IS NOT NULL) = \(gone ? 1 : 0) ORDER BY id")
    }

    /// The ids of the containers that a complete pass has covered.
    func covered() throws -> [String] {
        try column("SELECT id FROM containers WHERE covered_until IS NOT NULL ORDER BY id")
    }

    /// The event id of the entry that was recorded last and has an id.
    func newestEvent() throws -> String? {
        try column("SELECT event_id FROM transitions WHERE event_id NOT LIKE '%@%' ORDER BY seq DESC LIMIT 1").first
    }

    func integrity() throws -> [String] {
        try column("PRAGMA integrity_check")
    }

    /// Damages the store: takes the table of the entries away.
    func dropEntries() throws {
        try database.write { try $0.execute(sql: "DROP TABLE transition_projection") }
    }

    private func column(_ sql: String) throws -> [String] {
        try database.read { try String.fetchAll($0, sql: sql) }
    }
}
