-- quarantined: what was received as an entry but can stand on no timeline, with the reason and the text as received.
--
-- Quarantine is of the whole store: an entry without a usable instant belongs to no range.
--
-- Parameters (each can be left unbound):
--   :container  an id or a name: only these containers; without it, all
--
-- Columns:
--   container_id, container_name, at (null where unusable), reason
--   vanished: 1 where upstream no longer shows it
--   seq, body: its observation as received

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
