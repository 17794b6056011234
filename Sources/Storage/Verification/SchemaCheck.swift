import GRDB

/// Compares what a store is made of with what this version of the program makes.
struct SchemaCheck {
    let fresh: Database
    let stored: Database

    /// Whether all tables are there as they should be; without them nothing else can be verified.
    func run(into findings: inout FindingList) throws -> Bool {
        let expected = try objects(of: fresh)
        let found = try objects(of: stored)
        var areTablesWhole = true
        for name in Set(expected.keys).union(found.keys).sorted() where expected[name] != found[name] {
            if name.hasPrefix("table ") { areTablesWhole = false }
            findings.add(
                VerificationFinding(
                    .schema,
                    table: "sqlite_schema",
                    row: name,
                    expected: expected[name] ?? "not there",
                    found: found[name] ?? "not there"
                )
            )
        }
        let applied = try migrations(of: stored)
        for name in try migrations(of: fresh).symmetricDifference(applied).sorted() {
            findings.add(
                VerificationFinding(
                    .schema,
                    table: "grdb_migrations",
                    row: name,
                    expected: applied.contains(name) ? "no row" : "a row",
                    found: applied.contains(name) ? "a row" : "no row"
                )
            )
        }
        return areTablesWhole
    }

    /// Whether the indexes lead to the rows. (The large tables have none but themselves.)
    func checkIndexes(into findings: inout FindingList) throws {
        for table in ["name_projection", "container_projection", "quarantine_projection", "grdb_migrations"] {
            for said in try String.fetchAll(stored, sql: "PRAGMA integrity_check('\(table)')") where said != "ok" {
                findings.add(VerificationFinding(.schema, table: table, row: table, expected: "ok", found: said))
            }
        }
    }

    /// By kind and name, each with its text.
    private func objects(of database: Database) throws -> [String: String] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        )
        var objects: [String: String] = [:]
        for row in rows {
            let (type, name, table): (String, String, String) = (row[0], row[1], row[2])
            let text: String? = row[3]
            objects["\(type) \(name)"] = "on \(table): \(text ?? "")"
        }
        return objects
    }

    private func migrations(of database: Database) throws -> Set<String> {
        guard try database.tableExists("grdb_migrations") else { return [] }
        return try String.fetchSet(database, sql: "SELECT identifier FROM grdb_migrations")
    }
}
