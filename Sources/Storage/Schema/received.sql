-- What was received: append-only. seq is the receipt order: 1, 2, 3 … without gaps.
CREATE TABLE observations (
  seq INTEGER PRIMARY KEY,
  pass INTEGER NOT NULL,        -- number of the pass that recorded it
  kind INTEGER NOT NULL,        -- 1 pass begun, 2 container listed, 3 roster of a pass, 4 entry,
                                -- 5 entry vanished, 6 entry returned, 7 readings ended
  container INTEGER,            -- container_projection.number; NULL where it is of no one container
  recorded_at INTEGER NOT NULL, -- ms since 1970 UTC, the client's clock
  body TEXT NOT NULL            -- kinds 2 and 4: the JSON as received, byte for byte; else canonical JSON
) STRICT;

CREATE TRIGGER observations_keep_update BEFORE UPDATE ON observations
BEGIN SELECT RAISE(ABORT, 'observations are append-only'); END;

CREATE TRIGGER observations_keep_delete BEFORE DELETE ON observations
BEGIN SELECT RAISE(ABORT, 'observations are append-only'); END;

-- What was said about the log to others: append-only. Its numbers are 1, 2, 3 … without gaps.
CREATE TABLE checkpoint (
  number INTEGER PRIMARY KEY AUTOINCREMENT, -- so that the newest can't leave without a trace in sqlite_sequence
  size INTEGER NOT NULL,        -- of the log
  root BLOB NOT NULL,           -- RFC 6962 root hash over so many observations
  recorded_at INTEGER NOT NULL, -- ms since 1970 UTC, the client's clock
  note TEXT NOT NULL,           -- as it was given away
  digest BLOB NOT NULL          -- SHA-256 over this row, and the digest of the one before it
) STRICT;

CREATE TRIGGER checkpoint_keep_update BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;

CREATE TRIGGER checkpoint_keep_delete BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
