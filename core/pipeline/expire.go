package pipeline

import (
	"time"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Cleanup is the last stage: what the transfer has buffered goes, its row
// stays, inactive.
func (e *Engine) Cleanup(tx sqldb.Tx, t Transfer) (Transfer, error) {
	t, err := clearBuffer(tx, t)
	if err == nil {
		t.Stage, t.Status, t.Active = StageCleanup, StatusCompleted, false
		t, err = e.Save(tx, t)
	}
	return t, t.Wrap(StageCleanup, err)
}

// Abandon ends a transfer that cannot be completed. None of its records is
// taken.
func (e *Engine) Abandon(tx sqldb.Tx, t Transfer) (Transfer, error) {
	t, err := clearBuffer(tx, t)
	if err != nil {
		return t, err
	}
	t.Status, t.Active = StatusErrored, false
	return e.Save(tx, t)
}

// Forget removes a transfer that nobody will resume, with its row.
func (e *Engine) Forget(tx sqldb.Tx, t Transfer) error {
	if _, err := clearBuffer(tx, t); err != nil {
		return err
	}
	_, err := tx.Exec("DELETE FROM morango_transfersession WHERE seq = ?1", t.row.seq)
	return err
}

// AbandonAll ends all active transfers for which a SQL condition over
// morango_transfersession holds.
func AbandonAll(tx sqldb.Tx, condition string, args ...any) error {
	list, err := tx.Text("SELECT json_group_array(seq) FROM morango_transfersession"+
		" WHERE active = 1 AND "+condition, args...)
	if err != nil || list == "[]" {
		return err
	}
	return sqldb.ExecAll(tx,
		sqldb.Statement{SQL: "DELETE FROM morango_buffer" +
			" WHERE transfer_session_id IN (SELECT value FROM json_each(?1))", Args: []any{list}},
		sqldb.Statement{SQL: `UPDATE morango_transfersession
 SET active = 0, transfer_stage_status = 'errored', buffer_first = NULL,
 client_fsic = '{}', server_fsic = '{}' WHERE seq IN (SELECT value FROM json_each(?1))`, Args: []any{list}},
	)
}

// IdleAge is how long a transfer may lie idle before [Engine.Expire] ends it
// (MORANGO.md §13.7).
const IdleAge = 6 * time.Hour

// Expire ends the transfers and sync sessions that have been idle for longer
// than age, and forgets those that had ended by then, except for the last
// completed transfer, and old nonces (Morango's cleanupsyncs, which nothing
// runs by itself: MORANGO.md §13.7).
func (e *Engine) Expire(tx sqldb.Tx, age time.Duration) error {
	if err := e.identity.Nonces("").Expire(tx); err != nil {
		return err
	}
	before := value.FormatTime(e.identity.Time().Add(-age))
	err := sqldb.ExecAll(tx,
		sqldb.Statement{SQL: `DELETE FROM morango_transfersession
 WHERE active = 0 AND last_activity_timestamp < ?1 AND seq NOT IN
 (SELECT seq FROM morango_transfersession WHERE transfer_stage = 'cleanup' AND transfer_stage_status = 'completed'
  ORDER BY last_activity_timestamp DESC LIMIT 1)`, Args: []any{before}},
		sqldb.Statement{SQL: `DELETE FROM morango_syncsession WHERE active = 0 AND last_activity_timestamp < ?1
 AND id NOT IN (SELECT sync_session_id FROM morango_transfersession)`, Args: []any{before}},
	)
	if err != nil {
		return err
	}
	if err := AbandonAll(tx, "last_activity_timestamp < ?1", before); err != nil {
		return err
	}
	_, err = tx.Exec(`UPDATE morango_syncsession SET active = 0 WHERE active = 1 AND last_activity_timestamp < ?1
 AND id NOT IN (SELECT sync_session_id FROM morango_transfersession WHERE active = 1)`, before)
	return err
}

// clearBuffer drops what a transfer has buffered. If no other transfer has
// anything buffered it empties the whole table, which SQLite does without
// visiting the rows.
func clearBuffer(tx sqldb.Tx, t Transfer) (Transfer, error) {
	if t.row.bufferFirst == 0 {
		return t, nil
	}
	others, err := sqldb.Int(tx, "SELECT EXISTS (SELECT 1 FROM morango_transfersession"+
		" WHERE buffer_first IS NOT NULL AND seq <> ?1)", t.row.seq)
	if err != nil {
		return t, err
	}
	if others == 0 {
		_, err = tx.Exec("DELETE FROM morango_buffer")
	} else {
		_, err = tx.Exec("DELETE FROM morango_buffer WHERE seq >= ?2 AND transfer_session_id = ?1",
			t.row.seq, t.row.bufferFirst)
	}
	t.row.bufferFirst = 0
	return t, err
}
