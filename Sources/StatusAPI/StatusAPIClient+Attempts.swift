import Observations
package import Timelines

extension StatusAPIClient {
    typealias Decode<Page> = @Sendable (TransferResponse) throws(MalformedBody) -> Page

    /// The page at `endpoint`, requested again as long as that can help and `Backoff` allows.
    func page<Page: Sendable>(
        at endpoint: Endpoint,
        decode: @escaping Decode<Page>
    ) async throws(UpstreamFailure) -> Page {
        var backoff = Backoff(chance: settings.chance)
        let url = endpoint.url(below: settings.baseURL)
        while true {
            let begun = ContinuousClock.now
            let outcome = await attempt(url, decode: decode)
            let took = TimeSpan(milliseconds: Int64((ContinuousClock.now - begun) / .milliseconds(1)))
            func observe(_ result: RequestAttempt.Result) {
                settings.observe(RequestAttempt(url: shown(url), took: took, result: result))
            }
            switch outcome {
            case .page(let page):
                observe(.answered)
                return page
            case .failed(let failure):
                observe(.failed(failure.detail))
                throw failure
            case .again(let reason, let asked, let last):
                guard let next = backoff.next() else {
                    observe(.failed(reason))
                    throw last("\(reason); tried \(Backoff.mostRetries + 1) times")
                }
                // The server's own wait is the minimum; chance on top of a longer one would gain nothing.
                let wait = max(next, asked ?? .zero)
                observe(.again(reason, wait: wait))
                await settings.sleep(wait)
                if Task.isCancelled { throw .unavailable(detail: "cancelled while waiting to retry: \(reason)") }
            }
        }
    }

    /// One attempt, which follows redirects within the base URL's origin; the token is sent nowhere else.
    private func attempt<Page: Sendable>(_ first: String, decode: Decode<Page>) async -> AttemptOutcome<Page> {
        var url = first
        for _ in 0...StatusAPIClient.mostRedirects {
            let response: TransferResponse
            switch await transfer(url) {
            case .success(let answer): response = answer
            case .failure(let failure): return outcome(of: failure)
            }
            guard response.isRedirect else { return outcome(of: response, decode: decode) }
            guard
                let target = response.redirect, let address = WebAddress(target),
                address.origin == settings.baseURL.origin, !address.hasUserInformation
            else {
                return .failed(.refusedRedirect(detail: refusal(of: response)))
            }
            url = target
        }
        return .failed(
            .refusedRedirect(detail: "redirected more than \(StatusAPIClient.mostRedirects) times")
        )
    }

    private func outcome<Page: Sendable>(of response: TransferResponse, decode: Decode<Page>) -> AttemptOutcome<Page> {
        guard (200...299).contains(response.status) else {
            let served = response.date.flatMap(Instant.init(httpDate:)) ?? settings.now()
            return Refusal(response: response, token: settings.token, served: served).outcome()
        }
        do throws(MalformedBody) {
            return .page(try decode(response))
        } catch {
            let reason = ServerMessage(error.reason, hiding: settings.token)?.text ?? "it can't be read"
            return .again(
                reason: "\(statusLine(response.status)), but the body is not the requested page: \(reason)",
                wait: nil
            )
        }
    }

    private func outcome<Page: Sendable>(of failure: TransferFailure) -> AttemptOutcome<Page> {
        switch failure {
        case .broken(let text): .again(reason: shown(text), wait: nil)
        case .hopeless(let text): .failed(.unavailable(detail: shown(text)))
        case .distrusted(let text, let fault):
            .failed(
                .unavailable(
                    detail:
                        "the certificate of \(settings.baseURL.origin.host) is not accepted: \(shown(text)); \(fault.remedy)"
                )
            )
        case .tooLarge:
            .again(
                reason: "the body is longer than \(size(settings.bodyLimit))",
                wait: nil,
                last: UpstreamFailure.rejected(detail:)
            )
        case .cancelled: .failed(.unavailable(detail: "cancelled"))
        }
    }

    /// libcurl's own text can quote what the server sent, so it is treated like the server's.
    private func shown(_ text: String) -> String {
        ServerMessage(text, hiding: settings.token)?.text ?? "the transfer failed"
    }

    private func refusal(of response: TransferResponse) -> String {
        // Only the origin: the rest of the URL can contain anything.
        let origin = response.redirect.flatMap { WebAddress($0)?.origin }
        let target = origin.flatMap { ServerMessage($0.description, hiding: settings.token)?.text }
        let hint = "redirects are followed only within the same scheme, host and port (--base-url)"
        return "\(statusLine(response.status)) to \(target ?? "an address that can't be read"); \(hint)"
    }
}

extension CertificateFault {
    /// What to do about it.
    fileprivate var remedy: String {
        switch self {
        case .outOfDate: "renew the server's certificate, or correct this machine's clock"
        case .otherHost: "use a host name that is in the certificate (--base-url)"
        case .unknownAuthority:
            "if you have your own authority, give its certificate (--ca-file or SSL_CERT_FILE)"
        }
    }
}

extension TransferResponse {
    fileprivate var isRedirect: Bool {
        [301, 302, 303, 307, 308].contains(status)
    }
}

/// A number of bytes, in MiB where that is a whole number.
private func size(_ bytes: Int) -> String {
    bytes.isMultiple(of: 1 << 20) ? "\(bytes >> 20) MiB" : "\(bytes) bytes"
}

/// The result of one attempt, including its redirects.
enum AttemptOutcome<Page: Sendable>: Sendable {
    case page(Page)
    /// Another attempt would not help.
    case failed(UpstreamFailure)
    /// Another attempt can help, after `wait` if the server named a time; `last` makes the failure if there is no further attempt.
    case again(reason: String, wait: TimeSpan?, last: Last = UpstreamFailure.unavailable(detail:))

    typealias Last = @Sendable (_ detail: String) -> UpstreamFailure
}

/// One attempt to get a page, for people to follow; the token is in none of its texts.
package struct RequestAttempt: Sendable {
    package enum Result: Hashable, Sendable {
        case answered
        case failed(String)
        /// It is requested again after `wait`.
        case again(String, wait: TimeSpan)
    }

    /// What was requested, without anything secret.
    package let url: String
    package let took: TimeSpan
    package let result: Result
}

/// The waits between attempts: full jitter, each drawn from zero up to a ceiling that doubles.
///
/// Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
struct Backoff {
    /// Uniform in 0 ..< 1.
    let chance: @Sendable () -> Double
    private var retries = 0

    static let mostRetries = 5
    private static let firstCeiling = TimeSpan(milliseconds: 250)
    private static let lastCeiling = TimeSpan.seconds(30)

    init(chance: @escaping @Sendable () -> Double) {
        self.chance = chance
    }

    /// The wait before the next attempt; nil after the last one.
    mutating func next() -> TimeSpan? {
        guard retries < Backoff.mostRetries else { return nil }
        let ceiling = min(Backoff.firstCeiling.milliseconds << Int64(retries), Backoff.lastCeiling.milliseconds)
        retries += 1
        return TimeSpan(milliseconds: Int64(chance() * Double(ceiling)))
    }
}
