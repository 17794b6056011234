import ServiceLevels
import Study
import TestSupport
import Testing
import Timelines

@testable import Answers

@Suite("The stretches of a lane are the service time of its container")
struct ServiceStretchTests {
    @Test(
        "they fill the range, equal neighbours are one, and each condition lasts as long as the service level says",
        arguments: 1...60 as ClosedRange<UInt64>
    )
    func sums(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let fleet = RandomFleet(seed: seed)
        let maintenance = (0..<3).map { _ in
            let start = RandomFleet.range(using: &generator).start
            return Interval(start: start, end: start + .minutes(Int64.random(in: 1...200, using: &generator)))
        }
        let range = RandomFleet.range(using: &generator)
        let options = AnalysisOptions(
            range: range,
            paused: PausedCondition.allCases[Int(seed % 3)],
            maintenance: { _, _ in maintenance },
            groups: RandomGroups.list(using: &generator)
        )
        for history in fleet.histories {
            let study = ContainerStudy(of: history, options: options, symbols: fleet.symbols)
            let expected = try #require(study.service).time
            let stretches = study.serviceStretches(in: range)
            let name = "seed \(seed), \(history.container.id)"
            if range.length > .zero {
                #expect(
                    stretches.first?.interval.start == range.start && stretches.last?.interval.end == range.end,
                    "\(name)"
                )
            }
            for (left, right) in zip(stretches, stretches.dropFirst()) {
                #expect(left.interval.end == right.interval.start, "\(name)")
                #expect(left.condition != right.condition || left.isAssumed != right.isAssumed, "\(name)")
            }
            func time(_ conditions: ServiceCondition..., assumed: Bool? = nil) -> TimeSpan {
                stretches.filter { conditions.contains($0.condition) && (assumed == nil || $0.isAssumed == assumed) }
                    .reduce(.zero) { $0 + $1.interval.length }
            }
            #expect(time(.up) == expected.up && time(.counted) == expected.counted, "\(name)")
            #expect(time(.excused) == expected.planned + expected.grace, "\(name)")
            #expect(time(.unknown) == expected.unknown && time(.outOfService) == expected.outOfService, "\(name)")
            #expect(time(.up, assumed: true) == expected.assumedUp, "\(name)")
            #expect(time(.counted, assumed: true) == expected.assumedCounted, "\(name)")
        }
    }
}
