package core

import (
	"context"
	"encoding/json"
	"errors"
)

// syncer is one authenticated connection of a client.
type syncer struct {
	in      *Instance
	link    *link
	opts    SyncOptions
	session *SyncSession
	room    string
	read    Filter // what to pull
	write   Filter // what to push
	result  SyncResult

	// relayHas is what the relay has under write, expanded, as far as is
	// known here: it only ever grows. nil before the first push.
	relayHas map[string]Counters
}

// run pulls and pushes once, or for as long as the connection lasts.
func (s *syncer) run(ctx context.Context) error {
	if err := s.begin(ctx); err != nil {
		return err
	}
	pull, push := s.opts.Pull, s.opts.Push
	for {
		local := s.in.changed.next()
		s.link.changed, s.link.carried = false, nil
		if pull {
			if err := s.transfer(ctx, false, s.read); err != nil {
				return err
			}
		}
		if push {
			if err := s.transfer(ctx, true, s.write); err != nil {
				return err
			}
		}
		if !s.opts.Live {
			return nil
		}
		s.progress("", nil)
		var err error
		if pull, push, err = s.live(ctx, local); err != nil {
			return err
		}
	}
}

// live passes changes on as they come, here and there, until something comes
// up that takes a pull or a push.
func (s *syncer) live(ctx context.Context, local <-chan struct{}) (pull, push bool, err error) {
	for {
		if err := s.wait(ctx, local); err != nil {
			return false, false, err
		}
		select {
		case <-local:
			local = s.in.changed.next()
			if s.opts.Push {
				if sent, err := s.carry(ctx); err != nil || !sent {
					return s.opts.Pull, true, err
				}
			}
		default:
		}
		if !s.opts.Pull {
			s.link.changed, s.link.carried = false, nil
		}
		if applied, err := s.applyNotices(ctx); err != nil || !applied {
			return s.opts.Pull, s.opts.Push, err
		}
	}
}

// applyNotices applies records that came with notices. It reports false where
// a pull is due instead.
func (s *syncer) applyNotices(ctx context.Context) (applied bool, err error) {
	for len(s.link.carried) > 0 {
		m := s.link.carried[0]
		s.link.carried = s.link.carried[1:]
		var h carryHeader
		if err := m.read(&h); err != nil {
			return false, err
		}
		if !h.Filter.Within(s.read) {
			return false, nil
		}
		t := &TransferSession{SyncSession: s.session.ID, Profile: s.session.Profile}
		err := s.in.db.Update(ctx, func(tx Tx) error { return s.in.applyCarried(tx, h, m.body, t) })
		switch CodeOf(err) {
		case "":
			s.result.Pulled += h.Count
			s.result.Quarantined += t.Quarantined
			s.progress("pull", t)
		case CodeBehind, CodeConflict, CodeBadRecord, CodeBadRequest:
			return false, nil
		default:
			return false, err
		}
	}
	return !s.link.changed, nil
}

// carry sends local changes in one message. It reports false where a transfer
// is due instead: too much has changed, or the relay has news of its own.
func (s *syncer) carry(ctx context.Context) (sent bool, err error) {
	if s.relayHas == nil {
		return false, nil
	}
	var h carryHeader
	var records string
	err = s.in.db.Update(ctx, func(tx Tx) (err error) {
		h, records, sent, err = s.in.carried(tx, s.session.Profile, s.write, s.relayHas)
		return err
	})
	if err != nil || !sent || h.Count == 0 {
		return sent, err
	}
	if err := s.link.send(ctx, kindCarry, h, records); err != nil {
		return false, err
	}
	m, err := s.link.expect(ctx, kindResult)
	switch CodeOf(err) {
	case "":
	case CodeBehind, CodeConflict:
		return false, nil
	default:
		return false, err
	}
	var r resultHeader
	if err := m.read(&r); err != nil {
		return false, err
	}
	if r.Transfer != h.Transfer {
		return false, Errorf(CodeBadRequest, "result of %.40q, expected %s", r.Transfer, h.Transfer)
	}
	raise(s.relayHas, h.Claims)
	s.result.Pushed += h.Count
	s.result.Quarantined += r.Quarantined
	s.progress("push", &TransferSession{Stage: StageCleanup, RecordsTransferred: h.Count, RecordsTotal: h.Count})
	return true, nil
}

