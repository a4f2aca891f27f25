package core

import (
	"context"
	"encoding/json"
	"time"
)

// transfer is one push or pull under way.
type transfer struct {
	*syncer
	*TransferSession
	direction string
	pairing   pairing // of a pull, with the token that it proposes
}

func newTransfer(s *syncer, session *TransferSession) *transfer {
	direction := "pull"
	if session.Push {
		direction = "push"
	}
	return &transfer{syncer: s, TransferSession: session, direction: direction}
}

func (t *transfer) run(ctx context.Context, resume bool) error {
	over, err := t.begin(ctx, resume)
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
		if over { // before it said what it has
			t.relayHas = nil
		} else if err := t.noteRelay(); err != nil {
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

// begin starts and opens the transfer. With a new pull both sides agree on the
// next token of their pairing, as in a handshake: who has learnt what the relay
// merged has a newer receipt then, should the relay be put back.
func (t *transfer) begin(ctx context.Context, resume bool) (over bool, err error) {
	release, err := t.in.handshakes.take(ctx, t.session.relay)
	if err != nil {
		return false, err
	}
	defer release()
	if !resume {
		if err := t.start(ctx); err != nil {
			return false, err
		}
	}
	return t.open(ctx, resume)
}

// identify proposes the token of a pull.
func (t *transfer) identify(tx Tx) (err error) {
	if t.Push || !t.session.paired {
		return nil
	}
	if t.pairing, err = t.in.engine.identity.proposeIn(tx, t.opts.room, t.session.relay); err == nil && t.pairing.Instance != t.session.ClientInstance {
		err = Errorf(CodeUnavailable, "this database has taken a new identity meanwhile").WithHint("try again")
	}
	return err
}

// noteRelay remembers what the relay has after a push. One without records
// tells it nothing: its counters do not rise.
func (t *transfer) noteRelay() error {
	sender, err := parseFSIC(t.ClientFSIC, t.Filter)
	if err != nil {
		return err
	}
	receiver, err := parseFSIC(t.ServerFSIC, t.Filter)
	if err != nil {
		return err
	}
	t.relayHas = receiver.expand(t.Filter)
	if t.RecordsTotal > 0 {
		t.relayHas = union(sender.expand(t.Filter), t.relayHas)
	}
	return nil
}

// start stores the new session; a push is serialized with it.
func (t *transfer) start(ctx context.Context) error {
	return t.in.engine.db.Update(ctx, func(tx Tx) error {
		if err := t.in.engine.saveSyncSession(tx, t.session); err != nil {
			return err
		}
		if err := t.in.engine.StartTransfer(tx, t.TransferSession); err != nil {
			return err
		}
		if err := t.identify(tx); err != nil {
			return err
		}
		if t.Push {
			if err := t.in.engine.identity.saveAs(tx, t.session.ClientInstance); err != nil {
				return err
			}
			if _, err := t.in.engine.Serialize(tx, t.Filter); err != nil {
				return t.wrap(StageSerializing, err)
			}
		}
		fsic, err := t.in.engine.FSIC(tx, t.Filter, t.FSICVersion, t.Push)
		if err != nil {
			return t.wrap(StageSerializing, err)
		}
		if t.Again, err = repeats(tx, t.opts.room, t.session.relay, t.Push, t.Filter); err != nil {
			return err
		}
		if t.Again && !t.Push {
			fsic = noCounters
		}
		t.ClientFSIC, t.Stage = fsic, StageSerializing
		return t.in.engine.SaveTransfer(tx, t.TransferSession)
	})
}

// open agrees on the transfer with the relay. It is over at once where the
// relay had completed it and only the news of it was lost.
func (t *transfer) open(ctx context.Context, resume bool) (over bool, err error) {
	t.progress(t.direction, t.TransferSession)
	t.link.transfer = t.ID
	var identity *identityHeader
	if t.pairing.Next != "" {
		identity = identityOf(t.pairing, t.in.process)
	}
	err = t.link.send(ctx, KindOpen, openHeader{
		Transfer: t.ID, Push: t.Push, Filter: t.Filter, FSIC: json.RawMessage(t.ClientFSIC), Chunk: t.opts.ChunkSize, Identity: identity,
		Resume: resume, Offset: t.pulled(),
	}, "")
	if err != nil {
		return false, err
	}
	m, err := t.reply(ctx)
	if err != nil {
		return false, err
	}
	if m.kind == KindResult {
		return true, t.takeResult(ctx, m)
	}
	var h openedHeader
	if m.kind != KindOpened {
		return false, Errorf(CodeBadRequest, "message of kind %d, expected %d", m.kind, KindOpened)
	}
	if err := m.read(&h); err != nil {
		return false, err
	}
	if h.Transfer != t.ID {
		return false, Errorf(CodeBadRequest, "opened %.40q, asked for %s", h.Transfer, t.ID)
	}
	return false, t.opened(ctx, h)
}

// reply is the answer to an open. What is still on its way of a transfer that
// this one takes the place of comes before it.
func (t *transfer) reply(ctx context.Context) (message, error) {
	for {
		m, err := t.link.next(ctx)
		if err != nil || m.kind != KindChunk && m.kind != KindAck {
			return m, err
		}
	}
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
	return t.in.engine.db.Update(ctx, func(tx Tx) error {
		if t.ServerFSIC == "{}" {
			if err := t.learn(tx, h); err != nil {
				return err
			}
		}
		if !t.Push {
			if err := t.pairing.take(tx, h.Receipt); err != nil {
				return err
			}
			if h.Total < 0 || h.Total > maxTransferRecords || t.RecordsTotal >= 0 && h.Total != t.RecordsTotal {
				return Errorf(CodeBadRequest, "%d records announced, then %d", t.RecordsTotal, h.Total)
			}
			t.RecordsTotal = h.Total
			t.Stage, t.Status = StageQueuing, StatusCompleted
			return t.in.engine.SaveTransfer(tx, t.TransferSession)
		}
		if t.RecordsTotal < 0 {
			if err := t.in.engine.Queue(tx, t.TransferSession); err != nil {
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

// learn takes in what the relay says it has: of a pull as it is, of a push what
// of it can be believed.
func (t *transfer) learn(tx Tx, h openedHeader) error {
	f, err := parseFSIC(string(h.FSIC), t.Filter)
	if err != nil {
		return err
	}
	if err := t.in.engine.identity.saveAs(tx, t.session.ClientInstance); err != nil {
		return err
	}
	if err := meet(tx, f); err != nil {
		return err
	}
	switch {
	case !t.Push:
		t.ServerFSIC = string(h.FSIC)
	case t.Again:
		t.ServerFSIC = noCounters
	default:
		f, t.Again, err = believe(tx, t.session.relay, f, t.Filter)
		t.ServerFSIC = toJSON(f)
	}
	return err
}

// noCounters is the FSIC of a side that has nothing.
const noCounters = `{"super": {}, "sub": {}}`

// finish: the receiver dequeues and deserializes, in one transaction, and
// only then is the relay told that it is done.
func (t *transfer) finish(ctx context.Context) error {
	if !t.Push {
		if t.RecordsTotal > 0 {
			t.Stage = StageDequeuing
			t.progress(t.direction, t.TransferSession)
		}
		err := t.in.engine.db.Update(ctx, func(tx Tx) error {
			if err := t.in.engine.identity.saveAs(tx, t.session.ClientInstance); err != nil {
				return err
			}
			if err := t.repeated(tx); err != nil {
				return err
			}
			return t.in.engine.finish(tx, t.TransferSession)
		})
		if err != nil {
			return err
		}
		t.passOn(t.RecordsTotal)
	}
	if err := t.link.send(ctx, KindDone, doneHeader{Transfer: t.ID, Total: t.RecordsTotal, Again: t.Push && t.Again}, ""); err != nil {
		return err
	}
	patience := replyWithin
	if t.Push { // all the records are merged in between
		patience += time.Duration(t.RecordsTotal) * time.Millisecond
	}
	for {
		m, err := t.link.nextWithin(ctx, patience)
		if !t.Push && CodeOf(err) == CodeUnknownSession {
			return nil // the relay has given it up, but all of it is here
		}
		if err != nil {
			return err
		}
		if m.kind == KindResult {
			return t.takeResult(ctx, m)
		}
		if m.kind != KindChunk && m.kind != KindAck {
			return Errorf(CodeBadRequest, "message of kind %d, expected %d", m.kind, KindResult)
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
	if !t.Active {
		return nil
	}
	if t.Push {
		t.Conflicts, t.Quarantined = h.Conflicts, h.Quarantined
	} else {
		// The relay thinks that all has arrived, but it has not: this database
		// is a copy of one that went on. The next pull brings it.
		t.RecordsTotal = 0
	}
	return t.in.engine.db.Update(ctx, func(tx Tx) error {
		if err := t.acknowledged(tx); err != nil {
			return err
		}
		return t.in.engine.Cleanup(tx, t.TransferSession)
	})
}

// repeated notes that a transfer that repeated everything is complete.
func (t *transfer) repeated(tx Tx) error {
	if t.receiverFSIC() != noCounters {
		return nil
	}
	return repeated(tx, t.opts.room, t.session.relay, t.Push, t.Filter)
}

// acknowledged notes that the relay has taken a push.
func (t *transfer) acknowledged(tx Tx) error {
	if !t.Push {
		return nil
	}
	if err := t.repeated(tx); err != nil {
		return err
	}
	sent, err := parseFSIC(t.ClientFSIC, t.Filter)
	if err != nil {
		return err
	}
	return acknowledge(tx, t.session.relay, sent.expand(t.Filter))
}
