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

    // Standing: the API is like that.
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

    /// Whether it strikes a single container where no target is given.
    var strikesOne: Bool {
        self == .forbidden || self == .notFound
    }

    /// The setting that is this kind's own, and its value where none is given.
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
