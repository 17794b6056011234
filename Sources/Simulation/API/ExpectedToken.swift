import Foundation
import Timelines

/// Which tokens a server accepts.
package enum ExpectedToken: Hashable, Sendable {
    /// Any that is not empty.
    case any
    case exactly(String)

    /// Why `authorization` is refused at `instant`; nil where it is accepted.
    func refusal(of authorization: String?, at instant: Instant) -> String? {
        guard let authorization else { return "No auth token" }
        let scheme = "bearer ".utf8
        guard zip(authorization.utf8, scheme).allSatisfy({ byte, lower in byte == lower || byte | 0x20 == lower })
        else {
            return "Invalid auth token"
        }
        let token = String(Substring(authorization.utf8.dropFirst(scheme.count)))
        guard token.utf8.contains(where: { $0 != UInt8(ascii: " ") }) else { return "No auth token" }
        if let expiry = ExpectedToken.expiry(of: token), expiry <= instant { return "jwt expired" }
        switch self {
        case .any: return nil
        case .exactly(let expected): return token == expected ? nil : "Invalid auth token"
        }
    }

    /// When a JSON web token expires (RFC 7519, 4.1.4); nil where the token is not one, or names no expiry.
    private static func expiry(of token: String) -> Instant? {
        guard token.utf8.contains(UInt8(ascii: ".")) else { return nil }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        var payload = parts[1].replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        payload += String(repeating: "=", count: (4 - payload.count % 4) % 4)
        guard let data = Data(base64Encoded: payload),
            let claims = try? JSONDecoder().decode(Claims.self, from: data),
            let seconds = claims.exp, abs(seconds) < 1e12
        else { return nil }
        return Instant(milliseconds: Int64(seconds) * 1_000)
    }

    private struct Claims: Decodable {
        let exp: Double?
    }
}
