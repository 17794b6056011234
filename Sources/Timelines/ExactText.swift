/// A text that equals another only byte for byte.
///
/// Swift's `String` holds canonically equivalent texts equal (é as one code point, and e with an accent); the API, SQLite and JSON
/// do not. So ids, names and operations that are looked up or counted are keys of this type.
package struct ExactText: Hashable, Comparable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package init(stringLiteral text: String) {
        self.text = text
    }

    package var description: String { text }

    package static func == (left: ExactText, right: ExactText) -> Bool {
        let bytes = left.text.utf8.withContiguousStorageIfAvailable { left in
            right.text.utf8.withContiguousStorageIfAvailable { right in left.elementsEqual(right) }
        }
        return bytes.flatMap(\.self) ?? left.text.utf8.elementsEqual(right.text.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        var copy = text
        copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    /// By code points.
    package static func < (left: ExactText, right: ExactText) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}

/// The candidate that the fewest edits make out of `text`; nil where all take more than half of its length.
///
/// Edits insert, delete or replace a character (Levenshtein); the first of several equals counts.
package func nearest(to text: String, among candidates: [String]) -> String? {
    let text = Array(text.lowercased())
    let distances = candidates.map { (candidate: $0, edits: edits(text, Array($0.lowercased()))) }
    guard let best = distances.min(by: { $0.edits < $1.edits }), best.edits * 2 <= max(text.count, 2) else {
        return nil
    }
    return best.candidate
}

private func edits(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (number, letter) in left.enumerated() {
        var diagonal = row[0]
        row[0] = number + 1
        for (column, other) in right.enumerated() {
            let replaced = diagonal + (letter == other ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(replaced, row[column] + 1, row[column + 1] + 1)
        }
    }
    return row[right.count]
}
