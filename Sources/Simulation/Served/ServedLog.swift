/// A container's log as the API serves it at one time: its entries, written already, in ascending order.
package struct ServedLog: Sendable {
    /// The JSON texts of all entries, one after the other, a comma after each.
    private var bytes: [UInt8] = []
    /// Where each entry ends in `bytes`, its comma included.
    private var ends: [Int] = []
    private var keys: [ServedLogKey] = []

    package init() {}

    package var count: Int { ends.count }

    /// How much memory the entries take.
    package var size: Int { bytes.count }

    /// Adds an entry at the end.
    mutating func append(_ body: [UInt8], key: ServedLogKey) {
        bytes += body
        bytes.append(UInt8(ascii: ","))
        ends.append(bytes.count)
        keys.append(key)
    }

    mutating func reserve(entries: Int, bytes count: Int) {
        bytes.reserveCapacity(count)
        ends.reserveCapacity(entries)
        keys.reserveCapacity(entries)
    }

    /// Appends the entries at these places to `output`, separated by commas.
    func write(_ places: some Sequence<Int>, to output: inout [UInt8]) {
        var wrote = false
        for place in places {
            output += bytes[start(of: place)..<ends[place]]
            wrote = true
        }
        if wrote { output.removeLast() }
    }

    /// Appends consecutive entries in one piece.
    func write(range: Range<Int>, to output: inout [UInt8]) {
        guard !range.isEmpty else { return }
        output += bytes[start(of: range.lowerBound)..<(ends[range.upperBound - 1] - 1)]
    }

    /// All places in ascending order of `field`; entries alike in it stay in the log's order.
    func places(by field: LogSortField) -> [Int] {
        ends.indices.sorted { left, right in
            keys[left].precedes(keys[right], by: field) ?? (left < right)
        }
    }

    /// The text of one entry.
    package func body(_ place: Int) -> [UInt8] {
        Array(bytes[start(of: place)..<(ends[place] - 1)])
    }

    private func start(of place: Int) -> Int {
        place == 0 ? 0 : ends[place - 1]
    }
}

/// What `sort_by` can sort a log by.
enum LogSortField: String, CaseIterable {
    case transitionTime = "transition_time"
    case createdAt = "created_at"
    case toStatus = "to_status"
    case fromStatus = "from_status"
}

/// The values of an entry that a log can be sorted by, apart from its place.
struct ServedLogKey {
    /// When the platform wrote it down, milliseconds since 1970.
    let createdAt: Int64
    let from: String?
    let to: String?

    /// Whether it sorts before `other`; nil where they are alike. A missing value comes first.
    func precedes(_ other: ServedLogKey, by field: LogSortField) -> Bool? {
        switch field {
        case .transitionTime: nil
        case .createdAt: createdAt == other.createdAt ? nil : createdAt < other.createdAt
        case .toStatus: to == other.to ? nil : (to ?? "") < (other.to ?? "")
        case .fromStatus: from == other.from ? nil : (from ?? "") < (other.from ?? "")
        }
    }
}
