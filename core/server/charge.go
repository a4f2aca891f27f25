package server

import (
	"time"

	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
)

// update runs a transaction that may add DatabaseMaxCounters on the peer's
// behalf. Where they pass a quota all of it is undone: limit.
func (c *call) update(fn func(tx sqldb.Tx) error) error {
	return c.engine.DB().Update(c.ctx, func(tx sqldb.Tx) error {
		return c.charging(tx, func() error { return fn(tx) })
	})
}

// advance is Engine.Advance for a stage that may add DatabaseMaxCounters on the
// peer's behalf, as update.
func (c *call) advance(t *pipeline.Transfer, stage func(sqldb.Tx, pipeline.Transfer) (pipeline.Transfer, error)) error {
	return c.engine.Advance(c.ctx, t, func(tx sqldb.Tx, t pipeline.Transfer) (next pipeline.Transfer, err error) {
		err = c.charging(tx, func() error {
			next, err = stage(tx, t)
			return err
		})
		return next, err
	})
}

// charging charges for the counters that fn adds. Of a peer with several
// certificates those pay that permit the transfer's filter.
func (c *call) charging(tx sqldb.Tx, fn func() error) error {
	shares := func(added int64) map[string]int64 { return c.permission.Shares(c.about, added) }
	return c.room.counters.Charging(tx, shares, fn)
}

func (c *call) now() time.Time { return c.engine.Identity().Time() }

// spend adds to what was done for the peer. Error: limit, past MemberWork.
func (c *call) spend(bytes int64) error { return c.room.taken.Spend(c.state.Member, bytes, c.now()) }

// spent adds what was done for the peer already. Its next open finds out.
func (c *call) spent(bytes int64) { c.room.taken.Spent(c.state.Member, bytes, c.now()) }

// copied adds the records that were copied for a pull.
func (c *call) copied(t pipeline.Transfer) {
	c.room.taken.Copied(c.state.Member, t.RecordsTotal, c.now())
}

// reads notes records of a pull that the peer now has, and reports whether it had
// some of them before. For a direct transfer nothing was copied.
func (c *call) reads(pull string, offset, count int64) (again bool) {
	if c.room.direct[pull] != nil {
		return false
	}
	return c.room.taken.Reads(c.state.Member, pull, offset, count, c.now())
}

// brings counts a message that brings records, of whichever socket. Error:
// unavailable, past MemberRate.
func (c *call) brings() error { return c.room.taken.Brings(c.state.Member, c.now()) }
