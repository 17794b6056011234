import Foundation
import Simulation
import TestSupport
import Testing

@Suite("Runs that are broken off")
struct BrokenRunTests {
    @Test("after kill -9 at any request, the next run makes the store what it had been", arguments: 1...8)
    func killed(seed: UInt64) async throws {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        let alone = folder.file("alone.sqlite")
        #expect(try await Fixture.ingest(from: server, into: alone).code == 0)
        let requests = server.requestTotal()

        // Killed in the midst of the answer to a drawn request; answers are slow, so that it is alive then.
        let slow = try Fixture.server("drip:rate=1:tries=forever:bytes=1024")
        defer { slow.stop() }
        var generator = TestSupport.SeededGenerator(seed: seed)
        let fatal = Int.random(in: 1...requests - 1, using: &generator)
        let delay = UInt32.random(in: 0...100_000, using: &generator)
        let path = folder.file("store.sqlite")
        let run = try Running(
            Fixture.ingestion(from: slow.baseURL, into: path),
            environment: ["HOODY_TOKEN": Fixture.token]
        )
        await withCheckedContinuation { (reached: CheckedContinuation<Void, Never>) in
            // A thread of its own: the pool's are busy with other tests.
            Thread.detachNewThread {
                while slow.requestTotal() < fatal, run.process.isRunning { usleep(500) }
                usleep(delay)
                run.send(SIGKILL)
                reached.resume()
            }
        }
        #expect(try await run.outcome().code == nil, "seed \(seed): it ended before it was killed")

        let next = try await Fixture.ingest(from: server, into: path)
        #expect(next.code == 0, "seed \(seed): \(next.complaint)")
        let content = try StoreContent(path)
        #expect(try content.entries() == StoreContent(alone).entries(), "seed \(seed)")
        #expect(try content.quarantined() == StoreContent(alone).quarantined(), "seed \(seed)")
        #expect(try content.integrity() == ["ok"], "seed \(seed)")
    }

    @Test("an interrupted run ends 130 and keeps what it has; the next one completes it", arguments: [SIGINT, SIGTERM])
    func interrupted(signal: Int32) async throws {
        let folder = try TemporaryFolder()
        let healthy = try Fixture.server()
        defer { healthy.stop() }
        let alone = folder.file("alone.sqlite")
        #expect(try await Fixture.ingest(from: healthy, into: alone).code == 0)
        let whole = try StoreContent(alone)
        let containers = try whole.covered().count

        // One log is sent for longer than the test lasts.
        let server = try Fixture.server("drip:at=prod-db:rate=1:bytes=1:tries=forever")
        defer { server.stop() }
        let path = folder.file("store.sqlite")
        let run = try Running(
            Fixture.ingestion(from: server.baseURL, into: path),
            environment: ["HOODY_TOKEN": Fixture.token]
        )
        // Every log was asked for, and one of them is still being sent.
        #expect(
            try await eventually {
                server.requestCounts().keys.count { $0.hasSuffix("/status-logs") } == containers
            }
        )
        #if os(Linux)
        let commandLine = try bytes(of: "/proc/\(run.process.processIdentifier)/cmdline")
        #expect(commandLine.firstRange(of: Data("ingest".utf8)) != nil)
        #expect(commandLine.firstRange(of: Data(Fixture.token.utf8)) == nil)
        let limits = String(decoding: try bytes(of: "/proc/\(run.process.processIdentifier)/limits"), as: UTF8.self)
        #expect(limits.contains(#/Max core file size +0 +0 /#), "an image of its memory would hold the token")
        #endif
        run.send(signal)
        let outcome = try await run.outcome()
        #expect(outcome.code == 130)
        #expect(outcome.output.isEmpty)
        #expect(outcome.complaint.contains("interrupted"))
        let kept = try StoreContent(path).entries()
        #expect(!kept.isEmpty)

        #expect(try await Fixture.ingest(from: healthy, into: path).code == 0)
        let entries = try StoreContent(path).entries()
        #expect(Set(kept).isSubset(of: entries))
        #expect(try entries == whole.entries())
    }

    @Test("a run that begins with SIGINT ignored goes on when one comes, and ends at SIGTERM")
    func ignoredInterrupt() async throws {
        let folder = try TemporaryFolder()
        let server = try Fixture.server("drip:at=prod-db:rate=1:bytes=1:tries=forever")
        defer { server.stop() }
        let run = try Running(
            Fixture.ingestion(from: server.baseURL, into: folder.file("store.sqlite")),
            environment: ["HOODY_TOKEN": Fixture.token],
            ignoresInterrupts: true
        )
        #expect(try await eventually { server.requestCounts().keys.contains { $0.hasSuffix("/status-logs") } })
        run.send(SIGINT)
        #if os(Linux)
        guard run.process.isRunning else {
            Issue.record("it has ended: \(try await run.outcome())")
            return
        }
        let status = String(decoding: try bytes(of: "/proc/\(run.process.processIdentifier)/status"), as: UTF8.self)
        let ignored = try #require(status.firstMatch(of: /SigIgn:\s*([0-9a-f]+)/).flatMap { UInt64($0.1, radix: 16) })
        #expect(ignored & 1 << UInt64(SIGINT - 1) != 0)
        #endif
        #expect(run.process.isRunning)
        run.send(SIGTERM)
        #expect(try await run.outcome().code == 130)
    }
}
