import Observations

/// One GET as libcurl gets it; a redirect or a retry is another.
struct TransferRequest: Sendable {
    var url: String
    var settings: StatusAPISettings
    /// The most bytes of the body after decompression.
    var bodyLimit: Int
}

/// The response of a server, whatever its status.
struct TransferResponse: Sendable {
    var status: Int
    /// Decompressed.
    var body: [UInt8]
    /// The `Date` field as written.
    var date: String?
    /// The `Retry-After` field as written.
    var retryAfter: String?
    /// Where a redirect leads, as an absolute URL.
    var redirect: String?
    /// If the body is large.
    var permit: PagePermit?
}

/// Why there is no complete response.
enum TransferFailure: Error, Hashable, Sendable {
    /// Not reached, cut off, timed out: another attempt can succeed.
    case broken(String)
    /// Another attempt would end in the same way.
    case hopeless(String)
    /// The server's certificate does not prove who it is.
    case distrusted(String, CertificateFault)
    /// The body is longer than the limit.
    case tooLarge
    /// The task was cancelled, or the client is shut.
    case cancelled
}

/// Why a server's certificate was not accepted, in the terms in which it can be fixed.
enum CertificateFault: Hashable, Sendable {
    /// It has expired, or is not valid yet.
    case outOfDate
    /// It is for another host.
    case otherHost
    /// No trusted authority certifies it.
    case unknownAuthority
}

/// The header fields that matter, of the newest response in a transfer.
struct ResponseFields {
    private(set) var date: String?
    private(set) var retryAfter: String?

    /// Takes one line from libcurl; a status line begins a new response (after a `100 Continue`, say).
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
