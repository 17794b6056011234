import Answers
import DrawnTimelines
import Storage
import Study
import Testing
import Timelines

@Suite("An analysis shared out among readers")
struct ShardTests {
    @Test("gives the same figures in 1, 2 and 3 parts", arguments: 1...6 as ClosedRange<UInt64>)
    func parts(seed: UInt64) async throws {
        let fleet = try await WrittenFleet(seed: seed)
        let options = AnalysisOptions(range: RandomLog.span)
        let figures = try (1...3).map { count in
            let readers = try EventStoreReader.open(at: fleet.path, count: count)
            var whole = StabilityAnalysis(options: options, symbols: readers[0].symbols)
            for (index, reader) in readers.enumerated() {
                var part = StabilityAnalysis(options: options, symbols: reader.symbols)
                var study = ContainerStudy(options: options, symbols: reader.symbols)
                try reader.histories(listings: options.range, shard: Shard(index: index, count: count)) { history in
                    study.study(history)
                    part.add(study)
                }
                whole.merge(part)
            }
            return whole.figures(quarantined: 0)
        }
        #expect(figures[0].containers.isEmpty == false, "seed \(seed)")
        #expect(figures[1] == figures[0] && figures[2] == figures[0], "seed \(seed)")
    }
}
