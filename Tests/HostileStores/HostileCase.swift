/// One way to damage a store: SQL to run on a `LooseStore`'s copy.
package struct HostileCase: Hashable, Sendable, CustomStringConvertible {
    /// The table whose content it changes.
    package let table: String
    package let sql: String

    package init(table: String, sql: String) {
        self.table = table
        self.sql = sql
    }

    package var description: String { sql }

    /// Values of every kind, as SQL: what a flipped byte or a hostile hand can put anywhere.
    package static let values = [
        "0", "-1", "1", "2147483648", "9223372036854775807", "-9223372036854775808", "4000000000000", "0.5", "1e308",
        "9e999", "-9e999", "NULL", "''", "'x'", "x''", "x'00ff'", "CAST(x'ff80' AS TEXT)",
        "printf('%.*c', 300000, 'x')",
    ]

    /// Bodies that say what no observation can, as SQL.
    package static let bodies: [String] =
        [
            "", "x", "null", "[]", "{}", #"{"complete":"1-4294967295"}"#, #"{"complete":"1-9223372036854775807"}"#,
            #"{"complete":"0"}"#, #"{"complete":"1,1,1"}"#, #"{"gone":"-5"}"#, #"{"gone":"9223372036854775807"}"#,
            #"{"incomplete":{"9223372036854775808":"x"}}"#, #"{"listed":"1-9223372036854775807"}"#,
            #"{"listed":"-9223372036854775808"}"#, #"{"listed":"1-1,1-1"}"#, #"{"seq":9223372036854775807}"#,
            #"{"seq":-9223372036854775808}"#, #"{"seq":1e308}"#, #"{"id":""}"#,
            #"{"pass":1,"begun_at":"9999-12-31T23:59:59.999Z","full":false,"scope":{"all":true}}"#,
        ].map { "'\($0)'" } + [
            "CAST(x'7bff7d' AS TEXT)", "printf('%.*c', 100000, '[')", "printf('{\"a\":%.*c', 100000, '9')",
        ]

    /// What yields rows for ever where a table should be.
    package static func endless(_ table: String, columns: [String]) -> HostileCase {
        let values = columns.map { _ in "n" }.joined(separator: ", ")
        return HostileCase(
            table: table,
            sql: """
                DROP TABLE \(table); CREATE VIEW \(table) (\(columns.joined(separator: ", "))) AS
                WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT \(values) FROM r
                """
        )
    }
}