// begin stores the sync session and settles what may be synced.
func (s *syncer) begin(ctx context.Context) error {
	err := s.in.db.Update(ctx, func(tx Tx) error {
		own, err := firstUsable(tx, s.room)
		if err != nil {
			return err
		}
		s.read, s.write = s.opts.Filter, s.opts.Filter
		if s.opts.Filter == nil {
			s.read, s.write = own.scope.Read, own.scope.Write
		}
		return s.in.saveSyncSession(tx, s.session)
	})
	if err == nil && s.opts.Live {
		err = s.link.send(ctx, kindLive, liveHeader{}, "")
	}
	return err
}

// wait sleeps until something changed here or there.
func (s *syncer) wait(ctx context.Context, local <-chan struct{}) error {
	waiting, stop := context.WithCancel(ctx)
	defer stop()
	arrived := make(chan error, 1)
	go func() { arrived <- s.link.notice(waiting) }()
	select {
	case err := <-arrived:
		return err
	case <-local:
		stop()
		if err := <-arrived; ctx.Err() != nil || !errors.Is(err, context.Canceled) {
			return err
		}
		return nil
	}
}

func (s *syncer) progress(direction string, t *TransferSession) {
	p := Progress{Direction: direction, Bytes: s.link.sent + s.link.received}
	if t != nil {
		p.Stage, p.Records, p.Total = t.Stage, t.RecordsTransferred, max(t.RecordsTotal, 0)
	}
	s.opts.Progress(p)
}

// transfer pulls or pushes once. A transfer that an earlier sync left
// unfinished is completed first: it lacks what has changed since.
func (s *syncer) transfer(ctx context.Context, push bool, filter Filter) error {
	if len(filter) == 0 {
		return nil
	}
	if err := s.resume(ctx, push, filter); err != nil {
		return err
	}
	id, err := s.in.newID()
	if err != nil {
		return err
	}
	fresh := &TransferSession{ID: id, SyncSession: s.session.ID, Push: push, Profile: s.session.Profile, Filter: filter}
	return newTransfer(s, fresh).run(ctx, false)
}

// resume completes an unfinished transfer, if there is one. What the relay
// has forgotten is cleared away here too.
func (s *syncer) resume(ctx context.Context, push bool, filter Filter) error {
	unfinished, err := s.unfinished(ctx, push, filter)
	if err != nil || unfinished == nil {
		return err
	}
	err = newTransfer(s, unfinished).run(ctx, true)
	if CodeOf(err) != CodeUnknownSession {
		return err
	}
	return s.in.db.Update(ctx, func(tx Tx) error { return s.in.Cleanup(tx, unfinished) })
}

// unfinished finds a transfer with this relay that was cut off.
func (s *syncer) unfinished(ctx context.Context, push bool, filter Filter) (t *TransferSession, err error) {
	err = s.in.db.View(ctx, func(tx Tx) error {
		id, err := tx.Text(`SELECT t.id FROM morango_transfersession t JOIN morango_syncsession s ON s.id = t.sync_session_id
WHERE t.active = 1 AND t.is_server = 0 AND t.push = ?1 AND t.filter = ?2 AND s.connection_path = ?3 AND s.client_certificate_id = ?4
ORDER BY t.seq DESC LIMIT 1`, push, filter.String(), s.session.ConnectionPath, s.session.ClientCertificate)
		if err != nil || id == "" {
			return err
		}
		t, err = s.in.Transfer(tx, id)
		return err
	})
	return t, err
}

// transfer is one push or pull under way.
type transfer struct {
	*syncer
	*TransferSession
	direction string
}

func newTransfer(s *syncer, session *TransferSession) *transfer {
	direction := "pull"
	if session.Push {
		direction = "push"
	}
	return &transfer{syncer: s, TransferSession: session, direction: direction}
}

// clientWindow is the number of chunks of a push that may be on their way
// unacknowledged.
const clientWindow = 4

