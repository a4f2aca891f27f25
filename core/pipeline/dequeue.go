package pipeline

import (
	"fmt"
	"slices"

	"github.com/amora-sync/amora/core/arrived"
	"github.com/amora-sync/amora/core/conflict"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/quarantine"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
)

// Dequeue is the fourth stage, on the receiving side: Buffer → Store, merged
// by counters (MORANGO.md §5; operations.py:883, sync/backends/sqlite.py). It
// takes a counter for the merges it makes, empties the session's buffer, and
// raises the DatabaseMaxCounters to what the sender said it has, under the
// filter. Nothing happens where no record arrived (operations.py:1228).
//
// The number of statements is fixed. Sets Conflicts and Quarantined. Errors:
// bad_request where not all records have arrived, bad_fsic.
func (e *Engine) Dequeue(tx sqldb.Tx, t Transfer) (Transfer, error) {
	t, err := e.dequeue(tx, t)
	if err == nil {
		return e.Complete(tx, t, StageDequeuing)
	}
	return t, t.Wrap(StageDequeuing, err)
}

func (e *Engine) dequeue(tx sqldb.Tx, t Transfer) (Transfer, error) {
	if t.RecordsTransferred != t.RecordsTotal {
		return t, fault.Errorf(fault.BadRequest, "%d of %d records have arrived", t.RecordsTransferred, t.RecordsTotal)
	}
	if t.RecordsTransferred == 0 {
		return t, nil
	}
	t, err := e.mergeBuffer(tx, t)
	if err != nil {
		return t, err
	}
	claims, err := t.claims(tx)
	if err != nil {
		return t, err
	}
	if err := counter.NotAbove(tx, claims); err != nil {
		return t, err
	}
	return t, counter.RaiseDatabaseMaxCounters(tx, claims)
}

// mergeBuffer merges what of a transfer is in the Buffer into the Store, and
// empties the Buffer.
func (e *Engine) mergeBuffer(tx sqldb.Tx, t Transfer) (Transfer, error) {
	if t.row.bufferFirst == 0 {
		return t, nil
	}
	if err := e.serializeBeside(tx, t); err != nil {
		return t, err
	}
	again, err := contradicted(tx, t)
	if err != nil {
		return t, err
	}
	v, err := e.identity.NextVersion(tx)
	if err != nil {
		return t, err
	}
	known, err := tx.Exec(classifySQL(e.ids), t.row.seq, t.row.bufferFirst)
	if err != nil {
		return t, fmt.Errorf("classify: %w", err)
	}
	refused, err := e.quarantineBuffered(tx, t, known > 0)
	if err != nil {
		return t, fmt.Errorf("quarantine: %w", err)
	}
	t.Quarantined += refused
	var merged, conflicts int64
	if known > 0 {
		if merged, conflicts, err = e.mergeKnown(tx, t, v); err != nil {
			return t, err
		}
	}
	t.Merged, t.Conflicts = t.Merged+merged, t.Conflicts+conflicts
	if err := e.takeNew(tx, t, v, known > 0, merged > 0); err != nil {
		return t, err
	}
	if err := saveContradicted(tx, t, v, again); err != nil {
		return t, err
	}
	if err := counter.NoteReceived(tx, t.row.seq, t.row.bufferFirst, v); err != nil {
		return t, fmt.Errorf("note: %w", err)
	}
	if _, err := tx.Exec(releaseSQL); err != nil {
		return t, fmt.Errorf("release: %w", err)
	}
	return clearBuffer(tx, t)
}

// serializeBeside serializes what was written while records of models came that
// merge by columns: it becomes a version that theirs can be merged with.
func (e *Engine) serializeBeside(tx sqldb.Tx, t Transfer) error {
	if !slices.ContainsFunc(e.models, func(m *Table) bool { return m.App.Merge == schema.MergeColumns }) {
		return nil
	}
	return e.SerializeDirty(tx, t.Filter)
}

// In all statements of this stage a parameter means the same:
//
//	?1  the transfer's session, by its row number
//	?2  the session's first row in the Buffer
//	?3  the transfer's id
//	?4  this instance
//	?5  this instance's counter, taken for this dequeue
//	?6  what one statement has alone
//
// A statement leaves out what it does not need. Before a counter is taken (see
// contradicted.go), ?3 is what one statement has alone.

