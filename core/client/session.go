package client

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// session is one authenticated connection of a client.
type session struct {
	Side
	link   *link
	opts   Options
	read   value.Filter // what to pull
	write  value.Filter // what to push
	result Result

	certificates []string // that were proved, that of the session first

	// relayHas is what the relay has under write, expanded, as far as is
	// known here: it only ever grows. nil before the first push.
	relayHas map[string]counter.Counters
	// taken are own saves that the relay has taken by deltas since the last
	// push.
	taken    map[string]counter.Counters
	unstored unstored
	renewed  int64 // identities that the database had taken when the connection began
}

// run pulls and pushes once, or for as long as the connection lasts.
func (s *session) run(ctx context.Context) error {
	if err := s.begin(ctx); err != nil {
		return err
	}
	if s.opts.Live {
		defer s.storeLast(ctx)
	}
	if s.opts.Live && s.opts.Push {
		defer s.hub.waiting.add(s)()
		defer s.acknowledgeDeltas(ctx)
	}
	pull, push := s.opts.Pull, s.opts.Push
	for {
		local := s.hub.Changes.Next()
		s.link.changed, s.link.deltas = false, nil
		if pull {
			if err := s.pull(ctx); err != nil {
				return err
			}
		}
		if push {
			if err := s.push(ctx); err != nil {
				return err
			}
		}
		if !s.opts.Live {
			return nil
		}
		var err error
		if pull, push, err = s.live(ctx, local); err != nil {
			return err
		}
	}
}

// storeLast makes durable, at the end of a connection, what it has brought.
func (s *session) storeLast(ctx context.Context) {
	if len(s.unstored.claims) == 0 {
		return
	}
	if _, err := s.storeDeltas(context.WithoutCancel(ctx)); err != nil {
		s.hub.engine.Log().Warn("the last live changes are not stored, and will be pulled again", "error", err)
	}
}

// acknowledgeDeltas notes, at the end of a connection, what the relay has taken
// by deltas: a commit for each would double what a live change costs. Without
// the note the changes are sent once more, which is harmless.
func (s *session) acknowledgeDeltas(ctx context.Context) {
	if len(s.taken) == 0 {
		return
	}
	ctx = context.WithoutCancel(ctx)
	if err := s.hub.engine.DB().Update(ctx, func(tx sqldb.Tx) error { return counter.Acknowledge(tx, s.sync.Relay, s.taken) }); err != nil {
		s.hub.engine.Log().Warn("what the relay has taken is not noted, and will be sent again", "error", err)
	}
	s.hub.unnoted.Set(s, nil)
	s.hub.raised.Ring()
}

// pull pulls once: a transfer has at most MaxFilter prefixes.
func (s *session) pull(ctx context.Context) error {
	for filter := range slices.Chunk(s.read, trust.MaxFilter) {
		if err := s.transfer(ctx, false, filter); err != nil {
			return err
		}
	}
	return nil
}

// push pushes once, likewise, and puts together what the relay has.
func (s *session) push(ctx context.Context) error {
	has := map[string]counter.Counters{}
	for filter := range slices.Chunk(s.write, trust.MaxFilter) {
		if err := s.transfer(ctx, true, filter); err != nil {
			return err
		}
		if s.relayHas == nil {
			has = nil
		} else if has != nil {
			maps.Copy(has, s.relayHas)
		}
	}
	s.hub.raised.Ring()
	if len(s.write) > trust.MaxFilter {
		s.relayHas = has
	}
	return nil
}

// begin stores the sync session and settles what may be synced.
func (s *session) begin(ctx context.Context) error {
	err := s.hub.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		if err := s.settle(tx); err != nil {
			return err
		}
		return s.hub.engine.SaveSession(tx, s.sync)
	})
	if err == nil && s.opts.Live {
		err = s.link.send(ctx, wire.KindLive, wire.Live{}, "")
	}
	return err
}

