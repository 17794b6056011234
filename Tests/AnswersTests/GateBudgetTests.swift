import ServiceLevels
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

    @Test(
        "a figure equal to its limit keeps it, one beyond does not",
        arguments: GateBudget.Name.allCases.filter { $0 != .objective }
    )
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
            case .objective: 0
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

    // MARK: Of groups

    /// Group one: containers a and b; group two: c. A day of each; b is covered to 12:00 if `isUncertain`.
    private func groups(_ limits: (inout GroupLimits) -> Void, objective: String? = nil, isUncertain: Bool = false)
        throws
        -> (figures: StabilityFigures, budgets: [GateBudget])
    {
        var fleet = DrawnFleet()
        try fleet.add("absent 0s | provision | up 10h | stop by ana | down 1h | start | up 13h", id: "a")
        try fleet.add(
            "absent 0s | provision | up 8h | stop | down 30s | start | up 15h59m30s",
            id: "b",
            covered: isUncertain ? .some(try at("12h")) : .some(.distantFuture)
        )
        try fleet.add("up 1h | stop | down 20h | fail | failed 1h | recover | up 2h", id: "c")
        var one = ContainerGroup(
            name: "one",
            containers: [Glob("a"), Glob("b")],
            objective: try objective.map { try #require(Objective($0)) }
        )
        limits(&one.limits)
        let list = GroupList([one, ContainerGroup(name: "two", containers: [Glob("c")])])
        let figures = try fleet.figures { $0.groups = list }
        return (figures, list.budgets(withObjectives: true))
    }

    @Test("the limits of a group are held against its own figures, those that have no limit against none")
    func ofGroups() throws {
        // Up 23 h of a and 23:59:30 of b, down 1:00:30; one quick restart in two days of service.
        let level = 169_170.0 / 172_800
        for (change, name, value) in [
            ({ $0.availability = level }, .minAvailability, level),
            ({ $0.downtime = 3_630_000 }, .maxDowntime, 3_630_000),
            ({ $0.restartsPerDay = 0.5 }, .maxRestartsPerDay, 0.5), ({ $0.failedStarts = 0 }, .maxFailedStarts, 0),
        ] as [((inout GroupLimits) -> Void, GateBudget.Name, Double)] {
            let (figures, budgets) = try groups(change)
            #expect(budgets == [GateBudget(name, limit: value, group: "one")])
            let kept = try #require(Gate().results(of: budgets, kind: .start, figures: figures).first)
            #expect(kept.value == value && kept.verdict == .pass, "\(name)")
            let step = name == .minAvailability ? value.nextUp : value.nextDown
            let broken = Gate().results(
                of: [GateBudget(name, limit: step, group: "one")],
                kind: .start,
                figures: figures
            )
            #expect(broken.first?.verdict == .regression, "\(name)")
        }
        // Two samples are too few for any percentile.
        let (figures, budgets) = try groups { $0.p50 = 9_000 }
        #expect(Gate().results(of: budgets, kind: .start, figures: figures).map(\.verdict) == [.inconclusive])
        // A group that is not there has no figures.
        let other = GateBudget(.maxDowntime, limit: 1e12, group: "three")
        #expect(Gate().results(of: [other], kind: .start, figures: figures).map(\.verdict) == [.inconclusive])
    }

    @Test("an objective is a budget that is judged where it is certain")
    func objectives() throws {
        func verdict(_ objective: String, isUncertain: Bool = false) throws -> GateOutcome? {
            let (figures, budgets) = try groups({ _ in }, objective: objective, isUncertain: isUncertain)
            #expect(budgets.map(\.label) == ["objective of one"])
            return Gate().results(of: budgets, kind: .start, figures: figures).first?.verdict
        }
        // 97.899…%.
        #expect(try verdict("97.8%") == .pass)
        #expect(try verdict("97.9%") == .regression)
        // With half a day unknown it lies between 72.9% and 97.9%.
        #expect(try verdict("97.8%", isUncertain: true) == .inconclusive)
        #expect(try verdict("72%", isUncertain: true) == .pass)
        #expect(try verdict("98%", isUncertain: true) == .regression)
    }
}
