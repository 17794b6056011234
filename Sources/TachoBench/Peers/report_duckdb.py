"""Computes the figures of a report in DuckDB, on a table of its own that was loaded from a store's transitions.

Start percentiles, restarts, downtime windows and availability, by container and for the fleet, after the project's
definitions (docs/definitions.md), with the default switches and without maintenance windows.

Needs DuckDB from PyPI (`pip install duckdb`).

    python3 report_duckdb.py --db tachograph.sqlite --from 2025-11-16T00:00:00Z --to 2026-11-16T00:00:00Z

Prints one line of JSON: seconds (the figures alone, the median of `--repeat`), load_seconds, entries and the figures.
"""

import argparse
import csv
import json
import os
import sqlite3
import statistics
import tempfile
import time
from datetime import datetime

import duckdb

CHUNK = 1_000_000

TABLES = """
CREATE TABLE containers (
  number INTEGER PRIMARY KEY, id VARCHAR, status VARCHAR, created_at BIGINT, covered_until BIGINT, gone_since BIGINT
);
CREATE TABLE transitions (
  container INTEGER, moment BIGINT, ordinal INTEGER, from_status VARCHAR, from_missing BOOLEAN, to_status VARCHAR,
  duration_ms DOUBLE, operation VARCHAR
);
"""

# One row a stretch of time in which a container was in one status; before the first entry too.
STRETCHES = """
CREATE OR REPLACE TEMP TABLE stretches AS
WITH entry AS (
  SELECT *,
    lag(to_status) OVER log AS before,
    lead(moment) OVER log AS next_at,
    lead(from_status) OVER log AS next_from,
    lead(from_missing) OVER log AS next_missing,
    lead(operation) OVER log AS next_operation,
    lead(to_status) OVER log AS next_to,
    row_number() OVER log AS place
  FROM transitions
  WHERE moment < $to
  WINDOW log AS (PARTITION BY container ORDER BY moment, ordinal)
),
held AS (
  SELECT container, place, moment, operation,
    coalesce(next_at, CASE WHEN to_status = 'deleted' THEN $to ELSE least($to, coalesce(covered_until, moment)) END) AS until,
    CASE
      WHEN next_at IS NULL OR next_missing OR next_from = to_status
        OR (next_from IS NULL AND to_status = 'deleted') THEN to_status
      ELSE 'unknown'
    END AS status,
    CASE WHEN from_missing THEN before ELSE from_status END AS from_status,
    next_at, next_to, next_operation
  FROM entry JOIN containers ON containers.number = entry.container
),
earlier AS (
  SELECT container, 0 AS place, least(created_at, moment) AS moment, NULL AS operation, moment AS until,
    CASE WHEN from_missing THEN 'unknown' WHEN from_status IS NULL THEN 'absent' ELSE from_status END AS status,
    NULL AS from_status, moment AS next_at, to_status AS next_to, operation AS next_operation
  FROM entry JOIN containers ON containers.number = entry.container
  WHERE place = 1
),
bare AS (
  SELECT number, 0, created_at, NULL, least($to, covered_until), status, NULL, NULL, NULL, NULL
  FROM containers
  WHERE number NOT IN (SELECT container FROM entry)
),
every AS (SELECT * FROM held UNION ALL SELECT * FROM earlier UNION ALL SELECT * FROM bare)
SELECT *,
  CASE
    WHEN status = 'running' THEN 'up'
    WHEN status IN ('stopped', 'failed', 'paused') THEN 'down'
    WHEN status IN ('creating', 'claiming', 'copying', 'deleting', 'deleted', 'absent') THEN 'out'
    ELSE 'unknown'
  END AS class,
  greatest(0, least(until, $to) - greatest(moment, $from)) AS in_range
FROM every
"""

WINDOWS = """
CREATE OR REPLACE TEMP TABLE windows AS
WITH marked AS (
  SELECT *,
    CASE WHEN class = 'down' AND coalesce(lag(class) OVER log, '') <> 'down' THEN 1 ELSE 0 END AS opens
  FROM stretches
  WINDOW log AS (PARTITION BY container ORDER BY place)
),
numbered AS (
  SELECT *, sum(opens) OVER (PARTITION BY container ORDER BY place ROWS UNBOUNDED PRECEDING) AS number
  FROM marked
),
whole AS (
  SELECT container, number, min(moment) AS start, max(until) AS stop, sum(in_range) AS in_range,
    arg_min(from_status, place) AS opened_from,
    arg_min(status, place) AS opened_to,
    arg_max(next_to, place) AS closed_to,
    arg_max(next_at, place) AS closed_at,
    bool_or(coalesce(operation, '') = 'restart' OR coalesce(next_operation, '') = 'restart') AS named,
    bool_or(status = 'failed') AS failed
  FROM numbered
  WHERE class = 'down'
  GROUP BY container, number
)
SELECT *, closed_to = 'running' AND closed_at >= $from AND closed_at < $to AS closed
FROM whole
WHERE start < $to AND stop >= $from
"""

