/// The short texts that were read last, so that one that comes again needs no new `String`: few come again and again.
struct RecentTexts {
    private var texts: [RecentText?] = Array(repeating: nil, count: 256)

    private struct RecentText {
        let form: ShortText
        let text: String
    }

    /// The text whose UTF-8 is `bytes`.
    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        guard let form = ShortText(bytes) else { return String(decoding: bytes, as: UTF8.self) }
        if let recent = texts[form.place], recent.form == form { return recent.text }
        let text = String(decoding: bytes, as: UTF8.self)
        texts[form.place] = RecentText(form: form, text: text)
        return text
    }
}
