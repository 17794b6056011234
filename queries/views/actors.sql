-- actors: what each actor did in the complete log, with paused as down and quick restarts of at most 120 s.
-- One row per actor; (unattributed) always has a row. The columns are those of the query actors, whose header states the rules.
-- first_seen and last_seen are milliseconds since 1970 UTC.
DROP VIEW IF EXISTS actors;

CREATE VIEW actors AS
WITH
bounds AS (
  SELECT
    (SELECT min(coalesce(existing_since, first_at, assumed_since)) FROM containers) AS from_at,
    (SELECT max(max(ifnull(covered_until, newest_at + 1), ifnull(newest_at + 1, covered_until))) FROM containers) AS to_at
),
-- The containers; what is known of one ends at known_until (null: it was never covered).
scope AS MATERIALIZED (
  SELECT
    c.*,
    b.from_at,
    b.to_at,
    min(b.to_at, c.covered_until, ifnull(c.gone_since, b.to_at)) AS known_until
  FROM containers AS c, bounds AS b
),
-- The statuses that are down time.
down_statuses (status) AS (
  VALUES ('stopped'), ('failed'), ('paused')
),
-- One pass over the stretches that began before known_until. Kept are the down ones, those that a lone restart may end, and the first
-- of each container. What lies at or after the range's end is as if it had never been written, so it breaks no chain.
kept AS MATERIALIZED (
  SELECT
    s.container,
    s.at,
    s.ordinal,
    s.status AS to_status,
    s.broken AND s.until < c.to_at AS broken,
    iif(s.until < c.known_until, s.until, NULL) AS until,
    s.next_ordinal,
    s.next_status,
    s.next_broken AND s.next_until < c.to_at AS next_broken,
    s.at = c.first_at AND s.ordinal = 0 AS is_first,
    c.known_until
  FROM stretches AS s CROSS JOIN scope AS c ON c.number = s.container
  WHERE s.at < c.known_until
    AND (s.status IN down_statuses
      OR (s.status = 'running' AND s.next_status = 'running')
      OR (s.at = c.first_at AND s.ordinal = 0))
),
-- The time before the first entry, as far as it is assumed to have been spent in a status.
assumed AS MATERIALIZED (
  SELECT
    c.number AS container,
    c.assumed_since AS at,
    c.assumed_status AS status,
    iif(c.first_at < c.known_until, c.first_at, NULL) AS until,
    k.to_status AS next_status,
    k.broken AS next_broken,
    c.known_until
  FROM scope AS c
  LEFT JOIN (SELECT * FROM kept WHERE is_first) AS k ON k.container = c.number
  WHERE c.assumed_since < c.known_until AND (c.first_at IS NULL OR c.assumed_since < c.first_at)
),
-- The down stretches. One continues a window where the entry that ended the one before is the entry that begins it.
marked AS (
  SELECT
    *,
    lag(until) OVER stretch IS NOT at OR lag(next_ordinal) OVER stretch IS NOT ordinal AS begins,
    lead(at) OVER stretch IS NOT until OR lead(ordinal) OVER stretch IS NOT next_ordinal AS ends
  FROM (
    SELECT container, at, ordinal, to_status AS status, until, next_ordinal, next_status, next_broken, known_until
    FROM kept WHERE to_status IN down_statuses AND NOT broken
    UNION ALL
    SELECT container, at, -1, status, until, 0, next_status, next_broken, known_until
    FROM assumed WHERE status IN down_statuses
  )
  WINDOW stretch AS (PARTITION BY container ORDER BY at, ordinal)
),
down AS MATERIALIZED (
  SELECT *, sum(begins) OVER (PARTITION BY container ORDER BY at, ordinal) AS run FROM marked
),
-- Lone restarts: running -> running by a restart that took time, ending a stretch that was up.
lone AS MATERIALIZED (
  SELECT
    k.container,
    e.at,
    e.ordinal,
    max(k.at, e.at - CAST(ceil(e.duration_ms) AS INTEGER)) AS begin_at,
    k.next_broken AS cut
  FROM (
    SELECT container, at, until, next_ordinal, next_broken FROM kept
    WHERE to_status = 'running' AND next_status = 'running' AND NOT broken AND until IS NOT NULL
    UNION ALL
    SELECT container, at, until, 0, next_broken FROM assumed
    WHERE status = 'running' AND next_status = 'running' AND until IS NOT NULL
  ) AS k
  CROSS JOIN transitions AS e ON e.container = k.container AND e.at = k.until AND e.ordinal = k.next_ordinal
  WHERE e.operation = 'restart' AND e.duration_ms > 0 AND k.at < e.at
),
-- All windows: opened_… and closed_… lead to the entries (null: none), ended_at is where what is known of an unclosed one ends.
all_windows AS (
  SELECT
    d.container,
    d.run,
    min(d.at) AS begin_at,
    max(iif(d.ends, d.until, NULL)) AS closed_at,
    max(iif(d.ends, d.next_ordinal, NULL)) AS closed_ordinal,
    max(iif(d.begins AND d.ordinal >= 0, d.at, NULL)) AS opened_at,
    max(iif(d.begins, d.ordinal, NULL)) AS opened_ordinal,
    max(d.ends AND d.until IS NOT NULL AND (d.next_broken OR d.next_status NOT IN (
      'creating', 'claiming', 'copying', 'running', 'paused', 'stopped', 'failed', 'deleting', 'deleted'))) AS cut,
    max(d.ordinal < 0) AS assumed,
    sum(iif(d.status = 'stopped', ifnull(d.until, d.known_until) - d.at, 0)) AS stopped_ms,
    sum(iif(d.status = 'failed', ifnull(d.until, d.known_until) - d.at, 0)) AS failed_ms,
    sum(iif(d.status = 'paused', ifnull(d.until, d.known_until) - d.at, 0)) AS paused_ms
  FROM down AS d
  GROUP BY d.container, d.run
  UNION ALL
  SELECT container, NULL, begin_at, at, ordinal, at, ordinal, cut, 0, at - begin_at, 0, 0 FROM lone
),
listed AS MATERIALIZED (
  SELECT
    w.*,
    row_number() OVER () AS number,
    c.id AS container_id,
    c.name AS container_name,
    c.from_at,
    c.to_at,
    ifnull(w.closed_at, c.known_until) AS ended_at,
    w.closed_at IS NULL AND ifnull(c.gone_since > c.known_until, 1) AS open
  FROM all_windows AS w CROSS JOIN scope AS c ON c.number = w.container
  WHERE w.begin_at < c.to_at AND ifnull(w.closed_at, c.known_until) >= c.from_at
),
-- The windows that an entry from running opened and one into running closed, with the entries in them.
closed_runs AS MATERIALIZED (
  SELECT l.number, l.container, l.run, l.begin_at, l.closed_at, l.closed_ordinal, l.opened_ordinal
  FROM listed AS l
  CROSS JOIN transitions AS o ON o.container = l.container AND o.at = l.opened_at AND o.ordinal = l.opened_ordinal
  CROSS JOIN transitions AS x ON x.container = l.container AND x.at = l.closed_at AND x.ordinal = l.closed_ordinal
  WHERE l.run IS NOT NULL AND l.closed_at >= l.from_at
    AND x.to_status = 'running' AND o.to_status IN ('stopped', 'failed')
    AND (o.from_status = 'running' OR (o.from_missing AND (
      SELECT p.to_status FROM transitions AS p
      WHERE p.container = o.container AND (p.at, p.ordinal) < (o.at, o.ordinal)
      ORDER BY p.at DESC, p.ordinal DESC LIMIT 1) = 'running'))
),
members AS (
  SELECT r.number, t.at, t.ordinal, t.event_id, t.operation IS 'restart' AS restarts, t.to_status = 'failed' AS failed, 0 AS closes
  FROM closed_runs AS r
  CROSS JOIN down AS d ON d.container = r.container AND d.run = r.run
  CROSS JOIN transitions AS t ON t.container = d.container AND t.at = d.at AND t.ordinal = d.ordinal
  UNION ALL
  SELECT r.number, t.at, t.ordinal, t.event_id, t.operation IS 'restart', 0, 1
  FROM closed_runs AS r
  CROSS JOIN transitions AS t ON t.container = r.container AND t.at = r.closed_at AND t.ordinal = r.closed_ordinal
),
episodes AS (
  SELECT
    number,
    closes,
    max(restarts) OVER entries AS explicit,
    max(failed) OVER entries AS failed,
    json_group_array(event_id) OVER entries AS event_ids
  FROM members
  WINDOW entries AS (PARTITION BY number ORDER BY at, ordinal)
),
all_restarts AS MATERIALIZED (
  SELECT
    r.container,
    r.closed_at AS at,
    r.closed_ordinal AS ordinal,
    r.begin_at AS opened_at,
    r.opened_ordinal,
    r.closed_at - r.begin_at AS down_ms,
    e.event_ids,
    CASE
      WHEN e.explicit THEN 'explicit'
      WHEN r.closed_at - r.begin_at <= 120000 THEN 'quick'
      WHEN e.failed THEN 'recovery'
    END AS kind
  FROM closed_runs AS r
  JOIN episodes AS e ON e.number = r.number AND e.closes
  UNION ALL
  SELECT t.container, t.at, t.ordinal, t.at, t.ordinal, ifnull(l.at - l.begin_at, 0), json_array(t.event_id), 'explicit'
  FROM transitions AS t
  CROSS JOIN scope AS c ON c.number = t.container
  LEFT JOIN lone AS l ON l.container = t.container AND l.at = t.at AND l.ordinal = t.ordinal
  WHERE t.operation = 'restart' AND t.to_status = 'running' AND t.at >= c.from_at AND t.at < c.known_until
    AND (t.from_status = 'running' OR (t.from_missing AND (
      SELECT p.to_status FROM transitions AS p
      WHERE p.container = t.container AND (p.at, p.ordinal) < (t.at, t.ordinal)
      ORDER BY p.at DESC, p.ordinal DESC LIMIT 1) = 'running'))
),
entries AS MATERIALIZED (
  SELECT
    t.actor,
    t.actor_kind,
    t.performed,
    t.container,
    count(*) AS entries,
    sum(t.operation IS NULL) AS derived,
    sum(t.kind = 'force-stop') AS force_stops,
    min(t.at) AS first_seen,
    max(t.at) AS last_seen
  FROM transitions AS t CROSS JOIN scope AS c ON c.number = t.container
  WHERE t.at >= c.from_at AND t.at < c.to_at
  GROUP BY t.actor, t.performed, t.container
),
operations AS MATERIALIZED (
  SELECT actor, performed, sum(entries) AS entries FROM entries GROUP BY actor, performed
),
-- What each actor did and what is attributed to the actor, one row per source.
shares (actor, actor_kind, entries, derived, containers, restarts, force_stops, windows, down_ms, first_seen, last_seen) AS (
  SELECT actor, max(actor_kind), sum(entries), sum(derived), count(DISTINCT container), 0, sum(force_stops), 0, 0, min(first_seen),
    max(last_seen)
  FROM entries GROUP BY actor
  UNION ALL
  SELECT t.actor, t.actor_kind, 0, 0, 0, 1, 0, 0, 0, NULL, NULL
  FROM all_restarts AS r
  CROSS JOIN transitions AS t ON t.container = r.container AND t.at = r.opened_at AND t.ordinal = r.opened_ordinal
  WHERE r.kind IS NOT NULL
  UNION ALL
  SELECT t.actor, t.actor_kind, 0, 0, 0, 0, 0, 1, max(0, min(l.ended_at, l.to_at) - max(l.begin_at, l.from_at)), NULL, NULL
  FROM listed AS l
  CROSS JOIN transitions AS t ON t.container = l.container AND t.at = l.opened_at AND t.ordinal = l.opened_ordinal
  UNION ALL
  SELECT NULL, 'unattributed', 0, 0, 0, 0, 0, 1, max(0, min(l.ended_at, l.to_at) - max(l.begin_at, l.from_at)), NULL, NULL
  FROM listed AS l WHERE l.opened_at IS NULL
  UNION ALL
  SELECT NULL, 'unattributed', 0, 0, 0, 0, 0, 0, 0, NULL, NULL
)
SELECT
  coalesce(s.actor, '(unattributed)') AS actor,
  max(s.actor_kind) AS kind,
  s.actor IS NOT NULL AS attributed,
  sum(s.entries) AS entries,
  sum(s.derived) AS operations_derived,
  (
    SELECT json_group_object(n.performed, n.entries)
    FROM (SELECT performed, entries FROM operations AS o WHERE o.actor IS s.actor ORDER BY performed) AS n
  ) AS operations,
  sum(s.containers) AS containers,
  sum(s.restarts) AS restarts,
  sum(s.force_stops) AS force_stops,
  sum(s.windows) AS windows,
  sum(s.down_ms) AS down_ms,
  min(s.first_seen) AS first_seen,
  max(s.last_seen) AS last_seen
FROM shares AS s
GROUP BY s.actor
ORDER BY down_ms DESC, 1, s.actor IS NULL;
