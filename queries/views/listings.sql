-- listings: what the container list of each pass said about each container. One row per container and pass. at is the start of
-- the pass.
DROP VIEW IF EXISTS listings;

CREATE VIEW listings AS
SELECT
  l.container,
  c.id AS container_id,
  p.number AS pass,
  p.begun_at AS at,
  s.text AS status
FROM listing_projection AS l
JOIN pass_projection AS p ON p.number BETWEEN l.first_pass AND l.last_pass
LEFT JOIN container_projection AS c ON c.number = l.container
LEFT JOIN name_projection AS s ON s.number = l.status;
