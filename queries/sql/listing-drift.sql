-- listing-drift: the listings whose status contradicts the newest entry before them.
--
-- A listing's instant is the beginning of its pass; it counts where it lies in the range and no entry lies within 60 s of it, the
-- 60th second included.
-- No entry at or after the end of the range is used.
--
-- Parameters (each can be left unbound):
--   :from  the beginning of the range, inclusive: ISO 8601 or milliseconds since 1970; without it, the beginning of the log
--   :to  the end of the range, exclusive: ISO 8601 or milliseconds since 1970; without it, the end of the log
--   :container  an id or a name: only these containers; without it, all
--
-- Columns:
--   container_id, container_name, at, pass
--   listed, timeline: the status that the listing and the newest entry before it say
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
