-- Printed by TestSQL in core/pipeline; -rewrite writes it anew.

-- counter.(*Identity).NextVersion
UPDATE morango_instanceidmodel SET counter = counter + 1 WHERE current = 1
RETURNING json_object('Instance', id, 'Counter', counter);

-- pipeline.(*Engine).dirtyModels: ?1 the filter, JSON
SELECT json_array(EXISTS (SELECT 1 FROM "amora_dirty_topic"), EXISTS (SELECT 1 FROM "amora_dirty_answer"), EXISTS (SELECT 1 FROM morango_deletedmodels) OR EXISTS (SELECT 1 FROM morango_harddeletedmodels), EXISTS (SELECT 1 FROM amora_resolved), EXISTS (SELECT 1 FROM amora_relocated WHERE pending = 1), ((SELECT count(*) > 1 FROM amora_room) AND (?1 IS NULL OR (SELECT count(DISTINCT substr(value, 1, 32)) <> 1 OR min(substr(value, 1, 32)) NOT IN (SELECT room FROM amora_room) FROM json_each(?1)))));

-- counter.RaiseDatabaseMaxCounters: ?1 an object, JSON
INSERT INTO morango_databasemaxcounter (partition, instance_id, counter)
SELECT p.key, i.key, i.value FROM json_each(?1) p, json_each(p.value) i WHERE true
ON CONFLICT (partition, instance_id) DO UPDATE SET counter = excluded.counter WHERE excluded.counter > counter;

-- unlinked.Relink
INSERT INTO amora_store_dirty (model_name, id) SELECT s.model_name, s.id FROM amora_unlinked u CROSS JOIN morango_store s ON s.id = u.id WHERE s.deleted = 0 AND u.refers_to IN (SELECT d.id FROM amora_store_dirty d CROSS JOIN morango_store x ON x.id = d.id WHERE x.deleted = 0 AND EXISTS (SELECT 1 FROM amora_unlinked)) ON CONFLICT DO NOTHING;

-- unlinked.Relink
DELETE FROM amora_unlinked WHERE refers_to IN (SELECT d.id FROM amora_store_dirty d CROSS JOIN morango_store x ON x.id = d.id WHERE x.deleted = 0 AND EXISTS (SELECT 1 FROM amora_unlinked));

-- pipeline.(*Engine).received
SELECT json_object('Models', json_group_array(model_name), 'Orphans', EXISTS (SELECT 1 FROM amora_orphan),
 'Moves', EXISTS (SELECT 1 FROM amora_meta WHERE key = 'moves')) FROM (
 SELECT DISTINCT model_name FROM amora_store_dirty UNION
 SELECT s.model_name FROM amora_orphan o CROSS JOIN morango_store s ON s.id = o.id);

