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
