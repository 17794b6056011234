internal import GRDB
internal import GRDBSQLite
internal import Timelines
internal import Transparency

/// Compares the recorded checkpoints with the log, and their rows with each other.
struct CheckpointCheck {
    let database: Database
    let tree: LogTree
    let leaves: LeafPass

    /// Of the columns, in their order.
    private static let types = [
        SQLITE_INTEGER, SQLITE_INTEGER, SQLITE_BLOB, SQLITE_INTEGER, SQLITE_TEXT, SQLITE_BLOB,
    ]

    func run(into findings: inout FindingList) throws -> CheckedCheckpoints {
        let select = try PreparedStatement(
            database,
            "SELECT number, size, root, recorded_at, note, digest FROM checkpoint ORDER BY number"
        )
        var expectedNumber: Int64 = 1
        var previous: [UInt8] = []
        var checked = CheckedCheckpoints()
        while try select.step() {
            checked.count += 1
            let before = findings.count
            let number = select.integer(0)
            if number != expectedNumber {
                report(number, "number", expected: String(expectedNumber), found: String(number), into: &findings)
            }
            guard number >= expectedNumber else {
                select.reset()
                break
            }
            expectedNumber = number &+ 1
            if zip(Int32(0)..., Self.types).contains(where: { select.type($0) != $1 }) {
                report(
                    number,
                    nil,
                    expected: "integers, hashes and a text",
                    found: "values of other types",
                    into: &findings
                )
            }
            if let root = LogHash(select.bytes(2)) {
                let checkpoint = RecordedCheckpoint(select, root: root)
                let digest = checkpoint.digest(after: previous)
                previous = Array(select.bytes(5))
                if digest != previous {
                    let (expected, found) = (QueryValue.blob(digest).shown, QueryValue.blob(previous).shown)
                    report(number, "digest", expected: expected, found: found, into: &findings)
                }
                if Instant(checking: checkpoint.recordedAt.milliseconds) == nil {
                    let found = String(checkpoint.recordedAt.milliseconds)
                    let expected = "an instant of the years 0000 to 9999"
                    report(number, "recorded_at", expected: expected, found: found, into: &findings)
                }
                try compare(checkpoint, into: &findings)
            } else {
                report(number, "root", expected: "a hash", found: "none", into: &findings)
            }
            if findings.count == before { checked.valid += 1 }
        }
        try checkNewest(expectedNumber &- 1, into: &findings)
        return checked
    }

    private func compare(_ checkpoint: RecordedCheckpoint, into findings: inout FindingList) throws {
        guard let root = try root(of: checkpoint.size) else {
            let found = "\(tree.size) observations"
            let expected = "\(checkpoint.size) observations"
            return report(checkpoint.number, "size", expected: expected, found: found, into: &findings)
        }
        guard root != checkpoint.root else { return }
        let (expected, found) = (checkpoint.root.hexadecimal, root.hexadecimal)
        report(checkpoint.number, "root", expected: expected, found: found, into: &findings)
    }

    /// The root over the first `size` observations, from their bytes; nil where there are not so many.
    func root(of size: Int64) throws -> LogHash? {
        guard 0...tree.size ~= size else { return nil }
        let blocks = size / LeafPass.block
        let rest = try leaves.run(database, blocks * LeafPass.block + 1..<size + 1, progress: nil).rest
        return tree.root(blocks: blocks, rest: rest)
    }

    /// SQLite remembers the greatest number ever given, so that the newest rows can't be missing unnoticed.
    private func checkNewest(_ newest: Int64, into findings: inout FindingList) throws {
        let select = try PreparedStatement(database, "SELECT name, seq FROM sqlite_sequence LIMIT 10")
        var kept: [String] = []
        while try select.step() { kept.append("\(QueryValue(select, 0).shown) \(QueryValue(select, 1).shown)") }
        let expected = newest == 0 ? [] : ["checkpoint \(newest)"]
        guard kept != expected else { return }
        findings.add(
            StoreFinding(
                .checkpoint,
                table: "sqlite_sequence",
                row: "checkpoint",
                expected: kept.joined(separator: ", "),
                found: expected.first ?? "no checkpoint"
            )
        )
    }

    private func report(
        _ number: Int64,
        _ column: String?,
        expected: String,
        found: String,
        into findings: inout FindingList
    ) {
        findings.add(
            StoreFinding(
                .checkpoint,
                table: "checkpoint",
                row: String(number),
                column: column,
                expected: expected,
                found: found
            )
        )
    }
}

/// What was found of the recorded checkpoints.
struct CheckedCheckpoints {
    var count = 0
    /// How many are as they were recorded and say what the log says.
    var valid = 0
    /// The root of the beginning that was asked for.
    var beginning: LogHash?
}

/// Compares what a store is made of with what this version of the program makes.
struct SchemaCheck {
    let stored: Database

    /// Whether all tables are there as they should be; without them nothing else can be verified.
    func run(into findings: inout FindingList) throws -> Bool {
        let schema = try StoreSchema(stored)
        for difference in try schema.differences() {
            findings.add(
                StoreFinding(
                    .schema,
                    table: "sqlite_schema",
                    row: difference.name,
                    expected: difference.expected ?? "not there",
                    found: difference.found ?? "not there"
                )
            )
        }
        for name in try schema.migrations.symmetricDifference(StoreSchema.current.migrations).sorted() {
            let isApplied = schema.migrations.contains(name)
            findings.add(
                StoreFinding(
                    .schema,
                    table: "grdb_migrations",
                    row: name,
                    expected: isApplied ? "no row" : "a row",
                    found: isApplied ? "a row" : "no row"
                )
            )
        }
        return try !schema.hasOtherTables
    }

    /// Whether the indexes lead to the rows. (The large tables have none but themselves.)
    func checkIndexes(into findings: inout FindingList) throws {
        for table in [
            "name_projection", "container_projection", "block_projection", "quarantine_projection", "grdb_migrations",
        ] {
            let check = try PreparedStatement(stored, "PRAGMA integrity_check('\(table)')")
            while try check.step() {
                guard let said = check.text(0), said != "ok" else { continue }
                findings.add(StoreFinding(.schema, table: table, row: table, expected: "ok", found: said))
            }
        }
    }
}
