package core

// carry takes in carried records of a client and passes them on to the live
// sockets that may read all of them; the others learn that there is news.
func (c *serverCall) carry(m message) error {
	var h carryHeader
	if err := m.readTransfer(&h, &h.Transfer); err != nil {
		return err
	}
	s := &TransferSession{
		SyncSession: c.state.SyncSession, Server: true, Push: true, Profile: c.state.Profile, writer: c.state.Writer,
	}
	err := c.checkFilter(h.Filter, true)
	if err == nil {
		err = c.mayTakeIn(h.Transfer)
	}
	if err == nil {
		err = c.update(func(tx Tx) error { return c.engine.applyCarried(tx, h, m.body, s) })
	}
	if err != nil {
		return c.fail(h.Transfer, err)
	}
	if err := c.sendResult(s); err != nil {
		return err
	}
	c.passOn(h, m.body, s.Quarantined == 0 && !s.Again)
	return nil
}

// passOn tells the other live sockets, with the records where all of them are
// taken here and their peers may read all that the filter covers.
func (c *serverCall) passOn(h carryHeader, records string, taken bool) {
	whole := encodeMessage(KindCarry, h, records)
	c.tell(h.Filter, func(read Filter) []byte {
		if taken && h.Filter.Within(read) { // so are its claims, and the records
			return whole
		}
		return encodeMessage(KindChanged, changedHeader{}, "")
	})
}
