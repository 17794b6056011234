/// A container's id as the platform writes it, usually 24 lower-case hex digits.
package struct ContainerID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package var description: String { text }

    package static func == (left: ContainerID, right: ContainerID) -> Bool {
        ExactText(left.text) == ExactText(right.text)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(ExactText(text))
    }

    /// By code points.
    package static func < (left: ContainerID, right: ContainerID) -> Bool {
        ExactText(left.text) < ExactText(right.text)
    }

    /// The creation time in an object id: its first 8 hex digits are seconds since 1970.
    /// Nil where the id is not of that form.
    package var creationInstant: Instant? {
        guard case .object(let high, _)? = EntryIdentifier(objectID: text) else { return nil }
        return Instant(milliseconds: Int64(high >> 32) * 1_000)
    }
}
