#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What a server says about its refusal, fit for one line of a terminal.
struct ServerMessage {
    var text: String

    private static let longest = 200

    /// The `message` (or else the `error`) of an error envelope; nil where the body holds none.
    init?(body: [UInt8], hiding token: BearerToken) {
        guard
            body.count <= 1 << 16,
            let envelope = try? JSONDecoder().decode(ErrorEnvelope.self, from: Data(body)),
            let message = envelope.message?.text ?? envelope.error
        else { return nil }
        self.init(message, hiding: token)
    }

    /// `message` without the token, user names and passwords, without control characters, and shortened; nil where nothing is
    /// left.
    init?(_ message: String, hiding token: BearerToken) {
        // A bound before the token is looked for keeps that cheap, and cuts far behind what is shown.
        let visible = String(String.UnicodeScalarView(message.unicodeScalars.prefix(2_000).map(printable)))
        let words = token.redacting(visible.withoutUserInformation(needingScheme: false)).split(separator: " ").joined(
            separator: " "
        )
        guard !words.isEmpty else { return nil }
        text = words.count > ServerMessage.longest ? words.prefix(ServerMessage.longest - 1) + "…" : words
    }
}

/// A blank in place of what moves a cursor, breaks a line or turns the direction of writing.
private func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: " "
    default: scalar
    }
}

/// `{"statusCode": 400, "error": "Bad Request", "message": "…"}`; the message of a validation is sometimes a list.
private struct ErrorEnvelope: Decodable {
    var message: Message?
    var error: String?

    enum Message: Decodable {
        case one(String)
        case several([String])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .one(text)
            } else {
                self = .several(try container.decode([String].self))
            }
        }

        var text: String {
            switch self {
            case .one(let text): text
            case .several(let texts): texts.joined(separator: "; ")
            }
        }
    }
}
