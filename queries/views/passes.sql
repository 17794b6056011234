-- passes: the sync passes, numbered from 1. begun_at is milliseconds since 1970 UTC. full is 1 if everything was read again.
DROP VIEW IF EXISTS passes;

CREATE VIEW passes AS
SELECT number, begun_at, full, scope FROM pass_projection;
