package pipeline

import (
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/sqldb"
)

// A peer that speaks Morango's HTTP protocol asks for one stage after the
// other, and may send a chunk again after others (MORANGO.md §14).

// Agree is the second half of the first stage, at the side that is asked: the
// sender serializes, and both sides' FSICs of a version are kept.
func (e *Engine) Agree(tx sqldb.Tx, t Transfer, version int, client string) (_ Transfer, err error) {
	if !t.receives() {
		if _, err := e.Serialize(tx, t.Filter); err != nil {
			return t, t.Wrap(StageSerializing, err)
		}
	}
	t.FSICVersion, t.ClientFSIC = version, client
	if t.ServerFSIC, err = counter.AgreedFSIC(tx, t.Filter, version, counter.Role(!t.receives())); err != nil {
		return t, t.Wrap(StageSerializing, err)
	}
	_, err = tx.Exec("UPDATE morango_transfersession SET fsic_version = ?2 WHERE seq = ?1", t.row.seq, version)
	if err != nil {
		return t, t.Wrap(StageSerializing, err)
	}
	return e.Complete(tx, t, StageSerializing)
}

// Complete notes that a stage is done which has nothing to do on this side.
func (e *Engine) Complete(tx sqldb.Tx, t Transfer, stage Stage) (Transfer, error) {
	t.Stage, t.Status = stage, StatusCompleted
	t, err := e.Save(tx, t)
	return t, t.Wrap(stage, err)
}

// Unwrite drops the buffered records of a push that come again, by their ids, a
// JSON array, so that WriteChunk takes them as they are now.
func (e *Engine) Unwrite(tx sqldb.Tx, t Transfer, ids string) (Transfer, error) {
	if t.RecordsTransferred == 0 {
		return t, nil
	}
	n, err := tx.Exec(`DELETE FROM morango_buffer WHERE transfer_session_id = ?1 AND incoming = 1 AND error IS NULL
 AND model_uuid IN (SELECT value FROM json_each(?2))`, t.row.seq, ids)
	t.RecordsTransferred -= n
	return t, t.Wrap(StageTransferring, err)
}

// Receive is [Engine.Dequeue] of what a peer sent, which may have been saved as
// this database, or be known to it. Errors: those of Dequeue; at a client a
// counter.Copied.
func (e *Engine) Receive(tx sqldb.Tx, t Transfer) (_ Transfer, err error) {
	if t.bringsOwn, err = meetRecords(tx, t); err != nil {
		return t, t.Wrap(StageDequeuing, err)
	}
	if t.Again, err = repeatsWriter(tx, t); err != nil {
		return t, t.Wrap(StageDequeuing, err)
	}
	return e.Dequeue(tx, t)
}

// Apply is the fifth stage of a transfer whose records Receive has taken.
func (e *Engine) Apply(tx sqldb.Tx, t Transfer) (Transfer, error) {
	t, err := e.applyReceived(tx, t)
	if err != nil {
		return t, err
	}
	return e.Complete(tx, t, StageDeserializing)
}

// Fail drops what a transfer has buffered. Its row stays active, in the stage
// that failed, so that the peer can read what came of it.
func (e *Engine) Fail(tx sqldb.Tx, t Transfer, stage Stage) (Transfer, error) {
	t, err := clearBuffer(tx, t)
	if err != nil {
		return t, err
	}
	t.Stage, t.Status = stage, StatusErrored
	return e.Save(tx, t)
}
