#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Answers all connections from one thread, which waits in `poll`.
struct EventLoop {
    private let listener: Int32
    private let wake: Int32
    private var responder: Responder
    private var scratch = [UInt8](repeating: 0, count: 65_536)
    private var connections: [Int32: Connection] = [:]

    init(responder: Responder, listener: Int32, wake: Int32) {
        self.responder = responder
        self.listener = listener
        self.wake = wake
    }

    /// Runs until something is written to the other end of `wake`; then closes all connections.
    mutating func run() {
        while true {
            // 1. Wait for the wake pipe, the listener, and each connection in the direction it needs.
            var polled = [
                pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
                pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
            ]
            for connection in connections.values { polled.append(connection.polled) }
            _ = poll(&polled, nfds_t(polled.count), timeout())
            // 2. End, if asked to.
            if polled[0].revents != 0 { break }
            // 3. Serve the connections that are ready, and those whose drip is due.
            for entry in polled.dropFirst(2) { serve(entry) }
            if polled[1].revents != 0 { acceptAll() }
        }
        for descriptor in connections.keys { POSIX.close(descriptor) }
        connections = [:]
    }

    /// Milliseconds until the next drip is due; −1, without end, where there is none.
    private func timeout() -> Int32 {
        guard let due = connections.values.compactMap(\.pausedUntil).min() else { return -1 }
        return Int32(max(0, min(((due - .now) / .milliseconds(1)).rounded(.up), 1_000)))
    }

    private mutating func acceptAll() {
        while let descriptor = POSIX.accept(listener) {
            connections[descriptor] = Connection(descriptor: descriptor)
        }
    }

    private mutating func serve(_ polled: pollfd) {
        guard var connection = connections.removeValue(forKey: polled.fd) else { return }
        let isDue = connection.pausedUntil != nil
        guard polled.revents != 0 || isDue else {
            connections[polled.fd] = connection
            return
        }
        guard connection.delivery != nil || receive(&connection) else {
            POSIX.close(polled.fd)
            return
        }
        switch answer(&connection) {
        case .done, .waiting: connections[polled.fd] = connection
        case .closed: break
        }
    }

    /// Reads what was received; false where the connection is over.
    private mutating func receive(_ connection: inout Connection) -> Bool {
        switch scratch.withUnsafeMutableBytes({ POSIX.receive(connection.descriptor, into: $0) }) {
        case .moved(let count):
            if !connection.isLingering { connection.input += scratch[..<count] }
            return true
        case .wouldBlock: return true
        case .ended: return false
        }
    }

    /// Sends what is due, and answers the requests that were received, one after the other.
    private mutating func answer(_ connection: inout Connection) -> Connection.Progress {
        while true {
            let progress = connection.advance()
            switch progress {
            case .waiting: return .waiting
            case .closed: return .closed
            case .done: break
            }
            guard !connection.isLingering else { return .waiting }
            if let end = RequestHead.end(in: connection.input) {
                let delivery = responder.delivery(for: connection.input[..<end])
                connection.input.removeFirst(end)
                connection.begin(delivery)
            } else if connection.input.count > RequestHead.limit {
                connection.input = []
                connection.begin(responder.refusal(431, "Request header too large"))
            } else {
                return .done
            }
        }
    }
}

extension Connection {
    /// What to wait for.
    fileprivate var polled: pollfd {
        let events = delivery == nil ? POLLIN : pausedUntil == nil ? POLLOUT : 0
        return pollfd(fd: descriptor, events: Int16(events), revents: 0)
    }
}
