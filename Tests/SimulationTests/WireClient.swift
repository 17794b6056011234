import Foundation
import Simulation
import Timelines

#if canImport(Darwin)
import Darwin
private let stream = SOCK_STREAM
private let quietly: Int32 = 0
#else
import Glibc
private let stream = Int32(SOCK_STREAM.rawValue)
private let quietly = Int32(MSG_NOSIGNAL)
#endif

/// A plain client on one connection that shows everything as it is on the wire.
final class WireClient {
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    /// What came for a request.
    struct Answer {
        var version = ""
        var status = 0
        var headers: [String: String] = [:]
        var body: [UInt8] = []
        /// Whether the body ended before its announced length.
        var isTruncated = false

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
        }

        var data: [String: Any] { json["data"] as? [String: Any] ?? [:] }
        var logs: [Any] { data["logs"] as? [Any] ?? [] }
        var containers: [[String: Any]] { data["containers"] as? [[String: Any]] ?? [] }
        var ids: [String] { logs.compactMap { ($0 as? [String: Any])?["id"] as? String } }
        var pagination: [String: Int]? { data["pagination"] as? [String: Int] }
    }

    enum Ending: Error, Equatable {
        /// The connection ended before an answer came.
        case closed
        /// The other side reset it.
        case reset
    }

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, stream, 0)
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Ending.closed }
    }

    deinit {
        _ = close(descriptor)
    }

    func get(_ target: String, token: String? = "t", headers: [String] = [], method: String = "GET") throws -> Answer {
        var lines = ["\(method) \(target) HTTP/1.1", "Host: 127.0.0.1"] + headers
        if let token { lines.append("Authorization: Bearer \(token)") }
        try sendText(lines.joined(separator: "\r\n") + "\r\n\r\n")
        return try receiveAnswer(hasBody: method != "HEAD")
    }

    func sendText(_ text: String) throws {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, quietly) }
            guard count > 0 else { throw Ending.reset }
            bytes = bytes.dropFirst(count)
        }
    }

    /// The next answer, after `rubbish` bytes that belong to none.
    func receiveAnswer(hasBody: Bool = true, rubbish: Int = 0) throws -> Answer {
        for _ in 0..<rubbish { _ = try nextByte() }
        var head = [UInt8]()
        while !head.suffix(4).elementsEqual([13, 10, 13, 10]) { head.append(try nextByte()) }
        var lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n").filter { !$0.isEmpty }
        let first = lines.removeFirst().split(separator: " ")
        var answer = Answer(version: String(first[0]), status: Int(first[1]) ?? 0)
        for line in lines {
            let pair = line.split(separator: ":", maxSplits: 1)
            answer.headers[pair[0].lowercased()] = pair[1].trimmingCharacters(in: .whitespaces)
        }
        guard hasBody else { return answer }
        let length = answer.headers["content-length"].flatMap { Int($0) }
        while length.map({ answer.body.count < $0 }) ?? true {
            do {
                if buffer.isEmpty { try fill() }
            } catch Ending.closed {
                answer.isTruncated = length != nil
                return answer
            }
            let count = min(buffer.count, length.map { $0 - answer.body.count } ?? .max)
            answer.body += buffer[..<count]
            buffer.removeFirst(count)
        }
        return answer
    }

    private func nextByte() throws -> UInt8 {
        if buffer.isEmpty { try fill() }
        return buffer.removeFirst()
    }

    private func fill() throws {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        guard count >= 0 else { throw Ending.reset }
        guard count > 0 else { throw Ending.closed }
        buffer += chunk[..<count]
    }
}

/// Runs `body` beside a server of the sample fleet and stops the server afterwards.
@discardableResult
func withServer<Result>(
    _ options: ServerOptions = ServerOptions(time: .fixed(monday)),
    of fleet: Fleet = sampleFleet,
    _ body: (SimulationServer) throws -> Result
) throws -> Result {
    let server = try SimulationServer(fleet: fleet, options: options)
    server.start()
    defer { server.stop() }
    return try body(server)
}

/// The address of the log of the container called `name`.
func logPath(_ name: String) throws -> String {
    guard let container = sampleFleet.containers.first(where: { $0.name == name }) else {
        throw WireClient.Ending.closed
    }
    return "/api/v1/containers/\(container.id.text)/status-logs"
}
