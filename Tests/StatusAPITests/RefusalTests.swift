import Observations
import StatusAPI
import Testing

@Suite("Refusals")
struct RefusalTests {
    private func failure(_ body: String, status: String) async throws -> UpstreamFailure? {
        let server = try ScriptedServer { _ in .answer(body, status: status) }
        return await (try Harness(server.baseURL)).logsFailure()
    }

    @Test("404 says what happened, and what it may mean")
    func notFound() async throws {
        let failure = try await failure("", status: "404 X")
        #expect(failure == .notFound(detail: "404 Not Found; it may be deleted, or in another realm (--realm)"))
    }

    @Test("401, 403 and other refusals are told apart, with what the server says")
    func kinds() async throws {
        let body = errorBody("the words")
        let said = "the server says: \"the words\""
        #expect(
            try await failure(body, status: "401 X")
                == .unauthorized(
                    detail:
                        "401 Unauthorized; the token is missing, malformed or expired (HOODY_TOKEN or --token-file); "
                        + said
                )
        )
        #expect(
            try await failure(body, status: "403 X")
                == .forbidden(detail: "403 Forbidden; the token has no permission for it; \(said)")
        )
        #expect(try await failure(body, status: "400 X") == .rejected(detail: "400 Bad Request; \(said)"))
        #expect(try await failure(body, status: "418 X") == .rejected(detail: "status 418; \(said)"))
    }

    @Test("A server's words are cleaned of control characters, put on one line, and shortened")
    func cleansMessage() async throws {
        let control = #"a\u001b[31mred\r\n\tb\u0007\u202ec"#
        #expect(
            try await failure(errorBody(control), status: "400 X")
                == .rejected(detail: "400 Bad Request; the server says: \"a [31mred b c\"")
        )
        let long = String(repeating: "x", count: 5_000)
        #expect(
            try await failure(errorBody(long), status: "400 X")
                == .rejected(
                    detail: "400 Bad Request; the server says: \"\(String(repeating: "x", count: 199))…\""
                )
        )
    }

    @Test("A list of messages is joined; without a message its error counts, and what is no envelope says nothing")
    func readsEnvelopes() async throws {
        let list = #"{"message":["one","two"]}"#
        #expect(
            try await failure(list, status: "400 X")
                == .rejected(detail: "400 Bad Request; the server says: \"one; two\"")
        )
        #expect(
            try await failure(#"{"error":"Alone"}"#, status: "400 X")
                == .rejected(detail: "400 Bad Request; the server says: \"Alone\"")
        )
        for body in ["", "<html>", "[]", "{}", #"{"message":7}"#, #"{"message":""}"#] {
            #expect(try await failure(body, status: "400 X") == .rejected(detail: "400 Bad Request"))
        }
    }

    @Test("A token that the server echoes, whole or in part, is not passed on")
    func hidesToken() async throws {
        for echo in [token, String(token.prefix(20)), String(token.dropFirst(9)), "Bearer \(token)!"] {
            let message = "bad token \(echo) given"
            for status in ["400 X", "401 X", "403 X", "404 X", "503 X"] {
                let detail = try #require(try await failure(errorBody(message), status: status)).detail
                #expect(!detail.contains(token.prefix(8)))
                #expect(!detail.contains(token.suffix(8)))
                #expect(detail.contains("bad token"))
                #expect(detail.contains("…"))
            }
        }
    }

    @Test("A token in a redirect's host is not passed on")
    func hidesTokenInRedirect() async throws {
        let server = try ScriptedServer { _ in .redirect(to: "http://\(token).example/") }
        let failure = try #require(await (try Harness(server.baseURL)).logsFailure())
        #expect(failure.detail.hasPrefix("301 Moved Permanently to http://…"))
    }
}
