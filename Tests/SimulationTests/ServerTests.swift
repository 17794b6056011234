import Foundation
import Simulation
import Testing
import Timelines

@Suite("The simulated API")
struct ServerTests {
    private let expired = "eyJhbGciOiJub25lIn0.eyJleHAiOjE3MDAwMDAwMDB9.x"  // {"exp":1700000000}, November 2023

    @Test("lists containers in its envelope, with pagination, newest first, ten a page")
    func list() throws {
        try withServer { server in
            let client = try WireClient(port: server.port)
            let answer = try client.get("/api/v1/containers")
            #expect(answer.status == 200)
            #expect(answer.json["statusCode"] as? Int == 200 && answer.json["message"] is String)
            // 24, without the deleted, the expired and the gone one.
            #expect(answer.pagination == ["total": 21, "page": 1, "limit": 10, "totalPages": 3])
            #expect(answer.containers.count == 10)
            let created = answer.containers.compactMap { $0["created_at"] as? String }
            #expect(created == created.sorted(by: >))
            #expect(answer.headers["date"] == "Mon, 16 Nov 2026 00:00:00 GMT")
            #expect(answer.headers["connection"] == "keep-alive")
        }
    }

    @Test("lists deleting, expired and prespawned containers only if asked to")
    func flags() throws {
        try withServer { server in
            let client = try WireClient(port: server.port)
            func total(_ flags: String) throws -> Int? {
                try client.get("/api/v1/containers?limit=1\(flags)").pagination?["total"]
            }
            #expect(try total("") == 21)
            #expect(try total("&include_deleting=true") == 22)
            #expect(try total("&include_expired=true") == 22)
            #expect(try total("&include_prespawn=true") == 22)
            #expect(try total("&include_deleting=true&include_expired=true&include_prespawn=true") == 24)
            #expect(try total("&include_deleting=false") == 21)
        }
    }

    @Test("sorts and pages the list", arguments: ["id", "name", "status", "created_at", "updated_at"])
    func listOrder(field: String) throws {
        try withServer { server in
            let client = try WireClient(port: server.port)
            let path = "/api/v1/containers?sort_by=\(field)&sort_order="
            let up = try (1...3).flatMap { try client.get(path + "asc&limit=8&page=\($0)").containers }
            let down = try client.get(path + "desc&limit=100").containers
            #expect(up.count == 21)
            #expect(up.map { $0["id"] as? String } == down.reversed().map { $0["id"] as? String })
            let values = up.compactMap { $0[field] as? String }
            #expect(values == values.sorted())
            #expect(try client.get(path + "asc&page=4&limit=8").containers.isEmpty)
        }
    }

    @Test("lists one project's containers, and one realm's by parameter or host")
    func projects() throws {
        try withServer { server in
            let client = try WireClient(port: server.port)
            let all = try client.get("/api/v1/containers?limit=100").containers
            let project = try #require(all.first?["project_id"] as? String)
            let ofProject = try client.get("/api/v1/projects/\(project)/containers?limit=100").containers
            #expect(ofProject.count == all.count { $0["project_id"] as? String == project })
            #expect(try client.get("/api/v1/projects/000000000000000000000000/containers").status == 404)
            let realm = try #require((all.first?["realm_ids"] as? [String])?.first)
            let ofRealm = try client.get("/api/v1/containers?limit=100&realm_id=\(realm)").containers
            #expect(ofRealm.count == all.count { ($0["realm_ids"] as? [String])?.contains(realm) == true })
            #expect(ofRealm.count < all.count)
            try client.sendText(
                "GET /api/v1/containers?limit=100 HTTP/1.1\r\nHost: \(realm).localhost\r\nAuthorization: Bearer t\r\n\r\n"
            )
            #expect(try client.receiveAnswer().containers.count == ofRealm.count)
        }
    }

    @Test("gives one container as it is in the list")
    func container() throws {
        try withServer { server in
            let client = try WireClient(port: server.port)
            let listed = try #require(client.get("/api/v1/containers?limit=1").containers.first)
            let id = try #require(listed["id"] as? String)
            let answer = try client.get("/api/v1/containers/\(id)")
            #expect(NSDictionary(dictionary: answer.data) == NSDictionary(dictionary: listed))
        }
    }

    @Test("gives a log newest first, ten a page, and whole over all pages in both orders")
    func log() throws {
        try withServer { server in
            let client = try WireClient(port: server.port)
            let path = try logPath("prod-api-1")
            let first = try client.get(path)
            let total = try #require(first.pagination?["total"])
            #expect(first.pagination == ["total": total, "page": 1, "limit": 10, "totalPages": (total + 9) / 10])
            #expect(first.logs.count == 10)
            func all(_ order: String) throws -> [String] {
                try (1...(total / 7 + 1)).flatMap {
                    try client.get("\(path)?limit=7&page=\($0)&sort_order=\(order)").ids
                }
            }
            let up = try all("asc")
            #expect(up.count == total && Set(up).count == total)
            #expect(try all("desc") == up.reversed())
            #expect(Array(up.suffix(10).reversed()) == first.ids)
            let times = try client.get(path + "?limit=100&sort_order=asc").logs
                .compactMap { ($0 as? [String: Any])?["transition_time"] as? String }
            #expect(times == times.sorted() && times.allSatisfy { $0 < "2026-11-16" })
            let beyond = try client.get(path + "?page=100000")
            #expect(beyond.status == 200 && beyond.logs.isEmpty)
        }
    }

