/// All that is known of one container: what the analysis of it starts from.
package struct ContainerHistory: Sendable {
    package var container: Container
    /// By `at`; within one instant in any order. Entries after the range of a report may be left out.
    package var entries: [Entry]

    package init(container: Container, entries: [Entry]) {
        self.container = container
        self.entries = entries
    }
}

/// A container as its listings and the passes over it tell it.
package struct Container: Hashable, Sendable {
    package var id: ContainerID
    package var name: String?
    package var projectID: String?
    package var projectAlias: String?
    /// The server that it is on, by the newest listing: its name, else its id.
    package var server: String?
    /// What it was made from, by the newest listing.
    package var image: String?
    package var createdAt: Instant?
    /// The beginning of its last complete sync pass; nil where there was none.
    package var coveredUntil: Instant?
    /// When its last complete reading ended, by the client's clock; nil where there was none.
    package var readAt: Instant?
    /// The last pass that saw it, once it answers 404 and has left the listing.
    package var goneSince: Instant?
    /// Every listing of it, by instant; those outside a report's range may be left out as long as one of each status stays.
    package var listings: [Listing]

    package init(
        id: ContainerID,
        name: String? = nil,
        projectID: String? = nil,
        projectAlias: String? = nil,
        server: String? = nil,
        image: String? = nil,
        createdAt: Instant? = nil,
        coveredUntil: Instant? = nil,
        readAt: Instant? = nil,
        goneSince: Instant? = nil,
        listings: [Listing] = []
    ) {
        self.id = id
        self.name = name
        self.projectID = projectID
        self.projectAlias = projectAlias
        self.server = server
        self.image = image
        self.createdAt = createdAt
        self.coveredUntil = coveredUntil
        self.readAt = readAt
        self.goneSince = goneSince
        self.listings = listings
    }
}

extension Container {
    /// What its project is called by: its id and its alias.
    package var projectNames: [ExactText] {
        [projectID, projectAlias].compactMap { $0.map { ExactText($0) } }
    }

    /// Whether `glob` matches its name or its id.
    package func isMatched(by glob: Glob) -> Bool {
        glob.matches(id.text) || name.map(glob.matches) ?? false
    }
}

/// What a listing said of a container.
package struct Listing: Hashable, Sendable {
    /// The beginning of the pass that listed it.
    package var at: Instant
    /// Nil where the listing gave none.
    package var status: Status?

    package init(at: Instant, status: Status?) {
        self.at = at
        self.status = status
    }
}

/// Where a pass found a container, and made from what.
package struct ListedPlacement: Hashable, Sendable {
    package var containerID: ContainerID
    /// The beginning of the pass.
    package var at: Instant
    /// The container's own.
    package var name: String?
    /// Its name, else its id; nil where the listing gives neither.
    package var server: String?
    package var image: String?

    package init(containerID: ContainerID, at: Instant, name: String?, server: String?, image: String?) {
        self.containerID = containerID
        self.at = at
        self.name = name
        self.server = server
        self.image = image
    }
}
