package server

import (
	"cmp"
	"encoding/json"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/quota"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// open starts or resumes a transfer (PROTOCOL.md §5).
func (c *call) open(m wire.Message) error {
	var h wire.Open
	if err := m.ReadTransfer(&h, &h.Transfer); err != nil {
		return err
	}
	if !h.Resume {
		h.Offset = 0 // it is a resumed transfer's alone
	}
	if _, known := c.state.Pulls[h.Transfer]; !h.Push && !known && len(c.state.Pulls) >= MaxTransfers {
		return c.fail(h.Transfer, fault.Errorf(fault.Limit, "%d pulls on one socket", MaxTransfers))
	}
	t, err := c.opening(h)
	if err != nil {
		return c.fail(h.Transfer, err)
	}
	if !t.Active { // the peer missed the end of it
		return c.sendResult(t)
	}
	if err := c.sock.Send(wire.Encode(wire.KindOpened, wire.Opened{
		Transfer: t.ID, FSIC: json.RawMessage(t.ServerFSIC),
		Total: t.RecordsTotal, Offset: t.RecordsTransferred, Receipt: c.receipt,
	}, "")); err != nil {
		return err
	}
	if t.Push {
		return nil
	}
	if c.state.Pulls == nil {
		c.state.Pulls = map[string]pull{}
	}
	c.state.Pulls[t.ID] = pull{
		Sent: h.Offset, Acked: h.Offset, Chunk: min(max(h.Chunk, 1), pipeline.MaxChunkRecords), Due: wire.ServerWindow,
	}
	return c.sendDue(t)
}

// opening starts or resumes a transfer. Where nothing can be stored it is a
// direct one.
func (c *call) opening(h wire.Open) (t pipeline.Transfer, err error) {
	if err := c.spend(int64(openBytes + len(h.FSIC))); err != nil {
		return t, err
	}
	if h.Resume {
		return c.resume(h)
	}
	if code := c.state.Unstored; code != "" {
		return c.startDirect(h, fault.Errorf(code, "the relay could not store this session"))
	}
	if full := c.opens(h); full != nil {
		return c.startDirect(h, full)
	}
	if !h.Push {
		if err := c.room.taken.MayCopy(c.state.Member, c.now()); err != nil {
			return t, err
		}
	}
	err = c.advance(&t, func(tx sqldb.Tx, _ pipeline.Transfer) (pipeline.Transfer, error) {
		return c.start(tx, h)
	})
	if counter.IsPutBack(err) {
		return t, cmp.Or(c.engine.WasPutBack(c.ctx), errPutBackMeanwhile)
	}
	if fault.CodeOf(err).Storage() {
		c.receipt = nil
		return c.startDirect(h, err)
	}
	if err == nil && !h.Push {
		c.copied(t)
	}
	return t, err
}

// opens reports why the room's storage has no room for what is stored of a
// transfer: of both sides' FSICs, and of a pull a copy of its records.
func (c *call) opens(h wire.Open) error {
	more := int64(2*len(h.FSIC) + openBytes)
	err := c.engine.DB().View(c.ctx, func(tx sqldb.Tx) error {
		bytes, err := quota.CounterBytes(tx)
		more += 2 * bytes
		return err
	})
	if err != nil {
		return err
	}
	if h.Push {
		return c.mayTakeIn(h.Transfer, more)
	}
	return c.room.opts.Full(more + copyTakes*c.room.opts.Size())
}

// copyTakes is how often what a pull copies is stored for a moment: in the Buffer
// and in the write-ahead log.
const copyTakes = 2

// errPutBackMeanwhile is counter.ErrPutBack for a peer that is connected already.
var errPutBackMeanwhile error = fault.Errorf(fault.Unavailable, "this relay was put back to an earlier state, and has taken a new identity").
	WithHint("try again")

// agree takes the token that a pull proposes, as a handshake does. One that is
// not expected comes from another process that has the same database open: the
// pull goes on without a receipt.
func (c *call) agree(tx sqldb.Tx, h *wire.Identity) error {
	if err := h.Check(); err != nil {
		return err
	}
	if h.Instance != c.state.Writer || h.Process != c.state.Process {
		return fault.Errorf(fault.BadRequest, "open with another identity than auth")
	}
	r, err := c.engine.Identity().Recognize(tx, c.room.opts.Key, c.room.opts.Room, counter.Bearer(*h), c.state.Certificate)
	if counter.IsCopied(err) {
		return nil
	}
	if err == nil {
		c.receipt = json.RawMessage(sqldb.ToJSON(r))
	}
	return err
}

// start makes a new transfer: a pull is serialized and queued at once.
func (c *call) start(tx sqldb.Tx, h wire.Open) (pipeline.Transfer, error) {
	t, err := c.newTransfer(tx, h)
	if err != nil {
		return t, err
	}
	if err := c.makeRoom(tx, func() error { return c.supersede(tx, t) }); err != nil {
		return t, err
	}
	if t, err = c.engine.Start(tx, t); err != nil {
		return t, err
	}
	if h.Identity != nil && !h.Push {
		if err := c.agree(tx, h.Identity); err != nil {
			return t, err
		}
	}
	if !h.Push {
		if _, err := c.engine.Serialize(tx, t.Filter); err != nil {
			return t, t.Wrap(pipeline.StageSerializing, err)
		}
	}
	shown, err := counter.ShownFSIC(tx, t.Filter, counter.Role(!h.Push))
	if err != nil {
		return t, t.Wrap(pipeline.StageSerializing, err)
	}
	t.ServerFSIC, t.ClientFSIC = sqldb.ToJSON(shown), string(h.FSIC) // Start has emptied them
	c.spent(int64(len(t.ServerFSIC)))
	t.Stage = pipeline.StageSerializing
	if h.Push {
		return c.engine.Save(tx, t)
	}
	return c.engine.Queue(tx, t)
}

// newTransfer is the transfer that a peer asks for, if it may have it.
func (c *call) newTransfer(tx sqldb.Tx, h wire.Open) (pipeline.Transfer, error) {
	filter := value.Filter(h.Filter)
	if err := c.checkFilter(filter, h.Push); err != nil {
		return pipeline.Transfer{}, err
	}
	_, err := counter.ParseFSIC(string(h.FSIC), filter)
	return pipeline.Transfer{
		ID: h.Transfer, SyncSession: c.state.SyncSession, Server: true, Push: h.Push, Profile: c.state.Profile, Filter: filter,
		ClientFSIC: string(h.FSIC),
	}, err
}

// checkFilter holds a transfer against what both certificates allow
// (MORANGO.md §8: push within client.write and server.read, pull
// within client.read and server.write); the handshake has intersected them.
func (c *call) checkFilter(filter value.Filter, push bool) error {
	c.about = filter
	verb, code := "read", fault.OutsideScope
	if push {
		verb, code = "write", fault.NotWritable
	}
	if len(filter) == 0 || len(filter) > trust.MaxFilter {
		return fault.Errorf(fault.BadRequest, "filter of %d prefixes", len(filter))
	}
	for _, prefix := range filter {
		if !value.IsPrefix(prefix) {
			return fault.Errorf(fault.BadRequest, "filter prefix %.80q", prefix)
		}
	}
	if !filter.Within(c.permission.Filter(push)) {
		return fault.Errorf(code, "the certificates do not allow to %s %.200q", verb, filter.String())
	}
	return nil
}

// resume takes up a transfer of the same peer, which belongs to this sync
// session from then on. One that is over and was completed is returned
// inactive.
func (c *call) resume(h wire.Open) (t pipeline.Transfer, err error) {
	t, direct := c.ownDirect(h.Transfer)
	if direct && t.Push { // it takes nothing in, but a new one may
		delete(c.room.direct, t.ID)
		return t, pipeline.UnknownSession(t.ID)
	}
	if direct {
		return t, resumable(t, h)
	}
	err = c.engine.DB().View(c.ctx, func(tx sqldb.Tx) (err error) {
		if t, err = c.own(tx, h.Transfer, true); err == nil {
			err = resumable(t, h)
		}
		return err
	})
	if err != nil || t.SyncSession == c.state.SyncSession || !t.Active {
		return t, err
	}
	err = c.engine.Advance(c.ctx, &t, func(tx sqldb.Tx, t pipeline.Transfer) (pipeline.Transfer, error) {
		return c.engine.Move(tx, t, c.state.SyncSession)
	})
	if fault.CodeOf(err).Storage() { // it goes on all the same
		return t, nil
	}
	return t, err
}

// resumable holds what a peer wants to resume against what there is. Error:
// unknown_session.
func resumable(t pipeline.Transfer, h wire.Open) error {
	if t.Push != h.Push || h.Offset < 0 || h.Offset > max(t.RecordsTotal, 0) {
		return fault.Errorf(fault.UnknownSession, "transfer %s cannot be resumed", t.ID).WithHint("start a new one")
	}
	return nil
}

// own reads a transfer and makes sure that it is this peer's, opened in the
// same session or at least under the same certificate, and that it was not
// given up: it is under way or completed. What the peer may not sync is not
// its own either: another device with the same certificate may have had more
// of them. fsics as in [pipeline.Engine.ReadTransfer]. Error: unknown_session.
func (c *call) own(tx sqldb.Tx, id string, fsics bool) (pipeline.Transfer, error) {
	t, err := c.engine.ReadTransfer(tx, id, fsics)
	if err != nil {
		return pipeline.Transfer{}, err
	}
	owner, err := tx.Text("SELECT client_certificate_id FROM morango_syncsession WHERE id = ?1", t.SyncSession)
	if err != nil {
		return pipeline.Transfer{}, err
	}
	mine := owner == c.state.Certificate || t.SyncSession == c.state.SyncSession
	c.about = t.Filter
	permitted := t.Filter.Within(c.permission.Filter(t.Push))
	if !mine || !permitted || !t.Server || !t.Active && t.Stage != pipeline.StageCleanup {
		return pipeline.Transfer{}, fault.Errorf(fault.UnknownSession, "no transfer %.32q", id).WithHint("start a new one")
	}
	return t, nil
}

func encodeChunk(t pipeline.Transfer, c pipeline.Chunk) []byte {
	header := wire.Chunk{Transfer: t.ID, Offset: c.Offset, Count: c.Count, Total: t.RecordsTotal}
	return wire.Encode(wire.KindChunk, header, c.Records)
}

// ack makes room in a pull's window for one more chunk. One that says nothing
// new is left alone: it must not draw chunks that nobody reads.
func (c *call) ack(m wire.Message) error {
	var h wire.Ack
	if err := m.ReadTransfer(&h, &h.Transfer); err != nil {
		return err
	}
	p, ok := c.state.Pulls[h.Transfer]
	if !ok {
		return c.fail(h.Transfer, fault.Errorf(fault.UnknownSession, "no pull %.40q on this socket", h.Transfer))
	}
	if h.Offset <= p.Acked || h.Offset > p.Sent {
		return nil
	}
	c.reads(h.Transfer, p.Acked, h.Offset-p.Acked)
	p.Acked = h.Offset
	p.Due++
	c.state.Pulls[h.Transfer] = p
	t, err := c.heardOf(h.Transfer)
	if err != nil {
		return c.abandon(h.Transfer, err)
	}
	return c.sendDue(t)
}

// heardOf is a pull whose peer acknowledges. That is noted where it can be.
func (c *call) heardOf(transfer string) (t pipeline.Transfer, err error) {
	if t, direct := c.ownDirect(transfer); direct {
		return t, nil
	}
	err = c.engine.DB().Update(c.ctx, func(tx sqldb.Tx) (err error) {
		if t, err = c.own(tx, transfer, false); err == nil {
			err = c.engine.Touch(tx, t)
		}
		return err
	})
	if fault.CodeOf(err).Storage() {
		err = c.engine.DB().View(c.ctx, func(tx sqldb.Tx) (err error) {
			t, err = c.own(tx, transfer, false)
			return err
		})
	}
	return t, err
}

// done ends a transfer: a push is dequeued and deserialized, a pull's buffer
// is dropped.
func (c *call) done(m wire.Message) error {
	var h wire.Done
	if err := m.ReadTransfer(&h, &h.Transfer); err != nil {
		return err
	}
	c.dropPull(h.Transfer)
	if t, direct := c.ownDirect(h.Transfer); direct {
		return c.doneDirect(t, h.Total)
	}
	var found, t pipeline.Transfer // as it was before, and is afterwards
	err := c.advance(&t, func(tx sqldb.Tx, _ pipeline.Transfer) (_ pipeline.Transfer, err error) {
		if found, err = c.own(tx, h.Transfer, true); err != nil || !found.Active {
			return found, err
		}
		return c.finish(tx, found, h)
	})
	if fault.CodeOf(err).Storage() && found.ID != "" && !found.Push { // its peer has all of it
		_ = c.drop(h.Transfer) // or it will expire
		t, err = found, nil
	}
	if err != nil {
		return c.abandon(h.Transfer, err)
	}
	if !found.Active { // the peer missed the answer
		return c.sendResult(t)
	}
	c.logTransfer(t)
	if err := c.sendResult(t); err != nil {
		return err
	}
	if t.Push && t.RecordsTransferred > 0 {
		c.tellChanged(t.Filter)
	}
	return nil
}

// finish runs the last stages of a transfer that is under way.
func (c *call) finish(tx sqldb.Tx, t pipeline.Transfer, h wire.Done) (_ pipeline.Transfer, err error) {
	if t.Push {
		if t, err = announced(t, h.Total); err != nil {
			return t, err
		}
	}
	t.Again = h.Again
	return c.engine.Finish(tx, t.WithWriter(c.state.Writer))
}

func (c *call) logTransfer(t pipeline.Transfer) {
	c.room.log.Info("transfer", "room", c.room.opts.Room, "peer", c.state.Certificate, "push", t.Push, "records", max(t.RecordsTotal, 0),
		"bytes", t.BytesReceived+t.BytesSent, "conflicts", t.Conflicts, "quarantined", t.Quarantined)
}

// dropPull forgets a pull through this socket.
func (c *call) dropPull(transfer string) {
	if _, there := c.state.Pulls[transfer]; there {
		delete(c.state.Pulls, transfer)
		c.state.save(c.sock)
	}
}

// abandon tells the peer that a transfer has failed and drops what there is
// of it: an error ends it (PROTOCOL.md §9).
func (c *call) abandon(transfer string, failure error) error {
	c.dropPull(transfer)
	_ = c.drop(transfer) // it will expire
	return c.fail(transfer, failure)
}

// givenUp drops what there is of a transfer that the peer has given up.
func (c *call) givenUp(m wire.Message) error {
	var h wire.Failure
	if err := m.Read(&h); err != nil || !value.IsID(h.Transfer) {
		return err
	}
	c.dropPull(h.Transfer)
	_ = c.drop(h.Transfer) // it will expire
	return nil
}

// drop ends a transfer of this peer, if it is under way, and deletes what is
// buffered of it. A deletion needs some space itself: where there is none it
// gets what is kept for it.
func (c *call) drop(transfer string) error {
	if _, direct := c.ownDirect(transfer); direct {
		delete(c.room.direct, transfer)
		return nil
	}
	return c.deleting("transfer "+transfer, func(tx sqldb.Tx) error {
		t, err := c.own(tx, transfer, false)
		if fault.CodeOf(err) == fault.UnknownSession || err == nil && !t.Active {
			return nil // of another peer, or over
		}
		if err != nil {
			return err
		}
		_, err = c.engine.Abandon(tx, t)
		return err
	})
}

// deleting runs a transaction that deletes, and once more with the space that
// is kept for deletions where storage is full.
func (c *call) deleting(what string, fn func(sqldb.Tx) error) error {
	err := c.engine.DB().Update(c.ctx, fn)
	if fault.CodeOf(err).Storage() && c.room.opts.Spare() {
		err = c.engine.DB().Update(c.ctx, fn)
	}
	if err != nil {
		c.room.log.Error("not dropped", "room", c.room.opts.Room, "what", what, "error", err)
	}
	return err
}

func (c *call) sendResult(t pipeline.Transfer) error {
	result := wire.Result{Transfer: t.ID, Conflicts: t.Conflicts, Quarantined: t.Quarantined}
	return c.sock.Send(wire.Encode(wire.KindResult, result, ""))
}
