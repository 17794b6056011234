-- windows: every downtime window of the complete log, with paused as down. One row per window. Times are milliseconds since 1970
-- UTC. The columns are those of the query downtime-windows, whose header states the rules, but for group and planned. The kinds of
-- actors are those of the default rules. The range is the complete log.
DROP VIEW IF EXISTS windows;

CREATE VIEW windows AS
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
down AS (
  SELECT *, sum(begins) OVER (PARTITION BY container ORDER BY at, ordinal) AS run FROM marked
),
-- Lone restarts: running -> running by a restart that took time, ending a stretch that was up.
lone AS (
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
-- The entries that opened and closed the windows.
opened AS MATERIALIZED (
  SELECT l.number, t.event_id, t.at, t.actor, t.actor_kind, t.performed
  FROM listed AS l CROSS JOIN transitions AS t
    ON t.container = l.container AND t.at = l.opened_at AND t.ordinal = l.opened_ordinal
),
closed AS MATERIALIZED (
  SELECT l.number, t.event_id, t.at, t.actor, t.actor_kind, t.performed, t.to_status
  FROM listed AS l CROSS JOIN transitions AS t
    ON t.container = l.container AND t.at = l.closed_at AND t.ordinal = l.closed_ordinal
)
SELECT
  l.container,
  l.container_id,
  l.container_name,
  l.begin_at AS start,
  iif(l.open, NULL, l.ended_at) AS "end",
  l.ended_at - l.begin_at AS duration_ms,
  max(0, min(l.ended_at, l.to_at) - max(l.begin_at, l.from_at)) AS in_range_ms,
  l.open,
  l.cut,
  l.assumed,
  l.stopped_ms AS statuses_stopped_ms,
  l.failed_ms AS statuses_failed_ms,
  l.paused_ms AS statuses_paused_ms,
  iif(o.at IS NULL, NULL, coalesce(o.actor, '(unattributed)')) AS opened_by_actor,
  o.actor_kind AS opened_by_kind,
  o.performed AS opened_by_operation,
  o.event_id AS opened_by_event_id,
  o.at AS opened_by_at,
  iif(x.at IS NULL, NULL, coalesce(x.actor, '(unattributed)')) AS closed_by_actor,
  x.actor_kind AS closed_by_kind,
  x.performed AS closed_by_operation,
  x.event_id AS closed_by_event_id,
  x.at AS closed_by_at
FROM listed AS l
LEFT JOIN opened AS o ON o.number = l.number
LEFT JOIN closed AS x ON x.number = l.number
ORDER BY l.begin_at, l.container_id, l.opened_at, l.opened_ordinal;
