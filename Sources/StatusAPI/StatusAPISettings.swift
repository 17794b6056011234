package import Timelines

/// How the API is reached and how long the client waits; clock, sleep and chance are given from outside.
package struct StatusAPISettings: Sendable {
    package var baseURL: BaseURL
    package var token: BearerToken
    /// The realm whose containers are listed; nil for that of the base URL's host.
    package var realm: String?
    /// What carries HTTPS requests; nil for none. Plain HTTP never uses a proxy.
    package var proxy: ProxyAddress?
    /// Who may certify an HTTPS server.
    package var authorities: TrustedAuthorities
    /// The longest time of one request, including the time to connect.
    package var timeout: TimeSpan
    /// The client's clock.
    package var now: @Sendable () -> Instant
    /// Waits; returns early where the task is cancelled.
    package var sleep: @Sendable (TimeSpan) async -> Void
    /// Chance, uniform in 0 ..< 1.
    package var chance: @Sendable () -> Double
    /// Gets every attempt, for people who want to follow them.
    package var observe: @Sendable (RequestAttempt) -> Void
    /// The most bytes of a body, as sent and after decompression.
    package var bodyLimit: Int
    /// The longest time to connect.
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
        // Throws only the cancellation, which ends the wait; the caller checks it next.
        try? await Task.sleep(for: .milliseconds(span.milliseconds))
    }
}

/// A setting with which the API can't be reached.
package struct StatusAPIError: Error, Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        case baseURL
        /// The proxy of the environment.
        case proxy
        /// The certificates of the trusted authorities.
        case authorities
        case token
        case timeout
        /// libcurl could not be loaded or started.
        case transport
    }

    package var code: Code
    /// What is wrong, for a person; a token is never part of it.
    package var message: String
    /// What to do about it.
    package var hint: String
}
