import Rendering
import ServiceLevels
import Testing
import Timelines

@testable import Answers

@Suite("What the configuration accepts does not fail")
struct GateAcceptanceTests {
    private static let end = GateFixtures.nextWeek.end

    private static func accepted(_ what: String, until: Instant = end) -> AcceptedRegression {
        AcceptedRegression(what: Glob(what), why: "new base image", by: "kai", until: until)
    }

    /// Everything pooled and group b are slower, group a is not; a budget is not met.
    private func figures(_ accepted: [AcceptedRegression], budget: Bool = false) throws -> GateFigures {
        let (usual, slow) = (GateFixtures.ladder(11), GateFixtures.ladder(11, from: 1_300.5))
        return try Gate().figures(
            of: GateFixtures.candidate(slow, groups: [("a", usual), ("b", slow)]),
            figures: GateFixtures.figures { $0.downtime.down = .seconds(60) },
            against: GateFixtures.baseline(usual, groups: [("a", usual), ("b", usual)]),
            budgets: budget ? [GateBudget(.maxDowntime, limit: 10)] : [],
            accepting: accepted
        )
    }

    private func states(_ figures: GateFigures) -> [GateAcceptance.State] { figures.acceptances.map(\.state) }

    @Test("Each that fails has to be accepted: everything pooled as all, a group by its name, a budget by its own")
    func each() throws {
        #expect(try figures([]).verdict == .regression)
        #expect(try figures([Self.accepted("b")]).verdict == .regression)
        let both = try figures([Self.accepted("b"), Self.accepted("all")])
        #expect(both.verdict == .pass && states(both) == [.used, .used])
        #expect(both.comparisons.map(\.verdict) == [.accepted, .pass, .accepted])
        let budget = try figures([Self.accepted("*")], budget: true)
        #expect(budget.verdict == .pass && budget.budgets.map(\.verdict) == [.accepted])
        #expect(try figures([Self.accepted("all"), Self.accepted("b")], budget: true).verdict == .regression)
        #expect(try figures(["all", "b", "max-down*"].map { Self.accepted($0) }, budget: true).verdict == .pass)
        // Letter case counts.
        #expect(try figures([Self.accepted("all"), Self.accepted("B")]).verdict == .regression)
    }

    @Test("It lasts to its end, that included, by the candidate's range and by no clock")
    func expiry() throws {
        let moment = TimeSpan(milliseconds: 1)
        let old = try figures([Self.accepted("*", until: Self.end - moment)])
        #expect(old.verdict == .regression && states(old) == [.expired])
        // Another that has not expired takes its place.
        let renewed = try figures([
            Self.accepted("*", until: Self.end - moment), Self.accepted("*", until: Self.end + moment),
        ])
        #expect(renewed.verdict == .pass && states(renewed) == [.expired, .used])
        // Nothing fails that it accepts: whether it has expired makes no difference.
        let idle = try figures([Self.accepted("*"), Self.accepted("x", until: Self.end - moment), Self.accepted("a")])
        #expect(states(idle) == [.used, .unused, .unused])
    }

    @Test("Each is shown, with why, by whom and until when")
    func text() throws {
        var report = CheckFixture.report([CheckFixture.slower()])
        report.figures.comparisons[0].verdict = .accepted
        report.figures.verdict = .pass
        report.figures.acceptances = [
            GateAcceptance(regression: Self.accepted("all", until: Fixture.sunday), state: .used),
            GateAcceptance(regression: Self.accepted("svc-04", until: Fixture.sunday), state: .expired),
            GateAcceptance(regression: Self.accepted("svc-05", until: Fixture.sunday), state: .unused),
        ]
        let text = report.text()
        #expect(
            text.hasPrefix(
                "Pass: start latency rose by 2.5 s, 25.0% of the median before, which is accepted; 1 regression is\n"
            )
        )
        for line in [
            "  Accepted until Mon 16 Nov 00:00: all, by kai: new base image.\n",
            "  No longer accepted since Mon 16 Nov 00:00: svc-04, by kai: new base image.\n",
            "  Accepted until Mon 16 Nov 00:00, but nothing fails there: svc-05, by kai: new base image.\n",
        ] {
            #expect(text.contains(line), "\(text)")
        }
        #expect(report.junit().contains("failures=\"0\" errors=\"0\""))
        #expect(report.annotations().contains("::notice title=tacho check%3A accepted::Accepted until"))
    }
}
