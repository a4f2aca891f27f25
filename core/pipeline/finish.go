package pipeline

import (
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// Finish runs the stages after transferring, in the caller's transaction: the
// receiver dequeues and deserializes, both sides clean up. Errors: those of the
// stages as a [StageError]; at a client a counter.Copied.
func (e *Engine) Finish(tx sqldb.Tx, s *Transfer) error {
	if s.receives() {
		if err := meetRecords(tx, s); err != nil {
			return s.Wrap(StageDequeuing, err)
		}
		if err := repeatsWriter(tx, s); err != nil {
			return s.Wrap(StageDequeuing, err)
		}
		if err := e.Dequeue(tx, s); err != nil {
			return err
		}
		if err := e.apply(tx, s); err != nil {
			return s.Wrap(StageDeserializing, err)
		}
	}
	return e.Cleanup(tx, s)
}

// apply deserializes what a transfer brought, and tries again what waits, also
// outside the transfer's filter: another filter's transfer may have brought
// what it waits for.
func (e *Engine) apply(tx sqldb.Tx, s *Transfer) error {
	if s.RecordsTransferred > 0 {
		applied, err := e.Deserialize(tx, s.Filter)
		if err != nil {
			return err
		}
		s.Conflicts += applied.Conflicts
		s.Quarantined += applied.Quarantined
	}
	waiting, _, err := e.received(tx)
	if err != nil || len(waiting) == 0 {
		return err
	}
	_, own, err := trust.LocalCertificates(tx)
	if err != nil {
		return err
	}
	read := trust.Combined(own).Read
	if read.Within(s.Filter) {
		if s.RecordsTransferred > 0 {
			return nil // just tried
		}
		read = s.Filter
	}
	_, err = e.Deserialize(tx, read)
	return err
}
