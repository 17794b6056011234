import HostileText
import SchemaValidation
import Testing
import Timelines

@testable import Answers
@testable import Rendering

@Suite("Every answer in every format")
struct FormatTests {
    /// What each format of `answer` gives; tables one after the other.
    private func written<Value: Answer>(_ answer: Value) throws -> [String: String] {
        var texts: [String: String] = [:]
        for format in Value.formats {
            var bytes: [UInt8] = []
            switch format.writing {
            case .document(let write): try write(answer, .utc, .plain) { bytes += $0 }
            case .tables(let write):
                for table in Value.tables {
                    if let rows = table.rows(answer) { try write(rows) { bytes += $0 } }
                }
            }
            texts[format.name] = String(decoding: bytes, as: UTF8.self)
        }
        return texts
    }

    private func expectValid<Value: Answer>(
        _ answer: Value,
        _ comment: Comment,
        isSchematic: Bool = true,
        at place: SourceLocation = #_sourceLocation
    ) throws {
        let texts = try written(answer)
        #expect(texts.count == Value.formats.count, "two formats have one name", sourceLocation: place)
        // A list without elements has no lines.
        for (name, text) in texts where name != "ndjson" {
            #expect(!text.isEmpty, "\(name), \(comment)", sourceLocation: place)
        }
        let markdown = try #require(texts["markdown"])
        #expect(hiddenCharacters(in: markdown).isEmpty, comment, sourceLocation: place)
        #expect(commandLines(in: markdown).isEmpty, comment, sourceLocation: place)
        if !(answer is CheckReport) {
            #expect(markdownComplaints(about: markdown) == [], comment, sourceLocation: place)
        }
        let json = try #require(texts["json"])
        if isSchematic {
            #expect(try PrintedDocument(Array(json.utf8)).complaints() == [], comment, sourceLocation: place)
        }
    }

    @Test("is valid, and nothing in a name is Markdown, a mention or a link", arguments: 1...25 as ClosedRange<UInt64>)
    func hostile(seed: UInt64) throws {
        var random = RandomReports(seed: seed)
        let comment: Comment = "seed \(seed)"
        try expectValid(random.report(), comment)
        try expectValid(random.who(most: 12), comment)
        try expectValid(Fixture.timeline((0..<12).map { _ in random.stretch() }), comment)
        try expectValid(random.outages(isAsked: false), comment)
        try expectValid(random.outages(isAsked: true), comment)
        try expectValid(random.events(most: 12), comment)
        var text = HostileText(seed: seed)
        let request = VerificationRequest(store: text.text(), against: text.text(), keys: [text.text()])
        let proof = CheckpointFinding(origin: text.text(), complaint: text.text())
        try expectValid(VerificationReport(asked: request, store: nil, outside: proof), comment)
        var table = QueryTable()
        table.columns = ["a", "b"]
        table.rows = (0..<5).map { _ in [.text(text.text()), .real(0.5)] }
        try expectValid(table, comment, isSchematic: false)
    }

    @Test("is valid where there is little in it")
    func little() throws {
        try expectValid(Fixture.report(Fixture.emptyFigures), "report")
        try expectValid(Fixture.who([]), "who")
        try expectValid(Fixture.timeline([]), "timeline")
        try expectValid(QueryTable(), "query", isSchematic: false)
        try expectValid(CheckFixture.whole, "check")
        #expect(CheckReport.formats.map(\.name) == ["text", "json", "markdown", "junit", "github", "html"])
        #expect(SelfTestReport.formats.map(\.name) == ["text", "json", "markdown"])
        #expect(ExplainReport.formats.map(\.name) == ["text", "json", "markdown"])
        #expect(VerificationReport.formats.map(\.name) == ["text", "json", "markdown"])
        #expect(WhoReport.formats.map(\.name) == ["text", "csv", "json", "markdown"])
        #expect(OutagesReport.formats.map(\.name) == ["text", "csv", "json", "markdown", "html"])
        #expect(EventsReport.formats.map(\.name) == ["text", "csv", "json", "markdown", "ndjson"])
    }

    // MARK: Markdown

    @Test("Markdown has the page's answer in bold, its headings, points and tables")
    func page() {
        var page = TextPage()
        page.paragraph("It is so.", isStrong: true)
        page.paragraph("1. Why: a_b.")
        page.heading("Parts")
        var table = TextTable([.init(title: "name"), .init(title: "n", alignment: .right)])
        table.add(["x|y", "1,000"])
        table.add(["z", "2"], notes: ["late", "odd"])
        page.table(table)
        page.point("one")
        page.paragraph("about one", indent: 6)
        page.paragraph("two", indent: 2, hanging: 4)
        page.paragraph("about two", indent: 4)
        page.paragraph("Not listed: 3 more.", indent: 2)
        #expect(
            page.markdown() == """
                **It is so.**

                1\\. Why: a\\_b.

                ### Parts

                | name | n | notes |
                | :--- | ---: | :--- |
                | x&#124;y | 1,000 |  |
                | z | 2 | late; odd |

                - one
                  - about one
                - two
                  - about two

                Not listed: 3 more.

                """
        )
    }

    @Test("a long table is cut off after 1,000 rows, and the rest is counted")
    func rows() {
        var table = QueryTable()
        table.columns = ["number"]
        table.rows = (1...2_234).map { [.integer($0)] }
        let text = table.markdown()
        #expect(text.hasSuffix("| 1000 |\n\n… and 1,234 more rows; --format json has all\n"))
        #expect(markdownComplaints(about: text) == [])
    }

    @Test("no page is longer than its limit, whatever is in it", arguments: [100_000, 300_000, 1_000_000])
    func limit(limit: Int) {
        let attack = String(repeating: "@", count: 9_000)
        var page = TextPage()
        page.line(attack, isStrong: true)
        for _ in 0..<4 {
            var table = TextTable((0..<8).map { .init(title: "column \($0)") })
            for _ in 0..<1_500 { table.add(Array(repeating: attack, count: 8)) }
            page.table(table)
        }
        for _ in 0..<50 { page.point(attack) }
        page.paragraph("the end")
        let text = page.markdown(limit: limit)
        #expect(text.utf8.count <= limit)
        #expect(text.contains("more rows; --format json has all"))
        #expect(text.hasSuffix("more lines; --format json has everything\n"))
        #expect(markdownComplaints(about: text) == [])
    }

    @Test("a sign before a name is no mention: only what stands between them keeps it from being one")
    func mentions() {
        // Neither a backslash nor an entity does: both are gone before mentions are looked for.
        #expect(
            "@all owner/x#12 a@b.example".markdownEscaped == "@<!-- -->all owner/x\\#<!-- -->12 a@<!-- -->b.example"
        )
    }
}
