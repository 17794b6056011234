-- slow-starts: transitions beyond the typical time, the worst first.
--
-- Typical times: start 15 s, stop 10 s, force-stop 1 s, pause 1.5 s, resume 2 s. Other kinds have no typical time.
-- A sample is a duration_ms that is finite, not negative and at most 24 hours. Missing (or null) and invalid durations are
-- counted separately. An entry belongs to the range that contains its transition_time, covered or not.
--
-- Parameters (each can be left unbound):
--   :from  start of the range, inclusive: ISO 8601 or milliseconds since 1970; default: the start of the log
--   :to  end of the range, exclusive: ISO 8601 or milliseconds since 1970; default: the end of the log
--   :container  an id or a name: only these containers; default: all
--
-- Columns:
--   container_id, container_name
--   at, actor, operation (derived from the statuses if the log names none), from_status, to_status
--   kind, duration_ms, typical_ms, times: duration divided by typical time
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
),
typical (kind, typical_ms) AS (
  VALUES ('start', 15000), ('stop', 10000), ('force-stop', 1000), ('pause', 1500), ('resume', 2000)
)
SELECT
  t.container_id,
  t.container_name,
  strftime('%Y-%m-%dT%H:%M:%fZ', t.at / 1000.0, 'unixepoch') AS at,
  coalesce(t.actor, '(unattributed)') AS actor,
  t.performed AS operation,
  t.from_status,
  t.to_status,
  t.kind,
  t.duration_ms,
  y.typical_ms,
  t.duration_ms / y.typical_ms AS times,
  t.event_id
FROM transitions AS t
JOIN typical AS y ON y.kind = t.kind
JOIN bounds AS b
WHERE t.at >= b.from_at AND t.at < b.to_at AND (nullif(:container, '') IS NULL OR :container IN (t.container_id, t.container_name)) AND t.duration_ms > y.typical_ms
ORDER BY times DESC, t.at, t.container_id, t.ordinal;
