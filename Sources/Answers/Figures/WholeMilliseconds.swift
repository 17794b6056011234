import Timelines

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

/// Whole milliseconds in ascending order, by rank.
enum AscendingMilliseconds: Sendable {
    case values([UInt16])
    /// How many values lie at or below each millisecond.
    case cumulative([Int])

    init(sorting values: [UInt16]) {
        self = .values(sorted(values))
    }

    init(counts: [Int]) {
        var total = 0
        self = .cumulative(
            counts.map { occurrences in
                total += occurrences
                return total
            }
        )
    }

    /// The value at a rank from 0.
    subscript(rank: Int) -> UInt16 {
        switch self {
        case .values(let values):
            values[rank]
        case .cumulative(let totals):
            // There are at most 65 536 totals, so that the index fits.
            UInt16(truncatingIfNeeded: totals.partitioningIndex { $0 > rank })
        }
    }

    /// How many values are at most `limit`, which is not negative.
    func count(upTo limit: Double) -> Int {
        switch self {
        case .values(let values):
            values.partitioningIndex { Double($0) > limit }
        case .cumulative(let totals):
            totals[limit < Double(totals.count) ? Int(limit) : totals.count - 1]
        }
    }
}

/// Sorts by the low byte, then by the high one: several times faster than comparing when there are hundreds.
private func sorted(_ values: [UInt16]) -> [UInt16] {
    guard values.count > 128 else { return values.sorted() }
    return sorted(sorted(values, byBitsFrom: 0), byBitsFrom: 8)
}

/// A stable sort by eight bits.
private func sorted(_ values: [UInt16], byBitsFrom shift: UInt16) -> [UInt16] {
    var starts = [Int](repeating: 0, count: 257)
    for value in values {
        starts[Int(value >> shift & 0xFF) + 1] += 1
    }
    for byte in 1..<257 {
        starts[byte] += starts[byte - 1]
    }
    var result = [UInt16](repeating: 0, count: values.count)
    for value in values {
        let byte = Int(value >> shift & 0xFF)
        result[starts[byte]] = value
        starts[byte] += 1
    }
    return result
}
