import Study
import Testing
import Timelines

@testable import Answers

struct GateBudgetTests {
    private func result(
        _ name: GateBudget.Name,
        _ limit: Double,
        kind: LatencyKind = .start,
        _ change: (inout FleetFigures) -> Void
    ) throws -> GateBudgetResult {
        let results = Gate().results(
            of: [GateBudget(name, limit: limit)],
            kind: kind,
            figures: GateFixtures.figures(change)
        )
        return try #require(results.first)
    }

    @Test("a figure equal to its limit keeps it, one beyond does not", arguments: GateBudget.Name.allCases)
    func limits(name: GateBudget.Name) throws {
        let figures = { (fleet: inout FleetFigures) in
            for percentile in Percentile.allCases {
                fleet.latency[.start, default: LatencyFigures()].percentiles[percentile] = PercentileEstimate(
                    value: Double(percentile.rawValue * 100),
                    low: nil,
                    high: nil
                )
            }
            fleet.latency[.start]?.failed = 3
            // 36 hours down of 168 + 36.
            fleet.availability.down = .hours(36)
            fleet.downtime.down = .hours(36)
            fleet.restarts.perDay = 2.5
        }
        let value: Double =
            switch name {
            case .maxP50: 5_000
            case .maxP95: 9_500
            case .maxP99: 9_900
            case .minAvailability: 168.0 / 204
            case .maxRestartsPerDay: 2.5
            case .maxDowntime: 129_600_000
            case .maxFailedStarts: 3
            }
        let isLeast = name == .minAvailability
        let atLimit = try result(name, value, figures)
        #expect(atLimit.value == value)
        #expect(atLimit.verdict == .pass)
        #expect(try result(name, isLeast ? value.nextUp : value.nextDown, figures).verdict == .regression)
        #expect(try result(name, isLeast ? value.nextDown : value.nextUp, figures).verdict == .pass)
    }

    @Test(
        "a withheld or undefined figure is inconclusive",
        arguments: [.maxP50, .maxP95, .maxP99, .maxRestartsPerDay] as [GateBudget.Name]
    )
    func withheld(name: GateBudget.Name) throws {
        let result = try result(name, 1e9) { _ in }
        #expect(result.value == nil)
        #expect(result.verdict == .inconclusive)
    }

    @Test(
        "where no time is known, no availability, downtime or failed start is",
        arguments: [
            .minAvailability, .maxDowntime, .maxFailedStarts,
        ] as [GateBudget.Name]
    )
    func nothingKnown(name: GateBudget.Name) throws {
        let result = try result(name, 0) { $0.availability = AvailabilityFigures() }
        #expect(result.value == nil)
        #expect(result.verdict == .inconclusive)
    }

    @Test("failed starts beyond the limit are not forgiven where no time is known")
    func failedUnknown() throws {
        let result = try result(.maxFailedStarts, 1) {
            $0.availability = AvailabilityFigures()
            $0.latency[.start]?.failed = 2
        }
        #expect(result.verdict == .regression)
    }

    @Test("percentiles are those of the kind that was asked for")
    func kind() throws {
        let change = { (fleet: inout FleetFigures) in
            var stop = LatencyFigures()
            stop.percentiles[.p50] = PercentileEstimate(value: 700, low: nil, high: nil)
            fleet.latency[.stop] = stop
        }
        #expect(try result(.maxP50, 800, kind: .stop, change).verdict == .pass)
        #expect(try result(.maxP50, 800, kind: .start, change).verdict == .inconclusive)
        #expect(try result(.maxP50, 800, kind: .pause, change).verdict == .inconclusive)
    }
}
