/// What the platform changed in the logs that it had served before, as the passes found it out.
package struct AuditTrail: Sendable {
    /// By receipt.
    package var amendments: [RecordedAmendment] = []
    /// By receipt of the disappearance.
    package var vanishings: [RecordedVanishing] = []
    /// By receipt.
    package var quarantine: [RecordedQuarantine] = []

    package init() {}
}

/// An observation by its place in the log, with when and by which pass it was made.
package struct Receipt: Hashable, Sendable {
    /// Its receipt number, from 1.
    package let seq: Int64
    package let pass: Int64
    package let recordedAt: Instant

    package init(seq: Int64, pass: Int64, recordedAt: Instant) {
        self.seq = seq
        self.pass = pass
        self.recordedAt = recordedAt
    }
}

/// A version of an entry as it was received.
package struct RecordedVersion: Sendable {
    package let receipt: Receipt
    /// Its texts are in the reader's symbols.
    package let entry: Entry
    /// The JSON as received.
    package let body: String

    package init(
        receipt: Receipt,
        entry: Entry,
        body: String
    ) {
        self.receipt = receipt
        self.entry = entry
        self.body = body
    }
}

/// The same identity that came again with other content.
package struct RecordedAmendment: Sendable {
    package let container: ContainerID
    package let before: RecordedVersion
    /// Its receipt tells when the change was noticed.
    package let after: RecordedVersion
    /// The members that differ, by name.
    package let changes: [MemberChange]

    package init(
        container: ContainerID,
        before: RecordedVersion,
        after: RecordedVersion,
        changes: [MemberChange]
    ) {
        self.container = container
        self.before = before
        self.after = after
        self.changes = changes
    }
}

/// A member of a JSON object that differs between two versions of an entry.
package struct MemberChange: Hashable, Sendable {
    /// Its name, such as `duration_ms`; a nested member has both names, such as `metadata.operation`.
    package let field: String
    /// Compact JSON; nil where the version has no such member.
    package let before: String?
    package let after: String?

    package init(field: String, before: String?, after: String?) {
        self.field = field
        self.before = before
        self.after = after
    }
}

/// An entry that a complete reading no longer found.
package struct RecordedVanishing: Sendable {
    package let container: ContainerID
    /// As it was last served.
    package let version: RecordedVersion
    package let vanished: Receipt
    /// Where it was found again; nil where it is still missing.
    package var returned: Receipt?

    package init(
        container: ContainerID,
        version: RecordedVersion,
        vanished: Receipt,
        returned: Receipt? = nil
    ) {
        self.container = container
        self.version = version
        self.vanished = vanished
        self.returned = returned
    }
}

/// An element that can't stand on a timeline.
package struct RecordedQuarantine: Sendable {
    /// Nil for an element of a container list.
    package let container: ContainerID?
    package let receipt: Receipt
    package let reason: String
    /// As received.
    package let body: String
    /// Whether a later reading no longer found it.
    package let isVanished: Bool

    package init(
        container: ContainerID?,
        receipt: Receipt,
        reason: String,
        body: String,
        isVanished: Bool
    ) {
        self.container = container
        self.receipt = receipt
        self.reason = reason
        self.body = body
        self.isVanished = isVanished
    }
}
