/// Why a simulation can't be served as asked.
package struct SimulationError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        /// The text of faults names a fault, a setting or a value that there is not.
        case badFaults
        /// The operating system refused a socket.
        case socket
    }

    package let code: Code
    /// What happened, to what.
    package let message: String
    /// What to do about it; nil where nothing can be said.
    package let hint: String?

    package init(code: Code, message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }

    package var description: String {
        hint.map { "\(message); \($0)" } ?? message
    }
}
