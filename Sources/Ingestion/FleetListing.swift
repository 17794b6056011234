import Observations
import Timelines

/// Lists the containers of the fleet, or of some projects, page by page.
struct FleetListing {
    let context: PassContext

    /// One of each id, in the order of the listing.
    private(set) var containers: [ListedContainer] = []
    /// Elements without a usable id, as received.
    private(set) var unusable: [[UInt8]] = []
    /// The `Date` of the first answer.
    private(set) var firstDate: Instant?

    private var knownIDs: Set<ContainerID> = []
    private var knownUnusable: Set<[UInt8]> = []
    /// Of all elements.
    private var bytes = 0
    private var hasAnswer = false

    private static let mostRestarts = 3
    /// All of a listing is held in memory.
    private static let mostBytes = 128 << 20

    init(context: PassContext) {
        self.context = context
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
        while try await !attempt(project: project, usesTotals: restarts < FleetListing.mostRestarts) {
            restarts += 1
        }
    }

    /// False where something may have gone from the list meanwhile.
    private mutating func attempt(project: String?, usesTotals: Bool) async throws(Stop) -> Bool {
        var paginator = Paginator(bounds: .listing)
        var loops = LoopDetector()
        var met: Set<ContainerID> = []
        var metUnusable: Set<[UInt8]> = []
        while true {
            let page: ContainerPage
            switch await context.containerPage(project: project, page: paginator.page) {
            case .success(let answer): page = answer
            case .failure(let failure): throw .upstream(failure, project: project)
            }
            take(page)
            guard bytes <= FleetListing.mostBytes else {
                throw .endless("is larger than \(FleetListing.mostBytes >> 20) MiB", project: project)
            }
            let step = paginator.take(
                count: page.containers.count + page.unusable.count,
                pagination: page.pagination
            )
            if step.isShrunk, usesTotals { return false }
            let before = met.count + metUnusable.count
            met.formUnion(page.containers.map(\.id))
            metUnusable.formUnion(page.unusable)
            if step.next == .end { return true }
            let isRepeated = met.count + metUnusable.count == before
            if step.next == .lost || !loops.goesOn(step, isRepeated: isRepeated) {
                throw .endless("has pages that repeat without an end", project: project)
            }
            if let excess = step.excess { throw .endless(excess, project: project) }
        }
    }

    private mutating func take(_ page: ContainerPage) {
        if !hasAnswer { firstDate = page.date }
        hasAnswer = true
        for container in page.containers where knownIDs.insert(container.id).inserted {
            containers.append(container)
            bytes += container.body.count
        }
        for body in page.unusable where knownUnusable.insert(body).inserted {
            unusable.append(body)
            bytes += body.count
        }
    }
}