func (t *transfer) run(ctx context.Context, resume bool) error {
	if !resume {
		if err := t.start(ctx); err != nil {
			return err
		}
	}
	over, err := t.open(ctx, resume)
	if err != nil {
		return err
	}
	if !over {
		if t.Push {
			err = t.sendChunks(ctx)
		} else {
			err = t.receiveChunks(ctx)
		}
		if err == nil {
			err = t.finish(ctx)
		}
		if err != nil {
			return err
		}
	}
	if t.Push {
		t.result.Pushed += t.RecordsTotal
		if err := t.noteRelay(); err != nil {
			return err
		}
	} else {
		t.result.Pulled += t.RecordsTotal
	}
	t.result.Conflicts += t.Conflicts
	t.result.Quarantined += t.Quarantined
	t.progress(t.direction, t.TransferSession)
	return nil
}

// noteRelay remembers what the relay has after a push.
func (t *transfer) noteRelay() error {
	sender, err := parseFSIC(t.ClientFSIC, t.Filter)
	if err != nil {
		return err
	}
	receiver, err := parseFSIC(t.ServerFSIC, t.Filter)
	if err != nil {
		return err
	}
	t.relayHas = union(sender.expand(t.Filter), receiver.expand(t.Filter))
	return nil
}

// start stores the new session; a push is serialized with it.
func (t *transfer) start(ctx context.Context) error {
	return t.in.db.Update(ctx, func(tx Tx) error {
		if err := t.in.StartTransfer(tx, t.TransferSession); err != nil {
			return err
		}
		if t.Push {
			if _, err := t.in.Serialize(tx, t.Filter); err != nil {
				return t.wrap(StageSerializing, err)
			}
		}
		fsic, err := t.in.FSIC(tx, t.Filter, t.FSICVersion, t.Push)
		if err != nil {
			return t.wrap(StageSerializing, err)
		}
		t.ClientFSIC, t.Stage = fsic, StageSerializing
		return t.in.SaveTransfer(tx, t.TransferSession)
	})
}

// open agrees on the transfer with the relay. It is over at once where the
// relay had completed it and only the news of it was lost.
func (t *transfer) open(ctx context.Context, resume bool) (over bool, err error) {
	t.progress(t.direction, t.TransferSession)
	err = t.link.send(ctx, kindOpen, openHeader{
		Transfer: t.ID, Push: t.Push, Filter: t.Filter, FSIC: json.RawMessage(t.ClientFSIC), Chunk: t.opts.ChunkSize,
		Resume: resume, Offset: t.pulled(),
	}, "")
	if err != nil {
		return false, err
	}
	m, err := t.link.next(ctx)
	if err != nil {
		return false, err
	}
	if m.kind == kindResult {
		return true, t.takeResult(ctx, m)
	}
	var h openedHeader
	if m.kind != kindOpened {
		return false, Errorf(CodeBadRequest, "message of kind %d, expected %d", m.kind, kindOpened)
	}
	if err := m.read(&h); err != nil {
		return false, err
	}
	if h.Transfer != t.ID {
		return false, Errorf(CodeBadRequest, "opened %.40q, asked for %s", h.Transfer, t.ID)
	}
	return false, t.opened(ctx, h)
}

// pulled is the number of records that are here, of a pull.
func (t *transfer) pulled() int64 {
	if t.Push {
		return 0
	}
	return t.RecordsTransferred
}

// opened stores what the relay said; a push is queued with it.
func (t *transfer) opened(ctx context.Context, h openedHeader) error {
	return t.in.db.Update(ctx, func(tx Tx) error {
		if t.ServerFSIC == "{}" {
			if _, err := parseFSIC(string(h.FSIC), t.Filter); err != nil {
				return err
			}
			t.ServerFSIC = string(h.FSIC)
		}
		if !t.Push {
			if h.Total < 0 || h.Total > maxTransferRecords || t.RecordsTotal >= 0 && h.Total != t.RecordsTotal {
				return Errorf(CodeBadRequest, "%d records announced, then %d", t.RecordsTotal, h.Total)
			}
			t.RecordsTotal = h.Total
			t.Stage, t.Status = StageQueuing, StatusCompleted
			return t.in.SaveTransfer(tx, t.TransferSession)
		}
		if t.RecordsTotal < 0 {
			if err := t.in.Queue(tx, t.TransferSession); err != nil {
				return err
			}
		}
		if h.Offset < 0 || h.Offset > t.RecordsTotal {
			return Errorf(CodeBadRequest, "the relay has %d of %d records", h.Offset, t.RecordsTotal)
		}
		t.RecordsTransferred = h.Offset
		return nil
	})
}

