import Timelines

/// An entry as the projection holds it, and what the reading that is under way found of it.
struct KnownEntry {
    var entry: Entry
    /// Its place within its instant.
    var ordinal: Int32
    /// Its row as the store has it; nil before it is written.
    var stored: StoredRow?
    /// How many elements the log was expected to serve before it when the reading began; 0 for what the reading added.
    var place: Int
    var isMet = false
    var isDirty = false

    var isVanished: Bool { entry.marks.contains(.vanished) }
}

/// What the store says of an entry besides its content: its key within the container, and whether it counts as vanished.
struct StoredRow {
    let at: Instant
    let ordinal: Int32
    let isVanished: Bool
}
