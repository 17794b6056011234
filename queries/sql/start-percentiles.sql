-- start-percentiles: how long starts or other transitions took, by container.
--
-- A start is an entry from stopped to running, including the starts that belong to restarts.
-- A sample is a duration_ms that is finite, not negative and at most 24 hours. Missing (or null) and invalid durations are
-- counted separately. An entry belongs to the range that contains its transition_time, covered or not.
-- Percentiles are exact, with linear interpolation between raw samples (Hyndman-Fan type 7). P is withheld (null) if n * (100 -
-- P) < 100.
--
-- Parameters (each can be left unbound):
--   :from  start of the range, inclusive: ISO 8601 or milliseconds since 1970; default: the start of the log
--   :to  end of the range, exclusive: ISO 8601 or milliseconds since 1970; default: the end of the log
--   :container  an id or a name: only these containers; default: all
--   :kind  start, recover, provision, resume, stop, force-stop, pause, fail or other; default: start
--
-- Columns:
--   container_id, container_name: null and (fleet) in the first row, all samples pooled
--   n, missing, invalid: entries with a sample, without a duration, with an unusable duration
--   min_ms, mean_ms, p50_ms, p75_ms, p90_ms, p95_ms, p99_ms, max_ms

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
samples AS MATERIALIZED (
  SELECT t.container AS grp, t.duration_ms, t.duration_reading
  FROM transitions AS t
  JOIN bounds AS b
  WHERE t.at >= b.from_at AND t.at < b.to_at AND (nullif(:container, '') IS NULL OR :container IN (t.container_id, t.container_name)) AND t.kind = coalesce(nullif(:kind, ''), 'start')
),
pooled AS (
  SELECT * FROM samples UNION ALL SELECT NULL, duration_ms, duration_reading FROM samples
),
counts AS MATERIALIZED (
  SELECT
    grp,
    count(*) AS entries,
    sum(duration_reading = 'valid') AS n,
    sum(duration_reading = 'missing') AS missing,
    sum(duration_reading = 'invalid') AS invalid,
    min(duration_ms) AS min_ms,
    avg(duration_ms) AS mean_ms,
    max(duration_ms) AS max_ms
  FROM pooled GROUP BY grp
),
placed AS (
  SELECT p.grp, p.place, p.duration_ms, c.n
  FROM (
    SELECT grp, duration_ms, row_number() OVER (PARTITION BY grp ORDER BY duration_ms) AS place
    FROM pooled WHERE duration_ms IS NOT NULL
  ) AS p CROSS JOIN counts AS c ON c.grp IS p.grp
),
picked AS MATERIALIZED (
  SELECT
    s.grp,
    s.n,
    max(iif(s.place = (s.n - 1) * 50 / 100 + 1, s.duration_ms, NULL)) AS low50,
    max(iif(s.place = min((s.n - 1) * 50 / 100 + 2, s.n), s.duration_ms, NULL)) AS high50,
    max(iif(s.place = (s.n - 1) * 75 / 100 + 1, s.duration_ms, NULL)) AS low75,
    max(iif(s.place = min((s.n - 1) * 75 / 100 + 2, s.n), s.duration_ms, NULL)) AS high75,
    max(iif(s.place = (s.n - 1) * 90 / 100 + 1, s.duration_ms, NULL)) AS low90,
    max(iif(s.place = min((s.n - 1) * 90 / 100 + 2, s.n), s.duration_ms, NULL)) AS high90,
    max(iif(s.place = (s.n - 1) * 95 / 100 + 1, s.duration_ms, NULL)) AS low95,
    max(iif(s.place = min((s.n - 1) * 95 / 100 + 2, s.n), s.duration_ms, NULL)) AS high95,
    max(iif(s.place = (s.n - 1) * 99 / 100 + 1, s.duration_ms, NULL)) AS low99,
    max(iif(s.place = min((s.n - 1) * 99 / 100 + 2, s.n), s.duration_ms, NULL)) AS high99
  FROM placed AS s GROUP BY s.grp
)
SELECT
  c.id AS container_id,
  iif(d.grp IS NULL, '(fleet)', c.name) AS container_name,
  d.n,
  d.missing,
  d.invalid,
  d.min_ms,
  d.mean_ms,
  iif(p.n * 50 < 100, NULL, p.low50 + (p.high50 - p.low50) * (((p.n - 1) * 50 % 100) / 100.0)) AS p50_ms,
  iif(p.n * 25 < 100, NULL, p.low75 + (p.high75 - p.low75) * (((p.n - 1) * 75 % 100) / 100.0)) AS p75_ms,
  iif(p.n * 10 < 100, NULL, p.low90 + (p.high90 - p.low90) * (((p.n - 1) * 90 % 100) / 100.0)) AS p90_ms,
  iif(p.n * 5 < 100, NULL, p.low95 + (p.high95 - p.low95) * (((p.n - 1) * 95 % 100) / 100.0)) AS p95_ms,
  iif(p.n * 1 < 100, NULL, p.low99 + (p.high99 - p.low99) * (((p.n - 1) * 99 % 100) / 100.0)) AS p99_ms,
  d.max_ms
FROM counts AS d
LEFT JOIN picked AS p ON p.grp IS d.grp
LEFT JOIN containers AS c ON c.number = d.grp
ORDER BY d.grp IS NOT NULL, c.id;
