-- listing-drift: listings that contradict the newest entry before them.
--
-- The time of a listing is the start of its pass. A listing counts if that time is in the range and no entry is within 60 s of
-- it, including the 60th second.
-- No entry at or after the end of the range is used.
--
-- Parameters (each can be left unbound):
--   :from  start of the range, inclusive: ISO 8601 or milliseconds since 1970; default: the start of the log
--   :to  end of the range, exclusive: ISO 8601 or milliseconds since 1970; default: the end of the log
--   :container  an id or a name: only these containers; default: all
--
-- Columns:
--   container_id, container_name, at, pass
--   listed, timeline: the status in the listing, and the status of the newest entry before it
--   newest_entry_at

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
  strftime('%Y-%m-%dT%H:%M:%fZ', l.at / 1000.0, 'unixepoch') AS at,
  l.pass,
  l.status AS listed,
  t.to_status AS timeline,
  strftime('%Y-%m-%dT%H:%M:%fZ', t.at / 1000.0, 'unixepoch') AS newest_entry_at
FROM listings AS l
CROSS JOIN bounds AS b
CROSS JOIN containers AS c ON c.number = l.container
CROSS JOIN transitions AS t ON t.container = l.container
WHERE l.at >= b.from_at AND l.at < b.to_at AND (nullif(:container, '') IS NULL OR :container IN (c.id, c.name))
  -- The newest entry up to 60 s after the listing: near, there is no drift; else it is the newest before the listing.
  AND (t.at, t.ordinal) = (
    SELECT n.at, n.ordinal FROM transitions AS n
    WHERE n.container = l.container AND n.at <= l.at + 60000 AND n.at < b.to_at
    ORDER BY n.at DESC, n.ordinal DESC LIMIT 1)
  AND t.at < l.at - 60000 AND t.to_status <> l.status
ORDER BY l.at, c.id;
