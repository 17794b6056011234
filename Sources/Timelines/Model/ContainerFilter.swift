/// A pattern of `--container`, by the same rule in every command: the containers with this id or name; if there are none, those
/// whose id or name matches it as a glob such as `web-*`.
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
        name: (Candidate) -> String?
    ) -> [Candidate] {
        let sought = ExactText(text)
        let exact = candidates.filter { candidate in
            ExactText(id(candidate).text) == sought || name(candidate).map { ExactText($0) } == sought
        }
        guard exact.isEmpty, isGlob else { return exact }
        let glob = Glob(text)
        return candidates.filter { glob.matches(id($0).text) || name($0).map(glob.matches) ?? false }
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
