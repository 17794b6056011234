package import Timelines
package import Transparency

/// What was said about the log once, as the store keeps it.
package struct RecordedCheckpoint: Hashable, Sendable {
    /// From 1, in the order of recording.
    package let number: Int64
    /// How many observations the log had.
    package let size: Int64
    /// The RFC 6962 root hash over them.
    package let root: LogHash
    package let recordedAt: Instant
    /// As it was given away.
    package let note: String
}
