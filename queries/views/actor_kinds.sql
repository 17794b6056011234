-- actor_kinds: the kinds of actors that are not those of the default rules; none, as long as nothing declares them.
-- tacho query puts a temporary table with the kinds by the configuration in front of it.
DROP VIEW IF EXISTS actor_kinds;

CREATE VIEW actor_kinds AS
SELECT NULL AS actor, NULL AS kind WHERE 0;
