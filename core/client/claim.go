package client

import (
	"context"
	"time"

	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Several processes may have one database open (Placed), and sync it at once.
// Each of them sees the transfers that the others have under way, which look
// like transfers that were cut off. So the row of a transfer names its runner,
// who renews its last activity for as long as it runs. Another process waits
// for a runner to end, as another sync in this process does (turns), and goes
// on with the transfer of a runner that has died: at once where the host knows
// that it has, else when it has been silent for a while. A runner that was only
// suspended finds out, and begins anew.

const (
	// claimAge is how long a runner may be silent before it is taken for dead.
	claimAge = 5 * time.Second
	// claimRenewal is the interval at which a runner renews its claim.
	claimRenewal = time.Second
	// claimPoll is the interval at which another process looks.
	claimPoll = 50 * time.Millisecond
)

// cutOff is a transfer that is not over, as its row has it.
type cutOff struct {
	Seq            int64
	ID, Runner, At string
}

// free reports whether nobody runs a transfer, as far as its row tells.
func (c cutOff) free(s Side) bool {
	return c.Runner == "" || c.Runner == s.hub.runner || sqldb.HasEnded(s.hub.engine.DB(), c.Runner) ||
		c.At < value.FormatTime(s.hub.engine.Identity().Time().Add(-claimAge))
}

// Claim makes this process the runner of a transfer that is about to begin.
func (s Side) Claim(t pipeline.Transfer) pipeline.Transfer {
	t.Room = s.room
	return t.WithRunner(s.hub.runner)
}

// Unfinished finds a transfer with this peer that was cut off, and claims it.
// Without one, it returns a transfer without an ID. It waits while another
// process runs such a transfer. The peer's key tells whose it is, as a relay's
// address may change, and another relay may take its place there. widened says
// that the peer may have added prefixes to the transfer's filter.
func (s Side) Unfinished(ctx context.Context, push bool, filter value.Filter, widened bool) (pipeline.Transfer, error) {
	var last cutOff
	var since time.Time
	for {
		found, err := s.cutOff(ctx, push, filter, widened)
		if err != nil || found.ID == "" {
			return pipeline.Transfer{}, err
		}
		if found != last {
			last, since = found, time.Now()
		}
		if found.free(s) || time.Since(since) >= claimAge {
			if t, err := s.claim(ctx, found); t.ID != "" || err != nil {
				t.Room = s.room
				return t, err
			}
		}
		select {
		case <-time.After(claimPoll):
		case <-ctx.Done():
			return pipeline.Transfer{}, ctx.Err()
		}
	}
}

func (s Side) cutOff(ctx context.Context, push bool, filter value.Filter, widened bool) (found cutOff, err error) {
	err = s.hub.engine.DB().View(ctx, func(tx sqldb.Tx) error {
		return sqldb.ReadJSON(tx, &found, `SELECT json_object('Seq', t.seq, 'ID', t.id, 'Runner', t.runner,
 'At', t.last_activity_timestamp)
FROM morango_transfersession t JOIN morango_syncsession s ON s.id = t.sync_session_id
WHERE t.active = 1 AND t.is_server = 0 AND t.push = ?1 AND s.relay = ?3 AND s.client_certificate_id = ?4
 AND (t.filter = ?2 OR ?5 AND substr(t.filter, 1, length(?2) + 1) = ?2 || char(10))
ORDER BY t.seq DESC LIMIT 1`, push, filter.String(), s.sync.Relay, s.sync.ClientCertificate, widened)
	})
	return found, err
}

// claim makes this process the runner of a transfer, unless its row has
// changed: then it returns a transfer without an ID.
func (s Side) claim(ctx context.Context, c cutOff) (t pipeline.Transfer, err error) {
	if s.hub.runner == "" { // nobody else has this database open
		err = s.hub.engine.DB().View(ctx, func(tx sqldb.Tx) error {
			t, err = s.hub.engine.Transfer(tx, c.ID)
			return err
		})
		return t, err
	}
	err = s.hub.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		n, err := tx.Exec(`UPDATE morango_transfersession SET runner = ?4, last_activity_timestamp = ?5
WHERE seq = ?1 AND active = 1 AND runner = ?2 AND last_activity_timestamp = ?3`,
			c.Seq, c.Runner, c.At, s.hub.runner, s.hub.engine.Identity().Now())
		if err != nil || n == 0 {
			return err
		}
		t, err = s.hub.engine.Transfer(tx, c.ID)
		return err
	})
	return t, err
}

// KeepClaim renews the claim on a transfer until stop is called.
func (s Side) KeepClaim(ctx context.Context, transfer string) (stop func()) {
	if s.hub.runner == "" {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	over := make(chan struct{})
	go func() {
		defer close(over)
		tick := time.NewTicker(claimRenewal)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				s.setClaim(ctx, transfer, s.hub.runner)
			}
		}
	}()
	return func() { cancel(); <-over }
}

// ReleaseClaim lets any process go on with a transfer that was cut off.
func (s Side) ReleaseClaim(ctx context.Context, transfer string) {
	if s.hub.runner != "" {
		s.setClaim(context.WithoutCancel(ctx), transfer, "")
	}
}

// setClaim notes who runs a transfer of this process from now on. Where that
// fails, others take the transfer over a little sooner or later.
func (s Side) setClaim(ctx context.Context, transfer, runner string) {
	err := s.hub.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		_, err := tx.Exec(`UPDATE morango_transfersession SET runner = ?2, last_activity_timestamp = ?3
WHERE id = ?1 AND active = 1 AND runner = ?4`, transfer, runner, s.hub.engine.Identity().Now(), s.hub.runner)
		return err
	})
	if err != nil && ctx.Err() == nil {
		s.hub.engine.Log().Warn("who runs a transfer is not noted", "error", err)
	}
}

// Lost reports whether another process has taken a transfer of this one over,
// or has ended it.
func (s Side) Lost(ctx context.Context, transfer string) (lost bool, err error) {
	if s.hub.runner == "" {
		return false, nil
	}
	err = s.hub.engine.DB().View(ctx, func(tx sqldb.Tx) error {
		n, err := sqldb.Int(tx, "SELECT count(*) FROM morango_transfersession"+
			" WHERE id = ?1 AND (active = 0 OR runner <> ?2)", transfer, s.hub.runner)
		lost = n != 0
		return err
	})
	return lost, err
}