RESTARTS = """
CREATE OR REPLACE TEMP TABLE restarts AS
SELECT container, closed_at AS moment,
  CASE WHEN named THEN 'explicit' WHEN stop - start <= 120000 THEN 'quick' ELSE 'recovery' END AS kind
FROM windows
WHERE closed AND opened_from = 'running' AND opened_to IN ('stopped', 'failed')
  AND (named OR stop - start <= 120000 OR failed)
UNION ALL
SELECT container, moment, 'explicit'
FROM transitions
WHERE from_status = 'running' AND to_status = 'running' AND operation = 'restart' AND moment >= $from AND moment < $to
"""

AVAILABILITY = """
SELECT {key}
  sum(in_range) FILTER (class = 'up') AS up,
  sum(in_range) FILTER (class = 'down') AS down,
  sum(in_range) FILTER (class = 'unknown') AS unknown,
  sum(in_range) FILTER (class = 'up') / nullif(sum(in_range) FILTER (class IN ('up', 'down')), 0) AS ratio
FROM stretches {group}
"""

DOWNTIME = """
SELECT {key} count(*), sum(closed::INTEGER), avg(stop - start) FILTER (closed), max(stop - start), sum(in_range)
FROM windows {group}
"""

RESTART_COUNTS = """
WITH hourly AS (
  SELECT *, count(*) OVER (
    PARTITION BY container ORDER BY moment RANGE BETWEEN CURRENT ROW AND 3599999 FOLLOWING) AS within_hour
  FROM restarts
)
SELECT {key} count(*), count(*) FILTER (kind = 'explicit'), count(*) FILTER (kind = 'quick'),
  count(*) FILTER (kind = 'recovery'), max(within_hour)
FROM hourly {group}
"""

LATENCY = """
SELECT {key} count(duration_ms), min(duration_ms), avg(duration_ms),
  quantile_cont(duration_ms, [0.5, 0.75, 0.9, 0.95, 0.99]), max(duration_ms)
FROM transitions
WHERE from_status = 'stopped' AND to_status = 'running' AND moment >= $from AND moment < $to {group}
"""


def load(database, path):
    """Copies the store's transitions into DuckDB's own tables, in pieces."""
    store = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    database.execute(TABLES)
    copy(
        database,
        "containers",
        store.execute("SELECT number, id, status, created_at, covered_until, gone_since FROM containers"),
    )
    copy(
        database,
        "transitions",
        store.execute(
            "SELECT container, at, ordinal, from_status, from_missing, to_status, duration_ms, operation"
            " FROM transitions ORDER BY container, at, ordinal"
        ),
    )
    store.close()


def copy(database, table, rows):
    while piece := rows.fetchmany(CHUNK):
        with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", delete=False) as file:
            csv.writer(file).writerows(piece)
        try:
            database.execute(f"COPY {table} FROM '{file.name}' (FORMAT csv, HEADER false, NULLSTR '')")
        finally:
            os.unlink(file.name)


def figures(database, begin, end):
    """All figures; the fleet's ones are returned, those of the containers are fetched and counted."""
    bounds = {"from": begin, "to": end}

    def run(sql):
        used = {name: value for name, value in bounds.items() if f"${name}" in sql}
        return database.execute(sql, used)

    for table in (STRETCHES, WINDOWS, RESTARTS):
        run(table)
    result, rows = {}, 0
    for name, sql in (
        ("availability", AVAILABILITY),
        ("downtime", DOWNTIME),
        ("restarts", RESTART_COUNTS),
        ("start", LATENCY),
    ):
        result[name] = run(sql.format(key="", group="")).fetchone()
        rows += len(run(sql.format(key="container,", group="GROUP BY container ORDER BY container")).fetchall())
    result["container_rows"] = rows
    return result


def milliseconds(text):
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", required=True)
    parser.add_argument("--from", dest="begin", type=milliseconds, required=True)
    parser.add_argument("--to", dest="end", type=milliseconds, required=True)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeat", type=int, default=1)
    arguments = parser.parse_args()
    database = duckdb.connect(config={"threads": arguments.threads})
    begun = time.perf_counter()
    load(database, arguments.db)
    load_seconds = time.perf_counter() - begun
    times, result = [], {}
    for _ in range(arguments.repeat):
        begun = time.perf_counter()
        result = figures(database, arguments.begin, arguments.end)
        times.append(time.perf_counter() - begun)
    entries = database.execute("SELECT count(*) FROM transitions").fetchone()[0]
    containers = database.execute("SELECT count(*) FROM containers").fetchone()[0]
    output = {
        "seconds": round(statistics.median(times), 4),
        "load_seconds": round(load_seconds, 4),
        "containers": containers,
        "entries": entries,
        "fleet": result,
    }
    print(json.dumps(output))


if __name__ == "__main__":
    main()
