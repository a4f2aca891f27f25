package client

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
)

// fleet is Sync by the own certificates: over one connection for as many as a
// connection takes, over others for the rest. Their transfers take turns. A
// certificate that the room's owner takes back meanwhile ends what it alone
// permits: the others go on, joined by those that it had made superfluous.
type fleet struct {
	hub   *Hub
	relay string
	dial  wire.Dialer
	opts  Options

	ctx    context.Context // of the whole sync
	cancel context.CancelFunc
	wg     sync.WaitGroup

	mu     sync.Mutex
	sum    Result
	bytes  map[*group]int64 // sent and received so far, by connection
	begun  map[string]bool  // certificates
	under  int              // certificates by which a sync is under way
	over   error            // why a connection ended whose certificates count no more
	lost   []string         // the certificates that were taken back, as relay or bundle said
	failed error            // the first other failure
	ended  bool             // a connection's sync ended as it should
}

// sync syncs by these certificates. Every result counts. A failure ends a live
// sync; the certificates that are lost fail it if none is left, a sync that is
// not live in any case, once the others are through.
func (f *fleet) sync(ctx context.Context, certificates []string) (Result, error) {
	f.ctx, f.cancel = context.WithCancel(ctx)
	defer f.cancel()
	f.bytes, f.begun = map[*group]int64{}, map[string]bool{}
	f.mu.Lock()
	f.start(certificates)
	f.mu.Unlock()
	f.wg.Wait()
	var revoked error
	if len(f.lost) > 0 && !(f.opts.Live && f.ended) {
		slices.Sort(f.lost)
		if revoked = f.over; fault.CodeOf(revoked) != fault.Expired || len(f.lost) > 1 {
			own, _ := f.credentials() // without them it is taken for revoked
			revoked = own.LostError(f.lost...)
		}
	}
	if f.failed == nil {
		return f.sum, revoked
	}
	return f.sum, errors.Join(f.failed, revoked)
}

// start syncs by those certificates of the list by which nothing was begun yet.
// f.mu is held.
func (f *fleet) start(certificates []string) {
	var fresh []string
	for _, id := range certificates {
		if !f.begun[id] {
			f.begun[id], fresh = true, append(fresh, id)
		}
	}
	for ids := range slices.Chunk(fresh, 1+wire.MaxFurther) {
		f.connect(slices.Clone(ids))
	}
}

// connect syncs by certificates over one connection. f.mu is held.
func (f *fleet) connect(ids []string) {
	g := &group{fleet: f, ids: ids}
	f.bytes[g] = 0
	f.under += len(ids)
	by := f.opts
	by.group = g
	by.Progress = func(p Progress) { f.progress(g, p) }
	f.wg.Go(func() {
		result, err := f.hub.syncAs(f.ctx, f.relay, f.dial, by)
		f.end(g, result, err)
	})
}

// progress passes progress on, with the bytes of all connections.
func (f *fleet) progress(g *group, p Progress) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.bytes[g] = p.Bytes
	p.Bytes = f.allBytes()
	f.opts.Progress(p)
}

// allBytes is the sum over the connections. f.mu is held.
func (f *fleet) allBytes() (sum int64) {
	for _, n := range f.bytes {
		sum += n
	}
	return sum
}

// end takes what came of the sync over one connection.
func (f *fleet) end(g *group, result Result, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sum.Add(result)
	f.under -= len(g.ids)
	switch {
	case err == nil:
		f.ended = true
	case fault.CodeOf(err).Over() && len(g.ids) == 0: // they are among the lost
		f.over = err
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
