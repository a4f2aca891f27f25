package server

import (
	"slices"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/delta"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// delta takes in a client's delta and forwards it to the live sockets that may
// read all of it; the others learn that there is news.
func (c *call) delta(m wire.Message) error {
	var h delta.Header
	if err := m.ReadTransfer(&h, &h.Transfer); err != nil {
		return err
	}
	t := pipeline.Transfer{SyncSession: c.state.SyncSession, Server: true, Push: true, Profile: c.state.Profile}
	t = t.WithWriter(c.state.Writer)
	if err := c.brings(); err != nil {
		return err
	}
	err := c.checkFilter(h.Filter, true)
	if err == nil {
		err = c.mayTakeIn(h.Transfer, completing*int64(len(m.Body)))
	}
	lowered, listening := h, c.listeners(h.Filter)
	if err == nil {
		err = c.advance(&t, func(tx sqldb.Tx, t pipeline.Transfer) (next pipeline.Transfer, err error) {
			lowered.Claims, err = c.lower(tx, h, listening, func() (err error) {
				if err = c.mayKnow(tx, h.Claims); err == nil {
					next, err = delta.Apply(tx, c.engine, t, h, m.Body)
				}
				return err
			})
			return next, err
		})
	}
	if err != nil {
		return c.fail(h.Transfer, err)
	}
	if err := c.sendResult(t); err != nil {
		return err
	}
	c.forward(listening, h, lowered, m.Body, t.Quarantined == 0 && !t.Again)
	return nil
}

// lower applies a delta, and returns its claims as they are told to members that
// may not read the whole room: a claim of the sender's tells how much its
// instance has saved elsewhere (PROTOCOL.md §10). There are none where no such
// member listens that may read all of the delta, where they are too many to be
// lowered, or where the sender has had its share of the room's time.
func (c *call) lower(tx sqldb.Tx, h delta.Header, listening []listener, apply func() error) ([]counter.Claim, error) {
	hears := func(l listener) bool { return c.isNarrow(l.read) && h.Filter.Within(l.read) }
	if !slices.ContainsFunc(listening, hears) || c.spend(0) != nil {
		return nil, apply()
	}
	if err := h.Check(); err != nil {
		return nil, err
	}
	before, few, err := counter.SavedUnder(tx, h.Claims)
	if err != nil {
		return nil, err
	}
	if err := apply(); err != nil || !few {
		return nil, err
	}
	after, _, err := counter.SavedUnder(tx, h.Claims)
	if err != nil {
		return nil, err
	}
	c.spent(savedRow * (before.Rows + after.Rows))
	return counter.Lower(h.Claims, before, after), nil
}

// mayKnow makes sure that the peer, if it may not read the whole room, learns no
// more by claims than by opening transfers. Error: behind.
func (c *call) mayKnow(tx sqldb.Tx, claims []counter.Claim) error {
	if !c.isNarrow(c.permission.Read) {
		return nil
	}
	shown, rows, err := counter.IsShown(tx, claims, slices.Concat(c.permission.Read, c.permission.Write))
	c.spent(savedRow * rows)
	if err == nil && !shown {
		err = delta.ErrBehind
	}
	return err
}

// savedRow is for how many bytes of work a row counts that is read to lower claims
// or to hold them against what is shown.
const savedRow = 4

// isNarrow reports whether who may read this may not read the whole room.
func (c *call) isNarrow(read value.Filter) bool { return !read.Contains(c.room.opts.Room) }

// forward tells the listeners, with the records where all of them are taken here
// and their peers may read all that the filter covers.
func (c *call) forward(listening []listener, h, lowered delta.Header, records string, taken bool) {
	whole := wire.Encode(wire.KindDelta, h, records)
	tell(listening, func(read value.Filter) []byte {
		switch {
		case !taken || !h.Filter.Within(read): // else its claims are, too, and the records
		case !c.isNarrow(read):
			return whole
		case len(lowered.Claims) > 0:
			return wire.Encode(wire.KindDelta, lowered, records)
		}
		return wire.Encode(wire.KindChanged, wire.Changed{}, "")
	})
}
