import Foundation
import Locking
import Timelines

/// The simulated API on a loopback port; it listens from its creation on and answers once it runs.
package final class SimulationServer: Sendable {
    /// `http://127.0.0.1:PORT`.
    package let baseURL: String
    package let port: UInt16
    private let source: ServedSource
    private let options: ServerOptions
    private let listener: Int32
    private let wake: (read: Int32, write: Int32)
    private let state: Locked<ServerState>
    private let ended = DispatchSemaphore(value: 0)

    /// A server of a fleet, whose clock decides what it shows.
    ///
    /// - Throws: `SimulationError` with code `socket` where the port can't be had.
    package convenience init(fleet: Fleet, options: ServerOptions = ServerOptions()) throws(SimulationError) {
        try self.init(source: .fleet(fleet), options: options)
    }

    /// A server of something that stays as it is.
    ///
    /// - Throws: `SimulationError` with code `socket` where the port can't be had.
    package convenience init(serving fleet: ServedFleet, options: ServerOptions = ServerOptions())
        throws(SimulationError)
    {
        try self.init(source: .still(fleet), options: options)
    }

    private init(source: ServedSource, options: ServerOptions) throws(SimulationError) {
        let (listener, port) = try POSIX.listen(port: options.port)
        self.listener = listener
        self.port = port
        wake = try POSIX.makePipe()
        baseURL = "http://127.0.0.1:\(port)"
        self.source = source
        self.options = options
        state = Locked(ServerState(time: options.time))
    }

    deinit {
        // A thread that runs the loop holds the server, so that none does here.
        if state.withLock({ $0.isListening }) { POSIX.close(listener) }
        POSIX.close(wake.read)
        POSIX.close(wake.write)
    }

    /// Answers requests on a thread of its own, until `stop()`.
    package func start() {
        Thread.detachNewThread { self.run() }
    }

    /// Answers requests on this thread, until `stop()`; once in a server's life, at once over if it was stopped before.
    package func run() {
        let begins = state.withLock { state in
            guard state.phase == .ready else { return false }
            state.phase = .running
            return true
        }
        guard begins else { return }
        let desk = RequestDesk(server: self, source: source, options: options)
        var loop = EventLoop(desk: desk, listener: listener, wake: wake.read)
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

    /// How often each path was asked for, queries left out, whatever the answer.
    package func requestCounts() -> [String: Int] {
        state.withLock { $0.counts }
    }

    package func requestTotal() -> Int {
        state.withLock { $0.total }
    }

    /// Every request so far, if the options say to keep them.
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
        case .running: Instant(milliseconds: POSIX.wallMilliseconds)
        }
    }

    func count(_ head: RequestHead, status: Int) {
        state.withLock { state in
            state.total += 1
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
