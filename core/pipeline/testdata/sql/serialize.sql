-- Printed by TestSQL in core/pipeline; -rewrite writes it anew.

-- counter.(*Identity).NextVersion
UPDATE morango_instanceidmodel SET counter = counter + 1 WHERE current = 1
RETURNING json_object('Instance', id, 'Counter', counter);

-- pipeline.(*Engine).dirtyModels: ?1 a list, JSON or the filter, JSON
SELECT json_array(EXISTS (SELECT 1 FROM "amora_dirty_topic"), EXISTS (SELECT 1 FROM "amora_dirty_answer"), EXISTS (SELECT 1 FROM morango_deletedmodels) OR EXISTS (SELECT 1 FROM morango_harddeletedmodels), EXISTS (SELECT 1 FROM amora_resolved), EXISTS (SELECT 1 FROM amora_relocated WHERE pending = 1), ((SELECT count(*) > 1 FROM amora_room) AND (?1 IS NULL OR (SELECT count(DISTINCT substr(value, 1, 32)) <> 1 OR min(substr(value, 1, 32)) NOT IN (SELECT room FROM amora_room) FROM json_each(?1)))));

-- pipeline.(*Table).serialize (serializeSQL of topic): ?1 this instance, ?2 this instance's counter, ?3 a list, JSON or the filter, JSON
INSERT INTO morango_store (id, source_id, model_name, profile, partition, _self_ref_fk,
 last_saved_instance, last_saved_counter, serialized)
SELECT a.id, a._morango_source_id, 'topic', 'school', a._morango_partition, ifnull(a."parent_id", ''), ?1, ?2,
 json_object('id', a.id, '_morango_source_id', a._morango_source_id, '_morango_partition', a._morango_partition, 'dataset_id', a."dataset_id", 'name', a."name", 'title', a."title", 'parent_id', a."parent_id")
