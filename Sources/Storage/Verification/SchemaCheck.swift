import GRDB

/// Compares what a store is made of with what this version of the program makes.
struct SchemaCheck {
    let stored: Database

    /// Whether all tables are there as they should be; without them nothing else can be verified.
    func run(into findings: inout FindingList) throws -> Bool {
        let schema = try StoreSchema(stored)
        for difference in try schema.differences() {
            findings.add(
                VerificationFinding(
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
                VerificationFinding(
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
        for table in ["name_projection", "container_projection", "quarantine_projection", "grdb_migrations"] {
            let check = try PreparedStatement(stored, "PRAGMA integrity_check('\(table)')")
            while try check.step() {
                guard let said = check.text(0), said != "ok" else { continue }
                findings.add(VerificationFinding(.schema, table: table, row: table, expected: "ok", found: said))
            }
        }
    }
}
