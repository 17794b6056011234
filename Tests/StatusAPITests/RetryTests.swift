import Observations
import StatusAPI
import Testing
import Timelines

@Suite("Retries")
struct RetryTests {
    @Test(
        "These statuses are asked again, and the page that then comes counts",
        arguments: ["408 X", "425 X", "429 X", "500 X", "502 X", "503 X", "504 X", "599 X"]
    )
    func retriesStatus(status: String) async throws {
        let server = try ScriptedServer(inTurn(.answer(errorBody("later"), status: status), .answer(logPage())))
        let harness = try Harness(server.baseURL)
        #expect(try await harness.logs().entries.count == 1)
        #expect(server.requests.count == 2)
    }

    @Test("Waits are drawn from ceilings that double from 250 ms, five of them at most")
    func backsOff() async throws {
        let server = try ScriptedServer { _ in .answer(errorBody("no"), status: "503 X") }
        let harness = try Harness(server.baseURL)
        let failure = await harness.logsFailure()
        #expect(
            failure
                == .unavailable(detail: "503 Service Unavailable; the server says: \"no\"; tried 6 times")
        )
        // 0.999999 of 250, 500, 1000, 2000 and 4000 ms, floored.
        #expect(harness.naps.milliseconds == [249, 499, 999, 1_999, 3_999])
        #expect(server.requests.count == 6)
    }

    @Test("Chance decides how much of a ceiling is waited, down to nothing")
    func jitters() async throws {
        let server = try ScriptedServer { _ in .answer("", status: "500 X") }
        let harness = try Harness(server.baseURL, chance: 0)
        _ = await harness.logsFailure()
        #expect(harness.naps.milliseconds == [0, 0, 0, 0, 0])
    }

    @Test(
        "Broken transfers and bodies are asked again",
        arguments: [
            [.reset],
            [.cut],
            [.send("HTTP/1.1 200 OK\r\nContent-Le"), .cut],
            // Cut short of the length that was told.
            [.send([AnswerStep].head("200 OK", ["Content-Length: 5000"]) + "{\"data\":{\"logs\":["), .cut],
            [.send([AnswerStep].head("200 OK", ["Content-Length: 5000"]) + "{\"data\":{\"logs\":["), .reset],
            // Chunks without an end.
            [.send([AnswerStep].head("200 OK", ["Transfer-Encoding: chunked"]) + "5\r\n{\"dat\r\n"), .cut],
            // No length at all: only the JSON shows that something is missing.
            [.send([AnswerStep].head("200 OK", ["Connection: close"]) + "{\"data\":{\"logs\":[{}"), .cut],
            .answer("{\"data\":{\"logs\":[{]}}"),
            .answer("<html>A page of somebody else's</html>"),
            .answer("{\"data\":{\"containers\":[]}}"),
            .answer("{\"data\":{\"logs\":{}}}"),
            .answer("{\"data\":[]}"),
            .answer(""),
            .answer("not gzip", headers: ["Content-Encoding: gzip"]),
            [.send("SSH-2.0-OpenSSH_9.2\r\n"), .cut],
        ] as [[AnswerStep]]
    )
    func retriesBroken(answer: [AnswerStep]) async throws {
        let server = try ScriptedServer(inTurn(answer, .answer(logPage(2))))
        let harness = try Harness(server.baseURL)
        #expect(try await harness.logs().entries.count == 2)
        #expect(server.requests.count == 2)
        #expect(harness.naps.milliseconds == [249])
    }

    @Test("A body that stays malformed is unavailable in the end, with the reason")
    func givesUpOnMalformed() async throws {
        let server = try ScriptedServer { _ in .answer("{\"data\":{}}") }
        let failure = try #require(await Harness(server.baseURL).logsFailure())
        guard case .unavailable(let detail) = failure else {
            Issue.record("\(failure)")
            return
        }
        #expect(detail.hasPrefix("200 OK, but the body is not the requested page: "))
        #expect(detail.hasSuffix("; tried 6 times"))
    }

    @Test("A server that nobody runs is unavailable after six attempts")
    func givesUpOnNobody() async throws {
        let nobody = try SilentPort()
        let harness = try Harness(nobody.baseURL)
        let failure = try #require(await harness.logsFailure())
        guard case .unavailable(let detail) = failure else {
            Issue.record("\(failure)")
            return
        }
        #expect(detail.contains("127.0.0.1"))
        #expect(harness.naps.milliseconds.count == 5)
        withExtendedLifetime(nobody) {}
    }

    @Test("Other refusals are not asked again", arguments: [400, 401, 403, 404, 405, 410, 418, 422])
    func doesNotRetry(status: Int) async throws {
        let server = try ScriptedServer { _ in .answer(errorBody("no"), status: "\(status) X") }
        let harness = try Harness(server.baseURL)
        #expect(await harness.logsFailure() != nil)
        #expect(server.requests.count == 1)
        #expect(harness.naps.milliseconds.isEmpty)
    }

    @Test("Retry-After in seconds is waited, up to 5 minutes")
    func honoursSeconds() async throws {
        let busy = [AnswerStep].answer("", status: "429 X", headers: ["Retry-After: 300"])
        let server = try ScriptedServer(inTurn(busy, .answer(logPage())))
        let harness = try Harness(server.baseURL)
        #expect(try await harness.logs().entries.count == 1)
        #expect(harness.naps.milliseconds == [300_000])
    }

    @Test(
        "Seconds with a fraction are rounded up, and what is no number is no wait",
        arguments: [
            ("1.5", 2_000), ("2.0", 2_000), ("0.001", 1_000), ("299.01", 300_000), ("1.", 249), (".5", 249),
            ("-1", 249),
            ("1,5", 249), ("1e3", 249), ("", 249),
        ] as [(String, Int64)]
    )
    func roundsSecondsUp(field: String, milliseconds: Int64) async throws {
        let busy = [AnswerStep].answer("", status: "429 X", headers: ["Retry-After: \(field)"])
        let server = try ScriptedServer(inTurn(busy, .answer(logPage())))
        let harness = try Harness(server.baseURL)
        _ = try await harness.logs()
        #expect(harness.naps.milliseconds == [milliseconds])
    }

    @Test("A Retry-After that is shorter than the back-off does not shorten it")
    func keepsBackoff() async throws {
        let busy = [AnswerStep].answer("", status: "503 X", headers: ["Retry-After: 0"])
        let server = try ScriptedServer(inTurn(busy, .answer(logPage())))
        let harness = try Harness(server.baseURL)
        _ = try await harness.logs()
        #expect(harness.naps.milliseconds == [249])
    }

    @Test("Retry-After as a date counts from the answer's own Date, else from the client's clock")
    func honoursDates() async throws {
        let own = ["Date: Mon, 09 Nov 2026 08:00:00 GMT", "Retry-After: Mon, 09 Nov 2026 08:00:07 GMT"]
        let ours = ["Retry-After: Mon, 09 Nov 2026 12:00:09 GMT"]
        let past = ["Retry-After: Mon, 09 Nov 2026 11:00:00 GMT"]
        let unclear = ["Retry-After: soon"]
        let server = try ScriptedServer(
            inTurn(
                .answer("", status: "503 X", headers: own),
                .answer("", status: "503 X", headers: ours),
                .answer("", status: "503 X", headers: past),
                .answer("", status: "503 X", headers: unclear),
                .answer(logPage())
            )
        )
        let harness = try Harness(server.baseURL)
        _ = try await harness.logs()
        #expect(harness.naps.milliseconds == [7_000, 9_000, 999, 1_999])
    }

    @Test(
        "A longer Retry-After leaves it to the next run",
        arguments: ["301", "99999999999999999999999", "Mon, 09 Nov 2026 12:05:01 GMT"]
    )
    func postpones(wait: String) async throws {
        let server = try ScriptedServer { _ in .answer("", status: "429 X", headers: ["Retry-After: \(wait)"]) }
        let harness = try Harness(server.baseURL)
        guard case .postponed(let detail)? = await harness.logsFailure() else {
            Issue.record("not postponed")
            return
        }
        #expect(detail.hasPrefix("429 Too Many Requests; it asks clients to wait "))
        #expect(server.requests.count == 1)
    }

    @Test("Who is cancelled while waiting to ask again does not ask again")
    func stopsWaiting() async throws {
        let server = try ScriptedServer { _ in .answer("", status: "503 X") }
        let task = Task {
            let client = try StatusAPIClient(
                settings: StatusAPISettings(
                    baseURL: BaseURL(server.baseURL),
                    token: BearerToken(token),
                    now: { Instant(milliseconds: 0) },
                    sleep: { _ in withUnsafeCurrentTask { $0?.cancel() } }
                )
            )
            _ = try await client.statusLogs(of: container, page: 1, limit: 100)
        }
        await #expect(throws: UpstreamFailure.self) { try await task.value }
        #expect(server.requests.count == 1)
    }
}
