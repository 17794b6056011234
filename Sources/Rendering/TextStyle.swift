/// What emphasis looks like; no meaning ever depends on it.
package enum TextStyle: Hashable, Sendable {
    case plain
    /// Escape sequences of a terminal.
    case ansi

    /// Bold.
    package func strong(_ line: String) -> String {
        switch self {
        case .plain: line
        case .ansi: "\u{1B}[1m\(line)\u{1B}[0m"
        }
    }
}
