package import Timelines

/// A container as a pass finds it in the store: what it takes to decide whether to ask for its log.
package struct KnownContainer: Hashable, Sendable {
    package let id: ContainerID
    package let name: String?
    /// Whether it answered 404 and had left the listing; asked again only by full passes.
    package let isGone: Bool

    init(_ row: StoredContainer) {
        id = row.key.id
        name = row.name
        isGone = row.goneSince != nil
    }
}
