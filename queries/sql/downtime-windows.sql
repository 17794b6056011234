-- downtime-windows: every downtime window: when, opened and closed by whom.
--
-- A window is an uninterrupted period of down time, as long as possible. Up time of zero length separates two windows, and a
-- window can have zero length. A lone running to running restart that took time is a window too; it ends at the entry.
-- The query lists each window that starts before the end of the range and ends at or after its start.
-- No entry at or after the end of the range is used. Time from covered_until on is unknown, so all windows and restarts are
-- before it. After deleted, or from gone_since on, a container is out of service, covered or not.
-- If from_status contradicts the entry before it, all the time between the two entries is unknown. A missing from_status
-- contradicts nothing. A null from_status contradicts everything except deleted.
-- The time from the creation of a container to its first entry is assumed to have been spent in the from_status of that entry.
-- Without entries, it is assumed to have been spent in the status in which all listings agree.
-- A window is planned if it lies wholly inside declared maintenance. Groups, maintenance and kinds of actors are those of the
-- tables groups, maintenance and actor_kinds.
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
--   container_id, container_name, group
--   start, end: end is null while the window is open
--   duration_ms: the full length; for an open window, as far as it is known. in_range_ms: the part in the range
--   open: 1 if the container is still down at the end of the range or of coverage; cut: 1 if unknown time ended the window;
--     planned: 1 if it is; assumed: 1 if a part is assumed
--   statuses_stopped_ms, statuses_failed_ms, statuses_paused_ms: the full time per status
--   opened_by_actor, opened_by_kind, opened_by_operation, opened_by_event_id, opened_by_at: the entry that opened it; null if
--     none did. Its actor is the one to whom the window belongs; (unattributed) if the log names none
--   closed_by_actor, closed_by_kind, closed_by_operation, closed_by_event_id, closed_by_at: the entry that closed it; null if
--     none did

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
down AS (
  SELECT *, sum(begins) OVER (PARTITION BY container ORDER BY at, ordinal) AS run FROM marked
),
-- Lone restarts: entries from running to running by a restart that took time, at the end of an up stretch.
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
  l.container_id,
  l.container_name,
  (SELECT g.name FROM groups AS g WHERE g.container_id = l.container_id) AS "group",
  strftime('%Y-%m-%dT%H:%M:%fZ', l.begin_at / 1000.0, 'unixepoch') AS start,
  strftime('%Y-%m-%dT%H:%M:%fZ', iif(l.open, NULL, l.ended_at) / 1000.0, 'unixepoch') AS "end",
  l.ended_at - l.begin_at AS duration_ms,
  max(0, min(l.ended_at, l.to_at) - max(l.begin_at, l.from_at)) AS in_range_ms,
  l.open,
  l.cut,
  EXISTS (
    SELECT 1 FROM maintenance AS m
    WHERE m.container_id = l.container_id AND m.begin_at <= l.begin_at AND l.begin_at < m.end_at AND l.ended_at <= m.end_at
  ) AS planned,
  l.assumed,
  l.stopped_ms AS statuses_stopped_ms,
  l.failed_ms AS statuses_failed_ms,
  l.paused_ms AS statuses_paused_ms,
  iif(o.at IS NULL, NULL, coalesce(o.actor, '(unattributed)')) AS opened_by_actor,
  coalesce((SELECT k.kind FROM actor_kinds AS k WHERE k.actor = o.actor), o.actor_kind) AS opened_by_kind,
  o.performed AS opened_by_operation,
  o.event_id AS opened_by_event_id,
  strftime('%Y-%m-%dT%H:%M:%fZ', o.at / 1000.0, 'unixepoch') AS opened_by_at,
  iif(x.at IS NULL, NULL, coalesce(x.actor, '(unattributed)')) AS closed_by_actor,
  coalesce((SELECT k.kind FROM actor_kinds AS k WHERE k.actor = x.actor), x.actor_kind) AS closed_by_kind,
  x.performed AS closed_by_operation,
  x.event_id AS closed_by_event_id,
  strftime('%Y-%m-%dT%H:%M:%fZ', x.at / 1000.0, 'unixepoch') AS closed_by_at
FROM listed AS l
LEFT JOIN opened AS o ON o.number = l.number
LEFT JOIN closed AS x ON x.number = l.number
ORDER BY l.begin_at, l.container_id, l.opened_at, l.opened_ordinal;
