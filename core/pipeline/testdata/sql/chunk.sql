-- Printed by TestSQL in core/pipeline; -rewrite writes it anew.

-- pipeline.(*Engine).ReadChunk: ?1 a row in the Buffer, ?2 a row in the Buffer
WITH r (seq, bytes) AS NOT MATERIALIZED (SELECT seq, octet_length(serialized) + octet_length(conflicting_serialized_data) + 400 FROM morango_buffer WHERE seq BETWEEN ?1 AND ?2)
SELECT ifnull((SELECT iif(sum(bytes) <= 921600, count(*), NULL) FROM r),
 (SELECT count(*) FROM (SELECT sum(bytes) OVER (ORDER BY seq) AS bytes FROM r) WHERE bytes <= 921600));

-- pipeline.(*Engine).ReadChunk: ?1 a row in the Buffer, ?2 a row in the Buffer, ?3 the session
SELECT json_group_array(json_array(model_uuid, source_id, model_name, partition, _self_ref_fk,
 last_saved_instance, last_saved_counter, deleted, hard_deleted, json(CASE WHEN octet_length(rmcb) > 360000 THEN
  (SELECT json_group_object(key, value) FROM (SELECT key, value FROM json_each(rmcb) LIMIT 10000)) ELSE rmcb END),
 serialized, conflicting_serialized_data))
FROM morango_buffer WHERE seq BETWEEN ?1 AND ?2 AND +transfer_session_id = ?3;

-- pipeline.(*Engine).beforeChunk: ?1 the filter, JSON, ?2 ''
SELECT CASE WHEN NOT (((SELECT count(*) > 1 FROM amora_room) AND (?1 IS NULL OR (SELECT count(DISTINCT substr(value, 1, 32)) <> 1 OR min(substr(value, 1, 32)) NOT IN (SELECT room FROM amora_room) FROM json_each(?1)))) OR ?2 <> '' AND (?2 NOT IN (SELECT room FROM amora_room) OR (SELECT count(*) > 1 FROM amora_room) AND ?2 <> (SELECT substr(value, 1, 32) FROM json_each(?1)))) THEN (SELECT ifnull(max(seq), 0) FROM morango_buffer) || ' ' || ifnull((SELECT json_extract(text, '$.id_rules') FROM amora_bundle WHERE (?1 IS NULL OR NOT (SELECT count(*) > 1 FROM amora_room) OR substr(room, 1, 32) IN (SELECT substr(value, 1, 32) FROM json_each(?1))) LIMIT 1),
 ifnull((SELECT value FROM amora_meta WHERE key = 'id_rules'), '{}')) END;

-- pipeline.(*Engine).writeChunk: ?1 the session, ?2 a list, JSON, ?3 the filter, JSON, ?4 the profile
INSERT INTO morango_buffer (transfer_session_id, incoming, model_uuid, source_id, model_name, profile, partition, _self_ref_fk,
 last_saved_instance, last_saved_counter, deleted, hard_deleted, rmcb, error, serialized, conflicting_serialized_data)
