/// What `--container` names: the containers of an id or a name; where there are none, those whose id or name is of a form
/// such as `web-*`.
package struct ContainerFilter: Hashable, Sendable {
    /// As it was given.
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// Whether something in it stands for other characters.
    package var isGlob: Bool {
        text.contains { $0 == "*" || $0 == "?" }
    }

    /// Those of `candidates` that are meant, in their order; letter case counts.
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
}
