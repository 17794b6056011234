import Storage
import Timelines

/// Rows of an answer by the names of its columns.
typealias Table = [[String: QueryValue]]

extension EventStoreReader {
    /// The answer to `sql`.
    func table(_ sql: String, _ parameters: [String: QueryValue]) throws -> Table {
        var names: [String] = []
        var table: Table = []
        try query(sql, parameters: parameters) {
            names = $0
        } row: { values in
            table.append(Dictionary(zip(names, values)) { first, _ in first })
        }
        return table
    }
}

extension QueryValue {
    static func count(_ value: Int) -> QueryValue { .integer(Int64(value)) }
    static func flag(_ value: Bool) -> QueryValue { .integer(value ? 1 : 0) }
    static func number(_ value: Double?) -> QueryValue { value.map(QueryValue.real) ?? .null }
    static func text(orNull value: String?) -> QueryValue { value.map(QueryValue.text) ?? .null }
    static func instant(_ value: Instant?) -> QueryValue { value.map { .text($0.iso8601) } ?? .null }
    static func span(_ value: TimeSpan?) -> QueryValue { value.map { .integer($0.milliseconds) } ?? .null }

    /// Equal; numbers but for the rounding of another order of the same operations.
    func agrees(with other: QueryValue) -> Bool {
        guard let left = number, let right = other.number else { return self == other }
        return abs(left - right) <= 1e-12 * max(abs(left), abs(right))
    }

    private var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value
        case .null, .text, .blob: nil
        }
    }
}

/// Where `found` is not what `expected` says, column by column; nil where it is.
func difference(expected: Table, found: Table) -> String? {
    guard expected.count == found.count else {
        let missing = expected.first { row in !found.contains { differing(row, $0) == nil } }
        let surplus = found.first { row in !expected.contains { differing($0, row) == nil } }
        return
            "\(found.count) rows instead of \(expected.count); missing \(described(missing)); surplus \(described(surplus))"
    }
    for (place, (row, other)) in zip(expected, found).enumerated() {
        if let column = differing(row, other) {
            return "row \(place), \(column): expected \(described(row)), found \(described(other))"
        }
    }
    return nil
}

private func differing(_ expected: [String: QueryValue], _ found: [String: QueryValue]) -> String? {
    expected.keys.sorted().first { name in
        guard let left = expected[name], let right = found[name] else { return true }
        return !left.agrees(with: right)
    }
}

private func described(_ row: [String: QueryValue]?) -> String {
    row?.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ") ?? "none"
}
