/// The tables of an event store, without its triggers.
enum StoreSchema {
    static let tables = """
        CREATE TABLE observations (
          seq INTEGER PRIMARY KEY,
          pass INTEGER NOT NULL,
          kind INTEGER NOT NULL,
          container INTEGER,
          recorded_at INTEGER NOT NULL,
          body TEXT NOT NULL
        ) STRICT;
        CREATE TABLE name_projection (
          number INTEGER PRIMARY KEY,
          text TEXT NOT NULL UNIQUE
        ) STRICT;
        CREATE TABLE reason_projection (
          number INTEGER PRIMARY KEY,
          text TEXT NOT NULL
        ) STRICT;
        CREATE TABLE container_projection (
          number INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          name TEXT, project_id TEXT,
          status INTEGER,
          created_at INTEGER,
          covered_until INTEGER,
          gone_since INTEGER,
          last_listed_pass INTEGER,
          newest_listing INTEGER,
          entries INTEGER NOT NULL,
          vanished INTEGER NOT NULL,
          quarantined INTEGER NOT NULL,
          newest_at INTEGER,
          server TEXT,
          image TEXT,
          project_alias TEXT,
          read_at INTEGER
        ) STRICT;
        CREATE TABLE transition_projection (
          container INTEGER NOT NULL,
          at INTEGER NOT NULL,
          ordinal INTEGER NOT NULL,
          seq INTEGER NOT NULL,
          entry_id ANY,
          from_status INTEGER,
          to_status INTEGER NOT NULL,
          duration_ms REAL,
          actor INTEGER,
          operation INTEGER,
          flags INTEGER NOT NULL,
          reason INTEGER,
          server INTEGER,
          PRIMARY KEY (container, at, ordinal)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE quarantine_projection (seq INTEGER PRIMARY KEY, container INTEGER NOT NULL, at INTEGER, reason TEXT NOT NULL, vanished INTEGER NOT NULL) STRICT;
        CREATE TABLE pass_projection (number INTEGER PRIMARY KEY, begun_at INTEGER NOT NULL, full INTEGER NOT NULL, scope TEXT NOT NULL) STRICT;
        CREATE TABLE listing_projection (
          container INTEGER NOT NULL, first_pass INTEGER NOT NULL, last_pass INTEGER NOT NULL, status INTEGER,
          PRIMARY KEY (container, first_pass)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE log_frontier (level INTEGER PRIMARY KEY, hash BLOB NOT NULL) STRICT;
        """
}
