/// A container as the API serves it at one time.
package struct ServedContainer: Sendable {
    package let id: String
    package let name: String
    /// The JSON object of the listing.
    package let body: [UInt8]
    package let log: ServedLog
    let projectID: String
    let realms: [String]
    let status: String
    /// Milliseconds since 1970.
    let createdAt: Int64
    let updatedAt: Int64
    let isExpired: Bool
    let isPrespawned: Bool

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
