/// What a path asks for.
enum Route: Hashable {
    case containers
    case projectContainers(String)
    case container(String)
    case log(String)
    case unknown

    /// The route of a path, and whether the path ends with a slash.
    static func of(_ path: String) -> (route: Route, hasSlash: Bool) {
        let prefix = "/api/v1/"
        guard path.utf8.starts(with: prefix.utf8) else { return (.unknown, false) }
        let hasSlash = path.utf8.last == UInt8(ascii: "/")
        let rest = path.utf8.dropFirst(prefix.utf8.count).dropLast(hasSlash ? 1 : 0)
        let parts = rest.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Substring.init)
        switch (parts.first, parts.count, parts.last) {
        case ("containers", 1, _): return (.containers, hasSlash)
        case ("containers", 2, let id?): return (.container(String(id)), hasSlash)
        case ("containers", 3, "status-logs"): return (.log(String(parts[1])), hasSlash)
        case ("projects", 3, "containers"): return (.projectContainers(String(parts[1])), hasSlash)
        default: return (.unknown, hasSlash)
        }
    }

    var containerID: String? {
        switch self {
        case .container(let id), .log(let id): id
        case .containers, .projectContainers, .unknown: nil
        }
    }

    var isListing: Bool {
        switch self {
        case .containers, .projectContainers: true
        case .container, .log, .unknown: false
        }
    }

    var isLog: Bool {
        if case .log = self { true } else { false }
    }

    /// The id in the path, of a container or a project.
    var id: String? {
        switch self {
        case .container(let id), .log(let id), .projectContainers(let id): id
        case .containers, .unknown: nil
        }
    }
}
