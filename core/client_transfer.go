package core

import (
	"context"
	"encoding/json"
	"time"
)

// transfer is one push or pull under way.
type transfer struct {
	session   *syncer
	state     *TransferSession
	direction string
	pairing   pairing // of a pull, with the token that it proposes
}

func newTransfer(s *syncer, session *TransferSession) *transfer {
	direction := "pull"
	if session.Push {
		direction = "push"
	}
	return &transfer{session: s, state: session, direction: direction}
}

func (t *transfer) run(ctx context.Context, resume bool) error {
	over, err := t.begin(ctx, resume)
	if err != nil {
		return err
	}
	if !over {
		if t.state.Push {
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
	if t.state.Push {
		t.session.result.Pushed += t.state.RecordsTotal
		if over { // before it said what it has
			t.session.relayHas = nil
		} else if err := t.noteRelay(); err != nil {
			return err
		}
	} else {
		t.session.result.Pulled += t.state.RecordsTotal
	}
	t.session.result.Conflicts += t.state.Conflicts
	t.session.result.Quarantined += t.state.Quarantined
	t.session.progress(t.direction, t.state)
	return nil
}

// begin starts and opens the transfer. With a new pull both sides agree on the
// next token of their pairing, as in a handshake: who has learnt what the relay
// merged has a newer receipt then, should the relay be put back.
func (t *transfer) begin(ctx context.Context, resume bool) (over bool, err error) {
	release, err := t.session.hub.handshakes.take(ctx, t.session.sync.relay)
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
	if t.state.Push || !t.session.sync.paired {
		return nil
	}
	if t.pairing, err = t.session.hub.engine.identity.proposeIn(tx, t.session.opts.room, t.session.sync.relay); err == nil && t.pairing.Instance != t.session.sync.ClientInstance {
		err = Errorf(CodeUnavailable, "this database has taken a new identity meanwhile").WithHint("try again")
	}
	return err
}

// noteRelay remembers what the relay has after a push. One without records
// tells it nothing: its counters do not rise.
func (t *transfer) noteRelay() error {
	sender, err := parseFSIC(t.state.ClientFSIC, t.state.Filter)
	if err != nil {
		return err
	}
	receiver, err := parseFSIC(t.state.ServerFSIC, t.state.Filter)
	if err != nil {
		return err
	}
	t.session.relayHas = receiver.expand(t.state.Filter)
	if t.state.RecordsTotal > 0 {
		t.session.relayHas = union(sender.expand(t.state.Filter), t.session.relayHas)
	}
	return nil
}

// start stores the new session; a push is serialized with it.
func (t *transfer) start(ctx context.Context) error {
	return t.session.hub.engine.db.Update(ctx, func(tx Tx) error {
		if err := t.session.hub.engine.saveSyncSession(tx, t.session.sync); err != nil {
			return err
		}
		if err := t.session.hub.engine.StartTransfer(tx, t.state); err != nil {
			return err
		}
		if err := t.identify(tx); err != nil {
			return err
		}
		if t.state.Push {
			if err := t.session.hub.engine.identity.saveAs(tx, t.session.sync.ClientInstance); err != nil {
				return err
			}
			if _, err := t.session.hub.engine.Serialize(tx, t.state.Filter); err != nil {
				return t.state.wrap(StageSerializing, err)
			}
		}
		fsic, err := t.session.hub.engine.FSIC(tx, t.state.Filter, t.state.FSICVersion, t.state.Push)
		if err != nil {
			return t.state.wrap(StageSerializing, err)
		}
		if t.state.Again, err = repeats(tx, t.session.opts.room, t.session.sync.relay, t.state.Push, t.state.Filter); err != nil {
			return err
		}
		if t.state.Again && !t.state.Push {
			fsic = noCounters
		}
		t.state.ClientFSIC, t.state.Stage = fsic, StageSerializing
		return t.session.hub.engine.SaveTransfer(tx, t.state)
	})
}

// open agrees on the transfer with the relay. It is over at once where the
// relay had completed it and only the news of it was lost.
func (t *transfer) open(ctx context.Context, resume bool) (over bool, err error) {
	t.session.progress(t.direction, t.state)
	t.session.link.transfer = t.state.ID
	var identity *identityHeader
	if t.pairing.Next != "" {
		identity = identityOf(t.pairing, t.session.hub.process)
	}
	err = t.session.link.send(ctx, KindOpen, openHeader{
		Transfer: t.state.ID, Push: t.state.Push, Filter: t.state.Filter, FSIC: json.RawMessage(t.state.ClientFSIC), Chunk: t.session.opts.ChunkSize, Identity: identity,
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
	if h.Transfer != t.state.ID {
		return false, Errorf(CodeBadRequest, "opened %.40q, asked for %s", h.Transfer, t.state.ID)
	}
	return false, t.opened(ctx, h)
}

// reply is the answer to an open. What is still on its way of a transfer that
// this one takes the place of comes before it.
func (t *transfer) reply(ctx context.Context) (message, error) {
	for {
		m, err := t.session.link.next(ctx)
		if err != nil || m.kind != KindChunk && m.kind != KindAck {
			return m, err
		}
	}
}

// pulled is the number of records that are here, of a pull.
func (t *transfer) pulled() int64 {
	if t.state.Push {
		return 0
	}
	return t.state.RecordsTransferred
}

// opened stores what the relay said; a push is queued with it.
func (t *transfer) opened(ctx context.Context, h openedHeader) error {
	return t.session.hub.engine.db.Update(ctx, func(tx Tx) error {
		if t.state.ServerFSIC == "{}" {
			if err := t.learn(tx, h); err != nil {
				return err
			}
		}
		if !t.state.Push {
			if err := t.pairing.take(tx, h.Receipt); err != nil {
				return err
			}
			if h.Total < 0 || h.Total > maxTransferRecords || t.state.RecordsTotal >= 0 && h.Total != t.state.RecordsTotal {
				return Errorf(CodeBadRequest, "%d records announced, then %d", t.state.RecordsTotal, h.Total)
			}
			t.state.RecordsTotal = h.Total
			t.state.Stage, t.state.Status = StageQueuing, StatusCompleted
			return t.session.hub.engine.SaveTransfer(tx, t.state)
		}
		if t.state.RecordsTotal < 0 {
			if err := t.session.hub.engine.Queue(tx, t.state); err != nil {
				return err
			}
		}
		if h.Offset < 0 || h.Offset > t.state.RecordsTotal {
			return Errorf(CodeBadRequest, "the relay has %d of %d records", h.Offset, t.state.RecordsTotal)
		}
		t.state.RecordsTransferred = h.Offset
		return nil
	})
}

// learn takes in what the relay says it has: of a pull as it is, of a push what
// of it can be believed.
func (t *transfer) learn(tx Tx, h openedHeader) error {
	f, err := parseFSIC(string(h.FSIC), t.state.Filter)
	if err != nil {
		return err
	}
	if err := t.session.hub.engine.identity.saveAs(tx, t.session.sync.ClientInstance); err != nil {
		return err
	}
	if err := meet(tx, f); err != nil {
		return err
	}
	switch {
	case !t.state.Push:
		t.state.ServerFSIC = string(h.FSIC)
	case t.state.Again:
		t.state.ServerFSIC = noCounters
	default:
		f, t.state.Again, err = believe(tx, t.session.sync.relay, f, t.state.Filter)
		t.state.ServerFSIC = toJSON(f)
	}
	return err
}

// noCounters is the FSIC of a side that has nothing.
const noCounters = `{"super": {}, "sub": {}}`

// finish: the receiver dequeues and deserializes, in one transaction, and
// only then is the relay told that it is done.
func (t *transfer) finish(ctx context.Context) error {
	if !t.state.Push {
		if t.state.RecordsTotal > 0 {
			t.state.Stage = StageDequeuing
			t.session.progress(t.direction, t.state)
		}
		err := t.session.hub.engine.db.Update(ctx, func(tx Tx) error {
			if err := t.kept(tx); err != nil {
				return err
			}
			if err := t.session.hub.engine.identity.saveAs(tx, t.session.sync.ClientInstance); err != nil {
				return err
			}
			if err := t.repeated(tx); err != nil {
				return err
			}
			return t.session.hub.engine.finish(tx, t.state)
		})
		if err != nil {
			return err
		}
		t.session.passOn(t.state.RecordsTotal)
	}
	if err := t.session.link.send(ctx, KindDone, doneHeader{Transfer: t.state.ID, Total: t.state.RecordsTotal, Again: t.state.Push && t.state.Again}, ""); err != nil {
		return err
	}
	patience := replyWithin
	if t.state.Push { // all the records are merged in between
		patience += time.Duration(t.state.RecordsTotal) * time.Millisecond
	}
	for {
		m, err := t.session.link.nextWithin(ctx, patience)
		if !t.state.Push && CodeOf(err) == CodeUnknownSession {
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
	if h.Transfer != t.state.ID {
		return Errorf(CodeBadRequest, "result of %.40q, expected %s", h.Transfer, t.state.ID)
	}
	if !t.state.Active {
		return nil
	}
	if t.state.Push {
		t.state.Conflicts, t.state.Quarantined = h.Conflicts, h.Quarantined
	} else {
		// The relay thinks that all has arrived, but it has not: this database
		// is a copy of one that went on. The next pull brings it.
		t.state.RecordsTotal = 0
	}
	return t.session.hub.engine.db.Update(ctx, func(tx Tx) error {
		if err := t.acknowledged(tx); err != nil {
			return err
		}
		return t.session.hub.engine.Cleanup(tx, t.state)
	})
}

// repeated notes that a transfer that repeated everything is complete.
func (t *transfer) repeated(tx Tx) error {
	if t.state.receiverFSIC() != noCounters {
		return nil
	}
	return repeated(tx, t.session.opts.room, t.session.sync.relay, t.state.Push, t.state.Filter)
}

// acknowledged notes that the relay has taken a push.
func (t *transfer) acknowledged(tx Tx) error {
	if !t.state.Push {
		return nil
	}
	if err := t.repeated(tx); err != nil {
		return err
	}
	sent, err := parseFSIC(t.state.ClientFSIC, t.state.Filter)
	if err != nil {
		return err
	}
	return acknowledge(tx, t.session.sync.relay, sent.expand(t.state.Filter))
}
