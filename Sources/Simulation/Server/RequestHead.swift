/// The head of an HTTP request, as far as the API needs it.
struct RequestHead {
    var method = ""
    /// Path and query as received.
    var target = ""
    var minorVersion = 1
    var authorization: String?
    var host: String?
    var acceptsGzip = false
    var hasBody = false
    var wantsClose = false
    var wantsKeepAlive = false

    /// The part of the target before the query.
    var path = ""

    /// The most bytes that a head may have.
    static let limit = 16_384

    /// Where the head in `bytes` ends, its empty line included; nil while that was not received.
    static func end(in bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for index in 3..<bytes.count
        where bytes[index] == 10 && bytes[index - 1] == 13 && bytes[index - 2] == 10 && bytes[index - 3] == 13 {
            return index + 1
        }
        return nil
    }

    /// The head of a request of which nothing is known.
    init() {}

    /// The head in `bytes`; nil where that is not an HTTP/1 request.
    init?(_ bytes: ArraySlice<UInt8>) {
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: true).makeIterator()
        guard let first = lines.next() else { return nil }
        let parts = first.split(separator: 32, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1].first == UInt8(ascii: "/") else { return nil }
        method = String(decoding: parts[0], as: UTF8.self)
        target = String(decoding: parts[1], as: UTF8.self)
        path = String(decoding: parts[1].prefix { $0 != UInt8(ascii: "?") }, as: UTF8.self)
        switch String(decoding: parts[2].prefix(8), as: UTF8.self) {
        case "HTTP/1.1": minorVersion = 1
        case "HTTP/1.0": minorVersion = 0
        default: return nil
        }
        while let line = lines.next() {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            take(name: line[..<colon], value: line[line.index(after: colon)...])
        }
    }

    private mutating func take(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
        let value = RequestHead.text(value)
        switch RequestHead.text(name).lowercased() {
        case "host": host = value
        case "connection":
            wantsClose = value.lowercased() == "close"
            wantsKeepAlive = value.lowercased() == "keep-alive"
        case "authorization": authorization = value
        case "content-length": hasBody = value != "0"
        case "accept-encoding": acceptsGzip = value.lowercased().contains("gzip")
        case "transfer-encoding": hasBody = true
        default: break
        }
    }

    /// The text without the white space around it.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        let start = bytes.firstIndex { $0 > 32 } ?? bytes.endIndex
        let end = bytes.lastIndex { $0 > 32 }.map { $0 + 1 } ?? start
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}
