package core

// chunk takes in records of a push and acknowledges them once they are
// durable.
func (c *serverCall) chunk(m message) error {
	var h chunkHeader
	if err := m.readTransfer(&h, &h.Transfer); err != nil {
		return err
	}
	var s *TransferSession
	err := c.in.db.Update(c.ctx, func(tx Tx) (err error) {
		if s, err = c.ownPush(tx, h.Transfer, h.Total, false); err != nil {
			return err
		}
		s.BytesReceived += int64(len(m.body))
		return c.in.WriteChunk(tx, s, Chunk{Offset: h.Offset, Count: h.Count, Records: m.body})
	})
	if err != nil {
		return c.abandon(h.Transfer, err)
	}
	return c.sock.Send(encodeMessage(kindAck, ackHeader{Transfer: s.ID, Offset: s.RecordsTransferred}, ""))
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
