package client

import (
	"context"
	"slices"
	"sync"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// waiting are the filters under which live syncs wait for local changes, or
// will once the transfer under way is over. The zero value is ready.
type waiting struct {
	mu      sync.Mutex
	filters map[*session]value.Filter
}

// add says that s waits; the result ends it.
func (w *waiting) add(s *session) (end func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.filters == nil {
		w.filters = map[*session]value.Filter{}
	}
	w.filters[s] = s.write
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.filters, s)
	}
}

// waits is what live syncs wait for in one dataset.
type waits struct {
	union    value.Filter // of the filters
	instance string       // to save as: one that this database saves as with a relay which it is connected to
}

// all is what live syncs wait for, by room.
func (w *waiting) all() map[string]waits {
	w.mu.Lock()
	defer w.mu.Unlock()
	all := map[string]waits{}
	for s, filter := range w.filters {
		room := all[s.room]
		room.union = append(room.union, filter...)
		if room.instance == "" || s.sync.ClientInstance < room.instance {
			room.instance = s.sync.ClientInstance
		}
		all[s.room] = room
	}
	return all
}

// serialize serializes what live syncs wait for in a dataset, in one go: the
// first to serialize takes all remembered deletions of the dataset, and they
// leave with the counters of their own part only. A sync that began before
// another dataset came does so when it has begun anew.
func (h *Hub) serialize(tx sqldb.Tx, w waits) error {
	if len(w.union) == 0 {
		return nil
	}
	return sqldb.Nested(tx, func() error {
		if err := h.engine.Identity().SaveAs(tx, w.instance); err != nil {
			return err
		}
		slices.Sort(w.union)
		return h.engine.SerializeDirty(tx, slices.Compact(w.union))
	})
}

// Write runs a transaction of the app's and wakes the live syncs. If a live
// sync waits for changes, Write serializes them in the same transaction, so
// that one commit and not two comes before they are sent. What cannot be
// serialized is written all the same, and the sync reports why.
//
// fn is run once: it may be a transaction whose steps come from elsewhere.
func (h *Hub) Write(ctx context.Context, fn func(sqldb.Tx) error) error {
	ctx = sqldb.Grouped(ctx)
	err := h.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		for _, waits := range h.waiting.all() {
			_ = h.serialize(tx, waits)
		}
		return nil
	})
	if err == nil {
		h.Changes.Ring()
	}
	return err
}
