package datasets

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/wire"
)

// atOnce is how many datasets a sync that is not live syncs at the same time.
const atOnce = 4

// each syncs one dataset, which the options name.
type each func(context.Context, client.Options) (client.Result, error)

// Sync syncs a database with a relay: the dataset that the options name, or all
// that live there ([Targets]), each over connections of its own, as a connection
// is about one room. A dataset whose sync fails does not stop the others, and is
// named in the error. A live sync takes in datasets that come later, and ends
// that of a dataset that was left. What becomes of rows that the sync finds this
// database may no longer see was chosen before ([Choose]). Errors: those of
// Targets and [client.Hub.Sync].
func Sync(ctx context.Context, h *client.Hub, relay string, dial wire.Dialer, opts client.Options) (client.Result, error) {
	if err := opts.Complete(); err != nil {
		return client.Result{}, err
	}
	var settling sync.WaitGroup
	settle := func() {
		if err := Settle(context.WithoutCancel(ctx), h); err != nil {
			h.Engine().Log().Warn("rows that may no longer be seen are not settled", "error", err)
		}
	}
	progress := opts.Progress
	opts.Progress = func(p client.Progress) {
		if p.Revoked != "" {
			settling.Go(settle) // a live sync goes on by other certificates
		}
		progress(p)
	}
	result, err := syncWith(ctx, h, relay, dial, opts)
	settling.Wait()
	settle()
	return result, err
}

// syncWith is Sync with options that are complete.
func syncWith(
	ctx context.Context, h *client.Hub, relay string, dial wire.Dialer, opts client.Options,
) (client.Result, error) {
	address, err := wire.RelayAddress(relay)
	if err != nil {
		return client.Result{}, err
	}
	each := func(ctx context.Context, opts client.Options) (client.Result, error) {
		return h.Sync(ctx, relay, dial, opts)
	}
	if opts.Live {
		return newFollower(h, address, opts, each).run(ctx)
	}
	var list []Target
	several := false
	err = h.Engine().DB().View(ctx, func(tx sqldb.Tx) (err error) {
		list, several, err = Targets(tx, address, opts)
		return err
	})
	if err != nil {
		return client.Result{}, err
	}
	if opts.Room != "" {
		defer h.Rooms.Ring() // the dataset may have met its first relay
	}
	if !several {
		opts.Room = list[0].Room
		return each(ctx, opts)
	}
	return All(ctx, list, opts, atOnce, each)
}

// All syncs several datasets by each, and at most so many at the same time.
func All(ctx context.Context, list []Target, opts client.Options, most int, each each) (client.Result, error) {
	s := newSyncs(opts.Progress)
	s.several = true
	done := make([]outcome, len(list))
	free := make(chan struct{}, most)
	var all sync.WaitGroup
	for i, target := range list {
		free <- struct{}{}
		all.Go(func() {
			defer func() { <-free }()
			result, err := each(ctx, s.begin(target, opts))
			done[i] = outcome{target, result, err}
			s.end(target.Room, err)
		})
	}
	all.Wait()
	return sum(done, true)
}

// outcome is what came of the sync of one dataset.
type outcome struct {
	Target
	result client.Result
	err    error
}

// sum adds the outcomes up. The failure of a dataset that was only tried is in
// its result alone, if another one was synced.
func sum(done []outcome, several bool) (sum client.Result, err error) {
	synced := false
	for _, o := range done {
		sum.Add(o.result)
		synced = synced || o.err == nil
	}
	if !several {
		return sum, done[len(done)-1].err
	}
	for _, o := range done {
		sum.Rooms = append(sum.Rooms, client.RoomResult{Room: o.Room, Code: fault.CodeOf(o.err), Result: o.result})
		if o.err != nil && !(o.Tried && synced) {
			err = errors.Join(err, fmt.Errorf("dataset %s: %w", o.Room, o.err))
		}
	}
	return sum, err
}

// syncs passes on the progress of several syncs as that of one.
type syncs struct {
	mu       sync.Mutex
	progress func(client.Progress)
	several  bool // the database holds several datasets, or did
	under    int  // how many are not over
	latest   map[string]client.Progress
	before   int64 // bytes of the syncs that are over
}

func newSyncs(progress func(client.Progress)) *syncs {
	return &syncs{progress: progress, latest: map[string]client.Progress{}}
}

// begin is the options for the sync of a dataset that begins.
func (s *syncs) begin(target Target, opts client.Options) client.Options {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.under++
	opts.Room, opts.Filter = target.Room, target.Filter
	opts.Progress = func(p client.Progress) { s.report(target.Room, p) }
	return opts
}

// report passes progress on, with the bytes of all.
func (s *syncs) report(room string, p client.Progress) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.latest[room] = p
	s.pass(room, p)
}

// pass passes progress on. s.mu is held.
func (s *syncs) pass(room string, p client.Progress) {
	if p.Bytes = s.before; s.several {
		p.Room = room
	}
	for _, latest := range s.latest {
		p.Bytes += latest.Bytes
	}
	s.progress(p)
}

// split has the progress name its dataset from now on, and says once more where
// those stand that are under way.
func (s *syncs) split() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.several {
		return
	}
	s.several = true
	for room, p := range s.latest {
		s.pass(room, p)
	}
}

// end reports a failure that does not end the whole.
func (s *syncs) end(room string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.under--
	s.before += s.latest[room].Bytes
	delete(s.latest, room)
	if err != nil && s.under > 0 {
		s.pass(room, client.Progress{Failed: true, Code: fault.CodeOf(err)})
	}
}
