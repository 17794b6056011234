import Timelines

/// A text and its symbol, to be found again without a look-up.
struct RecentName {
    let symbol: Symbol
    private let text: String
    private let isASCII: Bool

    init(text: String, symbol: Symbol) {
        self.text = text
        self.symbol = symbol
        isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    }

    /// Whether `other` is this text byte for byte.
    func stands(for other: String) -> Bool {
        guard text.utf8.count == other.utf8.count else { return false }
        // What Swift holds equal to an ASCII text can have other bytes (the Kelvin sign for K), but then it is longer.
        return isASCII ? text == other : text.utf8.elementsEqual(other.utf8)
    }
}
