package core

import (
	"context"
	"time"
)

// errMetItself: this database was copied, or put back to an earlier state, and
// another bearer of its instance id goes on. Both would use the same counters
// for different contents, so this one takes a new id (see renew).
var errMetItself = Errorf(CodeInstanceCollision, "another database goes by this instance's id").
	WithHint("it was copied; this one takes a new identity with the next sync")

// metItself reports whether an error says so of this side.
func metItself(err error) bool {
	e, ok := asError(err)
	return ok && e == errMetItself
}

// meet holds what a peer says that it has against the counter of the instance
// that this database saves as. Error: errMetItself.
func (in *Instance) meet(tx Tx, f FSIC) error {
	self, own, err := current(tx)
	if err != nil {
		return err
	}
	for _, m := range []map[string]Counters{f.Super, f.Sub} {
		for _, counters := range m {
			if counters[self] > own {
				return errMetItself
			}
		}
	}
	return nil
}

// ownSQL lists the present instance of this database, and those that another
// copy of it used at the same time.
const ownSQL = "SELECT id FROM morango_instanceidmodel WHERE current = 1 UNION ALL SELECT instance_id FROM amora_contested"

// meetRecords does so with the versions among a transfer's records, and notes
// whether any was saved as this side's own instance, or as an earlier one that
// another copy used at the same time.
func (in *Instance) meetRecords(tx Tx, s *TransferSession) error {
	if s.bufferFirst == 0 {
		return nil
	}
	self, own, err := current(tx)
	if err != nil {
		return err
	}
	var found struct {
		Met int64
		Own int
	}
	err = readJSON(tx, &found, `SELECT json_object(
 'Met', ifnull(max(max(iif(last_saved_instance = ?3, last_saved_counter, 0), ifnull(rmcb ->> ?4, 0))), 0),
 'Own', ifnull(max(last_saved_instance IN (`+ownSQL+`)), 0))
FROM morango_buffer WHERE seq >= ?2 AND transfer_session_id = ?1 AND error IS NULL`, s.seq, s.bufferFirst, self, `$."`+self+`"`)
	s.bringsOwn = found.Own != 0
	if err == nil && found.Met > own {
		err = errMetItself
	}
	return err
}

// renew gives this database another instance id with one relay, because
// another copy of it has gone on there.
//
// What the copies have in common is what was saved when they last agreed on a
// token with the relay, and what the relay acknowledged since: it takes nobody
// for the bearer who has saved less. What this copy saved later, it saves again
// under the new id, and it forgets what it knew of the old id beyond that: the
// other copy may have used the same counters for other contents. So nothing of
// either copy is lost, and what both changed becomes a conflict. Returns
// errMetItself once that is done: the connection has to begin anew.
func (in *Instance) renew(ctx context.Context, room, relay string) error {
	var before, now string
	err := in.db.Update(ctx, func(tx Tx) (err error) {
		p, err := readPairing(tx, room, relay)
		if err != nil || p.Instance == "" {
			return err
		}
		before = p.Instance
		shared, err := integer(tx, "SELECT counter FROM amora_relay WHERE room = ?1 AND relay = ?2", room, relay)
		if err != nil {
			return err
		}
		if now, err = in.newWriter(tx); err != nil {
			return err
		}
		_, err = tx.Exec(`UPDATE amora_relay SET instance_id = ?3, token = '', counter = 0, next = '', next_counter = 0, receipt = ''
WHERE room = ?1 AND relay = ?2`, room, relay, now)
		if err != nil {
			return err
		}
		if err := abandonAll(tx, "true"); err != nil { // they count on what was known before
			return err
		}
		if err := in.saveAs(tx, now); err != nil {
			return err
		}
		in.renewed.Add(1)
		return in.saveAgain(tx, before, shared, relay)
	})
	if err != nil {
		return err
	}
	in.log.Warn("the database was copied: it is an instance of its own now", "before", before, "now", now)
	return errMetItself
}

// saveAgain saves all versions of an earlier instance of this database above
// the shared counter, or what the relay acknowledged, once more, as what this
// database is now, and forgets what is known of that instance above it.
func (in *Instance) saveAgain(tx Tx, before string, shared int64, relay string) error {
	v, err := in.nextVersion(tx)
	if err != nil {
		return err
	}
	common := func(partition string) string {
		return `max(?2, ifnull((SELECT max(a.counter) FROM amora_acknowledged a
 WHERE a.relay = ?3 AND a.instance_id = ?1 AND substr(` + partition + `, 1, length(a.partition)) = a.partition), 0))`
	}
	args := []any{before, shared, relay}
	return execAll(tx,
		statement{`UPDATE morango_store AS s SET last_saved_instance = ?4, last_saved_counter = ?5
WHERE last_saved_instance = ?1 AND last_saved_counter > ` + common("s.partition"), append(args, v.Instance, v.Counter)},
		statement{`UPDATE morango_databasemaxcounter AS d SET counter = min(counter, ` + common("d.partition") + ") WHERE instance_id = ?1", args},
		statement{`UPDATE amora_recordmaxcounter AS r SET counter = min(counter, ifnull((SELECT ` + common("s.partition") + `
 FROM morango_store s WHERE s.id = r.store_model_id), 0)) WHERE instance_id = ?1`, args},
		statement{"DELETE FROM amora_recordmaxcounter WHERE instance_id = ?1 AND counter = 0", []any{before}},
	)
}

// renewServer gives the serving side another instance id, because its database
// was put back to an earlier state, or is served twice. Since when is not
// known: all that it saved under the old id, it saves again, and so it does
// with what it receives under the old id (see contradicted).
func (in *Instance) renewServer(tx Tx) error {
	before, _, err := current(tx)
	if err != nil {
		return err
	}
	if err := in.newIdentity(tx, 0); err != nil {
		return err
	}
	if _, err := tx.Exec("INSERT INTO amora_contested (instance_id) VALUES (?1) ON CONFLICT DO NOTHING", before); err != nil {
		return err
	}
	in.log.Warn("the database was put back or copied: it is an instance of its own now", "before", before, "now", in.ID())
	return in.saveAgain(tx, before, 0, "")
}

// serverPatience is how old a server's identity has to be before it takes
// another one only because a peer knows a higher counter: any member can
// invent one, and a new identity ends everybody's transfers.
const serverPatience = time.Hour

// renewPatiently is renewServer after the server met itself. What it returns is
// for the peer: the transfer has failed, another will do.
func (in *Instance) renewPatiently(ctx context.Context) error {
	before := in.ID()
	err := in.db.Update(ctx, func(tx Tx) error {
		since, err := tx.Text("SELECT date_generated FROM morango_databaseidmodel WHERE current = 1")
		if err != nil {
			return err
		}
		if since > in.clock().Add(-serverPatience).UTC().Format(timeFormat) {
			return errMetItself
		}
		return in.renewServer(tx)
	})
	if err != nil {
		in.id.Store(&before)
		return err
	}
	return Errorf(CodeUnavailable, "this side was a copy and has taken a new identity").WithHint("try again")
}
