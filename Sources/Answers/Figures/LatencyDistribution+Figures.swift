extension LatencyDistribution {
    /// Its figures, in milliseconds; what a single distribution can't know (`failed`, `successRate`) is left at none.
    package var figures: LatencyFigures {
        var figures = LatencyFigures()
        figures.n = n
        figures.missing = missing
        figures.invalid = invalid
        guard n > 0 else { return figures }
        let samples = OrderedSamples(self)
        figures.minimum = samples[0]
        figures.maximum = samples[n - 1]
        figures.mean = mean
        for percentile in Percentile.allCases where !percentile.isWithheld(samples: n) {
            let ranks = ConfidenceRanks(samples: n, percentile: percentile)
            figures.percentiles[percentile] = PercentileEstimate(
                value: samples[percentile],
                low: ranks.lower.map { samples[$0 - 1] },
                high: ranks.upper.map { samples[$0 - 1] }
            )
        }
        return figures
    }

    /// The mean of the samples, of which there is one at least.
    ///
    /// The sum is an integer number of 2⁻⁶⁴ ms, so that no order of adding can change it; only samples below 2⁻¹² ms can
    /// have finer digits, which are dropped.
    private var mean: Double {
        let unitsPerMillisecond = 0x1p64
        let sum = rest.reduce(UInt128(whole.sum) << 64) { $0 + UInt128($1 * unitsPerMillisecond) }
        return Double(sum) / unitsPerMillisecond / Double(n)
    }
}
