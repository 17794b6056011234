package import Timelines

/// A container of a fleet with everything that the API ever shows of it.
package struct SimulatedContainer: Sendable {
    package let id: ContainerID
    package let name: String
    /// Every version of every entry, in the order of the log.
    package let entries: [SimulatedEntry]
    /// What it shows, by its entries or by its listing.
    package let situations: Set<Situation>

    let identity: Identity
    /// The statuses it is listed with, each from its instant on; empty only if it is never listed.
    let listed: [ListedStatus]
    /// When it leaves the listing and its paths answer 404.
    let gone: Instant?
    let isExpired: Bool
    let isPrespawned: Bool
    let showsCreation: Bool

    /// The entries that show `situation`.
    package func entries(showing situation: Situation) -> [SimulatedEntry] {
        entries.filter { $0.situations.contains(situation) }
    }
}

/// One version of an entry.
package struct SimulatedEntry: Sendable {
    /// The JSON text that the API serves.
    package let body: [UInt8]
    /// Its place in the log's order.
    package let at: Instant
    /// It is served in [`shownFrom`, `shownUntil`) of the server's clock.
    package let shownFrom: Instant
    package let shownUntil: Instant
    package let situations: [Situation]
    let from: String?
    let to: String?
}

/// What a listing says from an instant on.
struct ListedStatus {
    let at: Instant
    let status: String
}
