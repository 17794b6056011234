-- transitions: every entry of every status log in its newest version. One row per entry, including vanished entries.
-- at is transition_time in milliseconds since 1970 UTC. ordinal is the position among the entries of the same time. In the order
-- of container, at and ordinal, neighbouring rows are neighbours on the timeline. event_id is the id of the entry. Without an id,
-- it is container@instant:from>to, and id_missing is 1.
-- duration_ms is null unless it is a sample (0 to 86400000). duration_reading gives the reason: missing, invalid or valid.
-- kind is the kind of transition. performed is the operation, or the operation derived from the statuses. actor_kind follows the
-- default rules only, because the rules of the configuration are not in the store.
-- reason is the first text that is not blank among metadata.error, error_message, message and reason (of an object its message,
-- else its JSON). reason_is_error: it is under error or error_message. server is metadata.server_name.
DROP VIEW IF EXISTS transitions;

CREATE VIEW transitions AS
SELECT
  t.container,
  c.id AS container_id,
  c.name AS container_name,
  t.at,
  t.ordinal,
  t.seq,
  CASE typeof(t.entry_id)
    WHEN 'blob' THEN lower(hex(t.entry_id))
    WHEN 'text' THEN t.entry_id
    ELSE c.id || '@' || strftime('%Y-%m-%dT%H:%M:%fZ', t.at / 1000.0, 'unixepoch') || ':'
      || coalesce(f.text, iif(t.flags & 4, 'missing', 'null')) || '>' || s.text
  END AS event_id,
  t.entry_id IS NULL AS id_missing,
  f.text AS from_status,
  t.flags / 4 % 2 AS from_missing,
  s.text AS to_status,
  CASE WHEN t.flags & 8 = 0 AND t.duration_ms BETWEEN 0 AND 86400000 THEN t.duration_ms END AS duration_ms,
  CASE
    WHEN t.flags & 8 THEN 'invalid'
    WHEN t.duration_ms IS NULL THEN 'missing'
    WHEN t.duration_ms BETWEEN 0 AND 86400000 THEN 'valid'
    ELSE 'invalid'
  END AS duration_reading,
  nullif(a.text, '') AS actor,
  CASE
    WHEN ifnull(a.text, '') = '' THEN 'unattributed'
    WHEN a.text LIKE 'user%' THEN 'user'
    WHEN a.text LIKE '%automation%' OR a.text LIKE '%script%' OR a.text LIKE 'cron%' OR a.text LIKE 'bot%' THEN 'automation'
    WHEN ' ' || lower(a.text) || ' ' GLOB '*[^a-z0-9]ci[^a-z0-9]*' THEN 'automation'
    WHEN a.text LIKE 'system%' OR a.text LIKE 'server%' OR a.text LIKE 'autostart%' OR a.text LIKE 'platform%' THEN 'system'
    ELSE 'other'
  END AS actor_kind,
  nullif(o.text, '') AS operation,
  r.text AS reason,
  t.flags / 16 % 2 AS reason_is_error,
  v.text AS server,
  t.flags % 2 AS amended,
  t.flags / 2 % 2 AS vanished,
  CASE s.text
    WHEN 'running' THEN CASE f.text
      WHEN 'stopped' THEN 'start'
      WHEN 'failed' THEN 'recover'
      WHEN 'creating' THEN 'provision'
      WHEN 'claiming' THEN 'provision'
      WHEN 'copying' THEN 'provision'
      WHEN 'paused' THEN 'resume'
      ELSE 'other'
    END
    WHEN 'stopped' THEN iif(o.text = 'force-stop', 'force-stop', 'stop')
    WHEN 'paused' THEN 'pause'
    WHEN 'failed' THEN 'fail'
    ELSE 'other'
  END AS kind,
  coalesce(nullif(o.text, ''), CASE s.text
    WHEN 'running' THEN CASE f.text
      WHEN 'stopped' THEN 'start'
      WHEN 'failed' THEN 'start'
      WHEN 'creating' THEN 'provision'
      WHEN 'claiming' THEN 'provision'
      WHEN 'copying' THEN 'provision'
      WHEN 'paused' THEN 'resume'
      ELSE 'other'
    END
    WHEN 'stopped' THEN 'stop'
    WHEN 'paused' THEN 'pause'
    WHEN 'failed' THEN 'fail'
    ELSE 'other'
  END) AS performed
FROM transition_projection AS t
LEFT JOIN container_projection AS c ON c.number = t.container
LEFT JOIN name_projection AS f ON f.number = t.from_status
LEFT JOIN name_projection AS s ON s.number = t.to_status
LEFT JOIN name_projection AS a ON a.number = t.actor
LEFT JOIN name_projection AS o ON o.number = t.operation
LEFT JOIN reason_projection AS r ON r.number = t.reason
LEFT JOIN name_projection AS v ON v.number = t.server;
