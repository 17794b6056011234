package import Timelines

/// One element of a status log page: its bytes as received, and what could be read from them.
package struct ReceivedEntry: Hashable, Sendable {
    /// The JSON text of the element, byte for byte; a part of its page.
    package var body: ArraySlice<UInt8>
    package var reading: EntryReading

    package init(body: ArraySlice<UInt8>, reading: EntryReading) {
        self.body = body
        self.reading = reading
    }
}

/// The fields of an entry as far as they are there; texts are as written.
package struct EntryFields: Hashable, Sendable {
    package var id: ReceivedIdentifier
    package var at: Instant
    package var from: PriorStatusText
    package var to: String
    package var duration: DurationReading
    /// `triggered_by`; nil where missing, null or empty.
    package var actor: String?
    /// `metadata.operation`, else `metadata.command`; nil where neither is a text that is not empty.
    package var operation: String?

    package init(
        id: ReceivedIdentifier,
        at: Instant,
        from: PriorStatusText,
        to: String,
        duration: DurationReading,
        actor: String?,
        operation: String?
    ) {
        self.id = id
        self.at = at
        self.from = from
        self.to = to
        self.duration = duration
        self.actor = actor
        self.operation = operation
    }
}

/// `id` as it came, before anything has a symbol.
package enum ReceivedIdentifier: Hashable, Sendable {
    /// Missing, null, empty or no text.
    case none
    /// 24 lower-case hex digits: the first 16 and the last 8.
    case object(high: UInt64, low: UInt32)
    case text(String)
}

/// `from_status` as it came.
package enum PriorStatusText: Hashable, Sendable {
    case missing
    case null
    case status(String)
}

/// Whether an element can stand on a timeline.
package enum EntryReading: Hashable, Sendable {
    case usable(EntryFields)
    case quarantined(QuarantineReason)
}

/// Why an element can't stand on a timeline.
package enum QuarantineReason: String, Hashable, Sendable {
    case notAnObject = "not an object"
    /// More than 64 objects and arrays in each other.
    case tooDeep = "nested too deeply"
    case noStatus = "no usable to_status"
    case noTime = "no usable transition_time"
    case otherContainer = "of another container"
}
