package client

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/delta"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/wire"
)

// live passes changes on as they come, here and there, until something comes
// up that takes a pull or a push.
func (s *session) live(ctx context.Context, local <-chan struct{}) (pull, push bool, err error) {
	s.progress("", pipeline.Transfer{})
	for {
		if err := s.wait(ctx, local); err != nil {
			return false, false, err
		}
		select {
		case <-local:
			local = s.hub.Changes.Next()
			if s.opts.Push {
				if sent, err := s.sendDelta(ctx); err != nil || !sent {
					return s.opts.Pull, true, err
				}
			}
		default:
		}
		if !s.opts.Pull {
			s.link.changed, s.link.deltas = false, nil
		}
		if applied, err := s.applyNotices(ctx); err != nil || !applied {
			return s.opts.Pull, s.opts.Push, err
		}
		if s.unstored.due() {
			if stored, err := s.storeDeltas(ctx); err != nil || !stored {
				return s.opts.Pull, s.opts.Push, err
			}
		}
	}
}

// applyNotices applies the deltas that came. It reports false where a pull is
// due instead.
func (s *session) applyNotices(ctx context.Context) (applied bool, err error) {
	for len(s.link.deltas) > 0 {
		m := s.link.deltas[0]
		s.link.deltas = s.link.deltas[1:]
		var h delta.Header
		if err := m.Read(&h); err != nil {
			return false, err
		}
		if !h.Filter.Within(s.read) {
			return false, nil
		}
		t := pipeline.Transfer{SyncSession: s.sync.ID, Room: s.room, Profile: s.sync.Profile}
		var own map[string]bool
		soon := sqldb.Deferrable(ctx, len(m.Body)) // the relay has it too
		err := s.hub.engine.Advance(soon, &t, func(tx sqldb.Tx, t pipeline.Transfer) (_ pipeline.Transfer, err error) {
			if err = s.hub.engine.Identity().SaveAs(tx, s.sync.ClientInstance); err != nil {
				return t, err
			}
			if own, err = counter.OwnIDs(tx); err != nil {
				return t, err
			}
			return delta.Apply(tx, s.hub.engine, t, h, m.Body)
		})
		switch fault.CodeOf(err) {
		case "":
			s.unstored.add(h.Claims)
			if s.relayHas != nil { // what others say of own saves is not believed
				others := slices.DeleteFunc(h.Claims, func(c counter.Claim) bool { return own[c.Instance] })
				delta.Raise(s.relayHas, others, s.write)
			}
			s.forward(h.Count)
			s.result.Pulled += h.Count
			s.result.Quarantined += t.Quarantined
			s.progress("pull", t)
		case fault.Behind, fault.Conflict, fault.BadRecord, fault.BadRequest:
			return false, nil
		default:
			return false, err
		}
	}
	return !s.link.changed, nil
}

// forward wakes the live syncs with other relays, which may lack what came in
// from this one.
func (s *session) forward(records int64) {
	if records > 0 && s.hub.live.Load() > 1 {
		s.hub.Changes.Ring()
	}
}

// deltaWithin is how long the relay may take to answer a delta. It is
// small, so that a connection that has broken without a word shows soon.
const deltaWithin = time.Minute

// sendDelta sends local changes in one message. It reports false where a
// transfer is due instead, because too much has changed, or the relay has news
// of its own.
func (s *session) sendDelta(ctx context.Context) (sent bool, err error) {
	if s.relayHas == nil {
		return false, nil
	}
	// Most often nothing is left to serialize, and nothing to commit.
	err = s.hub.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		if err := s.saveArrived(tx); err != nil {
			return err
		}
		return s.hub.engine.SerializeDirty(tx, s.write)
	})
	if err != nil {
		return false, err
	}
	h, records, sent, err := delta.Make(ctx, s.hub.engine, pipeline.Transfer{Room: s.room, Profile: s.sync.Profile, Filter: s.write}, s.relayHas)
	if err != nil || !sent || h.Count == 0 {
		return sent, err
	}
	s.link.transfer = h.Transfer
	if err := s.link.send(ctx, wire.KindDelta, h, records); err != nil {
		return false, err
	}
	m, err := s.link.expectWithin(ctx, deltaWithin, wire.KindResult)
	switch fault.CodeOf(err) {
	case "":
	case fault.Behind, fault.Conflict:
		return false, nil
	default:
		return false, err
	}
	var r wire.Result
	if err := m.Read(&r); err != nil {
		return false, err
	}
	if r.Transfer != h.Transfer {
		return false, fault.Errorf(fault.BadRequest, "result of %.40q, expected %s", r.Transfer, h.Transfer)
	}
	delta.Raise(s.relayHas, h.Claims, s.write)
	delta.Raise(s.taken, h.Claims, s.write)
	s.hub.unnoted.Set(s, s.taken)
	s.hub.raised.Ring()
	s.result.Pushed += h.Count
	s.result.Quarantined += r.Quarantined
	s.progress("push", pipeline.Transfer{Stage: pipeline.StageCleanup, RecordsTransferred: h.Count, RecordsTotal: h.Count})
	return true, nil
}

// wait sleeps until something changed here or there, or deltas are to be stored.
func (s *session) wait(ctx context.Context, local <-chan struct{}) error {
	s.link.pulse.resting.Store(true)
	defer s.link.pulse.resting.Store(false)
	waiting, stop := context.WithCancel(ctx)
	defer stop()
	arrived := make(chan error, 1)
	go func() { arrived <- s.link.notice(waiting) }()
	select {
	case err := <-arrived:
		return err
	case <-local:
	case <-s.unstored.wake():
	}
	stop()
	if err := <-arrived; ctx.Err() != nil || !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}
