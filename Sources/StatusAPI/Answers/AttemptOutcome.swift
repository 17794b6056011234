import Observations
import Timelines

/// What one attempt, with the redirects on its way, came to.
enum AttemptOutcome<Page: Sendable>: Sendable {
    case page(Page)
    /// Another attempt would not help.
    case failed(UpstreamFailure)
    /// Another attempt can help, after `wait` if the server named a time; `last` is the failure if there is none any more.
    case again(reason: String, wait: TimeSpan?, last: Last = UpstreamFailure.unavailable(detail:))

    typealias Last = @Sendable (_ detail: String) -> UpstreamFailure
}
