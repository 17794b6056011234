internal import Rendering
internal import Study
package import Timelines

/// One of the two ranges that are compared: its figures, and the latencies behind them.
package struct ComparedSide: Hashable, Sendable {
    package var figures: StabilityFigures
    /// Of every kind of transition, not grouped; the same range as the figures.
    package var samples: [RangeSamples]

    package init(figures: StabilityFigures, samples: [RangeSamples]) {
        self.figures = figures
        self.samples = samples
    }

    /// How long containers were known to be up or down.
    package var inService: TimeSpan {
        figures.fleet.availability.up + figures.fleet.availability.down
    }

    func samples(of kind: LatencyKind) -> RangeSamples? {
        samples.first { $0.kind == kind }
    }

    /// A count of what happened; nil where it is zero and nothing was seen, because then nobody knows.
    func seen(_ count: Int) -> Double? {
        count > 0 || inService > .zero ? Double(count) : nil
    }

    /// Events per in-service day of 24 hours; nil where there is no such time.
    func perDay(_ count: Int) -> Double? {
        guard inService > .zero else { return nil }
        return Double(count) / (Double(inService.milliseconds) / Double(TimeSpan.days(1).milliseconds))
    }
}
