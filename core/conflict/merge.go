package conflict

// MergeSQL merges the records of outcome 'merged': local content stays, the
// incoming becomes a conflict, this instance is the last saver, deletions win
// (MORANGO.md §5, step 4). Conflicts of both sides are kept, each once
// (MORANGO.md §13.13); a hard deletion leaves nothing behind (MORANGO.md §13.6).
// What was merged by columns has the values that [MergeColumns] gave it.
// Parameters are those of package pipeline.
var MergeSQL = `UPDATE morango_store AS s SET
 _self_ref_fk = CASE WHEN m.merged IS NULL THEN s._self_ref_fk ELSE ` + mergedSelf + ` END,
 conflicting_serialized_data = CASE WHEN b.hard_deleted THEN '' WHEN m.merged IS NOT NULL THEN m.lost ELSE ` +
	merged + ` END,
 serialized = CASE WHEN b.hard_deleted THEN '{}' ELSE ifnull(m.merged, s.serialized) END,
 deleted = s.deleted OR b.deleted, hard_deleted = s.hard_deleted OR b.hard_deleted,
 last_saved_instance = ?4, last_saved_counter = ?5, deserialization_error = '', last_transfer_session_id = ?3
FROM amora_merge m CROSS JOIN ` + Incoming + ` WHERE m.outcome = 'merged' AND s.id = m.id`

// Incoming joins the session's buffered row to the amora_merge row m.
const Incoming = "morango_buffer b ON b.transfer_session_id = ?1 AND b.model_uuid = m.id AND b.Incoming = 1" +
	" AND b.error IS NULL"
