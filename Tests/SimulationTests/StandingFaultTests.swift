import Foundation
import Simulation
import TestSupport
import Testing
import Timelines

@Suite("A standing fault, seen on the wire:")
struct StandingFaultTests {
    @Test("a smaller limit than asked for, said")
    func smallerLimit() throws {
        try withFault("smaller-limit:limit=4") { (client) throws in
            let answer = try client.get(logPath("prod") + "?limit=100")
            #expect(answer.logs.count == 4)
            #expect(answer.pagination?["limit"] == 4)
        }
    }

    @Test("a smaller limit than asked for, unsaid")
    func smallerLimitUnsaid() throws {
        try withFault("smaller-limit-unsaid") { (client) throws in
            let answer = try client.get(logPath("prod") + "?limit=100")
            #expect(answer.logs.count == 7)
            #expect(answer.pagination?["limit"] == 100)
        }
    }

    @Test("no pagination")
    func noPagination() throws {
        try withFault("no-pagination") { (client) throws in
            let answer = try client.get(logPath("prod"))
            #expect(answer.pagination == nil && answer.logs.count == 10)
        }
    }

    @Test("totals that are too small, and too large")
    func totals() throws {
        let path = try logPath("prod")
        let total = try withServer { try WireClient(port: $0.port).get(path).pagination?["total"] ?? 0 }
        try withFault("totals-too-small") { (client) throws in
            #expect(try client.get(path).pagination?["total"] == total / 2)
        }
        try withFault("totals-too-large") { (client) throws in
            #expect(try client.get(path).pagination?["total"] == total * 2 + 10)
            #expect(try client.get(path + "?limit=100&page=2").logs.isEmpty)
        }
    }

    @Test("a page that repeats for ever")
    func repeatingPage() throws {
        try withFault("repeating-page:at=prod") { (client) throws in
            let first = try client.get(logPath("prod")).ids
            #expect(try client.get(logPath("prod") + "?page=2").ids == first)
            #expect(try client.get(logPath("prod") + "?page=999").ids == first)
            #expect(try client.get(logPath("prod-db") + "?page=2").ids != client.get(logPath("prod-db")).ids)
        }
    }

    @Test("a sort order that is ignored")
    func ignoredOrder() throws {
        try withFault("ignored-order") { (client) throws in
            let path = try logPath("prod")
            #expect(try client.get(path + "?sort_order=asc").ids == client.get(path + "?sort_order=desc").ids)
        }
    }

    @Test("entries that arrive while a client pages, one a page")
    func arriving() throws {
        let path = try logPath("prod")
        let whole = try withServer { try allPages($0, path: path, limit: 10, order: "desc") }
        try withFaultyServer("arriving-entries:entries=2") { (server) throws in
            let paged = try allPages(server, path: path, limit: 10, order: "desc")
            // The two newest are hidden at first; each that comes pushes the last of a page onto the next one.
            #expect(paged.first == whole[2])
            #expect(paged[9] == paged[10])
            #expect(try WireClient(port: server.port).get(path).ids.first == whole[0])
        }
    }

    @Test("an entry that is removed while a client pages", arguments: ["asc", "desc"])
    func removed(order: String) throws {
        let path = try logPath("prod")
        let whole = try withServer { try allPages($0, path: path, limit: 10, order: order) }
        try withFaultyServer("removed-entry") { (server) throws in
            // The second entry goes after the first page, so that the eleventh moves onto it and is never seen.
            let paged = try allPages(server, path: path, limit: 10, order: order)
            #expect(paged == Array(whole[..<10] + whole[11...]))
            let again = try allPages(server, path: path, limit: 10, order: order)
            #expect(again == Array(whole[..<1] + whole[2...]))
        }
    }

    @Test("a token that expires after so many requests")
    func expiringToken() throws {
        try withFault("expiring-token:after=3") { (client) throws in
            let statuses = try (1...5).map { _ in try client.get("/api/v1/containers").status }
            #expect(statuses == [200, 200, 200, 401, 401])
        }
    }

    @Test(
        "403 and 404 for one container, the named one or one by the seed",
        arguments: [("forbidden", 403), ("not-found", 404)]
    )
    func oneContainer(name: String, status: Int) throws {
        try withFault("\(name):at=prod-db") { (client) throws in
            #expect(try client.get(logPath("prod-db")).status == status)
            #expect(try client.get(logPath("prod")).status == 200)
        }
        try withFault(name) { (client) throws in
            let ids = try client.get("/api/v1/containers?limit=100").containers.compactMap { $0["id"] as? String }
            let struck = try ids.filter { try client.get("/api/v1/containers/\($0)/status-logs").status == status }
            #expect(ids.count == 21 && struck.count == 1)
        }
    }

    @Test("redirects in a loop, to a foreign host, and to the other form of the address")
    func redirects() throws {
        try withFaultyServer("redirect-loop:at=logs") { (server) throws in
            let path = try logPath("prod")
            let answer = try WireClient(port: server.port).get(path + "?page=2")
            #expect(answer.status == 307 && answer.headers["location"] == "\(server.baseURL)\(path)?page=2")
        }
        try withFault("redirect-foreign:at=listing:url=http://127.0.0.1:9") { (client) throws in
            let answer = try client.get("/api/v1/containers?page=1")
            #expect(answer.headers["location"] == "http://127.0.0.1:9/api/v1/containers?page=1")
        }
        try withFault("redirect-slash") { (client) throws in
            #expect(try client.get("/api/v1/containers").headers["location"]?.hasSuffix("/containers/") == true)
            #expect(try client.get("/api/v1/containers/").status == 200)
        }
    }

    @Test("connections that end after each answer, without a length")
    func connectionClose() throws {
        try withFault("connection-close") { (client) throws in
            let answer = try client.get("/api/v1/containers")
            #expect(answer.version == "HTTP/1.0" && answer.headers["content-length"] == nil)
            #expect(answer.containers.count == 10)
            #expect(throws: WireClient.Ending.self) { try client.get("/api/v1/containers") }
        }
    }

    @Test("gzip for those who accept it, of which the checksum is right")
    func gzip() throws {
        try withFault("gzip") { (client) throws in
            let plain = try client.get("/api/v1/containers?limit=100")
            #expect(plain.headers["content-encoding"] == nil)
            let packed = try client.get("/api/v1/containers?limit=100", headers: ["Accept-Encoding: br, gzip"])
            #expect(packed.headers["content-encoding"] == "gzip")
            let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).gz")
            try Data(packed.body).write(to: file)
            defer { try? FileManager.default.removeItem(at: file) }
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["gzip", "-dc", file.path]
            let output = Pipe()
            process.standardOutput = output
            let end = try process.start()
            #expect(Array(output.fileHandleForReading.readDataToEndOfFile()) == plain.body)
            end.wait()
            #expect(process.terminationStatus == 0)
        }
    }

    private func allPages(_ server: SimulationServer, path: String, limit: Int, order: String) throws -> [String] {
        let client = try WireClient(port: server.port)
        var ids: [String] = []
        for page in 1... {
            let more = try client.get("\(path)?limit=\(limit)&sort_order=\(order)&page=\(page)").ids
            guard !more.isEmpty else { break }
            ids += more
        }
        return ids
    }

    private func withFault(_ text: String, _ body: (WireClient) throws -> Void) throws {
        try withFaultyServer(text) { try body(WireClient(port: $0.port)) }
    }

    private func withFaultyServer(_ text: String, _ body: (SimulationServer) throws -> Void) throws {
        try withServer(ServerOptions(faults: try Fault.parse(text), time: .fixed(monday)), body)
    }
}
