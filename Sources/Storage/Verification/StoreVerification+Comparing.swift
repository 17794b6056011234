import GRDB

/// What was kept, beside what was derived.
extension StoreVerification {
    func reportGap(_ gap: Int64, into findings: inout FindingList) throws {
        let next = try queues[0].unsafeRead { database in
            try Int64.fetchOne(database, sql: "SELECT min(seq) FROM observations WHERE seq > ?", arguments: [gap])
        }
        findings.add(
            VerificationFinding(
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
        let select = try PreparedStatement(
            database,
            "SELECT container, at, ordinal, seq FROM transition_projection WHERE container < 1 OR container > ?"
        )
        select.bind(1, Int64(containers.count))
        while try select.step() {
            findings.add(
                VerificationFinding(
                    .projection,
                    table: "transition_projection",
                    row: "\(select.integer(0)), \(select.integer(1)), \(select.integer(2))",
                    column: "container",
                    seq: select.integer(3),
                    expected: "no row",
                    found: "a row"
                )
            )
        }
    }
}
