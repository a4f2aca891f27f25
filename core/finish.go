package core

// finish runs the stages after transferring, in the caller's transaction: the
// receiver dequeues and deserializes, both sides clean up.
func (in *Instance) finish(tx Tx, s *TransferSession) error {
	if s.Receiver() {
		if err := in.meetRecords(tx, s); err != nil {
			return s.wrap(StageDequeuing, err)
		}
		if err := in.Dequeue(tx, s); err != nil {
			return err
		}
		if err := in.apply(tx, s); err != nil {
			return s.wrap(StageDeserializing, err)
		}
	}
	return in.Cleanup(tx, s)
}

// apply deserializes what a transfer brought. Where it brought nothing, what
// waits is tried again: another filter's transfer may have brought what it
// waits for.
func (in *Instance) apply(tx Tx, s *TransferSession) error {
	if s.RecordsTransferred == 0 {
		waiting, _, err := in.received(tx)
		if err == nil && len(waiting) > 0 {
			_, err = in.Deserialize(tx, s.Filter)
		}
		return err
	}
	applied, err := in.Deserialize(tx, s.Filter)
	s.Conflicts += applied.Conflicts
	s.Quarantined += applied.Quarantined
	return err
}
