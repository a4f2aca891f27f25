package client

import (
	"cmp"
	"context"

	"github.com/amora-sync/amora/core/arrived"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
)

// Side is this database's side of the transfers with one peer, whatever
// protocol carries them: whose turn it is, which instance saves, what is
// believed of the peer, and what is noted of it.
type Side struct {
	hub  *Hub
	room string // id of the root certificate
	sync *pipeline.Session
}

// Side is the side of a sync session in a room.
func (h *Hub) Side(room string, s *pipeline.Session) Side { return Side{hub: h, room: room, sync: s} }

// Turn waits for the turn to transfer with the peer, which release gives back.
// Several syncs with one peer take turns: merges of transfers that cross would
// make each other's conflicts for ever, and each would resume the other's.
func (s Side) Turn(ctx context.Context) (release func(), err error) {
	return s.hub.transfers.Take(ctx, s.sync.Relay)
}

// Serialize is the stage of that name, and sets ClientFSIC. A pull only says
// what is here.
func (s Side) Serialize(tx sqldb.Tx, t pipeline.Transfer) (pipeline.Transfer, error) {
	engine := s.hub.engine
	if err := rooms.Check(tx, s.room, t.Filter); err != nil {
		return t, err
	}
	if t.Push {
		if err := s.saveArrived(tx); err != nil {
			return t, err
		}
		if _, err := engine.Serialize(tx, t.Filter); err != nil {
			return t, t.Wrap(pipeline.StageSerializing, err)
		}
	}
	fsic, err := engine.FSIC(tx, t.Filter, t.FSICVersion, t.Push)
	if err != nil {
		return t, t.Wrap(pipeline.StageSerializing, err)
	}
	t.Again, err = counter.Repeats(tx, s.room, s.sync.Relay, t.Push, t.Filter)
	if t.Again && !t.Push {
		fsic = noCounters(t)
	}
	t.ClientFSIC, t.Stage = fsic, pipeline.StageSerializing
	return t, err
}

// saveAs makes the instance of this peer the one that the database saves as.
func (s Side) saveAs(tx sqldb.Tx) error {
	return s.hub.engine.Identity().SaveAs(tx, s.sync.ClientInstance)
}

// saveArrived is saveAs before something is sent. What was shown of pulls that
// nobody will complete is saved again, so that it is sent as well.
func (s Side) saveArrived(tx sqldb.Tx) error {
	if err := s.saveAs(tx); err != nil {
		return err
	}
	return arrived.SaveAgain(tx, s.hub.engine.Identity(), s.room)
}

// noCounters is the FSIC of a side that has nothing.
func noCounters(t pipeline.Transfer) string {
	if t.FSICVersion == 1 {
		return "{}"
	}
	return `{"super": {}, "sub": {}}`
}

// Learn takes in what the peer says it has, and sets ServerFSIC: of a pull to
// what the peer says, of a push to what of it can be believed. Errors: bad_fsic;
// a counter.Copied.
func (s Side) Learn(tx sqldb.Tx, t pipeline.Transfer, fsic string) (pipeline.Transfer, error) {
	f, err := counter.ParseVersion(fsic, t.FSICVersion, t.Filter)
	if err != nil {
		return t, err
	}
	if err := s.saveAs(tx); err != nil {
		return t, err
	}
	if err := counter.Meet(tx, f); err != nil {
		return t, err
	}
	switch {
	case !t.Push:
		t.ServerFSIC = fsic
	case t.Again:
		t.ServerFSIC = noCounters(t)
	default:
		f, t.Again, err = counter.Believe(tx, s.sync.Relay, f, t.Filter)
		t.ServerFSIC = counter.FormatVersion(f, t.FSICVersion, t.Filter)
	}
	return t, err
}

// Finish dequeues and deserializes a pull whose records have all come, and ends
// it. Errors: those of pipeline.Engine.Finish; unavailable where the database
// has lost records that had come.
func (s Side) Finish(tx sqldb.Tx, t pipeline.Transfer) (pipeline.Transfer, error) {
	if err := t.Kept(tx); err != nil {
		return t, err
	}
	if err := s.saveAs(tx); err != nil {
		return t, err
	}
	if err := cmp.Or(s.repeated(tx, t), arrived.Completed(tx, t.ID)); err != nil {
		return t, err
	}
	return s.hub.engine.Finish(tx, t)
}

// Acknowledge ends a transfer that the peer has completed, and notes what the
// peer has taken of a push.
func (s Side) Acknowledge(tx sqldb.Tx, t pipeline.Transfer) (pipeline.Transfer, error) {
	if t.Push {
		if err := s.acknowledge(tx, t); err != nil {
			return t, err
		}
	}
	return s.hub.engine.Cleanup(tx, t)
}

func (s Side) acknowledge(tx sqldb.Tx, t pipeline.Transfer) error {
	if err := s.repeated(tx, t); err != nil {
		return err
	}
	sent, err := counter.ParseVersion(t.ClientFSIC, t.FSICVersion, t.Filter)
	if err != nil {
		return err
	}
	return counter.Acknowledge(tx, s.sync.Relay, sent.Expand(t.Filter))
}

// repeated notes that a transfer that repeated everything is complete.
func (s Side) repeated(tx sqldb.Tx, t pipeline.Transfer) error {
	if t.ReceiverFSIC() != noCounters(t) {
		return nil
	}
	return counter.Repeated(tx, s.room, s.sync.Relay, t.Push, t.Filter)
}

// Received wakes the live syncs after records have come in: they pass them on.
func (s Side) Received(records int64) {
	if records > 0 && s.hub.live.Load() > 0 {
		s.hub.Changes.Ring()
	}
}
