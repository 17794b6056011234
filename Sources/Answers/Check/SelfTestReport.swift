internal import Rendering
package import Study
package import Timelines

/// Whether the gate can fail: the one value that every format of `tacho check --self-test` is rendered from.
package struct SelfTestReport: Hashable, Sendable {
    package static let schema = "tachograph.self-test/1"

    /// The candidate, into copies of which regressions were planted.
    package var range: Interval
    package var timezone: String
    package var kind: LatencyKind
    /// Nil: not grouped.
    package var grouping: GateGrouping?
    package var options: ReportOptions
    package var log: LogState
    package var figures: SelfTestFigures

    package init(
        range: Interval,
        timezone: String,
        kind: LatencyKind,
        grouping: GateGrouping?,
        options: ReportOptions,
        log: LogState,
        figures: SelfTestFigures
    ) {
        self.range = range
        self.timezone = timezone
        self.kind = kind
        self.grouping = grouping
        self.options = options
        self.log = log
        self.figures = figures
    }
}
