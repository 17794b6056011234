import Foundation
import Locking

/// A server on loopback that answers by script, byte by byte if need be; it ends with its last reference.
final class ScriptedServer: Sendable {
    typealias Script = @Sendable (ReceivedRequest) -> [AnswerStep]

    let port: UInt16
    private let listener: Int32
    private let script: Script
    private let received = Locked<[ReceivedRequest]>([])
    private let accepted = Locked(0)

    var baseURL: String { "http://127.0.0.1:\(port)" }
    /// Every request so far, in order of arrival.
    var requests: [ReceivedRequest] { received.withLock { $0 } }
    /// How many connections were accepted.
    var connectionCount: Int { accepted.withLock { $0 } }

    init(_ script: @escaping Script) throws {
        self.script = script
        listener = try listeningSocket()
        port = try boundPort(of: listener)
        let listener = listener
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                guard let self else {
                    close(connection)
                    return
                }
                let number = self.number(connection)
                // Holds the server until the client has gone.
                Thread.detachNewThread { self.serve(connection, number: number) }
            }
        }
    }

    deinit {
        // Wakes the thread that waits for connections.
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func number(_ connection: Int32) -> Int {
        var on: Int32 = 1
        setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        return accepted.withLock { accepted in
            accepted += 1
            return accepted
        }
    }

    private func serve(_ connection: Int32, number: Int) {
        defer { close(connection) }
        var reader = RequestReader(connection: connection)
        while let head = reader.next() {
            guard let request = ReceivedRequest(head: head, connection: number) else { return }
            received.withLock { $0.append(request) }
            for step in script(request) {
                guard step.run(on: connection) else { return }
            }
        }
    }
}

private func listeningSocket() throws -> Int32 {
    let descriptor = try boundSocket()
    guard listen(descriptor, 64) == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
    return descriptor
}

/// Cuts a connection's bytes into request heads; requests here have no bodies.
private struct RequestReader {
    let connection: Int32
    private var buffer: [UInt8] = []

    init(connection: Int32) {
        self.connection = connection
    }

    mutating func next() -> String? {
        let end = Array("\r\n\r\n".utf8)
        while true {
            if let range = buffer.firstRange(of: end) {
                let head = String(decoding: buffer[..<range.lowerBound], as: UTF8.self)
                buffer.removeSubrange(..<range.upperBound)
                return head
            }
            var chunk = [UInt8](repeating: 0, count: 4_096)
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            buffer += chunk[..<count]
        }
    }
}
