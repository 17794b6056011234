-- coverage: how far each container is covered, stale or gone.
--
-- A container is covered until the start of its last complete sync pass. It is stale if that is before the end of the range,
-- unless it is gone or its last entry before that end says deleted.
--
-- Parameters (each can be left unbound):
--   :from  start of the range, inclusive: ISO 8601 or milliseconds since 1970; default: the start of the log
--   :to  end of the range, exclusive: ISO 8601 or milliseconds since 1970; default: the end of the log
--   :container  an id or a name: only these containers; default: all
--
-- Columns:
--   container_id, container_name, status (as last listed)
--   covered_until: null if the container was never covered. gone_since: null if it is not gone
--   stale: 1 or 0. uncovered_ms: the part of the range after covered_until
--   entries, vanished, quarantined: counted in the complete log of the container

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
  c.id AS container_id,
  c.name AS container_name,
  c.status,
  strftime('%Y-%m-%dT%H:%M:%fZ', c.covered_until / 1000.0, 'unixepoch') AS covered_until,
  strftime('%Y-%m-%dT%H:%M:%fZ', c.gone_since / 1000.0, 'unixepoch') AS gone_since,
  c.gone_since IS NULL AND ifnull(c.covered_until < b.to_at, 1) AND ifnull((
    SELECT t.to_status FROM transitions AS t
    WHERE t.container = c.number AND t.at < b.to_at
    ORDER BY t.at DESC, t.ordinal DESC LIMIT 1), '') <> 'deleted' AS stale,
  max(0, b.to_at - max(b.from_at, ifnull(c.covered_until, b.from_at))) AS uncovered_ms,
  c.entries,
  c.vanished,
  c.quarantined
FROM containers AS c, bounds AS b
WHERE nullif(:container, '') IS NULL OR :container IN (c.id, c.name)
ORDER BY c.id;
