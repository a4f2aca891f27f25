package server

import (
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
	lowered := h
	if err == nil {
		err = c.advance(&t, func(tx sqldb.Tx, t pipeline.Transfer) (next pipeline.Transfer, err error) {
			lowered.Claims, err = c.lower(tx, h, func() (err error) {
				next, err = delta.Apply(tx, c.engine, t, h, m.Body)
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
	c.forward(h, lowered, m.Body, t.Quarantined == 0 && !t.Again)
	return nil
}

// lower applies a delta, and returns its claims as they are told to members that
// may not read the whole room: a claim of the sender's tells how much its
// instance has saved elsewhere (PROTOCOL.md §10). There are none where no such
// member may read all of the delta, or where they are too many to be lowered.
func (c *call) lower(tx sqldb.Tx, h delta.Header, apply func() error) ([]counter.Claim, error) {
	if h.Filter.Contains(c.room.opts.Room) {
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
	return counter.Lower(h.Claims, before, after), nil
}

// forward tells the other live sockets, with the records where all of them are
// taken here and their peers may read all that the filter covers.
func (c *call) forward(h, lowered delta.Header, records string, taken bool) {
	whole := wire.Encode(wire.KindDelta, h, records)
	c.tell(h.Filter, func(read value.Filter) []byte {
		switch {
		case !taken || !h.Filter.Within(read): // else its claims are, too, and the records
		case read.Contains(c.room.opts.Room):
			return whole
		case len(lowered.Claims) > 0:
			return wire.Encode(wire.KindDelta, lowered, records)
		}
		return wire.Encode(wire.KindChanged, wire.Changed{}, "")
	})
}
