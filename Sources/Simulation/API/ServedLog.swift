package import Timelines

/// A container's log as the API serves it at one time: its entries, already written, in ascending order.
package struct ServedLog: Sendable {
    /// The JSON texts of all entries, one after the other, a comma after each.
    private var bytes: [UInt8] = []
    /// Where each entry ends in `bytes`, its comma included.
    private var ends: [Int] = []
    private var keys: [Key] = []

    /// What an entry can be sorted by, apart from its index.
    private struct Key {
        let createdAt: Instant
        let from: String?
        let to: String?

        /// Whether it sorts before `other`; nil where they are alike. A missing value comes first.
        func precedes(_ other: Key, by field: LogSortField) -> Bool? {
            switch field {
            case .transitionTime: nil
            case .createdAt: createdAt == other.createdAt ? nil : createdAt < other.createdAt
            case .toStatus: to == other.to ? nil : (to ?? "") < (other.to ?? "")
            case .fromStatus: from == other.from ? nil : (from ?? "") < (other.from ?? "")
            }
        }
    }

    package init() {}

    package var count: Int { ends.count }

    /// How much memory the entries take.
    package var size: Int { bytes.count }

    /// Adds an entry at the end. `createdAt` is when the platform logged it; `from` and `to` are its statuses.
    package mutating func append(_ body: [UInt8], createdAt: Instant, from: String?, to: String?) {
        bytes += body
        bytes.append(UInt8(ascii: ","))
        ends.append(bytes.count)
        keys.append(Key(createdAt: createdAt, from: from, to: to))
    }

    package mutating func reserve(entries: Int, bytes count: Int) {
        bytes.reserveCapacity(count)
        ends.reserveCapacity(entries)
        keys.reserveCapacity(entries)
    }

    /// Appends the entries at `indices` to `output`, separated by commas.
    func write(_ indices: some Sequence<Int>, to output: inout [UInt8]) {
        var wrote = false
        for index in indices {
            output += bytes[start(of: index)..<ends[index]]
            wrote = true
        }
        if wrote { output.removeLast() }
    }

    /// Appends consecutive entries in one piece.
    func write(range: Range<Int>, to output: inout [UInt8]) {
        guard !range.isEmpty else { return }
        output += bytes[start(of: range.lowerBound)..<(ends[range.upperBound - 1] - 1)]
    }

    /// All indices in ascending order of `field`; entries alike in it stay in the log's order.
    func indices(by field: LogSortField) -> [Int] {
        ends.indices.sorted { left, right in
            keys[left].precedes(keys[right], by: field) ?? (left < right)
        }
    }

    /// The text of one entry.
    package func body(_ index: Int) -> [UInt8] {
        Array(bytes[start(of: index)..<(ends[index] - 1)])
    }

    private func start(of index: Int) -> Int {
        index == 0 ? 0 : ends[index - 1]
    }
}

/// What `sort_by` can sort a log by.
enum LogSortField: String, CaseIterable {
    case transitionTime = "transition_time"
    case createdAt = "created_at"
    case toStatus = "to_status"
    case fromStatus = "from_status"
}

/// A log without what faults hide of it: the newest entries that did not arrive yet, and one that was removed.
struct VisibleLog {
    private let log: ServedLog
    private let hidden: Int
    private let removed: Int?

    /// `hidden` is how many of the newest entries are left out, `removed` the index of another one.
    init(_ log: ServedLog, hidden: Int, removed: Int?) {
        self.log = log
        self.hidden = min(hidden, log.count)
        self.removed = removed.flatMap { $0 < log.count - hidden ? $0 : nil }
    }

    var count: Int { log.count - hidden - (removed == nil ? 0 : 1) }

    /// Writes the elements at `indices` of the given order, separated by commas.
    func write(_ indices: Range<Int>, order: SortOrder, by field: LogSortField, to output: inout [UInt8]) {
        guard field == .transitionTime else {
            let sorted = log.indices(by: field).filter { $0 != removed && $0 < log.count - hidden }
            log.write(indices.map { sorted[order == .asc ? $0 : count - 1 - $0] }, to: &output)
            return
        }
        switch order {
        case .asc where removed == nil: log.write(range: indices, to: &output)
        case .asc: log.write(indices.lazy.map(original), to: &output)
        case .desc: log.write(indices.lazy.map { original(count - 1 - $0) }, to: &output)
        }
    }

    /// The index in the log of what is at `index` here.
    private func original(_ index: Int) -> Int {
        removed.map { index >= $0 ? index + 1 : index } ?? index
    }
}
