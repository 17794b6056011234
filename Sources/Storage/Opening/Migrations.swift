import GRDB

/// The versions of the schema; a store of a newer one has migrations that are not here.
///
/// A migration is frozen once it has been released: it runs nothing but its own text, so that an old store becomes the same
/// today as on the day of the release. What may change from version to version is brought up to date after the migrations: the
/// views are replaced where their texts differ, and the projections are rebuilt where a migration has marked them as outdated.
enum Migrations {
    /// The texts by name, in the order in which they are applied.
    static let texts: [(name: String, sql: String)] = [
        (
            "1 observations, projections, views",
            text(PackageResources.received_sql) + text(PackageResources.projections_sql)
        ),
        (
            "2 servers and images of containers",
            """
            ALTER TABLE container_projection ADD COLUMN server TEXT; -- newest listed: its name, else its id
            ALTER TABLE container_projection ADD COLUMN image TEXT;  -- newest listed
            PRAGMA user_version = 1;
            """
        ),
        // Earlier versions read no instant in ISO 8601 that has `+0000`, a comma, a blank for `T` or the basic form.
        ("3 instants in all spellings", "PRAGMA user_version = 1;"),
        (
            "4 aliases of projects",
            """
            ALTER TABLE container_projection ADD COLUMN project_alias TEXT; -- newest listed
            PRAGMA user_version = 1;
            """
        ),
        (
            "5 when containers were read",
            """
            ALTER TABLE container_projection ADD COLUMN read_at INTEGER; -- ms, when the last complete reading ended; NULL never
            PRAGMA user_version = 1;
            """
        ),
        (
            "6 reasons and servers of entries",
            """
            ALTER TABLE transition_projection ADD COLUMN reason INTEGER; -- reasons; flag 16: under error or error_message
            ALTER TABLE transition_projection ADD COLUMN server INTEGER; -- names; its own metadata.server_name
            CREATE TABLE reason_projection ( -- why entries happened, as they tell it
              number INTEGER PRIMARY KEY,    -- 1, 2, … in order of first appearance in the log
              text TEXT NOT NULL
            ) STRICT;
            PRAGMA user_version = 1;
            """
        ),
        // Nothing but the views: a store that has the older ones is then of an older version, and not damaged.
        ("7 views of what a configuration declares", "-- The views are written after the migrations.\n"),
        (
            "8 blocks of entries, rewritten containers",
            """
            CREATE TABLE block_projection ( -- the entries of a container once more, 256 by 256, packed; the rest has no block
              container INTEGER NOT NULL,
              last_at INTEGER NOT NULL,     -- of its last entry: transition_projection.at
              last_ordinal INTEGER NOT NULL,
              number INTEGER NOT NULL,      -- among those of the container, from 0
              first_at INTEGER NOT NULL,    -- of its first entry
              entries BLOB NOT NULL,
              PRIMARY KEY (container, last_at, last_ordinal)
            ) STRICT;                       -- with rowids: an index with the blobs in it reads them all to find one
            ALTER TABLE container_projection ADD COLUMN rewritten INTEGER NOT NULL DEFAULT 0; -- 1: an entry was amended, vanished or came back
            PRAGMA user_version = 1;
            """
        ),
    ]

    /// Makes what a store consists of, or brings it up to this version.
    static func run(on writer: some DatabaseWriter) throws {
        try migrator.migrate(writer)
        try writer.write { database in
            try replaceViews(in: database)
            guard try areProjectionsOutdated(in: database) else { return }
            let session = try StoreSession(rebuilding: database)
            // As it is of a new store, nothing follows from an empty log.
            guard session.log.size > 0 else { return try markProjectionsAsCurrent(in: database) }
            try session.rebuild(database, progress: ProgressCount(total: session.log.size, rounds: 2) { _ in })
        }
    }

    /// Makes the tables of an earlier version, up to the migration of that name.
    static func run(upTo name: String, on writer: some DatabaseWriter) throws {
        try migrator.migrate(writer, upTo: name)
    }

    private static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        for (name, sql) in texts {
            migrator.registerMigration(name) { database in try database.execute(sql: sql) }
        }
        return migrator
    }()

    // MARK: Projections

    /// Whether a migration has changed what the projections hold, and no rebuild has come since. The mark is the file's
    /// `user_version`, which belongs to the transaction that sets it.
    static func areProjectionsOutdated(in database: Database) throws -> Bool {
        try Int64.fetchOne(database, sql: "PRAGMA user_version") != 0
    }

    /// For the transaction of a rebuild.
    static func markProjectionsAsCurrent(in database: Database) throws {
        try database.execute(sql: "PRAGMA user_version = 0")
    }

    // MARK: Views

    /// The open schema, each view after those that it reads; the texts are those of the queries.
    static let views = [
        PackageResources.names_sql, PackageResources.passes_sql, PackageResources.groups_sql,
        PackageResources.maintenance_sql, PackageResources.actor_kinds_sql, PackageResources.containers_sql,
        PackageResources.listings_sql, PackageResources.transitions_sql, PackageResources.quarantine_sql,
        PackageResources.stretches_sql, PackageResources.windows_sql, PackageResources.restarts_sql,
        PackageResources.actors_sql,
    ].map(text)

    private static func replaceViews(in database: Database) throws {
        let stored = try String?.fetchAll(database, sql: "SELECT sql FROM sqlite_schema WHERE type = 'view'")
            .compactMap(\.self)
        // SQLite keeps the text of a view from CREATE to the semicolon.
        let isCurrent = views.allSatisfy { view in stored.contains { view.hasSuffix("\n\($0);\n") } }
        guard !isCurrent else { return }
        for view in views { try database.execute(sql: view) }
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
