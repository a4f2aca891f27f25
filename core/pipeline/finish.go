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
		if err := e.Receive(tx, s); err != nil {
			return err
		}
		if err := e.apply(tx, s); err != nil {
			return s.Wrap(StageDeserializing, err)
		}
	}
	return e.Cleanup(tx, s)
}

// Receive is [Engine.Dequeue] of what a peer sent, which may have been saved as
// this database, or be known to it. Errors: those of Dequeue; at a client a
// counter.Copied.
func (e *Engine) Receive(tx sqldb.Tx, s *Transfer) error {
	if err := meetRecords(tx, s); err != nil {
		return s.Wrap(StageDequeuing, err)
	}
	if err := repeatsWriter(tx, s); err != nil {
		return s.Wrap(StageDequeuing, err)
	}
	return e.Dequeue(tx, s)
}

// Applied is the fifth stage by itself, for a peer that asks for one stage
// after the other.
func (e *Engine) Applied(tx sqldb.Tx, s *Transfer) error {
	err := e.apply(tx, s)
	s.Stage, s.Status = StageDeserializing, StatusCompleted
	if err == nil {
		err = e.Save(tx, s)
	}
	return s.Wrap(StageDeserializing, err)
}

// Fail drops what a transfer has buffered. Its row stays active, in the stage
// that failed, so that the peer can read what came of it.
func (e *Engine) Fail(tx sqldb.Tx, s *Transfer, stage Stage) error {
	if err := clearBuffer(tx, s); err != nil {
		return err
	}
	s.Stage, s.Status = stage, StatusErrored
	return e.Save(tx, s)
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
