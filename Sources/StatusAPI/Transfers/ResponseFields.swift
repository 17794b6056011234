/// The header fields that matter, of the newest response in a transfer.
struct ResponseFields {
    private(set) var date: String?
    private(set) var retryAfter: String?

    /// Takes one line as libcurl hands it over; a status line begins a new response (after a `100 Continue`, say).
    mutating func take(line bytes: UnsafeRawBufferPointer) {
        if bytes.starts(with: "HTTP/".utf8) {
            self = ResponseFields()
        } else if let value = value(of: "date:", in: bytes) {
            date = value
        } else if let value = value(of: "retry-after:", in: bytes) {
            retryAfter = value
        }
    }

    /// What follows `name`, which is in lower case with its colon, without the white space around it.
    private func value(of name: String, in bytes: UnsafeRawBufferPointer) -> String? {
        guard bytes.count >= name.utf8.count else { return nil }
        let matches = zip(bytes, name.utf8).allSatisfy { byte, letter in
            byte == letter || ((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) && byte | 0x20 == letter)
        }
        guard matches else { return nil }
        let rest = bytes.dropFirst(name.utf8.count).drop { $0 <= 0x20 }
        let end = rest.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? rest.startIndex
        return String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
    }
}
