internal import Answers
internal import Periods
internal import Rendering
internal import Study
internal import Timelines

/// The demo's gate: the last two weeks against the four before them, by container, with budgets.
struct DemoGate {
    private let report: CheckReport
    private let selfTest: SelfTestReport
    private let saved: SavedBaseline

    /// A candidate that ends at `end`.
    init(store: StoreQueries, end: Instant) async throws {
        let range = ReportRange(interval: Interval(start: end - .days(14), end: end), clock: .utc)
        let before = Interval(start: range.interval.start - .days(28), end: range.interval.start)
        let question = GateQuestion(
            kind: .start,
            grouping: .container,
            options: .standard,
            budgets: [
                GateBudget(.maxP95, limit: 20_000), GateBudget(.minAvailability, limit: 0.995),
                GateBudget(.maxRestartsPerDay, limit: 0.5), GateBudget(.maxFailedStarts, limit: 0),
            ]
        )
        let candidate = try await store.gateRange(over: range.interval, kind: .start, grouping: .container)
        let side = try await store.gateRange(over: before, kind: .start, grouping: .container)
        saved = store.savedBaseline(side, timezone: range.clock.identifier)
        let baseline = GateBaseline(saved)
        report = try store.checkReport(of: candidate, over: range, against: baseline, question)
        selfTest = try store.selfTestReport(of: candidate, over: range, against: baseline, question)
    }

    /// The check in every format, the baseline that it was made with, and its self-test.
    var files: [WrittenFolder.File] {
        Demo.files(of: report, "check") + Demo.files(of: selfTest, "self-test")
            + [("baseline.json", { try $0(saved.json()) })]
    }
}
