import Answers
import DrawnTimelines
import Periods
import Rendering
import ServiceLevels
import Storage
import Study
import TestSupport
import Testing
import Timelines

/// What is read of a history for a range, against the whole of it.
///
/// One after the other: all tests begin at once, and each store that is open has several files open.
@Suite("An answer about a range is the same from what is read for it as from the whole history", .serialized)
struct BoundedReadingTests {
    @Test("of every command, over random fleets and ranges", arguments: 1...8 as ClosedRange<UInt64>)
    func everyCommand(seed: UInt64) async throws {
        var fleet = try await WrittenFleet(seed: seed)
        var choices = seed % 2 == 0 ? fleet.configuration() : AnalysisChoices()
        if seed % 4 == 0 { choices.groups = try Self.promises() }
        choices.paused = PausedCondition.allCases[Int(seed % 3)]
        let histories = StoreHistories(try EventStoreReader.open(at: fleet.path))
        let bounded = try StoreQueries(histories, choices: choices)
        let whole = try StoreQueries(WholeHistories(histories: histories), choices: choices)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<3 {
            let range = Self.range(using: &generator)
            let answers = try await Answers(bounded, over: range)
            let expected = try await Answers(whole, over: range)
            #expect(answers.texts.count == expected.texts.count && answers.texts.count > 12)
            for (answer, expected) in zip(answers.texts, expected.texts) {
                #expect(answer.text == expected.text, "seed \(seed), \(range.interval), \(answer.name)")
            }
        }
    }

    @Test("and less is read for it: the log of a container that ran before is read from there on")
    func less() async throws {
        var (read, all) = (0, 0)
        for seed: UInt64 in 1...10 {
            let fleet = try await WrittenFleet(seed: seed)
            let reader = try EventStoreReader.open(at: fleet.path)
            let middle = RandomLog.span.start + .days(1)
            try reader.histories(from: middle) { history in
                read += history.entries.count
                let earlier = history.entries.prefix { $0.at < middle }
                if let first = earlier.first, earlier.count < history.entries.count { #expect(first.at < middle) }
            }
            try reader.histories { all += $0.entries.count }
        }
        #expect(read < all * 3 / 4, "\(read) of \(all)")
    }

    /// A group with an objective over a day and a half, with hours; one without hours, over the range alone.
    private static func promises() throws -> GroupList {
        let window = WeeklyWindow(
            days: Set(Weekday.allCases),
            from: try #require(TimeOfDay("08:00")),
            to: try #require(TimeOfDay("20:00")),
            clock: .utc
        )
        return GroupList([
            ContainerGroup(
                name: "odd",
                containers: [Glob("n1"), Glob("box-*")],
                hours: .weekly([window], texts: ["daily 08:00-20:00"]),
                objective: Objective("99.9%"),
                window: .hours(36)
            ),
            ContainerGroup(name: "even", containers: [Glob("n*")], objective: Objective("0.5"), window: .hours(1)),
        ])
    }

    static func range(using generator: inout SeededGenerator) -> ReportRange {
        let start = RandomLog.instant(using: &generator)
        let length = TimeSpan.seconds(Int64.random(in: 1...100_000, using: &generator))
        return ReportRange(interval: Interval(start: start, end: start + length), clock: .utc)
    }
}

/// What the commands answer of a range, in full.
private struct Answers {
    private(set) var texts: [(name: String, text: String)] = []

    init(_ queries: StoreQueries, over range: ReportRange) async throws {
        let instants = InstantStyle(timezone: "UTC") { _ in .zero }
        let report = try await queries.stabilityReport(over: range, comparedWith: range.previous, listed: nil)
        add("report", try report.json())
        var page = try await queries.stabilityReport(over: range, listed: StabilityReport.listedOnPages)
        page.history = try await queries.reportHistory(over: range)
        add("page of the report", Array(try page.htmlPage(instants: instants).html().utf8))

        let question = GateQuestion(kind: .start, grouping: .container, options: try GateOptions(), budgets: [])
        let candidate = try await queries.gateRange(over: range.interval, kind: .start, grouping: .container)
        let baseline = try await queries.baseline(.range(range.previous), question)
        add("check", try queries.checkReport(of: candidate, over: range, against: baseline, question).json())

        var wanted = TrendChoices()
        (wanted.bucket, wanted.metrics) = (.hour, [.restarts])
        add("trend", try await queries.trendReport(over: range.interval, clock: range.clock, wanted).json())

        for subject in [WhoSubject.status("stopped"), .status("running"), .operation("restart")] {
            let question = WhoQuestion(subject)
            let who = try await queries.whoReport(question, over: range.interval, clock: range.clock, listed: nil)
            add("who", try who.json())
        }
        add("events", try await queries.eventsReport(of: ActorSelection(), over: range, listed: nil).json())
        let outages = try await queries.outagesReport(over: range)
        add("outages", try outages.json())
        for outage in report.figures.outages.prefix(3) {
            let place = OutagePlace.time(outage.start)
            let present = range.interval.end
            let found = try await queries.outagesReport(at: place, over: range, isRangeGiven: true, present: present)
            add("outages at a time", try found.json())
        }
        for container in queries.source.containers {
            var choices = queries.choices
            choices.containers = [container.id.text]
            let timeline = try StoreQueries(queries.source, choices: choices).timelineReport(over: range)
            add("timeline", try timeline.json())
        }
        let draft = try await queries.configurationDraft(until: range.interval.end, clock: range.clock)
        add("init", Array("\(draft)".utf8))
        let paths = try await queries.explainReport(of: "", over: range).figures.map(\.path)
        for place in stride(from: 0, to: paths.count, by: max(1, paths.count / 8)) {
            add("explain", try await queries.explainReport(of: paths[place].text, over: range).json())
        }
    }

    private mutating func add(_ name: String, _ bytes: [UInt8]) {
        texts.append((name, String(decoding: bytes, as: UTF8.self)))
    }
}
