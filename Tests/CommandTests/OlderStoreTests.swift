import Testing

@Suite("A store of an older version")
struct OlderStoreTests {
    /// What later migrations added, taken away again; views that read it go with it.
    private static let asBefore = """
        DROP VIEW actors; DROP VIEW restarts; DROP VIEW windows; DROP VIEW stretches; DROP VIEW quarantine;
        DROP VIEW transitions; DROP VIEW listings; DROP VIEW containers;
        ALTER TABLE container_projection DROP COLUMN server;
        ALTER TABLE container_projection DROP COLUMN image;
        ALTER TABLE container_projection DROP COLUMN project_alias;
        ALTER TABLE container_projection DROP COLUMN read_at;
        ALTER TABLE transition_projection DROP COLUMN reason;
        DROP TABLE reason_projection;
        DROP TABLE block_projection; ALTER TABLE container_projection DROP COLUMN rewritten;
        ALTER TABLE transition_projection DROP COLUMN server;
        DELETE FROM grdb_migrations WHERE identifier NOT LIKE '1 %'
        """

    @Test("it is named with what helps, and rebuild makes it what it would be today")
    func upgrade() async throws {
        let fixture = try await EvidenceFixture.shared.value.copied()
        let report = try await fixture.run("report", "--period", "2026-W46")
        #expect(report.code == 0)
        try fixture.tamper(with: "store.sqlite", Self.asBefore)
        for arguments in [["report", "--period", "2026-W46"], ["who"], ["verify"], ["prove", fixture.events[0]]] {
            let refused = try await fixture.run(arguments)
            #expect(refused.code == 65, "\(arguments)")
            #expect(refused.output.isEmpty, "\(arguments)")
            #expect(refused.saysOneLine && refused.complaint.contains("tacho rebuild"), "\(refused.complaint)")
        }
        let rebuilt = try await fixture.run("rebuild")
        #expect(rebuilt.code == 0, "\(rebuilt.complaint)")
        #expect(rebuilt.complaint.contains("brought up to date"), "\(rebuilt.complaint)")
        #expect(try await fixture.run("verify").code == 0)
        #expect(try await fixture.run("report", "--period", "2026-W46").text == report.text)
    }
}
