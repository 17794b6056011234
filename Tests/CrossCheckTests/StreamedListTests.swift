import Answers
import Periods
import Rendering
import Storage
import Study
import TestSupport
import Testing
import Timelines

/// Long lists, which are read again and made slice by slice while they are written, against the same lists made at once from the whole
/// histories.
///
/// One after the other: all tests begin at once, and each store that is open has several files open.
@Suite("A list that is made while it is written is the one that is made at once", .serialized)
struct StreamedListTests {
    @Test("of every command, whatever the size of a slice", arguments: 1...8 as ClosedRange<UInt64>)
    func everyCommand(seed: UInt64) async throws {
        var fleet = try await WrittenFleet(seed: seed)
        var choices = seed % 2 == 0 ? fleet.configuration() : AnalysisChoices()
        choices.paused = PausedCondition.allCases[Int(seed % 3)]
        let histories = StoreHistories(try EventStoreReader.open(at: fleet.path))
        let whole = try StoreQueries(WholeHistories(histories: histories), choices: choices)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2 {
            let range = BoundedReadingTests.range(using: &generator)
            let expected = try await LongLists(whole, over: range, listed: .max)
            #expect(expected.texts.allSatisfy { !$0.text.isEmpty })
            for size in [1, 7, 100_000] {
                var streaming = try StoreQueries(histories, choices: choices)
                streaming.sliceSize = size
                let lists = try await LongLists(streaming, over: range, listed: nil)
                for (list, expected) in zip(lists.texts, expected.texts) {
                    #expect(
                        list.text == expected.text,
                        "seed \(seed), slices of \(size), \(range.interval), \(list.name)"
                    )
                }
            }
        }
    }

    @Test("and a slice reads a part of the histories")
    func less() async throws {
        var (read, all) = (0, 0)
        for seed: UInt64 in 1...10 {
            let fleet = try await WrittenFleet(seed: seed)
            let reader = StoreHistories(try EventStoreReader.open(at: fleet.path))
            let slice = Interval(start: RandomLog.span.start, end: RandomLog.span.start + .hours(1))
            try reader.histories(of: nil, around: slice, before: .distantFuture, listings: nil) {
                read += $0.entries.count
            }
            try reader.histories(of: nil, from: slice.start, before: .distantFuture, listings: nil) {
                all += $0.entries.count
            }
        }
        #expect(read < all * 3 / 4, "\(read) of \(all)")
    }

    @Test("What fails while a slice is read fails the whole")
    func failure() async throws {
        let fleet = try await WrittenFleet(seed: 2)
        var source = WholeHistories(histories: StoreHistories(try EventStoreReader.open(at: fleet.path)))
        source.slicesFail = true
        let queries = try StoreQueries(source)
        let range = ReportRange(interval: RandomLog.span, clock: .utc)
        let events = try await queries.eventsReport(of: ActorSelection(), over: range, listed: nil)
        #expect(events.figures.found > 0)
        #expect(throws: WholeHistories.SliceFailure.self) { try events.json() }
    }
}

/// The answers with long lists, as programs get them; `listed` nil is what commands ask for.
private struct LongLists {
    private(set) var texts: [(name: String, text: String)] = []

    init(_ queries: StoreQueries, over range: ReportRange, listed: Int?) async throws {
        var report = try await queries.stabilityReport(over: range, listed: listed)
        report.options.listed = nil
        add("report", try report.json())
        for table in ["outages", "outage-windows", "windows", "restarts", "slow"] { add(table, try report.csv(table)) }
        var compared = try await queries.stabilityReport(over: range, comparedWith: range.previous, listed: listed)
        compared.options.listed = nil
        add("report beside another", try compared.json())
        var events = try await queries.eventsReport(of: ActorSelection(), over: range, listed: listed)
        events.options.listed = nil
        add("events", try events.json())
        add("table of events", try events.csv("entries"))
        for subject in [WhoSubject.status("stopped"), .status("running"), .operation("restart")] {
            for interval in [range.interval, nil] {
                let question = WhoQuestion(subject)
                var who = try await queries.whoReport(question, over: interval, clock: range.clock, listed: listed)
                who.options.listed = nil
                add("who \(subject)", try who.json())
            }
        }
    }

    private mutating func add(_ name: String, _ bytes: [UInt8]) {
        texts.append((name, String(decoding: bytes, as: UTF8.self)))
    }
}
