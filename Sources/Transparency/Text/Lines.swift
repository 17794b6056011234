/// A text's lines; each ends with a line feed, the last one too.
struct Lines {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: some Sequence<UInt8>) {
        rest = Array(bytes)[...]
    }

    /// What no line was taken from yet.
    var remainder: ArraySlice<UInt8> { rest }
    var isAtEnd: Bool { rest.isEmpty }

    /// The next line without its line feed; nil at the end, and where the line is cut off.
    mutating func next() -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end]
    }

    /// What follows `prefix` in the next line; nil, and nothing taken, where the line begins otherwise.
    mutating func next(after prefix: String) -> ArraySlice<UInt8>? {
        var ahead = self
        guard let line = ahead.next(), line.starts(with: prefix.utf8) else { return nil }
        self = ahead
        return line.dropFirst(prefix.utf8.count)
    }

    /// The hashes up to the next empty line, which is taken too; nil where a line is no hash in base64, or no empty one comes.
    mutating func hashes() -> [LogHash]? {
        var hashes: [LogHash] = []
        while let line = next() {
            if line.isEmpty { return hashes }
            guard let hash = LogHash(base64: line) else { return nil }
            hashes.append(hash)
        }
        return nil
    }
}
