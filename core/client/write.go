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

// all is the union of the filters, and the instance to save as: one that this
// database saves as with a relay which it is connected to.
func (w *waiting) all() (union value.Filter, instance string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for s, filter := range w.filters {
		union = append(union, filter...)
		if instance == "" || s.sync.ClientInstance < instance {
			instance = s.sync.ClientInstance
		}
	}
	slices.Sort(union)
	return slices.Compact(union), instance
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
		// In one go: the first to serialize takes all remembered deletions, and
		// they leave with the counters of their own part only.
		filter, instance := h.waiting.all()
		if len(filter) > 0 {
			_ = sqldb.Nested(tx, func() error {
				if err := h.engine.Identity().SaveAs(tx, instance); err != nil {
					return err
				}
				return h.engine.SerializeDirty(tx, filter)
			})
		}
		return nil
	})
	if err == nil {
		h.changed.ring()
	}
	return err
}
