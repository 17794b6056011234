internal import CSimdJSON
internal import Timelines

extension TachoJSONValue {
    var buffer: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes, count: count)
    }

    /// What `text` is, from `cache` if it is there.
    func text(_ cache: inout TextCache) -> String? {
        Int(kind) == Int(TACHO_JSON_TEXT) ? cache.text(buffer) : nil
    }

    /// What `written` is, from `cache` if it is there.
    func written(_ cache: inout TextCache) -> String? {
        switch Int(kind) {
        case Int(TACHO_JSON_TEXT), Int(TACHO_JSON_OTHER): cache.text(buffer)
        default: nil
        }
    }

    /// The text; nil where there is none or another value.
    var text: String? {
        Int(kind) == Int(TACHO_JSON_TEXT) ? String(decoding: buffer, as: UTF8.self) : nil
    }

    /// Whether it is `text`. Every entry is compared with the same text, so no `String` is made where bytes are enough.
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

    /// 24 lower-case hex digits; nil for any other text or value.
    var objectID: (high: UInt64, low: UInt32)? {
        guard Int(kind) == Int(TACHO_JSON_TEXT), case .object(let high, let low)? = EntryIdentifier(objectID: buffer)
        else {
            return nil
        }
        return (high, low)
    }

    /// The instant of an ISO 8601 text with a zone; nil for any other text or value.
    var instant: Instant? {
        Int(kind) == Int(TACHO_JSON_TEXT) ? Instant(iso8601: buffer) : nil
    }
}

/// The short texts that were read last, so that a repeated one needs no new `String`: most texts are repeated often.
struct TextCache {
    private var texts: [CachedText?] = Array(repeating: nil, count: 256)

    private struct CachedText {
        let form: ShortText
        let text: String
    }

    /// The text whose UTF-8 is `bytes`.
    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        guard let form = ShortText(bytes) else { return String(decoding: bytes, as: UTF8.self) }
        if let cached = texts[form.bucket], cached.form == form { return cached.text }
        let text = String(decoding: bytes, as: UTF8.self)
        texts[form.bucket] = CachedText(form: form, text: text)
        return text
    }
}
