import Foundation
import Simulation
import TestSupport
import Testing
import Timelines

@Suite("An API that misbehaves")
struct FaultTests {
    /// What a run over a healthy API keeps, made once.
    private static let healthy = Task {
        let folder = try TemporaryFolder()
        let server = try Fixture.server()
        defer { server.stop() }
        _ = try await Fixture.ingest(from: server, into: folder.file("store.sqlite"))
        return try StoreContent(folder.file("store.sqlite")).entries()
    }

    /// A run over an API with `faults`, and its store.
    private func ingest(_ faults: String) async throws -> (outcome: Outcome, folder: TemporaryFolder, requests: Int) {
        let folder = try TemporaryFolder()
        let server = try Fixture.server(faults)
        defer { server.stop() }
        let outcome = try await Fixture.ingest(from: server, into: folder.file("store.sqlite"))
        #expect(outcome.output.isEmpty, "\(faults)")
        #expect(outcome.complaints.allSatisfy { $0.hasPrefix("tacho: ") }, "\(faults): \(outcome.complaint)")
        try expectNoToken(in: folder, outcome)
        return (outcome, folder, server.requestTotal())
    }

    private func expectNoToken(in folder: TemporaryFolder, _ outcome: Outcome) throws {
        #expect(!outcome.complaint.contains(Fixture.token))
        let secret = Data(Fixture.token.utf8)
        for name in try names(in: folder.path) {
            #expect(try bytes(of: folder.file(name)).firstRange(of: secret) == nil, "\(name) holds the token")
        }
    }

    @Test(
        "a fault that ends after its tries costs time and nothing else",
        arguments: FaultKind.allCases.filter(\.isTransient)
    )
    func transient(kind: FaultKind) async throws {
        // 70 MB a struck request: one container is enough.
        let place = kind == .hugeBody ? ":at=prod" : ""
        let (outcome, folder, requests) = try await ingest("\(kind.rawValue):rate=1:tries=1\(place)")
        #expect(outcome.code == 0, "\(outcome.complaint)")
        #expect(try await StoreContent(folder.file("store.sqlite")).entries() == Self.healthy.value)
        // A slow answer is none that has to be asked for again.
        let plain = try await ingest("").requests
        #expect(kind == .drip ? requests == plain : requests > plain)
    }

    @Test(
        "an API that differs in form gives the same entries",
        arguments: [
            FaultKind.smallerLimit, .smallerLimitUnsaid, .noPagination, .totalsTooSmall, .totalsTooLarge, .ignoredOrder,
            .redirectSlash, .connectionClose, .gzip,
        ]
    )
    func form(kind: FaultKind) async throws {
        let (outcome, folder, _) = try await ingest(kind.rawValue)
        #expect(outcome.code == 0, "\(outcome.complaint)")
        #expect(try await StoreContent(folder.file("store.sqlite")).entries() == Self.healthy.value)
    }

    @Test("entries that arrive during the run are all there when they have arrived")
    func arriving() async throws {
        let folder = try TemporaryFolder()
        let server = try Fixture.server("arriving-entries")
        defer { server.stop() }
        let path = folder.file("store.sqlite")
        // Each run asks for a page of every log at least, and each page reveals one of the three.
        for run in 1...4 { #expect(try await Fixture.ingest(from: server, into: path).code == 0, "run \(run)") }
        #expect(try await StoreContent(path).entries() == Self.healthy.value)
    }

    @Test("an entry that goes during the run is kept")
    func removed() async throws {
        let (outcome, folder, _) = try await ingest("removed-entry")
        #expect(outcome.code == 0, "\(outcome.complaint)")
        // Whether it is marked as vanished depends on when its log was read: the fields before that are compared.
        let facts = { (entries: [String]) in Set(entries.map { $0.dropLast("|0|0".count) }) }
        let kept = try StoreContent(folder.file("store.sqlite")).entries()
        #expect(try await facts(kept) == facts(Self.healthy.value))
    }

    @Test(
        "one container that can't be read is named, the others are complete, and the run ends 3",
        arguments: [
            "forbidden:at=prod", "not-found:at=prod", "redirect-loop:at=prod", "redirect-foreign:at=prod",
            "repeating-page:at=prod", "503:rate=1:tries=forever:at=prod",
            "cut:rate=1:tries=forever:at=prod", "garbage-body:rate=1:tries=forever:at=prod",
            "429:rate=1:tries=forever:seconds=1000:at=prod",
        ]
    )
    func oneContainer(faults: String) async throws {
        let (outcome, folder, _) = try await ingest(faults)
        #expect(outcome.code == 3, "\(outcome.complaint)")
        let prod = try #require(Fixture.fleet.containers(showing: .whoStoppedProd).first)
        let complaints = outcome.complaints.filter { $0.hasPrefix("tacho: container ") }
        #expect(complaints.count == 1, "\(outcome.complaint)")
        #expect(complaints.allSatisfy { $0.contains(prod.id.text) && $0.contains("(prod)") }, "\(outcome.complaint)")
        // What belongs to other containers is all there.
        let others = { (entries: [String]) in entries.filter { !$0.hasPrefix(prod.id.text) } }
        let kept = try StoreContent(folder.file("store.sqlite")).entries()
        #expect(try await others(kept) == others(Self.healthy.value))
    }

    @Test(
        "a listing that can't be read ends the run with 69, in one line, and leaves no store that holds nothing",
        arguments: [
            "forbidden:at=listing", "not-found:at=listing", "redirect-loop:at=listing", "redirect-foreign:at=listing",
            "503:rate=1:tries=forever:at=listing",
        ]
    )
    func listing(faults: String) async throws {
        let (outcome, folder, _) = try await ingest(faults)
        #expect(outcome.code == 69, "\(outcome.complaint)")
        #expect(outcome.saysOneLine, "\(outcome.complaint)")
        #expect(try folder.names.filter { $0.hasPrefix("store.sqlite") } == [])
    }

    @Test("a token that expires in the middle ends 77 and keeps what was fetched; the next run completes it")
    func expiring() async throws {
        let (outcome, folder, _) = try await ingest("expiring-token:after=12")
        #expect(outcome.code == 77, "\(outcome.complaint)")
        #expect(outcome.complaint.contains("401"))
        let path = folder.file("store.sqlite")
        let kept = try StoreContent(path).entries()
        #expect(!kept.isEmpty)
        let server = try Fixture.server()
        defer { server.stop() }
        #expect(try await Fixture.ingest(from: server, into: path).code == 0)
        #expect(try await StoreContent(path).entries() == Self.healthy.value)
    }

    @Test("a redirect to another port is not followed: nothing arrives there", arguments: ["listing", "logs", "prod"])
    func foreign(place: String) async throws {
        let other = try SimulationServer(fleet: Fixture.fleet, options: ServerOptions(recordsRequests: true))
        other.start()
        defer { other.stop() }
        let (outcome, _, _) = try await ingest("redirect-foreign:at=\(place):url=\(other.baseURL)")
        #expect(outcome.code == (place == "listing" ? 69 : 3), "\(outcome.complaint)")
        #expect(other.requestTotal() == 0)
    }
}
