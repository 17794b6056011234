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

/// Which containers a pass reads.
package enum PassScope: Hashable, Sendable {
    case all
    case projects([String])
    /// Containers by id, as resolved from a complete listing.
    case containers([ContainerID])
}

/// How a container's log is read.
package enum ReadingMode: Hashable, Sendable {
    case full
    /// Again from `overlap` before the newest entry known, to the end.
    case incremental(overlap: TimeSpan)
}

/// What one element of a page is to the store.
package enum ElementOutcome: Hashable, Sendable {
    /// Not known before: recorded.
    case new
    /// Known with the same content, or as an amendment. `index` is its expected position in the log, from 0: the elements that the log
    /// should serve in ascending order, including quarantined ones and without vanished ones.
    case known(index: Int, amended: Bool)
    /// Recorded or known as quarantined; its position is not known.
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
    /// The first pass whose listing included it; nil where none did.
    package var firstListed: PassNumber?
    /// The newest pass whose listing included it; nil where none did.
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

/// Why the API returned no page, in the terms on which a pass decides.
package enum UpstreamFailure: Error, Hashable, Sendable {
    /// 401: the token is missing, malformed or expired. The pass stops.
    case unauthorized(detail: String)
    /// 403: no permission for this.
    case forbidden(detail: String)
    /// 404: no such container, or one in another realm.
    case notFound(detail: String)
    /// A redirect to another scheme, host or port, or too many of them.
    case refusedRedirect(detail: String)
    /// `Retry-After` is longer than this run waits.
    case postponed(detail: String)
    /// Any other response that a retry would not change, such as 400.
    case rejected(detail: String)
    /// Not reached, or kept failing through all retries.
    case unavailable(detail: String)

    /// What happened, for a person.
    package var detail: String {
        switch self {
        case .unauthorized(let detail), .forbidden(let detail), .notFound(let detail), .refusedRedirect(let detail),
            .postponed(let detail), .rejected(let detail), .unavailable(let detail):
            detail
        }
    }
}
