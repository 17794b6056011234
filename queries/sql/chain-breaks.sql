-- chain-breaks: entries that do not connect to the entry before them.
--
-- A missing from_status contradicts nothing. A null from_status contradicts everything except deleted. The range contains the
-- entry that contradicts. All the time between the two entries is unknown.
-- Entries with the same time keep the order that the store gave them (ordinal). The store chose it by looking at the complete
-- log.
--
-- Parameters (each can be left unbound):
--   :from  start of the range, inclusive: ISO 8601 or milliseconds since 1970; default: the start of the log
--   :to  end of the range, exclusive: ISO 8601 or milliseconds since 1970; default: the end of the log
--   :container  an id or a name: only these containers; default: all
--
-- Columns:
--   container_id, container_name
--   at, actor, operation (derived from the statuses if the log names none), from_status, to_status, event_id
--   from_status is null if it is null in the entry
--   after_status, after_at: the entry before it. unknown_ms: the time between

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
  t.event_id,
  s.status AS after_status,
  strftime('%Y-%m-%dT%H:%M:%fZ', s.at / 1000.0, 'unixepoch') AS after_at,
  t.at - s.at AS unknown_ms
FROM stretches AS s
CROSS JOIN transitions AS t ON t.container = s.container AND t.at = s.until AND t.ordinal = s.next_ordinal
JOIN bounds AS b
WHERE t.at >= b.from_at AND t.at < b.to_at AND (nullif(:container, '') IS NULL OR :container IN (t.container_id, t.container_name)) AND s.broken
ORDER BY t.at, t.container_id, t.ordinal;
