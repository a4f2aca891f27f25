package core

import (
	"context"
	"errors"
	"slices"
	"sync"
)

// fleet is Sync by several certificates, over a connection each. Their
// transfers take turns. A certificate that the room's owner takes back
// meanwhile ends its own connection only: the others go on, joined by those
// that it had made superfluous.
type fleet struct {
	in    *Instance
	relay string
	dial  Dialer
	opts  SyncOptions
	room  string

	cancel context.CancelFunc
	wg     sync.WaitGroup

	mu     sync.Mutex
	sum    SyncResult
	bytes  map[string]int64 // sent and received so far, by certificate
	under  int              // syncs under way
	lost   []string         // the certificates that were taken back, as relay or bundle said
	failed error            // the first other failure
	ended  bool             // a certificate's sync ended as it should
}

// sync syncs by each of these certificates. Every result counts. A failure
// ends a live sync; the certificates that are lost fail it if none is left, a
// sync that is not live in any case, once the others are through.
func (f *fleet) sync(ctx context.Context, certificates []string) (SyncResult, error) {
	ctx, f.cancel = context.WithCancel(ctx)
	defer f.cancel()
	f.bytes = map[string]int64{}
	f.mu.Lock()
	f.start(ctx, certificates)
	f.mu.Unlock()
	f.wg.Wait()
	var revoked error
	if len(f.lost) > 0 && !(f.opts.Live && f.ended) {
		slices.Sort(f.lost)
		revoked = errRevoked(f.lost...)
	}
	if f.failed == nil {
		return f.sum, revoked
	}
	return f.sum, errors.Join(f.failed, revoked)
}

// start syncs by those certificates of the list by which nothing was begun yet.
// f.mu is held.
func (f *fleet) start(ctx context.Context, certificates []string) {
	for _, id := range certificates {
		if _, begun := f.bytes[id]; begun {
			continue
		}
		f.bytes[id] = 0
		f.under++
		by := f.opts
		by.room, by.certificate = f.room, id
		by.Progress = func(p Progress) { f.progress(id, p) }
		f.wg.Go(func() {
			result, err := f.in.syncAs(ctx, f.relay, f.dial, by)
			f.end(ctx, id, result, err)
		})
	}
}

// progress passes progress on, with the bytes of all certificates.
func (f *fleet) progress(id string, p Progress) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.bytes[id] = p.Bytes
	p.Bytes = f.allBytes()
	f.opts.Progress(p)
}

// allBytes is the sum over the certificates. f.mu is held.
func (f *fleet) allBytes() (sum int64) {
	for _, n := range f.bytes {
		sum += n
	}
	return sum
}

// end takes what came of the sync by one certificate.
func (f *fleet) end(ctx context.Context, id string, result SyncResult, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sum.add(result)
	f.under--
	switch {
	case err == nil:
		f.ended = true
	case CodeOf(err) == CodeRevoked:
		f.replace(ctx, id)
	default:
		f.fail(err)
	}
}

func (f *fleet) fail(err error) {
	if f.failed == nil {
		f.failed = err
	}
	if f.opts.Live {
		f.cancel()
	}
}

// replace goes on with the certificates that are left. f.mu is held.
func (f *fleet) replace(ctx context.Context, id string) {
	f.lost = append(f.lost, id)
	own, err := f.in.credentials(context.WithoutCancel(ctx))
	if err != nil {
		f.fail(err)
		return
	}
	for _, id := range f.lost {
		own.lose(id)
	}
	if left, err := own.choose(f.opts); err == nil {
		f.start(ctx, left)
	}
	if f.under > 0 {
		f.opts.Progress(Progress{Revoked: id, Bytes: f.allBytes()})
	}
}
