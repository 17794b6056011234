internal import Rendering

/// Durations of whole milliseconds from 0 to 65 535: a few as they are, many as counts.
struct WholeMilliseconds: Sendable {
    private(set) var count = 0
    /// The values in any order, until there are too many of them.
    private var values: [UInt16] = []
    /// How often each value occurs; empty until the values became too many.
    private var counts: [Int] = []

    /// From here on, counts are used.
    private static let manyValues = 65_536

    mutating func add(_ value: UInt16) {
        count += 1
        if counts.isEmpty {
            values.append(value)
            if values.count >= Self.manyValues { startCounting() }
        } else {
            counts[Int(value)] += 1
        }
    }

    mutating func merge(_ other: WholeMilliseconds) {
        count += other.count
        if counts.isEmpty, !other.counts.isEmpty || values.count + other.values.count >= Self.manyValues {
            startCounting()
        }
        if counts.isEmpty {
            values.append(contentsOf: other.values)
            return
        }
        for value in other.values {
            counts[Int(value)] += 1
        }
        for (value, occurrences) in other.counts.enumerated() {
            counts[value] += occurrences
        }
    }

    /// The values from least to greatest.
    var ascending: AscendingMilliseconds {
        counts.isEmpty ? AscendingMilliseconds(sorting: values) : AscendingMilliseconds(counts: counts)
    }

    /// The sum of all values.
    var sum: UInt64 {
        if counts.isEmpty { return values.reduce(0) { $0 + UInt64($1) } }
        return counts.enumerated().reduce(0) { $0 + UInt64($1.offset) * UInt64($1.element) }
    }

    private mutating func startCounting() {
        counts = [Int](repeating: 0, count: Int(UInt16.max) + 1)
        for value in values {
            counts[Int(value)] += 1
        }
        values = []
    }
}
