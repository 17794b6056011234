import Answers
import DrawnTimelines
import Storage
import Study
import Testing
import Timelines

@testable import tacho

/// Two implementations of the same definitions, the analysis in Swift and the queries in SQL, on the same stores.
@Suite("The queries say what the report says")
struct CrossCheckTests {
    @Test("over random fleets and ranges", arguments: 1...12 as ClosedRange<UInt64>)
    func randomFleets(seed: UInt64) async throws {
        var fleet = try await WrittenFleet(seed: seed)
        let reader = try EventStoreReader.open(at: fleet.path)
        var histories: [ContainerHistory] = []
        try reader.histories { histories.append($0) }
        // Every other fleet has a configuration, which the queries see as tables.
        var choices = seed % 2 == 0 ? fleet.configuration() : AnalysisChoices()
        let answers = try StoreQueries(StoreHistories(reader), choices: choices)
        for table in try answers.declaredRows(knownTimes: reader.knownTimes).tables { try reader.create(table) }
        let ranges = fleet.ranges(3, over: histories)
        #expect(ranges.count == 3, "seed \(seed)")
        for (place, range) in ranges.enumerated() {
            choices.paused = PausedCondition.allCases[(Int(seed) + place) % 3]
            choices.restartGap = .seconds([120, 0, 900][place])
            let sides = try Sides(
                reader: reader,
                range: range,
                choices: choices,
                status: ["stopped", "failed", "running"][place]
            )
            for (query, expected, found) in try sides.answers() {
                let difference = difference(expected: expected, found: found)
                #expect(difference == nil, "seed \(seed), \(range.start.iso8601) to \(range.end.iso8601), \(query)")
            }
        }
    }
}
