package import Timelines

/// The number of a sync pass in an event store, from 1.
package struct PassNumber: Hashable, Comparable, Sendable {
    package let value: Int64

    package init(_ value: Int64) {
        self.value = value
    }

    package static func < (left: PassNumber, right: PassNumber) -> Bool {
        left.value < right.value
    }
}

/// The beginning of a sync pass over the fleet or a part of it.
package struct PassStart: Hashable, Sendable {
    /// The earlier of the client's clock and the `Date` of the first response.
    package var instant: Instant
    package var scope: PassScope
    /// Whether everything is read again (`--full`).
    package var full: Bool

    package init(instant: Instant, scope: PassScope, full: Bool) {
        self.instant = instant
        self.scope = scope
        self.full = full
    }
}

/// Which containers a pass asks for.
package enum PassScope: Hashable, Sendable {
    case all
    case projects([String])
    /// Containers by id, as resolved from a complete listing.
    case containers([ContainerID])
}

/// How a container's log is to be read.
package enum ReadingMode: Hashable, Sendable {
    case full
    /// Again from `overlap` before the newest entry known, to the end.
    case incremental(overlap: TimeSpan)
}

/// Where a reading begins, out of what the store knows already.
///
/// Places count the elements that the log is expected to serve in ascending order, quarantined ones included, vanished
/// ones not, from 0.
package struct ReadingStart: Hashable, Sendable {
    /// The place from which entries are to be read again; 0 for a full reading.
    package var place: Int

    package init(place: Int) {
        self.place = place
    }
}

/// What the store made of one element of a page.
package enum ElementOutcome: Hashable, Sendable {
    /// Not known before: recorded.
    case new
    /// Known with the same content, or as an amendment; its expected place.
    case known(place: Int, amended: Bool)
    /// Recorded or known as quarantined; its place is not known.
    case quarantined(new: Bool)
    /// Met already in this reading.
    case repeated
}

/// How a container's reading ended.
package enum ReadingEnd: Hashable, Sendable {
    case complete
    /// A known container answers 404 and is not listed any more.
    case gone
    /// It broke off, for this reason; the container is not covered by this pass.
    case incomplete(reason: String)
}

/// What the end of a reading showed about entries known before.
package struct ReadingChanges: Hashable, Sendable {
    /// Entries that should have been met and were not.
    package var vanished: Int
    /// Entries that had vanished and were met again.
    package var returned: Int

    package init(vanished: Int = 0, returned: Int = 0) {
        self.vanished = vanished
        self.returned = returned
    }
}

/// A container as a pass finds it in the store: what it takes to decide whether to request its log.
package struct KnownContainer: Hashable, Sendable {
    package var id: ContainerID
    /// As its newest listing gave it.
    package var name: String?
    /// Whether it answered 404 after it had left the listing; requested again by full passes only.
    package var isGone: Bool
    /// The first pass whose listing held it; nil where none did.
    package var firstListed: PassNumber?
    /// The newest pass whose listing held it.
    package var lastListed: PassNumber?

    package init(
        id: ContainerID,
        name: String?,
        isGone: Bool,
        firstListed: PassNumber?,
        lastListed: PassNumber?
    ) {
        self.id = id
        self.name = name
        self.isGone = isGone
        self.firstListed = firstListed
        self.lastListed = lastListed
    }
}
