/// A fault as it was configured: what, how often, where.
package struct Fault: Hashable, Sendable {
    package var kind: FaultKind
    /// The share of requests that it affects, 0 … 1; which ones depends on the seed and the request's path and query.
    package var rate: Double
    /// How many times an affected request fails before it succeeds; nil: always.
    package var tries: Int?
    package var target: FaultTarget
    /// The value of the kind's own setting: seconds, bytes, entries, requests or a limit.
    package var amount: Int64
    /// Where a redirect to a foreign host leads, without a path.
    package var url: String

    /// The fault with default settings: a transient one affects a fifth of the requests, twice each.
    package init(
        _ kind: FaultKind,
        rate: Double? = nil,
        tries: Int? = 2,
        target: FaultTarget = .everything,
        amount: Int64? = nil,
        url: String = "http://foreign.invalid"
    ) {
        self.kind = kind
        self.rate = rate ?? (kind.isTransient ? 0.2 : 1)
        self.tries = kind.isTransient ? tries : nil
        self.target = target
        self.amount = amount ?? kind.setting?.value ?? 0
        self.url = url
    }
}

/// Which requests a fault affects.
package enum FaultTarget: Hashable, Sendable {
    case everything
    /// The lists of containers.
    case listing
    /// All status logs.
    case logs
    /// One container and its log, by id or name.
    case container(String)
}

/// Something that an API can do wrong.
package enum FaultKind: String, CaseIterable, Hashable, Sendable {
    // Transient: a request fails a few times, then succeeds.
    case tooManyRequests = "429"
    case tooManyRequestsUntil = "429-date"
    case unavailable = "503"
    case cut
    case reset
    case drip
    case truncatedJSON = "truncated-json"
    case wrongLength = "wrong-length"
    case garbageBody = "garbage-body"
    case hugeBody = "huge-body"

    // Permanent: the API is like that.
    case smallerLimit = "smaller-limit"
    case smallerLimitUnsaid = "smaller-limit-unsaid"
    case noPagination = "no-pagination"
    case totalsTooSmall = "totals-too-small"
    case totalsTooLarge = "totals-too-large"
    case repeatingPage = "repeating-page"
    case ignoredOrder = "ignored-order"
    case arrivingEntries = "arriving-entries"
    case removedEntry = "removed-entry"
    case expiringToken = "expiring-token"
    case forbidden
    case notFound = "not-found"
    case redirectLoop = "redirect-loop"
    case redirectForeign = "redirect-foreign"
    case redirectSlash = "redirect-slash"
    case connectionClose = "connection-close"
    case gzip

    /// Whether it ends after a few tries.
    package var isTransient: Bool {
        switch self {
        case .tooManyRequests, .tooManyRequestsUntil, .unavailable, .cut, .reset, .drip, .truncatedJSON, .wrongLength,
            .garbageBody, .hugeBody:
            true
        default: false
        }
    }

    /// Whether it affects a single container where no target is given.
    var affectsOneContainer: Bool {
        self == .forbidden || self == .notFound
    }

    /// The setting that is this kind's own, and its default.
    var setting: (name: String, value: Int64)? {
        switch self {
        case .tooManyRequests, .tooManyRequestsUntil: ("seconds", 1)
        case .drip: ("bytes", 512)
        case .hugeBody: ("bytes", 70 << 20)
        case .smallerLimit, .smallerLimitUnsaid: ("limit", 7)
        case .arrivingEntries: ("entries", 3)
        case .expiringToken: ("after", 20)
        default: nil
        }
    }
}
