-- stability: windows, restarts and their rates, fleet and containers.
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
-- mtbf_ms is up time divided by the number of windows that began in the range, are not planned and were not opened by pause. A
-- window is planned if it lies wholly inside declared maintenance (the table maintenance). per_day is restarts
-- per 24 hours of service time (up and down). max_in_hour is the most restarts of one container within any half-open 60 minutes;
-- three or more are flapping.
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
--   container_id, container_name: null and (fleet) in the first row
--   windows, open, closed (into running in the range), cut, mttr_ms (mean full length of the closed windows), mtbf_ms,
--     longest_ms, down_ms
--   restarts, explicit, quick, recovery, per_day, max_in_hour, flapping: for the fleet, the number of flapping containers; for a
--     container 1 or 0

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
-- What each entry began, with the part of it in the range. The last entry before the end lasts as far as the container is known, or to the
-- end after deleted. Up time before a lone restart is down for as long as the restart took.
spans AS (
  SELECT
    s.container,
    CASE
      WHEN s.broken AND s.until < c.to_at THEN 'unknown'
      WHEN s.status = 'running' THEN 'up'
      WHEN s.status IN ('stopped', 'failed') THEN 'down'
      WHEN s.status = 'paused' THEN coalesce(nullif(:paused, ''), 'down')
      WHEN s.status IN ('creating', 'claiming', 'copying', 'deleting', 'deleted') THEN 'out'
    END AS condition,
    max(0, min(
      ifnull(s.until, c.to_at),
      iif(s.status = 'deleted' AND ifnull(s.until >= c.to_at, 1), min(c.to_at, ifnull(c.gone_since, c.to_at)), c.known_until)
    ) - max(s.at, c.from_at)) AS span,
    max(0, s.until - max(s.at, c.from_at, s.until - (
      SELECT CAST(ceil(e.duration_ms) AS INTEGER) FROM transitions AS e
      WHERE s.status = 'running' AND s.next_status = 'running' AND s.until < c.known_until
        AND e.container = s.container AND e.at = s.until AND e.ordinal = s.next_ordinal
        AND e.operation = 'restart' AND e.duration_ms > 0
    ))) AS lone
  FROM stretches AS s CROSS JOIN scope AS c ON c.number = s.container
  WHERE s.at < c.to_at AND ifnull(s.until > c.from_at, 1)
),
told AS (
  SELECT
    container,
    sum(iif(condition = 'up', span - ifnull(lone, 0), 0)) AS up,
    sum(iif(condition = 'down', span, 0)) + sum(iif(condition = 'up', ifnull(lone, 0), 0)) AS down,
    sum(iif(condition = 'out', span, 0)) AS out
  FROM spans
  GROUP BY container
),
-- The time before the first entry: assumed to have been spent in a status (except a lone restart's time), or before the container existed.
untold AS (
  SELECT
    c.*,
    CASE
      WHEN c.assumed_status = 'running' THEN 'up'
      WHEN c.assumed_status IN ('stopped', 'failed') THEN 'down'
      WHEN c.assumed_status = 'paused' THEN coalesce(nullif(:paused, ''), 'down')
      WHEN c.assumed_status IN ('creating', 'claiming', 'copying', 'deleting', 'deleted') THEN 'out'
    END AS condition,
    ifnull(max(0, min(c.known_until, ifnull(c.first_at, c.known_until)) - max(c.assumed_since, c.from_at)), 0) AS span,
    ifnull(max(0, c.first_at - max(c.assumed_since, c.from_at, c.first_at - (
      SELECT CAST(ceil(e.duration_ms) AS INTEGER) FROM transitions AS e
      WHERE c.assumed_status = 'running' AND c.first_at < c.known_until
        AND e.container = c.number AND e.at = c.first_at AND e.ordinal = 0
        AND e.to_status = 'running' AND e.operation = 'restart' AND e.duration_ms > 0
    ))), 0) AS lone,
    ifnull(max(0, min(c.existing_since, c.known_until) - c.from_at), 0) AS unborn,
    ifnull(max(0, c.to_at - max(c.gone_since, c.from_at)), 0) AS gone
  FROM scope AS c
),
sums AS MATERIALIZED (
  SELECT
    u.number,
    u.id,
    u.name,
    u.to_at - u.from_at AS length,
    ifnull(t.up, 0) + iif(u.condition = 'up', u.span - u.lone, 0) AS up,
    ifnull(t.down, 0) + iif(u.condition = 'down', u.span, iif(u.condition = 'up', u.lone, 0)) AS down,
    ifnull(t.out, 0) + iif(u.condition = 'out', u.span, 0) + u.unborn + u.gone AS out,
    iif(u.condition = 'up', u.span - u.lone, 0) AS assumed_up,
    iif(u.condition = 'down', u.span, 0) AS assumed_down,
    iif(u.condition = 'out', u.span, 0) AS assumed_out
  FROM untold AS u LEFT JOIN told AS t ON t.container = u.number
),
window_sums AS MATERIALIZED (
  SELECT
    l.container,
    count(*) AS windows,
    sum(l.open) AS open,
    sum(l.cut) AS cut,
    sum(ifnull(l.closed_at >= l.from_at AND x.to_status = 'running', 0)) AS closed,
    sum(iif(l.closed_at >= l.from_at AND x.to_status = 'running', l.ended_at - l.begin_at, 0)) AS closed_ms,
    sum(l.begin_at >= l.from_at AND ifnull(o.performed, '') <> 'pause' AND NOT EXISTS (
        SELECT 1 FROM maintenance AS m
        WHERE m.container_id = l.container_id AND m.begin_at <= l.begin_at AND l.begin_at < m.end_at AND l.ended_at <= m.end_at
      )) AS failures,
    max(l.ended_at - l.begin_at) AS longest_ms
  FROM listed AS l
  LEFT JOIN (
    SELECT l.number, t.performed
    FROM listed AS l CROSS JOIN transitions AS t
      ON t.container = l.container AND t.at = l.opened_at AND t.ordinal = l.opened_ordinal
  ) AS o ON o.number = l.number
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
    sum(kind = 'explicit') AS explicit,
    sum(kind = 'quick') AS quick,
    sum(kind = 'recovery') AS recovery,
    max(within_hour) AS max_in_hour
  FROM (
    SELECT *, count(*) OVER (PARTITION BY container ORDER BY at RANGE BETWEEN 3599999 PRECEDING AND CURRENT ROW) AS within_hour
    FROM all_restarts WHERE kind IS NOT NULL
  )
  GROUP BY container
),
totals AS MATERIALIZED (
  SELECT
    s.id, s.name, s.up, s.down, ifnull(w.windows, 0) AS windows, ifnull(w.open, 0) AS open, ifnull(w.cut, 0) AS cut,
    ifnull(w.closed, 0) AS closed, ifnull(w.closed_ms, 0) AS closed_ms, ifnull(w.failures, 0) AS failures, w.longest_ms,
    ifnull(r.explicit, 0) AS explicit, ifnull(r.quick, 0) AS quick, ifnull(r.recovery, 0) AS recovery,
    ifnull(r.max_in_hour, 0) AS max_in_hour, ifnull(r.max_in_hour, 0) >= 3 AS flapping
  FROM sums AS s
  LEFT JOIN window_sums AS w ON w.container = s.number
  LEFT JOIN restart_sums AS r ON r.container = s.number
)
SELECT
  id AS container_id,
  name AS container_name,
  windows,
  open,
  closed,
  cut,
  CAST(closed_ms AS REAL) / nullif(closed, 0) AS mttr_ms,
  CAST(up AS REAL) / nullif(failures, 0) AS mtbf_ms,
  longest_ms,
  down AS down_ms,
  explicit + quick + recovery AS restarts,
  explicit,
  quick,
  recovery,
  (explicit + quick + recovery) * 86400000.0 / nullif(up + down, 0) AS per_day,
  max_in_hour,
  flapping
FROM (
  SELECT
    0 AS place, NULL AS id, '(fleet)' AS name, sum(up) AS up, sum(down) AS down, sum(windows) AS windows, sum(open) AS open,
    sum(cut) AS cut, sum(closed) AS closed, sum(closed_ms) AS closed_ms, sum(failures) AS failures, max(longest_ms) AS longest_ms,
    sum(explicit) AS explicit, sum(quick) AS quick, sum(recovery) AS recovery, max(max_in_hour) AS max_in_hour,
    sum(flapping) AS flapping
  FROM totals
  UNION ALL
  SELECT
    1, id, name, up, down, windows, open, cut, closed, closed_ms, failures, longest_ms, explicit, quick, recovery, max_in_hour,
    flapping
  FROM totals
)
ORDER BY place, id;
