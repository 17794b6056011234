import Observations
import Timelines
import Transparency

/// A page on its way into the store, its leaves of the log hashed already.
struct PreparedPage: Sendable {
    let entries: [ReceivedEntry]
    /// In the order of `entries`, whether they come to be recorded or not.
    let leaves: [LogHash]
    let container: ContainerID
    let pass: PassNumber
    let recordedAt: Instant

    init(_ entries: [ReceivedEntry], of container: ContainerID, in pass: PassNumber, recordedAt: Instant) {
        self.entries = entries
        self.container = container
        self.pass = pass
        self.recordedAt = recordedAt
        var encoder = LeafEncoder()
        var text = container.text
        leaves = text.withUTF8 { id in
            entries.map { entry in
                entry.body.withUnsafeBytes { body in
                    encoder.encode(
                        kind: ObservationKind.entry.leafNumber,
                        pass: pass.value,
                        recordedAt: recordedAt,
                        container: UnsafeRawBufferPointer(id),
                        body: body
                    )
                }
                return encoder.leaf
            }
        }
    }
}
