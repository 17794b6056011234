import Timelines

/// What the totals over downtime windows add up from; integers, so that no order of adding matters.
struct WindowTotals: Sendable {
    var windows = 0
    var open = 0
    var closed = 0
    var truncated = 0
    var closedTime = TimeSpan.zero
    /// Opened in range, neither planned nor by `pause`.
    var failures = 0
    var longest: TimeSpan?
    var down = TimeSpan.zero

    static func += (left: inout WindowTotals, right: WindowTotals) {
        left.windows += right.windows
        left.open += right.open
        left.closed += right.closed
        left.truncated += right.truncated
        left.closedTime += right.closedTime
        left.failures += right.failures
        left.longest = [left.longest, right.longest].compactMap(\.self).max()
        left.down += right.down
    }

    /// The figures, for so much up time in range.
    func figures(up: TimeSpan) -> DowntimeFigures {
        var figures = DowntimeFigures()
        figures.windows = windows
        figures.open = open
        figures.closed = closed
        figures.truncated = truncated
        figures.failures = failures
        figures.meanTimeToRecovery = closed > 0 ? Double(closedTime.milliseconds) / Double(closed) : nil
        figures.meanTimeBetweenFailures = failures > 0 ? Double(up.milliseconds) / Double(failures) : nil
        figures.longest = longest
        figures.down = down
        return figures
    }
}
