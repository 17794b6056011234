package import Timelines

/// All that the API serves at one time, ready to be sent.
package struct ServedFleet: Sendable {
    package let containers: [ServedContainer]
    /// The times of the server's clock for which it is valid.
    package let validity: Interval
    private let indices: [String: Int]
    private let projects: Set<String>

    package init(
        containers: [ServedContainer],
        validity: Interval = Interval(start: .distantPast, end: .distantFuture)
    ) {
        self.containers = containers
        self.validity = validity
        indices = Dictionary(containers.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { $1 })
        projects = Set(containers.map(\.projectID))
    }

    /// The container with that id; nil where there is none.
    package func container(id: String) -> ServedContainer? {
        indices[id].map { containers[$0] }
    }

    func hasProject(id: String) -> Bool {
        projects.contains(id)
    }
}

/// A container as the API serves it at one time.
package struct ServedContainer: Sendable {
    package let id: String
    package let name: String
    /// The JSON object of the listing.
    package let body: [UInt8]
    package let log: ServedLog
    // What lists are filtered and sorted by.
    let projectID: String
    let realms: [String]
    let status: String
    let createdAt: Instant
    let updatedAt: Instant
    let isExpired: Bool
    let isPrespawned: Bool

    package init(
        id: String,
        name: String,
        body: [UInt8],
        log: ServedLog,
        projectID: String,
        realms: [String] = [],
        status: String,
        createdAt: Instant,
        updatedAt: Instant,
        isExpired: Bool = false,
        isPrespawned: Bool = false
    ) {
        self.id = id
        self.name = name
        self.body = body
        self.log = log
        self.projectID = projectID
        self.realms = realms
        self.status = status
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.isExpired = isExpired
        self.isPrespawned = isPrespawned
    }

    var isDeleting: Bool { status == "deleting" || status == "deleted" }
}

/// What `sort_by` can sort a list of containers by.
enum ListSortField: String, CaseIterable {
    case id, name, status
    case createdAt = "created_at"
    case updatedAt = "updated_at"

    func precedes(_ left: ServedContainer, _ right: ServedContainer) -> Bool {
        switch self {
        case .id: left.id < right.id
        case .name: (left.name, left.id) < (right.name, right.id)
        case .status: (left.status, left.id) < (right.status, right.id)
        case .createdAt: (left.createdAt, left.id) < (right.createdAt, right.id)
        case .updatedAt: (left.updatedAt, left.id) < (right.updatedAt, right.id)
        }
    }
}
