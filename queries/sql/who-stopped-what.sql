-- who-stopped-what: who brought containers into a status, newest first.
--
-- Lists every entry into :status in the range, with the downtime window that it opened, if any.
-- A window is an uninterrupted period of down time, as long as possible. Up time of zero length separates two windows, and a
-- window can have zero length. A lone running to running restart that took time is a window too; it ends at the entry.
-- No entry at or after the end of the range is used. Time from covered_until on is unknown, so all windows and restarts are
-- before it. After deleted, or from gone_since on, a container is out of service, covered or not.
-- If from_status contradicts the entry before it, all the time between the two entries is unknown. A missing from_status
-- contradicts nothing. A null from_status contradicts everything except deleted.
-- Entries with the same time keep the order that the store gave them (ordinal). The store chose it by looking at the complete
-- log.
--
-- Parameters (each can be left unbound):
--   :from  start of the range, inclusive: ISO 8601 or milliseconds since 1970; default: the start of the log
--   :to  end of the range, exclusive: ISO 8601 or milliseconds since 1970; default: the end of the log
--   :container  an id or a name: only these containers; default: all
--   :status  the status that the entries lead to; default: stopped
--   :paused  what paused counts as: up, down or out; default: down
--
-- Columns:
--   container_id, container_name
--   at, actor, kind (of the actor: by the table actor_kinds, else by the default rules), operation, from_status, to_status
--   duration_ms: how long the transition took; null if missing or unusable
--   event_id
--   window_end, window_duration_ms, window_open, window_cut, window_planned: the window that the entry opened; null if it opened
--     none. It is planned if it lies wholly inside declared maintenance (the table maintenance)
--   window_closed_by_actor, window_closed_by_operation: who ended the window, and with which operation; null if no entry did

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
-- The entries that closed the windows.
closed AS MATERIALIZED (
  SELECT l.number, t.event_id, t.at, t.actor, t.actor_kind, t.performed, t.to_status
  FROM listed AS l CROSS JOIN transitions AS t
    ON t.container = l.container AND t.at = l.closed_at AND t.ordinal = l.closed_ordinal
),
windows_by_entry AS MATERIALIZED (
  SELECT
    l.container, l.opened_at, l.opened_ordinal, l.ended_at, l.begin_at, l.open, l.cut, x.at AS closed_at, x.actor, x.performed
  FROM listed AS l LEFT JOIN closed AS x ON x.number = l.number
  WHERE l.opened_at IS NOT NULL
)
SELECT
  t.container_id,
  t.container_name,
  strftime('%Y-%m-%dT%H:%M:%fZ', t.at / 1000.0, 'unixepoch') AS at,
  coalesce(t.actor, '(unattributed)') AS actor,
  coalesce((SELECT k.kind FROM actor_kinds AS k WHERE k.actor = t.actor), t.actor_kind) AS kind,
  t.performed AS operation,
  t.from_status,
  t.to_status,
  t.duration_ms,
  t.event_id,
  strftime('%Y-%m-%dT%H:%M:%fZ', iif(w.open, NULL, w.ended_at) / 1000.0, 'unixepoch') AS window_end,
  w.ended_at - w.begin_at AS window_duration_ms,
  w.open AS window_open,
  w.cut AS window_cut,
  iif(w.begin_at IS NULL, NULL, EXISTS (
    SELECT 1 FROM maintenance AS m
    WHERE m.container_id = t.container_id AND m.begin_at <= w.begin_at AND w.begin_at < m.end_at AND w.ended_at <= m.end_at
  )) AS window_planned,
  iif(w.closed_at IS NULL, NULL, coalesce(w.actor, '(unattributed)')) AS window_closed_by_actor,
  w.performed AS window_closed_by_operation
FROM transitions AS t
CROSS JOIN scope AS c ON c.number = t.container
LEFT JOIN windows_by_entry AS w
  ON w.container = t.container AND w.opened_at = t.at AND w.opened_ordinal = t.ordinal
WHERE t.to_status = coalesce(nullif(:status, ''), 'stopped') AND t.at >= c.from_at AND t.at < c.to_at
ORDER BY t.at DESC, t.container_id, t.ordinal DESC;
