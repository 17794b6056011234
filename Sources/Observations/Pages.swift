package import Timelines

/// One page of a container's status log.
package struct EntryPage: Sendable {
    package var entries: [ReceivedEntry]
    package var pagination: Pagination
    /// If it is large.
    package var permit: PagePermit?
}

/// One page of the container list.
package struct ContainerPage: Sendable {
    package var containers: [ListedContainer]
    /// Elements without a usable id: kept as received, counted.
    package var unusable: [[UInt8]]
    package var pagination: Pagination
    /// The `Date` of the response, nil where it has none that can be read.
    package var date: Instant?
    /// If it is large.
    package var permit: PagePermit?
}

/// A container as a listing gives it.
package struct ListedContainer: Hashable, Sendable {
    package var id: ContainerID
    package var name: String?
    package var projectID: String?
    package var projectAlias: String?
    /// The name of the server that it is on, else that server's id.
    package var server: String?
    package var image: String?
    package var status: String?
    package var createdAt: Instant?
    /// The JSON text of the element, byte for byte.
    package var body: [UInt8]

    package init(
        id: ContainerID,
        name: String?,
        projectID: String?,
        projectAlias: String? = nil,
        server: String? = nil,
        image: String? = nil,
        status: String?,
        createdAt: Instant?,
        body: [UInt8]
    ) {
        self.id = id
        self.name = name
        self.projectID = projectID
        self.projectAlias = projectAlias
        self.server = server
        self.image = image
        self.status = status
        self.createdAt = createdAt
        self.body = body
    }
}

/// What a page says of its position in the list; every part is optional, and none is reliable alone.
package struct Pagination: Hashable, Sendable {
    package var total: Int?
    package var limit: Int?
    package var totalPages: Int?
}

/// The permit to hold a large page in memory: it ends with the last copy of the page, and then the next one may come.
///
/// A task must drop a page with a permit before it requests another page, or it may wait for itself.
package final class PagePermit: Sendable {
    private let end: @Sendable () -> Void

    package init(end: @escaping @Sendable () -> Void) {
        self.end = end
    }

    deinit {
        end()
    }
}

/// One element of a status log page: its bytes as received, and what could be read from them.
package struct ReceivedEntry: Hashable, Sendable {
    /// The JSON text of the element, byte for byte; a part of its page.
    package var body: ArraySlice<UInt8>
    package var reading: EntryReading

    package init(body: ArraySlice<UInt8>, reading: EntryReading) {
        self.body = body
        self.reading = reading
    }
}

/// The fields of an entry as far as they are there; texts are as written.
package struct EntryFields: Hashable, Sendable {
    package var id: ReceivedIdentifier
    package var at: Instant
    package var from: PriorStatusText
    package var to: String
    package var duration: DurationReading
    /// `triggered_by`; nil where missing, null or empty.
    package var actor: String?
    /// `metadata.operation`, else `metadata.command`; nil where neither is a text that is not empty.
    package var operation: String?
    /// Nil where the metadata tells none.
    package var reason: EntryReasonText?
    /// `metadata.server_name`; nil where it is no text, or blank.
    package var server: String?
}

/// `id` as it came, before anything has a symbol.
package enum ReceivedIdentifier: Hashable, Sendable {
    /// Missing, null, empty or no text.
    case none
    /// 24 lower-case hex digits: the first 16 and the last 8.
    case object(high: UInt64, low: UInt32)
    case text(String)
}

/// `from_status` as it came.
package enum PriorStatusText: Hashable, Sendable {
    case missing
    case null
    case status(String)
}

/// Whether an element can be on a timeline.
package enum EntryReading: Hashable, Sendable {
    case usable(EntryFields)
    case quarantined(QuarantineReason)
}

/// Why an element can't be on a timeline.
package enum QuarantineReason: String, Hashable, Sendable {
    case notAnObject = "not an object"
    /// More than 64 objects and arrays in each other.
    case tooDeep = "nested too deeply"
    case noStatus = "no usable to_status"
    case noTime = "no usable transition_time"
    case otherContainer = "of another container"
}
