package pipeline

import (
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Finish runs the stages after transferring, in the caller's transaction: the
// receiver dequeues and deserializes, both sides clean up. Errors: those of the
// stages as a [StageError]; at a client a counter.Copied.
func (e *Engine) Finish(tx sqldb.Tx, t Transfer) (Transfer, error) {
	if t.receives() {
		var err error
		if t, err = e.Receive(tx, t); err != nil {
			return t, err
		}
		if t, err = e.applyReceived(tx, t); err != nil {
			return t, err
		}
	}
	return e.Cleanup(tx, t)
}

// applyReceived deserializes what Receive has taken into the Store.
func (e *Engine) applyReceived(tx sqldb.Tx, t Transfer) (Transfer, error) {
	applied, err := e.apply(tx, t)
	if err != nil {
		return t, t.Wrap(StageDeserializing, err)
	}
	t.Conflicts += applied.Conflicts
	t.Quarantined += applied.Quarantined
	return t, nil
}

// ApplyArrived takes what has arrived of a pull into the Store and the app
// tables while the rest is on its way: the records that the Store lacks, as long
// as nothing that was here is transferred once more. The DatabaseMaxCounters
// stay: until Finish nobody is told that anything is here, and a pull that is
// never finished brings everything again (package arrived). What may depend on
// the rest waits for Finish ([Engine.deserializeArrived]). Errors: as those of
// Finish.
func (e *Engine) ApplyArrived(tx sqldb.Tx, t Transfer) (_ Transfer, err error) {
	if t.Again || t.row.bufferFirst == 0 {
		return t, nil
	}
	if err := e.takeArrived(tx, &t); err != nil {
		return t, t.Wrap(StageDequeuing, err)
	}
	applied, err := e.deserializeArrived(tx, t.Filter)
	if err != nil {
		return t, t.Wrap(StageDeserializing, err)
	}
	t.Conflicts += applied.Conflicts
	t, err = e.Save(tx, t)
	return t, t.Wrap(StageDeserializing, err)
}

// takeArrived looks at what has come since it was called last.
func (e *Engine) takeArrived(tx sqldb.Tx, t *Transfer) (err error) {
	next := *t
	next.row.bufferFirst = max(t.row.bufferFirst, t.row.waits+1)
	if _, err := meetRecords(tx, next); err != nil {
		return err
	}
	all, err := next.buffered().TakeUnknown(tx, t.Room, e.ids.Unsaved)
	if err != nil {
		return err
	}
	if all && t.row.waits == 0 {
		*t, err = clearBuffer(tx, *t)
		return err
	}
	last, err := next.buffered().Remove(tx)
	t.row.waits = max(t.row.waits, last)
	return err
}

// apply deserializes what a transfer brought, and tries again what waits in the
// same dataset, also outside the transfer's filter: another filter's transfer may have brought
// what it waits for. It returns what was done with the former.
func (e *Engine) apply(tx sqldb.Tx, t Transfer) (applied Applied, err error) {
	if t.RecordsTransferred > 0 {
		if applied, err = e.Deserialize(tx, t.Filter); err != nil {
			return applied, err
		}
	}
	waiting, err := e.received(&applying{tx: tx})
	if err != nil || len(waiting) == 0 {
		return applied, err
	}
	var read value.Filter
	err = trust.EachRoom(tx, func(room string, may value.Scope) error {
		if t.Room == "" || t.Room == room {
			read = append(read, may.Read...)
		}
		return nil
	})
	if err != nil {
		return applied, err
	}
	if read.Within(t.Filter) {
		if t.RecordsTransferred > 0 {
			return applied, nil // just tried
		}
		read = t.Filter
	}
	_, err = e.Deserialize(tx, read)
	return applied, err
}
