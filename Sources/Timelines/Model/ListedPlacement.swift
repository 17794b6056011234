/// Where a pass found a container, and made from what.
package struct ListedPlacement: Hashable, Sendable {
    package var containerID: ContainerID
    /// The beginning of the pass.
    package var at: Instant
    package var placement: Placement

    package init(containerID: ContainerID, at: Instant, placement: Placement) {
        self.containerID = containerID
        self.at = at
        self.placement = placement
    }
}
