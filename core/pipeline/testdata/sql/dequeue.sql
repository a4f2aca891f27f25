-- Printed by TestSQL in core/pipeline; -rewrite writes it anew.

-- counter.(*Identity).NextVersion
UPDATE morango_instanceidmodel SET counter = counter + 1 WHERE current = 1
RETURNING json_object('Instance', id, 'Counter', counter);

-- pipeline.(*Engine).mergeBuffer: ?1 the session, ?2 a row in the Buffer
INSERT INTO amora_merge (id, outcome) SELECT b.model_uuid, CASE
 WHEN (s.partition <> b.partition OR s.source_id <> b.source_id OR s.model_name <> b.model_name OR s.profile <> b.profile) THEN iif(false, 'taken', 'mismatch')
 WHEN s.last_saved_instance = b.last_saved_instance AND s.last_saved_counter > b.last_saved_counter THEN 'reverse'
 WHEN s.last_saved_instance = b.last_saved_instance AND s.last_saved_counter = b.last_saved_counter
  AND (s.serialized = b.serialized AND s.deleted = b.deleted AND s.hard_deleted = b.hard_deleted
   OR (s.deleted = 1 AND b.deleted = 1 AND s.hard_deleted = 0 AND b.hard_deleted = 0 AND ((s.deleted = 1 AND s.hard_deleted = 0 AND s.serialized IN ('{}', '') AND s.conflicting_serialized_data = '') OR (b.deleted = 1 AND b.hard_deleted = 0 AND b.serialized IN ('{}', '') AND b.conflicting_serialized_data = '')) AND (trim(replace(s.conflicting_serialized_data || char(10), replace(s.serialized, char(10), ' ') || char(10), ''), char(10)) = '') AND (trim(replace(b.conflicting_serialized_data || char(10), replace(b.serialized, char(10), ' ') || char(10), ''), char(10)) = '') AND NOT (s.deleted = 1 AND instr(s.serialized || s.conflicting_serialized_data, '"_amora_moved"') > 0) AND NOT (b.deleted = 1 AND instr(b.serialized || b.conflicting_serialized_data, '"_amora_moved"') > 0))) THEN 'reverse'
 WHEN EXISTS (SELECT 1 FROM amora_recordmaxcounter r WHERE r.store_model_id = s.id
  AND r.instance_id = b.last_saved_instance AND r.counter >= b.last_saved_counter) THEN 'reverse'
 WHEN s.last_saved_instance = b.last_saved_instance AND s.last_saved_counter < b.last_saved_counter THEN 'forward'
 WHEN ifnull(b.rmcb ->> ('$."' || s.last_saved_instance || '"'), -1) >= s.last_saved_counter THEN 'forward'
 WHEN (s.last_saved_instance, s.last_saved_counter) > (b.last_saved_instance, b.last_saved_counter)
  AND NOT EXISTS (SELECT 1 FROM json_each(b.rmcb) c WHERE c.key > s.last_saved_instance AND c.value > ifnull(
   (SELECT r.counter FROM amora_recordmaxcounter r WHERE r.store_model_id = s.id AND r.instance_id = c.key), -1)) AND s.deleted = b.deleted AND s.hard_deleted = b.hard_deleted
  AND ((s.conflicting_serialized_data <> '' OR b.conflicting_serialized_data <> '' OR s.hard_deleted
   AND (SELECT count(*) FROM (
   SELECT r.instance_id FROM amora_recordmaxcounter r WHERE r.store_model_id = s.id
   UNION SELECT c.key FROM json_each(b.rmcb) c
   UNION SELECT s.last_saved_instance UNION SELECT b.last_saved_instance)) > 2 OR EXISTS (SELECT 1 FROM amora_merge_rule u WHERE u.name = s.model_name) AND NOT EXISTS (SELECT 1 FROM amora_merge_rule u
    WHERE u.rule = 'add' AND substr(u.name, 1, length(s.model_name) + 1) = s.model_name || '.'))
   AND (SELECT json_group_array(DISTINCT value ORDER BY value) FROM json_each('["' || replace(replace(replace(replace(s.serialized, char(10), ' ') || char(10) || s.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> '') = (SELECT json_group_array(DISTINCT value ORDER BY value) FROM json_each('["' || replace(replace(replace(replace(b.serialized, char(10), ' ') || char(10) || b.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> '')
   OR (s.deleted = 1 AND b.deleted = 1 AND s.hard_deleted = 0 AND b.hard_deleted = 0 AND ((s.deleted = 1 AND s.hard_deleted = 0 AND s.serialized IN ('{}', '') AND s.conflicting_serialized_data = '') OR (b.deleted = 1 AND b.hard_deleted = 0 AND b.serialized IN ('{}', '') AND b.conflicting_serialized_data = '')) AND (trim(replace(s.conflicting_serialized_data || char(10), replace(s.serialized, char(10), ' ') || char(10), ''), char(10)) = '') AND (trim(replace(b.conflicting_serialized_data || char(10), replace(b.serialized, char(10), ' ') || char(10), ''), char(10)) = '') AND NOT (s.deleted = 1 AND instr(s.serialized || s.conflicting_serialized_data, '"_amora_moved"') > 0) AND NOT (b.deleted = 1 AND instr(b.serialized || b.conflicting_serialized_data, '"_amora_moved"') > 0))
   OR NOT (octet_length(s.serialized) + octet_length(b.serialized) + octet_length(s.conflicting_serialized_data)
   + octet_length(b.conflicting_serialized_data) < 65536)
   AND (octet_length(b.serialized) >= min(65536, 524288 - (octet_length(s.serialized)))
    OR replace(b.serialized, char(10), ' ') IN (SELECT value FROM json_each('["' || replace(replace(replace(replace(s.serialized, char(10), ' ') || char(10) || s.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> ''))
   AND (NOT EXISTS (SELECT value FROM json_each('["' || replace(replace(replace(replace(b.serialized, char(10), ' ') || char(10) || b.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> '' EXCEPT SELECT value FROM json_each('["' || replace(replace(replace(replace(s.serialized, char(10), ' ') || char(10) || s.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> '')
    OR (SELECT sum(octet_length(value) + 1) - 1 FROM (SELECT DISTINCT value FROM (SELECT value FROM json_each('["' || replace(replace(replace(replace(s.serialized, char(10), ' ') || char(10) || s.conflicting_serialized_data || char(10) || replace(b.serialized, char(10), ' ') || char(10) || b.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> '')))
     > min(524288, 65536 + min(octet_length(s.serialized), octet_length(b.serialized))))) THEN 'kept'
 WHEN (b.last_saved_instance, b.last_saved_counter) > (s.last_saved_instance, s.last_saved_counter)
  AND NOT EXISTS (SELECT 1 FROM amora_recordmaxcounter r
   WHERE r.store_model_id = s.id AND r.instance_id > b.last_saved_instance
    AND r.counter > ifnull(b.rmcb ->> ('$."' || r.instance_id || '"'), -1)) AND s.deleted = b.deleted AND s.hard_deleted = b.hard_deleted
  AND ((s.conflicting_serialized_data <> '' OR b.conflicting_serialized_data <> '' OR s.hard_deleted
   AND (SELECT count(*) FROM (
   SELECT r.instance_id FROM amora_recordmaxcounter r WHERE r.store_model_id = s.id
   UNION SELECT c.key FROM json_each(b.rmcb) c
   UNION SELECT s.last_saved_instance UNION SELECT b.last_saved_instance)) > 2 OR EXISTS (SELECT 1 FROM amora_merge_rule u WHERE u.name = s.model_name) AND NOT EXISTS (SELECT 1 FROM amora_merge_rule u
    WHERE u.rule = 'add' AND substr(u.name, 1, length(s.model_name) + 1) = s.model_name || '.'))
   AND (SELECT json_group_array(DISTINCT value ORDER BY value) FROM json_each('["' || replace(replace(replace(replace(s.serialized, char(10), ' ') || char(10) || s.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> '') = (SELECT json_group_array(DISTINCT value ORDER BY value) FROM json_each('["' || replace(replace(replace(replace(b.serialized, char(10), ' ') || char(10) || b.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> '')
   OR (s.deleted = 1 AND b.deleted = 1 AND s.hard_deleted = 0 AND b.hard_deleted = 0 AND ((s.deleted = 1 AND s.hard_deleted = 0 AND s.serialized IN ('{}', '') AND s.conflicting_serialized_data = '') OR (b.deleted = 1 AND b.hard_deleted = 0 AND b.serialized IN ('{}', '') AND b.conflicting_serialized_data = '')) AND (trim(replace(s.conflicting_serialized_data || char(10), replace(s.serialized, char(10), ' ') || char(10), ''), char(10)) = '') AND (trim(replace(b.conflicting_serialized_data || char(10), replace(b.serialized, char(10), ' ') || char(10), ''), char(10)) = '') AND NOT (s.deleted = 1 AND instr(s.serialized || s.conflicting_serialized_data, '"_amora_moved"') > 0) AND NOT (b.deleted = 1 AND instr(b.serialized || b.conflicting_serialized_data, '"_amora_moved"') > 0))
   OR NOT (octet_length(s.serialized) + octet_length(b.serialized) + octet_length(s.conflicting_serialized_data)
   + octet_length(b.conflicting_serialized_data) < 65536)
   AND (octet_length(s.serialized) >= min(65536, 524288 - (octet_length(b.serialized)))
    OR replace(s.serialized, char(10), ' ') IN (SELECT value FROM json_each('["' || replace(replace(replace(replace(b.serialized, char(10), ' ') || char(10) || b.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> ''))
   AND (NOT EXISTS (SELECT value FROM json_each('["' || replace(replace(replace(replace(s.serialized, char(10), ' ') || char(10) || s.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> '' EXCEPT SELECT value FROM json_each('["' || replace(replace(replace(replace(b.serialized, char(10), ' ') || char(10) || b.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> '')
    OR (SELECT sum(octet_length(value) + 1) - 1 FROM (SELECT DISTINCT value FROM (SELECT value FROM json_each('["' || replace(replace(replace(replace(s.serialized, char(10), ' ') || char(10) || s.conflicting_serialized_data || char(10) || replace(b.serialized, char(10), ' ') || char(10) || b.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> '')))
     > min(524288, 65536 + min(octet_length(s.serialized), octet_length(b.serialized))))) THEN 'forward'
 WHEN (NOT EXISTS (SELECT 1 FROM amora_write_scope) OR EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(s.partition, 1, length(prefix)) = prefix)) THEN 'merged'
 WHEN (s.deleted = b.deleted AND NOT s.hard_deleted AND NOT b.hard_deleted
   AND NOT EXISTS (SELECT value FROM json_each('["' || replace(replace(replace(replace(b.serialized, char(10), ' ') || char(10) || b.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> '' EXCEPT SELECT value FROM json_each('["' || replace(replace(replace(replace(s.serialized, char(10), ' ') || char(10) || s.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> '')) AND NOT ((b.deleted = s.deleted AND NOT b.hard_deleted AND NOT s.hard_deleted
   AND NOT EXISTS (SELECT value FROM json_each('["' || replace(replace(replace(replace(s.serialized, char(10), ' ') || char(10) || s.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> '' EXCEPT SELECT value FROM json_each('["' || replace(replace(replace(replace(b.serialized, char(10), ' ') || char(10) || b.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> '')) AND NOT (SELECT max(known.here) > max(known.there) FROM (
   SELECT s.last_saved_instance AS id, s.last_saved_counter AS here, -1 AS there
   UNION ALL SELECT r.instance_id, r.counter, -1 FROM amora_recordmaxcounter r WHERE r.store_model_id = s.id
   UNION ALL SELECT b.last_saved_instance, -1, b.last_saved_counter
   UNION ALL SELECT c.key, -1, c.value FROM json_each(b.rmcb) c) known
  GROUP BY known.id HAVING max(known.here) <> max(known.there) ORDER BY known.id DESC LIMIT 1))
  AND s.last_saved_instance NOT IN (SELECT id FROM morango_instanceidmodel) THEN 'kept'
 WHEN (b.deleted = s.deleted AND NOT b.hard_deleted AND NOT s.hard_deleted
   AND NOT EXISTS (SELECT value FROM json_each('["' || replace(replace(replace(replace(s.serialized, char(10), ' ') || char(10) || s.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> '' EXCEPT SELECT value FROM json_each('["' || replace(replace(replace(replace(b.serialized, char(10), ' ') || char(10) || b.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> '')) THEN 'forward'
 ELSE 'taken' END
FROM morango_buffer b CROSS JOIN morango_store s ON s.id = b.model_uuid WHERE b.seq >= ?2 AND b.transfer_session_id = ?1 AND b.error IS NULL;

-- pipeline.(*Engine).quarantineBuffered: ?1 the session, ?2 a row in the Buffer, ?3 the transfer's id
INSERT INTO amora_quarantine (model_uuid, last_saved_instance, last_saved_counter, model_name,
 partition, reason, transfer_session_id, serialized)
SELECT model_uuid, last_saved_instance, last_saved_counter, model_name, partition, error, ?3, serialized
FROM morango_buffer WHERE transfer_session_id = ?1 AND error IS NOT NULL
ON CONFLICT (model_uuid, last_saved_instance) DO UPDATE
 SET last_saved_counter = excluded.last_saved_counter, reason = excluded.reason,
 model_name = excluded.model_name, partition = excluded.partition,
 transfer_session_id = excluded.transfer_session_id, serialized = excluded.serialized;

-- arrived.Records.take: ?1 the session, ?2 a row in the Buffer, ?3 the transfer's id
INSERT INTO morango_store (id, source_id, model_name, profile, partition, _self_ref_fk,
 last_saved_instance, last_saved_counter,
 deleted, hard_deleted, last_transfer_session_id, serialized, conflicting_serialized_data)
SELECT b.model_uuid, b.source_id, b.model_name, b.profile, b.partition, b._self_ref_fk, b.last_saved_instance,
 b.last_saved_counter, b.deleted, b.hard_deleted, ?3, b.serialized, b.conflicting_serialized_data
FROM morango_buffer b WHERE b.seq >= ?2 AND b.transfer_session_id = ?1;

-- arrived.Records.take: ?1 the session, ?2 a row in the Buffer
INSERT INTO amora_recordmaxcounter (store_model_id, instance_id, counter)
SELECT b.model_uuid, c.key, min(c.value, ifnull((SELECT i.counter FROM morango_instanceidmodel i WHERE i.id = c.key AND i.current = 1), c.value))
FROM morango_buffer b CROSS JOIN json_each(b.rmcb) c
WHERE b.seq >= ?2 AND b.transfer_session_id = ?1 AND b.rmcb IS NOT NULL AND c.key <> b.last_saved_instance
ON CONFLICT (store_model_id, instance_id) DO UPDATE SET counter = excluded.counter WHERE excluded.counter > counter;

-- arrived.Records.take: ?1 the session, ?2 a row in the Buffer
INSERT INTO amora_store_dirty (model_name, id) SELECT b.model_name, b.model_uuid FROM morango_buffer b WHERE b.seq >= ?2 AND b.transfer_session_id = ?1 ON CONFLICT DO NOTHING;

-- counter.NoteReceived: ?1 the session, ?2 a row in the Buffer
INSERT INTO amora_partitionmaxcounter (partition, instance_id, counter)
SELECT partition, last_saved_instance, max(last_saved_counter) FROM morango_buffer
 WHERE seq >= ?2 AND transfer_session_id = ?1 AND error IS NULL GROUP BY partition, last_saved_instance
ON CONFLICT DO UPDATE SET counter = excluded.counter WHERE excluded.counter > counter;

-- counter.NoteSaved: ?1 this instance, ?2 this instance's counter
INSERT INTO amora_partitionmaxcounter (partition, instance_id, counter)
SELECT DISTINCT partition, ?1, ?2 FROM morango_store WHERE last_saved_instance = ?1 AND last_saved_counter = ?2
ON CONFLICT DO UPDATE SET counter = excluded.counter WHERE excluded.counter > counter;

-- pipeline.(*Engine).mergeBuffer
DELETE FROM amora_quarantine AS q WHERE EXISTS (SELECT 1 FROM morango_recordmaxcounter r
 WHERE r.store_model_id = q.model_uuid AND r.instance_id = q.last_saved_instance AND r.counter >= q.last_saved_counter);

-- pipeline.clearBuffer: ?1 the session
SELECT EXISTS (SELECT 1 FROM morango_transfersession WHERE buffer_first IS NOT NULL AND seq <> ?1);

-- pipeline.clearBuffer
DELETE FROM morango_buffer;

-- counter.Current
SELECT json_object('Instance', id, 'Counter', counter)
FROM morango_instanceidmodel WHERE current = 1;

-- counter.RaiseDatabaseMaxCounters: ?1 an object, JSON
INSERT INTO morango_databasemaxcounter (partition, instance_id, counter)
SELECT p.key, i.key, i.value FROM json_each(?1) p, json_each(p.value) i WHERE true
ON CONFLICT (partition, instance_id) DO UPDATE SET counter = excluded.counter WHERE excluded.counter > counter;

-- pipeline.(*Engine).Save: ?1 the session, ?2 true, ?3 'dequeuing', ?4 'completed', ?5 a number, ?6 a number, ?7 a number, ?8 a number, ?9 a number, ?10 a number, ?11 a number, ?12 the time, ?13 false or true, ?14 ''
UPDATE morango_transfersession SET active = ?2, transfer_stage = ?3, transfer_stage_status = ?4,
 records_total = nullif(?5, -1), records_transferred = ?6, bytes_sent = ?7, bytes_received = ?8,
 buffer_first = nullif(?9, 0), conflicts = ?10, quarantined = ?11, last_activity_timestamp = ?12, again = ?13
WHERE seq = ?1 AND active = 1 AND runner = ?14;

-- pipeline.(*Engine).quarantineBuffered: ?1 the session
UPDATE morango_buffer AS b SET error = 'identity_mismatch'
 WHERE transfer_session_id = ?1 AND incoming = 1 AND error IS NULL
 AND (model_uuid IN (SELECT id FROM amora_merge WHERE outcome = 'mismatch'));

-- pipeline.uniteKept
SELECT EXISTS (SELECT 1 FROM amora_merge WHERE outcome = 'kept');

-- pipeline.(*Engine).mergeKnown: ?1 the session
DELETE FROM morango_buffer WHERE transfer_session_id = ?1 AND incoming = 1 AND error IS NULL
 AND model_uuid IN (SELECT id FROM amora_merge WHERE outcome = 'reverse');

-- pipeline.replaceForeign
DELETE FROM morango_store WHERE id IN (SELECT id FROM amora_merge WHERE outcome = 'taken');

-- conflict.MergeColumns
SELECT EXISTS (SELECT 1 FROM amora_merge_rule);

-- pipeline.(*Engine).mergeKnown: ?1 the session, ?2 a row in the Buffer, ?3 the transfer's id, ?4 this instance, ?5 this instance's counter
UPDATE morango_store AS s SET
 _self_ref_fk = CASE WHEN m.merged IS NULL THEN s._self_ref_fk ELSE ifnull((SELECT m.merged ->> ('$."' || substr(u.name, length(s.model_name) + 2) || '"')
  FROM amora_merge_rule u WHERE u.rule = 'self' AND substr(u.name, 1, length(s.model_name) + 1) = s.model_name || '.'), '') END,
 conflicting_serialized_data = CASE WHEN b.hard_deleted THEN '' WHEN m.merged IS NOT NULL THEN m.lost ELSE CASE WHEN (octet_length(s.serialized) + octet_length(b.serialized) + octet_length(s.conflicting_serialized_data)
   + octet_length(b.conflicting_serialized_data) < 65536) THEN CASE WHEN instr(s.conflicting_serialized_data, replace(b.serialized, char(10), ' ') || char(10)) THEN ''
   ELSE replace(b.serialized, char(10), ' ') || char(10) END || replace(CASE
   WHEN instr(s.conflicting_serialized_data, b.conflicting_serialized_data) THEN s.conflicting_serialized_data
   WHEN instr(b.conflicting_serialized_data, s.conflicting_serialized_data) THEN b.conflicting_serialized_data
   ELSE rtrim(b.conflicting_serialized_data, char(10)) || char(10) || s.conflicting_serialized_data END, replace(s.serialized, char(10), ' ') || char(10), '')
  ELSE (SELECT ifnull(group_concat(line || char(10), '' ORDER BY n), '') FROM (SELECT n, line,
   sum(octet_length(line) + 1) OVER (ORDER BY n) AS bytes FROM (
   SELECT min(key) AS n, value AS line FROM json_each('["' || replace(replace(replace(replace(b.serialized, char(10), ' ') || char(10) || rtrim(b.conflicting_serialized_data, char(10)) || char(10) || s.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]')
    WHERE value NOT IN ('', replace(s.serialized, char(10), ' ')) AND octet_length(value) < min(65536, 524288 - (octet_length(s.serialized)))
    GROUP BY value)) WHERE bytes <= min(65536, 524288 - (octet_length(s.serialized)))) END END,
 serialized = CASE WHEN b.hard_deleted THEN '{}' ELSE ifnull(m.merged, s.serialized) END,
 deleted = s.deleted OR b.deleted, hard_deleted = s.hard_deleted OR b.hard_deleted,
 last_saved_instance = ?4, last_saved_counter = ?5, deserialization_error = '', last_transfer_session_id = ?3
FROM amora_merge m CROSS JOIN morango_buffer b ON b.transfer_session_id = ?1 AND b.model_uuid = m.id AND b.Incoming = 1 AND b.error IS NULL WHERE m.outcome = 'merged' AND s.id = m.id;

-- pipeline.(*Engine).mergeKnown: ?1 the session, ?2 a row in the Buffer, ?3 the transfer's id
UPDATE morango_store AS s SET _self_ref_fk = b._self_ref_fk,
 last_saved_instance = b.last_saved_instance, last_saved_counter = b.last_saved_counter, deleted = b.deleted,
 hard_deleted = b.hard_deleted, last_transfer_session_id = ?3, deserialization_error = '', serialized = b.serialized,
 conflicting_serialized_data = b.conflicting_serialized_data
FROM amora_merge m CROSS JOIN morango_buffer b ON b.transfer_session_id = ?1 AND b.model_uuid = m.id AND b.Incoming = 1 AND b.error IS NULL WHERE m.outcome = 'forward' AND s.id = m.id;

-- arrived.Records.take: ?1 the session, ?2 a row in the Buffer, ?3 the transfer's id
INSERT INTO morango_store (id, source_id, model_name, profile, partition, _self_ref_fk,
 last_saved_instance, last_saved_counter,
 deleted, hard_deleted, last_transfer_session_id, serialized, conflicting_serialized_data)
SELECT b.model_uuid, b.source_id, b.model_name, b.profile, b.partition, b._self_ref_fk, b.last_saved_instance,
 b.last_saved_counter, b.deleted, b.hard_deleted, ?3, b.serialized, b.conflicting_serialized_data
FROM morango_buffer b WHERE b.seq >= ?2 AND b.transfer_session_id = ?1 AND NOT EXISTS (SELECT 1 FROM amora_merge m WHERE m.id = b.model_uuid);

-- pipeline.(*Engine).takeNew
DELETE FROM amora_merge;

-- pipeline.replaceForeign
DELETE FROM amora_recordmaxcounter WHERE store_model_id IN (SELECT id FROM amora_merge WHERE outcome = 'taken');

-- pipeline.replaceForeign
DELETE FROM amora_merge WHERE outcome = 'taken';

-- pipeline.(*Engine).mergeKnown: ?1 the session
INSERT INTO amora_recordmaxcounter (store_model_id, instance_id, counter)
SELECT m.id, b.last_saved_instance, b.last_saved_counter FROM amora_merge m CROSS JOIN morango_buffer b ON b.transfer_session_id = ?1 AND b.model_uuid = m.id AND b.Incoming = 1 AND b.error IS NULL
 WHERE m.outcome = 'merged'
ON CONFLICT (store_model_id, instance_id) DO UPDATE SET counter = max(counter, excluded.counter);

-- pipeline.(*Engine).takeNew: ?1 the session, ?2 a row in the Buffer, ?3 the transfer's id, ?4 this instance
DELETE FROM amora_recordmaxcounter
WHERE instance_id = ?4 AND store_model_id IN (SELECT id FROM amora_merge WHERE outcome = 'merged');

-- pipeline.uniteKept: ?1 the session
INSERT INTO amora_recordmaxcounter (store_model_id, instance_id, counter)
SELECT m.id, c.key, min(c.value, ifnull((SELECT i.counter FROM morango_instanceidmodel i WHERE i.id = c.key AND i.current = 1), c.value)) FROM amora_merge m CROSS JOIN morango_buffer b ON b.transfer_session_id = ?1 AND b.model_uuid = m.id AND b.Incoming = 1 AND b.error IS NULL
CROSS JOIN json_each(json_set(ifnull(b.rmcb, '{}'), '$."' || b.last_saved_instance || '"', b.last_saved_counter)) c
CROSS JOIN morango_store s ON s.id = m.id
WHERE m.outcome = 'kept' AND c.key <> s.last_saved_instance
ON CONFLICT (store_model_id, instance_id) DO UPDATE SET counter = excluded.counter
 WHERE excluded.counter > counter;

-- pipeline.uniteKept
UPDATE amora_merge SET outcome = 'reverse' WHERE outcome = 'kept';

-- pipeline.(*Engine).quarantineBuffered: ?1 the session
DELETE FROM morango_buffer WHERE transfer_session_id = ?1 AND error IS NOT NULL;

-- pipeline.contradicted: ?1 the session, ?2 a row in the Buffer, ?3 true
SELECT json_group_array(json_object('Partition', partition,
 'Instance', instance, 'Counter', counter)) FROM
 (SELECT partition, last_saved_instance AS instance, min(last_saved_counter) AS counter FROM morango_buffer
  WHERE seq >= ?2 AND transfer_session_id = ?1 AND error IS NULL AND (?3 OR last_saved_instance IN (SELECT id FROM morango_instanceidmodel WHERE current = 1 UNION ALL SELECT instance_id FROM amora_contested))
  GROUP BY partition, last_saved_instance);

-- pipeline.contradicted
SELECT json_group_array(id) FROM (SELECT id FROM morango_instanceidmodel WHERE current = 1 UNION ALL SELECT instance_id FROM amora_contested);

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

-- counter.reduce: ?1 an object, JSON, ?2 true
SELECT json_group_array(i.value) FROM json_each(?1) p, json_each(p.value) i
WHERE EXISTS (SELECT 1 FROM morango_store s
 WHERE s.last_saved_instance = i.key AND substr(s.partition, 1, length(p.key)) = p.key)
 OR (?2 AND EXISTS (SELECT 1 FROM amora_recordmaxcounter r CROSS JOIN morango_store s ON s.id = r.store_model_id
  WHERE r.instance_id = i.key AND substr(s.partition, 1, length(p.key)) = p.key));

-- pipeline.saveContradicted: ?1 the session, ?2 a row in the Buffer, ?3 the transfer's id, ?4 this instance, ?5 this instance's counter, ?6 a list, JSON
UPDATE morango_store AS s SET last_saved_instance = ?4, last_saved_counter = ?5
FROM json_each(?6) h CROSS JOIN morango_buffer b ON b.seq >= ?2 AND b.transfer_session_id = ?1 AND b.error IS NULL
 AND b.partition = h.value ->> 'Partition' AND b.last_saved_instance = h.value ->> 'Instance'
  AND b.last_saved_counter <= h.value ->> 'Counter'
WHERE s.id = b.model_uuid AND s.last_saved_instance = b.last_saved_instance
 AND s.last_saved_counter = b.last_saved_counter
 AND (NOT EXISTS (SELECT 1 FROM amora_write_scope) OR EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(s.partition, 1, length(prefix)) = prefix));
