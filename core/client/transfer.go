package client

import (
	"context"
	"encoding/json"
	"time"

	"github.com/amora-sync/amora/core/arrived"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/wire"
)

// transfer is one push or pull under way.
type transfer struct {
	session   *session
	state     pipeline.Transfer
	direction string
	pairing   counter.Pairing // of a pull, with the token that it proposes
	shown     arrived.Shown   // of a pull
}

func newTransfer(s *session, state pipeline.Transfer) *transfer {
	direction := "pull"
	if state.Push {
		direction = "push"
	}
	return &transfer{session: s, state: state, direction: direction}
}

// advance runs a stage of the transfer in a transaction, and keeps what it
// returns once that is committed.
func (t *transfer) advance(
	ctx context.Context, stage func(sqldb.Tx, pipeline.Transfer) (pipeline.Transfer, error),
) error {
	return t.session.hub.engine.Advance(ctx, &t.state, stage)
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
	release, err := t.session.hub.handshakes.Take(ctx, t.session.sync.Relay)
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
func (t *transfer) identify(tx sqldb.Tx) (err error) {
	if t.state.Push || !t.session.sync.Paired {
		return nil
	}
	t.pairing, err = t.session.hub.engine.Identity().Propose(tx, t.session.opts.Room, t.session.sync.Relay)
	if err == nil && t.pairing.Instance != t.session.sync.ClientInstance {
		err = fault.Errorf(fault.Unavailable, "this database has taken a new identity meanwhile").WithHint("try again")
	}
	return err
}

// noteRelay remembers what the relay has after a push. One without records
// tells it nothing: its counters do not rise.
func (t *transfer) noteRelay() error {
	sender, err := counter.ParseFSIC(t.state.ClientFSIC, t.state.Filter)
	if err != nil {
		return err
	}
	receiver, err := counter.ParseFSIC(t.state.ServerFSIC, t.state.Filter)
	if err != nil {
		return err
	}
	t.session.relayHas = receiver.Expand(t.state.Filter)
	if t.state.RecordsTotal > 0 {
		t.session.relayHas = counter.Union(sender.Expand(t.state.Filter), t.session.relayHas)
	}
	return nil
}

// start stores the new session; a push is serialized with it.
func (t *transfer) start(ctx context.Context) error {
	engine := t.session.hub.engine
	return t.advance(ctx, func(tx sqldb.Tx, state pipeline.Transfer) (pipeline.Transfer, error) {
		if err := engine.SaveSession(tx, t.session.sync); err != nil {
			return state, err
		}
		state, err := engine.Start(tx, state)
		if err != nil {
			return state, err
		}
		if err := t.identify(tx); err != nil {
			return state, err
		}
		if state, err = t.session.Serialize(tx, state); err != nil {
			return state, err
		}
		return engine.Save(tx, state)
	})
}

// open agrees on the transfer with the relay. It is over at once where the
// relay had completed it and only the news of it was lost.
func (t *transfer) open(ctx context.Context, resume bool) (over bool, err error) {
	t.session.progress(t.direction, t.state)
	t.session.link.transfer = t.state.ID
	var identity *wire.Identity
	if t.pairing.Next != "" {
		identity = wire.IdentityOf(t.pairing, t.session.hub.process)
	}
	err = t.session.link.send(ctx, wire.KindOpen, wire.Open{
		Transfer: t.state.ID, Push: t.state.Push, Filter: t.state.Filter, FSIC: json.RawMessage(t.state.ClientFSIC),
		Chunk: t.session.opts.ChunkSize, Identity: identity,
		Resume: resume, Offset: t.pulled(),
	}, "")
	if err != nil {
		return false, err
	}
	m, err := t.reply(ctx)
	if err != nil {
		return false, err
	}
	if m.Kind == wire.KindResult {
		return true, t.takeResult(ctx, m)
	}
	var h wire.Opened
	if m.Kind != wire.KindOpened {
		return false, fault.Errorf(fault.BadRequest, "message of kind %d, expected %d", m.Kind, wire.KindOpened)
	}
	if err := m.Read(&h); err != nil {
		return false, err
	}
	if h.Transfer != t.state.ID {
		return false, fault.Errorf(fault.BadRequest, "opened %.40q, asked for %s", h.Transfer, t.state.ID)
	}
	return false, t.opened(ctx, h)
}

// reply is the answer to an open. What is still on its way of a transfer that
// this one takes the place of comes before it.
func (t *transfer) reply(ctx context.Context) (wire.Message, error) {
	for {
		m, err := t.session.link.next(ctx)
		if err != nil || m.Kind != wire.KindChunk && m.Kind != wire.KindAck {
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
func (t *transfer) opened(ctx context.Context, h wire.Opened) error {
	return t.advance(ctx, func(tx sqldb.Tx, state pipeline.Transfer) (_ pipeline.Transfer, err error) {
		if state.ServerFSIC == "{}" {
			if state, err = t.session.Learn(tx, state, string(h.FSIC)); err != nil {
				return state, err
			}
		}
		if state.Push {
			return t.openedPush(tx, state, h)
		}
		if err := t.pairing.Take(tx, h.Receipt); err != nil {
			return state, err
		}
		if h.Total < 0 || h.Total > pipeline.MaxTransferRecords ||
			state.RecordsTotal >= 0 && h.Total != state.RecordsTotal {
			return state, fault.Errorf(fault.BadRequest, "%d records announced, then %d", state.RecordsTotal, h.Total)
		}
		state.RecordsTotal = h.Total
		state.Stage, state.Status = pipeline.StageQueuing, pipeline.StatusCompleted
		return t.session.hub.engine.Save(tx, state)
	})
}

// openedPush queues a push, unless it was queued before, and notes how much of
// it the relay has.
func (t *transfer) openedPush(tx sqldb.Tx, state pipeline.Transfer, h wire.Opened) (_ pipeline.Transfer, err error) {
	if state.RecordsTotal < 0 {
		if state, err = t.session.hub.engine.Queue(tx, state); err != nil {
			return state, err
		}
	}
	if h.Offset < 0 || h.Offset > state.RecordsTotal {
		return state, fault.Errorf(fault.BadRequest, "the relay has %d of %d records", h.Offset, state.RecordsTotal)
	}
	state.RecordsTransferred = h.Offset
	return state, nil
}

// finish: the receiver dequeues and deserializes, in one transaction, and
// only then is the relay told that it is done.
func (t *transfer) finish(ctx context.Context) error {
	if !t.state.Push {
		if err := t.take(ctx); err != nil {
			return err
		}
	}
	done := wire.Done{Transfer: t.state.ID, Total: t.state.RecordsTotal, Again: t.state.Push && t.state.Again}
	if err := t.session.link.send(ctx, wire.KindDone, done, ""); err != nil {
		return err
	}
	patience := replyWithin
	if t.state.Push { // all the records are merged in between
		patience += time.Duration(t.state.RecordsTotal) * time.Millisecond
	}
	for {
		m, err := t.session.link.nextWithin(ctx, patience)
		if !t.state.Push && fault.CodeOf(err) == fault.UnknownSession {
			return nil // the relay has given it up, but all of it is here
		}
		if err != nil {
			return err
		}
		if m.Kind == wire.KindResult {
			return t.takeResult(ctx, m)
		}
		if m.Kind != wire.KindChunk && m.Kind != wire.KindAck {
			return fault.Errorf(fault.BadRequest, "message of kind %d, expected %d", m.Kind, wire.KindResult)
		}
	}
}

// take dequeues and deserializes a pull.
func (t *transfer) take(ctx context.Context) error {
	if t.state.RecordsTotal > 0 {
		shown := t.state
		shown.Stage = pipeline.StageDequeuing
		t.session.progress(t.direction, shown)
	}
	err := t.advance(ctx, func(tx sqldb.Tx, state pipeline.Transfer) (pipeline.Transfer, error) {
		if err := state.Kept(tx); err != nil {
			return state, err
		}
		return t.session.Finish(tx, state)
	})
	if err == nil {
		t.session.forward(t.state.RecordsTotal)
	}
	return err
}

// takeResult ends the transfer on this side too.
func (t *transfer) takeResult(ctx context.Context, m wire.Message) error {
	var h wire.Result
	if err := m.Read(&h); err != nil {
		return err
	}
	if h.Transfer != t.state.ID {
		return fault.Errorf(fault.BadRequest, "result of %.40q, expected %s", h.Transfer, t.state.ID)
	}
	if !t.state.Active {
		return nil
	}
	return t.advance(ctx, func(tx sqldb.Tx, state pipeline.Transfer) (pipeline.Transfer, error) {
		if state.Push {
			state.Conflicts, state.Quarantined = h.Conflicts, h.Quarantined
		} else {
			// The relay thinks that all has arrived, but it has not: this database
			// is a copy of one that went on. The next pull brings it.
			state.RecordsTotal = 0
		}
		return t.session.Acknowledge(tx, state)
	})
}
