import Foundation

/// One thing that a scripted server does with a connection.
enum AnswerStep: Sendable {
    case send([UInt8])
    /// Byte by byte, with a pause after each.
    case drip([UInt8], microseconds: UInt32)
    /// Nothing more, until the client goes away.
    case hang
    /// An orderly end.
    case cut
    /// A TCP reset.
    case reset

    static func send(_ text: String) -> AnswerStep { .send(Array(text.utf8)) }

    /// False where the connection is over.
    func run(on connection: Int32) -> Bool {
        switch self {
        case .send(let bytes):
            return sendAll(bytes, on: connection)
        case .drip(let bytes, let microseconds):
            return bytes.allSatisfy { byte in
                usleep(microseconds)
                return sendAll([byte], on: connection)
            }
        case .hang:
            var byte: UInt8 = 0
            while recv(connection, &byte, 1, 0) > 0 {}
        case .cut:
            break
        case .reset:
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
        }
        // The server closes it.
        return false
    }
}

private func sendAll(_ bytes: [UInt8], on connection: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
        let count = bytes[sent...].withUnsafeBytes {
            Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return false }
        sent += count
    }
    return true
}

extension [AnswerStep] {
    /// A whole answer with its length.
    static func answer(_ body: String, status: String = "200 OK", headers: [String] = []) -> [AnswerStep] {
        [.send(head(status, headers + ["Content-Length: \(body.utf8.count)"]) + body)]
    }

    static func answer(_ body: [UInt8], headers: [String]) -> [AnswerStep] {
        [.send([UInt8](head("200 OK", headers + ["Content-Length: \(body.count)"]).utf8) + body)]
    }

    static func redirect(to location: String, status: String = "301 Moved Permanently") -> [AnswerStep] {
        answer("", status: status, headers: ["Location: \(location)"])
    }

    static func head(_ status: String, _ headers: [String]) -> String {
        (["HTTP/1.1 \(status)"] + headers).joined(separator: "\r\n") + "\r\n\r\n"
    }
}
