package core

import (
	"cmp"
	"encoding/json"
)

// open starts or resumes a transfer (PROTOCOL.md §5).
func (c *serverCall) open(m message) error {
	var h openHeader
	if err := m.readTransfer(&h, &h.Transfer); err != nil {
		return err
	}
	if _, known := c.state.Pulls[h.Transfer]; !h.Push && !known && len(c.state.Pulls) >= MaxTransfers {
		return c.fail(h.Transfer, Errorf(CodeLimit, "%d pulls on one socket", MaxTransfers))
	}
	s, err := c.opening(h)
	if err != nil {
		return c.fail(h.Transfer, err)
	}
	if !s.Active { // the peer missed the end of it
		return c.sendResult(s)
	}
	if err := c.sock.Send(encodeMessage(KindOpened, openedHeader{
		Transfer: s.ID, FSIC: json.RawMessage(s.ServerFSIC), Total: s.RecordsTotal, Offset: s.RecordsTransferred, Receipt: c.receipt,
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
	return c.sendChunks(s, ServerWindow)
}

// opening starts or resumes a transfer. Where nothing can be stored it is a
// direct one.
func (c *serverCall) opening(h openHeader) (s *TransferSession, err error) {
	if h.Resume {
		return c.resume(h)
	}
	if code := c.state.Unstored; code != "" {
		return c.startDirect(h, Errorf(code, "the relay could not store this session"))
	}
	if !h.Push {
		if full := c.room.opts.Full(); full != nil {
			return c.startDirect(h, full)
		}
	}
	err = c.update(func(tx Tx) (err error) {
		s, err = c.start(tx, h)
		return err
	})
	if putBack(err) {
		return nil, cmp.Or(c.engine.WasPutBack(c.ctx), errPutBackMeanwhile)
	}
	if CodeOf(err).storage() {
		c.receipt = nil
		return c.startDirect(h, err)
	}
	return s, err
}

// errPutBackMeanwhile is errPutBack for a peer that is connected already.
var errPutBackMeanwhile error = Errorf(CodeUnavailable, "this relay was put back to an earlier state, and has taken a new identity").
	WithHint("try again")

// agree takes the token that a pull proposes, as a handshake does. One that is
// not expected comes from another process that has the same database open: the
// pull goes on without a receipt.
func (c *serverCall) agree(tx Tx, h *identityHeader) error {
	if err := h.check(); err != nil {
		return err
	}
	if h.Instance != c.state.Writer || h.Process != c.state.Process {
		return Errorf(CodeBadRequest, "open with another identity than auth")
	}
	r, err := c.room.recognize(tx, h, c.state.Certificate)
	if metItself(err) && !putBack(err) {
		return nil
	}
	if err == nil {
		c.receipt = json.RawMessage(toJSON(r))
	}
	return err
}

// start makes a new transfer: a pull is serialized and queued at once.
func (c *serverCall) start(tx Tx, h openHeader) (*TransferSession, error) {
	s, err := c.newTransfer(tx, h)
	if err != nil {
		return nil, err
	}
	if err := c.makeRoom(tx, s); err != nil {
		return nil, err
	}
	if err := c.engine.StartTransfer(tx, s); err != nil {
		return nil, err
	}
	if h.Identity != nil && !h.Push {
		if err := c.agree(tx, h.Identity); err != nil {
			return nil, err
		}
	}
	if !h.Push {
		if _, err := c.engine.Serialize(tx, s.Filter); err != nil {
			return nil, s.wrap(StageSerializing, err)
		}
	}
	fsic, err := c.engine.FSIC(tx, s.Filter, 2, !h.Push)
	if err != nil {
		return nil, s.wrap(StageSerializing, err)
	}
	s.ServerFSIC, s.ClientFSIC = fsic, string(h.FSIC) // StartTransfer has emptied them
	s.Stage = StageSerializing
	if h.Push {
		return s, c.engine.SaveTransfer(tx, s)
	}
	return s, c.engine.Queue(tx, s)
}

// newTransfer is the transfer that a peer asks for, if it may have it.
func (c *serverCall) newTransfer(tx Tx, h openHeader) (*TransferSession, error) {
	filter := Filter(h.Filter)
	if err := c.checkFilter(filter, h.Push); err != nil {
		return nil, err
	}
	_, err := parseFSIC(string(h.FSIC), filter)
	return &TransferSession{
		ID: h.Transfer, SyncSession: c.state.SyncSession, Server: true, Push: h.Push, Profile: c.state.Profile, Filter: filter,
		ClientFSIC: string(h.FSIC),
	}, err
}

// MaxFilter bounds the prefixes of a transfer's filter.
const MaxFilter = 100

// checkFilter holds a transfer against what both certificates allow
// (MORANGO.md §8: push within client.write and server.read, pull
// within client.read and server.write); the handshake has intersected them.
func (c *serverCall) checkFilter(filter Filter, push bool) error {
	c.about = filter
	verb, code := "read", CodeOutsideScope
	if push {
		verb, code = "write", CodeNotWritable
	}
	if len(filter) == 0 || len(filter) > MaxFilter {
		return Errorf(CodeBadRequest, "filter of %d prefixes", len(filter))
	}
	for _, prefix := range filter {
		if prefix != "" && !isPrefix(prefix) {
			return Errorf(CodeBadRequest, "filter prefix %.80q", prefix)
		}
	}
	if !filter.Within(c.permission.filter(push)) {
		return Errorf(code, "the certificates do not allow to %s %.200q", verb, filter.String())
	}
	return nil
}

// resume takes up a transfer of the same peer, which belongs to this sync
// session from then on. One that is over and was completed is returned
// inactive.
func (c *serverCall) resume(h openHeader) (s *TransferSession, err error) {
	if s = c.ownDirect(h.Transfer); s != nil && s.Push { // it takes nothing in, but a new one may
		delete(c.room.direct, s.ID)
		return nil, unknownSession(s.ID)
	} else if s != nil {
		return s, resumable(s, h)
	}
	err = c.engine.db.View(c.ctx, func(tx Tx) (err error) {
		if s, err = c.own(tx, h.Transfer, true); err == nil {
			err = resumable(s, h)
		}
		return err
	})
	if err != nil || s.SyncSession == c.state.SyncSession || !s.Active {
		return s, err
	}
	s.SyncSession = c.state.SyncSession
	err = c.engine.db.Update(c.ctx, func(tx Tx) error {
		_, err := tx.Exec("UPDATE morango_transfersession SET sync_session_id = ?2 WHERE seq = ?1", s.seq, s.SyncSession)
		return err
	})
	if CodeOf(err).storage() { // it goes on all the same
		return s, nil
	}
	return s, err
}

// resumable holds what a peer wants to resume against what there is. Error:
// unknown_session.
func resumable(s *TransferSession, h openHeader) error {
	if s.Push != h.Push || h.Offset < 0 || h.Offset > max(s.RecordsTotal, 0) {
		return Errorf(CodeUnknownSession, "transfer %s cannot be resumed", s.ID).WithHint("start a new one")
	}
	return nil
}

// own reads a transfer and makes sure that it is this peer's, opened in the
// same session or at least under the same certificate, and that it was not
// given up: it is under way or completed. What the peer may not sync is not
// its own either: another device with the same certificate may have had more
// of them. fsics as in readTransfer. Error: unknown_session.
func (c *serverCall) own(tx Tx, id string, fsics bool) (*TransferSession, error) {
	s, err := c.engine.readTransfer(tx, id, fsics)
	if err != nil {
		return nil, err
	}
	owner, err := tx.Text("SELECT client_certificate_id FROM morango_syncsession WHERE id = ?1", s.SyncSession)
	if err != nil {
		return nil, err
	}
	mine := owner == c.state.Certificate || s.SyncSession == c.state.SyncSession
	c.about = s.Filter
	permitted := s.Filter.Within(c.permission.filter(s.Push))
	if !mine || !permitted || !s.Server || !s.Active && s.Stage != StageCleanup {
		return nil, Errorf(CodeUnknownSession, "no transfer %.32q", id).WithHint("start a new one")
	}
	return s, nil
}

// sendChunks sends a pull's next chunks, at most n.
func (c *serverCall) sendChunks(s *TransferSession, n int) error {
	p := c.state.Pulls[s.ID]
	for range n {
		var chunk Chunk
		err := c.engine.db.View(c.ctx, func(tx Tx) (err error) {
			chunk, err = c.engine.ReadChunk(tx, s, p.Sent, p.Chunk)
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
	return encodeMessage(KindChunk, chunkHeader{Transfer: s.ID, Offset: c.Offset, Count: c.Count, Total: s.RecordsTotal}, c.Records)
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
	s, err := c.heardOf(h.Transfer)
	if err != nil {
		return c.abandon(h.Transfer, err)
	}
	return c.sendChunks(s, 1)
}

// heardOf is a pull whose peer acknowledges. That is noted where it can be.
func (c *serverCall) heardOf(transfer string) (s *TransferSession, err error) {
	if s = c.ownDirect(transfer); s != nil {
		return s, nil
	}
	err = c.engine.db.Update(c.ctx, func(tx Tx) (err error) {
		if s, err = c.own(tx, transfer, false); err == nil {
			err = c.engine.touch(tx, s)
		}
		return err
	})
	if CodeOf(err).storage() {
		err = c.engine.db.View(c.ctx, func(tx Tx) (err error) {
			s, err = c.own(tx, transfer, false)
			return err
		})
	}
	return s, err
}

// done ends a transfer: a push is dequeued and deserialized, a pull's buffer
// is dropped.
func (c *serverCall) done(m message) error {
	var h doneHeader
	if err := m.readTransfer(&h, &h.Transfer); err != nil {
		return err
	}
	c.dropPull(h.Transfer)
	if s := c.ownDirect(h.Transfer); s != nil {
		return c.doneDirect(s, h.Total)
	}
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
		s.Again, s.writer = h.Again, c.state.Writer
		return c.engine.finish(tx, s)
	})
	if CodeOf(err).storage() && s != nil && !s.Push { // its peer has all of it
		_ = c.drop(h.Transfer) // or it will expire
		err = nil
	}
	if err != nil {
		return c.abandon(h.Transfer, err)
	}
	if again {
		return c.sendResult(s)
	}
	c.logTransfer(s)
	if err := c.sendResult(s); err != nil {
		return err
	}
	if s.Push && s.RecordsTransferred > 0 {
		c.tell(s.Filter, func(Filter) []byte { return encodeMessage(KindChanged, changedHeader{}, "") })
	}
	return nil
}

func (c *serverCall) logTransfer(s *TransferSession) {
	c.room.log.Info("transfer", "room", c.room.opts.Room, "peer", c.state.Certificate, "push", s.Push, "records", max(s.RecordsTotal, 0),
		"bytes", s.BytesReceived+s.BytesSent, "conflicts", s.Conflicts, "quarantined", s.Quarantined)
}

// dropPull forgets a pull through this socket.
func (c *serverCall) dropPull(transfer string) {
	if _, there := c.state.Pulls[transfer]; there {
		delete(c.state.Pulls, transfer)
		c.state.save(c.sock)
	}
}

// abandon tells the peer that a transfer has failed and drops what there is
// of it: an error ends it (PROTOCOL.md §9).
func (c *serverCall) abandon(transfer string, failure error) error {
	c.dropPull(transfer)
	_ = c.drop(transfer) // it will expire
	return c.fail(transfer, failure)
}

// givenUp drops what there is of a transfer that the peer has given up.
func (c *serverCall) givenUp(m message) error {
	var h errorHeader
	if err := m.read(&h); err != nil || !isID(h.Transfer) {
		return err
	}
	c.dropPull(h.Transfer)
	_ = c.drop(h.Transfer) // it will expire
	return nil
}

// drop ends a transfer of this peer, if it is under way, and deletes what is
// buffered of it. A deletion needs some space itself: where there is none it
// gets what is kept for it.
func (c *serverCall) drop(transfer string) error {
	if c.ownDirect(transfer) != nil {
		delete(c.room.direct, transfer)
		return nil
	}
	return c.deleting("transfer "+transfer, func(tx Tx) error {
		s, err := c.own(tx, transfer, false)
		if CodeOf(err) == CodeUnknownSession || err == nil && !s.Active {
			return nil // of another peer, or over
		}
		if err != nil {
			return err
		}
		return c.engine.abandon(tx, s)
	})
}

// deleting runs a transaction that deletes, and once more with the space that
// is kept for deletions where storage is full.
func (c *serverCall) deleting(what string, fn func(Tx) error) error {
	err := c.engine.db.Update(c.ctx, fn)
	if CodeOf(err).storage() && c.room.opts.Spare() {
		err = c.engine.db.Update(c.ctx, fn)
	}
	if err != nil {
		c.room.log.Error("not dropped", "room", c.room.opts.Room, "what", what, "error", err)
	}
	return err
}

func (c *serverCall) sendResult(s *TransferSession) error {
	return c.sock.Send(encodeMessage(KindResult, resultHeader{Transfer: s.ID, Conflicts: s.Conflicts, Quarantined: s.Quarantined}, ""))
}
