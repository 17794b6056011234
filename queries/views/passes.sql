-- passes: the sync passes, from 1. begun_at is in milliseconds since 1970 UTC; full is 1 where everything was read again.
DROP VIEW IF EXISTS passes;

CREATE VIEW passes AS
SELECT number, begun_at, full, scope FROM pass_projection;
