package import Timelines

/// One page of a container's status log.
package struct EntryPage: Sendable {
    package var entries: [ReceivedEntry]
    package var pagination: Pagination
    /// The room that it takes if it is large.
    package var room: PageRoom?

    package init(entries: [ReceivedEntry], pagination: Pagination, room: PageRoom? = nil) {
        self.entries = entries
        self.pagination = pagination
        self.room = room
    }
}

/// One page of the container list.
package struct ContainerPage: Sendable {
    package var containers: [ListedContainer]
    /// Elements without a usable id: kept as received, counted.
    package var unusable: [[UInt8]]
    package var pagination: Pagination
    /// The `Date` of the response, nil where it has none that can be read.
    package var date: Instant?
    /// The room that it takes if it is large.
    package var room: PageRoom?

    package init(containers: [ListedContainer], unusable: [[UInt8]], pagination: Pagination, date: Instant?) {
        self.containers = containers
        self.unusable = unusable
        self.pagination = pagination
        self.date = date
    }
}

/// A container as a listing gives it.
package struct ListedContainer: Hashable, Sendable {
    package var id: ContainerID
    package var name: String?
    package var projectID: String?
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
        server: String? = nil,
        image: String? = nil,
        status: String?,
        createdAt: Instant?,
        body: [UInt8]
    ) {
        self.id = id
        self.name = name
        self.projectID = projectID
        self.server = server
        self.image = image
        self.status = status
        self.createdAt = createdAt
        self.body = body
    }
}

/// What a page says of its place; every part is optional, and none is to be believed alone.
package struct Pagination: Hashable, Sendable {
    package var total: Int?
    package var limit: Int?
    package var totalPages: Int?

    package init(total: Int? = nil, limit: Int? = nil, totalPages: Int? = nil) {
        self.total = total
        self.limit = limit
        self.totalPages = totalPages
    }
}
