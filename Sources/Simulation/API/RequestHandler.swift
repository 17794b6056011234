import Timelines

/// Answers requests as the API does, from a fleet as it is served at one time.
struct RequestHandler {
    let options: ServerOptions
    let baseURL: String
    /// The index of the entry that a fault removed from a container's log.
    private(set) var removed: [String: Int] = [:]

    mutating func response(
        to head: RequestHead,
        _ route: Route,
        from fleet: ServedFleet,
        at now: Instant,
        _ decision: FaultDecision
    ) -> Response {
        guard head.method == "GET" else {
            return .failure(405, "Cannot \(head.method) \(head.path)", headers: [("Allow", "GET")])
        }
        if let redirect = redirect(head, route, decision) { return redirect }
        guard route.resource != .unknown else { return .failure(404, "Cannot GET \(head.path)") }
        if let fault = decision.permanent[.expiringToken], decision.requests > fault.amount {
            return .failure(401, "jwt expired")
        }
        if let refusal = options.token.refusal(of: head.authorization, at: now) { return .failure(401, refusal) }
        if let id = route.id, !isObjectID(id) { return .failure(400, "id must be a mongodb id") }
        if decision.has(.forbidden) { return .failure(403, "You do not have permission to access this resource") }
        if decision.has(.notFound) { return .failure(404, "Container not found") }
        do throws(BadParameter) {
            return try resource(head, route, from: fleet, decision)
        } catch {
            return .failure(400, error.message)
        }
    }

    /// The redirect that this request gets; nil where it gets none.
    private func redirect(_ head: RequestHead, _ route: Route, _ decision: FaultDecision) -> Response? {
        if decision.has(.redirectLoop) { return .redirect(to: baseURL + head.target) }
        if let fault = decision.permanent[.redirectForeign] { return .redirect(to: fault.url + head.target) }
        guard route.resource != .unknown else { return nil }
        let wantsSlash = route.isListing && (options.listsEndWithSlash != decision.has(.redirectSlash))
        guard wantsSlash != route.hasSlash else { return nil }
        let query = head.target.dropFirst(head.path.count)
        let path = wantsSlash ? "\(head.path)/" : String(head.path.dropLast())
        return .redirect(to: "\(baseURL)\(path)\(query)")
    }

    private mutating func resource(
        _ head: RequestHead,
        _ route: Route,
        from fleet: ServedFleet,
        _ decision: FaultDecision
    ) throws(BadParameter) -> Response {
        let parameters = RequestParameters(target: head.target)
        switch route.resource {
        case .containers:
            return try list(parameters, host: head.host, project: nil, fleet, decision)
        case .projectContainers(let id):
            guard fleet.hasProject(id: id) else { return .failure(404, "Project not found") }
            return try list(parameters, host: head.host, project: id, fleet, decision)
        case .container(let id):
            guard let container = fleet.container(id: id) else { return .failure(404, "Container not found") }
            return .success("Container retrieved successfully") { $0 += container.body }
        case .log(let id):
            guard let container = fleet.container(id: id) else { return .failure(404, "Container not found") }
            return try log(parameters, of: container, decision)
        case .unknown:
            return .failure(404, "Cannot GET \(head.path)")
        }
    }

    /// A page of the containers that the parameters select.
    private func list(
        _ parameters: RequestParameters,
        host: String?,
        project: String?,
        _ fleet: ServedFleet,
        _ decision: FaultDecision
    ) throws(BadParameter) -> Response {
        let request = try PageRequest(parameters, decision)
        let field: ListSortField = try parameters.choice("sort_by", default: .createdAt)
        // A host whose first label is an object id names a realm.
        let label = host?.split(separator: ".").first.map(String.init)
        let realm = parameters.text("realm_id") ?? label.flatMap { isObjectID($0) ? $0 : nil }
        if let realm, !isObjectID(realm) { throw BadParameter(message: "realm_id must be a mongodb id") }
        let deleting = parameters.flag("include_deleting")
        let expired = parameters.flag("include_expired")
        let prespawned = parameters.flag("include_prespawn")
        var containers = fleet.containers.filter { container in
            (project.map { $0 == container.projectID } ?? true) && (realm.map(container.realms.contains) ?? true)
                && (deleting || !container.isDeleting) && (expired || !container.isExpired)
                && (prespawned || !container.isPrespawned)
        }
        containers.sort { left, right in
            request.order == .asc ? field.precedes(left, right) : field.precedes(right, left)
        }
        return .success("Containers retrieved successfully", capacity: request.limit * 512) { output in
            output += #"{"containers":["#.utf8
            for (index, container) in containers[request.indices(of: containers.count)].enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                output += container.body
            }
            output.append(UInt8(ascii: "]"))
            request.writePagination(of: containers.count, to: &output)
            output.append(UInt8(ascii: "}"))
        }
    }

    private mutating func log(
        _ parameters: RequestParameters,
        of container: ServedContainer,
        _ decision: FaultDecision
    ) throws(BadParameter) -> Response {
        let request = try PageRequest(parameters, decision)
        let field: LogSortField = try parameters.choice("sort_by", default: .transitionTime)
        let arriving = decision.permanent[.arrivingEntries].map { max(0, Int($0.amount) - decision.pages) } ?? 0
        let log = VisibleLog(container.log, hidden: arriving, removed: removed[container.id])
        if decision.has(.removedEntry), removed[container.id] == nil, log.count > 2 {
            // From the first page that was served: what follows it moves up by one.
            removed[container.id] = request.order == .asc ? 1 : log.count - 2
        }
        let indices = request.indices(of: log.count)
        return .success("Status logs retrieved successfully", capacity: indices.count * 400) { output in
            output += #"{"logs":["#.utf8
            log.write(indices, order: request.order, by: field, to: &output)
            output.append(UInt8(ascii: "]"))
            request.writePagination(of: log.count, to: &output)
            output.append(UInt8(ascii: "}"))
        }
    }
}

private func isObjectID(_ text: String) -> Bool {
    text.utf8.count == 24 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
}

/// What a path asks for.
struct Route {
    enum Resource: Hashable {
        case containers
        case projectContainers(String)
        case container(String)
        case log(String)
        case unknown
    }

    let resource: Resource
    /// Whether the path ends with a slash.
    let hasSlash: Bool

    init(_ path: String) {
        let prefix = "/api/v1/"
        let isKnown = path.utf8.starts(with: prefix.utf8)
        hasSlash = isKnown && path.utf8.last == UInt8(ascii: "/")
        let rest = path.utf8.dropFirst(prefix.utf8.count).dropLast(hasSlash ? 1 : 0)
        let parts = rest.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Substring.init)
        resource =
            switch (isKnown ? parts.first : nil, parts.count, parts.last) {
            case ("containers", 1, _): .containers
            case ("containers", 2, let id?): .container(String(id))
            case ("containers", 3, "status-logs"): .log(String(parts[1]))
            case ("projects", 3, "containers"): .projectContainers(String(parts[1]))
            default: .unknown
            }
    }

    var containerID: String? {
        switch resource {
        case .container(let id), .log(let id): id
        case .containers, .projectContainers, .unknown: nil
        }
    }

    /// The id in the path, of a container or a project.
    var id: String? {
        if case .projectContainers(let id) = resource { id } else { containerID }
    }

    var isListing: Bool {
        switch resource {
        case .containers, .projectContainers: true
        case .container, .log, .unknown: false
        }
    }

    var isLog: Bool {
        if case .log = resource { true } else { false }
    }
}
