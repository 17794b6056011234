import GRDB
import GRDBSQLite
import Timelines
import Transparency

/// The rows of the blocks' projection, to be compared with what follows from the log.
final class StoredBlocks {
    private let select: PreparedStatement
    private var block = EntryBlock()
    private static let columns = ["last_at", "last_ordinal", "number", "first_at", "entries"]

    init(_ database: Database) throws {
        select = try PreparedStatement(
            database,
            """
            SELECT \(Self.columns.joined(separator: ", ")) FROM block_projection
            WHERE container = ? ORDER BY last_at, last_ordinal
            """
        )
    }

    /// Compares the rows of `container`, in their order, with the blocks of `entries`, which are settled.
    func compare(_ entries: ContainerEntries, of container: ContainerKey, into findings: inout FindingList) throws {
        var number = 0
        let count = entries.order.count / EntryBlock.count
        select.bind(1, container.number)
        defer { select.reset() }
        while try select.step() {
            guard number < count else {
                findings.add(finding(container, number, "no row", "a row"))
                return
            }
            let expected = expectedValues(number, entries)
            for (position, column) in Self.columns.enumerated() {
                let found = QueryValue(select, Int32(position))
                guard !found.isIdentical(to: expected[position]) else { continue }
                let isBlob = column == "entries"
                findings.add(
                    finding(
                        container,
                        number,
                        column: column,
                        isBlob ? "its entries" : expected[position].shown,
                        isBlob ? "something else" : found.told(besides: expected[position])
                    )
                )
                // The blocks after one that is missing would all be found to be others.
                if column != "entries" { return }
            }
            number += 1
        }
        if number < count { findings.add(finding(container, number, "a row", "no row")) }
    }

    private func expectedValues(_ number: Int, _ entries: ContainerEntries) -> [QueryValue] {
        let order = entries.order[number * EntryBlock.count..<(number + 1) * EntryBlock.count]
        let known = order.map { entries.known[$0] }
        block.replace(with: known.lazy.map(\.entry))
        return [
            .integer(block.range.upperBound.milliseconds), .integer(Int64(known[known.count - 1].ordinal)),
            .integer(Int64(number)), .integer(block.range.lowerBound.milliseconds), .blob(block.bytes()),
        ]
    }

    private func finding(
        _ container: ContainerKey,
        _ number: Int,
        column: String? = nil,
        _ expected: String,
        _ found: String
    ) -> StoreFinding {
        StoreFinding(
            .projection,
            table: "block_projection",
            row: "\(container.id.text), block \(number)",
            column: column,
            container: container.id,
            expected: expected,
            found: found
        )
    }
}
