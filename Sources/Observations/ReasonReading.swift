internal import CSimdJSON

/// Why something happened, as an entry's metadata tells it.
package struct EntryReasonText: Hashable, Sendable {
    package var text: String
    /// Whether it stands under `error` or `error_message`, which are only there where something failed.
    package var isError: Bool

    package init(text: String, isError: Bool) {
        self.text = text
        self.isError = isError
    }
}

extension EntryReasonText {
    /// The first of `error`, `error_message`, `message` and `reason` that tells one; nil where none does.
    init?(_ element: TachoLogElement) {
        for (found, isError) in [
            (element.error, true), (element.error_message, true), (element.message, false), (element.reason, false),
        ] {
            guard let text = found.text else { continue }
            self.init(text: text, isError: isError)
            return
        }
        return nil
    }
}

extension TachoReason {
    /// A text that is not blank; of an object its `message` where that is such a text, else, unless it is empty, its compact JSON.
    fileprivate var text: String? {
        if let text = value.text { return text.isBlank ? nil : text }
        guard Int(value.kind) == Int(TACHO_JSON_OTHER), value.buffer.first == UInt8(ascii: "{") else { return nil }
        if let message = message.text, !message.isBlank { return message }
        let compact = compactJSON(value.buffer)
        return compact == "{}" ? nil : compact
    }
}

extension String {
    /// Whether it has no character but white space.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
