/// Whom a request goes to: what has to stay the same for the token to be sent along.
struct WebOrigin: Hashable, Sendable, CustomStringConvertible {
    /// In lower case.
    var scheme: String
    /// In lower case; an IPv6 address in brackets.
    var host: String
    /// The scheme's own where the URL names none.
    var port: String

    var description: String { "\(scheme)://\(host):\(port)" }
}