FROM "amora_dirty_topic" d CROSS JOIN "topic" a ON a.id = d.id WHERE (?3 IS NULL OR ifnull(substr(a._morango_partition, 1, length((?3 ->> 0))) = (?3 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?3) f WHERE substr(a._morango_partition, 1, length(f.value)) = f.value))
ON CONFLICT (id) DO UPDATE SET last_saved_instance = excluded.last_saved_instance, last_saved_counter = excluded.last_saved_counter,
 deleted = 0, hard_deleted = 0, last_transfer_session_id = NULL, deserialization_error = '', _self_ref_fk = excluded._self_ref_fk,
 conflicting_serialized_data = CASE WHEN EXISTS (SELECT 1 FROM amora_store_dirty d WHERE d.model_name = 'topic' AND d.id = excluded.id) THEN CASE WHEN octet_length(replace(morango_store.serialized, char(10), ' ') || char(10) || morango_store.conflicting_serialized_data) <= min(65536, 524288 - (octet_length(morango_store.serialized) + octet_length(excluded.serialized))) THEN replace(morango_store.serialized, char(10), ' ') || char(10) || morango_store.conflicting_serialized_data ELSE (SELECT ifnull(group_concat(line || char(10), '' ORDER BY n), '') FROM (SELECT n, line,
   sum(octet_length(line) + 1) OVER (ORDER BY n) AS bytes FROM (
   SELECT min(key) AS n, value AS line FROM json_each('["' || replace(replace(replace(replace(morango_store.serialized, char(10), ' ') || char(10) || morango_store.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]')
    WHERE value <> '' AND octet_length(value) < min(65536, 524288 - (octet_length(morango_store.serialized) + octet_length(excluded.serialized)))
    GROUP BY value)) WHERE bytes <= min(65536, 524288 - (octet_length(morango_store.serialized) + octet_length(excluded.serialized)))) END
  ELSE CASE WHEN octet_length(morango_store.conflicting_serialized_data) <= min(65536, 524288 - (octet_length(morango_store.serialized) + octet_length(excluded.serialized))) THEN morango_store.conflicting_serialized_data ELSE (SELECT ifnull(group_concat(line || char(10), '' ORDER BY n), '') FROM (SELECT n, line,
   sum(octet_length(line) + 1) OVER (ORDER BY n) AS bytes FROM (
   SELECT min(key) AS n, value AS line FROM json_each('["' || replace(replace(replace(morango_store.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]')
    WHERE value <> '' AND octet_length(value) < min(65536, 524288 - (octet_length(morango_store.serialized) + octet_length(excluded.serialized)))
    GROUP BY value)) WHERE bytes <= min(65536, 524288 - (octet_length(morango_store.serialized) + octet_length(excluded.serialized)))) END END,
 serialized = (SELECT CASE WHEN octet_length(x) <= 524288 THEN x ELSE excluded.serialized END FROM
  (SELECT json_set(morango_store.serialized, '$.id', a.id, '$._morango_source_id', a._morango_source_id, '$._morango_partition', a._morango_partition, '$.dataset_id', a."dataset_id", '$.name', a."name", '$.title', a."title", '$.parent_id', a."parent_id") AS x FROM "topic" a WHERE a.id = excluded.id LIMIT -1 OFFSET 0));

-- pipeline.(*Table).serialize (serializeSettleSQL of topic): ?1 'topic', ?2 a list, JSON or the filter, JSON
DELETE FROM amora_store_dirty WHERE model_name = ?1 AND +id IN (SELECT d.id FROM "amora_dirty_topic" d CROSS JOIN "topic" a ON a.id = d.id WHERE (?2 IS NULL OR ifnull(substr(a._morango_partition, 1, length((?2 ->> 0))) = (?2 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?2) f WHERE substr(a._morango_partition, 1, length(f.value)) = f.value)));

-- pipeline.(*Table).serialize
SELECT count(*) FROM "amora_dirty_topic";

-- pipeline.(*Table).serialize
DELETE FROM "amora_dirty_topic";

-- pipeline.(*Table).serialize (serializeSQL of answer): ?1 this instance, ?2 this instance's counter, ?3 a list, JSON or the filter, JSON
INSERT INTO morango_store (id, source_id, model_name, profile, partition, _self_ref_fk,
 last_saved_instance, last_saved_counter, serialized)
SELECT a.id, a._morango_source_id, 'answer', 'school', a._morango_partition, '', ?1, ?2,
 json_object('id', a.id, '_morango_source_id', a._morango_source_id, '_morango_partition', a._morango_partition, 'dataset_id', a."dataset_id", 'user_id', a."user_id", 'question', a."question", 'text', a."text", 'topic_id', a."topic_id")
FROM "amora_dirty_answer" d CROSS JOIN "answer" a ON a.id = d.id WHERE (?3 IS NULL OR ifnull(substr(a._morango_partition, 1, length((?3 ->> 0))) = (?3 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?3) f WHERE substr(a._morango_partition, 1, length(f.value)) = f.value))
ON CONFLICT (id) DO UPDATE SET last_saved_instance = excluded.last_saved_instance, last_saved_counter = excluded.last_saved_counter,
 deleted = 0, hard_deleted = 0, last_transfer_session_id = NULL, deserialization_error = '', _self_ref_fk = excluded._self_ref_fk,
 conflicting_serialized_data = CASE WHEN EXISTS (SELECT 1 FROM amora_store_dirty d WHERE d.model_name = 'answer' AND d.id = excluded.id) THEN CASE WHEN octet_length(replace(morango_store.serialized, char(10), ' ') || char(10) || morango_store.conflicting_serialized_data) <= min(65536, 524288 - (octet_length(morango_store.serialized) + octet_length(excluded.serialized))) THEN replace(morango_store.serialized, char(10), ' ') || char(10) || morango_store.conflicting_serialized_data ELSE (SELECT ifnull(group_concat(line || char(10), '' ORDER BY n), '') FROM (SELECT n, line,
   sum(octet_length(line) + 1) OVER (ORDER BY n) AS bytes FROM (
   SELECT min(key) AS n, value AS line FROM json_each('["' || replace(replace(replace(replace(morango_store.serialized, char(10), ' ') || char(10) || morango_store.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]')
    WHERE value <> '' AND octet_length(value) < min(65536, 524288 - (octet_length(morango_store.serialized) + octet_length(excluded.serialized)))
    GROUP BY value)) WHERE bytes <= min(65536, 524288 - (octet_length(morango_store.serialized) + octet_length(excluded.serialized)))) END
  ELSE CASE WHEN octet_length(morango_store.conflicting_serialized_data) <= min(65536, 524288 - (octet_length(morango_store.serialized) + octet_length(excluded.serialized))) THEN morango_store.conflicting_serialized_data ELSE (SELECT ifnull(group_concat(line || char(10), '' ORDER BY n), '') FROM (SELECT n, line,
   sum(octet_length(line) + 1) OVER (ORDER BY n) AS bytes FROM (
   SELECT min(key) AS n, value AS line FROM json_each('["' || replace(replace(replace(morango_store.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]')
    WHERE value <> '' AND octet_length(value) < min(65536, 524288 - (octet_length(morango_store.serialized) + octet_length(excluded.serialized)))
    GROUP BY value)) WHERE bytes <= min(65536, 524288 - (octet_length(morango_store.serialized) + octet_length(excluded.serialized)))) END END,
 serialized = (SELECT CASE WHEN octet_length(x) <= 524288 THEN x ELSE excluded.serialized END FROM
  (SELECT json_set(morango_store.serialized, '$.id', a.id, '$._morango_source_id', a._morango_source_id, '$._morango_partition', a._morango_partition, '$.dataset_id', a."dataset_id", '$.user_id', a."user_id", '$.question', a."question", '$.text', a."text", '$.topic_id', a."topic_id") AS x FROM "answer" a WHERE a.id = excluded.id LIMIT -1 OFFSET 0));

-- pipeline.(*Table).serialize (serializeSettleSQL of answer): ?1 'answer', ?2 a list, JSON or the filter, JSON
DELETE FROM amora_store_dirty WHERE model_name = ?1 AND +id IN (SELECT d.id FROM "amora_dirty_answer" d CROSS JOIN "answer" a ON a.id = d.id WHERE (?2 IS NULL OR ifnull(substr(a._morango_partition, 1, length((?2 ->> 0))) = (?2 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?2) f WHERE substr(a._morango_partition, 1, length(f.value)) = f.value)));

-- pipeline.(*Table).serialize
SELECT count(*) FROM "amora_dirty_answer";

-- pipeline.(*Table).serialize
DELETE FROM "amora_dirty_answer";

-- counter.NoteSaved: ?1 this instance, ?2 this instance's counter
INSERT INTO amora_partitionmaxcounter (partition, instance_id, counter)
SELECT DISTINCT partition, ?1, ?2 FROM morango_store WHERE last_saved_instance = ?1 AND last_saved_counter = ?2
ON CONFLICT DO UPDATE SET counter = excluded.counter WHERE excluded.counter > counter;

-- counter.RaiseDatabaseMaxCounters: ?1 an object, JSON
INSERT INTO morango_databasemaxcounter (partition, instance_id, counter)
SELECT p.key, i.key, i.value FROM json_each(?1) p, json_each(p.value) i WHERE true
ON CONFLICT (partition, instance_id) DO UPDATE SET counter = excluded.counter WHERE excluded.counter > counter;

-- conflict.DropSettled: ?1 this instance, ?2 this instance's counter
UPDATE morango_store AS s
 SET conflicting_serialized_data = (SELECT ifnull(group_concat(line || char(10), '' ORDER BY n), '') FROM
 (SELECT min(key) AS n, value AS line FROM json_each('["' || replace(replace(replace(s.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> '' GROUP BY value)
 WHERE line NOT IN (SELECT value FROM json_each('["' || replace(replace(replace(r.settled, '\', '\\'), '"', '\"'), char(10), '","') || '"]')))
FROM amora_resolved r WHERE s.id = r.id AND s.last_saved_instance = ?1 AND s.last_saved_counter = ?2;

-- conflict.DropSettled: ?1 this instance, ?2 this instance's counter
DELETE FROM amora_resolved AS r WHERE EXISTS (SELECT 1 FROM morango_store s WHERE s.id = r.id AND s.last_saved_instance = ?1 AND s.last_saved_counter = ?2)
 OR NOT EXISTS (SELECT 1 FROM morango_store s WHERE s.id = r.id AND s.conflicting_serialized_data <> '');

-- pipeline.(*Table).serialize (serializeClearSQL of answer): ?1 the filter, JSON
DELETE FROM "amora_dirty_answer" WHERE id IN (SELECT d.id FROM "amora_dirty_answer" d CROSS JOIN "answer" a ON a.id = d.id WHERE (?1 IS NULL OR ifnull(substr(a._morango_partition, 1, length((?1 ->> 0))) = (?1 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?1) f WHERE substr(a._morango_partition, 1, length(f.value)) = f.value)));

-- pipeline.(*Table).serialize (serializeClearSQL of topic): ?1 the filter, JSON
DELETE FROM "amora_dirty_topic" WHERE id IN (SELECT d.id FROM "amora_dirty_topic" d CROSS JOIN "topic" a ON a.id = d.id WHERE (?1 IS NULL OR ifnull(substr(a._morango_partition, 1, length((?1 ->> 0))) = (?1 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?1) f WHERE substr(a._morango_partition, 1, length(f.value)) = f.value)));

-- conflict.EraseEarlier
WITH RECURSIVE back (id) AS (
  SELECT id FROM morango_harddeletedmodels
  UNION SELECT s.id FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id WHERE s.hard_deleted = 1
  UNION SELECT n.id FROM amora_store_dirty d CROSS JOIN amora_relocated v ON v.id = d.id
   CROSS JOIN morango_store n ON n.id = v.moved_to WHERE n.hard_deleted = 1
  UNION SELECT e.id FROM back b CROSS JOIN amora_relocated v ON v.moved_to = b.id CROSS JOIN morango_store e ON e.id = v.id
   CROSS JOIN morango_store n ON n.id = b.id AND n.source_id = amora_id(e.id, e.source_id, 'moved') AND n.model_name = e.model_name AND (NOT (SELECT count(*) > 1 FROM amora_room) OR substr(e.partition, 1, 32) = substr(n.partition, 1, 32))
)
INSERT INTO morango_harddeletedmodels (id, profile) SELECT e.id, e.profile FROM back b CROSS JOIN morango_store e ON e.id = b.id
WHERE e.deleted = 1 AND NOT e.hard_deleted AND EXISTS (SELECT 1 FROM amora_relocated v WHERE v.id = e.id AND NOT v.apart) AND NOT (EXISTS (SELECT 1 FROM amora_relocated v WHERE v.id = e.id AND NOT v.apart) AND EXISTS (WITH RECURSIVE way (id, hops) AS (SELECT e.id, 0 UNION SELECT n.id, w.hops + 1 FROM way w CROSS JOIN amora_relocated v ON v.id = w.id CROSS JOIN morango_store e ON e.id = v.id CROSS JOIN morango_store n ON n.id = v.moved_to AND n.source_id = amora_id(e.id, e.source_id, 'moved') AND n.model_name = e.model_name AND (NOT (SELECT count(*) > 1 FROM amora_room) OR substr(e.partition, 1, 32) = substr(n.partition, 1, 32)) WHERE w.hops < 32) SELECT 1 FROM way w LEFT JOIN amora_relocated v ON v.id = w.id AND NOT v.apart WHERE NOT (EXISTS (SELECT 1 FROM morango_store t WHERE t.id = w.id AND t.deleted = 1 AND (NOT (SELECT count(*) > 1 FROM amora_room) OR substr(t.partition, 1, 32) = substr((SELECT partition FROM morango_store WHERE id = w.id), 1, 32))) OR EXISTS (SELECT 1 FROM morango_deletedmodels t WHERE t.id = w.id AND NOT EXISTS (SELECT 1 FROM morango_store s WHERE s.id = t.id AND ((SELECT count(*) > 1 FROM amora_room) AND substr(s.partition, 1, 32) <> substr((SELECT partition FROM morango_store WHERE id = w.id), 1, 32))))) OR w.hops >= 32 OR v.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM morango_store n WHERE n.id = v.moved_to)))
 AND (NOT EXISTS (SELECT 1 FROM amora_write_scope) OR EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(e.partition, 1, length(prefix)) = prefix)) ON CONFLICT DO NOTHING;

-- conflict.EraseEarlier
INSERT INTO morango_deletedmodels (id, profile) SELECT id, profile FROM morango_harddeletedmodels WHERE true ON CONFLICT DO NOTHING;

-- pipeline.(*Engine).serializeDeletes: ?1 the profile, ?2 the filter, JSON
DELETE FROM amora_store_dirty WHERE (model_name, id) IN (SELECT s.model_name, s.id FROM morango_deletedmodels d CROSS JOIN morango_store s ON s.id = d.id WHERE d.profile = ?1 AND (?2 IS NULL OR NOT (SELECT count(*) > 1 FROM amora_room) OR substr(s.partition, 1, 32) IN (SELECT substr(value, 1, 32) FROM json_each(?2))));

-- pipeline.(*Engine).serializeDeletes: ?1 the profile, ?2 the filter, JSON
DELETE FROM amora_store_dirty WHERE (model_name, id) IN (SELECT s.model_name, s.id FROM morango_harddeletedmodels d CROSS JOIN morango_store s ON s.id = d.id WHERE d.profile = ?1 AND (?2 IS NULL OR NOT (SELECT count(*) > 1 FROM amora_room) OR substr(s.partition, 1, 32) IN (SELECT substr(value, 1, 32) FROM json_each(?2))));

-- pipeline.(*Engine).serializeDeletes: ?1 the profile, ?2 the filter, JSON, ?3 this instance, ?4 this instance's counter
UPDATE morango_store AS s SET deleted = 1, deserialization_error = '', last_saved_instance = ?3, last_saved_counter = ?4
WHERE id IN (SELECT id FROM morango_deletedmodels WHERE profile = ?1) AND (?2 IS NULL OR NOT (SELECT count(*) > 1 FROM amora_room) OR substr(s.partition, 1, 32) IN (SELECT substr(value, 1, 32) FROM json_each(?2)));

-- pipeline.(*Engine).serializeDeletes: ?1 the profile, ?2 the filter, JSON
UPDATE morango_store AS s SET serialized = iif(v.apart, json_remove(s.serialized, '$._amora_moved'), json_set(s.serialized, '$._amora_moved', v.moved_to)) FROM morango_deletedmodels d CROSS JOIN amora_relocated v ON v.id = d.id WHERE s.id = d.id AND d.profile = ?1 AND (?2 IS NULL OR NOT (SELECT count(*) > 1 FROM amora_room) OR substr(s.partition, 1, 32) IN (SELECT substr(value, 1, 32) FROM json_each(?2)));

-- pipeline.(*Engine).serializeDeletes: ?1 the profile, ?2 the filter, JSON
DELETE FROM morango_deletedmodels AS d WHERE profile = ?1 AND NOT EXISTS (SELECT 1 FROM morango_store s WHERE s.id = d.id AND NOT (?2 IS NULL OR NOT (SELECT count(*) > 1 FROM amora_room) OR substr(s.partition, 1, 32) IN (SELECT substr(value, 1, 32) FROM json_each(?2))));

-- pipeline.(*Engine).serializeDeletes: ?1 the profile, ?2 the filter, JSON
UPDATE morango_store AS s SET hard_deleted = 1, serialized = '{}', conflicting_serialized_data = ''
WHERE id IN (SELECT id FROM morango_harddeletedmodels WHERE profile = ?1) AND (?2 IS NULL OR NOT (SELECT count(*) > 1 FROM amora_room) OR substr(s.partition, 1, 32) IN (SELECT substr(value, 1, 32) FROM json_each(?2)));

-- pipeline.(*Engine).serializeDeletes: ?1 the profile, ?2 the filter, JSON
DELETE FROM morango_harddeletedmodels AS d WHERE profile = ?1 AND NOT EXISTS (SELECT 1 FROM morango_store s WHERE s.id = d.id AND NOT (?2 IS NULL OR NOT (SELECT count(*) > 1 FROM amora_room) OR substr(s.partition, 1, 32) IN (SELECT substr(value, 1, 32) FROM json_each(?2))));
