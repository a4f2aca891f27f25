package pipeline

import (
	"time"

	"github.com/amora-sync/amora/core/idle"
	"github.com/amora-sync/amora/core/sqldb"
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

// Expire is [idle.Expire] by this database's clock.
func (e *Engine) Expire(tx sqldb.Tx, age time.Duration) error {
	return idle.Expire(tx, e.identity, age)
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
