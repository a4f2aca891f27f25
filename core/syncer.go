package core

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
)

// syncer is one authenticated connection of a client.
type syncer struct {
	hub    *Hub
	link   *link
	opts   SyncOptions
	sync   *SyncSession
	read   Filter // what to pull
	write  Filter // what to push
	result SyncResult

	certificates []string // that were proved, that of the session first

	// relayHas is what the relay has under write, expanded, as far as is
	// known here: it only ever grows. nil before the first push.
	relayHas map[string]Counters
	// carried are own saves that the relay has taken since the last push.
	carried map[string]Counters
	renewed int64 // identities that the database had taken when the connection began
}

// run pulls and pushes once, or for as long as the connection lasts.
func (s *syncer) run(ctx context.Context) error {
	if err := s.begin(ctx); err != nil {
		return err
	}
	if s.opts.Live && s.opts.Push {
		defer s.hub.waiting.add(s)()
		defer s.acknowledgeCarried(ctx)
	}
	pull, push := s.opts.Pull, s.opts.Push
	for {
		local := s.hub.changed.next()
		s.link.changed, s.link.carried = false, nil
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

// acknowledgeCarried notes, at the end of a connection, what the relay has
// taken of carried changes: a commit for each would double what a live change
// costs. Without the note they are sent once more, which is harmless.
func (s *syncer) acknowledgeCarried(ctx context.Context) {
	if len(s.carried) == 0 {
		return
	}
	ctx = context.WithoutCancel(ctx)
	if err := s.hub.engine.db.Update(ctx, func(tx Tx) error { return acknowledge(tx, s.sync.relay, s.carried) }); err != nil {
		s.hub.engine.log.Warn("what the relay has taken is not noted, and will be sent again", "error", err)
	}
}

// pull pulls once: a transfer has at most MaxFilter prefixes.
func (s *syncer) pull(ctx context.Context) error {
	for filter := range slices.Chunk(s.read, MaxFilter) {
		if err := s.transfer(ctx, false, filter); err != nil {
			return err
		}
	}
	return nil
}

// push pushes once, likewise, and puts together what the relay has.
func (s *syncer) push(ctx context.Context) error {
	has := map[string]Counters{}
	for filter := range slices.Chunk(s.write, MaxFilter) {
		if err := s.transfer(ctx, true, filter); err != nil {
			return err
		}
		if s.relayHas == nil {
			has = nil
		} else if has != nil {
			maps.Copy(has, s.relayHas)
		}
	}
	if len(s.write) > MaxFilter {
		s.relayHas = has
	}
	return nil
}

// begin stores the sync session and settles what may be synced.
func (s *syncer) begin(ctx context.Context) error {
	err := s.hub.engine.db.Update(ctx, func(tx Tx) error {
		if err := s.settle(tx); err != nil {
			return err
		}
		return s.hub.engine.saveSyncSession(tx, s.sync)
	})
	if err == nil && s.opts.Live {
		err = s.link.send(ctx, KindLive, liveHeader{}, "")
	}
	return err
}

// settle finds what may be synced by the certificates that were proved.
func (s *syncer) settle(tx Tx) error {
	own, err := roomCredentials(tx, s.opts.room)
	if err != nil {
		return err
	}
	for _, id := range s.certificates {
		c, err := own.find(id)
		if err != nil {
			return err
		}
		s.read, s.write = append(s.read, c.scope.Read...), append(s.write, c.scope.Write...)
	}
	if len(s.certificates) > 1 {
		s.read, s.write = s.read.reduced(), s.write.reduced()
	}
	if s.opts.Filter != nil {
		s.read, s.write = s.opts.Filter, s.opts.Filter
	}
	return nil
}

func (s *syncer) progress(direction string, t *TransferSession) {
	p := Progress{Direction: direction, Bytes: s.link.sent + s.link.received}
	if t != nil {
		p.Stage, p.Records, p.Total = t.Stage, t.RecordsTransferred, max(t.RecordsTotal, 0)
	}
	s.opts.Progress(p)
}

// transfer pulls or pushes once. A transfer that an earlier sync left
// unfinished is completed first: it lacks what has changed since. Several
// syncs with one relay take turns: merges of transfers that cross would make
// each other's conflicts for ever, and each would resume the other's.
func (s *syncer) transfer(ctx context.Context, push bool, filter Filter) error {
	if len(filter) == 0 {
		return nil
	}
	release, err := s.hub.transfers.take(ctx, s.sync.relay)
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
		case CodeOf(err) != CodeUnknownSession:
			return err
		case s.hub.engine.Renewals() != s.renewed: // and so nothing is as it was said before
			return Errorf(CodeUnavailable, "this database has taken a new identity meanwhile").WithHint("try again")
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
func (s *syncer) fresh(ctx context.Context, push bool, filter Filter) error {
	id, err := s.hub.engine.identity.newID()
	if err != nil {
		return err
	}
	t := &TransferSession{ID: id, SyncSession: s.sync.ID, Push: push, Profile: s.sync.Profile, Filter: filter, runner: s.hub.runner}
	return s.complete(ctx, t, false)
}

// complete runs a transfer. One that fails is given up, with what both sides
// have buffered: it would fail again however often it were resumed. Only a lost
// connection, or the end of ctx, leaves it to be resumed.
func (s *syncer) complete(ctx context.Context, t *TransferSession, resume bool) error {
	stop := s.keepClaim(ctx, t)
	failure := newTransfer(s, t).run(ctx, resume)
	stop()
	if failure == nil {
		return nil
	}
	if code := CodeOf(failure); code == CodeUnavailable || code == CodeClosed || ctx.Err() != nil {
		s.releaseClaim(ctx, t)
		return failure
	}
	if lost, err := s.lost(ctx, t); lost || err != nil {
		return cmp.Or(err, unknownSession(t.ID))
	}
	// Where it does not reach the relay, the next transfer takes this one's
	// place there.
	_ = s.link.send(ctx, KindError, errorHeader{Transfer: t.ID, Code: CodeOf(failure), Text: "given up"}, "")
	err := s.hub.engine.db.Update(ctx, func(tx Tx) error {
		stored, err := s.hub.engine.Transfer(tx, t.ID) // t is ahead of what was rolled back
		if CodeOf(err) == CodeUnknownSession || err == nil && !stored.Active {
			return nil
		}
		if err != nil {
			return err
		}
		return s.hub.engine.abandon(tx, stored)
	})
	if err != nil {
		return errors.Join(failure, err)
	}
	return failure
}

// resume completes an unfinished transfer, if there is one and the relay has
// not forgotten it.
func (s *syncer) resume(ctx context.Context, push bool, filter Filter) error {
	unfinished, err := s.unfinished(ctx, push, filter)
	if err != nil || unfinished == nil {
		return err
	}
	err = s.complete(ctx, unfinished, true)
	if code := CodeOf(err); code == CodeUnknownSession || code == CodeBadRequest && s.hub.runner != "" {
		return nil // its runner may have been alive after all
	}
	return err
}
