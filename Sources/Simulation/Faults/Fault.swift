/// A fault as it was ordered: what, how often, where.
package struct Fault: Hashable, Sendable {
    package var kind: FaultKind
    /// The part of the requests that it strikes, 0 … 1; which ones depends on the seed and the request's path and query.
    package var rate: Double
    /// How many times a request that is struck fails before it succeeds; nil: always.
    package var tries: Int?
    package var target: FaultTarget
    /// The value of the kind's own setting: seconds, bytes, entries, requests or a limit.
    package var amount: Int64
    /// Where a redirect to a foreign host leads, without a path.
    package var url: String

    /// The fault with what holds where nothing else is said: a transient one strikes a fifth of the requests, twice each.
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

/// Which requests a fault is for.
package enum FaultTarget: Hashable, Sendable {
    case everything
    /// The lists of containers.
    case listing
    /// All status logs.
    case logs
    /// One container and its log, by id or name.
    case container(String)
}
