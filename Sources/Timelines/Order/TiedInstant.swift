/// The entries of one instant, and how often each (from, to) pair occurs among them.
struct TiedInstant {
    /// By `precedesAtOneInstant`.
    let entries: [Entry]
    /// The pair of each entry, as a place in `examples`.
    let kinds: [Int]
    /// One entry of each pair.
    let examples: [Entry]
    /// A combination of what is left is Σ count · stride.
    let strides: [Int]
    /// How many combinations there are; saturates where they are past counting.
    let combinations: Int
    private let counts: [Int]

    init(entries: [Entry]) {
        var kinds: [Int] = []
        var examples: [Entry] = []
        var counts: [Int] = []
        for entry in entries {
            if let kind = examples.firstIndex(where: { $0.from == entry.from && $0.to == entry.to }) {
                kinds.append(kind)
                counts[kind] += 1
            } else {
                kinds.append(examples.count)
                examples.append(entry)
                counts.append(1)
            }
        }
        var strides: [Int] = []
        var combinations = 1
        for count in counts {
            strides.append(combinations)
            let (product, overflow) = combinations.multipliedReportingOverflow(by: count + 1)
            combinations = overflow ? .max : product
        }
        self.entries = entries
        self.kinds = kinds
        self.examples = examples
        self.counts = counts
        self.strides = strides
        self.combinations = combinations
    }

    func isLeft(_ kind: Int, of combination: Int) -> Bool {
        combination / strides[kind] % (counts[kind] + 1) > 0
    }

    func cells(statuses: Int) -> Int {
        let (product, overflow) = combinations.multipliedReportingOverflow(by: statuses)
        return overflow ? .max : product
    }
}
