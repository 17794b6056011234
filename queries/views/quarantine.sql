-- quarantine: the entries that cannot be on a timeline, with the reason. observations has the received body under the same seq.
DROP VIEW IF EXISTS quarantine;

CREATE VIEW quarantine AS
SELECT q.seq, q.container, c.id AS container_id, c.name AS container_name, q.at, q.reason, q.vanished
FROM quarantine_projection AS q
LEFT JOIN container_projection AS c ON c.number = q.container;
