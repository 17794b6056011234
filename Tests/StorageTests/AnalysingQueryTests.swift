import Storage
import Testing
import Timelines

@Suite("Queries on the store")
struct AnalysingQueryTests {
    /// A store with one entry, into running.
    private func store() async throws -> Store {
        let store = try await Store()
        try await store.pass(at: second(100), [element(id(1), at: 0, "null", "running")])
        return store
    }

    private func rows(
        _ sql: String,
        _ parameters: [String: QueryValue] = [:],
        of store: Store
    ) throws -> [[QueryValue]] {
        var rows: [[QueryValue]] = []
        try EventStoreReader.open(at: store.path).query(sql, parameters: parameters) { _ in
        } row: {
            rows.append($0)
        }
        return rows
    }

    private func refusal(
        _ sql: String,
        _ parameters: [String: QueryValue] = [:],
        of store: Store
    ) -> StorageError? {
        #expect(throws: StorageError.self, "\(sql)") { try rows(sql, parameters, of: store) }
    }

    @Test("a value of each type comes back as it was given, under any mark, as often as it is named")
    func types() async throws {
        let store = try await store()
        let values: [String: QueryValue] = [
            "none": .null, "count": .integer(.min), "share": .real(0.1), "name": .text("Zoë 'x'\n"), "empty": .text(""),
            "bytes": .blob([0, 255]), "unused": .integer(7),
        ]
        #expect(
            try rows("SELECT :none, @count, $share, :name, :empty, :bytes, :name", values, of: store) == [
                [
                    .null, .integer(.min), .real(0.1), .text("Zoë 'x'\n"), .text(""), .blob([0, 255]),
                    .text("Zoë 'x'\n"),
                ]
            ]
        )
    }

    @Test("the columns are named once and before the first row, even where there is none")
    func columns() async throws {
        let store = try await store()
        var calls: [String] = []
        let reader = try EventStoreReader.open(at: store.path)
        try reader.query("SELECT 1 AS a, 2 AS \"b c\" UNION ALL SELECT 3, 4") { names in
            calls.append(names.joined(separator: "|"))
        } row: { row in
            calls.append("\(row.count)")
        }
        #expect(calls == ["a|b c", "2", "2"])
        calls = []
        try reader.query("SELECT to_status FROM transitions WHERE at < 0") {
            calls += $0
        } row: { _ in
            calls.append("row")
        }
        #expect(calls == ["to_status"])
    }

    @Test("a parameter without a value is named, one without a name is refused")
    func parameters() async throws {
        let store = try await store()
        let missing = refusal("SELECT :from, :to", ["from": .null], of: store)
        #expect(missing?.code == .query)
        #expect(missing?.message == "the query can't be run: it needs a value for :to")
        let nameless = refusal("SELECT ?", of: store)
        #expect(nameless?.code == .query)
        #expect(nameless?.message == "the query can't be run: a parameter has no name; write :name")
    }

    @Test(
        "a statement that would write is refused and changes nothing",
        arguments: [
            "DELETE FROM transition_projection", "DROP VIEW transitions", "CREATE TABLE t (a)",
            "INSERT INTO transition_projection SELECT * FROM transition_projection RETURNING 1",
            "UPDATE pass_projection SET scope = 'x'", "VACUUM",
        ]
    )
    func writing(sql: String) async throws {
        let store = try await store()
        #expect(refusal(sql, of: store)?.code == .query)
        #expect(try store.rows("SELECT to_status FROM transitions") == ["running"])
    }

    @Test(
        "what is no statement, or more than one, is refused as a query, not as a damaged store",
        arguments: [
            "", "-- nothing", "SELEC 1", "SELECT nothing", "SELECT * FROM nowhere", "SELECT 1; SELECT 2",
            "SELECT json('{')",
        ]
    )
    func malformed(sql: String) async throws {
        let store = try await store()
        #expect(refusal(sql, of: store)?.code == .query)
    }

    @Test("a reader that refused a query answers the next one, of the state that it was opened on")
    func afterwards() async throws {
        let store = try await store()
        let reader = try EventStoreReader.open(at: store.path)
        #expect(throws: StorageError.self) {
            try reader.query("SELEC 1") { _ in
            } row: { _ in
            }
        }
        try await store.pass(
            at: second(200),
            [element(id(1), at: 0, "null", "running"), element(id(2), at: 150, "running", "stopped")]
        )
        var counts: [[QueryValue]] = []
        try reader.query("SELECT count(*) FROM transitions") { _ in
        } row: {
            counts.append($0)
        }
        #expect(counts == [[.integer(1)]])
        let now = try rows("SELECT count(*) FROM transitions", of: store)
        #expect(now == [[.integer(2)]])
    }
}
