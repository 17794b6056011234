import Observations
import StatusAPI
import Testing
import Timelines

@Suite("Transfers")
struct TransferTests {
    @Test("A page of a status log is read, with the request that the API documents")
    func readsLogs() async throws {
        let server = try ScriptedServer { _ in .answer(logPage(3)) }
        let page = try await Harness(server.baseURL).logs(page: 2, limit: 50)
        #expect(page.entries.count == 3)
        let request = try #require(server.requests.first)
        #expect(
            request.target
                == "/api/v1/containers/\(container)/status-logs?page=2&limit=50&sort_by=transition_time&sort_order=asc"
        )
        #expect(request.header("Authorization") == "Bearer \(token)")
        #expect(request.header("Accept-Encoding")?.contains("gzip") == true)
    }

    @Test("Container lists are sorted by id, hold deleting and expired ones, and name the realm where there is one")
    func readsLists() async throws {
        let server = try ScriptedServer { _ in
            .answer(listPage(["a", "b"]), headers: ["Date: Sun, 06 Nov 1994 08:49:37 GMT"])
        }
        let harness = try Harness(server.baseURL + "/prefix/", realm: "r 1")
        let page = try await harness.client.containers(page: 1)
        #expect(page.containers.map(\.id.text) == ["a", "b"])
        #expect(page.date == Instant(milliseconds: 784_111_777_000))
        _ = try await harness.client.containers(ofProject: "../p", page: 3)
        let query = "limit=100&sort_by=id&sort_order=asc&include_deleting=true&include_expired=true&realm_id=r%201"
        #expect(
            server.requests.map(\.target) == [
                "/prefix/api/v1/containers?page=1&\(query)",
                "/prefix/api/v1/projects/..%2Fp/containers?page=3&\(query)",
            ]
        )
    }

    @Test("A hundred requests in a row share one connection, unless libcurl gave it up as idle")
    func keepsAlive() async throws {
        let server = try ScriptedServer { _ in .answer(logPage()) }
        let harness = try Harness(server.baseURL)
        // CURLOPT_MAXAGE_CONN: a machine that is busy with other tests can take longer than that from one request to the next.
        let idleLimit = Duration.seconds(118)
        let clock = ContinuousClock()
        var previous = clock.now
        var waits = 0
        for _ in 0..<100 {
            let start = clock.now
            _ = try await harness.logs()
            if previous.duration(to: clock.now) >= idleLimit { waits += 1 }
            previous = start
        }
        #expect(server.requests.count == 100)
        #expect(server.connectionCount <= 1 + waits)
    }

    @Test("Requests at once do not mix up their answers")
    func runsAtOnce() async throws {
        let server = try ScriptedServer { request in
            // As many entries as the page's number.
            let page = request.target.split(separator: "page=")[1].prefix { $0.isNumber }
            return .answer(logPage(Int(page) ?? 0))
        }
        let harness = try Harness(server.baseURL)
        let counts = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
            for page in 1...64 {
                group.addTask { (page, try await harness.logs(page: page).entries.count) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(counts == Dictionary(uniqueKeysWithValues: (1...64).map { ($0, $0) }))
    }

    @Test("A compressed body is decompressed")
    func decompresses() async throws {
        let body = Array(logPage(7).utf8)
        let server = try ScriptedServer { _ in .answer(gzipStored(body), headers: ["Content-Encoding: gzip"]) }
        #expect(try await Harness(server.baseURL).logs().entries.count == 7)
    }

    @Test("A body that is dripped byte by byte arrives whole")
    func toleratesDripping() async throws {
        let body = logPage(2)
        let answer = [AnswerStep].head("200 OK", ["Content-Length: \(body.utf8.count)"]) + body
        let server = try ScriptedServer { _ in [.drip(Array(answer.utf8), microseconds: 200)] }
        #expect(try await Harness(server.baseURL).logs().entries.count == 2)
    }

    @Test("A body over the limit is refused, by its length or as it comes, and asked for again like other broken ones")
    func refusesLongBodies() async throws {
        let long = logPage(20)
        let chunked =
            [AnswerStep].head("200 OK", ["Transfer-Encoding: chunked"])
            + String(long.utf8.count, radix: 16) + "\r\n" + long + "\r\n0\r\n\r\n"
        for answer in [[AnswerStep].answer(long), [AnswerStep.send(chunked)]] {
            let server = try ScriptedServer { _ in answer }
            let failure = try await Harness(server.baseURL, bodyLimit: 1_000).logsFailure()
            #expect(failure == .rejected(detail: "the body is longer than 1000 bytes; tried 6 times"))
            #expect(server.requests.count == 6)
        }
    }

    @Test("A small body that unpacks to more than the limit is refused")
    func refusesBombs() async throws {
        let bomb = gzipBomb(runs: 10_000)  // 2.58 million zeros in 16 kB
        #expect(bomb.count < 17_000)
        let server = try ScriptedServer { _ in .answer(bomb, headers: ["Content-Encoding: gzip"]) }
        let failure = try await Harness(server.baseURL, bodyLimit: 1 << 20).logsFailure()
        #expect(failure == .rejected(detail: "the body is longer than 1 MiB; tried 6 times"))
        #expect(server.requests.count == 6)
    }

    @Test("A server that says nothing is given up after the timeout, six times")
    func timesOut() async throws {
        let server = try ScriptedServer { _ in [.hang] }
        let harness = try Harness(server.baseURL, timeout: TimeSpan(milliseconds: 50))
        let failure = try #require(await harness.logsFailure())
        #expect(failure.detail.contains("timed out"))
        #expect(failure.detail.hasSuffix("; tried 6 times"))
        // Not what the server received: on a busy machine a request may end before it is read.
        #expect(harness.naps.milliseconds.count == 5)
    }

    @Test("A cancelled request ends at once, and the client goes on serving others")
    func cancels() async throws {
        let server = try ScriptedServer { request in
            request.target.contains("page=1&") ? [.hang] : .answer(logPage())
        }
        let harness = try Harness(server.baseURL, timeout: .minutes(10))
        let hanging = Task { try await harness.logs(page: 1) }
        while server.requests.isEmpty { await Task.yield() }
        hanging.cancel()
        await #expect(throws: UpstreamFailure.unavailable(detail: "cancelled")) { try await hanging.value }
        #expect(try await harness.logs(page: 2).entries.count == 1)
    }

    @Test("A task that is cancelled before it asks gets no answer and leaves nothing behind")
    func cancelledBefore() async throws {
        let server = try ScriptedServer { _ in [.hang] }
        let harness = try Harness(server.baseURL, timeout: .minutes(10))
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try await harness.logs()
        }
        await #expect(throws: UpstreamFailure.unavailable(detail: "cancelled")) { try await task.value }
    }
}
