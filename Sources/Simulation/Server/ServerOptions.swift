package import Timelines

/// How a simulated API is served.
package struct ServerOptions: Sendable {
    package var token: ExpectedToken
    package var faults: FaultSet
    /// What the faults' choices depend on.
    package var seed: UInt64
    /// 0: one that is free.
    package var port: UInt16
    package var time: ServedTime
    /// Whether container lists have their canonical address with a slash at the end; the other form is redirected.
    package var listsEndWithSlash: Bool
    /// Whether each request is kept for `requests()`.
    package var recordsRequests: Bool

    package init(
        token: ExpectedToken = .any,
        faults: FaultSet = FaultSet(),
        seed: UInt64 = 1,
        port: UInt16 = 0,
        time: ServedTime = .running,
        listsEndWithSlash: Bool = false,
        recordsRequests: Bool = false
    ) {
        self.token = token
        self.faults = faults
        self.seed = seed
        self.port = port
        self.time = time
        self.listsEndWithSlash = listsEndWithSlash
        self.recordsRequests = recordsRequests
    }
}

/// What the server's clock says: in `Date`, of tokens, and of which entries there are already.
package enum ServedTime: Hashable, Sendable {
    /// Always the same.
    case fixed(Instant)
    /// The system's clock.
    case running
}

/// A request as it was received.
package struct RecordedRequest: Hashable, Sendable {
    package let method: String
    /// Path and query.
    package let target: String
    package let authorization: String?
    package let status: Int
}
