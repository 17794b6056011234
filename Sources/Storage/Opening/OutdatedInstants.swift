import GRDB
import Observations
import Timelines

/// What an older version read without its instant, and what would be read with one today.
enum OutdatedInstants {
    /// Reads again what has no instant: few elements, and only in a store that an older version made.
    static func areIn(_ database: Database) throws -> Bool {
        let decoder = PageDecoder()
        let entries = try PreparedStatement(
            database,
            """
            SELECT c.id, o.body FROM quarantine_projection AS q JOIN observations AS o ON o.seq = q.seq
              JOIN container_projection AS c ON c.number = q.container
            WHERE q.reason = '\(QuarantineReason.noTime.rawValue)'
            """
        )
        while try entries.step() {
            let container = ContainerID(entries.text(0) ?? "")
            let reading = decoder.entry(Array(entries.bytes(1)), askedFor: container)
            if case .usable = reading { return true }
        }
        let listings = try PreparedStatement(
            database,
            """
            SELECT o.body FROM container_projection AS c JOIN observations AS o ON o.seq = c.newest_listing
            WHERE c.created_at IS NULL
            """
        )
        while try listings.step() {
            if decoder.container(Array(listings.bytes(0)))?.createdAt != nil { return true }
        }
        return false
    }
}
