package datasets

import (
	"context"
	"slices"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// follower is a live sync of all datasets that live at a relay, as they come and
// go. Its fields belong to the goroutine of run.
type follower struct {
	hub     *client.Hub
	address string
	opts    client.Options
	each    each
	syncs   *syncs

	under map[string]*followed // the syncs under way, by room
	over  chan *followed       // takes those that end
	done  []outcome            // in the order in which the datasets came
	ended map[string]*followed // those that have ended by themselves, by room
}

// followed is the live sync of one dataset.
type followed struct {
	Target
	certificates []string // the own ones, by id
	cancel       context.CancelFunc
	stopped      bool // by the follower
	left         bool // it was stopped because the dataset is no longer due
	result       client.Result
	err          error
}

// covers reports whether another sync of the dataset would sync nothing more.
func (s *followed) covers(o *followed) bool {
	return slices.Equal(s.Filter, o.Filter) &&
		!slices.ContainsFunc(o.certificates, func(id string) bool { return !slices.Contains(s.certificates, id) })
}

func newFollower(h *client.Hub, address string, opts client.Options, each each) *follower {
	return &follower{
		hub: h, address: address, opts: opts, each: each, syncs: newSyncs(opts.Progress),
		under: map[string]*followed{}, over: make(chan *followed), ended: map[string]*followed{},
	}
}

// run syncs until ctx ends or no sync is under way any more: each has failed, or
// its dataset was left.
func (f *follower) run(ctx context.Context) (client.Result, error) {
	for {
		news := f.hub.Rooms.Next()
		err := f.adjust(ctx)
		if len(f.under) == 0 {
			return f.finish(ctx, err)
		}
		select {
		case <-news:
		case s := <-f.over:
			f.end(s)
		}
	}
}

// finish is what came of the whole; err says why nothing is under way. That ctx
// has ended is no failure of a sync that has begun.
func (f *follower) finish(ctx context.Context, err error) (client.Result, error) {
	if len(f.done) == 0 {
		return client.Result{}, err
	}
	result, failed := sum(f.done, f.syncs.several)
	if failed == nil && ctx.Err() == nil {
		failed = err
	}
	return result, failed
}

// adjust starts and stops syncs, so that those are under way that are due. A
// dataset that further certificates have come for is synced anew. One that has
// failed is not tried again without these.
func (f *follower) adjust(ctx context.Context) error {
	list, several, err := f.list(ctx)
	if several {
		f.syncs.split()
	}
	due := map[string]*followed{}
	for _, s := range list {
		due[s.Room] = s
	}
	for room, s := range f.under {
		if o := due[room]; o == nil || !s.covers(o) {
			s.stopped, s.left = true, o == nil && err == nil
			s.cancel()
		}
	}
	for room, s := range f.ended {
		if o := due[room]; o == nil || !s.covers(o) {
			delete(f.ended, room)
		}
	}
	for _, s := range list {
		if f.under[s.Room] == nil && f.ended[s.Room] == nil {
			f.start(ctx, s)
		}
	}
	return err
}

// list lists the datasets that are to be synced, and reports whether this
// database holds several. Errors: those of [Targets].
func (f *follower) list(ctx context.Context) (list []*followed, several bool, err error) {
	err = f.hub.Engine().DB().View(ctx, func(tx sqldb.Tx) error {
		var targets []Target
		if targets, several, err = Targets(tx, f.address, f.opts); err != nil {
			return err
		}
		for _, target := range targets {
			own, err := trust.UsableCertificates(tx, target.Room)
			if err != nil {
				return err
			}
			list = append(list, &followed{Target: target, certificates: trust.CertificateIDs(own)})
		}
		return nil
	})
	return list, several, err
}

// start starts the sync of a dataset.
func (f *follower) start(ctx context.Context, s *followed) {
	ctx, s.cancel = context.WithCancel(ctx)
	opts := f.syncs.begin(s.Target, f.opts)
	f.under[s.Room] = s
	if f.outcome(s.Room) < 0 {
		f.done = append(f.done, outcome{Target: s.Target})
	}
	go func() {
		s.result, s.err = f.each(ctx, opts)
		s.cancel()
		f.over <- s
	}()
}

func (f *follower) outcome(room string) int {
	return slices.IndexFunc(f.done, func(o outcome) bool { return o.Room == room })
}

// end takes in what came of a sync. One that was stopped has not failed.
func (f *follower) end(s *followed) {
	delete(f.under, s.Room)
	o := &f.done[f.outcome(s.Room)]
	o.result.Add(s.result)
	switch o.err = nil; {
	case s.left:
		f.syncs.end(s.Room, notHeld(s.Room))
	case s.stopped:
		f.syncs.end(s.Room, nil)
	default:
		o.err, f.ended[s.Room] = s.err, s
		f.syncs.end(s.Room, s.err)
	}
}
