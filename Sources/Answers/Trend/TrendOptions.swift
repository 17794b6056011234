package import Study
package import Timelines

/// What is looked at over the history.
package enum TrendMetric: String, Hashable, Sendable, CaseIterable {
    /// The median `duration_ms` of starts.
    case startLatency = "start-latency"
    /// Restarts for each 24 hours of up and down time.
    case restarts
    /// up / (up + down).
    case availability

    /// The sign of a change for the worse.
    var worse: Double {
        self == .availability ? -1 : 1
    }

    /// What the size of a change is told in parts of: the level, but of availability the share that is missing to 1.
    func base(of level: Double) -> Double {
        self == .availability ? 1 - level : level
    }
}

/// The switches of a search for changes.
package struct TrendOptions: Sendable {
    /// Its range ends where the last bucket does, or later.
    package var analysis: AnalysisOptions
    /// By start, each beginning where the one before it ends.
    package var buckets: [Interval]
    package var metrics: [TrendMetric]
    /// Whether each container has series of its own, beside those of all together.
    package var byContainer: Bool
    /// The largest probability of any change found where there is none, over all series together.
    package var significance: Double
    /// The smallest change that counts, as a part of `TrendMetric.base`.
    package var leastEffect: Double

    package init(
        analysis: AnalysisOptions,
        buckets: [Interval],
        metrics: [TrendMetric] = TrendMetric.allCases,
        byContainer: Bool = false,
        significance: Double = 0.05,
        leastEffect: Double = 0.05
    ) {
        self.analysis = analysis
        self.buckets = buckets
        self.metrics = metrics
        self.byContainer = byContainer
        self.significance = significance
        self.leastEffect = leastEffect
    }
}
