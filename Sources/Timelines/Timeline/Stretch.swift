/// A part of a timeline in which nothing changes; empty between two entries at one instant.
package struct Stretch: Hashable, Sendable {
    package var interval: Interval
    package var basis: StretchBasis
    package var condition: Condition
    /// The place of the entry that began it, in `Timeline.entries`; nil where none did.
    package var entry: Int?

    /// Whether it is known only from the first entry's `from_status` or from listings.
    @inlinable
    package var isAssumed: Bool {
        if case .assumed = basis { true } else { false }
    }

    /// The status that it is in; nil where unknown, before the container existed and after it was gone.
    @inlinable
    package var status: Status? {
        switch basis {
        case .logged(let status), .assumed(let status): status
        case .singleEntryRestart: .stopped
        case .notYetCreated, .gone, .unknown: nil
        }
    }
}

/// What a stretch is known from.
package enum StretchBasis: Hashable, Sendable {
    /// The `to_status` of the entry that began it.
    case logged(Status)
    /// The `from_status` of the first entry, or the status in which the listings of a container without entries agree.
    case assumed(Status)
    /// The window of a lone `running → running` entry with the operation `restart`, which `Stretch.entry` names: it ends there.
    /// The entry tells it, so that it is not assumed even over time that would be.
    case singleEntryRestart
    /// Before the container existed.
    case notYetCreated
    /// It answers 404 and has left the listing.
    case gone
    case unknown(UnknownCause)
}

/// Why a stretch is unknown time.
package enum UnknownCause: Hashable, Sendable {
    /// The entry after it does not continue the one that began it: one is missing.
    case chainBreak
    /// The first entry has no `from_status`.
    case priorStatusMissing
    /// Neither the listing nor the id says since when the container exists.
    case creationUnknown
    /// There are no entries, and the listings disagree or give no status.
    case listingsInconclusive
    /// No complete pass has come as far.
    case notCovered
}
