package import Timelines

/// One attempt to get a page, as a person can follow it; the token is in none of its texts.
package struct RequestAttempt: Sendable {
    package enum Result: Hashable, Sendable {
        case answered
        case failed(String)
        /// It is asked for again after `wait`.
        case again(String, wait: TimeSpan)
    }

    /// What was asked for, without anything secret.
    package let url: String
    package let took: TimeSpan
    package let result: Result
}
