import Observations
import Timelines

/// An answer that is no page, in the terms on which a pass decides.
struct Refusal {
    var response: TransferResponse
    var token: BearerToken
    /// When the answer was served, by its `Date` or else the client's clock.
    var served: Instant

    /// True where the same request can fare better later.
    var isPassing: Bool {
        [408, 425, 429].contains(response.status) || (500...599).contains(response.status)
    }

    func outcome<Page: Sendable>() -> AttemptOutcome<Page> {
        guard isPassing else { return .failed(failure) }
        let asked = RetryAfter(response.retryAfter, served: served)
        if let asked, asked.wait > RetryAfter.longestHonoured {
            return .failed(
                .postponed(
                    detail: text(
                        hint:
                            "it asks to be left alone for \(asked.wait.milliseconds / 1_000) s; the next run asks again"
                    )
                )
            )
        }
        return .again(reason: text(hint: nil), wait: asked?.wait)
    }

    private var failure: UpstreamFailure {
        switch response.status {
        case 401:
            .unauthorized(
                detail: text(hint: "the token is missing, malformed or expired (HOODY_TOKEN or --token-file)")
            )
        case 403:
            .forbidden(detail: text(hint: "the token has no permission for it"))
        case 404:
            .notFound(detail: text(hint: "it may be deleted, or in another realm (--realm)"))
        default:
            .rejected(detail: text(hint: nil))
        }
    }

    private func text(hint: String?) -> String {
        let said = ServerMessage(body: response.body, hiding: token).map { "the server says: \"\($0.text)\"" }
        return ([statusLine(response.status)] + [hint, said].compactMap(\.self)).joined(separator: "; ")
    }
}
