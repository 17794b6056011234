-- quarantined: received elements that fit on no timeline, and why.
--
-- Quarantine covers the complete store, because an entry without a usable time belongs to no range.
--
-- Parameters (each can be left unbound):
--   :container  an id or a name: only these containers; default: all
--
-- Columns:
--   container_id, container_name, at (null if unusable), reason
--   vanished: 1 if the platform no longer shows it
--   seq, body: the number of its observation in the log, and its text as received

SELECT
  q.container_id,
  q.container_name,
  strftime('%Y-%m-%dT%H:%M:%fZ', q.at / 1000.0, 'unixepoch') AS at,
  q.reason,
  q.vanished,
  q.seq,
  o.body
FROM quarantine AS q JOIN observations AS o ON o.seq = q.seq
WHERE nullif(:container, '') IS NULL OR :container IN (q.container_id, q.container_name)
ORDER BY q.seq;
