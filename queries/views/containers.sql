-- containers: every container in the store. Times are milliseconds since 1970 UTC.
-- server (its name, else its id) and image are those of the newest listing.
-- covered_until: the start of its last complete sync pass (null: never). read_at: when that pass had read it, by the
-- client's clock. gone_since: the last pass that saw it (null: not gone).
-- newest_at: the time of its newest entry. first_at: the time of its first entry (null: no entry).
-- existing_since: the container did not exist before this time (null: unknown). It is the time of the first entry if its
-- from_status is null, else created_at, else the time in the id, but never later than first_at.
-- From assumed_since to first_at, the container is assumed to have been in assumed_status. This is the from_status of the first
-- entry or, without entries, the status in which the listings agree (null: unknown).
DROP VIEW IF EXISTS containers;

CREATE VIEW containers AS
SELECT
  c.number,
  c.id,
  c.name,
  c.project_id,
  c.project_alias,
  c.server,
  c.image,
  s.text AS status,
  c.created_at,
  c.covered_until,
  c.read_at,
  c.gone_since,
  c.entries,
  c.vanished,
  c.quarantined,
  e.at AS first_at,
  c.newest_at,
  CASE
    WHEN e.at IS NULL THEN c.born_at
    WHEN e.from_status IS NULL AND e.flags & 4 = 0 THEN e.at
    ELSE min(c.born_at, e.at)
  END AS existing_since,
  CASE WHEN e.at IS NULL THEN l.status ELSE f.text END AS assumed_status,
  CASE WHEN e.at IS NULL THEN coalesce(c.born_at, l.first_at) WHEN f.text IS NOT NULL THEN min(c.born_at, e.at) END AS assumed_since
FROM (
  SELECT *, coalesce(created_at, CASE WHEN length(id) = 24 AND id NOT GLOB '*[^0-9a-f]*' THEN 1000 * (
      ((instr('0123456789abcdef', substr(id, 1, 1)) - 1) << 28) + ((instr('0123456789abcdef', substr(id, 2, 1)) - 1) << 24)
    + ((instr('0123456789abcdef', substr(id, 3, 1)) - 1) << 20) + ((instr('0123456789abcdef', substr(id, 4, 1)) - 1) << 16)
    + ((instr('0123456789abcdef', substr(id, 5, 1)) - 1) << 12) + ((instr('0123456789abcdef', substr(id, 6, 1)) - 1) << 8)
    + ((instr('0123456789abcdef', substr(id, 7, 1)) - 1) << 4) + (instr('0123456789abcdef', substr(id, 8, 1)) - 1)
  ) END) AS born_at
  FROM container_projection
) AS c
LEFT JOIN transition_projection AS e
  ON e.container = c.number AND e.ordinal = 0
  AND e.at = (SELECT min(at) FROM transition_projection WHERE container = c.number)
LEFT JOIN name_projection AS f ON f.number = e.from_status
LEFT JOIN name_projection AS s ON s.number = c.status
LEFT JOIN (
  SELECT r.container, min(p.begun_at) AS first_at, iif(min(n.text) = max(n.text), min(n.text), NULL) AS status
  FROM listing_projection AS r
  JOIN pass_projection AS p ON p.number = r.first_pass
  LEFT JOIN name_projection AS n ON n.number = r.status
  GROUP BY r.container
) AS l ON l.container = c.number;
