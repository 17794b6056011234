package import Statistics
import Timelines

/// The latencies of some entries of one kind, every sample kept, and how many entries had none.
package struct LatencySamples: Hashable, Sendable {
    /// Milliseconds, ascending.
    package private(set) var sorted: SortedSamples
    /// Entries without a duration.
    package var missing: Int
    /// Entries whose duration can't be a sample.
    package var invalid: Int

    /// Samples in milliseconds, in any order; what the definitions don't take for a sample counts as invalid.
    package init(_ milliseconds: [Double] = [], missing: Int = 0, invalid: Int = 0) {
        let valid = milliseconds.filter { DurationReading(milliseconds: $0) != .invalid }
        sorted = SortedSamples(valid)
        self.missing = missing
        self.invalid = invalid + (milliseconds.count - valid.count)
    }

    /// Samples that were made from valid ones, and can have grown beyond the longest of them.
    init(_ sorted: SortedSamples) {
        self.sorted = sorted
        missing = 0
        invalid = 0
    }

    /// How many samples there are.
    package var n: Int { sorted.count }

    /// The samples in milliseconds, ascending.
    package var milliseconds: [Double] { sorted.values }

    /// A percentile in milliseconds; nil where the definitions withhold it.
    package subscript(percentile: Percentile) -> Double? {
        percentile.isWithheld(samples: n) ? nil : sorted.percentile(percentile.rawValue)
    }
}
