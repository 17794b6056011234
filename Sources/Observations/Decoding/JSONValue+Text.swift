internal import CSimdJSON
internal import Timelines

extension TachoJSONValue {
    private var buffer: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes, count: count)
    }

    /// What `text` is, from `recent` where it came lately.
    func text(_ recent: inout RecentTexts) -> String? {
        Int(kind) == Int(TACHO_JSON_TEXT) ? recent.text(buffer) : nil
    }

    /// What `written` is, from `recent` where it came lately.
    func written(_ recent: inout RecentTexts) -> String? {
        switch Int(kind) {
        case Int(TACHO_JSON_TEXT), Int(TACHO_JSON_OTHER): recent.text(buffer)
        default: nil
        }
    }

    /// The text that stands here; nil where there is none or another value.
    var text: String? {
        Int(kind) == Int(TACHO_JSON_TEXT) ? String(decoding: buffer, as: UTF8.self) : nil
    }

    /// Whether `text` stands here; every entry asks this for the same one, so that no `String` is made where bytes tell.
    func holds(_ text: String) -> Bool {
        guard Int(kind) == Int(TACHO_JSON_TEXT) else { return false }
        let isSame = text.utf8.withContiguousStorageIfAvailable { expected in
            guard expected.count == buffer.count else { return false }
            guard let short = ShortText(expected) else { return expected.elementsEqual(buffer) }
            return short == ShortText(buffer)
        }
        return isSame ?? text.utf8.elementsEqual(buffer)
    }

    /// The text, or the JSON of another value as written; nil where there is nothing or null.
    var written: String? {
        switch Int(kind) {
        case Int(TACHO_JSON_TEXT), Int(TACHO_JSON_OTHER): String(decoding: buffer, as: UTF8.self)
        default: nil
        }
    }

    /// The 24 lower-case hex digits that stand here; nil for any other text or value.
    var objectID: (high: UInt64, low: UInt32)? {
        guard Int(kind) == Int(TACHO_JSON_TEXT), case .object(let high, let low)? = EntryIdentifier(objectID: buffer)
        else {
            return nil
        }
        return (high, low)
    }

    /// The instant that stands here as an ISO 8601 text with a zone.
    var instant: Instant? {
        Int(kind) == Int(TACHO_JSON_TEXT) ? Instant(iso8601: buffer) : nil
    }
}
