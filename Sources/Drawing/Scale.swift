/// Places the values of a domain on a line; the places are tenths of a pixel.
///
/// Only integers are used, so that every machine places a value alike.
package struct Scale: Hashable, Sendable {
    /// The ends of the domain.
    package let domain: ClosedRange<Int64>
    /// Where the lower end lies, in tenths of a pixel.
    package let start: Int
    /// Where the upper end lies; less than `start` where the line runs upwards, as on a vertical axis.
    package let end: Int

    package init(_ domain: ClosedRange<Int64>, from start: Int, to end: Int) {
        self.domain = domain
        self.start = start
        self.end = end
    }

    /// The place of `value`, rounded to the nearest tenth, halves away from `start`; a value outside of the domain lies at its nearer
    /// end.
    package func place(_ value: Int64) -> Int {
        let length = Int128(domain.upperBound) - Int128(domain.lowerBound)
        guard length > 0 else { return start }
        let distance = Int128(min(max(value, domain.lowerBound), domain.upperBound)) - Int128(domain.lowerBound)
        let places = (2 * distance * Int128(abs(end - start)) + length) / (2 * length)
        return end < start ? start - Int(places) : start + Int(places)
    }
}

/// Where the ticks of an axis are.
package struct Ticks: Hashable, Sendable {
    package let values: [Int64]

    /// From the multiples of one of `steps` that lie in `domain`, those of the smallest step that gives at most `most` ticks; of the
    /// largest where none does.
    package init(in domain: ClosedRange<Int64>, steps: [Int64], most: Int) {
        let sizes = steps.filter { $0 > 0 }
        let fitting = sizes.first { Ticks.count(in: domain, step: $0) <= most } ?? sizes.last
        guard let step = fitting else {
            values = []
            return
        }
        let first = Ticks.first(in: domain, step: step)
        values = first > domain.upperBound ? [] : Array(stride(from: first, through: domain.upperBound, by: Int(step)))
    }

    private static func first(in domain: ClosedRange<Int64>, step: Int64) -> Int64 {
        let rest = domain.lowerBound % step
        return domain.lowerBound + (rest == 0 ? 0 : rest > 0 ? step - rest : -rest)
    }

    private static func count(in domain: ClosedRange<Int64>, step: Int64) -> Int {
        let first = first(in: domain, step: step)
        return first > domain.upperBound ? 0 : Int((domain.upperBound - first) / step) + 1
    }
}