// mine is a SQL condition: buffered row b belongs to the session. The rows are
// read in sequence, by row number.
const mine = "b.seq >= ?2 AND b.transfer_session_id = ?1"

// classifySQL decides what happens to each buffered record that is in the
// Store already.
func classifySQL(ids conflict.Identities) string {
	return "INSERT INTO amora_merge (id, outcome) SELECT b.model_uuid, " + ids.Outcome + `
FROM morango_buffer b CROSS JOIN morango_store s ON s.id = b.model_uuid WHERE ` + mine + ` AND b.error IS NULL`
}

// quarantineBuffered sets aside what cannot be taken: rows that arrived
// marked, and rows that contradict the Store, or an app row that is not there
// yet, about what the record is.
func (e *Engine) quarantineBuffered(tx sqldb.Tx, t Transfer, known bool) (int64, error) {
	if known || e.ids.Unsaved != "" {
		_, err := tx.Exec(`UPDATE morango_buffer AS b SET error = `+quarantine.IdentityMismatch.SQL()+`
 WHERE transfer_session_id = ?1 AND incoming = 1 AND error IS NULL
 AND (model_uuid IN (SELECT id FROM amora_merge WHERE outcome = 'mismatch')`+e.ids.Unsaved+")", t.row.seq)
		if err != nil {
			return 0, err
		}
	}
	n, err := tx.Exec(`INSERT INTO amora_quarantine (model_uuid, last_saved_instance, last_saved_counter, model_name,
 partition, reason, transfer_session_id, serialized)
SELECT model_uuid, last_saved_instance, last_saved_counter, model_name, partition, error, ?3, serialized
FROM morango_buffer WHERE transfer_session_id = ?1 AND error IS NOT NULL
ON CONFLICT (model_uuid, last_saved_instance) DO UPDATE
 SET last_saved_counter = excluded.last_saved_counter, reason = excluded.reason,
 model_name = excluded.model_name, partition = excluded.partition,
 transfer_session_id = excluded.transfer_session_id, serialized = excluded.serialized`,
		t.row.seq, t.row.bufferFirst, t.ID)
	if err != nil || n == 0 {
		return n, err
	}
	_, err = tx.Exec("DELETE FROM morango_buffer WHERE transfer_session_id = ?1 AND error IS NOT NULL", t.row.seq)
	return n, err
}

// releaseSQL lets go of records in quarantine that the Store now knows a
// later version of.
const releaseSQL = `DELETE FROM amora_quarantine AS q WHERE EXISTS (SELECT 1 FROM morango_recordmaxcounter r
 WHERE r.store_model_id = q.model_uuid AND r.instance_id = q.last_saved_instance AND r.counter >= q.last_saved_counter)`

// mergeKnown applies the outcomes to the records that are in the Store. What
// is left in the buffer afterwards has counters to take over. It returns the
// number of records merged, and how many of them were conflicts.
func (e *Engine) mergeKnown(tx sqldb.Tx, t Transfer, v counter.Version) (merged, conflicts int64, err error) {
	if err := uniteKept(tx, t); err != nil {
		return 0, 0, err
	}
	_, err = tx.Exec(`DELETE FROM morango_buffer WHERE transfer_session_id = ?1 AND incoming = 1 AND error IS NULL
 AND model_uuid IN (SELECT id FROM amora_merge WHERE outcome = 'reverse')`, t.row.seq)
	if err != nil {
		return 0, 0, fmt.Errorf("reverse fast-forward: %w", err)
	}
	if err := replaceForeign(tx); err != nil {
		return 0, 0, fmt.Errorf("replace: %w", err)
	}
	whole, err := conflict.MergeColumns(tx, t.row.seq)
	if err != nil {
		return 0, 0, fmt.Errorf("merge by columns: %w", err)
	}
	merged, err = tx.Exec(conflict.MergeSQL, t.row.seq, t.row.bufferFirst, t.ID, v.Instance, v.Counter)
	if err != nil {
		return 0, 0, fmt.Errorf("merge: %w", err)
	}
	if merged > 0 {
		// The version that lost is known from now on.
		_, err = tx.Exec(`INSERT INTO amora_recordmaxcounter (store_model_id, instance_id, counter)
SELECT m.id, b.last_saved_instance, b.last_saved_counter FROM amora_merge m CROSS JOIN `+conflict.Incoming+`
 WHERE m.outcome = 'merged'
ON CONFLICT (store_model_id, instance_id) DO UPDATE SET counter = max(counter, excluded.counter)`, t.row.seq)
		if err != nil {
			return 0, 0, fmt.Errorf("merge counters: %w", err)
		}
	}
	_, err = tx.Exec(`UPDATE morango_store AS s SET _self_ref_fk = b._self_ref_fk,
 last_saved_instance = b.last_saved_instance, last_saved_counter = b.last_saved_counter, deleted = b.deleted,
 hard_deleted = b.hard_deleted, last_transfer_session_id = ?3, deserialization_error = '', serialized = b.serialized,
 conflicting_serialized_data = b.conflicting_serialized_data
FROM amora_merge m CROSS JOIN `+conflict.Incoming+` WHERE m.outcome = 'forward' AND s.id = m.id`,
		t.row.seq, t.row.bufferFirst, t.ID)
	if err != nil {
		return 0, 0, fmt.Errorf("fast-forward: %w", err)
	}
	return merged, merged - whole, nil
}

