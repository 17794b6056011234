import Foundation
import Simulation
import Testing
import Timelines

@Suite("The server's connections")
struct ServerConnectionTests {
    @Test("stay open, take requests one after the other without waiting, and in small pieces")
    func pipelining() throws {
        try withServer { server in
            let client = try WireClient(port: server.port)
            let request = "GET /api/v1/containers?limit=2 HTTP/1.1\r\nAuthorization: bearer t\r\n\r\n"
            try client.sendText(request + request)
            #expect(try client.receiveAnswer().containers.count == 2)
            #expect(try client.receiveAnswer().containers.count == 2)
            for piece in request { try client.sendText(String(piece)) }
            #expect(try client.receiveAnswer().containers.count == 2)
        }
    }

    @Test("end after HTTP/1.0, on request, and after a request with a body")
    func closing() throws {
        try withServer { server in
            for request in [
                "GET /api/v1/containers HTTP/1.0\r\nAuthorization: Bearer t\r\n\r\n",
                "GET /api/v1/containers HTTP/1.1\r\nAuthorization: Bearer t\r\nConnection: close\r\n\r\n",
                "POST /api/v1/containers HTTP/1.1\r\nAuthorization: Bearer t\r\nContent-Length: 4\r\n\r\nbody",
            ] {
                let client = try WireClient(port: server.port)
                try client.sendText(request)
                #expect(try client.receiveAnswer().headers["connection"] == "close")
                #expect(throws: WireClient.Ending.closed) { try client.receiveAnswer() }
            }
        }
    }

    @Test("refuse what is no request, and heads beyond the limit")
    func malformed() throws {
        try withServer { server in
            let client = try WireClient(port: server.port)
            try client.sendText("hello\r\n\r\n")
            #expect(try client.receiveAnswer().status == 400)
            let other = try WireClient(port: server.port)
            try other.sendText("GET / HTTP/1.1\r\nX: " + String(repeating: "x", count: 17_000))
            #expect(try other.receiveAnswer().status == 431)
        }
    }

    @Test("are many at a time")
    func many() throws {
        try withServer { server in
            let clients = try (0..<50).map { _ in try WireClient(port: server.port) }
            for client in clients { #expect(try client.get("/api/v1/containers?limit=1").status == 200) }
            for client in clients.reversed() { #expect(try client.get("/api/v1/containers?limit=1").status == 200) }
        }
    }

    @Test("are over when the server has stopped, and its port is free again")
    func stopping() throws {
        let port = try withServer { server in
            let client = try WireClient(port: server.port)
            _ = try client.get("/api/v1/containers")
            server.stop()
            server.stop()
            #expect(throws: WireClient.Ending.self) { try client.get("/api/v1/containers") }
            #expect(throws: WireClient.Ending.closed) { try WireClient(port: server.port) }
            return server.port
        }
        try withServer(ServerOptions(port: port, time: .fixed(monday))) { #expect($0.port == port) }
    }

    @Test("can't be had on a port in use")
    func portInUse() throws {
        try withServer { server in
            #expect(throws: SimulationError.self) {
                try SimulationServer(fleet: sampleFleet, options: ServerOptions(port: server.port))
            }
        }
    }

    @Test("are counted by path, and recorded if wished")
    func counting() throws {
        try withServer(ServerOptions(time: .fixed(monday), recordsRequests: true)) { server in
            let client = try WireClient(port: server.port)
            for page in 1...3 { _ = try client.get("/api/v1/containers?page=\(page)") }
            _ = try client.get("/nowhere", token: nil)
            #expect(server.requestCounts() == ["/api/v1/containers": 3, "/nowhere": 1])
            #expect(server.requestTotal() == 4)
            #expect(server.requests().map(\.status) == [200, 200, 200, 404])
            #expect(server.requests().first?.authorization == "Bearer t")
        }
    }

    @Test("show what the server's clock says")
    func clock() throws {
        try withServer { server in
            let client = try WireClient(port: server.port)
            let gone = try logPath("ci-runner-2")
            #expect(try client.get(gone).status == 404)
            server.serve(.fixed(sampleFleet.clock(revision: 1)))
            let answer = try client.get(gone)
            #expect(answer.status == 200)
            #expect(answer.headers["date"] == "Sun, 15 Nov 2026 00:00:00 GMT")
            let path = try logPath("staging-db")
            let before = try #require(client.get(path).pagination?["total"])
            // Ordinary life goes on after `now`: Monday 08:00 starts it, 18:00 stops it.
            server.serve(.fixed(monday + .hours(20)))
            #expect(try client.get(path).pagination?["total"] == before + 2)
        }
    }
}
