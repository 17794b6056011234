package import Observations
package import Timelines

/// Where pages come from; retries and limits are the source's own.
package protocol StatusLogSource: Sendable {
    /// A page of the container list, from 1, by id: of the project with this id, or of all where it is nil.
    func containers(ofProject project: String?, page: Int) async throws(UpstreamFailure) -> ContainerPage
    /// A page of a container's status log, from 1, oldest entry first, of at most `limit` elements.
    func statusLogs(of container: ContainerID, page: Int, limit: Int) async throws(UpstreamFailure) -> EntryPage
}

/// Where what was received is kept; what calls returned for is durable soon, and once the pass has ended.
///
/// Calls for different containers can come at once. None of them sees the cancellation of a run: a page that was fetched is
/// kept.
package protocol EventLog: Sendable {
    /// All containers that were ever met.
    func knownContainers() async throws -> [KnownContainer]
    func beginPass(_ start: PassStart, recordedAt: Instant) async throws -> PassNumber
    /// Records a part of the pass's container list, one of each id; `unusable` are elements without an id, as received.
    /// Which containers are listed is recorded with the last part.
    func record(
        listing: [ListedContainer],
        unusable: [[UInt8]],
        isLast: Bool,
        of pass: PassNumber,
        recordedAt: Instant
    ) async throws
    /// Begins to read a container's log, or begins again: what this reading had met counts as not met. The result is the index in the
    /// log from which entries have to be read again; 0 for a full reading.
    func beginReading(
        of container: ContainerID,
        in pass: PassNumber,
        mode: ReadingMode,
        recordedAt: Instant
    ) async throws -> Int
    /// Keeps a page's entries, and says what each of them was, in their order.
    func record(
        page entries: [ReceivedEntry],
        of container: ContainerID,
        in pass: PassNumber,
        recordedAt: Instant
    ) async throws -> [ElementOutcome]
    func endReading(of container: ContainerID, as end: ReadingEnd, recordedAt: Instant) async throws -> ReadingChanges
    func endPass(_ pass: PassNumber, recordedAt: Instant) async throws
}
