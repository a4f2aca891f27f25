package server

import (
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
	if err == nil {
		err = c.advance(&t, func(tx sqldb.Tx, t pipeline.Transfer) (pipeline.Transfer, error) {
			return delta.Apply(tx, c.engine, t, h, m.Body)
		})
	}
	if err != nil {
		return c.fail(h.Transfer, err)
	}
	if err := c.sendResult(t); err != nil {
		return err
	}
	c.forward(h, m.Body, t.Quarantined == 0 && !t.Again)
	return nil
}

// forward tells the other live sockets, with the records where all of them are
// taken here and their peers may read all that the filter covers.
func (c *call) forward(h delta.Header, records string, taken bool) {
	whole := wire.Encode(wire.KindDelta, h, records)
	c.tell(h.Filter, func(read value.Filter) []byte {
		if taken && h.Filter.Within(read) { // so are its claims, and the records
			return whole
		}
		return wire.Encode(wire.KindChanged, wire.Changed{}, "")
	})
}
