package import Timelines

/// All that the API serves at one time, ready to be sent.
package struct ServedFleet: Sendable {
    package let containers: [ServedContainer]
    /// The times of the server's clock for which it holds.
    package let validity: Interval
    private let places: [String: Int]
    private let projects: Set<String>

    package init(containers: [ServedContainer], validity: Interval) {
        self.containers = containers
        self.validity = validity
        var places: [String: Int] = [:]
        for (place, container) in containers.enumerated() { places[container.id] = place }
        self.places = places
        projects = Set(containers.map(\.projectID))
    }

    /// The container with that id, nil where there is none.
    package func container(id: String) -> ServedContainer? {
        places[id].map { containers[$0] }
    }

    func hasProject(id: String) -> Bool {
        projects.contains(id)
    }
}
