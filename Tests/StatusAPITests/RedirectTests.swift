import Observations
import StatusAPI
import Testing
import Timelines

@Suite("Redirects")
struct RedirectTests {
    @Test(
        "A redirect within the same scheme, host and port is followed with the token",
        arguments: ["301 X", "302 X", "303 X", "307 X", "308 X"]
    )
    func follows(status: String) async throws {
        let server = try ScriptedServer { request in
            let (path, query) = (request.target.prefix { $0 != "?" }, request.target.drop { $0 != "?" })
            return path.hasSuffix("/")
                ? .answer(listPage(["a"])) : .redirect(to: "\(path)/\(query)", status: status)
        }
        let page = try await Harness(server.baseURL).client.containers(page: 1)
        #expect(page.containers.map(\.id.text) == ["a"])
        #expect(
            server.requests.map { $0.target.prefix { $0 != "?" } } == ["/api/v1/containers", "/api/v1/containers/"]
        )
        #expect(server.requests.allSatisfy { $0.header("Authorization") == "Bearer \(token)" })
    }

    @Test("An absolute redirect to the same origin is followed, however its host and port are written")
    func followsAbsolute() async throws {
        let server = try ScriptedServer { request in
            let port = request.header("Host")?.split(separator: ":").last ?? ""
            return request.target == "/there" ? .answer(logPage()) : .redirect(to: "HTTP://127.0.0.1:\(port)/there")
        }
        #expect(try await Harness(server.baseURL).logs().entries.count == 1)
    }

    @Test("Another host, port or scheme is refused, and sees neither the token nor a request")
    func refuses() async throws {
        let foreign = try ScriptedServer { _ in .answer(logPage()) }
        let own = "127.0.0.1"
        for target in [
            foreign.baseURL + "/x", "//127.0.0.1:\(foreign.port)/x", "http://localhost:\(foreign.port)/x",
            "https://\(own):\(foreign.port)/", "ftp://\(own)/x", "file:///etc/passwd", "http://", "http://a b/",
        ] {
            let server = try ScriptedServer { _ in .redirect(to: target) }
            let failure = await (try Harness(server.baseURL)).logsFailure()
            guard case .refusedRedirect(let detail)? = failure else {
                Issue.record("\(target): \(String(describing: failure))")
                continue
            }
            #expect(detail.hasPrefix("301 Moved Permanently to "))
            #expect(server.requests.count == 1)
        }
        #expect(foreign.requests.isEmpty)
        #expect(foreign.connectionCount == 0)
    }

    @Test("The same origin under another name, or with user information, is refused")
    func refusesDisguises() async throws {
        for host in ["localhost", "user@127.0.0.1", "u:p@127.0.0.1", "127.0.0.1.", "127.1"] {
            let server = try ScriptedServer { request in
                let port = request.header("Host")?.split(separator: ":").last ?? ""
                return request.target == "/there" ? .answer(logPage()) : .redirect(to: "http://\(host):\(port)/there")
            }
            let failure = await (try Harness(server.baseURL)).logsFailure()
            // libcurl writes 127.1 as 127.0.0.1, which it is.
            if host == "127.1", failure == nil { continue }
            guard case .refusedRedirect? = failure else {
                Issue.record("\(host): \(String(describing: failure))")
                continue
            }
        }
    }

    @Test("Five redirects are followed, a sixth is not")
    func limits() async throws {
        func server(hops: Int) throws -> ScriptedServer {
            try ScriptedServer { request in
                let hop = Int(request.target.dropFirst(1)) ?? 0
                return hop == hops ? .answer(logPage()) : .redirect(to: "/\(hop + 1)")
            }
        }
        let patient = try server(hops: 5)
        #expect(try await Harness(patient.baseURL).logs().entries.count == 1)
        let looping = try server(hops: 6)
        let failure = await (try Harness(looping.baseURL)).logsFailure()
        #expect(failure == .refusedRedirect(detail: "redirected more than 5 times"))
        #expect(looping.requests.count == 6)
    }
}
