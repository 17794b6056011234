/// Where the API is: scheme, host, port, and a path before `/api/v1` where it is served under one.
///
/// Paths of the API begin with `/api/v1`, so one that is given with that already means the same as without.
package struct BaseURL: Hashable, Sendable, CustomStringConvertible {
    /// As it is put before every path, without a slash at its end.
    package let description: String
    let origin: WebOrigin

    /// The base URL that `text` writes; plain HTTP to another machine only where `allowingClearText`.
    ///
    /// - Throws: where it is no `http` or `https` URL, holds a user name, a password, a query or a fragment, or would send the
    ///   token in the clear.
    package init(_ text: String, allowingClearText: Bool = false) throws(StatusAPIError) {
        guard let address = WebAddress(text) else {
            throw BaseURL.error("it is not a URL")
        }
        guard address.origin.scheme == "http" || address.origin.scheme == "https" else {
            throw BaseURL.error("its scheme is neither http nor https")
        }
        guard !address.hasUserInformation else {
            throw BaseURL.error("it holds a user name or password; the token goes into HOODY_TOKEN or --token-file")
        }
        guard !address.hasQuery, !address.hasFragment else {
            throw BaseURL.error("it holds a query or a fragment")
        }
        guard address.origin.scheme == "https" || address.origin.isLoopback || allowingClearText else {
            throw StatusAPIError(
                code: .baseURL,
                message: "the base URL is plain HTTP to another machine, which would send the token in the clear",
                hint: "write https://, or allow it by --insecure-http"
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
            hint: "give one such as https://api.hoody.icu by --base-url or HOODY_BASE_URL"
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
