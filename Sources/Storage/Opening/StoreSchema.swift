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

    /// What this version makes.
    static var current: StoreSchema { get throws { try made.get() } }
    private static let made = Result { try made(upTo: nil) }
    /// What earlier versions made.
    private static let earlier = Result { try Migrations.all.migrations.dropLast().map { try made(upTo: $0) } }

    /// Of a store that can be anything.
    init(_ database: Database) throws {
        objects = try Self.objects(of: database)
        // From a table alone, as it was always made.
        let expected = try Self.current.objects[Self.migrationTable]
        migrations = objects[Self.migrationTable] == expected ? try Self.migrations(of: database) : []
    }

    private init(objects: [String: String], migrations: Set<String>) {
        self.objects = objects
        self.migrations = migrations
    }

    private static let migrationTable = "table grdb_migrations"

    private static func made(upTo migration: String?) throws -> StoreSchema {
        let memory = try DatabaseQueue()
        if let migration {
            try Migrations.all.migrate(memory, upTo: migration)
        } else {
            try Migrations.all.migrate(memory)
        }
        return try memory.unsafeRead { database in
            StoreSchema(objects: try objects(of: database), migrations: try migrations(of: database))
        }
    }

    private static func objects(of database: Database) throws -> [String: String] {
        let select = try PreparedStatement(
            database,
            // The tables that ANALYZE leaves are no part of a store.
            """
            SELECT type, name, tbl_name, sql FROM sqlite_schema
            WHERE NOT (type = 'table' AND name IN ('sqlite_stat1', 'sqlite_stat4'))
            """
        )
        var objects: [String: String] = [:]
        while try select.step() {
            let (kind, name) = (select.text(0) ?? "", select.text(1) ?? "")
            objects["\(kind) \(name)"] = "on \(select.text(2) ?? ""): \(select.text(3) ?? "")"
        }
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

    /// An older version made it: its migrations are the first of today's, and its tables are those that they make.
    var isOlder: Bool {
        get throws {
            guard try migrations != Self.current.migrations else { return false }
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

        /// Whether it is nobody's concern but a verification's: a table or view that this program never reads.
        var isHarmless: Bool {
            guard expected == nil, let found else { return false }
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
            return Difference(name: name, expected: expected[name], found: objects[name])
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

    /// The same for who brings it up to date.
    func checkWritable(at path: String) throws {
        if try !isOlder { try checkUsable(at: path) }
    }

    private func checkUsable(at path: String) throws {
        if try isNewer { throw StorageError.newerVersion(path) }
        if let difference = try differences().first(where: { !$0.isHarmless }) {
            let how =
                difference.expected == nil
                ? "should not be there" : difference.found == nil ? "is missing" : "is not the program's"
            throw damage("its schema: \(difference.name) \(how)")
        }
        guard try migrations == Self.current.migrations else { throw damage("its list of migrations was changed") }
    }
}