// replaceForeign drops the versions that give way to incoming ones because
// this instance may not write the record, with all that is known of them. A
// merge could never leave it, and nobody's later version would know it: the
// record would stand still here for ever.
func replaceForeign(tx sqldb.Tx) error {
	n, err := tx.Exec("DELETE FROM morango_store WHERE id IN (SELECT id FROM amora_merge WHERE outcome = 'taken')")
	if err != nil || n == 0 {
		return err
	}
	return sqldb.ExecAll(tx,
		sqldb.Statement{SQL: "DELETE FROM amora_recordmaxcounter" +
			" WHERE store_model_id IN (SELECT id FROM amora_merge WHERE outcome = 'taken')"},
		sqldb.Statement{SQL: "DELETE FROM amora_merge WHERE outcome = 'taken'"})
}

// takeNew inserts the records that are not in the Store and takes over the
// counters of all that are left in the buffer.
func (e *Engine) takeNew(tx sqldb.Tx, t Transfer, v counter.Version, known, merged bool) error {
	err := t.buffered().Take(tx, known, len(e.models) > 0)
	if err != nil {
		return err
	}
	if merged {
		// A merged record's own counter is its last_saved_*.
		_, err = tx.Exec(`DELETE FROM amora_recordmaxcounter
WHERE instance_id = ?4 AND store_model_id IN (SELECT id FROM amora_merge WHERE outcome = 'merged')`,
			t.row.seq, t.row.bufferFirst, t.ID, v.Instance)
		if err != nil {
			return fmt.Errorf("merge counters: %w", err)
		}
	}
	if known {
		_, err = tx.Exec("DELETE FROM amora_merge")
	}
	return err
}

// buffered are the transfer's records in the Buffer.
func (t Transfer) buffered() arrived.Records {
	return arrived.Records{Transfer: t.ID, Session: t.row.seq, First: t.row.bufferFirst}
}

// uniteKept adds the counters of the incoming versions that give way to alike
// ones in the Store, so that they and what they build on are known from now
// on. What is adopted instead needs no more than a fast-forward: the version
// that it overtakes stays known (amora_store_overtaken).
func uniteKept(tx sqldb.Tx, t Transfer) error {
	kept, err := sqldb.Int(tx, "SELECT EXISTS (SELECT 1 FROM amora_merge WHERE outcome = 'kept')")
	if err != nil || kept == 0 {
		return err
	}
	_, err = tx.Exec(`INSERT INTO amora_recordmaxcounter (store_model_id, instance_id, counter)
SELECT m.id, c.key, `+counter.OwnAtMost("c.key", "c.value")+` FROM amora_merge m CROSS JOIN `+conflict.Incoming+`
CROSS JOIN json_each(`+conflict.BufferKnows+`) c
CROSS JOIN morango_store s ON s.id = m.id
WHERE m.outcome = 'kept' AND c.key <> s.last_saved_instance
ON CONFLICT (store_model_id, instance_id) DO UPDATE SET counter = excluded.counter
 WHERE excluded.counter > counter`, t.row.seq)
	if err != nil {
		return fmt.Errorf("unite counters: %w", err)
	}
	_, err = tx.Exec("UPDATE amora_merge SET outcome = 'reverse' WHERE outcome = 'kept'")
	return err
}
