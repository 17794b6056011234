/// A setting that can't be used to reach the API.
package struct StatusAPIError: Error, Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        case baseURL
        /// The proxy that the environment names.
        case proxy
        /// The certificates of the authorities to trust.
        case authorities
        case token
        case timeout
        /// libcurl could not be started.
        case transport
    }

    package var code: Code
    /// What is wrong, for a person; a token is never part of it.
    package var message: String
    /// What to do about it.
    package var hint: String

    package init(code: Code, message: String, hint: String) {
        self.code = code
        self.message = message
        self.hint = hint
    }
}
