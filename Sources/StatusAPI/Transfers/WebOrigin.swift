/// Whom a request goes to: what has to stay the same for the token to be sent along.
struct WebOrigin: Hashable, Sendable, CustomStringConvertible {
    /// In lower case.
    var scheme: String
    /// In lower case; an IPv6 address in brackets.
    var host: String
    /// The scheme's own where the URL names none.
    var port: String

    var description: String { "\(scheme)://\(host):\(port)" }

    /// Whether the host is this machine: `localhost`, 127.0.0.0/8 or `::1`. libcurl has written short forms out already.
    var isLoopback: Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let octets = host.split(separator: ".", omittingEmptySubsequences: false)
        return octets.count == 4 && octets[0] == "127" && octets.allSatisfy { UInt8($0) != nil }
    }
}
