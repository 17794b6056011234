internal import GRDB
internal import Timelines
import Transparency

/// What was kept, beside what was derived.
extension StoreVerification {
    func reportGap(_ gap: Int64, into findings: inout FindingList) throws {
        let next = try queues[0].unsafeRead { database in
            try Int64.fetchOne(database, sql: "SELECT min(seq) FROM observations WHERE seq > ?", arguments: [gap])
        }
        findings.add(
            StoreFinding(
                .gap,
                table: "observations",
                row: String(gap),
                seq: gap,
                expected: "observation \(gap)",
                found: next.map { "observation \($0)" } ?? "none"
            )
        )
    }

    func compare(
        _ tree: LogTree,
        _ containers: [ContainerKey],
        into findings: inout FindingList
    ) throws -> CheckedCheckpoints {
        try queues[0].unsafeRead { database in
            try tree.compare(with: database, into: &findings)
            let leaves = LeafPass(containers: containers)
            let check = CheckpointCheck(database: database, tree: tree, leaves: leaves)
            var checked = try check.run(into: &findings)
            checked.beginning = try beginning.flatMap { try check.root(of: $0) }
            return checked
        }
    }

    func compareRows(
        with derived: DerivedFleet,
        _ containers: [ContainerKey],
        into findings: inout FindingList
    ) throws {
        let tables = [
            RowComparison(table: "name_projection", keyColumns: 1),
            RowComparison(table: "reason_projection", keyColumns: 1),
            RowComparison(table: "container_projection", keyColumns: 1),
            RowComparison(table: "quarantine_projection", keyColumns: 1),
            RowComparison(table: "pass_projection", keyColumns: 1),
            RowComparison(table: "listing_projection", keyColumns: 2),
        ]
        try derived.access { expected in
            try queues[0].unsafeRead { found in
                for comparison in tables {
                    try comparison.run(expected: expected, found: found) { column, one, other in
                        findings.add(comparison.finding(column, one, other, containers))
                    }
                }
                try reportStrangers(found, containers, into: &findings)
            }
        }
    }

    /// Entries of containers that the log does not know.
    private func reportStrangers(
        _ database: Database,
        _ containers: [ContainerKey],
        into findings: inout FindingList
    ) throws {
        for (table, columns) in [
            ("transition_projection", "container, at, ordinal, seq"),
            ("block_projection", "container, last_at, last_ordinal, NULL"),
        ] {
            let select = try PreparedStatement(
                database,
                "SELECT \(columns) FROM \(table) WHERE container < 1 OR container > ?"
            )
            select.bind(1, Int64(containers.count))
            while try select.step() {
                findings.add(
                    StoreFinding(
                        .projection,
                        table: table,
                        row: "\(select.integer(0)), \(select.integer(1)), \(select.integer(2))",
                        column: "container",
                        seq: select.integerOrNil(3),
                        expected: "no row",
                        found: "a row"
                    )
                )
            }
        }
    }
}

/// What the log and the store's make-up are found to be.
extension StoreVerification {
    func checkSchema(into findings: inout FindingList) throws -> Bool {
        try queues[0].unsafeRead { stored in
            let check = SchemaCheck(stored: stored)
            let isWhole = try check.run(into: &findings)
            if isWhole { try check.checkIndexes(into: &findings) }
            return isWhole
        }
    }

    func size(into findings: inout FindingList) throws -> Int64 {
        try queues[0].unsafeRead { database in
            let ends = try PreparedStatement(
                database,
                "SELECT (SELECT min(seq) FROM observations), (SELECT max(seq) FROM observations)"
            )
            guard try ends.step() else { return 0 }
            defer { ends.reset() }
            let first = ends.integerOrNil(0) ?? 1
            if first < 1 {
                findings.add(
                    StoreFinding(
                        .gap,
                        table: "observations",
                        row: String(first),
                        seq: first,
                        expected: "numbers from 1",
                        found: String(first)
                    )
                )
            }
            return min(max(ends.integer(1), 0), 1 << 61)
        }
    }

    /// The texts by number; none where they are not numbered as they should be.
    func storedNames() throws -> StoredTexts {
        try queues[0].unsafeRead { database in
            var texts = StoredTexts()
            texts.names = try storedTexts(of: "name_projection", database, from: 0)
            if (try? SymbolTable(texts)) == nil { texts.names = [] }
            texts.reasons = try storedTexts(of: "reason_projection", database, from: 1)
            if Set(texts.reasons.map { ExactText($0) }).count < texts.reasons.count { texts.reasons = [] }
            return texts
        }
    }

    private func storedTexts(of table: String, _ database: Database, from first: Int64) throws -> [String] {
        let select = try PreparedStatement(database, "SELECT number, text FROM \(table) ORDER BY number")
        var texts: [String] = []
        while try select.step() {
            guard select.integer(0) == Int64(texts.count) + first else {
                select.reset()
                return []
            }
            texts.append(select.text(1) ?? "")
        }
        return texts
    }

    /// The containers by number; none where they are not numbered as they should be.
    func storedContainers() throws -> [ContainerKey] {
        try queues[0].unsafeRead { try ContainerProjection.storedKeys($0) }
    }

    func hashed(
        _ size: Int64,
        _ containers: [ContainerKey],
        _ count: ProgressCount
    ) async throws -> LeafPass.Part {
        let pass = LeafPass(containers: containers)
        let middle = size / 2 / LeafPass.block * LeafPass.block + 1
        let ranges = queues.count == 1 ? [1..<size + 1] : [1..<middle, middle..<size + 1]
        let parts = try await inParallel { position, database in
            try pass.run(database, ranges[position], progress: count)
        }
        return parts.dropFirst().reduce(into: parts[0]) { $0.append($1) }
    }

    func derive(from leaves: LeafPass.Part, names: StoredTexts) throws -> DerivedFleet {
        let derived = try DerivedFleet(names: names)
        try derived.replay(leaves.fleet, of: queues[0])
        return derived
    }
}
