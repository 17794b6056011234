-- maintenance: the declared maintenance of each container; none, as long as nothing declares it. One row per interval
-- [begin_at, end_at), in milliseconds since 1970 UTC. The intervals of a container have no time in common and do not touch.
-- tacho query puts a temporary table with the maintenance of the configuration in front of it.
DROP VIEW IF EXISTS maintenance;

CREATE VIEW maintenance AS
SELECT NULL AS container_id, NULL AS begin_at, NULL AS end_at WHERE 0;
