package arrived

import (
	"fmt"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/sqldb"
)

// Records are the records of a transfer that lie in the Buffer from one row on.
type Records struct {
	Transfer string // the transfer's id
	Session  int64  // its row number, by which buffered records name it
	First    int64  // seq of the first row
}

// from is a SQL condition: buffered row b is one of the records. The rows are
// read in sequence, by row number. ?1 is Session, ?2 First.
const from = "b.seq >= ?2 AND b.transfer_session_id = ?1"

// unlisted is a SQL condition: the buffered row b is not listed in amora_merge.
const unlisted = " AND NOT EXISTS (SELECT 1 FROM amora_merge m WHERE m.id = b.model_uuid)"

// Take inserts the records into the Store that amora_merge does not list, and
// takes over the counters of all records. listed says whether amora_merge lists
// any. app says that there are app tables, for which the records are dirty then.
func (r Records) Take(tx sqldb.Tx, listed, app bool) error {
	only := ""
	if listed {
		only = unlisted
	}
	return r.take(tx, only, "", app)
}

// take has SQL conditions for the records that it inserts, and for those that
// it takes over the counters of.
func (r Records) take(tx sqldb.Tx, only, counters string, app bool) error {
	_, err := tx.Exec(`INSERT INTO morango_store (id, source_id, model_name, profile, partition, _self_ref_fk,
 last_saved_instance, last_saved_counter,
 deleted, hard_deleted, last_transfer_session_id, serialized, conflicting_serialized_data)
SELECT b.model_uuid, b.source_id, b.model_name, b.profile, b.partition, b._self_ref_fk, b.last_saved_instance,
 b.last_saved_counter, b.deleted, b.hard_deleted, ?3, b.serialized, b.conflicting_serialized_data
FROM morango_buffer b WHERE `+from+only, r.Session, r.First, r.Transfer)
	if err != nil {
		return fmt.Errorf("insert: %w", err)
	}
	_, err = tx.Exec(`INSERT INTO amora_recordmaxcounter (store_model_id, instance_id, counter)
SELECT b.model_uuid, c.key, `+counter.OwnAtMost("c.key", "c.value")+`
FROM morango_buffer b CROSS JOIN json_each(b.rmcb) c
WHERE `+from+` AND b.rmcb IS NOT NULL AND c.key <> b.last_saved_instance`+counters+`
ON CONFLICT (store_model_id, instance_id) DO UPDATE SET counter = excluded.counter WHERE excluded.counter > counter`,
		r.Session, r.First)
	if err != nil {
		return fmt.Errorf("counters: %w", err)
	}
	if app {
		_, err = tx.Exec("INSERT INTO amora_store_dirty (model_name, id) SELECT b.model_name, b.model_uuid"+
			" FROM morango_buffer b WHERE "+from+counters+" ON CONFLICT DO NOTHING", r.Session, r.First)
		if err != nil {
			return fmt.Errorf("dirty: %w", err)
		}
	}
	return nil
}

// TakeUnknown takes those of the records which the Store lacks, while more are
// to come, and notes in which dataset they arrived. The others wait in the
// Buffer for the end of the pull, which judges them: records that are in the
// Store, that were marked as bad, or that were saved as this database's own, and
// those that unsaved names, a SQL condition of [conflict.Identities]. all
// says that none has to wait. The caller removes what was taken ([Records.Remove]).
func (r Records) TakeUnknown(tx sqldb.Tx, room, unsaved string) (all bool, err error) {
	waiting, err := tx.Exec(`INSERT INTO amora_merge (id, outcome) SELECT b.model_uuid, 'waits'
FROM morango_buffer b WHERE `+from+` AND (b.error IS NOT NULL OR b.last_saved_instance IN (`+counter.OwnSQL+`)
 OR EXISTS (SELECT 1 FROM morango_store s WHERE s.id = b.model_uuid)`+unsaved+`) ON CONFLICT DO NOTHING`, r.Session, r.First)
	if err != nil {
		return false, fmt.Errorf("known: %w", err)
	}
	only := ""
	if waiting > 0 {
		only = unlisted
	}
	if err := r.take(tx, only, only, true); err != nil {
		return false, err
	}
	if err := counter.NoteReceived(tx, r.Session, r.First, counter.Version{}); err != nil {
		return false, fmt.Errorf("note: %w", err)
	}
	_, err = tx.Exec("INSERT INTO amora_arrived (transfer_session_id, room) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
		r.Transfer, room)
	return waiting == 0, err
}

// Remove removes what TakeUnknown has taken from the Buffer, and returns the seq
// of the last of the records that wait there, 0 if there is none.
func (r Records) Remove(tx sqldb.Tx) (last int64, err error) {
	_, err = tx.Exec("DELETE FROM morango_buffer AS b WHERE "+from+unlisted, r.Session, r.First)
	if err != nil {
		return 0, fmt.Errorf("taken: %w", err)
	}
	if _, err := tx.Exec("DELETE FROM amora_merge"); err != nil {
		return 0, err
	}
	return sqldb.Int(tx, "SELECT ifnull(max(b.seq), 0) FROM morango_buffer b WHERE "+from, r.Session, r.First)
}
