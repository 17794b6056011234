import Foundation
import Simulation
import Testing
import Timelines

@Suite("A transient fault, seen on the wire:")
struct TransientFaultTests {
    private let list = "/api/v1/containers?limit=100"

    @Test("429 with Retry-After in seconds, twice, then the answer")
    func tooManyRequests() throws {
        try withFault("429:rate=1:seconds=3") { (client) throws in
            for _ in 1...2 {
                let answer = try client.get(list)
                #expect(answer.status == 429 && answer.headers["retry-after"] == "3")
            }
            #expect(try client.get(list).status == 200)
        }
    }

    @Test("429 with Retry-After as a date, by the server's clock")
    func tooManyRequestsUntil() throws {
        try withFault("429-date:rate=1:seconds=90") { (client) throws in
            #expect(try client.get(list).headers["retry-after"] == "Mon, 16 Nov 2026 00:01:30 GMT")
        }
    }

    @Test("503, for ever if ordered so")
    func unavailable() throws {
        try withFault("503:rate=1:tries=forever:at=listing") { (client) throws in
            for _ in 1...8 { #expect(try client.get(list).status == 503) }
            #expect(try client.get(logPath("prod")).status == 200)
        }
    }

    @Test("a transfer that ends in the middle of the body")
    func cut() throws {
        try withFaultyServer("cut:rate=1:tries=1") { (server) throws in
            let answer = try WireClient(port: server.port).get(list)
            #expect(answer.status == 200 && answer.isTruncated && !answer.body.isEmpty)
            #expect(try WireClient(port: server.port).get(list).containers.count == 21)
        }
    }

    @Test("a connection that is reset")
    func reset() throws {
        try withFaultyServer("reset:rate=1:tries=1") { (server) throws in
            let client = try WireClient(port: server.port)
            #expect(throws: WireClient.Ending.reset) { try client.get(list) }
            #expect(try WireClient(port: server.port).get(list).containers.count == 21)
        }
    }

    @Test("an answer in drips, while others are answered at once")
    func drip() throws {
        try withFaultyServer("drip:rate=1:bytes=300:at=listing") { (server) throws in
            let slow = try WireClient(port: server.port)
            let begun = ContinuousClock.now
            try slow.sendText("GET \(list) HTTP/1.1\r\nAuthorization: Bearer t\r\n\r\n")
            #expect(try WireClient(port: server.port).get(logPath("prod")).status == 200)
            let answer = try slow.receiveAnswer()
            #expect(answer.containers.count == 21)
            // At least (body / 300) − 1 pauses of 10 ms, each up to 1 ms short by the clock's whole milliseconds.
            let pauses = answer.body.count / 300 - 1
            #expect(pauses > 10 && ContinuousClock.now - begun > .milliseconds(9 * pauses))
        }
    }

    @Test("half of the JSON, announced as all of it")
    func truncatedJSON() throws {
        try withFault("truncated-json:rate=1:tries=1") { (client) throws in
            let answer = try client.get(list)
            #expect(answer.status == 200 && !answer.isTruncated && answer.json.isEmpty)
            #expect(answer.body.count > 1_000)
            #expect(try client.get(list).containers.count == 21)
        }
    }

    @Test("a content length that is ten too small, so that the rest lies on the connection")
    func wrongLength() throws {
        try withFaultyServer("wrong-length:rate=1:tries=1") { (server) throws in
            let client = try WireClient(port: server.port)
            #expect(try client.get(list).json.isEmpty)
            try client.sendText("GET \(list) HTTP/1.1\r\nAuthorization: Bearer t\r\n\r\n")
            #expect(try client.receiveAnswer(rubbish: 10).containers.count == 21)
        }
    }

    @Test("a body that is no JSON at all")
    func garbage() throws {
        try withFault("garbage-body:rate=1:tries=1") { (client) throws in
            let answer = try client.get(list)
            #expect(answer.status == 200 && answer.json.isEmpty && answer.body.count == 2_000)
        }
    }

    @Test("a body as huge as ordered")
    func huge() throws {
        try withFault("huge-body:rate=1:tries=1:bytes=3000000") { (client) throws in
            #expect(try client.get(list).body.count > 3_000_000)
            #expect(try client.get(list).body.count < 20_000)
        }
    }

    @Test("strikes the same requests on every run, about as many as ordered, and others with another seed")
    func rate() throws {
        func struck(_ seed: UInt64) throws -> [Int] {
            let faults = try Fault.parse("503:rate=0.3:tries=1")
            return try withServer(ServerOptions(faults: faults, seed: seed, time: .fixed(monday))) { (server) throws in
                let client = try WireClient(port: server.port)
                return try (1...200).filter { try client.get("/api/v1/containers?page=\($0)").status == 503 }
            }
        }
        let first = try struck(5)
        // 200 draws at 0.3: 60 expected, standard deviation 6.5; five of them either way.
        #expect((28...92).contains(first.count))
        #expect(try struck(5) == first)
        #expect(try struck(6) != first)
    }

    @Test("all at once fail no request more than twice")
    func together() throws {
        let transient = FaultKind.allCases.filter { $0.isTransient && $0 != .hugeBody }.map { "\($0.rawValue):rate=1" }
        try withFaultyServer(transient.joined(separator: ",")) { (server) throws in
            for page in 1...20 {
                let target = "/api/v1/containers?limit=2&page=\(page)"
                let good = (1...3).map { _ in try? WireClient(port: server.port).get(target) }
                #expect(good.last??.json["statusCode"] as? Int == 200)
            }
        }
    }

    private func withFault(_ text: String, _ body: (WireClient) throws -> Void) throws {
        try withFaultyServer(text) { try body(WireClient(port: $0.port)) }
    }

    private func withFaultyServer(_ text: String, _ body: (SimulationServer) throws -> Void) throws {
        try withServer(ServerOptions(faults: try Fault.parse(text), time: .fixed(monday)), body)
    }
}
