import Timelines

/// A request to the API: a path below the base URL, and its query.
struct Endpoint: Hashable, Sendable {
    /// Percent-encoded, from `/`.
    var path: String
    /// Percent-encoded, without `?`.
    var query: String

    /// The most elements that the API serves on a page.
    static let longestPage = 100

    /// A page of the container list, of one project or all, by id so that pages do not shift as containers change.
    static func containers(ofProject project: String?, realm: String?, page: Int) -> Endpoint {
        var query = [
            ("page", String(page)), ("limit", String(longestPage)), ("sort_by", "id"), ("sort_order", "asc"),
            ("include_deleting", "true"), ("include_expired", "true"),
        ]
        if let realm { query.append(("realm_id", realm)) }
        let path = project.map { "/api/v1/projects/\(percentEncoded($0))/containers" } ?? "/api/v1/containers"
        return Endpoint(path: path, query: query)
    }

    /// A page of a container's status log, oldest entry first: new entries come last.
    static func statusLogs(of container: ContainerID, page: Int, limit: Int) -> Endpoint {
        Endpoint(
            path: "/api/v1/containers/\(percentEncoded(container.text))/status-logs",
            query: [
                ("page", String(page)), ("limit", String(limit)), ("sort_by", "transition_time"),
                ("sort_order", "asc"),
            ]
        )
    }

    private init(path: String, query: [(name: String, value: String)]) {
        self.path = path
        self.query = query.map { "\($0.name)=\(percentEncoded($0.value))" }.joined(separator: "&")
    }

    func url(below base: BaseURL) -> String {
        "\(base)\(path)?\(query)"
    }
}

/// `text` with every byte but the unreserved characters of RFC 3986 (section 2.3) as `%XX`.
///
/// A text of nothing but dots would be read as a step in the path, so its dots are encoded.
func percentEncoded(_ text: String) -> String {
    let isDots = text.utf8.allSatisfy { $0 == UInt8(ascii: ".") }
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
        if isUnreserved(byte), !isDots {
            result.append(byte)
        } else {
            result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return String(decoding: result, as: UTF8.self)
}

private func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        true
    default: false
    }
}
