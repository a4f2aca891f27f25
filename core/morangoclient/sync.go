package morangoclient

import (
	"context"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/datasets"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// maxRenewed is how often a sync takes another identity, where this database is
// a copy.
const maxRenewed = 5

// Sync pulls, then pushes, as Morango's sync command does, by each certificate
// that permits something which no other one does. Options mean what they mean
// for a relay; Live is not possible. Errors: those of CreateSyncSession, Pull
// and Push.
func (c *Connection) Sync(ctx context.Context, opts client.Options) (result client.Result, err error) {
	if opts.Live {
		return result, fault.Errorf(fault.Unsupported, "Morango's protocol has no live sync").
			WithHint("sync again from time to time")
	}
	if err := opts.Complete(); err != nil {
		return result, err
	}
	sent, received := c.sent.Load(), c.received.Load()
	defer func() { result.BytesSent, result.BytesReceived = c.sent.Load()-sent, c.received.Load()-received }()
	var list []datasets.Target
	several := false
	err = c.engine.DB().View(ctx, func(tx sqldb.Tx) (err error) {
		list, several, err = datasets.Targets(tx, c.address, opts)
		return err
	})
	if err != nil {
		return result, err
	}
	if !several {
		opts.Room = list[0].Room
		return c.syncRoom(ctx, opts)
	}
	return datasets.All(ctx, list, opts, 1, c.syncRoom)
}

// syncRoom syncs the dataset that the options name.
func (c *Connection) syncRoom(ctx context.Context, opts client.Options) (result client.Result, err error) {
	certificates, err := c.choose(ctx, opts)
	if err != nil {
		return result, err
	}
	for _, id := range certificates {
		for renewed := 0; ; renewed++ {
			err := c.syncBy(ctx, id, opts, &result)
			if counter.IsCopied(err) {
				err = c.engine.RenewMet(ctx, opts.Room, err)
			}
			if err == nil {
				break
			}
			if !counter.IsCopied(err) || renewed == maxRenewed {
				return result, err
			}
		}
	}
	return result, nil
}

// choose picks the certificates to sync by.
func (c *Connection) choose(ctx context.Context, opts client.Options) (ids []string, err error) {
	err = c.engine.DB().View(ctx, func(tx sqldb.Tx) error {
		own, err := trust.RoomCredentials(tx, opts.Room)
		if err != nil {
			return err
		}
		ids, err = client.Choose(own, opts)
		return err
	})
	return ids, err
}

// syncBy syncs by one certificate.
func (c *Connection) syncBy(ctx context.Context, certificate string, opts client.Options, result *client.Result) error {
	s, err := c.CreateSyncSession(ctx, SessionOptions{Certificate: certificate, Admit: opts.Admit})
	if err != nil {
		return err
	}
	s.ChunkSize, s.Progress = opts.ChunkSize, opts.Progress
	read, write := s.own.Scope.Read, s.own.Scope.Write
	if opts.Filter != nil {
		read, write = opts.Filter, opts.Filter
	}
	if opts.Pull {
		err = book(result, read, func(f value.Filter) (client.Result, error) { return s.Pull(ctx, f) })
	}
	if opts.Push && len(write) > 0 && err == nil {
		err = book(result, write, func(f value.Filter) (client.Result, error) { return s.Push(ctx, f) })
	}
	if code := fault.CodeOf(err); code == fault.Unavailable || ctx.Err() != nil {
		return err // to be resumed
	}
	if closing := s.Close(ctx); err == nil && fault.CodeOf(closing).OwnFault() {
		err = closing
	} else if closing != nil {
		// The records have come all the same, and a server ends idle sessions itself.
		c.engine.Log().Info("the server has not heard that a session is over", "session", s.sync.ID, "error", closing)
	}
	return err
}

// book adds what one direction has done to a result.
func book(result *client.Result, filter value.Filter, do func(value.Filter) (client.Result, error)) error {
	r, err := do(filter)
	result.Pulled += r.Pulled
	result.Pushed += r.Pushed
	result.Conflicts += r.Conflicts
	result.Quarantined += r.Quarantined
	return err
}
