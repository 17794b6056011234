/// A pattern of `--container`, by the same rule in every command: the containers with this id or name; if there are none, those that a
/// project's id or alias is written before (`prod/web`), or a part of the id behind (`web (…6d02b8)`); then those whose ids end with
/// these hex digits, at least four; then those whose id or name matches it as a glob such as `web-*`.
package struct ContainerFilter: Hashable, Sendable {
    /// As it was given.
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// Whether it has a wildcard.
    package var isGlob: Bool {
        text.contains { $0 == "*" || $0 == "?" }
    }

    /// Those of `candidates` that match, in their order; letter case counts.
    package func matches<Candidate>(
        in candidates: [Candidate],
        id: (Candidate) -> ContainerID,
        name: (Candidate) -> String?,
        projects: (Candidate) -> [ExactText]
    ) -> [Candidate] {
        let sought = ExactText(text)
        let exact = candidates.filter { candidate in
            ExactText(id(candidate).text) == sought || name(candidate).map { ExactText($0) } == sought
        }
        guard exact.isEmpty else { return exact }
        let labelled = candidates.filter { candidate in
            guard let name = name(candidate) else { return false }
            return projects(candidate).contains { ExactText("\($0.text)/\(name)") == sought }
                || label.map { ExactText($0.name) == ExactText(name) && id(candidate).text.hasSuffix($0.ending) }
                    ?? false
        }
        guard labelled.isEmpty else { return labelled }
        if isEnding {
            let ending = candidates.filter { id($0).text.hasSuffix(text) }
            guard ending.isEmpty else { return ending }
        }
        guard isGlob else { return [] }
        let glob = Glob(text)
        return candidates.filter { glob.matches(id($0).text) || name($0).map(glob.matches) ?? false }
    }

    /// The name and the end of the id in `web (…6d02b8)`, as texts label namesakes; nil where it is written otherwise.
    private var label: (name: String, ending: String)? {
        let parts = text.split(separator: " (…", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].hasSuffix(")") else { return nil }
        return (String(parts[0]), String(parts[1].dropLast()))
    }

    /// Whether it can be the end of an id.
    private var isEnding: Bool {
        text.utf8.count >= 4 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// What to write instead where nothing matches: the nearest of the candidates' names; for a glob that begins with letters,
    /// the glob with the beginning of the nearest name. Nil where nothing is near.
    package func suggestion(among names: [String]) -> String? {
        let names = names.sorted()
        guard isGlob else { return nearest(to: text, among: names) }
        let beginning = String(text.prefix { $0 != "*" && $0 != "?" })
        let beginnings = names.map { String($0.prefix(beginning.count)) }.filter { $0.count == beginning.count }
        let corrected = nearest(to: beginning, among: beginnings).map { $0 + text.dropFirst(beginning.count) }
        if let corrected, names.contains(where: Glob(corrected).matches) { return corrected }
        return nearest(to: text.filter { $0 != "*" && $0 != "?" }, among: names)
    }
}

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
