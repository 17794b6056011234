/// By what samples are compared in groups beside the pooled comparison (`--group-by`).
package enum GateGrouping: String, Hashable, Sendable, CaseIterable {
    case container, project, server, image, actor, operation
}

/// One group of a grouping.
package struct GateGroup: Hashable, Sendable {
    package var grouping: GateGrouping
    /// What tells it from the others: the id of a container or project, the name of a server or image, an actor or operation
    /// as written. Nil where the log gives none: those entries are a group of their own.
    package var key: String?
    /// A container's name; nil where it has none, and in other groupings.
    package var name: String?

    package init(_ grouping: GateGrouping, key: String?, name: String? = nil) {
        self.grouping = grouping
        self.key = key
        self.name = name
    }

    /// How a report calls it: its key; without one `(unattributed)` for actors, `(unknown)` for all else.
    package var id: String {
        key ?? (grouping == .actor ? FigureTexts.unattributed : Self.unknown)
    }

    /// How a report calls the group of what has no key.
    package static let unknown = "(unknown)"

    /// By what a report calls them, code point by code point; a key that reads like the missing one comes before it.
    package static func precedes(_ left: GateGroup, _ right: GateGroup) -> Bool {
        if left.isSame(as: right) { return false }
        if left.id.utf8.elementsEqual(right.id.utf8) { return left.key != nil }
        return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
    }

    /// Whether both are the group of the same key, byte for byte, whatever names a container bore.
    package func isSame(as other: GateGroup) -> Bool {
        guard grouping == other.grouping, (key == nil) == (other.key == nil) else { return false }
        return id.utf8.elementsEqual(other.id.utf8)
    }
}
