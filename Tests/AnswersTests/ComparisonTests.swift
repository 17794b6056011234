import Periods
import Study
import Testing
import Timelines

@testable import Answers

@Suite("Two ranges beside each other")
struct ComparisonTests {
    private static let ten = GateFixtures.ladder(10)

    private func side(
        _ range: Interval,
        starts: [Double] = [],
        stops: [Double] = [],
        _ change: (inout FleetFigures) -> Void = { _ in }
    ) -> ComparedSide {
        ComparedSide(
            figures: GateFixtures.figures(change),
            samples: [
                RangeSamples(kind: .start, range: range, pooled: LatencySamples(starts)),
                RangeSamples(kind: .stop, range: range, pooled: LatencySamples(stops)),
            ]
        )
    }

    private func compare(
        before: [Double] = [],
        now: [Double] = [],
        _ old: (inout FleetFigures) -> Void = { _ in },
        _ new: (inout FleetFigures) -> Void = { _ in }
    ) throws -> ComparisonFigures {
        try Comparison().figures(
            of: side(GateFixtures.nextWeek, starts: now, new),
            with: side(GateFixtures.week, starts: before, old),
            over: ReportRange(interval: GateFixtures.week, clock: .utc)
        )
    }

    private func figure(_ name: ComparedFigure.Name, of comparison: ComparisonFigures) throws -> ComparedFigure {
        try #require(comparison.figures.first { $0.name == name })
    }

    private func test(_ name: ComparedFigure.Name, of comparison: ComparisonFigures) throws -> ChangeTest {
        guard case .tested(let test) = try figure(name, of: comparison).finding else {
            throw NotTested(name: name)
        }
        return test
    }

    private struct NotTested: Error {
        let name: ComparedFigure.Name
    }

    /// Restarts: 0 and 9 in as much time, p = 2/2⁹ = 1/256. Starts: 10 samples against 10 greater ones without a tie,
    /// p = 2/C(20, 10) = 2/184 756; every difference of pairs lies around 1 000 ms, and so does their median.
    /// Holm: the smaller of the two p is doubled, the other stays.
    @Test("What is tested, with Holm over all of it")
    func tested() throws {
        let comparison = try compare(before: Self.ten, now: GateFixtures.ladder(10, from: 2_000)) { _ in
        } _: {
            $0.restarts.count = 9
        }
        #expect(comparison.tests == 2)
        let restarts = try test(.restartsPerDay, of: comparison)
        #expect(restarts.method == .poissonRates)
        #expect(abs(restarts.p - 1.0 / 256) < 1e-17 && restarts.adjustedP == restarts.p && restarts.isBeyondChance)
        let starts = try test(.p50(.start), of: comparison)
        #expect(starts.method == .mannWhitney)
        #expect(abs(starts.p - 2.0 / 184_756) < 1e-18)
        #expect(starts.adjustedP == 2 * starts.p && starts.isBeyondChance)
        #expect(starts.shift == 1_000)
        // Seven days in service each: 9/7 a day now.
        let rate = try figure(.restartsPerDay, of: comparison)
        #expect(rate.before == 0 && rate.now == 9.0 / 7)
        #expect(try figure(.p50(.start), of: comparison).change == 1_000)
        // Of a kind without samples there is no row.
        #expect(!comparison.figures.contains { $0.name == .p50(.stop) })
    }

    /// 0 and 6 restarts: p = 2/2⁶ = 1/32, below 0.05. Beside a second test, 3 and 3 windows with p = 1, it is 2/32 = 0.0625.
    @Test("Another test can take a finding back")
    func holm() throws {
        let alone = try compare({ _ in }, { $0.restarts.count = 6 })
        #expect(try test(.restartsPerDay, of: alone).isBeyondChance)
        let beside = try compare({ $0.downtime.failures = 3 }) {
            $0.restarts.count = 6
            $0.downtime.failures = 3
        }
        let restarts = try test(.restartsPerDay, of: beside)
        #expect(abs(restarts.adjustedP - 0.0625) < 1e-15 && !restarts.isBeyondChance)
        #expect(try test(.openedPerDay, of: beside).p == 1)
    }

    /// Twice the restarts in twice the time: B ~ Binomial(3, 2/3), P(B ≥ 2) = 20/27 and P(B ≤ 2) = 19/27; doubled, at most 1.
    @Test("A rate is over the time in service of its own range")
    func exposure() throws {
        let comparison = try compare({ $0.restarts.count = 1 }) {
            $0.restarts.count = 2
            $0.availability.up = .days(14)
        }
        let rate = try figure(.restartsPerDay, of: comparison)
        #expect(rate.before == rate.now && rate.change == 0)
        #expect(try test(.restartsPerDay, of: comparison).p == 1)
    }

    @Test("Where nothing was seen before, nothing is zero and nothing is tested")
    func unknown() throws {
        let comparison = try compare({ $0.availability.up = .zero }) { $0.restarts.count = 3 }
        #expect(comparison.tests == 0)
        for figure in comparison.figures {
            #expect(figure.before == nil && figure.change == nil, "\(figure.name)")
            guard case .untested(let reason) = figure.finding else { throw NotTested(name: figure.name) }
            #expect(reason == (figure.name == .p50(.start) ? .tooFewSamples : .unknown), "\(figure.name)")
        }
        #expect(try figure(.restarts, of: comparison).now == 3)
    }

    @Test("Nine samples on a side are too few, and none of either side's events are no test")
    func few() throws {
        let comparison = try compare(before: Self.ten, now: GateFixtures.ladder(9, from: 9_000))
        #expect(try figure(.p50(.start), of: comparison).finding == .untested(.tooFewSamples))
        #expect(try figure(.p50(.start), of: comparison).change != nil)
        #expect(try figure(.restartsPerDay, of: comparison).finding == .untested(.noEvents))
        #expect(try figure(.restarts, of: comparison).finding == .untested(.byRate))
        #expect(try figure(.availability, of: comparison).finding == .untested(.oneNumber))
        // p95 needs 20 samples.
        #expect(try figure(.p95(.start), of: comparison).finding == .untested(.unknown))
    }

    @Test("Ranges that overlap can't be compared")
    func overlap() {
        #expect(throws: GateError.self) {
            try Comparison().figures(
                of: side(GateFixtures.week, starts: Self.ten),
                with: side(GateFixtures.week, starts: Self.ten),
                over: ReportRange(interval: GateFixtures.week, clock: .utc)
            )
        }
    }
}
