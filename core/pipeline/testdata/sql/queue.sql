-- Printed by TestSQL in core/pipeline; -rewrite writes it anew.

-- rooms.Held
SELECT json_group_array(room) FROM (SELECT room FROM amora_room ORDER BY n);

-- counter.readCounters: ?1 the filter, JSON
WITH f AS MATERIALIZED (SELECT value FROM json_each(?1)),
sizes AS MATERIALIZED (SELECT DISTINCT length(partition) AS n FROM morango_databasemaxcounter),
found AS MATERIALIZED (
 SELECT d.partition FROM f CROSS JOIN morango_databasemaxcounter d
  WHERE d.partition >= f.value AND d.partition < f.value || CAST(x'ff' AS TEXT)
 UNION SELECT d.partition FROM f CROSS JOIN sizes CROSS JOIN morango_databasemaxcounter d
  WHERE d.partition = substr(f.value, 1, sizes.n))
SELECT json_group_array(json_array(partition, json(counters))) FROM (
 SELECT d.partition, json_group_object(d.instance_id, d.counter) AS counters
 FROM found CROSS JOIN morango_databasemaxcounter d ON d.partition = found.partition
 GROUP BY d.partition);

-- counter.reduce: ?1 an object, JSON, ?2 false
SELECT json_group_array(i.value) FROM json_each(?1) p, json_each(p.value) i
WHERE EXISTS (SELECT 1 FROM morango_store s
 WHERE s.last_saved_instance = i.key AND substr(s.partition, 1, length(p.key)) = p.key)
 OR (?2 AND EXISTS (SELECT 1 FROM amora_recordmaxcounter r CROSS JOIN morango_store s ON s.id = r.store_model_id
  WHERE r.instance_id = i.key AND substr(s.partition, 1, length(p.key)) = p.key));

-- rooms.Check: ?1 the filter, JSON, ?2 ''
SELECT (((SELECT count(*) > 1 FROM amora_room) AND (?1 IS NULL OR (SELECT count(DISTINCT substr(value, 1, 32)) <> 1 OR min(substr(value, 1, 32)) NOT IN (SELECT room FROM amora_room) FROM json_each(?1)))) OR ?2 <> '' AND (?2 NOT IN (SELECT room FROM amora_room) OR (SELECT count(*) > 1 FROM amora_room) AND ?2 <> (SELECT substr(value, 1, 32) FROM json_each(?1))));

-- pipeline.(*Engine).queue: ?1 the session, ?2 an object, JSON, ?3 the profile
WITH  due AS MATERIALIZED (SELECT p.key AS prefix, i.key AS instance, i.value AS above
 FROM json_each(?2) p, json_each(p.value) i)
INSERT INTO morango_buffer (transfer_session_id, incoming, model_uuid, source_id, model_name,
 profile, partition, _self_ref_fk,
 last_saved_instance, last_saved_counter, deleted, hard_deleted, rmcb, serialized, conflicting_serialized_data)
SELECT ?1, 0, s.id, s.source_id, s.model_name, s.profile, s.partition, s._self_ref_fk,
 s.last_saved_instance, s.last_saved_counter, s.deleted, s.hard_deleted,
 (SELECT nullif(json_group_object(r.instance_id, r.counter), '{}') FROM amora_recordmaxcounter r
  WHERE r.store_model_id = s.id),
 s.serialized, s.conflicting_serialized_data
FROM morango_store s WHERE s.rowid IN (SELECT s.rowid FROM due CROSS JOIN morango_store s INDEXED BY morango_store_saved
 ON s.last_saved_instance = due.instance AND s.last_saved_counter > due.above
 WHERE substr(s.partition, 1, length(due.prefix)) = due.prefix AND s.profile = ?3);

-- pipeline.(*Engine).queue
SELECT max(seq) FROM morango_buffer;

-- pipeline.(*Engine).Save: ?1 the session, ?2 true, ?3 'queuing', ?4 'completed', ?5 a number, ?6 a number, ?7 a number, ?8 a number, ?9 a row in the Buffer, ?10 a number, ?11 a number, ?12 the time, ?13 false, ?14 ''
UPDATE morango_transfersession SET active = ?2, transfer_stage = ?3, transfer_stage_status = ?4,
 records_total = nullif(?5, -1), records_transferred = ?6, bytes_sent = ?7, bytes_received = ?8,
 buffer_first = nullif(?9, 0), conflicts = ?10, quarantined = ?11, last_activity_timestamp = ?12, again = ?13
WHERE seq = ?1 AND active = 1 AND runner = ?14;

-- pipeline.(*Engine).Save: ?1 the session, ?2 an object, JSON, ?3 an object, JSON
UPDATE morango_transfersession SET client_fsic = ?2, server_fsic = ?3 WHERE seq = ?1;
