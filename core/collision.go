package core

import (
	"context"
	"strconv"
	"time"
)

// errMetItself: a peer knows a counter of this instance that it has not used
// yet, or says that it is this instance. So the database was copied, as a file,
// and both copies go on: they would use the same counters for different
// contents. This one then becomes an instance of its own (see diverge).
var errMetItself = Errorf(CodeInstanceCollision, "another database goes by this instance's id").
	WithHint("it was copied; this one takes a new identity with the next sync")

// meet holds what a peer says that it has against this instance's own counter.
func (in *Instance) meet(tx Tx, f FSIC) error {
	self, highest := in.ID(), int64(0)
	for _, m := range []map[string]Counters{f.Super, f.Sub} {
		for _, counters := range m {
			highest = max(highest, counters[self])
		}
	}
	return in.meetCounter(tx, highest)
}

// meetRecords does so with the versions among a transfer's records.
func (in *Instance) meetRecords(tx Tx, s *TransferSession) error {
	if s.bufferFirst == 0 {
		return nil
	}
	highest, err := integer(tx, `SELECT max(max(iif(last_saved_instance = ?3, last_saved_counter, 0), ifnull(rmcb ->> ?4, 0)))
FROM morango_buffer WHERE seq >= ?2 AND transfer_session_id = ?1 AND error IS NULL`, s.seq, s.bufferFirst, in.ID(), `$."`+in.ID()+`"`)
	if err != nil {
		return err
	}
	return in.meetCounter(tx, highest)
}

func (in *Instance) meetCounter(tx Tx, met int64) error {
	if met == 0 {
		return nil
	}
	own, err := integer(tx, "SELECT counter FROM morango_instanceidmodel WHERE current = 1")
	if err == nil && met > own {
		err = errMetItself
	}
	return err
}

// diverge makes this database an instance of its own after it met itself.
//
// What it saved under the old id and has not seen arrive anywhere is saved
// again under the new one: the other copy may have used the same counters for
// other contents. Up to the counter that arrived both hold the same, and no
// more of the old id is taken for known. So nothing is lost on either side,
// and what both changed becomes a conflict. The transfers under way end, as
// they count on what was known before.
func (in *Instance) diverge(ctx context.Context) error {
	before := in.ID()
	err := in.db.Update(ctx, func(tx Tx) error {
		shared, err := in.arrived(tx)
		if err != nil {
			return err
		}
		if err := in.newIdentity(tx, shared); err != nil {
			return err
		}
		counter, err := in.nextCounter(tx)
		if err != nil {
			return err
		}
		return execAll(tx,
			statement{"UPDATE morango_databasemaxcounter SET counter = ?2 WHERE instance_id = ?1 AND counter > ?2", []any{before, shared}},
			statement{"UPDATE morango_store SET last_saved_instance = ?3, last_saved_counter = ?4 WHERE last_saved_instance = ?1 AND last_saved_counter > ?2",
				[]any{before, shared, in.ID(), counter}},
			statement{"UPDATE amora_recordmaxcounter SET counter = ?2 WHERE instance_id = ?1 AND counter > ?2", []any{before, shared}},
			statement{"DELETE FROM amora_recordmaxcounter WHERE instance_id = ?1 AND counter = 0", []any{before}},
		)
	})
	if err != nil {
		in.id.Store(&before)
		return err
	}
	in.log.Warn("the database was copied: it is an instance of its own now", "before", before, "now", in.ID())
	return nil
}

// serverPatience is how old a server's identity has to be before it takes
// another one: any member can make it meet itself, and ends everybody's
// transfers by it.
const serverPatience = time.Hour

// divergeServer is diverge for the serving side. What it returns is for the
// peer: the transfer has failed, another will do.
func (in *Instance) divergeServer(ctx context.Context) error {
	var since string
	err := in.db.View(ctx, func(tx Tx) (err error) {
		since, err = tx.Text("SELECT date_generated FROM morango_databaseidmodel WHERE current = 1")
		return err
	})
	if err != nil {
		return err
	}
	if since > in.clock().Add(-serverPatience).UTC().Format(timeFormat) {
		return errMetItself
	}
	if err := in.diverge(ctx); err != nil {
		return err
	}
	return Errorf(CodeUnavailable, "this side was a copy and has taken a new identity").WithHint("try again")
}

// noteArrived remembers that a peer has all that this instance saved up to the
// counter.
func (in *Instance) noteArrived(tx Tx, counter int64) error {
	return setMeta(tx, "arrived", in.ID()+" "+strconv.FormatInt(counter, 10))
}

// arrived is the counter up to which all that this instance saved is known to
// have arrived at a peer, 0 if none is.
func (in *Instance) arrived(tx Tx) (int64, error) {
	return integer(tx, "SELECT substr(value, 34) FROM amora_meta WHERE key = 'arrived' AND substr(value, 1, 33) = ?1 || ' '", in.ID())
}

// metItself reports whether an error says so of this side.
func metItself(err error) bool {
	e, ok := asError(err)
	return ok && e == errMetItself
}