SELECT ?1, 1, ifnull(id, ''), ifnull(source, ''), ifnull(model, ''), ?4, ifnull(partition, ''), ifnull(self, ''),
 ifnull(instance, ''), ifnull(counter, 0), ifnull(deleted, 0), ifnull(hard, 0),
 CASE WHEN counters <> 'null' THEN counters END,
 CASE
  WHEN fields IS NOT 12 OR typeof(id) <> 'text' OR typeof(source) <> 'text' OR typeof(model) <> 'text' OR typeof(partition) <> 'text'
   OR typeof(self) <> 'text' OR typeof(instance) <> 'text' OR deleted NOT IN (0, 1) OR hard NOT IN (0, 1)
   OR deleted_type <> 'integer' OR hard_type <> 'integer' OR typeof(serialized) <> 'text' OR typeof(conflicts) <> 'text'
   OR counters IS NULL OR (self <> '' AND (length(self) <> 32 OR octet_length(self) <> 32 OR unhex(self) IS NULL AND self IS NOT NULL OR lower(self) <> self)) THEN 'bad_record'
  WHEN (length(id) <> 32 OR octet_length(id) <> 32 OR unhex(id) IS NULL AND id IS NOT NULL OR lower(id) <> id) THEN 'bad_id'
  WHEN NOT (?3 IS NULL OR ifnull(substr(partition, 1, length((?3 ->> 0))) = (?3 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?3) f WHERE substr(partition, 1, length(f.value)) = f.value)) THEN 'outside_filter'
  WHEN (length(instance) <> 32 OR octet_length(instance) <> 32 OR unhex(instance) IS NULL AND instance IS NOT NULL OR lower(instance) <> instance) OR (typeof(counter) <> 'integer' OR counter NOT BETWEEN 0 AND 9007199254740992) OR counter_type <> 'integer' THEN 'bad_counter'
  WHEN counters <> 'null' AND (NOT json_valid(counters) OR json_type(counters) <> 'object'
   OR EXISTS (SELECT 1 FROM json_each(counters) c WHERE (length(c.key) <> 32 OR octet_length(c.key) <> 32 OR unhex(c.key) IS NULL AND c.key IS NOT NULL OR lower(c.key) <> c.key) OR (typeof(c.value) <> 'integer' OR c.value NOT BETWEEN 0 AND 9007199254740992) OR c.type <> 'integer')
   OR (SELECT count(*) <> count(DISTINCT key) OR count(*) > 10000 FROM json_each(counters))) THEN 'bad_counter'
  WHEN octet_length(serialized) + octet_length(conflicts) > 524288
   OR octet_length(source) + octet_length(model) + octet_length(partition) > 16384 THEN 'record_too_large'
  WHEN serialized <> '' AND (NOT json_valid(serialized) OR json_type(serialized) <> 'object') THEN 'bad_json'
 END,
 CASE WHEN serialized IS NULL OR serialized = '' THEN '{}' ELSE serialized END, ifnull(conflicts, '')
FROM (SELECT json_array_length(value) AS fields, value ->> 0 AS id, value ->> 1 AS source, value ->> 2 AS model, value ->> 3 AS partition,
 value ->> 4 AS self, value ->> 5 AS instance, value ->> 6 AS counter, value ->> 7 AS deleted, value ->> 8 AS hard,
 json_type(value, '$[6]') AS counter_type, json_type(value, '$[7]') AS deleted_type, json_type(value, '$[8]') AS hard_type, value -> 9 AS counters,
 value ->> 10 AS serialized, value ->> 11 AS conflicts
 FROM (SELECT CASE type WHEN 'array' THEN value END AS value FROM jsonb_each(?2) LIMIT -1 OFFSET 0) LIMIT -1 OFFSET 0)
WHERE true ON CONFLICT DO NOTHING;

-- pipeline.checkRecords: ?1 a row in the Buffer
SELECT group_concat(octet_length(seq) || ':' || seq || octet_length(model_uuid) || ':' || model_uuid || octet_length(partition) || ':' || partition || octet_length(source_id) || ':' || source_id || octet_length(model_name) || ':' || model_name || octet_length(conflicting_serialized_data) || ':' || conflicting_serialized_data, '') FROM morango_buffer WHERE seq > ?1 AND error IS NULL;

-- pipeline.(*Engine).Save: ?1 the session, ?2 true, ?3 'transferring', ?4 'completed', ?5 a number, ?6 a number, ?7 a number, ?8 a number, ?9 a row in the Buffer, ?10 a number, ?11 a number, ?12 the time, ?13 false or true, ?14 ''
UPDATE morango_transfersession SET active = ?2, transfer_stage = ?3, transfer_stage_status = ?4,
 records_total = nullif(?5, -1), records_transferred = ?6, bytes_sent = ?7, bytes_received = ?8,
 buffer_first = nullif(?9, 0), conflicts = ?10, quarantined = ?11, last_activity_timestamp = ?12, again = ?13
WHERE seq = ?1 AND active = 1 AND runner = ?14;

-- pipeline.(*Engine).Save: ?1 the session, ?2 an object, JSON, ?3 an object, JSON
UPDATE morango_transfersession SET client_fsic = ?2, server_fsic = ?3 WHERE seq = ?1;

-- pipeline.markBuffered: ?1 'bad_id', ?2 a list, JSON
UPDATE morango_buffer SET error = ?1 WHERE seq IN (SELECT value FROM json_each(?2));
