/// The proxy that carries HTTPS requests. Its text can contain a password, so only libcurl gets it.
package struct ProxyAddress: Hashable, Sendable {
    let text: String

    /// The proxy that `environment` names for requests to `baseURL`, as libcurl would choose it; nil for none.
    ///
    /// - Throws: if it can't be read, or its scheme is not one of a proxy. libcurl itself would find that out at every request, and
    ///   would quote the text with its password.
    package init?(for baseURL: BaseURL, in environment: [String: String]) throws(StatusAPIError) {
        guard
            baseURL.origin.scheme == "https",
            !ProxyAddress.isExempt(baseURL.origin.host, in: environment),
            let (name, text) = ProxyAddress.first(
                ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"],
                in: environment
            )
        else { return nil }
        // A password with one of these unescaped in it is parsed as something else, which then shows up in messages.
        guard
            let address = WebAddress(text, guessingScheme: true), !address.hasQuery, !address.hasFragment,
            !address.path.contains("@")
        else { throw ProxyAddress.error(name, "it is not a URL") }
        guard ProxyAddress.schemes.contains(address.origin.scheme) else {
            throw ProxyAddress.error(name, "its scheme is not one of a proxy")
        }
        self.text = text
    }

    private static let schemes = ["http", "https", "socks", "socks4", "socks4a", "socks5", "socks5h"]

    private static func first(_ names: [String], in environment: [String: String]) -> (name: String, text: String)? {
        for name in names {
            if let text = environment[name], !text.isEmpty { return (name, text) }
        }
        return nil
    }

    /// Whether `no_proxy` names the host or a domain that it belongs to.
    private static func isExempt(_ host: String, in environment: [String: String]) -> Bool {
        guard let list = first(["no_proxy", "NO_PROXY"], in: environment)?.text else { return false }
        return list.lowercased().split { $0 == "," || $0 == " " }.contains { entry in
            let domain = entry.drop { $0 == "." }
            return entry == "*" || host == domain || host == "[\(domain)]" || host.hasSuffix(".\(domain)")
        }
    }

    // The address is not shown: it can hold a password.
    private static func error(_ name: String, _ reason: String) -> StatusAPIError {
        StatusAPIError(
            code: .proxy,
            message: "the proxy in \(name) can't be used: \(reason)",
            hint: "write it as http://host:port, and percent-encode #, /, ?, @ and % in a password"
        )
    }
}

extension ProxyAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "(proxy)" }
    package var debugDescription: String { "(proxy)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
