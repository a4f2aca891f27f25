package core

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
)

// waiting are the filters under which live syncs wait for local changes. The
// zero value is ready.
type waiting struct {
	mu      sync.Mutex
	filters map[*syncer]Filter
}

// add says that s waits; the result ends it.
func (w *waiting) add(s *syncer) (end func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.filters == nil {
		w.filters = map[*syncer]Filter{}
	}
	w.filters[s] = s.write
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.filters, s)
	}
}

func (w *waiting) all() []Filter {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Collect(maps.Values(w.filters))
}

// errNotSerialized marks what serializing, not the app's own statement, failed of.
type errNotSerialized struct{ error }

// write runs a transaction of the app's, and wakes the live syncs. Where one
// waits for changes they are serialized in the same transaction: one commit,
// not two, stands before they are on their way. What cannot be serialized is
// written all the same, and the sync says why.
func (in *Instance) write(ctx context.Context, fn func(Tx) error) error {
	filters := in.waiting.all()
	err := in.db.Update(ctx, func(tx Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		for _, filter := range filters {
			if err := in.serializeDirty(tx, filter); err != nil {
				return errNotSerialized{err}
			}
		}
		return nil
	})
	if _, ok := errors.AsType[errNotSerialized](err); ok {
		err = in.db.Update(ctx, fn)
	}
	if err == nil {
		in.changed.ring()
	}
	return err
}
