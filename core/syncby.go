package core

import (
	"context"
	"slices"
	"sync"
)

// syncBy names the room and chooses the own certificates to sync by: those that
// permit something that no other one does; for a filter the first that permits
// it. Error: no_certificate.
func (in *Instance) syncBy(ctx context.Context, opts SyncOptions) (room string, ids []string, err error) {
	err = in.db.View(ctx, func(tx Tx) error {
		var own []ownCertificate
		if room, own, err = localCertificates(tx); err != nil {
			return err
		}
		if room == "" {
			return Errorf(CodeNoCertificate, "this database belongs to no dataset yet").WithHint("create a root or join with an invite first")
		}
		if len(own) == 0 {
			return Errorf(CodeNoCertificate, "no certificate of this database is valid any more").WithHint("join with a new invite")
		}
		for _, c := range opts.choose(own) {
			ids = append(ids, c.ID)
		}
		return nil
	})
	return room, ids, err
}

func (o SyncOptions) choose(own []ownCertificate) []ownCertificate {
	if o.Filter != nil {
		permits := func(c ownCertificate) bool {
			return (!o.Pull || o.Filter.Within(c.scope.Read)) && (!o.Push || o.Filter.Within(c.scope.Write))
		}
		i := max(slices.IndexFunc(own, permits), 0) // where none does the relay will say so
		return own[i : i+1]
	}
	var widest []ownCertificate
	for _, c := range own {
		if slices.ContainsFunc(widest, func(w ownCertificate) bool { return c.scope.Within(w.scope) }) {
			continue
		}
		widest = slices.DeleteFunc(widest, func(w ownCertificate) bool { return w.scope.Within(c.scope) })
		widest = append(widest, c)
	}
	return widest
}

// syncAsEach is Sync by several certificates, over a connection each. Their
// transfers take turns. The first failure is the result, and ends a live sync.
func (in *Instance) syncAsEach(ctx context.Context, relay string, dial Dialer, opts SyncOptions, certificates []string) (sum SyncResult, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		bytes = map[string]int64{} // by certificate
		all   int64                // of them together
	)
	for _, id := range certificates {
		by := opts
		by.certificate = id
		by.Progress = func(p Progress) {
			mu.Lock()
			defer mu.Unlock()
			all += p.Bytes - bytes[id]
			bytes[id], p.Bytes = p.Bytes, all
			opts.Progress(p)
		}
		wg.Go(func() {
			r, failure := in.syncAs(ctx, relay, dial, by)
			mu.Lock()
			defer mu.Unlock()
			sum.add(r)
			if failure != nil && err == nil {
				err = failure
				if opts.Live {
					cancel()
				}
			}
		})
	}
	wg.Wait()
	return sum, err
}
