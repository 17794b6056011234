internal import Observations
internal import Timelines
internal import Transparency

/// The reading of one container's log that is under way: what is known of the stretch, and what of it was met.
final class Reading {
    let container: ContainerKey
    let pass: Int64
    let mode: ReadingMode
    /// The beginning of the stretch: what is known from there on and not met by the end has vanished.
    let from: Instant
    let entries: ContainerEntries
    /// By bytes.
    var quarantine: [[UInt8]: KnownQuarantine]
    /// Elements that had vanished and were met again.
    var returned = 0

    init(
        container: ContainerKey,
        pass: Int64,
        mode: ReadingMode,
        from: Instant,
        entries: ContainerEntries,
        quarantine: [[UInt8]: KnownQuarantine]
    ) {
        self.container = container
        self.pass = pass
        self.mode = mode
        self.from = from
        self.entries = entries
        self.quarantine = quarantine
    }

    /// How many known quarantined elements the log is expected to serve. They count as its first, as an entry without a
    /// time sorts before all others.
    var expectedQuarantined: Int {
        quarantine.values.count { !$0.isVanished }
    }

    /// The entries that the reading should have met and did not.
    var missed: [Int] {
        entries.order.filter { handle in
            let known = entries.known[handle]
            return !known.isMet && !known.isVanished && known.entry.at >= from
        }
    }

    /// The quarantined elements that the reading should have met and did not; their places are not known, so only a full one
    /// tells.
    var missedQuarantined: [[UInt8]] {
        guard case .full = mode else { return [] }
        return quarantine.filter { !$0.value.isMet && !$0.value.isVanished }
            .sorted { $0.value.seq < $1.value.seq }.map(\.key)
    }
}

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
