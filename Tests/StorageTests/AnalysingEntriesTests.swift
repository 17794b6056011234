import Storage
import Testing
import Timelines

@Suite("Entries of some periods, and the words of all")
struct AnalysingEntriesTests {
    private func seconds(_ start: Int64, _ end: Int64) -> Interval {
        Interval(start: second(start), end: second(end))
    }

    /// Two containers: one with an entry each 10 s from 0 to 90, one with three at 20 s and one at 70 s.
    private func store() async throws -> Store {
        let store = try await Store()
        let log = (0..<10).map { number in
            element(id(number + 1), at: Int64(number) * 10, "running", "running", actor: "cron", operation: "restart")
        }
        try await store.pass(at: second(100), log)
        try await store.pass(
            over: database,
            at: second(100),
            [
                element(id(21), at: 20, "null", "creating", actor: "ana"),
                element(id(22), at: 20, "creating", "running", operation: "boot"),
                element(id(23), at: 20, "running", "odd", actor: "ana", operation: "stop"),
                element(id(24), at: 70, "odd", "stopped", actor: ""),
            ]
        )
        return store
    }

    private func found(_ periods: [Interval], in reader: EventStoreReader) throws -> [String] {
        var found: [String] = []
        try reader.entries(within: IntervalSet(periods)) { container, entry in
            let place = container.id == web ? "web" : "db"
            found.append("\(place) \((entry.at - second(0)).milliseconds / 1_000) \(reader.symbols[entry.to.symbol])")
        }
        return found
    }

    @Test("they come container by container in their order, those of half-open periods alone")
    func periods() async throws {
        let store = try await store()
        let reader = try EventStoreReader.open(at: store.path)
        #expect(
            try found([seconds(10, 21), seconds(70, 71), seconds(90, 500)], in: reader) == [
                "web 10 running", "web 20 running", "web 70 running", "web 90 running",
                "db 20 creating", "db 20 running", "db 20 odd", "db 70 stopped",
            ]
        )
        #expect(try found([seconds(11, 20), seconds(21, 30)], in: reader).isEmpty)
        #expect(try found([seconds(-50, 0), seconds(91, 900)], in: reader).isEmpty)
        #expect(try found([], in: reader).isEmpty)
        #expect(try found([Interval(start: .distantPast, end: .distantFuture)], in: reader).count == 14)
    }

    @Test("a period a millisecond long for each entry finds each once, from whatever period the search begins")
    func manyPeriods() async throws {
        let store = try await store()
        let reader = try EventStoreReader.open(at: store.path)
        let all = (0..<10).map { number in
            Interval(
                start: second(Int64(number) * 10),
                end: second(Int64(number) * 10) + TimeSpan(milliseconds: 1)
            )
        }
        for first in all.indices {
            let times = try found(Array(all[first...]), in: reader).filter { $0.hasPrefix("web") }
            #expect(times == (first..<10).map { "web \($0 * 10) running" }, "from \(first)")
        }
    }

    @Test("the words of the store are told apart by what they stand for")
    func words() async throws {
        let store = try await store()
        let words = try EventStoreReader.open(at: store.path).recordedTerms()
        #expect(words.statuses == ["running", "creating", "odd", "stopped"])
        #expect(words.operations == ["restart", "boot", "stop"])
        #expect(words.actors == ["cron", "ana"])
    }
}
