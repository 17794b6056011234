-- availability: the share of service time up, with its bounds.
--
-- ratio is up / (up + down). Unknown and out-of-service time are in neither part. Fleet figures divide sums over containers.
-- low counts unknown and assumed time as down, high counts it as up: (up - assumed up) / (up + down + unknown) and (up + unknown
-- + assumed down) / (up + down + unknown).
-- No entry at or after the end of the range is used. Time from covered_until on is unknown, so all windows and restarts are
-- before it. After deleted, or from gone_since on, a container is out of service, covered or not.
-- If from_status contradicts the entry before it, all the time between the two entries is unknown. A missing from_status
-- contradicts nothing. A null from_status contradicts everything except deleted.
-- The time from the creation of a container to its first entry is assumed to have been spent in the from_status of that entry.
-- Without entries, it is assumed to have been spent in the status in which all listings agree. assumed_ms is that time.
-- The time that a lone running to running restart took is down.
-- planned_down_ms is the down time inside declared maintenance (the table maintenance); unplanned = up / (up + down - planned).
-- Entries with the same time keep the order that the store gave them (ordinal). The store chose it by looking at the complete
-- log.
--
-- Parameters (each can be left unbound):
--   :from  start of the range, inclusive: ISO 8601 or milliseconds since 1970; default: the start of the log
--   :to  end of the range, exclusive: ISO 8601 or milliseconds since 1970; default: the end of the log
--   :container  an id or a name: only these containers; default: all
--   :paused  what paused counts as: up, down or out; default: down
--
-- Columns:
--   container_id, container_name: null and (fleet) in the first row, which has the sums
--   ratio, low, high, unplanned: unrounded; null if nothing is known
--   up_ms, down_ms, planned_down_ms, unknown_ms, assumed_ms, out_of_service_ms: up, down, unknown and out of service add up to
--     the range; planned_down_ms is part of down, assumed_ms of up, down and out of service

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
-- What each entry began, with the part of it in the range. The last entry before the end lasts as far as the container is known, or to the
-- end after deleted. Up time before a lone restart is down for as long as the restart took.
spans AS (
  SELECT
    s.container,
    c.id,
    max(s.at, c.from_at) AS begin_at,
    s.until,
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
    ifnull(max(0, s.until - max(s.at, c.from_at, s.until - (
      SELECT CAST(ceil(e.duration_ms) AS INTEGER) FROM transitions AS e
      WHERE s.status = 'running' AND s.next_status = 'running' AND s.until < c.known_until
        AND e.container = s.container AND e.at = s.until AND e.ordinal = s.next_ordinal
        AND e.operation = 'restart' AND e.duration_ms > 0
    ))), 0) AS lone
  FROM stretches AS s CROSS JOIN scope AS c ON c.number = s.container
  WHERE s.at < c.to_at AND ifnull(s.until > c.from_at, 1)
),
told AS (
  SELECT
    container,
    sum(iif(condition = 'up', span - lone, 0)) AS up,
    sum(iif(condition = 'down', span, iif(condition = 'up', lone, 0))) AS down,
    sum(iif(condition = 'out', span, 0)) AS out,
    sum(CASE condition
      WHEN 'down' THEN (
        SELECT sum(min(m.end_at, s.begin_at + s.span) - max(m.begin_at, s.begin_at)) FROM maintenance AS m
        WHERE m.container_id = s.id AND m.begin_at < s.begin_at + s.span AND m.end_at > s.begin_at)
      WHEN 'up' THEN (
        SELECT sum(min(m.end_at, s.until) - max(m.begin_at, s.until - s.lone)) FROM maintenance AS m
        WHERE m.container_id = s.id AND s.lone > 0 AND m.begin_at < s.until AND m.end_at > s.until - s.lone)
    END) AS planned
  FROM spans AS s
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
    ifnull(t.planned, 0) + ifnull((
      SELECT sum(min(m.end_at, u.down_until) - max(m.begin_at, u.down_from)) FROM maintenance AS m
      WHERE m.container_id = u.id AND u.down_from < u.down_until AND m.begin_at < u.down_until AND m.end_at > u.down_from
    ), 0) AS planned,
    iif(u.condition = 'up', u.span - u.lone, 0) AS assumed_up,
    iif(u.condition = 'down', u.span, 0) AS assumed_down,
    iif(u.condition = 'out', u.span, 0) AS assumed_out
  FROM (
    SELECT
      *,
      CASE condition WHEN 'down' THEN max(assumed_since, from_at) WHEN 'up' THEN first_at - lone END AS down_from,
      CASE condition WHEN 'down' THEN max(assumed_since, from_at) + span WHEN 'up' THEN first_at END AS down_until
    FROM untold
  ) AS u
  LEFT JOIN told AS t ON t.container = u.number
)
SELECT
  id AS container_id,
  name AS container_name,
  CAST(up AS REAL) / nullif(up + down, 0) AS ratio,
  CAST(up - assumed_up AS REAL) / nullif(length - out, 0) AS low,
  CAST(length - out - down + assumed_down AS REAL) / nullif(length - out, 0) AS high,
  CAST(up AS REAL) / nullif(up + down - planned, 0) AS unplanned,
  up AS up_ms,
  down AS down_ms,
  planned AS planned_down_ms,
  length - up - down - out AS unknown_ms,
  assumed_up + assumed_down + assumed_out AS assumed_ms,
  out AS out_of_service_ms
FROM (
  SELECT 0 AS place, NULL AS id, '(fleet)' AS name, sum(length) AS length, sum(up) AS up, sum(down) AS down, sum(planned) AS planned, sum(out) AS out,
    sum(assumed_up) AS assumed_up, sum(assumed_down) AS assumed_down, sum(assumed_out) AS assumed_out
  FROM sums
  UNION ALL
  SELECT 1, id, name, length, up, down, planned, out, assumed_up, assumed_down, assumed_out FROM sums
)
ORDER BY place, id;
