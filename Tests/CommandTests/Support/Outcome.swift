import Foundation

/// How a run of the program ended, and what it said.
struct Outcome: Sendable {
    /// The exit code; nil where a signal ended it.
    let code: Int32?
    let output: Data
    let complaint: String

    var text: String { String(decoding: output, as: UTF8.self) }

    /// The lines on standard error.
    var complaints: [Substring] {
        var lines = complaint.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// True where standard error is one line that begins with the program's name.
    var saysOneLine: Bool {
        complaints.count == 1 && complaint.hasPrefix("tacho: ") && complaint.hasSuffix("\n")
    }
}
