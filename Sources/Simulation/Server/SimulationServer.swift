import Foundation
import Locking
package import Timelines

/// The simulated API on a loopback port; it listens from its creation on and answers once it runs.
package final class SimulationServer: Sendable {
    /// `http://127.0.0.1:PORT`.
    package let baseURL: String
    package let port: UInt16
    /// What it shows at each time of its clock.
    let served: @Sendable (Instant) -> ServedFleet
    private let options: ServerOptions
    private let listener: Int32
    private let wake: (read: Int32, write: Int32)
    private let state: Locked<State>
    private let ended = DispatchSemaphore(value: 0)

    /// What the server's thread shares with everybody else.
    private struct State {
        var time: ServedTime
        var counts: [String: Int] = [:]
        var requests: [RecordedRequest] = []
        var phase = Phase.ready
        var isListening = true

        enum Phase {
            case ready, running, stopping, ended
        }
    }

    /// A server of a fleet.
    ///
    /// - Throws: `SimulationError` with code `socket` where the port is not available.
    package convenience init(fleet: Fleet, options: ServerOptions = ServerOptions()) throws(SimulationError) {
        try self.init(options: options) { fleet.served(at: $0) }
    }

    /// A server of what `served` returns for each time of its clock.
    ///
    /// - Throws: `SimulationError` with code `socket` where the port is not available.
    package init(
        options: ServerOptions = ServerOptions(),
        served: @escaping @Sendable (Instant) -> ServedFleet
    ) throws(SimulationError) {
        let (listener, port) = try POSIX.listen(port: options.port)
        self.listener = listener
        self.port = port
        wake = try POSIX.makePipe()
        baseURL = "http://127.0.0.1:\(port)"
        self.served = served
        self.options = options
        state = Locked(State(time: options.time))
    }

    deinit {
        // A thread that runs the loop holds the server, so none runs it here.
        if state.withLock({ $0.isListening }) { POSIX.close(listener) }
        POSIX.close(wake.read)
        POSIX.close(wake.write)
    }

    /// Answers requests on a thread of its own, until `stop()`.
    package func start() {
        Thread.detachNewThread { self.run() }
    }

    /// Answers requests on this thread, until `stop()`; only once; it returns at once if the server was stopped before.
    package func run() {
        let begins = state.withLock { state in
            guard state.phase == .ready else { return false }
            state.phase = .running
            return true
        }
        guard begins else { return }
        let responder = Responder(server: self, options: options)
        var loop = EventLoop(responder: responder, listener: listener, wake: wake.read)
        loop.run()
        end()
        ended.signal()
    }

    /// Ends all connections and returns when nothing is answered any more.
    package func stop() {
        let wasRunning = state.withLock { state in
            let wasRunning = state.phase == .running || state.phase == .stopping
            if wasRunning { state.phase = .stopping }
            return wasRunning
        }
        guard wasRunning else { return end() }
        POSIX.signal(wake.write)
        ended.wait()
        ended.signal()
    }

    /// Sets the server's clock: what it shows from the next request on.
    package func serve(_ time: ServedTime) {
        state.withLock { $0.time = time }
    }

    /// How often each path was requested, without its query, whatever the response.
    package func requestCounts() -> [String: Int] {
        state.withLock { $0.counts }
    }

    package func requestTotal() -> Int {
        requestCounts().values.reduce(0, +)
    }

    /// Every request so far, if the options say to record them.
    package func requests() -> [RecordedRequest] {
        state.withLock { $0.requests }
    }

    private func end() {
        state.withLock { state in
            state.phase = .ended
            if state.isListening { POSIX.close(listener) }
            state.isListening = false
        }
    }

    func now() -> Instant {
        switch state.withLock({ $0.time }) {
        case .fixed(let instant): instant
        case .running: Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        }
    }

    func count(_ head: RequestHead, status: Int) {
        state.withLock { state in
            state.counts[head.path, default: 0] += 1
            guard options.recordsRequests else { return }
            state.requests.append(
                RecordedRequest(
                    method: head.method,
                    target: head.target,
                    authorization: head.authorization,
                    status: status
                )
            )
        }
    }
}

/// How a simulated API is served.
package struct ServerOptions: Sendable {
    package var token: ExpectedToken
    package var faults: [Fault]
    /// What the faults' choices depend on.
    package var seed: UInt64
    /// 0: any free one.
    package var port: UInt16
    package var time: ServedTime
    /// Whether container lists have their canonical address with a slash at the end; the other form is redirected.
    package var listsEndWithSlash: Bool
    /// Whether each request is kept for `requests()`.
    package var recordsRequests: Bool

    package init(
        token: ExpectedToken = .any,
        faults: [Fault] = [],
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

/// Why a simulation can't be served as asked.
package struct SimulationError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        /// The text of faults names an unknown fault, setting or value.
        case badFaults
        /// The operating system refused a socket.
        case socket
    }

    package let code: Code
    /// What happened, to what.
    package let message: String
    /// What to do about it; nil where there is nothing to suggest.
    package var hint: String?

    package var description: String {
        hint.map { "\(message); \($0)" } ?? message
    }
}
