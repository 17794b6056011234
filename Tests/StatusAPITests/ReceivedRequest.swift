/// A request as a scripted server got it.
struct ReceivedRequest: Sendable {
    /// Path and query as sent.
    let target: String
    /// Lines after the first, as sent.
    let headers: [String]
    /// Which connection it came on, from 1.
    let connection: Int

    init?(head: String, connection: Int) {
        var lines = head.components(separatedByLine: "\r\n")
        let words = lines.removeFirst().split(separator: " ")
        guard words.count == 3 else { return nil }
        target = String(words[1])
        headers = lines
        self.connection = connection
    }

    /// The value of the field `name`, nil where there is none.
    func header(_ name: String) -> String? {
        let prefix = name.lowercased() + ": "
        return headers.first { $0.lowercased().hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    }
}

extension String {
    fileprivate func components(separatedByLine end: String) -> [String] {
        // "\r\n" is one Character.
        split(separator: Character(end), omittingEmptySubsequences: false).map(String.init)
    }
}
