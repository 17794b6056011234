-- What follows from the observations: dropped and made again by `tacho rebuild`, identical.
CREATE TABLE name_projection (  -- 0 is '', 1 … 9 the known statuses, 10 … 15 the known operations
  number INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE container_projection (
  number INTEGER PRIMARY KEY,   -- 1, 2, … in order of first appearance in the log
  id TEXT NOT NULL UNIQUE,
  name TEXT,
  project_id TEXT,
  status INTEGER,               -- newest listed, names
  created_at INTEGER,           -- ms
  covered_until INTEGER,        -- ms; NULL never
  gone_since INTEGER,           -- ms; NULL not gone
  last_listed_pass INTEGER,
  newest_listing INTEGER,       -- seq of its newest listing
  entries INTEGER NOT NULL,     -- in transition_projection
  vanished INTEGER NOT NULL,    -- of those, vanished now
  quarantined INTEGER NOT NULL, -- in quarantine_projection
  newest_at INTEGER             -- greatest transition_time, ms
) STRICT;

CREATE TABLE transition_projection (
  container INTEGER NOT NULL,
  at INTEGER NOT NULL,          -- transition_time, ms
  ordinal INTEGER NOT NULL,     -- place within the instant, from 0: the order with the fewest broken links
  seq INTEGER NOT NULL,         -- the newest version's observation
  entry_id ANY,                 -- 12-byte BLOB for 24 lower-case hex digits, TEXT for another form, NULL for none
  from_status INTEGER,          -- names; NULL: null or missing (see flags)
  to_status INTEGER NOT NULL,
  duration_ms REAL,             -- NULL: missing, or no number (see flags)
  actor INTEGER,                -- names; NULL: missing
  operation INTEGER,            -- names; NULL: to be derived
  flags INTEGER NOT NULL,       -- 1 amended, 2 vanished, 4 from_status missing (not null), 8 duration unusable
  PRIMARY KEY (container, at, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine_projection (
  seq INTEGER PRIMARY KEY,
  container INTEGER NOT NULL,   -- 0: an element of a container list
  at INTEGER,
  reason TEXT NOT NULL,
  vanished INTEGER NOT NULL
) STRICT;
CREATE INDEX quarantine_of_container ON quarantine_projection (container);

CREATE TABLE pass_projection (
  number INTEGER PRIMARY KEY,
  begun_at INTEGER NOT NULL,
  full INTEGER NOT NULL,
  scope TEXT NOT NULL
) STRICT;

CREATE TABLE listing_projection ( -- runs of consecutive passes in which the listing said the same status
  container INTEGER NOT NULL,
  first_pass INTEGER NOT NULL,
  last_pass INTEGER NOT NULL,
  status INTEGER,
  PRIMARY KEY (container, first_pass)
) STRICT, WITHOUT ROWID;

CREATE TABLE log_frontier (       -- RFC 6962 compact range: one hash per complete subtree
  level INTEGER PRIMARY KEY,
  hash BLOB NOT NULL
) STRICT;

CREATE TABLE log_node (           -- RFC 6962 hashes of the complete subtrees, of 64 observations and more
  level INTEGER NOT NULL,         -- 6 and up: of 2^level observations
  position INTEGER NOT NULL,      -- among those of its level, from 0
  hash BLOB NOT NULL,
  PRIMARY KEY (level, position)
) STRICT, WITHOUT ROWID;