// settle finds what may be synced by the certificates that were proved.
func (s *session) settle(tx sqldb.Tx) error {
	own, err := trust.RoomCredentials(tx, s.opts.Room)
	if err != nil {
		return err
	}
	for _, id := range s.certificates {
		c, err := own.Find(id)
		if err != nil {
			return err
		}
		s.read, s.write = append(s.read, c.Scope.Read...), append(s.write, c.Scope.Write...)
	}
	if len(s.certificates) > 1 {
		s.read, s.write = s.read.Reduced(), s.write.Reduced()
	}
	if s.opts.Filter != nil {
		s.read, s.write = s.opts.Filter, s.opts.Filter
	}
	return nil
}

func (s *session) progress(direction string, t pipeline.Transfer) {
	s.opts.Progress(Progress{
		Direction: direction, Stage: t.Stage, Records: t.RecordsTransferred, Total: max(t.RecordsTotal, 0),
		Bytes: s.link.sent + s.link.received,
	})
}

// transfer pulls or pushes once. A transfer that an earlier sync left
// unfinished is completed first: it lacks what has changed since.
func (s *session) transfer(ctx context.Context, push bool, filter value.Filter) error {
	if len(filter) == 0 {
		return nil
	}
	release, err := s.Turn(ctx)
	if err != nil {
		return err
	}
	defer release()
	for attempt := 1; ; attempt++ {
		err := s.resume(ctx, push, filter)
		if err == nil {
			err = s.fresh(ctx, push, filter)
		}
		switch {
		case fault.CodeOf(err) != fault.UnknownSession:
			return err
		case s.hub.engine.Renewals() != s.renewed: // and so nothing is as it was said before
			return fault.Errorf(fault.Unavailable, "this database has taken a new identity meanwhile").WithHint("try again")
		case attempt == maxFresh:
			return err
		}
	}
}

// maxFresh is how often a transfer begins anew that one of the sides has given
// up, having become another instance, say, or that another process has taken
// over. That is rare.
const maxFresh = 3

// fresh runs a new transfer.
func (s *session) fresh(ctx context.Context, push bool, filter value.Filter) error {
	id, err := s.hub.engine.Identity().NewID()
	if err != nil {
		return err
	}
	t := pipeline.Transfer{ID: id, SyncSession: s.sync.ID, Push: push, Profile: s.sync.Profile, Filter: filter}
	return s.complete(ctx, s.Claim(t), false)
}

// complete runs a transfer. One that fails is given up, with what both sides
// have buffered: it would fail again however often it were resumed. Only a lost
// connection, or the end of ctx, leaves it to be resumed.
func (s *session) complete(ctx context.Context, state pipeline.Transfer, resume bool) error {
	t := newTransfer(s, state)
	stop := s.KeepClaim(ctx, state.ID)
	failure := t.run(ctx, resume)
	stop()
	if failure == nil {
		return nil
	}
	if code := fault.CodeOf(failure); code == fault.Unavailable || code == fault.Closed || ctx.Err() != nil {
		s.ReleaseClaim(ctx, state.ID)
		return failure
	}
	if lost, err := s.Lost(ctx, state.ID); lost || err != nil {
		return cmp.Or(err, pipeline.UnknownSession(state.ID))
	}
	// Where it does not reach the relay, the next transfer takes this one's
	// place there.
	_ = s.link.send(ctx, wire.KindError, wire.Failure{Transfer: state.ID, Code: fault.CodeOf(failure), Text: "given up"}, "")
	err := t.advance(ctx, s.hub.engine.Abandon)
	if err != nil && fault.CodeOf(err) != fault.UnknownSession { // it was not stored, or is over
		return errors.Join(failure, err)
	}
	return failure
}

// resume completes an unfinished transfer, if there is one and the relay has
// not forgotten it.
func (s *session) resume(ctx context.Context, push bool, filter value.Filter) error {
	unfinished, err := s.Unfinished(ctx, push, filter, false)
	if err != nil || unfinished.ID == "" {
		return err
	}
	err = s.complete(ctx, unfinished, true)
	if code := fault.CodeOf(err); code == fault.UnknownSession || code == fault.BadRequest && s.hub.runner != "" {
		return nil // its runner may have been alive after all
	}
	return err
}
