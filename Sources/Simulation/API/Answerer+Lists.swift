extension Answerer {
    /// A page of the containers that the parameters let through.
    func list(
        _ query: QueryString,
        host: String?,
        project: String?,
        fleet: ServedFleet,
        ruling: Ruling
    ) throws(BadParameter) -> Response {
        let request = try PageRequest(query, ruling: ruling, standardOrder: .desc)
        let field: ListSortField = try query.choice("sort_by", standard: .createdAt)
        let realm = query.text("realm_id") ?? Answerer.realm(in: host)
        if let realm, !Answerer.isObjectID(realm) {
            throw BadParameter(message: "realm_id must be a mongodb id")
        }
        let deleting = query.flag("include_deleting")
        let expired = query.flag("include_expired")
        let prespawned = query.flag("include_prespawn")
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
            for (place, container) in containers[request.places(of: containers.count)].enumerated() {
                if place > 0 { output.append(UInt8(ascii: ",")) }
                output += container.body
            }
            output.append(UInt8(ascii: "]"))
            request.writePagination(of: containers.count, to: &output)
            output.append(UInt8(ascii: "}"))
        }
    }

    /// The realm that a host's first label names, nil where it names none.
    private static func realm(in host: String?) -> String? {
        guard let label = host?.split(separator: ".").first.map(String.init), isObjectID(label) else { return nil }
        return label
    }

    /// The redirect that this request gets, nil where it gets none.
    func redirect(_ head: RequestHead, route: Route, hasSlash: Bool, ruling: Ruling) -> Response? {
        if ruling.has(.redirectLoop) { return .redirect(to: baseURL + head.target) }
        if let fault = ruling.standing[.redirectForeign] { return .redirect(to: fault.url + head.target) }
        guard route != .unknown else { return nil }
        let wantsSlash = route.isListing && (listsEndWithSlash != ruling.has(.redirectSlash))
        guard wantsSlash != hasSlash else { return nil }
        let query = head.target.dropFirst(head.path.count)
        let path = wantsSlash ? "\(head.path)/" : String(head.path.dropLast())
        return .redirect(to: "\(baseURL)\(path)\(query)")
    }
}
