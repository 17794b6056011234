import Observations
import Timelines

/// One GET as it is handed to libcurl; a redirect or a retry is another.
struct TransferRequest: Sendable {
    var url: String
    /// Whole lines, `Name: value`.
    var headers: [String]
    /// For the whole request.
    var timeout: TimeSpan
    var connectTimeout: TimeSpan
    var proxy: ProxyAddress?
    var authorities: TrustedAuthorities
    /// The most bytes of the body after decompression.
    var bodyLimit: Int
}

/// What a server answered, whatever the status.
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
    /// The room that the body takes if it is large.
    var room: PageRoom?
}

/// Why there is no whole answer.
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

/// Why a server's certificate was not accepted, in the terms in which it can be remedied.
enum CertificateFault: Hashable, Sendable {
    /// It has expired, or is not valid yet.
    case outOfDate
    /// It is for another host.
    case otherHost
    /// Nobody who is trusted vouches for it.
    case unknownAuthority
}
