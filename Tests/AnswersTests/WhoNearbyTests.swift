import DrawnTimelines
import Study
import TestSupport
import Testing
import Timelines

@testable import Answers

@Suite struct WhoNearbyTests {
    private func nearby(
        _ search: DrawnSearch,
        to: String? = nil,
        of chosen: Set<ContainerID>? = [ContainerID("a")]
    ) throws -> [NearbyEntries?] {
        try search.figures(WhoQuestion(.status("stopped")), to: to, of: chosen).answers.map(\.nearby)
    }

    @Test("It is what the same actor did within ten minutes before and after, in any container")
    func neighbours() throws {
        let search = try DrawnSearch(
            "up 1h | stop by ana id s | down 30s | start by ana id t | up 1h",
            // 50 min to the millisecond, 49 min 59.999 s, 70 min, 70 min and a millisecond.
            "up 50m | pause by ana id b1 | paused 20m | resume by ana id b2 | up 1ms | pause by ana id b3",
            "up 49m59s999ms | pause by ana id c1 | paused 10m1ms | resume by bob id c2 | up 1h"
        )
        let near = try #require(try nearby(search).first ?? nil)
        #expect(near.count == 3)
        #expect(near.entries.map(\.eventID) == ["b1", "t", "b2"])
        #expect(near.entries.map(\.offset) == [.minutes(-10), .seconds(30), .minutes(10)])
        #expect(try near.entries.map(\.at) == [at("50m"), at("1h30s"), at("1h10m")])
        #expect(near.entries.map(\.containerName) == ["name-b", "name-a", "name-b"])
        #expect(near.entries.map(\.operation) == ["pause", "start", "resume"])
        #expect(near.entries.map(\.toStatus) == ["paused", "running", "running"])
        #expect(near.entries.map(\.isOperationDerived) == [false, false, false])
    }

    @Test("What happened at one instant is near, but for the entry itself; nobody's neighbours are unknown")
    func sameInstant() throws {
        let search = try DrawnSearch("up 1h | stop by ana id a", "up 1h | stop by ana id b", "up 1h | stop id c")
        let near = try nearby(search, of: nil)
        #expect(near.map { $0?.entries.map(\.eventID) } == [["b"], ["a"], nil])
        #expect(near.map { $0?.count } == [1, 1, nil])
        #expect(near[0]?.entries[0].offset == .zero)
    }

    @Test("Who did nothing else has no neighbours, and that is known")
    func alone() throws {
        #expect(
            try nearby(DrawnSearch("up 1h | stop by ana", "up 1h | stop by bob")) == [
                NearbyEntries(count: 0, entries: [])
            ]
        )
    }

    @Test("No entry at or after the end of the range is near")
    func range() throws {
        let search = try DrawnSearch("up 1h | stop by ana id s | down 1m | start by ana id t")
        #expect(try nearby(search, to: "1h1m").map { $0?.count } == [0])
        #expect(try nearby(search, to: "1h1m1ms").map { $0?.count } == [1])
    }

    @Test("All are counted, the nearest ten are listed")
    func bound() throws {
        // Seven entries 30 s apart before it, and nine after it, 20 s apart: the nearest ten reach 100 s back and ahead.
        let before = (1...7).map { "restart by ana id b\(8 - $0) | up 30s" }.joined(separator: " | ")
        let after = (1...9).map { "down 20s | to stopped by ana as none from stopped id a\($0)" }.joined(
            separator: " | "
        )
        let search = try DrawnSearch("up 1h | \(before) | stop by ana id s | \(after)")
        let answers = try search.figures(WhoQuestion(.operation("stop"), by: ActorSelection(["ana"]))).answers
        let own = try #require(answers.first { $0.entry.eventID == "s" }?.nearby)
        #expect(own.count == 16)
        // At 20, 40, 60, 80, 100 and 120 s after, and at 30, 60, 90 and 120 s before, by hand.
        #expect(own.entries.map(\.eventID) == ["b4", "b3", "b2", "b1", "a1", "a2", "a3", "a4", "a5", "a6"])
    }

    @Test("It agrees with looking at every pair of entries", arguments: 1...60)
    func everyPair(seed: UInt64) throws {
        let fleet = RandomFleet(seed: seed, containers: 5)
        let histories = fleet.histories.map(\.numbered)
        var generator = SeededGenerator(seed: seed)
        let range = RandomFleet.range(using: &generator)
        let answers = found(
            WhoQuestion(.status("stopped")),
            histories,
            AnalysisOptions(range: range),
            fleet.symbols
        ).answers
        for answer in answers {
            let entry = answer.entry
            var others: [TimeSpan] = []
            for history in histories {
                for other in history.entries where other.at < range.end {
                    let isSame =
                        other.eventID(in: fleet.symbols, container: history.container.id) == entry.eventID
                        && history.container.id == entry.containerID && other.at == entry.at
                    guard !isSame, let actor = other.actor, fleet.symbols[actor] == entry.actor else { continue }
                    let offset = other.at - entry.at
                    if abs(offset.milliseconds) <= 600_000 { others.append(offset) }
                }
            }
            guard let near = answer.nearby else {
                #expect(entry.actor == "(unattributed)", "seed \(seed)")
                continue
            }
            #expect(near.count == others.count, "seed \(seed), \(entry.eventID)")
            let nearest = others.map { abs($0.milliseconds) }.sorted().prefix(10)
            #expect(near.entries.map { abs($0.offset.milliseconds) }.sorted() == Array(nearest), "seed \(seed)")
            #expect(near.entries.map(\.at) == near.entries.map(\.at).sorted(), "seed \(seed)")
        }
    }
}
