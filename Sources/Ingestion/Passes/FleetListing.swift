import Observations
import Timelines

/// Lists the containers of the fleet, or of some projects, page by page.
struct FleetListing {
    let tools: PassTools

    private(set) var listing = ReceivedListing()
    /// The `Date` of the first answer.
    private(set) var firstDate: Instant?

    private var ids: Set<ContainerID> = []
    private var hasAnswer = false

    private static let mostRestarts = 3
    private static let mostRepeated = 2

    init(tools: PassTools) {
        self.tools = tools
    }

    enum Stop: Error {
        case upstream(UpstreamFailure, project: String?)
        case repeating(project: String?)
    }

    /// All of `projects`, or every container where there are none.
    mutating func read(projects: [String]) async throws(Stop) {
        guard !projects.isEmpty else { return try await read(project: nil) }
        for project in projects {
            try await read(project: project)
        }
    }

    /// A list that shrinks meanwhile is read again from its start, so that no container is missed: what is in both counts once.
    private mutating func read(project: String?) async throws(Stop) {
        var restarts = 0
        while try await !attempt(project: project, heedsTotals: restarts < FleetListing.mostRestarts) {
            restarts += 1
        }
    }

    /// False where something may have gone from the list meanwhile.
    private mutating func attempt(project: String?, heedsTotals: Bool) async throws(Stop) -> Bool {
        var walk = PageWalk()
        var met: Set<ContainerID> = []
        var repeatedInARow = 0
        while true {
            let page: ContainerPage
            switch await tools.containerPage(project: project, page: walk.page) {
            case .success(let answer): page = answer
            case .failure(let failure): throw .upstream(failure, project: project)
            }
            take(page)
            let step = walk.take(
                count: page.containers.count + page.unusable.count,
                pagination: page.pagination
            )
            if step.isShrunk, heedsTotals { return false }
            let before = met.count
            met.formUnion(page.containers.map(\.id))
            let isRepeated = met.count == before && step.next != .end
            repeatedInARow = isRepeated ? repeatedInARow + 1 : 0
            if repeatedInARow == FleetListing.mostRepeated || step.next == .lost { throw .repeating(project: project) }
            if step.next == .end { return true }
        }
    }

    private mutating func take(_ page: ContainerPage) {
        if !hasAnswer { firstDate = page.date }
        hasAnswer = true
        for container in page.containers where ids.insert(container.id).inserted {
            listing.containers.append(container)
        }
        for body in page.unusable where !listing.unusable.contains(body) {
            listing.unusable.append(body)
        }
    }
}
