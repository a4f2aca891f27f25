package core

import (
	"context"
	"errors"
)

// errMetItself: this database was copied, or put back to an earlier state, and
// another bearer of its instance id goes on. Both would use the same counters
// for different contents, so this one takes a new id (see renew).
var errMetItself = Errorf(CodeInstanceCollision, "another database goes by this instance's id").
	WithHint("it was copied; this one takes a new identity with the next sync")

// met is errMetItself, and which of this database's instances it is about.
type met struct{ instance string }

func (m *met) Error() string { return errMetItself.Error() }
func (m *met) Unwrap() error { return errMetItself }

// metItself reports whether an error says so of this side. errors.Is would
// compare the codes, and a relay's word has the same one.
func metItself(err error) bool {
	e, ok := asError(err)
	return ok && e == errMetItself
}

// meet holds what a peer says that it has against the counters of the instances
// that this database saves as. Error: met.
func meet(tx Tx, f FSIC) error {
	own := map[string]int64{}
	err := readJSON(tx, &own, "SELECT json_group_object(id, counter) FROM morango_instanceidmodel i WHERE "+inUse)
	if err != nil {
		return err
	}
	for _, m := range []map[string]Counters{f.Super, f.Sub} {
		for _, counters := range m {
			for instance, counter := range own {
				if counters[instance] > counter {
					return &met{instance}
				}
			}
		}
	}
	return nil
}

// inUse is a SQL condition: this database saves as instance i, now or with one
// of its relays.
const inUse = "(i.current = 1 OR EXISTS (SELECT 1 FROM amora_relay r WHERE r.instance_id = i.id))"

// ownSQL lists the present instance of this database, and those that another
// copy of it used at the same time.
const ownSQL = "SELECT id FROM morango_instanceidmodel WHERE current = 1 UNION ALL SELECT instance_id FROM amora_contested"

// meetRecords does what meet does with the versions among a transfer's records,
// and notes whether any was saved as an instance of ownSQL. A server believes
// no peer in this: any member can invent such versions.
func meetRecords(tx Tx, s *TransferSession) error {
	if s.bufferFirst == 0 {
		return nil
	}
	var found struct {
		Own      int
		Instance string
	}
	err := readJSON(tx, &found, `SELECT json_object('Own', ifnull(max(i.id IN (`+ownSQL+`)), 0),
 'Instance', ifnull(max(CASE WHEN b.last_saved_counter > i.counter AND `+inUse+` THEN i.id END),
  ifnull((SELECT i.id FROM morango_buffer b CROSS JOIN json_each(b.rmcb) c CROSS JOIN morango_instanceidmodel i ON i.id = c.key
   WHERE b.transfer_session_id = ?1 AND b.rmcb IS NOT NULL AND b.error IS NULL AND c.value > i.counter AND `+inUse+` LIMIT 1), '')))
FROM morango_buffer b CROSS JOIN morango_instanceidmodel i ON i.id = b.last_saved_instance
WHERE `+mine+` AND b.error IS NULL`, s.seq, s.bufferFirst)
	s.bringsOwn = found.Own != 0
	if err == nil && found.Instance != "" && !s.Server {
		err = &met{found.Instance}
	}
	return err
}

// notAbove lowers what peers say of the present instance of this database to
// its counter: they can have no more of it.
func notAbove(tx Tx, claims []counterEntry) error {
	self, own, err := current(tx)
	if err != nil {
		return err
	}
	for i, c := range claims {
		if c[1] == self && c[2].(int64) > own {
			claims[i][2] = own
		}
	}
	return nil
}

// renewMet is renew for the instance that a failure is about.
func (e *Engine) renewMet(ctx context.Context, room string, failure error) error {
	m, ok := errors.AsType[*met](failure)
	if !ok {
		return failure
	}
	var relay string
	err := e.db.View(ctx, func(tx Tx) (err error) {
		relay, err = tx.Text("SELECT relay FROM amora_relay WHERE room = ?1 AND instance_id = ?2", room, m.instance)
		return err
	})
	if err != nil {
		return err
	}
	return e.renew(ctx, room, relay)
}

// refused is renew after a relay has refused what this side showed of a
// pairing, unless another process that has this database open has agreed on a
// newer token meanwhile: that one will do.
func (e *Engine) refused(ctx context.Context, shown pairing) error {
	var now pairing
	err := e.db.View(ctx, func(tx Tx) (err error) {
		now, err = readPairing(tx, shown.room, shown.relay)
		return err
	})
	if err != nil {
		return err
	}
	if now.Instance != shown.Instance || now.Token != shown.Token {
		return errMetItself // and so the sync begins anew
	}
	return e.renew(ctx, shown.room, shown.relay)
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
func (e *Engine) renew(ctx context.Context, room, relay string) error {
	var before, now string
	err := e.db.Update(ctx, func(tx Tx) (err error) {
		p, err := readPairing(tx, room, relay)
		if err != nil || p.Instance == "" {
			return err
		}
		before = p.Instance
		shared, err := integer(tx, "SELECT counter FROM amora_relay WHERE room = ?1 AND relay = ?2", room, relay)
		if err != nil {
			return err
		}
		if now, err = e.identity.newWriter(tx); err != nil {
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
		if err := e.identity.saveAs(tx, now); err != nil {
			return err
		}
		e.renewed.Add(1)
		return e.saveAgain(tx, before, shared, relay)
	})
	if err != nil {
		return err
	}
	e.log.Warn("the database was copied: it is an instance of its own now", "before", before, "now", now)
	return errMetItself
}

// saveAgain saves all versions of an earlier instance of this database above
// the shared counter, or what the relay acknowledged, once more, as what this
// database is now, and forgets what is known of that instance above it.
func (e *Engine) saveAgain(tx Tx, before string, shared int64, relay string) error {
	v, err := e.identity.nextVersion(tx)
	if err != nil {
		return err
	}
	common := func(partition string) string {
		return `max(?2, ifnull((SELECT max(a.counter) FROM amora_acknowledged a
 WHERE a.relay = ?3 AND a.instance_id = ?1 AND substr(` + partition + `, 1, length(a.partition)) = a.partition), 0))`
	}
	args := []any{before, shared, relay}
	err = raiseDatabaseMaxCounters(tx, []counterEntry{entry("", before, shared), entry("", v.Instance, v.Counter)})
	if err != nil {
		return err
	}
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
func (e *Engine) renewServer(tx Tx) error {
	before, _, err := current(tx)
	if err != nil {
		return err
	}
	if err := e.identity.renew(tx, 0); err != nil {
		return err
	}
	if _, err := tx.Exec("INSERT INTO amora_contested (instance_id) VALUES (?1) ON CONFLICT DO NOTHING", before); err != nil {
		return err
	}
	e.log.Warn("the database was put back or copied: it is an instance of its own now", "before", before, "now", e.identity.ID())
	return e.saveAgain(tx, before, 0, "")
}

// WasPutBack is renewServer after a client showed a receipt for a state that
// this side does not know of: proof enough.
func (e *Engine) WasPutBack(ctx context.Context) error {
	before := e.identity.ID()
	err := e.db.Update(ctx, e.renewServer)
	if err != nil {
		e.identity.id.Store(&before)
	}
	return err
}
