/// A question that has no answer as it was asked.
package struct QuestionError: Error, Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        /// It names what is not there, or can't be asked so.
        case usage
        /// What is stored contradicts itself.
        case badData
    }

    package let code: Code
    /// What is wrong, and what to ask instead: one line.
    package let message: String

    static func usage(_ message: String) -> QuestionError {
        QuestionError(code: .usage, message: message)
    }
}
