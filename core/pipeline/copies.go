package pipeline

import (
	"context"
	"errors"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/idle"
	"github.com/amora-sync/amora/core/sqldb"
)

// meetRecords does what counter.Meet does, with the versions among a transfer's
// records, and reports whether any was saved as an instance of counter.OwnSQL.
// A server believes no peer in this, because any member can invent such
// versions.
func meetRecords(tx sqldb.Tx, t Transfer) (bringsOwn bool, err error) {
	if t.row.bufferFirst == 0 {
		return false, nil
	}
	var found struct {
		Own      int
		Instance string
	}
	err = sqldb.ReadJSON(tx, &found, `SELECT json_object('Own', ifnull(max(i.id IN (`+counter.OwnSQL+`)), 0),
 'Instance', ifnull(max(CASE WHEN b.last_saved_counter > i.counter AND `+counter.InUse+` THEN i.id END),
  ifnull((SELECT i.id FROM morango_buffer b CROSS JOIN json_each(b.rmcb) c
   CROSS JOIN morango_instanceidmodel i ON i.id = c.key
   WHERE `+mine+` AND b.rmcb IS NOT NULL AND b.error IS NULL AND c.value > i.counter
    AND `+counter.InUse+` LIMIT 1), '')))
FROM morango_buffer b CROSS JOIN morango_instanceidmodel i ON i.id = b.last_saved_instance
WHERE `+mine+` AND b.error IS NULL`, t.row.seq, t.row.bufferFirst)
	if err == nil && found.Instance != "" && !t.Server {
		err = &counter.Copied{Instance: found.Instance}
	}
	return found.Own != 0, err
}

// RenewMet is [Engine.Renew] for the instance that a failure is about, if that
// is a counter.Copied. It returns any other failure as it is.
func (e *Engine) RenewMet(ctx context.Context, room string, failure error) error {
	m, ok := errors.AsType[*counter.Copied](failure)
	if !ok {
		return failure
	}
	var relay string
	err := e.db.View(ctx, func(tx sqldb.Tx) (err error) {
		relay, err = tx.Text("SELECT relay FROM amora_relay WHERE room = ?1 AND instance_id = ?2", room, m.Instance)
		return err
	})
	if err != nil {
		return err
	}
	return e.Renew(ctx, room, relay)
}

// Refused is [Engine.Renew] after a relay has refused what this side showed of
// a pairing, unless another process that has this database open has agreed on a
// newer token meanwhile, which will do for the next attempt, or the relay was put
// back, and is another instance then.
func (e *Engine) Refused(ctx context.Context, shown counter.Pairing, putBack bool) error {
	var now counter.Pairing
	err := e.db.View(ctx, func(tx sqldb.Tx) (err error) {
		now, err = counter.ReadPairing(tx, shown.Room, shown.Relay)
		return err
	})
	if err != nil {
		return err
	}
	if putBack || now.Instance != shown.Instance || now.Token != shown.Token {
		return counter.ErrCopied // and so the sync begins anew
	}
	return e.Renew(ctx, shown.Room, shown.Relay)
}

// Renew gives this database another instance id with one relay, because
// another copy of it has gone on there.
//
// What the copies have in common is what was saved when they last agreed on a
// token with the relay, and what the relay acknowledged since: it takes nobody
// for the bearer who has saved less. What this copy saved later, it saves again
// under the new id, and it forgets what it knew of the old id beyond that: the
// other copy may have used the same counters for other contents. So nothing of
// either copy is lost, and what both changed becomes a conflict. Renew returns
// counter.ErrCopied once that is done, because the connection has to begin
// anew.
func (e *Engine) Renew(ctx context.Context, room, relay string) error {
	var before, now string
	err := e.db.Update(ctx, func(tx sqldb.Tx) (err error) {
		p, err := counter.ReadPairing(tx, room, relay)
		if err != nil || p.Instance == "" {
			return err
		}
		before = p.Instance
		shared, err := sqldb.Int(tx, "SELECT counter FROM amora_relay WHERE room = ?1 AND relay = ?2", room, relay)
		if err != nil {
			return err
		}
		if now, err = e.identity.NewWriter(tx, before); err != nil {
			return err
		}
		_, err = tx.Exec(`UPDATE amora_relay
 SET instance_id = ?3, token = '', counter = 0, next = '', next_counter = 0, receipt = '', marks = ''
WHERE room = ?1 AND relay = ?2`, room, relay, now)
		if err != nil {
			return err
		}
		if err := idle.AbandonAll(tx, "true"); err != nil { // they count on what was known before
			return err
		}
		if err := e.identity.SaveAs(tx, now); err != nil {
			return err
		}
		e.renewed.Add(1)
		return e.identity.SaveAgain(tx, before, shared, relay)
	})
	if err != nil {
		return err
	}
	e.log.Warn("the database was copied: it is an instance of its own now", "before", before, "now", now)
	return counter.ErrCopied
}

// Confirm notes what a relay said of a pairing (counter.Pairing.Confirm), and
// compares what this database was with it, before the relay became another
// instance, with what the relay remembers of that. Where a copy has gone on there
// as the same instance, the relay had forgotten this one's later saves: these are
// saved again, as what this database is with the relay now. Otherwise the two
// instances' versions would replace each other by their counters.
func (e *Engine) Confirm(tx sqldb.Tx, p *counter.Pairing, said counter.Said) error {
	if err := p.Confirm(tx, said.Instance, said.Counter, said.Receipt); err != nil || p.Met() != nil {
		return err
	}
	for _, former := range p.Former {
		relay, told := said.Agreed[former.Instance]
		shared, all := former.Shared(relay)
		if !told || all {
			continue
		}
		if err := idle.AbandonAll(tx, "true"); err != nil {
			return err
		}
		if err := e.identity.SaveAs(tx, p.Instance); err != nil {
			return err
		}
		e.renewed.Add(1)
		if err := e.identity.SaveAgain(tx, former.Instance, shared, ""); err != nil {
			return err
		}
		e.log.Warn("a copy of the database has gone on with a relay that was put back", "instance", former.Instance)
	}
	return nil
}

// renewServer gives the serving side another instance id, because its database
// was put back to an earlier state, or is served twice. Since when is not
// known: all that it saved under the old id, it saves again, and so it does
// with what it receives under the old id ([contradicted]).
func (e *Engine) renewServer(tx sqldb.Tx) error {
	before, _, err := counter.Current(tx)
	if err != nil {
		return err
	}
	if err := e.identity.Renew(tx, 0); err != nil {
		return err
	}
	if _, err := tx.Exec("INSERT INTO amora_contested (instance_id) VALUES (?1)"+
		" ON CONFLICT DO NOTHING", before); err != nil {
		return err
	}
	e.log.Warn("the database was put back or copied: it is an instance of its own now", "before", before, "now", e.identity.ID())
	return e.identity.SaveAgain(tx, before, 0, "")
}

// WasPutBack gives the serving side another instance id, after a client has
// shown a receipt for a state that this side does not know: proof that its
// database was put back to an earlier state, or is served twice.
func (e *Engine) WasPutBack(ctx context.Context) error {
	before := e.identity.ID()
	err := e.db.Update(ctx, e.renewServer)
	if err != nil {
		e.identity.Restore(before)
	}
	return err
}
