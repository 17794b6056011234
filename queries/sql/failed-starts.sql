-- failed-starts: attempts to bring a container up that ended in failed.
--
-- An entry from stopped, creating, claiming, copying, paused or failed into failed is a failed start, provision, resume or
-- recover. It belongs to the range that contains its transition_time, covered or not.
--
-- Parameters (each can be left unbound):
--   :from  start of the range, inclusive: ISO 8601 or milliseconds since 1970; default: the start of the log
--   :to  end of the range, exclusive: ISO 8601 or milliseconds since 1970; default: the end of the log
--   :container  an id or a name: only these containers; default: all
--
-- Columns:
--   container_id, container_name
--   at, actor, operation (derived from the statuses if the log names none), from_status, to_status
--   attempt: start, provision, resume or recover
--   duration_ms: null if missing or unusable
--   event_id

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
)
SELECT
  t.container_id,
  t.container_name,
  strftime('%Y-%m-%dT%H:%M:%fZ', t.at / 1000.0, 'unixepoch') AS at,
  coalesce(t.actor, '(unattributed)') AS actor,
  t.performed AS operation,
  t.from_status,
  t.to_status,
  CASE
    WHEN t.from_status = 'stopped' THEN 'start'
    WHEN t.from_status IN ('creating', 'claiming', 'copying') THEN 'provision'
    WHEN t.from_status = 'paused' THEN 'resume'
    WHEN t.from_status = 'failed' THEN 'recover'
  END AS attempt,
  t.duration_ms,
  t.event_id
FROM transitions AS t
JOIN bounds AS b
WHERE t.at >= b.from_at AND t.at < b.to_at AND (nullif(:container, '') IS NULL OR :container IN (t.container_id, t.container_name)) AND t.to_status = 'failed'
  AND t.from_status IN ('stopped', 'creating', 'claiming', 'copying', 'paused', 'failed')
ORDER BY t.at, t.container_id, t.ordinal;