    @Test("sorts a log by other fields too", arguments: ["created_at", "to_status", "from_status"])
    func logOrder(field: String) throws {
        try withServer { server in
            let client = try WireClient(port: server.port)
            let path = try logPath("prod-api-1")
            let up = try client.get("\(path)?limit=100&sort_by=\(field)&sort_order=asc")
            let down = try client.get("\(path)?limit=100&sort_by=\(field)&sort_order=desc")
            #expect(up.ids == down.ids.reversed() && !up.ids.isEmpty)
            let values = up.logs.compactMap { ($0 as? [String: Any])?[field] as? String }
            #expect(values == values.sorted())
        }
    }

    @Test(
        "answers 400 to what is no id or no parameter",
        arguments: [
            "/api/v1/containers/890ABCDEF12345678901CDEF", "/api/v1/containers/890abc",
            "/api/v1/containers/prod/status-logs", "/api/v1/projects/shop/containers",
            "/api/v1/containers?limit=0", "/api/v1/containers?limit=101", "/api/v1/containers?limit=ten",
            "/api/v1/containers?page=0", "/api/v1/containers?page=-1", "/api/v1/containers?sort_by=color",
            "/api/v1/containers?sort_order=up", "/api/v1/containers?realm_id=x",
            "LOG?limit=0", "LOG?limit=101", "LOG?page=0", "LOG?page=x", "LOG?sort_by=id", "LOG?sort_order=ASC",
        ]
    )
    func badRequests(target: String) throws {
        try withServer { server in
            let path = target.replacingOccurrences(of: "LOG", with: try logPath("prod"))
            let answer = try WireClient(port: server.port).get(path)
            #expect(answer.status == 400)
            #expect(answer.json["statusCode"] as? Int == 400 && answer.json["error"] as? String == "Bad Request")
            #expect(answer.json["message"] is String)
        }
    }

    @Test("answers 401 without a token, with an empty, a wrong and an expired one")
    func tokens() throws {
        let options = ServerOptions(token: .exactly("secret"), time: .fixed(monday))
        try withServer(options) { server in
            let client = try WireClient(port: server.port)
            #expect(try client.get("/api/v1/containers", token: nil).status == 401)
            #expect(try client.get("/api/v1/containers", token: "").status == 401)
            #expect(try client.get("/api/v1/containers", token: "other").status == 401)
            #expect(try client.get("/api/v1/containers", token: nil, headers: ["Authorization: Basic x"]).status == 401)
            #expect(try client.get("/api/v1/containers", token: "secret").status == 200)
            #expect(try client.get("/api/v1/containers", token: expired).json["message"] as? String == "jwt expired")
        }
        try withServer { server in
            let client = try WireClient(port: server.port)
            #expect(try client.get("/api/v1/containers", token: "anything").status == 200)
            #expect(try client.get("/api/v1/containers", token: expired).status == 401)
            #expect(try client.get("/api/v1/containers", token: nil).json["error"] as? String == "Unauthorized")
        }
    }

    @Test("answers 404 to unknown containers and paths, and 405 to all but GET")
    func refusals() throws {
        try withServer { server in
            let client = try WireClient(port: server.port)
            #expect(try client.get("/api/v1/containers/000000000000000000000000").status == 404)
            #expect(try client.get("/api/v1/containers/000000000000000000000000/status-logs").status == 404)
            #expect(try client.get("/api/v1/servers").status == 404)
            #expect(try client.get("/").status == 404)
            let gone = try logPath("ci-runner-2")
            #expect(try client.get(gone).status == 404)
            for method in ["HEAD", "POST", "DELETE"] {
                let answer = try client.get("/api/v1/containers", method: method)
                #expect(answer.status == 405 && answer.headers["allow"] == "GET")
            }
        }
    }

    @Test("redirects between the two forms of an address, keeping the query")
    func slashes() throws {
        for slash in [false, true] {
            try withServer(ServerOptions(time: .fixed(monday), listsEndWithSlash: slash)) { server in
                let client = try WireClient(port: server.port)
                let canonical = "/api/v1/containers\(slash ? "/" : "")?limit=3"
                let answer = try client.get("/api/v1/containers\(slash ? "" : "/")?limit=3")
                #expect(answer.status == 307)
                #expect(answer.headers["location"] == server.baseURL + canonical)
                #expect(try client.get(canonical).status == 200)
                let log = try logPath("prod")
                #expect(try client.get(log + "/?page=2").headers["location"] == "\(server.baseURL)\(log)?page=2")
            }
        }
    }
}
