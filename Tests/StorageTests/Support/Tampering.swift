import Foundation
import GRDB
import Storage
import TestSupport
import Testing
import Timelines
import Transparency

@testable import Storage

/// Changes a store as someone with a database shell can: around the triggers.
struct Tampering {
    let path: String

    /// Runs `body` with the triggers out of the way, and puts them back as they were.
    func withoutTriggers(_ body: (Database) throws -> Void) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            let triggers = try Row.fetchAll(database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
            try body(database)
            for trigger in triggers { try database.execute(sql: trigger["sql"]) }
        }
        try queue.close()
    }

    func run(_ sql: String) throws {
        try withoutTriggers { try $0.execute(sql: sql) }
    }

    /// Gives the file hashes that fit what it holds now, and projections that do: what a thorough forger does.
    func rehash() async throws {
        try withoutTriggers { database in
            let size = try Int64.fetchOne(database, sql: "SELECT max(seq) FROM observations") ?? 0
            try database.execute(sql: "DELETE FROM log_frontier; DELETE FROM log_node")
            for level in 0..<62 where size >> Int64(level) & 1 == 1 {
                try database.execute(
                    sql: "INSERT INTO log_frontier VALUES (?, zeroblob(32))",
                    arguments: [level]
                )
            }
        }
        let store = try await EventStore.open(at: path, toRebuild: true)
        try await store.rebuild()
        try await store.close()
    }
}

/// What can be flipped in a table: each column of some rows.
struct FlippedBit: CustomStringConvertible {
    let table: String
    let column: String
    let row: String
    let original: DatabaseValue
    let flipped: DatabaseValue

    var description: String { "\(table).\(column) where \(row): \(original) → \(flipped)" }

    /// Every column of every row of every table, with one bit of each that is not NULL flipped; `generator` says which.
    static func all(of path: String, rowsPerTable: Int, using generator: inout SeededGenerator) throws -> [FlippedBit] {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        return try queue.read { database in
            var flips: [FlippedBit] = []
            let tables = try String.fetchAll(
                database,
                sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
            )
            for table in tables {
                let columns = try Row.fetchAll(database, sql: "SELECT name, pk FROM pragma_table_info('\(table)')")
                let keys = columns.filter { ($0["pk"] as Int) > 0 }.map { $0["name"] as String }
                let rows = try Row.fetchAll(database, sql: "SELECT * FROM \(table)").shuffled(using: &generator)
                for column in columns.map({ $0["name"] as String }) {
                    let filled = rows.filter { !($0[column] as DatabaseValue).isNull }
                    for row in filled.prefix(rowsPerTable) {
                        let value: DatabaseValue = row[column]
                        let condition = (keys.isEmpty ? columns.map { $0["name"] as String } : keys).map { key in
                            "\(key) IS \(literal(row[key]))"
                        }
                        guard let flipped = flip(value, using: &generator) else { continue }
                        flips.append(
                            FlippedBit(
                                table: table,
                                column: column,
                                row: condition.joined(separator: " AND "),
                                original: value,
                                flipped: flipped
                            )
                        )
                    }
                }
            }
            return flips
        }
    }

    /// Keys are numbers and plain texts.
    private static func literal(_ value: DatabaseValue) -> String {
        if case .string(let text) = value.storage { "'\(text)'" } else { value.description }
    }

    private static func flip(_ value: DatabaseValue, using generator: inout SeededGenerator) -> DatabaseValue? {
        switch value.storage {
        case .null: nil
        case .int64(let number): (number ^ (1 << Int64.random(in: 0..<64, using: &generator))).databaseValue
        case .double(let number):
            // The mantissa alone: what is no number at all becomes NULL.
            Double(bitPattern: number.bitPattern ^ (1 << UInt64.random(in: 0..<52, using: &generator))).databaseValue
        case .string(let text):
            flip(Data(text.utf8), using: &generator).map { String(decoding: $0, as: UTF8.self).databaseValue }
        case .blob(let data): flip(data, using: &generator)?.databaseValue
        }
    }

    /// Of a text only the lowest bits, so that it remains one.
    private static func flip(_ data: Data, using generator: inout SeededGenerator) -> Data? {
        guard !data.isEmpty else { return nil }
        var data = data
        data[Int.random(in: 0..<data.count, using: &generator)] ^= 1 << UInt8.random(in: 0..<3, using: &generator)
        return data
    }
}