-- conflict.LearnMoves
INSERT INTO amora_relocated (id, moved_to) SELECT s.id, l.value ->> '$._amora_moved' FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id CROSS JOIN json_each('["' || replace(replace(replace(replace(s.serialized, char(10), ' ') || char(10) || s.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') l WHERE s.deleted = 1 AND instr(s.serialized || s.conflicting_serialized_data, '"_amora_moved"') > 0 AND json_valid(l.value) AND ((length(l.value ->> '$._amora_moved') <> 32 OR octet_length(l.value ->> '$._amora_moved') <> 32 OR unhex(l.value ->> '$._amora_moved') IS NULL AND l.value ->> '$._amora_moved' IS NOT NULL OR lower(l.value ->> '$._amora_moved') <> l.value ->> '$._amora_moved')) IS FALSE ON CONFLICT DO NOTHING;

-- conflict.LearnMoves
DELETE FROM amora_relocated WHERE pending = 0 AND id IN (SELECT s.id FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id WHERE s.deleted = 0 AND EXISTS (SELECT 1 FROM amora_relocated));

-- conflict.LearnMoves
INSERT INTO amora_meta (key, value) SELECT 'moves', '' WHERE EXISTS (SELECT 1 FROM amora_relocated)
 AND EXISTS (SELECT 1 FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id
 WHERE EXISTS (SELECT 1 FROM amora_relocated v WHERE v.id = s.id) OR EXISTS (SELECT 1 FROM amora_relocated v WHERE v.moved_to = s.id)
  OR EXISTS (SELECT 1 FROM json_each(CASE WHEN json_valid(s.serialized) THEN s.serialized END) j
   WHERE j.type = 'text' AND j.key <> '_amora_moved' AND EXISTS (SELECT 1 FROM amora_relocated v WHERE v.id = j.value)))
 ON CONFLICT DO NOTHING;

-- conflict.LearnMoves
DELETE FROM amora_meta WHERE key = 'moves';

-- pipeline.(*Engine).deserialize
INSERT INTO amora_applying (x) VALUES (1);

-- pipeline.(*Table).deserialize (countSQL of topic): ?1 the filter, JSON
SELECT json_object('All', count(*), 'Deleted', ifnull(sum(s.deleted), 0),
 'Failed', EXISTS (SELECT 1 FROM morango_store WHERE deserialization_error <> ''),
 'Dirty', (SELECT count(*) FROM amora_store_dirty)) FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id WHERE d.model_name = 'topic' AND (?1 IS NULL OR ifnull(substr(s.partition, 1, length((?1 ->> 0))) = (?1 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?1) f WHERE substr(s.partition, 1, length(f.value)) = f.value));

-- pipeline.(*Table).deserializeOneByOne (judgeSQL of topic): ?1 the filter, JSON
INSERT INTO amora_work (id, parent, reason) SELECT id, "parent_id", coalesce(CASE WHEN "dataset_id" IS NULL THEN 'required: dataset_id' WHEN (length("dataset_id") <> 32 OR octet_length("dataset_id") <> 32 OR unhex("dataset_id") IS NULL AND "dataset_id" IS NOT NULL OR lower("dataset_id") <> "dataset_id") THEN 'bad_value: dataset_id' WHEN "name" IS NULL THEN 'required: name' WHEN typeof("name") NOT IN ('text', 'null') OR "name" GLOB '[[{]*' AND json_type(_amora_json, '$.name') <> 'text' THEN 'bad_value: name' WHEN typeof("title") NOT IN ('text', 'null') OR "title" GLOB '[[{]*' AND json_type(_amora_json, '$.title') <> 'text' THEN 'bad_value: title' WHEN (length("parent_id") <> 32 OR octet_length("parent_id") <> 32 OR unhex("parent_id") IS NULL AND "parent_id" IS NOT NULL OR lower("parent_id") <> "parent_id") THEN 'bad_value: parent_id' WHEN partition IS NOT ("dataset_id" || ':shared') OR partition <> _amora_json ->> '_morango_partition' THEN 'bad_partition: partition' WHEN id <> _amora_json ->> 'id' OR source_id <> _amora_json ->> '_morango_source_id' THEN 'bad_id: id' END, CASE WHEN (EXISTS (SELECT 1 FROM morango_store t WHERE t.id = r."parent_id" AND t.deleted = 1 AND (NOT (SELECT count(*) > 1 FROM amora_room) OR substr(t.partition, 1, 32) = substr(r."partition", 1, 32))) OR EXISTS (SELECT 1 FROM morango_deletedmodels t WHERE t.id = r."parent_id" AND NOT EXISTS (SELECT 1 FROM morango_store s WHERE s.id = t.id AND ((SELECT count(*) > 1 FROM amora_room) AND substr(s.partition, 1, 32) <> substr(r."partition", 1, 32))))) AND NOT (EXISTS (SELECT 1 FROM amora_relocated v WHERE v.id = r."parent_id" AND NOT v.apart) AND EXISTS (WITH RECURSIVE way (id, hops) AS (SELECT r."parent_id", 0 UNION SELECT n.id, w.hops + 1 FROM way w CROSS JOIN amora_relocated v ON v.id = w.id CROSS JOIN morango_store e ON e.id = v.id CROSS JOIN morango_store n ON n.id = v.moved_to AND n.source_id = amora_id(e.id, e.source_id, 'moved') AND n.model_name = e.model_name AND (NOT (SELECT count(*) > 1 FROM amora_room) OR substr(e.partition, 1, 32) = substr(n.partition, 1, 32)) WHERE w.hops < 32) SELECT 1 FROM way w LEFT JOIN amora_relocated v ON v.id = w.id AND NOT v.apart WHERE NOT (EXISTS (SELECT 1 FROM morango_store t WHERE t.id = w.id AND t.deleted = 1 AND (NOT (SELECT count(*) > 1 FROM amora_room) OR substr(t.partition, 1, 32) = substr((SELECT partition FROM morango_store WHERE id = w.id), 1, 32))) OR EXISTS (SELECT 1 FROM morango_deletedmodels t WHERE t.id = w.id AND NOT EXISTS (SELECT 1 FROM morango_store s WHERE s.id = t.id AND ((SELECT count(*) > 1 FROM amora_room) AND substr(s.partition, 1, 32) <> substr((SELECT partition FROM morango_store WHERE id = w.id), 1, 32))))) OR w.hops >= 32 OR v.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM morango_store n WHERE n.id = v.moved_to))) THEN 'deleted_reference: parent_id' WHEN EXISTS (SELECT 1 FROM "topic" t WHERE t.id = r."parent_id") AND NOT EXISTS (SELECT 1 FROM "topic" t WHERE t.id = r."parent_id" AND (NOT (SELECT count(*) > 1 FROM amora_room) OR substr(t._morango_partition, 1, 32) = substr(r."partition", 1, 32))) THEN 'missing_reference: parent_id' END) FROM (SELECT s.id AS id, s.source_id AS source_id, s.partition AS partition, s.serialized ->> 'dataset_id' AS "dataset_id", s.serialized ->> 'name' AS "name", s.serialized ->> 'title' AS "title", s.serialized ->> 'parent_id' AS "parent_id", s.serialized AS _amora_json FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id WHERE d.model_name = 'topic' AND (?1 IS NULL OR ifnull(substr(s.partition, 1, length((?1 ->> 0))) = (?1 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?1) f WHERE substr(s.partition, 1, length(f.value)) = f.value)) AND s.deleted = 0 LIMIT -1 OFFSET 0) AS r;

-- pipeline.(*Table).deserializeOneByOne (treeSQL of topic)
WITH RECURSIVE amora_hanging (id) AS (
 SELECT w.id FROM amora_work w LEFT JOIN amora_work p ON p.id = w.parent
 WHERE w.reason IS NULL AND w.parent IS NOT NULL AND (p.id IS NULL OR p.reason IS NOT NULL)
  AND (p.reason LIKE 'deleted_reference%'
   OR NOT EXISTS (SELECT 1 FROM "topic" t WHERE t.id = w.parent))
 UNION
 SELECT w.id FROM amora_hanging h CROSS JOIN amora_work w ON w.parent = h.id
 WHERE w.reason IS NULL AND NOT EXISTS (SELECT 1 FROM "topic" t WHERE t.id = h.id))
UPDATE amora_work SET reason = CASE WHEN EXISTS (SELECT 1 FROM morango_store t WHERE t.id = amora_work.parent)
 THEN 'failed_reference' ELSE 'missing_reference' END
WHERE id IN (SELECT id FROM amora_hanging);

-- pipeline.(*Table).applyJudged
SELECT count(*) FROM amora_work WHERE reason IS NULL;

-- pipeline.(*Table).writeJudged (knownJudgedSQL of topic): ?1 NULL or a list, JSON
SELECT EXISTS (SELECT 1 FROM amora_work w CROSS JOIN morango_store s ON s.id = w.id WHERE w.reason IS NULL AND (?1 IS NULL OR w.id IN (SELECT value FROM json_each(?1))) AND EXISTS (SELECT 1 FROM "topic" a WHERE a.id = w.id));

-- pipeline.(*Table).writeJudged (updateJudgedSQL of topic): ?1 NULL or a list, JSON
UPDATE "topic" AS a SET "dataset_id" = x."dataset_id", "name" = x."name", "title" = x."title", "parent_id" = x."parent_id", _morango_source_id = x.source_id, _morango_partition = x.partition FROM (SELECT s.id AS id, s.source_id AS source_id, s.partition AS partition, s.serialized ->> 'dataset_id' AS "dataset_id", s.serialized ->> 'name' AS "name", s.serialized ->> 'title' AS "title", s.serialized ->> 'parent_id' AS "parent_id", s.serialized AS _amora_json FROM amora_work w CROSS JOIN morango_store s ON s.id = w.id WHERE w.reason IS NULL AND (?1 IS NULL OR w.id IN (SELECT value FROM json_each(?1))) LIMIT -1 OFFSET 0) x WHERE a.id = x.id;

-- pipeline.(*Table).writeJudged (insertJudgedSQL of topic): ?1 NULL or a list, JSON
INSERT INTO "topic" (id, _morango_source_id, _morango_partition, "dataset_id", "name", "title", "parent_id") SELECT id, source_id, partition, "dataset_id", "name", "title", "parent_id" FROM (SELECT s.id AS id, s.source_id AS source_id, s.partition AS partition, s.serialized ->> 'dataset_id' AS "dataset_id", s.serialized ->> 'name' AS "name", s.serialized ->> 'title' AS "title", s.serialized ->> 'parent_id' AS "parent_id", s.serialized AS _amora_json FROM amora_work w CROSS JOIN morango_store s ON s.id = w.id WHERE w.reason IS NULL AND (?1 IS NULL OR w.id IN (SELECT value FROM json_each(?1))) LIMIT -1 OFFSET 0) x WHERE NOT EXISTS (SELECT 1 FROM "topic" a WHERE a.id = x.id);

-- pipeline.(*Table).deserializeOneByOne (followSQL of answer)
WITH RECURSIVE amora_following (id) AS (
 SELECT w.id FROM amora_work w CROSS JOIN morango_store s ON s.id = w.id
 WHERE w.reason LIKE 'deleted_reference%' AND (NOT EXISTS (SELECT 1 FROM amora_write_scope) OR EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(s.partition, 1, length(prefix)) = prefix))
  AND NOT EXISTS (SELECT 1 FROM morango_transfersession t WHERE t.id = s.last_transfer_session_id
   AND t.active = 1 AND t.is_server = 0 AND t.push = 0 AND t.transfer_stage = 'transferring')
 UNION
 SELECT w.id FROM amora_following f CROSS JOIN amora_work w ON w.parent = f.id CROSS JOIN morango_store s ON s.id = w.id
 WHERE w.reason = 'failed_reference' AND (NOT EXISTS (SELECT 1 FROM amora_write_scope) OR EXISTS (SELECT 1 FROM amora_write_scope WHERE substr(s.partition, 1, length(prefix)) = prefix)))
UPDATE amora_work SET reason = 'follows' WHERE id IN (SELECT id FROM amora_following);

-- pipeline.(*Table).follow
SELECT json_group_array(id) FROM amora_work WHERE reason = 'follows';

-- pipeline.(*Table).deserializeOneByOne
UPDATE amora_work SET reason = 'constraint' WHERE reason IS NULL AND NOT EXISTS (SELECT 1 FROM "topic" a WHERE a.id = amora_work.id);

-- pipeline.(*Table).deserializeOneByOne
INSERT INTO morango_deletedmodels (id, profile) SELECT id, 'school' FROM (SELECT id FROM amora_work WHERE reason = 'follows') WHERE true ON CONFLICT DO NOTHING;

-- pipeline.(*Table).deserializeOneByOne
WITH RECURSIVE amora_wiped (id) AS (
 SELECT s.id FROM morango_store s WHERE s.id IN (SELECT id FROM amora_work WHERE reason = 'follows') AND (false OR EXISTS (SELECT 1 FROM morango_store t WHERE t.hard_deleted = 1 AND t.id = s.serialized ->> 'parent_id') OR EXISTS (SELECT 1 FROM morango_harddeletedmodels t WHERE t.id = s.serialized ->> 'parent_id'))
 UNION
 SELECT w.id FROM amora_wiped x CROSS JOIN amora_work w ON w.parent = x.id WHERE w.reason = 'follows')
INSERT INTO morango_harddeletedmodels (id, profile)
SELECT id, 'school' FROM amora_wiped WHERE true ON CONFLICT DO NOTHING;

-- pipeline.(*Table).deserializeOneByOne
UPDATE morango_store AS s SET deserialization_error = CASE WHEN w.reason = 'follows' THEN '' ELSE ifnull(w.reason, '') END
FROM amora_work w WHERE s.id = w.id AND s.deserialization_error <> ifnull(w.reason, '');

-- pipeline.(*Table).deserializeOneByOne
DELETE FROM amora_store_dirty WHERE model_name = 'topic' AND id IN (SELECT id FROM amora_work WHERE reason IS NULL OR reason = 'follows');

-- pipeline.(*Table).deserializeOneByOne
SELECT count(*) FROM amora_work WHERE reason <> 'follows';

-- pipeline.(*Table).deserializeOneByOne
DELETE FROM amora_work;

-- pipeline.(*Table).deserialize (countSQL of answer): ?1 the filter, JSON
SELECT json_object('All', count(*), 'Deleted', ifnull(sum(s.deleted), 0),
 'Failed', EXISTS (SELECT 1 FROM morango_store WHERE deserialization_error <> ''),
 'Dirty', (SELECT count(*) FROM amora_store_dirty)) FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id WHERE d.model_name = 'answer' AND (?1 IS NULL OR ifnull(substr(s.partition, 1, length((?1 ->> 0))) = (?1 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?1) f WHERE substr(s.partition, 1, length(f.value)) = f.value));

-- pipeline.(*Table).deserialize (applySQL of answer): ?1 the filter, JSON
INSERT INTO "answer" (id, _morango_source_id, _morango_partition, "dataset_id", "user_id", "question", "text", "topic_id") SELECT id, source_id, partition, "dataset_id", "user_id", "question", "text", "topic_id" FROM (SELECT s.id AS id, s.source_id AS source_id, s.partition AS partition, s.serialized ->> 'dataset_id' AS "dataset_id", s.serialized ->> 'user_id' AS "user_id", s.serialized ->> 'question' AS "question", s.serialized ->> 'text' AS "text", s.serialized ->> 'topic_id' AS "topic_id", s.serialized AS _amora_json FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id WHERE d.model_name = 'answer' AND (?1 IS NULL OR ifnull(substr(s.partition, 1, length((?1 ->> 0))) = (?1 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?1) f WHERE substr(s.partition, 1, length(f.value)) = f.value)) AND s.deleted = 0 LIMIT -1 OFFSET 0) AS r WHERE (CASE WHEN "dataset_id" IS NULL THEN 'required: dataset_id' WHEN (length("dataset_id") <> 32 OR octet_length("dataset_id") <> 32 OR unhex("dataset_id") IS NULL AND "dataset_id" IS NOT NULL OR lower("dataset_id") <> "dataset_id") THEN 'bad_value: dataset_id' WHEN "user_id" IS NULL THEN 'required: user_id' WHEN (length("user_id") <> 32 OR octet_length("user_id") <> 32 OR unhex("user_id") IS NULL AND "user_id" IS NOT NULL OR lower("user_id") <> "user_id") THEN 'bad_value: user_id' WHEN "question" IS NULL THEN 'required: question' WHEN typeof("question") NOT IN ('text', 'null') OR "question" GLOB '[[{]*' AND json_type(_amora_json, '$.question') <> 'text' THEN 'bad_value: question' WHEN "text" IS NULL THEN 'required: text' WHEN typeof("text") NOT IN ('text', 'null') OR "text" GLOB '[[{]*' AND json_type(_amora_json, '$.text') <> 'text' THEN 'bad_value: text' WHEN (length("topic_id") <> 32 OR octet_length("topic_id") <> 32 OR unhex("topic_id") IS NULL AND "topic_id" IS NOT NULL OR lower("topic_id") <> "topic_id") THEN 'bad_value: topic_id' WHEN partition IS NOT ("dataset_id" || ':user:' || "user_id") OR partition <> _amora_json ->> '_morango_partition' THEN 'bad_partition: partition' WHEN id <> _amora_json ->> 'id' OR source_id <> _amora_json ->> '_morango_source_id' THEN 'bad_id: id' END) IS NULL AND (r."topic_id" IS NULL OR EXISTS (SELECT 1 FROM "topic" t WHERE t.id = r."topic_id" AND (NOT (SELECT count(*) > 1 FROM amora_room) OR substr(t._morango_partition, 1, 32) = substr(r."partition", 1, 32)))) ON CONFLICT (id) DO UPDATE SET "dataset_id" = excluded."dataset_id", "user_id" = excluded."user_id", "question" = excluded."question", "text" = excluded."text", "topic_id" = excluded."topic_id", _morango_source_id = excluded._morango_source_id, _morango_partition = excluded._morango_partition ON CONFLICT DO NOTHING;

-- pipeline.(*Table).deserialize
DELETE FROM amora_store_dirty;

-- pipeline.(*Engine).deserialize
DELETE FROM amora_applying;

-- pipeline.(*Table).serialize (serializeSQL of answer): ?1 this instance, ?2 this instance's counter, ?3 NULL or the filter, JSON
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

-- pipeline.(*Table).serialize (serializeSettleSQL of answer): ?1 'answer', ?2 NULL or the filter, JSON
DELETE FROM amora_store_dirty WHERE model_name = ?1 AND +id IN (SELECT d.id FROM "amora_dirty_answer" d CROSS JOIN "answer" a ON a.id = d.id WHERE (?2 IS NULL OR ifnull(substr(a._morango_partition, 1, length((?2 ->> 0))) = (?2 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?2) f WHERE substr(a._morango_partition, 1, length(f.value)) = f.value)));

-- pipeline.(*Table).serialize
SELECT count(*) FROM "amora_dirty_answer";

-- pipeline.(*Table).serialize
DELETE FROM "amora_dirty_answer";

-- conflict.DropSettled: ?1 this instance, ?2 this instance's counter
UPDATE morango_store AS s
 SET conflicting_serialized_data = (SELECT ifnull(group_concat(line || char(10), '' ORDER BY n), '') FROM
 (SELECT min(key) AS n, value AS line FROM json_each('["' || replace(replace(replace(s.conflicting_serialized_data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') WHERE value <> '' GROUP BY value)
 WHERE line NOT IN (SELECT value FROM json_each('["' || replace(replace(replace(r.settled, '\', '\\'), '"', '\"'), char(10), '","') || '"]')))
FROM amora_resolved r WHERE s.id = r.id AND s.last_saved_instance = ?1 AND s.last_saved_counter = ?2;

-- conflict.DropSettled: ?1 this instance, ?2 this instance's counter
DELETE FROM amora_resolved AS r WHERE EXISTS (SELECT 1 FROM morango_store s WHERE s.id = r.id AND s.last_saved_instance = ?1 AND s.last_saved_counter = ?2)
 OR NOT EXISTS (SELECT 1 FROM morango_store s WHERE s.id = r.id AND s.conflicting_serialized_data <> '');

-- counter.NoteSaved: ?1 this instance, ?2 this instance's counter
INSERT INTO amora_partitionmaxcounter (partition, instance_id, counter)
SELECT DISTINCT partition, ?1, ?2 FROM morango_store WHERE last_saved_instance = ?1 AND last_saved_counter = ?2
ON CONFLICT DO UPDATE SET counter = excluded.counter WHERE excluded.counter > counter;

-- pipeline.(*Table).deserialize (settleAllSQL of answer): ?1 the filter, JSON
DELETE FROM amora_store_dirty WHERE model_name = 'answer' AND (?1 IS NULL OR id IN (SELECT s.id FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id WHERE d.model_name = 'answer' AND (?1 IS NULL OR ifnull(substr(s.partition, 1, length((?1 ->> 0))) = (?1 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?1) f WHERE substr(s.partition, 1, length(f.value)) = f.value))));

-- rooms.Held
SELECT json_group_array(room) FROM (SELECT room FROM amora_room ORDER BY n);

-- pipeline.(*Table).serialize (serializeSQL of topic): ?1 this instance, ?2 this instance's counter, ?3 NULL or the filter, JSON
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

-- pipeline.(*Table).serialize (serializeSettleSQL of topic): ?1 'topic', ?2 NULL or the filter, JSON
DELETE FROM amora_store_dirty WHERE model_name = ?1 AND +id IN (SELECT d.id FROM "amora_dirty_topic" d CROSS JOIN "topic" a ON a.id = d.id WHERE (?2 IS NULL OR ifnull(substr(a._morango_partition, 1, length((?2 ->> 0))) = (?2 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?2) f WHERE substr(a._morango_partition, 1, length(f.value)) = f.value)));

-- pipeline.(*Table).serialize
SELECT count(*) FROM "amora_dirty_topic";

-- pipeline.(*Table).serialize
DELETE FROM "amora_dirty_topic";

-- pipeline.(*Table).removeApart (removeSQL of topic): ?1 a list, JSON
DELETE FROM "topic" WHERE id IN (SELECT value FROM json_each(?1));

-- pipeline.(*Table).removeApart (remainSQL of topic): ?1 a list, JSON
SELECT json_group_array(id) FROM "topic" WHERE id IN (SELECT value FROM json_each(?1));

-- pipeline.noteWork: ?1 an object, JSON
UPDATE amora_work SET reason = j.value FROM json_each(?1) j WHERE j.key = amora_work.id;

-- pipeline.(*Table).revive (reviveSQL of answer)
WITH RECURSIVE amora_lost (id, parent) AS MATERIALIZED (SELECT s.id, NULL FROM amora_orphan o CROSS JOIN morango_store s ON s.id = o.id WHERE s.model_name = 'answer' AND s.deleted = 0 AND NOT EXISTS (SELECT 1 FROM "answer" a WHERE a.id = s.id) AND (s.serialized ->> 'topic_id' IS NULL OR EXISTS (SELECT 1 FROM "topic" t WHERE t.id = s.serialized ->> 'topic_id' AND (NOT (SELECT count(*) > 1 FROM amora_room) OR substr(t._morango_partition, 1, 32) = substr(s.partition, 1, 32))))),
amora_hanging (id) AS (SELECT l.id FROM amora_lost l WHERE l.parent IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM amora_lost p WHERE p.id = l.parent)
  AND NOT EXISTS (SELECT 1 FROM "answer" a WHERE a.id = l.parent)
  AND NOT EXISTS (SELECT 1 FROM amora_store_dirty d WHERE d.model_name = 'answer' AND d.id = l.parent)
 UNION SELECT l.id FROM amora_hanging h CROSS JOIN amora_lost l ON l.parent = h.id)
INSERT INTO amora_store_dirty (model_name, id) SELECT 'answer', id FROM amora_lost
WHERE id NOT IN (SELECT id FROM amora_hanging) ON CONFLICT DO NOTHING;

-- pipeline.(*Table).revive (revivedSQL of answer)
DELETE FROM amora_orphan WHERE id IN (SELECT id FROM amora_store_dirty WHERE model_name = 'answer') OR EXISTS (SELECT 1 FROM "answer" a WHERE a.id = amora_orphan.id) OR EXISTS (SELECT 1 FROM morango_store s WHERE s.id = amora_orphan.id AND s.deleted = 1);

-- pipeline.(*Table).deserializeOneByOne (judgeSQL of answer): ?1 the filter, JSON
INSERT INTO amora_work (id, parent, reason) SELECT id, NULL, coalesce(CASE WHEN "dataset_id" IS NULL THEN 'required: dataset_id' WHEN (length("dataset_id") <> 32 OR octet_length("dataset_id") <> 32 OR unhex("dataset_id") IS NULL AND "dataset_id" IS NOT NULL OR lower("dataset_id") <> "dataset_id") THEN 'bad_value: dataset_id' WHEN "user_id" IS NULL THEN 'required: user_id' WHEN (length("user_id") <> 32 OR octet_length("user_id") <> 32 OR unhex("user_id") IS NULL AND "user_id" IS NOT NULL OR lower("user_id") <> "user_id") THEN 'bad_value: user_id' WHEN "question" IS NULL THEN 'required: question' WHEN typeof("question") NOT IN ('text', 'null') OR "question" GLOB '[[{]*' AND json_type(_amora_json, '$.question') <> 'text' THEN 'bad_value: question' WHEN "text" IS NULL THEN 'required: text' WHEN typeof("text") NOT IN ('text', 'null') OR "text" GLOB '[[{]*' AND json_type(_amora_json, '$.text') <> 'text' THEN 'bad_value: text' WHEN (length("topic_id") <> 32 OR octet_length("topic_id") <> 32 OR unhex("topic_id") IS NULL AND "topic_id" IS NOT NULL OR lower("topic_id") <> "topic_id") THEN 'bad_value: topic_id' WHEN partition IS NOT ("dataset_id" || ':user:' || "user_id") OR partition <> _amora_json ->> '_morango_partition' THEN 'bad_partition: partition' WHEN id <> _amora_json ->> 'id' OR source_id <> _amora_json ->> '_morango_source_id' THEN 'bad_id: id' END, CASE WHEN (EXISTS (SELECT 1 FROM morango_store t WHERE t.id = r."topic_id" AND t.deleted = 1 AND (NOT (SELECT count(*) > 1 FROM amora_room) OR substr(t.partition, 1, 32) = substr(r."partition", 1, 32))) OR EXISTS (SELECT 1 FROM morango_deletedmodels t WHERE t.id = r."topic_id" AND NOT EXISTS (SELECT 1 FROM morango_store s WHERE s.id = t.id AND ((SELECT count(*) > 1 FROM amora_room) AND substr(s.partition, 1, 32) <> substr(r."partition", 1, 32))))) AND NOT (EXISTS (SELECT 1 FROM amora_relocated v WHERE v.id = r."topic_id" AND NOT v.apart) AND EXISTS (WITH RECURSIVE way (id, hops) AS (SELECT r."topic_id", 0 UNION SELECT n.id, w.hops + 1 FROM way w CROSS JOIN amora_relocated v ON v.id = w.id CROSS JOIN morango_store e ON e.id = v.id CROSS JOIN morango_store n ON n.id = v.moved_to AND n.source_id = amora_id(e.id, e.source_id, 'moved') AND n.model_name = e.model_name AND (NOT (SELECT count(*) > 1 FROM amora_room) OR substr(e.partition, 1, 32) = substr(n.partition, 1, 32)) WHERE w.hops < 32) SELECT 1 FROM way w LEFT JOIN amora_relocated v ON v.id = w.id AND NOT v.apart WHERE NOT (EXISTS (SELECT 1 FROM morango_store t WHERE t.id = w.id AND t.deleted = 1 AND (NOT (SELECT count(*) > 1 FROM amora_room) OR substr(t.partition, 1, 32) = substr((SELECT partition FROM morango_store WHERE id = w.id), 1, 32))) OR EXISTS (SELECT 1 FROM morango_deletedmodels t WHERE t.id = w.id AND NOT EXISTS (SELECT 1 FROM morango_store s WHERE s.id = t.id AND ((SELECT count(*) > 1 FROM amora_room) AND substr(s.partition, 1, 32) <> substr((SELECT partition FROM morango_store WHERE id = w.id), 1, 32))))) OR w.hops >= 32 OR v.id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM morango_store n WHERE n.id = v.moved_to))) THEN 'deleted_reference: topic_id' WHEN r."topic_id" IS NULL OR EXISTS (SELECT 1 FROM "topic" t WHERE t.id = r."topic_id" AND (NOT (SELECT count(*) > 1 FROM amora_room) OR substr(t._morango_partition, 1, 32) = substr(r."partition", 1, 32))) THEN NULL WHEN EXISTS (SELECT 1 FROM morango_store t WHERE t.id = r."topic_id" AND (NOT (SELECT count(*) > 1 FROM amora_room) OR substr(t.partition, 1, 32) = substr(r."partition", 1, 32))) THEN 'failed_reference: topic_id' ELSE 'missing_reference: topic_id' END) FROM (SELECT s.id AS id, s.source_id AS source_id, s.partition AS partition, s.serialized ->> 'dataset_id' AS "dataset_id", s.serialized ->> 'user_id' AS "user_id", s.serialized ->> 'question' AS "question", s.serialized ->> 'text' AS "text", s.serialized ->> 'topic_id' AS "topic_id", s.serialized AS _amora_json FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id WHERE d.model_name = 'answer' AND (?1 IS NULL OR ifnull(substr(s.partition, 1, length((?1 ->> 0))) = (?1 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?1) f WHERE substr(s.partition, 1, length(f.value)) = f.value)) AND s.deleted = 0 LIMIT -1 OFFSET 0) AS r;

-- pipeline.(*Table).removeApart (removeSQL of answer): ?1 a list, JSON
DELETE FROM "answer" WHERE id IN (SELECT value FROM json_each(?1));

-- pipeline.(*Table).removeApart (remainSQL of answer): ?1 a list, JSON
SELECT json_group_array(id) FROM "answer" WHERE id IN (SELECT value FROM json_each(?1));

-- pipeline.(*Table).deserializeOneByOne
UPDATE amora_work SET reason = 'constraint' WHERE reason IS NULL AND NOT EXISTS (SELECT 1 FROM "answer" a WHERE a.id = amora_work.id);

-- pipeline.(*Table).deserializeOneByOne
WITH RECURSIVE amora_wiped (id) AS (
 SELECT s.id FROM morango_store s WHERE s.id IN (SELECT id FROM amora_work WHERE reason = 'follows') AND (false OR EXISTS (SELECT 1 FROM morango_store t WHERE t.hard_deleted = 1 AND t.id = s.serialized ->> 'topic_id') OR EXISTS (SELECT 1 FROM morango_harddeletedmodels t WHERE t.id = s.serialized ->> 'topic_id'))
 UNION
 SELECT w.id FROM amora_wiped x CROSS JOIN amora_work w ON w.parent = x.id WHERE w.reason = 'follows')
INSERT INTO morango_harddeletedmodels (id, profile)
SELECT id, 'school' FROM amora_wiped WHERE true ON CONFLICT DO NOTHING;

-- pipeline.(*Table).deserializeOneByOne
DELETE FROM amora_store_dirty WHERE model_name = 'answer' AND id IN (SELECT id FROM amora_work WHERE reason IS NULL OR reason = 'follows');

-- pipeline.(*Table).deleteReceived (deleteSQL of topic): ?1 the filter, JSON
DELETE FROM "topic" WHERE id IN (SELECT s.id FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id WHERE d.model_name = 'topic' AND (?1 IS NULL OR ifnull(substr(s.partition, 1, length((?1 ->> 0))) = (?1 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?1) f WHERE substr(s.partition, 1, length(f.value)) = f.value)) AND s.deleted = 1);

-- pipeline.(*Table).deleteReceived (undeletedSQL of topic): ?1 the filter, JSON
SELECT json_group_array(id) FROM (SELECT s.id AS id FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id WHERE d.model_name = 'topic' AND (?1 IS NULL OR ifnull(substr(s.partition, 1, length((?1 ->> 0))) = (?1 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?1) f WHERE substr(s.partition, 1, length(f.value)) = f.value)) AND s.deleted = 1 AND EXISTS (SELECT 1 FROM "topic" a WHERE a.id = s.id) ORDER BY (SELECT a._rowid_ FROM "topic" a WHERE a.id = s.id) DESC);

-- pipeline.(*Table).deleteReceived (settleDeletedSQL of topic): ?1 the filter, JSON
DELETE FROM amora_store_dirty WHERE model_name = 'topic' AND id IN (SELECT s.id FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id WHERE d.model_name = 'topic' AND (?1 IS NULL OR ifnull(substr(s.partition, 1, length((?1 ->> 0))) = (?1 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?1) f WHERE substr(s.partition, 1, length(f.value)) = f.value)) AND s.deleted = 1 AND NOT EXISTS (SELECT 1 FROM "topic" a WHERE a.id = s.id));

-- pipeline.(*Table).revive (reviveSQL of topic)
WITH RECURSIVE amora_lost (id, parent) AS MATERIALIZED (SELECT s.id, s.serialized ->> 'parent_id' FROM amora_orphan o CROSS JOIN morango_store s ON s.id = o.id WHERE s.model_name = 'topic' AND s.deleted = 0 AND NOT EXISTS (SELECT 1 FROM "topic" a WHERE a.id = s.id)),
amora_hanging (id) AS (SELECT l.id FROM amora_lost l WHERE l.parent IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM amora_lost p WHERE p.id = l.parent)
  AND NOT EXISTS (SELECT 1 FROM "topic" a WHERE a.id = l.parent)
  AND NOT EXISTS (SELECT 1 FROM amora_store_dirty d WHERE d.model_name = 'topic' AND d.id = l.parent)
 UNION SELECT l.id FROM amora_hanging h CROSS JOIN amora_lost l ON l.parent = h.id)
INSERT INTO amora_store_dirty (model_name, id) SELECT 'topic', id FROM amora_lost
WHERE id NOT IN (SELECT id FROM amora_hanging) ON CONFLICT DO NOTHING;

-- pipeline.(*Table).revive (revivedSQL of topic)
DELETE FROM amora_orphan WHERE id IN (SELECT id FROM amora_store_dirty WHERE model_name = 'topic') OR EXISTS (SELECT 1 FROM "topic" a WHERE a.id = amora_orphan.id) OR EXISTS (SELECT 1 FROM morango_store s WHERE s.id = amora_orphan.id AND s.deleted = 1);

-- pipeline.(*Table).deleteReceived (deleteSQL of answer): ?1 the filter, JSON
DELETE FROM "answer" WHERE id IN (SELECT s.id FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id WHERE d.model_name = 'answer' AND (?1 IS NULL OR ifnull(substr(s.partition, 1, length((?1 ->> 0))) = (?1 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?1) f WHERE substr(s.partition, 1, length(f.value)) = f.value)) AND s.deleted = 1);

-- pipeline.(*Table).deleteReceived (undeletedSQL of answer): ?1 the filter, JSON
SELECT json_group_array(id) FROM (SELECT s.id AS id FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id WHERE d.model_name = 'answer' AND (?1 IS NULL OR ifnull(substr(s.partition, 1, length((?1 ->> 0))) = (?1 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?1) f WHERE substr(s.partition, 1, length(f.value)) = f.value)) AND s.deleted = 1 AND EXISTS (SELECT 1 FROM "answer" a WHERE a.id = s.id) ORDER BY (SELECT a._rowid_ FROM "answer" a WHERE a.id = s.id) DESC);

-- pipeline.(*Table).deleteReceived (settleDeletedSQL of answer): ?1 the filter, JSON
DELETE FROM amora_store_dirty WHERE model_name = 'answer' AND id IN (SELECT s.id FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id WHERE d.model_name = 'answer' AND (?1 IS NULL OR ifnull(substr(s.partition, 1, length((?1 ->> 0))) = (?1 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?1) f WHERE substr(s.partition, 1, length(f.value)) = f.value)) AND s.deleted = 1 AND NOT EXISTS (SELECT 1 FROM "answer" a WHERE a.id = s.id));

-- pipeline.(*Table).deleteDeep (belowSQL of topic): ?1 the filter, JSON
WITH RECURSIVE below (id) AS (SELECT s.id FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id WHERE d.model_name = 'topic' AND (?1 IS NULL OR ifnull(substr(s.partition, 1, length((?1 ->> 0))) = (?1 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?1) f WHERE substr(s.partition, 1, length(f.value)) = f.value)) AND s.deleted = 1 UNION SELECT t.id FROM below b CROSS JOIN "topic" t ON t."parent_id" = b.id) SELECT json_group_array(id) FROM below;

-- pipeline.(*Table).deleteDeep (loosenSQL of topic): ?1 a list, JSON
UPDATE "topic" SET "parent_id" = NULL WHERE id IN (SELECT value FROM json_each(?1));

-- pipeline.(*Table).deleteReceived: ?1 an object, JSON
UPDATE morango_store SET deserialization_error = j.value FROM json_each(?1) j WHERE j.key = morango_store.id;

-- pipeline.(*Table).exchange (rearrangeSQL of topic)
INSERT INTO "topic" (id, _morango_source_id, _morango_partition, "dataset_id", "name", "title", "parent_id") SELECT id, source_id, partition, "dataset_id", "name", "title", "parent_id" FROM (SELECT 0 AS _amora_n, a.id AS id, a._morango_source_id AS source_id, a._morango_partition AS partition, hex(randomblob(16)) AS "dataset_id", hex(randomblob(16)) AS "name", hex(randomblob(16)) AS "title", hex(randomblob(16)) AS "parent_id" FROM amora_work w CROSS JOIN "topic" a ON a.id = w.id WHERE w.reason IS NULL UNION ALL SELECT 1, id, source_id, partition, "dataset_id", "name", "title", "parent_id" FROM (SELECT s.id AS id, s.source_id AS source_id, s.partition AS partition, s.serialized ->> 'dataset_id' AS "dataset_id", s.serialized ->> 'name' AS "name", s.serialized ->> 'title' AS "title", s.serialized ->> 'parent_id' AS "parent_id", s.serialized AS _amora_json FROM amora_work w CROSS JOIN morango_store s ON s.id = w.id WHERE w.reason IS NULL LIMIT -1 OFFSET 0)) WHERE true ORDER BY _amora_n ON CONFLICT (id) DO UPDATE SET "dataset_id" = excluded."dataset_id", "name" = excluded."name", "title" = excluded."title", "parent_id" = excluded."parent_id", _morango_source_id = excluded._morango_source_id, _morango_partition = excluded._morango_partition;

-- pipeline.(*Table).applyApart
SELECT json_group_array(json_array(id, ifnull(parent, ''))) FROM amora_work WHERE reason IS NULL;

-- pipeline.(*Table).applyApart (leftSQL of topic): ?1 a list, JSON
SELECT json_group_array(x.id) FROM (SELECT s.id AS id, s.source_id AS source_id, s.partition AS partition, s.serialized ->> 'dataset_id' AS "dataset_id", s.serialized ->> 'name' AS "name", s.serialized ->> 'title' AS "title", s.serialized ->> 'parent_id' AS "parent_id", s.serialized AS _amora_json FROM amora_work w CROSS JOIN morango_store s ON s.id = w.id WHERE w.reason IS NULL AND (?1 IS NULL OR w.id IN (SELECT value FROM json_each(?1))) LIMIT -1 OFFSET 0) x LEFT JOIN "topic" a ON a.id = x.id WHERE a.id IS NULL OR a._morango_source_id IS NOT x.source_id OR a._morango_partition IS NOT x.partition OR a."dataset_id" IS NOT x."dataset_id" OR a."name" IS NOT x."name" OR a."title" IS NOT x."title" OR a."parent_id" IS NOT x."parent_id";

-- pipeline.(*Table).deleteReceived (forgiveDeletedSQL of answer): ?1 the filter, JSON
UPDATE morango_store SET deserialization_error = '' WHERE deserialization_error <> '' AND id IN (SELECT s.id FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id WHERE d.model_name = 'answer' AND (?1 IS NULL OR ifnull(substr(s.partition, 1, length((?1 ->> 0))) = (?1 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?1) f WHERE substr(s.partition, 1, length(f.value)) = f.value)) AND s.deleted = 1 AND NOT EXISTS (SELECT 1 FROM "answer" a WHERE a.id = s.id));

-- pipeline.(*Table).writeJudged (knownJudgedSQL of answer): ?1 NULL or a list, JSON
SELECT EXISTS (SELECT 1 FROM amora_work w CROSS JOIN morango_store s ON s.id = w.id WHERE w.reason IS NULL AND (?1 IS NULL OR w.id IN (SELECT value FROM json_each(?1))) AND EXISTS (SELECT 1 FROM "answer" a WHERE a.id = w.id));

-- pipeline.(*Table).writeJudged (updateJudgedSQL of answer): ?1 NULL or a list, JSON
UPDATE "answer" AS a SET "dataset_id" = x."dataset_id", "user_id" = x."user_id", "question" = x."question", "text" = x."text", "topic_id" = x."topic_id", _morango_source_id = x.source_id, _morango_partition = x.partition FROM (SELECT s.id AS id, s.source_id AS source_id, s.partition AS partition, s.serialized ->> 'dataset_id' AS "dataset_id", s.serialized ->> 'user_id' AS "user_id", s.serialized ->> 'question' AS "question", s.serialized ->> 'text' AS "text", s.serialized ->> 'topic_id' AS "topic_id", s.serialized AS _amora_json FROM amora_work w CROSS JOIN morango_store s ON s.id = w.id WHERE w.reason IS NULL AND (?1 IS NULL OR w.id IN (SELECT value FROM json_each(?1))) LIMIT -1 OFFSET 0) x WHERE a.id = x.id;

-- pipeline.(*Table).writeJudged (insertJudgedSQL of answer): ?1 NULL or a list, JSON
INSERT INTO "answer" (id, _morango_source_id, _morango_partition, "dataset_id", "user_id", "question", "text", "topic_id") SELECT id, source_id, partition, "dataset_id", "user_id", "question", "text", "topic_id" FROM (SELECT s.id AS id, s.source_id AS source_id, s.partition AS partition, s.serialized ->> 'dataset_id' AS "dataset_id", s.serialized ->> 'user_id' AS "user_id", s.serialized ->> 'question' AS "question", s.serialized ->> 'text' AS "text", s.serialized ->> 'topic_id' AS "topic_id", s.serialized AS _amora_json FROM amora_work w CROSS JOIN morango_store s ON s.id = w.id WHERE w.reason IS NULL AND (?1 IS NULL OR w.id IN (SELECT value FROM json_each(?1))) LIMIT -1 OFFSET 0) x WHERE NOT EXISTS (SELECT 1 FROM "answer" a WHERE a.id = x.id);

-- pipeline.(*Table).exchange (rearrangeSQL of answer)
INSERT INTO "answer" (id, _morango_source_id, _morango_partition, "dataset_id", "user_id", "question", "text", "topic_id") SELECT id, source_id, partition, "dataset_id", "user_id", "question", "text", "topic_id" FROM (SELECT 0 AS _amora_n, a.id AS id, a._morango_source_id AS source_id, a._morango_partition AS partition, hex(randomblob(16)) AS "dataset_id", hex(randomblob(16)) AS "user_id", hex(randomblob(16)) AS "question", hex(randomblob(16)) AS "text", hex(randomblob(16)) AS "topic_id" FROM amora_work w CROSS JOIN "answer" a ON a.id = w.id WHERE w.reason IS NULL UNION ALL SELECT 1, id, source_id, partition, "dataset_id", "user_id", "question", "text", "topic_id" FROM (SELECT s.id AS id, s.source_id AS source_id, s.partition AS partition, s.serialized ->> 'dataset_id' AS "dataset_id", s.serialized ->> 'user_id' AS "user_id", s.serialized ->> 'question' AS "question", s.serialized ->> 'text' AS "text", s.serialized ->> 'topic_id' AS "topic_id", s.serialized AS _amora_json FROM amora_work w CROSS JOIN morango_store s ON s.id = w.id WHERE w.reason IS NULL LIMIT -1 OFFSET 0)) WHERE true ORDER BY _amora_n ON CONFLICT (id) DO UPDATE SET "dataset_id" = excluded."dataset_id", "user_id" = excluded."user_id", "question" = excluded."question", "text" = excluded."text", "topic_id" = excluded."topic_id", _morango_source_id = excluded._morango_source_id, _morango_partition = excluded._morango_partition;

-- pipeline.(*Table).applyApart (leftSQL of answer): ?1 a list, JSON
SELECT json_group_array(x.id) FROM (SELECT s.id AS id, s.source_id AS source_id, s.partition AS partition, s.serialized ->> 'dataset_id' AS "dataset_id", s.serialized ->> 'user_id' AS "user_id", s.serialized ->> 'question' AS "question", s.serialized ->> 'text' AS "text", s.serialized ->> 'topic_id' AS "topic_id", s.serialized AS _amora_json FROM amora_work w CROSS JOIN morango_store s ON s.id = w.id WHERE w.reason IS NULL AND (?1 IS NULL OR w.id IN (SELECT value FROM json_each(?1))) LIMIT -1 OFFSET 0) x LEFT JOIN "answer" a ON a.id = x.id WHERE a.id IS NULL OR a._morango_source_id IS NOT x.source_id OR a._morango_partition IS NOT x.partition OR a."dataset_id" IS NOT x."dataset_id" OR a."user_id" IS NOT x."user_id" OR a."question" IS NOT x."question" OR a."text" IS NOT x."text" OR a."topic_id" IS NOT x."topic_id";

-- pipeline.(*Table).deleteReceived (forgiveDeletedSQL of topic): ?1 the filter, JSON
UPDATE morango_store SET deserialization_error = '' WHERE deserialization_error <> '' AND id IN (SELECT s.id FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id WHERE d.model_name = 'topic' AND (?1 IS NULL OR ifnull(substr(s.partition, 1, length((?1 ->> 0))) = (?1 ->> 0), false) OR EXISTS (SELECT 1 FROM json_each(?1) f WHERE substr(s.partition, 1, length(f.value)) = f.value)) AND s.deleted = 1 AND NOT EXISTS (SELECT 1 FROM "topic" a WHERE a.id = s.id));
