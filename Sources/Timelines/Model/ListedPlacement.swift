/// Where a pass found a container, and made from what.
package struct ListedPlacement: Hashable, Sendable {
    package var containerID: ContainerID
    /// The beginning of the pass.
    package var at: Instant
    /// Its name, else its id; nil where the listing gives neither.
    package var server: String?
    package var image: String?

    package init(containerID: ContainerID, at: Instant, server: String?, image: String?) {
        self.containerID = containerID
        self.at = at
        self.server = server
        self.image = image
    }
}
