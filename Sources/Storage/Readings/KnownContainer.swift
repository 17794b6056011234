package import Observations
package import Timelines

/// A container as a pass finds it in the store: what it takes to decide whether to ask for its log.
package struct KnownContainer: Hashable, Sendable {
    package let id: ContainerID
    package let name: String?
    /// Whether it answered 404 and had left the listing; asked again only by full passes.
    package let isGone: Bool
    /// The first pass whose listing held it; nil where none did.
    package let firstListed: PassNumber?
    /// The newest pass whose listing held it.
    package let lastListed: PassNumber?

    init(_ row: StoredContainer, firstListedPass: Int64?) {
        id = row.key.id
        name = row.name
        isGone = row.goneSince != nil
        firstListed = firstListedPass.map(PassNumber.init)
        lastListed = row.lastListedPass.map(PassNumber.init)
    }
}
