-- groups: the group of each container; all, as long as nothing declares groups.
-- tacho query puts a temporary table with the groups of the configuration in front of it.
DROP VIEW IF EXISTS groups;

CREATE VIEW groups AS
SELECT id AS container_id, 'all' AS name FROM container_projection;
