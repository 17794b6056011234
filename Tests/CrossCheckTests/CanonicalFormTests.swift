import Answers
import Observations
import Storage
import Study
import TestSupport
import Testing
import Timelines
import Transparency

@Suite("Texts that differ in bytes alone")
struct CanonicalFormTests {
    /// What a store makes of a fleet in which everything comes in two forms.
    private struct Summary: Equatable {
        var containers: [Int] = []
        var entries = 0
        var quarantined = 0
        /// Entries by actor and operation, largest first.
        var actors: [Int] = []
        var operations: [[Int]] = []
        var intoFirst = 0
        var words: [Int] = []
    }

    private func elements(_ forms: [String], of container: String) -> [String] {
        // Each form with each, so that nothing but the bytes of one field tells some entries apart.
        var elements: [String] = []
        for actor in forms {
            for operation in forms {
                for status in forms {
                    for id in forms {
                        let at = Instant(milliseconds: Int64(elements.count / 2) * 60_000).iso8601
                        elements.append(
                            """
                            {"id":"\(id)-\(elements.count / 2)","container_id":"\(container)","to_status":"\(status)",\
                            "transition_time":"\(at)","triggered_by":"\(actor)","metadata":{"operation":"\(operation)"}}
                            """
                        )
                    }
                }
            }
        }
        return elements
    }

    private func summary(_ forms: [String]) async throws -> Summary {
        let folder = try TemporaryFolder()
        let path = folder.file("store.sqlite")
        let store = try await EventStore.open(at: path)
        let instant = Instant(milliseconds: 86_400_000)
        let pass = try await store.beginPass(
            PassStart(instant: instant, scope: .all, full: true),
            recordedAt: instant
        )
        let listed = forms.map { #"{"id":"\#($0)","name":"\#($0)","status":"\#($0)"}"# }.joined(separator: ",")
        let page = try PageDecoder().containerPage(Array(#"{"data":{"containers":[\#(listed)]}}"#.utf8), date: nil)
        try await store.record(listing: page.containers, isLast: true, of: pass, recordedAt: instant)
        for form in forms {
            let id = ContainerID(form)
            _ = try await store.beginReading(of: id, in: pass, mode: .full, recordedAt: instant)
            // The last one is of the other container.
            let other = #"{"container_id":"\#(forms[0] == form ? forms[1] : forms[0])","to_status":"running"}"#
            let logs = (elements(forms, of: form) + [other]).joined(separator: ",")
            let entries = try PageDecoder().entryPage(Array(#"{"data":{"logs":[\#(logs)]}}"#.utf8), askedFor: id)
                .entries
            _ = try await store.record(page: entries, of: id, in: pass, recordedAt: instant)
            try await store.endReading(of: id, as: .complete, recordedAt: instant)
        }
        try await store.endPass(pass, recordedAt: instant)
        try await store.close()
        #expect(try await StoreVerification.run(path).findings.isEmpty)

        let reader = try EventStoreReader.open(at: path)
        let sides = try Sides(
            reader: reader,
            range: Interval(start: Instant(milliseconds: 0), end: instant),
            choices: AnalysisChoices(),
            status: forms[0]
        )
        var summary = Summary()
        for answer in try sides.answers() {
            #expect(difference(expected: answer.expected, found: answer.found) == nil, "\(forms): \(answer.query)")
            if answer.query == "who-stopped-what" { summary.intoFirst = answer.found.count }
        }
        var analysis = StabilityAnalysis(options: sides.options, symbols: reader.symbols)
        for history in sides.histories {
            analysis.add(ContainerStudy(of: history, options: sides.options, symbols: reader.symbols))
            summary.containers.append(history.entries.count)
        }
        let figures = analysis.figures(quarantined: try reader.quarantined())
        summary.entries = figures.quality.entries
        summary.quarantined = figures.quality.quarantined
        summary.actors = figures.actors.map(\.entries)
        summary.operations = figures.actors.map { $0.operations.values.sorted() }
        let words = try reader.recordedTerms()
        summary.words = [words.statuses.count, words.operations.count, words.actors.count]
        withExtendedLifetime(folder) {}
        return summary
    }

    @Test(
        "are as different as any others: in ids, names, statuses, actors and operations, in the report as in SQL",
        arguments: [
            ["é", "e\u{301}"], ["\u{212B}", "\u{C5}"], ["가", "\u{1100}\u{1161}"],
            ["ệ", "e\u{302}\u{323}", "e\u{323}\u{302}"],
        ]
    )
    func separate(forms: [String]) async throws {
        let plain = (0..<forms.count).map { "text-\($0)" }
        #expect(try await summary(forms) == summary(plain))
    }
}
