package client

import (
	"context"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Acknowledged returns a channel that is closed once a relay has taken more.
func (h *Hub) Acknowledged() <-chan struct{} { return h.raised.next() }

// OnlyHere counts the records whose present version no relay has: rows changed
// since the last serialize, and versions saved here that no relay has
// acknowledged.
func (h *Hub) OnlyHere(tx sqldb.Tx) (int64, error) {
	unsynced, err := h.engine.Unsynced(tx)
	if err != nil {
		return 0, err
	}
	write, err := writable(tx)
	if err != nil {
		return 0, err
	}
	saved, err := counter.CountOnlyHere(tx, h.unnoted.All(), write, h.engine.DirtyTables())
	return unsynced + saved, err
}

// Reached waits until relays have acknowledged everything that was written
// before the call. It waits for as long as no relay is reached, and does not
// sync by itself. Error: no_certificate before core.Instance.CreateRoot or Join.
func (h *Hub) Reached(ctx context.Context) error {
	var pending []counter.Horizon
	for renewed := int64(-1); ; {
		raised := h.raised.next()
		again := renewed != h.engine.Renewals()
		renewed = h.engine.Renewals()
		var err error
		if again { // what was saved under the old identity is saved again
			pending, err = h.written(ctx)
		} else {
			pending, err = h.unacknowledged(ctx, pending)
		}
		if err != nil || len(pending) == 0 {
			return err
		}
		select {
		case <-raised:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// written serializes what was written, so that it has counters, and returns
// those that no relay has acknowledged.
func (h *Hub) written(ctx context.Context) (pending []counter.Horizon, err error) {
	err = h.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		write, err := writable(tx)
		if err != nil {
			return err
		}
		if len(write) == 0 {
			return fault.Errorf(fault.NoCertificate, "nothing may be sent from here").WithHint("create or join a dataset first")
		}
		if err := h.engine.SerializeDirty(tx, write); err != nil {
			return err
		}
		pending, err = counter.OnlyHere(tx, h.unnoted.All(), write)
		return err
	})
	h.changed.ring()
	return pending, err
}

func (h *Hub) unacknowledged(ctx context.Context, list []counter.Horizon) (left []counter.Horizon, err error) {
	err = h.engine.DB().View(ctx, func(tx sqldb.Tx) (err error) {
		left, err = counter.Unacknowledged(tx, h.unnoted.All(), list)
		return err
	})
	return left, err
}

// writable are the prefixes that the own certificates permit to write.
func writable(tx sqldb.Tx) (value.Filter, error) {
	_, own, err := trust.LocalCertificates(tx)
	return trust.Combined(own).Write, err
}
