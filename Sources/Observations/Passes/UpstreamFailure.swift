/// Why the API gave no page, in the terms on which a pass decides.
package enum UpstreamFailure: Error, Hashable, Sendable {
    /// 401: the token is missing, malformed or expired. The pass stops.
    case unauthorized(detail: String)
    /// 403: no permission for this.
    case forbidden(detail: String)
    /// 404: no such container, or one in another realm.
    case notFound(detail: String)
    /// A redirect to another scheme, host or port, or too many of them.
    case refusedRedirect(detail: String)
    /// `Retry-After` asks for longer than this run waits.
    case postponed(detail: String)
    /// Any other answer that a retry would not change, such as 400.
    case rejected(detail: String)
    /// Not reached, or kept failing through all retries.
    case unavailable(detail: String)

    /// What happened, for a person.
    package var detail: String {
        switch self {
        case .unauthorized(let detail), .forbidden(let detail), .notFound(let detail), .refusedRedirect(let detail),
            .postponed(let detail), .rejected(let detail), .unavailable(let detail):
            detail
        }
    }
}
