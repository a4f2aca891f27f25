package core

// chunk takes in records of a push and acknowledges them once they are
// durable.
func (c *serverCall) chunk(m message) error {
	var h chunkHeader
	if err := m.readTransfer(&h, &h.Transfer); err != nil {
		return err
	}
	if d := c.room.direct[h.Transfer]; d != nil && c.ownDirect(h.Transfer) != nil {
		return c.abandon(h.Transfer, d.cause)
	}
	var s *TransferSession
	err := c.mayTakeIn(h.Transfer)
	if err == nil {
		err = c.engine.db.Update(c.ctx, func(tx Tx) (err error) {
			if s, err = c.ownPush(tx, h.Transfer, h.Total, false); err != nil {
				return err
			}
			s.BytesReceived += int64(len(m.body))
			return c.engine.WriteChunk(tx, s, Chunk{Offset: h.Offset, Count: h.Count, Records: m.body})
		})
	}
	if err != nil {
		return c.abandon(h.Transfer, err)
	}
	return c.sock.Send(encodeMessage(KindAck, ackHeader{Transfer: s.ID, Offset: s.RecordsTransferred}, ""))
}

// mayTakeIn reports why the room's storage takes no records of this peer's
// transfer in. Where it is full, transfers whose peers are away make way first.
func (c *serverCall) mayTakeIn(transfer string) error {
	err := c.room.opts.Full()
	if err == nil {
		return nil
	}
	if err := c.giveWay(transfer); err != nil {
		c.room.log.Error("transfers not dropped", "room", c.room.opts.Room, "error", err)
	}
	return c.room.opts.Full()
}

// ownPush reads a push under way and holds its total against the one
// announced first.
func (c *serverCall) ownPush(tx Tx, id string, total int64, fsics bool) (*TransferSession, error) {
	s, err := c.own(tx, id, fsics)
	if err != nil {
		return nil, err
	}
	if !s.Push {
		return nil, Errorf(CodeBadRequest, "transfer %s is a pull", s.ID)
	}
	if !s.Active {
		return s, nil
	}
	if s.RecordsTotal < 0 {
		s.RecordsTotal = total
	}
	if total < 0 || total > maxTransferRecords || total != s.RecordsTotal {
		return nil, Errorf(CodeBadRequest, "%d records announced, then %d", s.RecordsTotal, total)
	}
	return s, nil
}