// receiveChunks takes in a pull. Each chunk is acknowledged once it is
// durable here.
func (t *transfer) receiveChunks(ctx context.Context) error {
	for t.RecordsTransferred < t.RecordsTotal {
		m, err := t.link.expect(ctx, kindChunk)
		if err != nil {
			return err
		}
		var h chunkHeader
		if err := m.read(&h); err != nil {
			return err
		}
		if h.Transfer != t.ID {
			continue // the rest of a transfer that was given up
		}
		err = t.in.db.Update(ctx, func(tx Tx) error {
			t.BytesReceived += int64(len(m.body))
			return t.in.WriteChunk(tx, t.TransferSession, Chunk{Offset: h.Offset, Count: h.Count, Records: m.body})
		})
		if err != nil {
			return err
		}
		if err := t.link.send(ctx, kindAck, ackHeader{Transfer: t.ID, Offset: t.RecordsTransferred}, ""); err != nil {
			return err
		}
		t.progress(t.direction, t.TransferSession)
	}
	return nil
}

// sendChunks sends a push, at most clientWindow chunks ahead of what the
// relay has acknowledged.
func (t *transfer) sendChunks(ctx context.Context) error {
	t.Stage = StageTransferring
	sent, flying := t.RecordsTransferred, 0
	for t.RecordsTransferred < t.RecordsTotal {
		for sent < t.RecordsTotal && flying < clientWindow {
			n, err := t.sendChunk(ctx, sent)
			if err != nil {
				return err
			}
			sent += n
			flying++
		}
		m, err := t.link.expect(ctx, kindAck)
		if err != nil {
			return err
		}
		var h ackHeader
		if err := m.read(&h); err != nil {
			return err
		}
		if h.Transfer != t.ID {
			continue
		}
		if h.Offset < t.RecordsTransferred || h.Offset > sent {
			return Errorf(CodeBadRequest, "%d records acknowledged, %d are sent", h.Offset, sent)
		}
		t.RecordsTransferred = h.Offset
		flying--
		t.progress(t.direction, t.TransferSession)
	}
	return nil
}

func (t *transfer) sendChunk(ctx context.Context, offset int64) (int64, error) {
	var c Chunk
	err := t.in.db.View(ctx, func(tx Tx) (err error) {
		c, err = t.in.ReadChunk(tx, t.TransferSession, offset, t.opts.ChunkSize)
		return err
	})
	if err != nil {
		return 0, err
	}
	t.BytesSent += int64(len(c.Records))
	return c.Count, t.link.send(ctx, kindChunk,
		chunkHeader{Transfer: t.ID, Offset: c.Offset, Count: c.Count, Total: t.RecordsTotal}, c.Records)
}

// finish: the receiver dequeues and deserializes, in one transaction, and
// only then is the relay told that it is done.
func (t *transfer) finish(ctx context.Context) error {
	if !t.Push {
		if t.RecordsTotal > 0 {
			t.Stage = StageDequeuing
			t.progress(t.direction, t.TransferSession)
		}
		if err := t.in.db.Update(ctx, func(tx Tx) error { return t.in.finish(tx, t.TransferSession) }); err != nil {
			return err
		}
	}
	if err := t.link.send(ctx, kindDone, doneHeader{Transfer: t.ID, Total: t.RecordsTotal}, ""); err != nil {
		return err
	}
	for {
		m, err := t.link.next(ctx)
		if err != nil {
			return err
		}
		if m.kind == kindResult {
			return t.takeResult(ctx, m)
		}
		if m.kind != kindChunk && m.kind != kindAck {
			return Errorf(CodeBadRequest, "message of kind %d, expected %d", m.kind, kindResult)
		}
	}
}

// takeResult ends the transfer on this side too.
func (t *transfer) takeResult(ctx context.Context, m message) error {
	var h resultHeader
	if err := m.read(&h); err != nil {
		return err
	}
	if h.Transfer != t.ID {
		return Errorf(CodeBadRequest, "result of %.40q, expected %s", h.Transfer, t.ID)
	}
	if !t.Push {
		return nil
	}
	t.Conflicts, t.Quarantined = h.Conflicts, h.Quarantined
	return t.in.db.Update(ctx, func(tx Tx) error { return t.in.Cleanup(tx, t.TransferSession) })
}
