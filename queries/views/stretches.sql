-- stretches: what each entry begins, and what the next entry says about it. One row per entry.
-- The status holds from at until the time of the next entry (null: this is the last entry), unless broken is 1. Then the
-- from_status of the next entry contradicts it: an entry is missing, and all the time between the two is unknown. A missing
-- from_status contradicts nothing. A null from_status contradicts everything except deleted.
-- next_… describes the next stretch in the same way. Coverage, gone containers and the end of a report's range are not applied
-- here.
DROP VIEW IF EXISTS stretches;

CREATE VIEW stretches AS
SELECT
  container,
  at,
  ordinal,
  CASE to_status
    WHEN 4 THEN 'running' WHEN 6 THEN 'stopped' WHEN 7 THEN 'failed' WHEN 5 THEN 'paused' WHEN 9 THEN 'deleted'
    ELSE (SELECT text FROM name_projection WHERE number = to_status)
  END AS status,
  -- The claim is 0 where from_status is null and null where it is missing.
  ifnull(next_claim <> to_status AND NOT (next_claim = 0 AND to_status = 9), 0) AS broken,
  until,
  iif(until = at, ordinal + 1, 0) AS next_ordinal,
  CASE next_status
    WHEN 4 THEN 'running' WHEN 6 THEN 'stopped' WHEN 7 THEN 'failed' WHEN 5 THEN 'paused' WHEN 9 THEN 'deleted'
    ELSE (SELECT text FROM name_projection WHERE number = next_status)
  END AS next_status,
  ifnull(second_claim <> next_status AND NOT (second_claim = 0 AND next_status = 9), 0) AS next_broken,
  next_until
FROM (
  SELECT
    container,
    at,
    ordinal,
    to_status,
    lead(at) OVER entries AS until,
    lead(to_status) OVER entries AS next_status,
    lead(iif(flags & 4, NULL, ifnull(from_status, 0))) OVER entries AS next_claim,
    lead(at, 2) OVER entries AS next_until,
    lead(iif(flags & 4, NULL, ifnull(from_status, 0)), 2) OVER entries AS second_claim
  FROM transition_projection
  WINDOW entries AS (PARTITION BY container ORDER BY at, ordinal)
);
