package import Observations
package import Timelines

/// Where what was received is kept; what calls returned for is durable soon, and once the pass has ended.
///
/// Calls for different containers can come at once. None of them sees the cancellation of a run: a page that was fetched is
/// kept.
package struct EventLog: Sendable {
    /// All containers that were ever met.
    package var knownContainers: @Sendable () async throws -> [RosterEntry]
    package var beginPass: @Sendable (_ start: PassStart, _ recordedAt: Instant) async throws -> PassNumber
    /// Everything that the listing of a pass held, once.
    package var recordListing:
        @Sendable (_ listing: ReceivedListing, _ pass: PassNumber, _ recordedAt: Instant) async throws -> Void
    /// Begins to read a container's log, or begins again: what this reading had met counts as not met.
    package var beginReading:
        @Sendable (_ container: ContainerID, _ pass: PassNumber, _ mode: ReadingMode, _ recordedAt: Instant)
            async throws -> ReadingStart
    /// Keeps a page, and says of each of its elements what it was, in their order.
    package var recordPage:
        @Sendable (_ page: EntryPage, _ container: ContainerID, _ pass: PassNumber, _ recordedAt: Instant)
            async throws -> [ElementOutcome]
    package var endReading:
        @Sendable (_ container: ContainerID, _ end: ReadingEnd, _ recordedAt: Instant) async throws -> ReadingChanges
    package var endPass: @Sendable (_ pass: PassNumber, _ recordedAt: Instant) async throws -> Void

    package init(
        knownContainers: @escaping @Sendable () async throws -> [RosterEntry],
        beginPass: @escaping @Sendable (PassStart, Instant) async throws -> PassNumber,
        recordListing: @escaping @Sendable (ReceivedListing, PassNumber, Instant) async throws -> Void,
        beginReading: @escaping @Sendable (ContainerID, PassNumber, ReadingMode, Instant) async throws -> ReadingStart,
        recordPage: @escaping @Sendable (EntryPage, ContainerID, PassNumber, Instant) async throws -> [ElementOutcome],
        endReading: @escaping @Sendable (ContainerID, ReadingEnd, Instant) async throws -> ReadingChanges,
        endPass: @escaping @Sendable (PassNumber, Instant) async throws -> Void
    ) {
        self.knownContainers = knownContainers
        self.beginPass = beginPass
        self.recordListing = recordListing
        self.beginReading = beginReading
        self.recordPage = recordPage
        self.endReading = endReading
        self.endPass = endPass
    }
}

/// A container that the store has met in an earlier pass.
package struct RosterEntry: Hashable, Sendable {
    package var id: ContainerID
    /// As its newest listing gave it.
    package var name: String?
    /// Whether it answered 404 after it had left the listing.
    package var isGone: Bool
    /// The first pass whose listing held it; nil where none did.
    package var firstListed: PassNumber?
    /// The newest pass whose listing held it.
    package var lastListed: PassNumber?

    package init(
        id: ContainerID,
        name: String?,
        isGone: Bool,
        firstListed: PassNumber? = nil,
        lastListed: PassNumber? = nil
    ) {
        self.id = id
        self.name = name
        self.isGone = isGone
        self.firstListed = firstListed
        self.lastListed = lastListed
    }
}

/// What the pages of a listing held together.
package struct ReceivedListing: Hashable, Sendable {
    /// One of each id, in the order of the listing.
    package var containers: [ListedContainer]
    /// Elements without a usable id, as received.
    package var unusable: [[UInt8]]

    package init(containers: [ListedContainer] = [], unusable: [[UInt8]] = []) {
        self.containers = containers
        self.unusable = unusable
    }
}
