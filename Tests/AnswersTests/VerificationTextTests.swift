import Rendering
import SchemaValidation
import Testing
import Timelines
import Transparency

@testable import Answers

@Suite("The report of a verification")
struct VerificationTextTests {
    private static let root = [UInt8](repeating: 0, count: 32)

    private func store(_ findings: [StoreFinding] = []) -> StoreFindings {
        var store = StoreFindings(count: findings.count, findings: findings)
        store.observations = 1_234_567
        store.root = LogHash(Self.root)
        store.entries = 1_000_000
        store.containers = 24
        store.passes = 3
        store.recorded = Instant(milliseconds: 0)...Instant(milliseconds: 86_400_000)
        store.nodes = 19_290
        store.checkpoints = 2
        store.validCheckpoints = findings.isEmpty ? 2 : 1
        store.took = TimeSpan(milliseconds: 1_250)
        return store
    }

    @Test("what was asked stands beside what was found")
    func intact() throws {
        let report = VerificationReport(
            asked: VerificationRequest(store: "fleet.sqlite", against: "june", keys: ["example.com/fleet"]),
            store: store(),
            outside: CheckpointFinding(origin: "example.com/fleet", log: LogState(size: 7, root: Self.root))
        )
        #expect(report.isIntact)
        #expect(report.firstComplaint.isEmpty)
        #expect(
            report.text() == """
                fleet.sqlite beside june: intact.

                  what          asked              found
                  store         fleet.sqlite       as it has to be
                  observations  all                1,234,567
                  root                             AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
                  entries       all                1,000,000 of 24 containers
                  passes        all                3
                  recorded                         1970-01-01 00:00:00 to 1970-01-02 00:00:00
                  hashes        all                19,290
                  checkpoints   2                  2 valid
                  key           example.com/fleet
                  outside       june               holds
                  log                              example.com/fleet
                  checkpoint                       7 observations, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
                  time                             1.2 s

                """
        )
        #expect(try PrintedDocument(report.json()).complaints() == [])
    }

    @Test("where the first difference is the file's, the first observation that differs is told as well")
    func foremost() {
        let trigger = StoreFinding(
            .schema,
            table: "sqlite_schema",
            row: "trigger",
            expected: "it",
            found: "none"
        )
        let changed = StoreFinding(
            .leaves,
            table: "observations",
            row: "1",
            seq: 46,
            container: ContainerID("c1"),
            at: Instant(milliseconds: 0),
            expected: "a",
            found: "b"
        )
        let report = VerificationReport(
            asked: VerificationRequest(store: "fleet.sqlite"),
            store: store([trigger, changed, changed])
        )
        let headings = report.text().split(separator: "\n").filter { $0.hasPrefix("The first") }
        #expect(headings == ["The first difference", "The first observation that differs"])
        #expect(report.firstComplaint.contains("observation 46, container c1"))
        let alone = VerificationReport(asked: VerificationRequest(store: "fleet.sqlite"), store: store([changed]))
        #expect(!alone.text().contains("The first observation that differs"))
    }

    @Test("the first difference is told with observation, container and time, and no terminal obeys what stands in it")
    func difference() throws {
        let finding = StoreFinding(
            .projection,
            table: "transition_projection",
            row: "c1, 5, 0",
            column: "actor",
            seq: 57,
            container: ContainerID("c\u{1B}[31m"),
            at: Instant(milliseconds: 0),
            expected: "mara\u{1B}[2J\n",
            found: String(repeating: "x", count: 200)
        )
        let report = VerificationReport(
            asked: VerificationRequest(store: "fleet\u{7}.sqlite"),
            store: store([finding, finding])
        )
        #expect(!report.isIntact)
        let text = report.text()
        #expect(text.hasPrefix("fleet␇.sqlite: not intact.\n"))
        #expect(text.contains("2 differences") && text.contains("1 valid"))
        #expect(text.contains("The first difference\n  what         projection\n"))
        #expect(text.contains("recorded     1970-01-01 00:00:00 UTC\n"))
        #expect(text.contains("observation  57\n") && text.contains("expected     mara␛[2J␊\n"))
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
        #expect(
            report.firstComplaint.contains("observation 57, container c\u{1B}[31m, recorded 1970-01-01T00:00:00.000Z")
        )
        #expect(try PrintedDocument(report.json()).complaints() == [])
    }

    @Test("what a proof shows, and that a bad one shows nothing")
    func proofs() throws {
        let asked = VerificationRequest(proof: "stop.proof", keys: ["a"])
        let entry = ProvenEntry(
            seq: 5,
            kind: 4,
            pass: 1,
            recordedAt: Instant(milliseconds: 0),
            container: nil,
            body: "{\"a\":\"\u{1B}\"}"
        )
        let log = LogState(size: 7, root: Self.root)
        let cases: [(ProofFinding, Bool, String)] = [
            (
                ProofFinding(subject: .entry(entry), checkpoint: CheckpointFinding(origin: "a", log: log)), true,
                "{\"a\":\"␛\"}\n"
            ),
            (
                ProofFinding(subject: .entry(nil), checkpoint: CheckpointFinding(complaint: "bad")), false,
                "proves nothing"
            ),
            (
                ProofFinding(subject: .consistency(older: log), checkpoint: CheckpointFinding(origin: "a", log: log)),
                true,
                "the newer log begins with the older one"
            ),
        ]
        for (finding, isIntact, words) in cases {
            let report = VerificationReport(asked: asked, proof: finding)
            #expect(report.isIntact == isIntact)
            #expect(report.text().contains(words), "\(report.text())")
            #expect(report.firstComplaint == (isIntact ? "" : "stop.proof: bad"))
            #expect(try PrintedDocument(report.json()).complaints() == [])
        }
    }
}
