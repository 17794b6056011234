import Foundation
import Timelines

/// Answers requests as the API does, from a fleet as it is served at one time.
struct Answerer {
    let token: ExpectedToken
    /// Whether lists have their canonical address with a slash at the end; the other form is redirected to it.
    let listsEndWithSlash: Bool
    let baseURL: String
    /// The entries that a fault removed, by container: their places.
    private var removed: [String: Int] = [:]

    init(token: ExpectedToken, listsEndWithSlash: Bool, baseURL: String) {
        self.token = token
        self.listsEndWithSlash = listsEndWithSlash
        self.baseURL = baseURL
    }

    mutating func answer(
        _ head: RequestHead,
        route: Route,
        hasSlash: Bool,
        fleet: ServedFleet,
        now: Instant,
        ruling: Ruling
    ) -> Response {
        guard head.method == "GET" else {
            return .failure(405, "Cannot \(head.method) \(head.path)", headers: [("Allow", "GET")])
        }
        if let redirect = redirect(head, route: route, hasSlash: hasSlash, ruling: ruling) { return redirect }
        guard route != .unknown else { return .failure(404, "Cannot GET \(head.path)") }
        if let fault = ruling.standing[.expiringToken], ruling.requests > fault.amount {
            return .failure(401, "jwt expired")
        }
        if let refusal = token.refusal(of: head.authorization, at: now) { return .failure(401, refusal) }
        if let id = route.id, !Answerer.isObjectID(id) {
            return .failure(400, "id must be a mongodb id")
        }
        if ruling.has(.forbidden) { return .failure(403, "You do not have permission to access this resource") }
        if ruling.has(.notFound) { return .failure(404, "Container not found") }
        do throws(BadParameter) {
            return try found(head, route: route, fleet: fleet, ruling: ruling)
        } catch {
            return .failure(400, error.message)
        }
    }

    private mutating func found(
        _ head: RequestHead,
        route: Route,
        fleet: ServedFleet,
        ruling: Ruling
    ) throws(BadParameter) -> Response {
        let query = QueryString(target: head.target)
        switch route {
        case .containers:
            return try list(query, host: head.host, project: nil, fleet: fleet, ruling: ruling)
        case .projectContainers(let id):
            guard fleet.hasProject(id: id) else { return .failure(404, "Project not found") }
            return try list(query, host: head.host, project: id, fleet: fleet, ruling: ruling)
        case .container(let id):
            guard let container = fleet.container(id: id) else { return .failure(404, "Container not found") }
            return .success("Container retrieved successfully") { $0 += container.body }
        case .log(let id):
            guard let container = fleet.container(id: id) else { return .failure(404, "Container not found") }
            return try log(query, of: container, ruling: ruling)
        case .unknown:
            return .failure(404, "Cannot GET \(head.path)")
        }
    }

    private mutating func log(
        _ query: QueryString,
        of container: ServedContainer,
        ruling: Ruling
    ) throws(BadParameter) -> Response {
        let request = try PageRequest(query, ruling: ruling, standardOrder: .desc)
        let field: LogSortField = try query.choice("sort_by", standard: .transitionTime)
        let arriving = ruling.standing[.arrivingEntries].map { max(0, Int($0.amount) - ruling.pages) } ?? 0
        let page = LogPage(log: container.log, hidden: arriving, removed: removed[container.id])
        if ruling.has(.removedEntry), removed[container.id] == nil, page.count > 2 {
            // From the first page that was served: what follows it moves up by one place.
            removed[container.id] = request.order == .asc ? 1 : page.count - 2
        }
        let places = request.places(of: page.count)
        return .success("Status logs retrieved successfully", capacity: places.count * 400) { output in
            output += #"{"logs":["#.utf8
            page.write(places, order: request.order, by: field, to: &output)
            output.append(UInt8(ascii: "]"))
            request.writePagination(of: page.count, to: &output)
            output.append(UInt8(ascii: "}"))
        }
    }

    static func isObjectID(_ text: String) -> Bool {
        text.utf8.count == 24
            && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}
