import Foundation
import GRDB

/// A copy of a store whose tables take any value of any type, as the bytes of a file do.
///
/// Copies of it are damaged by SQL; each gets back the schema that the program made, so that only its content is hostile.
package struct LooseStore: Sendable {
    private let path: String
    private let tables: [Table]
    private let triggers: [[String]]

    private struct Table: Sendable {
        let name: String
        let text: String
        let columns: [String]
        let keys: [String]
    }

    /// Makes it of the store at `original`, whose connections are closed; it stays at `path`.
    package init(of original: String, at path: String) throws {
        try FileManager.default.copyItem(atPath: original, toPath: path)
        self.path = path
        let queue = try DatabaseQueue(path: path)
        (tables, triggers) = try queue.writeWithoutTransaction { database in
            let tables = try Row.fetchAll(
                database,
                sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name"
            ).map { row in
                let columns = try Row.fetchAll(
                    database,
                    sql: "SELECT name, pk FROM pragma_table_info('\(row["name"] as String)')"
                )
                let keys = columns.filter { ($0["pk"] as Int) > 0 }.map { $0["name"] as String }
                let names = columns.map { $0["name"] as String }
                return Table(name: row["name"], text: row["sql"], columns: names, keys: keys.isEmpty ? names : keys)
            }
            let triggers = try Row.fetchAll(
                database,
                sql: "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'"
            ).map { [$0["name"], $0["tbl_name"], $0["sql"]] as [String] }
            try database.execute(sql: "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE type = 'trigger'")
            for table in tables {
                try database.execute(
                    sql: "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?",
                    arguments: [Self.loosened(table.text), table.name]
                )
            }
            return (tables, triggers)
        }
        try queue.close()
    }

    /// The same table without types and conditions, on the same pages.
    private static func loosened(_ text: String) -> String {
        text.replacing("INTEGER PRIMARY KEY", with: "KEY OF ROWS").replacing("NOT NULL", with: "")
            .replacing(") STRICT, WITHOUT", with: ") WITHOUT").replacing(") STRICT", with: ")")
            .replacing(/\b(INTEGER|TEXT|REAL|BLOB|ANY)\b/, with: "").replacing(
                "KEY OF ROWS",
                with: "INTEGER PRIMARY KEY"
            )
    }

    /// Puts a copy that is damaged by `change` at `copy`; false where SQLite refuses it, because a key would come twice.
    package func write(_ change: HostileCase, to copy: String) throws -> Bool {
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let queue = try DatabaseQueue(path: copy)
        defer { try? queue.close() }
        return try queue.writeWithoutTransaction { database in
            do {
                try database.execute(sql: change.sql)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
                return false
            } catch let error as DatabaseError where error.resultCode == .SQLITE_MISMATCH {
                return false
            }
            try database.execute(sql: "PRAGMA writable_schema = ON")
            for table in tables {
                try database.execute(
                    sql: "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?",
                    arguments: [table.text, table.name]
                )
            }
            for trigger in triggers {
                try database.execute(
                    sql: """
                        INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) SELECT 'trigger', ?1, ?2, 0, ?3
                        WHERE EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?2)
                        """,
                    arguments: StatementArguments(trigger)
                )
            }
            return true
        }
    }

    /// Every value in every column of two rows of every table, every body in an observation of each kind, and every table
    /// replaced by one without an end.
    package func cases() throws -> [HostileCase] {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        return try queue.read { database in
            var cases: [HostileCase] = []
            for table in tables {
                for column in table.columns {
                    for row in try rows(of: table, filled: column, database) {
                        cases += HostileCase.values.map { value in
                            HostileCase(
                                table: table.name,
                                sql: "UPDATE \(table.name) SET \(column) = \(value) WHERE \(row)"
                            )
                        }
                    }
                }
                if table.name != "sqlite_sequence" { cases.append(.endless(table.name, columns: table.columns)) }
            }
            for kind in 1...7 {
                cases += HostileCase.bodies.map { body in
                    let row = "seq = (SELECT max(seq) FROM observations WHERE kind = \(kind))"
                    return HostileCase(
                        table: "observations",
                        sql: "UPDATE observations SET body = \(body) WHERE \(row)"
                    )
                }
            }
            return cases
        }
    }

    /// Conditions for the first and the last row, by key, in which `column` has a value.
    private func rows(of table: Table, filled column: String, _ database: Database) throws -> [String] {
        let keys = table.keys.joined(separator: ", ")
        return try ["", " DESC"].compactMap { direction in
            let order = table.keys.map { $0 + direction }.joined(separator: ", ")
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT \(table.keys.map { "quote(\($0))" }.joined(separator: ", ")) FROM \(table.name)
                    ORDER BY \(column) IS NULL, \(order) LIMIT 1
                    """
            )
            guard let row else { return nil }
            let values = table.keys.indices.map { row[$0] as String }
            return "(\(keys)) IS (\(values.joined(separator: ", ")))"
        }
    }
}
