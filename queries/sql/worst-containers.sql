-- worst-containers: containers by downtime, then by restarts, most first.
--
-- A window is an uninterrupted period of down time, as long as possible. Up time of zero length separates two windows, and a
-- window can have zero length. A lone running to running restart that took time is a window too; it ends at the entry.
-- A restart is a window that an entry from running into stopped or failed opened, and an entry into running closed. It is
-- explicit if one of its entries names the operation restart; else quick if it lasted no longer than the gap; else recovery if it
-- passed through failed. Otherwise it is not a restart. A lone running to running restart is explicit. A restart counts at the
-- time when the container is back in running.
-- No entry at or after the end of the range is used. Time from covered_until on is unknown, so all windows and restarts are
-- before it. After deleted, or from gone_since on, a container is out of service, covered or not.
-- If from_status contradicts the entry before it, all the time between the two entries is unknown. A missing from_status
-- contradicts nothing. A null from_status contradicts everything except deleted.
-- The time from the creation of a container to its first entry is assumed to have been spent in the from_status of that entry.
-- Without entries, it is assumed to have been spent in the status in which all listings agree.
-- max_in_hour is the most restarts within any half-open 60 minutes; three or more are flapping.
-- Entries with the same time keep the order that the store gave them (ordinal). The store chose it by looking at the complete
-- log.
--
-- Parameters (each can be left unbound):
--   :from  start of the range, inclusive: ISO 8601 or milliseconds since 1970; default: the start of the log
--   :to  end of the range, exclusive: ISO 8601 or milliseconds since 1970; default: the end of the log
--   :container  an id or a name: only these containers; default: all
--   :paused  what paused counts as: up, down or out; default: down
--   :restart_gap_ms  the longest quick restart, in milliseconds; default: 120000
--
-- Columns:
--   container_id, container_name
--   down_ms, windows, open, closed, cut
--   mttr_ms: the mean full length of the windows closed into running in the range. longest_ms: the longest of all listed windows
--   restarts, explicit, quick, recovery, max_in_hour, flapping

WITH
bounds AS (
  SELECT
    CASE
      WHEN nullif(:from, '') IS NULL THEN (SELECT min(coalesce(existing_since, first_at, assumed_since)) FROM containers)
      WHEN :from GLOB '*-*-*' THEN unixepoch(:from) * 1000 + substr(strftime('%f', :from), 4)
      WHEN CAST(:from AS TEXT) = CAST(CAST(:from AS INTEGER) AS TEXT) THEN CAST(:from AS INTEGER)
    END AS from_at,
    CASE
      WHEN nullif(:to, '') IS NULL THEN (SELECT max(max(ifnull(covered_until, newest_at + 1), ifnull(newest_at + 1, covered_until))) FROM containers)
      WHEN :to GLOB '*-*-*' THEN unixepoch(:to) * 1000 + substr(strftime('%f', :to), 4)
      WHEN CAST(:to AS TEXT) = CAST(CAST(:to AS INTEGER) AS TEXT) THEN CAST(:to AS INTEGER)
    END AS to_at
),
-- The containers. Knowledge about a container ends at known_until (null: it was never covered).
scope AS MATERIALIZED (
  SELECT
    c.*,
    b.from_at,
    b.to_at,
    min(b.to_at, c.covered_until, ifnull(c.gone_since, b.to_at)) AS known_until
  FROM containers AS c, bounds AS b
  WHERE nullif(:container, '') IS NULL OR :container IN (c.id, c.name)
),
-- The statuses that count as down time.
down_statuses (status) AS (
  VALUES ('stopped'), ('failed') UNION ALL SELECT 'paused' WHERE coalesce(nullif(:paused, ''), 'down') = 'down'
),
-- One pass over the stretches that began before known_until. It keeps the down stretches, those that a lone restart may end, and the first
-- of each container. An entry at or after the end of the range counts as never written, so it breaks no chain.
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
-- The time before the first entry that is assumed to have been spent in a status.
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
-- The down stretches. A stretch continues a window if it begins with the entry that ended the stretch before it.
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
-- Lone restarts: entries from running to running by a restart that took time, at the end of an up stretch.
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
-- All windows. opened_… and closed_… identify the entries (null: none). For a window that is not closed, ended_at is the end of what is known.
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
-- The windows that an entry from running opened and an entry into running closed, with the entries in them.
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
      WHEN r.closed_at - r.begin_at <= ifnull(CAST(nullif(:restart_gap_ms, '') AS INTEGER), 120000) THEN 'quick'
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
window_sums AS MATERIALIZED (
  SELECT
    l.container,
    count(*) AS windows,
    sum(l.open) AS open,
    sum(l.closed_at >= l.from_at AND x.to_status = 'running') AS closed,
    sum(l.cut) AS cut,
    avg(iif(l.closed_at >= l.from_at AND x.to_status = 'running', l.ended_at - l.begin_at, NULL)) AS mttr_ms,
    max(l.ended_at - l.begin_at) AS longest_ms,
    sum(max(0, min(l.ended_at, l.to_at) - max(l.begin_at, l.from_at))) AS down_ms
  FROM listed AS l
  LEFT JOIN (
    SELECT l.number, t.to_status
    FROM listed AS l CROSS JOIN transitions AS t
      ON t.container = l.container AND t.at = l.closed_at AND t.ordinal = l.closed_ordinal
  ) AS x ON x.number = l.number
  GROUP BY l.container
),
restart_sums AS MATERIALIZED (
  SELECT
    container,
    count(*) AS restarts,
    sum(kind = 'explicit') AS explicit,
    sum(kind = 'quick') AS quick,
    sum(kind = 'recovery') AS recovery,
    max(within_hour) AS max_in_hour
  FROM (
    SELECT *, count(*) OVER (PARTITION BY container ORDER BY at RANGE BETWEEN 3599999 PRECEDING AND CURRENT ROW) AS within_hour
    FROM all_restarts WHERE kind IS NOT NULL
  )
  GROUP BY container
)
SELECT
  c.id AS container_id,
  c.name AS container_name,
  ifnull(w.down_ms, 0) AS down_ms,
  ifnull(w.windows, 0) AS windows,
  ifnull(w.open, 0) AS open,
  ifnull(w.closed, 0) AS closed,
  ifnull(w.cut, 0) AS cut,
  w.mttr_ms,
  w.longest_ms,
  ifnull(r.restarts, 0) AS restarts,
  ifnull(r.explicit, 0) AS explicit,
  ifnull(r.quick, 0) AS quick,
  ifnull(r.recovery, 0) AS recovery,
  ifnull(r.max_in_hour, 0) AS max_in_hour,
  ifnull(r.max_in_hour, 0) >= 3 AS flapping
FROM scope AS c
LEFT JOIN window_sums AS w ON w.container = c.number
LEFT JOIN restart_sums AS r ON r.container = c.number
ORDER BY down_ms DESC, restarts DESC, c.id;
