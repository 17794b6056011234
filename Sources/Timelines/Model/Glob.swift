/// A pattern in which `*` stands for any run of characters, empty too, and `?` for exactly one; all else for itself.
///
/// It matches whole texts. A character is one as people count them, so that `?` stands for an `é` however it is encoded; one that is
/// spelt out stands for its own bytes alone.
package struct Glob: Hashable, Sendable {
    private enum Part: Hashable {
        case run
        case one
        case character(ExactText)
    }

    /// As it was written.
    package let pattern: String
    private let parts: [Part]
    private let ignoringCase: Bool

    package init(_ pattern: String, ignoringCase: Bool = false) {
        self.pattern = pattern
        self.ignoringCase = ignoringCase
        parts = pattern.map { character in
            switch character {
            case "*": .run
            case "?": .one
            default: .character(ExactText(ignoringCase ? character.lowercased() : String(character)))
            }
        }
    }

    /// Whether the whole of `text` is of this form.
    package func matches(_ text: String) -> Bool {
        let characters = text.map { ExactText(ignoringCase ? $0.lowercased() : String($0)) }
        var position = 0
        var part = 0
        // The last run met, and where it ends at present: on a mismatch it takes one character more. Earlier runs need
        // no second look, because whatever they could leave over the last one can take as well.
        var lastRun: (part: Int, end: Int)?
        while position < characters.count {
            if part < parts.count, parts[part] == .run {
                lastRun = (part, position)
                part += 1
            } else if part < parts.count, parts[part] == .one || parts[part] == .character(characters[position]) {
                part += 1
                position += 1
            } else if let run = lastRun {
                lastRun = (run.part, run.end + 1)
                part = run.part + 1
                position = run.end + 1
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { $0 == .run }
    }
}
