-- quality: the entries of the range, and what is wrong with them.
--
-- All counts are entries in the range, except quarantined, which counts the complete store. A chain break counts in the range
-- that contains the contradicting entry.
-- Entries with the same time keep the order that the store gave them (ordinal). The store chose it by looking at the complete
-- log.
--
-- Parameters (each can be left unbound):
--   :from  start of the range, inclusive: ISO 8601 or milliseconds since 1970; default: the start of the log
--   :to  end of the range, exclusive: ISO 8601 or milliseconds since 1970; default: the end of the log
--   :container  an id or a name: only these containers; default: all
--
-- Columns:
--   entries, amended, vanished, quarantined, chain_breaks, missing_id, missing_duration, invalid_duration, missing_actor
--   unknown_status: entries into or out of a status outside the known list

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
  count(*) AS entries,
  ifnull(sum(t.amended), 0) AS amended,
  ifnull(sum(t.vanished), 0) AS vanished,
  (
    SELECT count(*) FROM quarantine AS q
    WHERE nullif(:container, '') IS NULL OR :container IN (q.container_id, q.container_name)
  ) AS quarantined,
  (
    SELECT count(*)
    FROM stretches AS s CROSS JOIN containers AS c ON c.number = s.container
    JOIN bounds AS b
    WHERE s.broken AND s.until >= b.from_at AND s.until < b.to_at
      AND (nullif(:container, '') IS NULL OR :container IN (c.id, c.name))
  ) AS chain_breaks,
  ifnull(sum(t.id_missing), 0) AS missing_id,
  ifnull(sum(t.duration_reading = 'missing'), 0) AS missing_duration,
  ifnull(sum(t.duration_reading = 'invalid'), 0) AS invalid_duration,
  ifnull(sum(t.actor IS NULL), 0) AS missing_actor,
  ifnull(sum(t.to_status NOT IN (
    'creating', 'claiming', 'copying', 'running', 'paused', 'stopped', 'failed', 'deleting', 'deleted') OR ifnull(t.from_status NOT IN (
    'creating', 'claiming', 'copying', 'running', 'paused', 'stopped', 'failed', 'deleting', 'deleted'), 0)), 0) AS unknown_status
FROM transitions AS t
JOIN bounds AS b
WHERE t.at >= b.from_at AND t.at < b.to_at AND (nullif(:container, '') IS NULL OR :container IN (t.container_id, t.container_name));
