import Foundation
import SchemaValidation
import TestSupport
import Testing

@Suite("The sample reports of the repository")
struct GoldenTests {
    private static let kept = BuiltProgram.sourceFolder.appending(path: "reports").path

    @Test("every JSON file of reports/ is valid by its schema")
    func schemas() throws {
        let documents = try names(in: Self.kept).filter { $0.hasSuffix(".json") }
        #expect(
            documents == [
                "audit.json", "baseline.json", "check.json", "events.json", "explain.json", "outage.json",
                "outages.json", "report.json", "self-test.json", "timeline.json", "trend-container.json", "who.json",
            ]
        )
        for name in documents {
            #expect(try PrintedDocument(bytes(of: Self.kept + "/" + name)).complaints() == [], "\(name)")
        }
    }

    @Test("the demo writes every file of reports/ byte for byte, and no other")
    func golden() async throws {
        let folder = try TemporaryFolder()
        let made = folder.file("reports")
        let demo = try await tacho("demo", "--output", made, "--quiet")
        #expect(demo.code == 0, "\(demo.complaint)")
        #expect(demo.output.isEmpty)
        #expect(demo.complaint.isEmpty)

        let kept = Self.kept
        let written = try names(in: made)
        let expected = try names(in: kept).filter { !$0.hasPrefix(".") }
        #expect(Set(expected).subtracting(written).isEmpty, "the demo does not write these any more")
        #expect(Set(written).subtracting(expected).isEmpty, "these are not in reports/: run `make golden`")
        for name in Set(written).intersection(expected).sorted() {
            let isSame = try bytes(of: made + "/" + name) == bytes(of: kept + "/" + name)
            #expect(isSame, "\(name) differs; if it should, run `make golden` and look at the difference")
        }
    }
}
