/// Why a run came to nothing.
package struct IngestionError: Error, Sendable {
    package enum Code: Hashable, Sendable {
        /// The API refuses the token.
        case unauthorized
        /// The containers could not be listed.
        case listing
        /// `--container` names something that no container bears.
        case noSuchContainer
        /// What was received could not be kept; see `underlying`.
        case storage
    }

    package var code: Code
    /// What happened, and to what, for a person.
    package var message: String
    /// The event log's own error.
    package var underlying: (any Error)?

    package init(code: Code, message: String, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }
}
