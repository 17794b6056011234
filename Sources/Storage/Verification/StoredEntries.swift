import GRDB
import GRDBSQLite
import Timelines
import Transparency

/// The rows of the transitions' projection, to be compared with what follows from the log.
struct StoredEntries {
    private let select: PreparedStatement
    private static let columns = [
        "at", "seq", "entry_id", "from_status", "to_status", "duration_ms", "actor", "operation", "flags",
        "reason", "server", "ordinal",
    ]

    init(_ database: Database) throws {
        select = try PreparedStatement(
            database,
            """
            SELECT \(TransitionRow.columns), ordinal FROM transition_projection WHERE container = ? ORDER BY at, ordinal
            """
        )
    }

    /// Compares the rows of `container`, in their order, with `entries`, which are settled.
    func compare(
        _ entries: ContainerEntries,
        of container: ContainerKey,
        symbols: SymbolTable,
        into findings: inout FindingList
    ) throws {
        var position = 0
        var last: (Int64, Int64)?
        select.bind(1, container.number)
        while try select.step() {
            let key = (select.integer(0), select.integer(TransitionRow.count))
            guard last.map({ $0 < key }) ?? true else {
                reportDisorder(key, of: container, into: &findings)
                select.reset()
                break
            }
            last = key
            while position < entries.order.count, self.key(entries, position) < key {
                reportMissing(entries, position, of: container, into: &findings)
                position += 1
            }
            guard position < entries.order.count, self.key(entries, position) == key else {
                findings.add(
                    StoreFinding(
                        .projection,
                        table: "transition_projection",
                        row: "\(container.id.text), \(key.0), \(key.1)",
                        seq: select.integer(1),
                        container: container.id,
                        expected: "no row",
                        found: "a row"
                    )
                )
                continue
            }
            let entry = entries.known[entries.order[position]].entry
            if select.type(TransitionRow.count) != SQLITE_INTEGER
                || !TransitionRow.matches(entry, select, symbols: symbols)
            {
                report(entry, of: container, key, symbols: symbols, into: &findings)
            }
            position += 1
        }
        while position < entries.order.count {
            reportMissing(entries, position, of: container, into: &findings)
            position += 1
        }
    }

    private func reportDisorder(
        _ key: (Int64, Int64),
        of container: ContainerKey,
        into findings: inout FindingList
    ) {
        findings.add(
            StoreFinding(
                .projection,
                table: "transition_projection",
                row: "\(container.id.text), \(key.0), \(key.1)",
                container: container.id,
                expected: "a row after the one before it",
                found: "a row out of its order"
            )
        )
    }

    private func key(_ entries: ContainerEntries, _ position: Int) -> (Int64, Int64) {
        let known = entries.known[entries.order[position]]
        return (known.entry.at.milliseconds, Int64(known.ordinal))
    }

    private func reportMissing(
        _ entries: ContainerEntries,
        _ position: Int,
        of container: ContainerKey,
        into findings: inout FindingList
    ) {
        let key = key(entries, position)
        findings.add(
            StoreFinding(
                .projection,
                table: "transition_projection",
                row: "\(container.id.text), \(key.0), \(key.1)",
                seq: entries.known[entries.order[position]].entry.receipt,
                container: container.id,
                expected: "a row",
                found: "no row"
            )
        )
    }

    private func report(
        _ entry: Entry,
        of container: ContainerKey,
        _ key: (Int64, Int64),
        symbols: SymbolTable,
        into findings: inout FindingList
    ) {
        let expected = TransitionRow.values(of: entry, symbols: symbols) + [.integer(key.1)]
        for (position, column) in Self.columns.enumerated() {
            let found = QueryValue(select, Int32(position))
            guard !found.isIdentical(to: expected[position]) else { continue }
            findings.add(
                StoreFinding(
                    .projection,
                    table: "transition_projection",
                    row: "\(container.id.text), \(key.0), \(key.1)",
                    column: column,
                    seq: entry.receipt,
                    container: container.id,
                    expected: expected[position].shown,
                    found: found.told(besides: expected[position])
                )
            )
        }
    }
}
