import Observations
import Timelines

/// Lists the containers of the fleet, or of some projects, page by page.
struct FleetListing {
    let tools: PassTools

    private(set) var listing = ReceivedListing()
    /// The `Date` of the first answer.
    private(set) var firstDate: Instant?

    private var ids: Set<ContainerID> = []
    private var unusable: Set<[UInt8]> = []
    /// Of all elements in `listing`.
    private var bytes = 0
    private var hasAnswer = false

    private static let mostRestarts = 3
    /// All of a listing is held in memory.
    private static let mostBytes = 128 << 20

    init(tools: PassTools) {
        self.tools = tools
    }

    enum Stop: Error {
        case upstream(UpstreamFailure, project: String?)
        /// It has no end that could be reached, for this reason.
        case endless(String, project: String?)
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
        var walk = PageWalk(bounds: .listing)
        var watch = RepeatWatch()
        var met: Set<ContainerID> = []
        var metUnusable: Set<[UInt8]> = []
        while true {
            let page: ContainerPage
            switch await tools.containerPage(project: project, page: walk.page) {
            case .success(let answer): page = answer
            case .failure(let failure): throw .upstream(failure, project: project)
            }
            take(page)
            guard bytes <= FleetListing.mostBytes else {
                throw .endless("is larger than \(FleetListing.mostBytes >> 20) MiB", project: project)
            }
            let step = walk.take(
                count: page.containers.count + page.unusable.count,
                pagination: page.pagination
            )
            if step.isShrunk, heedsTotals { return false }
            let before = met.count + metUnusable.count
            met.formUnion(page.containers.map(\.id))
            metUnusable.formUnion(page.unusable)
            if step.next == .end { return true }
            let isRepeated = met.count + metUnusable.count == before
            if step.next == .lost || !watch.goesOn(step, isRepeated: isRepeated) {
                throw .endless("has pages that repeat without an end", project: project)
            }
            if let excess = step.excess { throw .endless(excess, project: project) }
        }
    }

    private mutating func take(_ page: ContainerPage) {
        if !hasAnswer { firstDate = page.date }
        hasAnswer = true
        for container in page.containers where ids.insert(container.id).inserted {
            listing.containers.append(container)
            bytes += container.body.count
        }
        for body in page.unusable where unusable.insert(body).inserted {
            listing.unusable.append(body)
            bytes += body.count
        }
    }
}
