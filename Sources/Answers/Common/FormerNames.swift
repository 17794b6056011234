internal import Timelines

/// The names that containers bore in listings, also those that no container bears any more.
struct FormerNames {
    let bearers: [ExactText: Set<ContainerID>]

    /// Reads all listings of `source`.
    init(_ source: some HistorySource) throws {
        var bearers: [ExactText: Set<ContainerID>] = [:]
        for listed in try source.listedPlacements(of: nil) {
            if let name = listed.name { bearers[ExactText(name), default: []].insert(listed.containerID) }
        }
        self.bearers = bearers
    }
}
