/// A set of container numbers, written as ranges: `1-24,30`.
struct NumberRanges: Hashable {
    private(set) var ranges: [ClosedRange<Int64>]

    init(_ numbers: some Sequence<Int64>) {
        ranges = []
        for number in numbers.sorted() {
            guard let last = ranges.last, number <= last.upperBound + 1 else {
                ranges.append(number...number)
                continue
            }
            ranges[ranges.count - 1] = last.lowerBound...number
        }
    }

    /// Nil where `text` is of another form: ranges ascend, and none touches zero or another one.
    init?(text: String) {
        ranges = []
        guard !text.isEmpty else { return }
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
            guard let first = ends.first, let last = ends.last, ends.count <= 2 else { return nil }
            guard let low = first, let high = last, low <= high, (greatest ?? 0) < low else { return nil }
            ranges.append(low...high)
        }
    }

    /// Nil where there are none.
    var greatest: Int64? { ranges.last?.upperBound }

    /// One by one: where they come from a store, `greatest` has to be looked at first.
    var numbers: some Sequence<Int64> {
        ranges.lazy.joined()
    }

    var text: String {
        ranges.map { range in
            range.lowerBound == range.upperBound ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
        }.joined(separator: ",")
    }
}
