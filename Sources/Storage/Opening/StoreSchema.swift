import GRDB
import GRDBSQLite

/// What a store is made of: its tables, indexes, triggers and views, and the migrations that made them.
///
/// It is looked at before anything else is read. A table that is a view in truth can have endless rows, and a trigger or an
/// index can do whatever its text says.
struct StoreSchema: Sendable {
    /// By kind and name, each with the table it is on and its text.
    let objects: [String: String]
    let migrations: Set<String>
    /// Whether an older version made the projections; a writer rebuilds them.
    let areProjectionsOutdated: Bool

    /// What this version makes.
    static var current: StoreSchema { get throws { try made.get() } }
    private static let made = Result { try made(upTo: nil) }
    /// What earlier versions made.
    private static let earlier = Result { try Migrations.texts.dropLast().map { try made(upTo: $0.name) } }

    /// Of a store that can be anything.
    init(_ database: Database) throws {
        objects = try Self.objects(of: database)
        // From a table alone, as it was always made.
        let expected = try Self.current.objects[Self.migrationTable]
        migrations = objects[Self.migrationTable] == expected ? try Self.migrations(of: database) : []
        areProjectionsOutdated = try Migrations.areProjectionsOutdated(in: database)
    }

    /// Of a store that this program has just made.
    private init(objects: [String: String], migrations: Set<String>) {
        self.objects = objects
        self.migrations = migrations
        areProjectionsOutdated = false
    }

    private static let migrationTable = "table grdb_migrations"

    private static func made(upTo migration: String?) throws -> StoreSchema {
        let memory = try DatabaseQueue()
        if let migration {
            try Migrations.run(upTo: migration, on: memory)
        } else {
            try Migrations.run(on: memory)
        }
        return try memory.unsafeRead { database in
            StoreSchema(objects: try objects(of: database), migrations: try migrations(of: database))
        }
    }

    private static func objects(of database: Database) throws -> [String: String] {
        // The tables that ANALYZE leaves are no part of a store.
        let select = """
            SELECT coalesce(type, '') || ' ' || coalesce(name, '') AS object,
                'on ' || coalesce(tbl_name, '') || ': ' || coalesce(sql, '') AS text
            FROM sqlite_schema
            WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))
            """
        let cursor = try NamedRow.cursor(of: "sqlite_schema", database, select)
        var objects: [String: String] = [:]
        while let row = try cursor.next() { objects[try row.text("object")] = try row.text("text") }
        return objects
    }

    private static func migrations(of database: Database) throws -> Set<String> {
        let select = try PreparedStatement(database, "SELECT identifier FROM grdb_migrations")
        var migrations: Set<String> = []
        while try select.step(), migrations.count < 1_000 {
            migrations.insert(select.type(0) == SQLITE_TEXT ? select.text(0) ?? "" : "(no text)")
        }
        select.reset()
        return migrations
    }

    // MARK: Which version

    /// A newer version made it. (A name that was tampered with is unknown as well; but then a known one is missing.)
    var isNewer: Bool {
        get throws { try migrations.isStrictSuperset(of: Self.current.migrations) }
    }

    /// An older version made it: its migrations are the first of today's, and its tables are those that they make; or a writer
    /// was stopped after the migrations and before the rebuild that they ask for.
    var isOlder: Bool {
        get throws {
            let current = try Self.current
            guard migrations != current.migrations else { return areProjectionsOutdated }
            // With everything that this version makes it is of this version, and its list of migrations was changed.
            guard objects != current.objects else { return false }
            return try Self.earlier.get().contains { $0.migrations == migrations && $0.withoutViews == withoutViews }
        }
    }

    private var withoutViews: [String: String] { objects.filter { !$0.key.hasPrefix("view ") } }

    // MARK: What differs

    struct Difference {
        let name: String
        /// Nil where it should not be there.
        let expected: String?
        let found: String?
        /// Whether something of the program's has this name and is of another kind: a table where a view has to be.
        let isInPlaceOfAnother: Bool

        /// Whether a view of the program is missing or has another text, as after an upgrade.
        var isOfView: Bool { expected != nil && name.hasPrefix("view ") }

        /// Whether it is nobody's concern but a verification's: a table or view that this program never reads.
        var isHarmless: Bool {
            guard expected == nil, let found, !isInPlaceOfAnother else { return false }
            return ["table", "view"].contains { kind in
                guard name.hasPrefix(kind + " ") else { return false }
                return found.hasPrefix("on \(name.dropFirst(kind.count + 1)): CREATE \(kind.uppercased()) ")
            }
        }
    }

    /// By name.
    func differences() throws -> [Difference] {
        let expected = try Self.current.objects
        return Set(expected.keys).union(objects.keys).sorted().compactMap { name in
            guard expected[name] != objects[name] else { return nil }
            let others = ["table ", "view "].map { $0 + name.drop { $0 != " " }.dropFirst() }
            return Difference(
                name: name,
                expected: expected[name],
                found: objects[name],
                isInPlaceOfAnother: expected[name] == nil && others.contains { expected[$0] != nil }
            )
        }
    }

    /// Whether a table is missing or another one than it should be: nothing can be read then.
    var hasOtherTables: Bool {
        get throws { try differences().contains { $0.name.hasPrefix("table ") && !$0.isHarmless } }
    }

    /// Throws where the store at `path` can't be read as one of this version: newer, older or damaged.
    func checkReadable(at path: String) throws {
        if try isOlder { throw StorageError.olderVersion(path) }
        try checkUsable(at: path)
    }

    /// The same for a writer, which brings an older store up to date and replaces the views.
    func checkWritable(at path: String) throws {
        if try !isOlder { try checkUsable(at: path, exceptViews: true) }
    }

    private func checkUsable(at path: String, exceptViews: Bool = false) throws {
        if try isNewer { throw StorageError.newerVersion(path) }
        let difference = try differences().first { difference in
            !difference.isHarmless && !(exceptViews && difference.isOfView)
        }
        if let difference {
            let how =
                difference.expected == nil
                ? "should not be there" : difference.found == nil ? "is missing" : "is not the program's"
            throw damage(
                "its schema: \(difference.name) \(how)"
                    + (difference.isOfView ? "; tacho rebuild writes it again" : "")
            )
        }
        guard try migrations == Self.current.migrations else { throw damage("its list of migrations was changed") }
    }
}
