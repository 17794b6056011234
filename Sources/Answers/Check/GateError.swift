internal import Rendering

/// Why two ranges can't be compared, or not with such settings.
package struct GateError: Error, Hashable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        case overlappingRanges
        /// Baseline and candidate hold latencies of different kinds.
        case otherKind
        /// The baseline was not grouped in the way that was asked for.
        case otherGrouping
        /// A setting outside of its bounds.
        case badOption
    }

    package var code: Code
    package var message: String
    /// What to do instead.
    package var hint: String

    package init(code: Code, message: String, hint: String) {
        self.code = code
        self.message = message
        self.hint = hint
    }

    /// One line: what is wrong, and what to do.
    package var description: String {
        "\(message); \(hint)"
    }
}
