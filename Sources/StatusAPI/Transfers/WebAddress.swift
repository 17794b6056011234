import CCurl

/// A URL in its parts, taken apart by libcurl itself, so that what is checked here is what it will connect to.
struct WebAddress {
    var origin: WebOrigin
    /// Percent-encoded as written.
    var path: String
    var hasUserInformation: Bool
    var hasQuery: Bool
    var hasFragment: Bool

    /// Nil where `text` is not an absolute URL with a host; one without a scheme is taken where `guessingScheme`.
    init?(_ text: String, guessingScheme: Bool = false) {
        guard let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        let flags = CURLU_NON_SUPPORT_SCHEME | (guessingScheme ? CURLU_GUESS_SCHEME : 0)
        let accepted = curl_url_set(handle, CURLUPART_URL, text, UInt32(flags))
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
    guard curl_url_get(handle, part, &text, flags) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
}
