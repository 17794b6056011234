package import Timelines

/// How the API is reached and how patient the client is; clock, sleep and chance come in from outside.
package struct StatusAPISettings: Sendable {
    package var baseURL: BaseURL
    package var token: BearerToken
    /// The realm whose containers are listed; nil for what the base URL's host means.
    package var realm: String?
    /// What carries HTTPS requests; nil where they go straight. Plain HTTP always goes straight.
    package var proxy: ProxyAddress?
    /// Who may vouch for an HTTPS server.
    package var authorities: TrustedAuthorities
    /// The longest that one request may take, its connection included.
    package var timeout: TimeSpan
    /// The client's clock.
    package var now: @Sendable () -> Instant
    /// Waits; returns early where the task is cancelled.
    package var sleep: @Sendable (TimeSpan) async -> Void
    /// Chance, uniform in 0 ..< 1.
    package var chance: @Sendable () -> Double
    /// Is told of every attempt, for a person who wants to follow them.
    package var observe: @Sendable (RequestAttempt) -> Void
    /// The most bytes of a body, as sent and after decompression.
    package var bodyLimit: Int
    /// The longest that a connection may take to come about.
    package var connectTimeout: TimeSpan

    package init(
        baseURL: BaseURL,
        token: BearerToken,
        realm: String? = nil,
        proxy: ProxyAddress? = nil,
        authorities: TrustedAuthorities = .builtIn,
        timeout: TimeSpan = .seconds(60),
        now: @escaping @Sendable () -> Instant,
        sleep: @escaping @Sendable (TimeSpan) async -> Void = StatusAPISettings.sleepForReal,
        chance: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        observe: @escaping @Sendable (RequestAttempt) -> Void = { _ in },
        bodyLimit: Int = 64 << 20,
        connectTimeout: TimeSpan = .seconds(10)
    ) {
        self.baseURL = baseURL
        self.token = token
        self.realm = realm
        self.proxy = proxy
        self.authorities = authorities
        self.timeout = timeout
        self.now = now
        self.sleep = sleep
        self.chance = chance
        self.observe = observe
        self.bodyLimit = bodyLimit
        self.connectTimeout = connectTimeout
    }

    /// Waits by the machine's clock; a cancelled task does not wait on.
    package static let sleepForReal: @Sendable (TimeSpan) async -> Void = { span in
        // Throws nothing but the cancellation, which ends the wait: whoever waits looks at it next.
        try? await Task.sleep(for: .milliseconds(span.milliseconds))
    }
}
