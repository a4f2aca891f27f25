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
func (h *Hub) Acknowledged() <-chan struct{} { return h.raised.Next() }

// OnlyHere counts the records whose present version no relay has: rows changed
// since the last serialize, and versions saved here that no relay has
// acknowledged.
func (h *Hub) OnlyHere(tx sqldb.Tx) (int64, error) {
	unsynced, err := h.engine.Unsynced(tx)
	if err != nil {
		return 0, err
	}
	saved, err := h.Unacknowledged(tx, "")
	return unsynced + saved, err
}

// Unacknowledged counts the versions of a dataset, or "" for all, that were
// saved here, are the present ones and are acknowledged by no relay.
func (h *Hub) Unacknowledged(tx sqldb.Tx, room string) (int64, error) {
	write, err := writable(tx, room)
	if err != nil {
		return 0, err
	}
	return counter.CountOnlyHere(tx, h.unnoted.All(), write, h.engine.DirtyTables(), room)
}

// Reached waits until relays have acknowledged everything that was written
// before the call. It waits for as long as no relay is reached, and does not
// sync by itself. Error: no_certificate before core.Instance.CreateRoot or Join.
func (h *Hub) Reached(ctx context.Context) error {
	var pending []counter.Horizon
	for renewed := int64(-1); ; {
		raised := h.raised.Next()
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
		write, err := h.serializeAll(tx)
		if err != nil {
			return err
		}
		if len(write) == 0 {
			return fault.Errorf(fault.NoCertificate, "nothing may be sent from here").WithHint("create or join a dataset first")
		}
		pending, err = counter.OnlyHere(tx, h.unnoted.All(), write)
		return err
	})
	h.Changes.Ring()
	return pending, err
}

// serializeAll serializes what was written in each dataset, and returns what may
// be written. It needs no connection, and no instance that is given up afterwards,
// of which there would be one for each call: see PROTOCOL.md §4, Identity.
func (h *Hub) serializeAll(tx sqldb.Tx) (write value.Filter, err error) {
	err = trust.EachRoom(tx, func(room string, may value.Scope) error {
		write = append(write, may.Write...)
		if len(may.Write) == 0 {
			return nil
		}
		return h.engine.Identity().InRoom(tx, room, func() error { return h.engine.SerializeDirty(tx, may.Write) })
	})
	return write, err
}

func (h *Hub) unacknowledged(ctx context.Context, list []counter.Horizon) (left []counter.Horizon, err error) {
	err = h.engine.DB().View(ctx, func(tx sqldb.Tx) (err error) {
		left, err = counter.Unacknowledged(tx, h.unnoted.All(), list)
		return err
	})
	return left, err
}

// writable are the prefixes that the own certificates of a dataset, or "" for
// all, permit to write.
func writable(tx sqldb.Tx, room string) (write value.Filter, err error) {
	if room != "" {
		own, err := trust.UsableCertificates(tx, room)
		return trust.Combined(own).Write, err
	}
	err = trust.EachRoom(tx, func(_ string, may value.Scope) error {
		write = append(write, may.Write...)
		return nil
	})
	return write, err
}
