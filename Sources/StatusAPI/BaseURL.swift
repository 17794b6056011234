import CCurl

/// Where the API is: scheme, host, port, and the path before `/api/v1` if there is one.
///
/// Paths of the API begin with `/api/v1`, so a base URL that ends with it means the same as without.
package struct BaseURL: Hashable, Sendable, CustomStringConvertible {
    /// As it is put before every path, without a slash at its end.
    package let description: String
    let origin: WebOrigin

    /// The base URL in `text`; plain HTTP to another machine only where `allowingClearText`.
    ///
    /// - Throws: if it is not an `http` or `https` URL, contains a user name, a password, a query or a fragment, or would send the
    ///   token in the clear; if libcurl, which reads it, can't be loaded.
    package init(_ text: String, allowingClearText: Bool = false) throws(StatusAPIError) {
        if let reason = ccurl_load_error() {
            throw StatusAPIError(
                code: .transport,
                message: "libcurl can't be loaded: \(String(cString: reason))",
                hint: "install it: apt-get install libcurl4, or with another package manager curl"
            )
        }
        guard let address = WebAddress(text) else {
            throw BaseURL.error("it is not a URL")
        }
        guard address.origin.scheme == "http" || address.origin.scheme == "https" else {
            throw BaseURL.error("its scheme is neither http nor https")
        }
        guard !address.hasUserInformation else {
            throw BaseURL.error("it contains a user name or password; put the token in HOODY_TOKEN or --token-file")
        }
        guard !address.hasQuery, !address.hasFragment else {
            throw BaseURL.error("it contains a query or a fragment")
        }
        guard address.origin.scheme == "https" || address.origin.isLoopback || allowingClearText else {
            throw StatusAPIError(
                code: .baseURL,
                message: "the base URL is plain HTTP to another machine, which would send the token unencrypted",
                hint: "use https://, or allow it with --insecure-http"
            )
        }
        origin = address.origin
        var path = address.path.trimmingSlashes()
        if path.hasSuffix("/api/v1") { path = String(path.dropLast("/api/v1".count)).trimmingSlashes() }
        description = origin.description + path
    }

    // The URL itself is not shown: what is wrong with it may be a secret.
    private static func error(_ reason: String) -> StatusAPIError {
        StatusAPIError(
            code: .baseURL,
            message: "the base URL can't be used: \(reason)",
            hint: "give one such as https://api.hoody.icu with --base-url or HOODY_BASE_URL"
        )
    }
}

extension String {
    fileprivate func trimmingSlashes() -> String {
        var text = self[...]
        while text.hasSuffix("/") {
            text.removeLast()
        }
        return String(text)
    }
}

/// The parts of a URL, as libcurl itself reads it, so that what is checked here is what it connects to.
struct WebAddress {
    var origin: WebOrigin
    /// Percent-encoded as written.
    var path: String
    var hasUserInformation: Bool
    var hasQuery: Bool
    var hasFragment: Bool

    /// Nil where `text` is not an absolute URL with a host; one without a scheme is accepted where `guessingScheme`.
    init?(_ text: String, guessingScheme: Bool = false) {
        guard let handle = ccurl_url() else { return nil }
        defer { ccurl_url_cleanup(handle) }
        let flags = CURLU_NON_SUPPORT_SCHEME | (guessingScheme ? CURLU_GUESS_SCHEME : 0)
        let accepted = ccurl_url_set(handle, CURLUPART_URL, text, UInt32(flags))
        guard accepted == CURLUE_OK else { return nil }
        guard
            let scheme = part(CURLUPART_SCHEME, of: handle),
            let host = part(CURLUPART_HOST, of: handle), !host.isEmpty
        else { return nil }
        origin = WebOrigin(
            scheme: scheme.lowercased(),
            host: host.lowercased(),
            port: part(CURLUPART_PORT, of: handle, flags: UInt32(CURLU_DEFAULT_PORT)) ?? ""
        )
        path = part(CURLUPART_PATH, of: handle) ?? ""
        hasUserInformation = part(CURLUPART_USER, of: handle) != nil || part(CURLUPART_PASSWORD, of: handle) != nil
        hasQuery = part(CURLUPART_QUERY, of: handle) != nil
        hasFragment = part(CURLUPART_FRAGMENT, of: handle) != nil
    }
}

private func part(_ part: CURLUPart, of handle: OpaquePointer, flags: UInt32 = 0) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard ccurl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
    defer { ccurl_free(text) }
    return String(cString: text)
}

/// Where a request goes: what has to stay the same for the token to be sent.
struct WebOrigin: Hashable, Sendable, CustomStringConvertible {
    /// In lower case.
    var scheme: String
    /// In lower case; an IPv6 address in brackets.
    var host: String
    /// The scheme's default where the URL names none.
    var port: String

    var description: String { "\(scheme)://\(host):\(port)" }

    /// Whether the host is this machine: `localhost`, 127.0.0.0/8 or `::1`. libcurl has already expanded short forms.
    var isLoopback: Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let octets = host.split(separator: ".", omittingEmptySubsequences: false)
        return octets.count == 4 && octets[0] == "127" && octets.allSatisfy { UInt8($0) != nil }
    }
}
