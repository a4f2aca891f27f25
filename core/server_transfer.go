package core

import (
	"encoding/json"
)

// open starts or resumes a transfer (PROTOCOL 5).
func (c *serverCall) open(m message) error {
	var h openHeader
	if err := m.readTransfer(&h, &h.Transfer); err != nil {
		return err
	}
	if _, known := c.state.Pulls[h.Transfer]; !h.Push && !known && len(c.state.Pulls) >= maxTransfers {
		return c.fail(h.Transfer, Errorf(CodeLimit, "%d pulls on one socket", maxTransfers))
	}
	var s *TransferSession
	full := !h.Push && !h.Resume && c.opts.Full()
	err := c.update(func(tx Tx) (err error) {
		if full {
			if err := c.pullAlone(tx); err != nil {
				return err
			}
		}
		if h.Resume {
			s, err = c.resume(tx, h)
		} else {
			s, err = c.start(tx, h)
		}
		return err
	})
	if err != nil {
		return c.fail(h.Transfer, err)
	}
	if !s.Active { // the peer missed the end of it
		return c.sendResult(s)
	}
	if err := c.sock.Send(encodeMessage(kindOpened, openedHeader{
		Transfer: s.ID, FSIC: json.RawMessage(s.ServerFSIC), Total: s.RecordsTotal, Offset: s.RecordsTransferred, Again: s.Again && !s.Push,
	}, "")); err != nil {
		return err
	}
	if s.Push {
		return nil
	}
	if c.state.Pulls == nil {
		c.state.Pulls = map[string]pull{}
	}
	c.state.Pulls[s.ID] = pull{Sent: h.Offset, Acked: h.Offset, Chunk: min(max(h.Chunk, 1), MaxChunkRecords)}
	return c.sendChunks(s, serverWindow)
}

// start makes a new transfer: a pull is serialized and queued at once.
func (c *serverCall) start(tx Tx, h openHeader) (*TransferSession, error) {
	filter := Filter(h.Filter)
	if err := c.checkFilter(filter, h.Push); err != nil {
		return nil, err
	}
	f, err := parseFSIC(string(h.FSIC), filter)
	if err == nil {
		err = c.in.meet(tx, f)
	}
	if err != nil {
		return nil, err
	}
	if err := c.makeRoom(tx); err != nil {
		return nil, err
	}
	s := &TransferSession{ID: h.Transfer, SyncSession: c.state.SyncSession, Server: true, Push: h.Push, Profile: c.state.Profile, Filter: filter}
	if err := c.in.StartTransfer(tx, s); err != nil {
		return nil, err
	}
	if !h.Push {
		if _, err := c.in.Serialize(tx, filter); err != nil {
			return nil, s.wrap(StageSerializing, err)
		}
	}
	fsic, err := c.in.FSIC(tx, filter, 2, !h.Push)
	if err != nil {
		return nil, s.wrap(StageSerializing, err)
	}
	s.ServerFSIC, s.ClientFSIC = fsic, string(h.FSIC)
	if s.Again, err = c.repeats(tx, h.Push); err != nil {
		return nil, err
	}
	if s.Again && h.Push {
		s.ServerFSIC = noCounters
	} else if s.Again {
		s.ClientFSIC = noCounters
	}
	s.Stage = StageSerializing
	if h.Push {
		return s, c.in.SaveTransfer(tx, s)
	}
	return s, c.in.Queue(tx, s)
}

// noCounters is the FSIC of a side that has nothing.
const noCounters = `{"super": {}, "sub": {}}`

// maxFilter bounds the prefixes of a transfer's filter.
const maxFilter = 100

// checkFilter holds a transfer against what both certificates allow
// (PROTOCOL 6 of Morango: push within client.write and server.read, pull
// within client.read and server.write); the handshake has intersected them.
func (c *serverCall) checkFilter(filter Filter, push bool) error {
	allowed, verb, code := c.state.Read, "read", CodeOutsideScope
	if push {
		allowed, verb, code = c.state.Write, "write", CodeNotWritable
	}
	if len(filter) == 0 || len(filter) > maxFilter {
		return Errorf(CodeBadRequest, "filter of %d prefixes", len(filter))
	}
	for _, prefix := range filter {
		if prefix != "" && !isPrefix(prefix) {
			return Errorf(CodeBadRequest, "filter prefix %.80q", prefix)
		}
	}
	if !filter.Within(allowed) {
		return Errorf(code, "the certificates do not allow to %s %.200q", verb, filter.String())
	}
	return nil
}

// resume takes up a transfer of the same peer. One that is over and was
// completed is returned inactive.
func (c *serverCall) resume(tx Tx, h openHeader) (*TransferSession, error) {
	s, err := c.own(tx, h.Transfer, true)
	if err != nil {
		return nil, err
	}
	if s.Push != h.Push || h.Offset < 0 || h.Offset > max(s.RecordsTotal, 0) {
		return nil, Errorf(CodeUnknownSession, "transfer %s cannot be resumed", s.ID).WithHint("start a new one")
	}
	return s, nil
}

