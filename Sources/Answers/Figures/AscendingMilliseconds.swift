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
            // There are at most 65 536 totals, so that the place fits.
            UInt16(truncatingIfNeeded: totals.firstPlace { $0 > rank })
        }
    }

    /// How many values are at most `limit`, which is not negative.
    func count(upTo limit: Double) -> Int {
        switch self {
        case .values(let values):
            values.firstPlace { Double($0) > limit }
        case .cumulative(let totals):
            totals[limit < Double(totals.count) ? Int(limit) : totals.count - 1]
        }
    }
}

extension RandomAccessCollection where Index == Int {
    /// The first place whose element meets a condition that all later elements meet too; the end if none does.
    func firstPlace(where isLate: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if isLate(self[middle]) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low
    }
}

/// Sorts by the low byte, then by the high one: several times faster than comparing when there are hundreds.
private func sorted(_ values: [UInt16]) -> [UInt16] {
    guard values.count > 128 else { return values.sorted() }
    return sorted(sorted(values, byBitsFrom: 0), byBitsFrom: 8)
}

/// A stable sort by eight bits.
private func sorted(_ values: [UInt16], byBitsFrom shift: UInt16) -> [UInt16] {
    var places = [Int](repeating: 0, count: 257)
    for value in values {
        places[Int(value >> shift & 0xFF) + 1] += 1
    }
    for byte in 1..<257 {
        places[byte] += places[byte - 1]
    }
    var result = [UInt16](repeating: 0, count: values.count)
    for value in values {
        let byte = Int(value >> shift & 0xFF)
        result[places[byte]] = value
        places[byte] += 1
    }
    return result
}
