import DrawnTimelines
import Study
import TestSupport
import Testing
import Timelines

@testable import Answers

@Suite("Every entry of a range")
struct EventSearchTests {
    private func figures(
        _ histories: [ContainerHistory],
        _ symbols: SymbolTable,
        _ actors: ActorSelection = ActorSelection(),
        over range: Interval,
        listed: Int? = nil
    ) -> EventsFigures {
        let options = AnalysisOptions(range: range, listed: listed)
        // Two parts, merged: what is found does not depend on how containers are shared out.
        var parts = [0, 1].map { _ in EventSearch(actors, options: options, symbols: symbols) }
        for (number, history) in histories.enumerated() { parts[number % 2].add(history) }
        parts[0].merge(parts[1])
        return parts[0].figures { seqs in
            Dictionary(uniqueKeysWithValues: seqs.map { ($0, "{\"seq\":\($0)}") })
        }
    }

    @Test("They stand oldest first, then by container, then as in the log, the range's end left out")
    func order() throws {
        var fleet = DrawnFleet()
        try fleet.add("up 1h | stop by ana id b1 | down 1h | start by ana id b2 | up 1h | stop id b3", id: "b")
        try fleet.add("up 1h | stop by ben id a1 | down 0s | start by ben id a2 | up 2h | stop id a3", id: "a")
        let histories = fleet.histories.map(\.numbered)
        let all = figures(histories, fleet.symbols, over: try DrawnFleet.range("1h", "3h"))
        #expect(all.entries.map(\.eventID) == ["a1", "a2", "b1", "b2"])
        #expect(all.found == 4 && all.leftOut == 0)
        // What each cost stands with it, and its metadata by its observation.
        #expect(all.entries.map(\.window?.duration) == [.zero, nil, .hours(1), nil])
        #expect(all.entries[3].metadata == #"{"seq":2}"#)
        let two = figures(histories, fleet.symbols, over: try DrawnFleet.range("1h", "3h"), listed: 2)
        #expect(two.entries.map(\.eventID) == ["a1", "a2"] && two.found == 4)
        let ana = figures(histories, fleet.symbols, ActorSelection(["ANA"]), over: try DrawnFleet.range("0s", "24h"))
        #expect(ana.entries.map(\.eventID) == ["b1", "b2"] && ana.found == 2 && ana.leftOut == 4)
    }

    @Test("On random fleets they are the entries one by one, and a limit takes the first", arguments: 1...40)
    func everyEntry(seed: UInt64) throws {
        let fleet = RandomFleet(seed: seed, containers: 5)
        let histories = fleet.histories.map(\.numbered)
        let range = Interval(start: DrawnTimeline.monday + .hours(3), end: DrawnTimeline.monday + .hours(30))
        let expected = histories.flatMap { history in
            history.entries.filter { range.contains($0.at) }.map { ($0.at, history.container.id, $0.receipt) }
        }.sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }
        let all = figures(histories, fleet.symbols, over: range)
        let found = all.entries.map { entry in (entry.at, entry.containerID, entry.metadata ?? "") }
        #expect(found.map(\.0) == expected.map(\.0), "seed \(seed)")
        #expect(found.map(\.1) == expected.map(\.1), "seed \(seed)")
        #expect(
            Set(found.map { "\($0.1) \($0.2)" }) == Set(expected.map { "\($0.1) {\"seq\":\($0.2)}" }),
            "seed \(seed)"
        )
        let few = figures(histories, fleet.symbols, over: range, listed: 7)
        #expect(Array(few.entries) == Array(all.entries.prefix(7)) && few.found == all.found, "seed \(seed)")
    }
}
