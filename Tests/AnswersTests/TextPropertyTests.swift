import HostileText
import Rendering
import Testing
import Timelines

@testable import Answers

@Suite struct TextPropertyTests {
    /// The columns of a line by the table that the random texts were made from: what is not in it takes one.
    private func columns(of line: Substring) -> Int {
        line.reduce(0) { $0 + (RandomReports.widths[$1] ?? 1) }
    }

    private func expectPlainLines(_ text: String, _ comment: Comment, skippingFirst: Bool = false) {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(skippingFirst ? 1 : 0) {
            #expect(columns(of: line) <= 100, comment)
        }
        #expect(hiddenCharacters(in: text).isEmpty, comment)
        #expect(commandLines(in: text).isEmpty, comment)
    }

    @Test("No line of a report is wider than 100 columns, and nothing in it acts, whatever the names are")
    func report() {
        for seed: UInt64 in 1...30 {
            var random = RandomReports(seed: seed)
            expectPlainLines(random.report().text(instants: InstantStyleTests.berlin), "seed \(seed)")
        }
    }

    @Test("No line of a timeline or of an answer, but its first, is wider than 100 columns")
    func listings() {
        for seed: UInt64 in 1...30 {
            var random = RandomReports(seed: seed)
            let states = Fixture.timeline((0..<12).map { _ in random.stretch() })
            expectPlainLines(states.text(instants: InstantStyleTests.berlin), "seed \(seed)")
            var answer = random.who(most: 12)
            answer.figures.answers = LazyList([random.answer()] + answer.figures.answers)
            answer.figures.lead = answer.figures.answers.first
            expectPlainLines(answer.text(instants: InstantStyleTests.berlin), "seed \(seed)", skippingFirst: true)
            answer.figures.answers = LazyList([])
            answer.figures.lead = nil
            expectPlainLines(answer.text(instants: InstantStyleTests.berlin), "seed \(seed)")
        }
    }

    @Test("Colours add escape sequences and change nothing else")
    func colours() throws {
        for seed: UInt64 in 1...20 {
            var random = RandomReports(seed: seed)
            let report = random.report()
            let coloured = report.text(style: .ansi)
            #expect(coloured.contains("\u{1B}[1m"))
            let stripped = coloured.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "")
            #expect(stripped == report.text(), "seed \(seed)")
        }
    }

    @Test("The same report gives the same bytes in every format")
    func stability() throws {
        for seed: UInt64 in 1...20 {
            var (first, second) = (RandomReports(seed: seed), RandomReports(seed: seed))
            let (left, right) = (first.report(), second.report())
            #expect(try left.json() == right.json() && left.text() == right.text(), "seed \(seed)")
            for table in StabilityReport.tables.map(\.name) {
                #expect(try left.csv(table) == right.csv(table), "seed \(seed)")
            }
        }
    }
}
