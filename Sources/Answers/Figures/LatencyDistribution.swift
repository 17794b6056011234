package import Timelines

/// The `duration_ms` of some entries, exactly: equal samples give equal figures, in whatever order they were added and
/// merged.
///
/// Whole milliseconds below 65 536 take two bytes each, and from 65 536 of them on a count for each millisecond (512 KiB
/// in all, however many come); other samples take eight bytes each.
package struct LatencyDistribution: Sendable {
    /// Entries without a duration.
    package private(set) var missing = 0
    /// Entries whose duration can't be a sample.
    package private(set) var invalid = 0
    private(set) var whole = WholeMilliseconds()
    /// Samples that are no whole milliseconds, or too long for `whole`; in any order.
    private(set) var rest: [Double] = []

    package init() {}

    /// How many samples there are.
    package var n: Int { whole.count + rest.count }

    /// How many entries were added.
    package var entries: Int { n + missing + invalid }

    package mutating func add(_ reading: DurationReading) {
        switch reading {
        case .missing: missing += 1
        case .invalid: invalid += 1
        case .valid(let milliseconds):
            // Converted and compared, because `UInt16(exactly:)` calls into the C library for each sample.
            if 0..<65_536 ~= milliseconds, Double(UInt16(milliseconds)) == milliseconds {
                whole.add(UInt16(milliseconds))
            } else {
                rest.append(milliseconds)
            }
        }
    }

    /// Adds all that `other` holds.
    package mutating func merge(_ other: LatencyDistribution) {
        missing += other.missing
        invalid += other.invalid
        whole.merge(other.whole)
        rest.append(contentsOf: other.rest)
    }
}
