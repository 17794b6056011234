import GRDB

/// The versions of the schema; a store of a newer one has migrations that are not here.
enum Migrations {
    static let all: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 observations, projections, views") { database in
            try database.execute(sql: text(PackageResources.received_sql))
            try database.execute(sql: text(PackageResources.projections_sql))
        }
        migrator.registerMigration("2 servers and images of containers") { database in
            try database.execute(
                sql:
                    """
                    ALTER TABLE container_projection ADD COLUMN server TEXT; -- newest listed: its name, else its id
                    ALTER TABLE container_projection ADD COLUMN image TEXT;  -- newest listed
                    """
            )
            for view in views { try database.execute(sql: text(view)) }
            try ContainerProjection.fillServersAndImages(database)
        }
        migrator.registerMigration(instants) { database in
            // In the migration's own transaction: what was read is never marked as up to date and isn't.
            guard try OutdatedInstants.areIn(database) else { return }
            let session = try StoreSession(rebuilding: database)
            let count = ProgressCount(total: session.log.size, rounds: 2) { _ in }
            try session.rebuild(database, progress: count)
        }
        return migrator
    }()

    /// Earlier versions read no instant in ISO 8601 that has `+0000`, a comma, a blank for `T` or the basic form.
    private static let instants = "3 instants in all spellings"

    /// The open schema, each view after those that it reads; the texts are those of the queries.
    private static let views = [
        PackageResources.names_sql, PackageResources.passes_sql, PackageResources.containers_sql,
        PackageResources.listings_sql, PackageResources.transitions_sql, PackageResources.quarantine_sql,
        PackageResources.stretches_sql, PackageResources.windows_sql, PackageResources.restarts_sql,
        PackageResources.actors_sql,
    ]

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