// own reads a transfer and makes sure that it is this peer's, opened in the
// same session or at least under the same certificate, and that it was not
// given up: it is under way or completed. fsics as in readTransfer. Error:
// unknown_session.
func (c *serverCall) own(tx Tx, id string, fsics bool) (*TransferSession, error) {
	s, err := c.in.readTransfer(tx, id, fsics)
	if err != nil {
		return nil, err
	}
	owner, err := tx.Text("SELECT client_certificate_id FROM morango_syncsession WHERE id = ?1", s.SyncSession)
	if err != nil {
		return nil, err
	}
	mine := owner == c.state.Certificate || s.SyncSession == c.state.SyncSession
	if !mine || !s.Server || !s.Active && s.Stage != StageCleanup {
		return nil, Errorf(CodeUnknownSession, "no transfer %.32q", id).WithHint("start a new one")
	}
	return s, nil
}

// sendChunks sends a pull's next chunks, at most n.
func (c *serverCall) sendChunks(s *TransferSession, n int) error {
	p := c.state.Pulls[s.ID]
	for range n {
		var chunk Chunk
		err := c.in.db.View(c.ctx, func(tx Tx) (err error) {
			chunk, err = c.in.ReadChunk(tx, s, p.Sent, p.Chunk)
			return err
		})
		if err != nil {
			return c.abandon(s.ID, err)
		}
		if chunk.Count == 0 {
			break
		}
		if err := c.sock.Send(encodeChunk(s, chunk)); err != nil {
			return err
		}
		p.Sent += chunk.Count
	}
	c.state.Pulls[s.ID] = p
	c.state.save(c.sock)
	return nil
}

func encodeChunk(s *TransferSession, c Chunk) []byte {
	return encodeMessage(kindChunk, chunkHeader{Transfer: s.ID, Offset: c.Offset, Count: c.Count, Total: s.RecordsTotal}, c.Records)
}

// ack makes room in a pull's window for one more chunk. One that says nothing
// new is left alone: it must not draw chunks that nobody reads.
func (c *serverCall) ack(m message) error {
	var h ackHeader
	if err := m.readTransfer(&h, &h.Transfer); err != nil {
		return err
	}
	p, ok := c.state.Pulls[h.Transfer]
	if !ok {
		return c.fail(h.Transfer, Errorf(CodeUnknownSession, "no pull %.40q on this socket", h.Transfer))
	}
	if h.Offset <= p.Acked || h.Offset > p.Sent {
		return nil
	}
	p.Acked = h.Offset
	c.state.Pulls[h.Transfer] = p
	var s *TransferSession
	err := c.in.db.Update(c.ctx, func(tx Tx) (err error) {
		if s, err = c.own(tx, h.Transfer, false); err == nil {
			err = c.in.touch(tx, s)
		}
		return err
	})
	if err != nil {
		return c.abandon(h.Transfer, err)
	}
	return c.sendChunks(s, 1)
}

// done ends a transfer: a push is dequeued and deserialized, a pull's buffer
// is dropped.
func (c *serverCall) done(m message) error {
	var h doneHeader
	if err := m.readTransfer(&h, &h.Transfer); err != nil {
		return err
	}
	c.dropPull(h.Transfer)
	var s *TransferSession
	again := false // the peer missed the answer
	err := c.update(func(tx Tx) (err error) {
		if s, err = c.own(tx, h.Transfer, true); err != nil || !s.Active {
			again = true
			return err
		}
		if s.Push {
			if s, err = c.ownPush(tx, h.Transfer, h.Total, true); err != nil {
				return err
			}
		}
		s.Again = s.Again || h.Again
		if err := c.repeated(tx, s); err != nil {
			return err
		}
		return c.in.finish(tx, s)
	})
	if err != nil {
		return c.abandon(h.Transfer, err)
	}
	if again {
		return c.sendResult(s)
	}
	c.log.Info("transfer", "room", c.opts.Room, "peer", c.state.Certificate, "push", s.Push, "records", max(s.RecordsTotal, 0),
		"bytes", s.BytesReceived+s.BytesSent, "conflicts", s.Conflicts, "quarantined", s.Quarantined)
	if err := c.sendResult(s); err != nil {
		return err
	}
	if s.Push && s.RecordsTransferred > 0 {
		c.tell(s.Filter, func(Filter) []byte { return encodeMessage(kindChanged, changedHeader{}, "") })
	}
	return nil
}

// dropPull forgets a pull through this socket.
func (c *serverCall) dropPull(transfer string) {
	if _, there := c.state.Pulls[transfer]; there {
		delete(c.state.Pulls, transfer)
		c.state.save(c.sock)
	}
}

// abandon tells the peer that a transfer has failed and drops what there is
// of it: an error ends it (PROTOCOL 9).
func (c *serverCall) abandon(transfer string, failure error) error {
	c.dropPull(transfer)
	err := c.in.db.Update(c.ctx, func(tx Tx) error {
		s, err := c.own(tx, transfer, false)
		if CodeOf(err) == CodeUnknownSession || err == nil && !s.Active {
			return nil // of another peer, or over
		}
		if err != nil {
			return err
		}
		return c.in.abandon(tx, s)
	})
	if err != nil { // it will expire
		c.log.Error("transfer not dropped", "room", c.opts.Room, "transfer", transfer, "error", err)
	}
	return c.fail(transfer, failure)
}

func (c *serverCall) sendResult(s *TransferSession) error {
	return c.sock.Send(encodeMessage(kindResult, resultHeader{Transfer: s.ID, Conflicts: s.Conflicts, Quarantined: s.Quarantined}, ""))
}
