/// Why entries happened, as they tell it, by number from 1: long texts that few questions ask for, apart from the terms of a
/// `SymbolTable`.
package struct ReasonTable: Sendable {
    package private(set) var texts: [String]
    /// Nil before one is looked for.
    private var numbers: [ExactText: UInt32]?

    /// The table with `texts` under their places, from 1.
    package init(texts: [String] = []) {
        self.texts = texts
    }

    package subscript(reason: ReasonNumber) -> String {
        texts[Int(reason.value) - 1]
    }

    /// The number of `text`; a new text gets the next one.
    package mutating func intern(_ text: String) -> ReasonNumber {
        var numbers = take()
        defer { self.numbers = numbers }
        if let number = numbers[ExactText(text)] { return ReasonNumber(number) }
        texts.append(text)
        let number = UInt32(texts.count)
        numbers[ExactText(text)] = number
        return ReasonNumber(number)
    }

    /// The numbers by text, out of the table, so that they are changed where they are.
    private mutating func take() -> [ExactText: UInt32] {
        if let numbers {
            self.numbers = nil
            return numbers
        }
        return Dictionary(texts.enumerated().map { (ExactText($1), UInt32($0 + 1)) }) { first, _ in first }
    }
}

/// A text of a `ReasonTable`.
package struct ReasonNumber: Hashable, Sendable {
    package let value: UInt32

    @inlinable
    package init(_ value: UInt32) {
        self.value = value
    }

    @inlinable
    package static func == (left: ReasonNumber, right: ReasonNumber) -> Bool { left.value == right.value }
}
