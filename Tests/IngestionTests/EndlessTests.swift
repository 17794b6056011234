import Ingestion
import Locking
import TestSupport
import Testing
import Timelines

@testable import Observations

@Suite("Lists that repeat, and lists without an end")
struct EndlessTests {
    /// A log with runs of equal entries, of which one may be longer than several pages.
    private func log(_ generator: inout SeededGenerator, mostRepeats: Int) -> [FakeEntry] {
        (0..<Int.random(in: 1..<6, using: &generator)).flatMap { number in
            Array(
                repeating: FakeEntry(number: number, at: Int64(number) * 3_600_000),
                count: Int.random(in: 1...mostRepeats, using: &generator)
            )
        }
    }

    @Test("Equal entries that follow each other are no loop, whatever is stated of the log's length", arguments: 1...3)
    func equalEntries(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        for (total, hasPages) in [(FakeFleet.Habits.Total.honest, true), (.honest, false), (.none, false)] {
            for limit in [7, 50, 100] {
                let log = log(&generator, mostRepeats: limit * 9)
                let fleet = FakeFleet { state in
                    state.habits = .init(limit: limit, total: total, hasTotalPages: hasPages)
                    state.add("a", log)
                }
                let store = FakeStore()
                for _ in 1...2 {
                    let result = try await fleet.ingest(into: store)
                    #expect(result.isWhole, "seed \(seed), \(total), limit \(limit): \(result.reasons)")
                    #expect(store.numbers(of: "a") == Array(0...(log.last?.number ?? -1)))
                }
            }
        }
    }

    @Test("Pages that repeat behind every end that is stated are a loop, as are hundreds where none is stated")
    func circles() async throws {
        // The pages 1, 2 and 3 lie before the end at 250, and the second one behind it is too much; while it was kept, one more was
        // asked for.
        for (total, requests) in [(FakeFleet.Habits.Total.honest, 6), (.none, 102)] {
            let fleet = FakeFleet { state in
                state.habits.total = total
                state.add("a", hourly(0..<250))
                state.repeating = ["a"]
            }
            let result = try await fleet.ingest(into: FakeStore())
            #expect(result.reasons == ["a": "its pages repeat without an end"])
            #expect(fleet.takeLogRequests().count == requests)
        }
    }

    /// A store for which everything is new.
    private final class CredulousLog: EventLog {
        let recorded = Locked(0)
        let ends = Locked<[ReadingEnd]>([])

        func knownContainers() -> [KnownContainer] { [] }

        func beginPass(_ start: PassStart, recordedAt: Instant) -> PassNumber { PassNumber(1) }

        func record(
            listing: [ListedContainer],
            unusable: [[UInt8]],
            isLast: Bool,
            of pass: PassNumber,
            recordedAt: Instant
        ) {}

        func beginReading(
            of container: ContainerID,
            in pass: PassNumber,
            mode: ReadingMode,
            recordedAt: Instant
        ) -> Int {
            0
        }

        func record(
            page entries: [ReceivedEntry],
            of container: ContainerID,
            in pass: PassNumber,
            recordedAt: Instant
        ) -> [ElementOutcome] {
            recorded.withLock { $0 += entries.count }
            return Array(repeating: .new, count: entries.count)
        }

        func endReading(of container: ContainerID, as end: ReadingEnd, recordedAt: Instant) -> ReadingChanges {
            ends.withLock { $0.append(end) }
            return ReadingChanges()
        }

        func endPass(_ pass: PassNumber, recordedAt: Instant) {}
    }

    @Test(
        "A log that never ends is left at twice its total and some, or at a limit; what came is kept",
        arguments: [(320, 100_640, "100640"), (0, 100_000, "100000"), (nil, 5_000_000, "5000000")]
            as [(Int?, Int, String)]
    )
    func endlessLog(total: Int?, bound: Int, named: String) async throws {
        let fleet = FakeFleet { $0.add("a", []) }
        let entries = hourly(0..<1).map(\.received) + Array(repeating: hourly(1..<2)[0].received, count: 4_999)
        let source = MadeSource(
            list: fleet.containers,
            // One that says more with every page is no better.
            log: { _, page, _ async throws(UpstreamFailure) in
                EntryPage(entries: entries, pagination: Pagination(total: total.map { $0 + (page - 1) * 10_000 }))
            }
        )
        let log = CredulousLog()
        let result = try await IngestionRun(options: IngestionOptions(), source: source, log: log, now: { noon }).run()
        let reason = try #require(result.reasons["a"])
        #expect(reason.contains(named), "\(reason)")
        #expect(!result.isWhole)
        #expect((bound..<bound + 5_000).contains(log.recorded.withLock { $0 }))
        #expect(log.ends.withLock { $0 } == [.incomplete(reason: reason)])
    }

    @Test(
        "A listing that never ends is given up at a limit that is named",
        arguments: [(nil, "100000 containers"), (50, "10100 containers")] as [(Int?, String)]
    )
    func endlessListing(total: Int?, named: String) async throws {
        let source = MadeSource(
            list: { _, page async throws(UpstreamFailure) in
                let containers = (0..<100).map { place in
                    ListedContainer(
                        id: ContainerID("\(page)-\(place)"),
                        name: nil,
                        projectID: nil,
                        status: nil,
                        createdAt: nil,
                        body: []
                    )
                }
                let pagination = Pagination(total: total.map { $0 + (page - 1) * 200 })
                return ContainerPage(containers: containers, unusable: [], pagination: pagination, date: nil)
            }
        )
        let run = IngestionRun(options: IngestionOptions(), source: source, log: FakeStore(), now: { noon })
        await #expect { try await run.run() } throws: { error in
            guard let error = error as? IngestionError else { return false }
            return error.code == .listing && error.message.contains(named)
        }
    }

    @Test("Elements of a listing that are of no use are no repeats: what comes behind pages of them is listed")
    func unusableElements() async throws {
        let source = MadeSource(
            list: { _, page async throws(UpstreamFailure) in
                let unusable = page > 5 ? [] : (0..<100).map { Array("[\(page),\($0)]".utf8) }
                let last = ListedContainer(
                    id: "a",
                    name: nil,
                    projectID: nil,
                    status: nil,
                    createdAt: nil,
                    body: Array(#"{"id":"a"}"#.utf8)
                )
                return ContainerPage(
                    containers: page == 6 ? [last] : [],
                    unusable: unusable,
                    pagination: Pagination(),
                    date: nil
                )
            }
        )
        let run = IngestionRun(options: IngestionOptions(), source: source, log: FakeStore(), now: { noon })
        let result = try await run.run()
        #expect(result.complete == 1)
        #expect(result.unusable == 500)
    }
}
