import Rendering
import Study
import Testing
import Timelines

@testable import Answers

@Suite("--confirm: a regression has to hold in each of the last ranges")
struct GateConfirmationTests {
    private static let (usual, slow) = (GateFixtures.ladder(11), GateFixtures.ladder(11, from: 1_300.5))

    /// The ranges after the baseline's, each with its pooled samples and those of the groups a and b; the last is the candidate.
    private func figures(
        _ ranges: [(pooled: [Double], a: [Double], b: [Double])]
    ) throws -> GateFigures {
        let samples = ranges.enumerated().map { place, range in
            var samples = GateFixtures.candidate(range.pooled, groups: [("a", range.a), ("b", range.b)])
            samples.range = Interval(
                start: GateFixtures.nextWeek.start + .days(7 * Int64(place)),
                end: GateFixtures.nextWeek.end + .days(7 * Int64(place))
            )
            return samples
        }
        return try Gate(GateOptions(confirm: ranges.count)).figures(
            of: try #require(samples.last),
            figures: GateFixtures.figures(),
            against: GateFixtures.baseline(Self.usual, groups: [("a", Self.usual), ("b", Self.usual)]),
            confirmedBy: samples.dropLast().reversed()
        )
    }

    @Test("What is slower in all of them is a regression; what is slower in the candidate alone passes and is named")
    func each() throws {
        let both = try figures([(Self.usual, Self.usual, Self.slow), (Self.slow, Self.slow, Self.slow)])
        // Pooled and a were as usual in the range before.
        #expect(both.comparisons.map(\.verdict) == [.unconfirmed, .unconfirmed, .regression])
        #expect(both.comparisons.map(\.confirmed) == [0, 0, 1])
        #expect(both.verdict == .regression)

        let one = try figures([(Self.usual, Self.usual, Self.usual), (Self.slow, Self.usual, Self.slow)])
        #expect(one.comparisons.map(\.verdict) == [.unconfirmed, .pass, .unconfirmed])
        #expect(one.comparisons.map(\.confirmed) == [0, nil, 0])
        #expect(one.verdict == .pass)
    }

    @Test("Of three ranges, all have to show it, whichever of the earlier two does not")
    func three() throws {
        let (usual, slow) = (
            (Self.usual, Self.usual, Self.usual), (Self.slow, Self.usual, Self.slow)
        )
        #expect(try figures([slow, slow, slow]).verdict == .regression)
        for ranges in [[usual, slow, slow], [slow, usual, slow]] {
            let found = try figures(ranges)
            #expect(found.verdict == .pass && found.comparisons.map(\.confirmed) == [1, nil, 1])
        }
        // It was slower, and is no longer.
        #expect(try figures([slow, slow, usual]).comparisons.map(\.verdict) == [.pass, .pass, .pass])
    }

    @Test("A range with too few samples of a group does not confirm it")
    func few() throws {
        let few = Array(Self.slow.prefix(9))
        let found = try figures([(Self.slow, Self.usual, few), (Self.slow, Self.usual, Self.slow)])
        #expect(found.comparisons.map(\.verdict) == [.regression, .pass, .unconfirmed])
    }

    @Test("The headline and the line of an unconfirmed one say so")
    func words() throws {
        var pooled = CheckFixture.slower()
        (pooled.verdict, pooled.confirmed) = (.unconfirmed, 1)
        var report = CheckFixture.report([pooled])
        report.figures.options = try CheckFixture.confirming(3)
        #expect(
            report.headline
                == "Pass: start latency rose by 2.5 s, 25.0% of the median before, which is not confirmed."
        )
        #expect(report.text().contains("\n    slower, but only in 1 of the 2 ranges before: not confirmed\n"))
        report.figures.options = try CheckFixture.confirming(2)
        #expect(report.text().contains("\n    slower, but not in the range before: not confirmed\n"))
    }
}
