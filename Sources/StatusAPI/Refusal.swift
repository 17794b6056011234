import CCurl
import Observations
import Timelines

/// A response that is not a page, in the terms on which a pass decides.
struct Refusal {
    var response: TransferResponse
    var token: BearerToken
    /// When it was served, by its `Date` or else the client's clock.
    var served: Instant

    /// Whether the same request can succeed later.
    var isPassing: Bool {
        [408, 425, 429].contains(response.status) || (500...599).contains(response.status)
    }

    func outcome<Page: Sendable>() -> AttemptOutcome<Page> {
        guard isPassing else { return .failed(failure) }
        let asked = RetryAfter(response.retryAfter, served: served)
        if let asked, asked.wait > RetryAfter.longestHonoured {
            let hint = "it asks clients to wait \(asked.wait.milliseconds / 1_000) s; the next run tries again"
            return .failed(.postponed(detail: text(hint: hint)))
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
        let message = ServerMessage(body: response.body, hiding: token).map { "the server says: \"\($0.text)\"" }
        return ([statusLine(response.status)] + [hint, message].compactMap(\.self)).joined(separator: "; ")
    }
}

/// How long a server asks clients to wait.
struct RetryAfter: Hashable, Sendable {
    /// From the response on, never negative.
    var wait: TimeSpan

    /// The longest wait that a run makes; otherwise the container is left to the next run.
    static let longestHonoured = TimeSpan.minutes(5)

    /// Reads seconds, rounded up where they have a fraction (RFC 9110 has whole ones only), or an HTTP date, which counts from
    /// `served` (the response's own `Date`, so that a wrong clock on this side does no harm); nil where the field is neither.
    init?(_ field: String?, served: Instant) {
        guard let field else { return nil }
        if let seconds = RetryAfter.seconds(field) {
            wait = .seconds(seconds)
        } else if let until = Instant(httpDate: field) {
            wait = max(until - served, .zero)
        } else {
            return nil
        }
    }

    private static func seconds(_ field: String) -> Int64? {
        let parts = field.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        let areDigits = parts.allSatisfy { part in
            !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
        guard areDigits else { return nil }
        let hasFraction = parts.dropFirst().contains { part in part.contains { $0 != UInt8(ascii: "0") } }
        // A number of seconds that overflows is longer than anything honoured.
        return min(Int64(String(decoding: parts[0], as: UTF8.self)) ?? .max, 1 << 40) + (hasFraction ? 1 : 0)
    }
}

extension Instant {
    /// The instant of an HTTP date, in any of the forms of RFC 9110 (section 5.6.7); whole seconds, UTC.
    init?(httpDate text: String) {
        // Only what begins with a weekday: libcurl would also read a bare number as one.
        guard let first = text.utf8.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) else { return nil }
        let seconds = ccurl_getdate(text)
        guard seconds >= 0 else { return nil }
        self.init(milliseconds: Int64(seconds) * 1_000)
    }
}

/// An HTTP status with its reason, such as `404 Not Found`; HTTP/2 does not send the reason.
func statusLine(_ status: Int) -> String {
    reasons[status].map { "\(status) \($0)" } ?? "status \(status)"
}

private let reasons: [Int: String] = [
    200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 206: "Partial Content",
    300: "Multiple Choices", 301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified",
    307: "Temporary Redirect", 308: "Permanent Redirect",
    400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 406: "Not Acceptable", 407: "Proxy Authentication Required", 408: "Request Timeout",
    409: "Conflict", 410: "Gone", 414: "URI Too Long", 415: "Unsupported Media Type", 421: "Misdirected Request",
    422: "Unprocessable Content", 425: "Too Early", 429: "Too Many Requests", 431: "Request Header Fields Too Large",
    451: "Unavailable For Legal Reasons",
    500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable",
    504: "Gateway Timeout", 505: "HTTP Version Not Supported", 507: "Insufficient Storage", 508: "Loop Detected",
]
