package datasets

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/relays"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// Target is a dataset to sync, and what of it.
type Target struct {
	Room   string       // id of its root certificate
	Filter value.Filter // nil for all that the certificates permit
}

// Targets lists what a sync with the relay at an address is for, and reports
// whether this database holds several datasets. That is the dataset that the
// options name, or all that live at the relay, each with its part of the
// options' filter. Errors: no_certificate; outside_scope for a filter that is
// about none of them; relay_not_admitted where no dataset lives there.
func Targets(tx sqldb.Tx, address string, opts client.Options) (list []Target, several bool, err error) {
	held, err := rooms.Held(tx)
	if err != nil {
		return nil, false, err
	}
	several = len(held) > 1
	switch {
	case opts.Room != "" && !slices.Contains(held, opts.Room):
		return nil, false, notHeld(opts.Room)
	case opts.Room != "":
		held = []string{opts.Room}
	case len(held) == 0:
		return nil, false, rooms.ErrNone
	case several:
		if held, err = at(tx, held, address); err != nil {
			return nil, false, err
		}
	}
	for _, room := range held {
		filter := opts.Filter
		if several && filter != nil {
			if filter = rooms.FilterIn(room, filter); len(filter) == 0 {
				continue
			}
		}
		list = append(list, Target{room, filter})
	}
	if len(list) == 0 {
		err = fault.Errorf(fault.OutsideScope, "the filter is about no dataset that is synced with %s", address)
	}
	return list, several, err
}

// at picks the datasets that live at the relay at an address:
//   - those that are known to, by an invite or an earlier sync;
//   - of those that no relay is known of: the ones that this database has
//     joined; and the ones whose root's key is here, if others of that kind live
//     at the relay, or none at all does. So a dataset of one's own is begun
//     neither at two relays nor at the relay of somebody else's dataset, unless
//     it is named.
func at(tx sqldb.Tx, held []string, address string) (list []string, err error) {
	known, err := relays.Addresses(tx)
	if err != nil {
		return nil, err
	}
	own := map[string]bool{}
	ownThere, anyThere := false, false
	for _, room := range held {
		root, err := trust.LoadCertificate(tx, room)
		if err != nil {
			return nil, err
		}
		own[room] = root.Owned()
		if slices.Contains(known[room], address) {
			anyThere, ownThere = true, ownThere || own[room]
		}
	}
	for _, room := range held {
		if slices.Contains(known[room], address) || len(known[room]) == 0 && (!own[room] || ownThere || !anyThere) {
			list = append(list, room)
		}
	}
	if len(list) == 0 {
		return nil, fault.Errorf(fault.RelayNotAdmitted, "no dataset of this database is known to live at %s: %s",
			address, strings.Join(held, ", ")).WithHint("name the one that is to be synced there, by its room")
	}
	return list, nil
}

// atOnce is how many datasets a sync that is not live syncs at the same time.
const atOnce = 4

// Sync syncs a database with a relay: the dataset that the options name, or all
// that live there ([Targets]), each over connections of its own, as a connection
// is about one room. A dataset whose sync fails does not stop the others, and is
// named in the error. What becomes of rows that the sync finds this database may
// no longer see was chosen before ([Choose]). Errors: those of Targets and [client.Hub.Sync].
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
	var list []Target
	several := false
	err = h.Engine().DB().View(ctx, func(tx sqldb.Tx) (err error) {
		list, several, err = Targets(tx, address, opts)
		return err
	})
	if err != nil {
		return client.Result{}, err
	}
	each := func(ctx context.Context, opts client.Options) (client.Result, error) {
		return h.Sync(ctx, relay, dial, opts)
	}
	if !several {
		opts.Room = list[0].Room
		return each(ctx, opts)
	}
	return All(ctx, list, opts, atOnce, each)
}

// All syncs several datasets by each, and at most so many at the same time, but
// all of them if the sync is live.
func All(
	ctx context.Context, list []Target, opts client.Options, most int,
	each func(context.Context, client.Options) (client.Result, error),
) (client.Result, error) {
	if opts.Live {
		most = len(list)
	}
	s := &syncs{progress: opts.Progress, under: len(list), bytes: map[string]int64{}}
	results, failures := make([]client.RoomResult, len(list)), make([]error, len(list))
	free := make(chan struct{}, most)
	var all sync.WaitGroup
	for i, target := range list {
		free <- struct{}{}
		all.Go(func() {
			defer func() { <-free }()
			by := opts
			by.Room, by.Filter = target.Room, target.Filter
			by.Progress = func(p client.Progress) { s.report(target.Room, p) }
			result, err := each(ctx, by)
			results[i] = client.RoomResult{Room: target.Room, Code: fault.CodeOf(err), Result: result}
			if err != nil {
				failures[i] = fmt.Errorf("dataset %s: %w", target.Room, err)
			}
			s.end(target.Room, err)
		})
	}
	all.Wait()
	var sum client.Result
	for _, r := range results {
		sum.Add(r.Result)
	}
	sum.Rooms = results
	return sum, errors.Join(failures...)
}

// syncs passes on the progress of several syncs as that of one.
type syncs struct {
	mu       sync.Mutex
	progress func(client.Progress)
	under    int              // how many are not over
	bytes    map[string]int64 // sent and received so far, by room
}

// report passes progress on, with the bytes of all.
func (s *syncs) report(room string, p client.Progress) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bytes[room] = p.Bytes
	p.Room, p.Bytes = room, s.sum()
	s.progress(p)
}

// end reports a failure that does not end the whole.
func (s *syncs) end(room string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.under--
	if err != nil && s.under > 0 {
		s.progress(client.Progress{Room: room, Failed: true, Code: fault.CodeOf(err), Bytes: s.sum()})
	}
}

func (s *syncs) sum() (bytes int64) {
	for _, n := range s.bytes {
		bytes += n
	}
	return bytes
}
