// Package purge takes away what lies in the engine's tables only because it was
// there once: the contents of deleted records, replaced versions, and conflicts
// that nobody has settled (MORANGO.md §13.33, DECISIONS.md §35).
//
// A deleted record itself stays, without its contents: its id and its counters
// are what keeps the row from coming back, on devices that have been away or
// were restored. So no database has to know what others have. Begin with [Run].
package purge

import (
	"context"
	"time"

	"github.com/amora-sync/amora/core/apptable"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/conflict"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Options say what is purged.
type Options struct {
	// OlderThan is for how long a record must have been as it is: deleted, or in
	// conflict; and for how long a version must have been replaced.
	OlderThan time.Duration
	// Conflicts settles conflicts, too: the records stay as they are, and the
	// values that lost go, on all devices with the next syncs. It is for devices;
	// a relay has no say in what an app's users are yet to decide.
	Conflicts bool
	// DryRun counts, and changes nothing.
	DryRun bool
}

// Purged is what a [Run] has taken away, or would.
type Purged struct {
	Deleted   int64 `json:"deleted"`   // deleted records, whose contents are gone
	Versions  int64 `json:"versions"`  // replaced versions, kept for merges by columns
	Conflicts int64 `json:"conflicts"` // records whose conflicts are settled
	Bytes     int64 `json:"bytes"`     // of the contents and versions
}

// Run purges a database, a device's or a room's, in one transaction. Deleted
// records and versions are purged here alone, and nothing is sent. What it frees
// is used again; the file does not get smaller. Errors: bad_request for a
// negative age, or for conflicts where there is no app.
func Run(ctx context.Context, hub *client.Hub, o Options) (done Purged, err error) {
	if o.OlderThan < 0 {
		return done, fault.Errorf(fault.BadRequest, "an age of %v", o.OlderThan).WithHint("such as 2160h, which are 90 days")
	}
	engine := hub.Engine()
	if o.Conflicts && engine.Schema() == nil {
		return done, fault.Errorf(fault.BadRequest, "conflicts are settled by the app, on a device").
			WithHint("purge them in a database with a schema; all others follow")
	}
	r := run{engine, value.FormatTime(engine.Identity().Time().Add(-o.OlderThan)), o}
	switch {
	case o.DryRun:
		err = engine.DB().View(ctx, func(tx sqldb.Tx) error { return r.count(tx, &done) })
	case o.Conflicts:
		err = hub.Write(ctx, func(tx sqldb.Tx) error { return r.purge(tx, &done) })
	default:
		err = engine.DB().Update(ctx, func(tx sqldb.Tx) error { return r.purge(tx, &done) })
	}
	return done, err
}

// run is one Run: what is as it is since before that time is purged.
type run struct {
	engine *pipeline.Engine
	before string
	Options
}

// purge counts what is to be purged, and purges it.
func (r run) purge(tx sqldb.Tx, done *Purged) error {
	if err := r.count(tx, done); err != nil {
		return err
	}
	if r.Conflicts {
		if err := r.eachTable(func(m *apptable.Table) error { return settle(tx, m, r.before) }); err != nil {
			return err
		}
	}
	return sqldb.ExecAll(tx,
		sqldb.Statement{SQL: emptySQL, Args: []any{r.before}}, // triggers do the rest
		sqldb.Statement{SQL: "DELETE FROM amora_base WHERE at <= ?1", Args: []any{r.before}})
}

// count fills in what is to be purged.
func (r run) count(tx sqldb.Tx, done *Purged) error {
	*done = Purged{}
	if err := sqldb.ReadJSON(tx, done, countSQL, r.before); err != nil || !r.Conflicts {
		return err
	}
	return r.eachTable(func(m *apptable.Table) error {
		n, err := sqldb.Int(tx, "SELECT count(*) FROM "+disputed(m), r.before, m.Name)
		done.Conflicts += n
		return err
	})
}

// eachTable calls do for each table whose rows the app may write.
func (r run) eachTable(do func(*apptable.Table) error) error {
	for _, m := range r.engine.Schema().Models {
		table, err := r.engine.Table(m.AppName())
		if err == nil && !m.ReadOnly {
			err = do(table.App)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// In these statements ?1 is the time since when, or before, something must be as
// it is.

// old is the beginning of a condition on the Store row s.
const old = " FROM amora_purgeable p CROSS JOIN morango_store s ON s.id = p.id WHERE p.since <= ?1 AND "

var emptySQL = "UPDATE morango_store SET serialized = '{}', conflicting_serialized_data = ''" +
	" WHERE id IN (SELECT s.id" + old + conflict.MayBeEmptied + ")"

var countSQL = "SELECT json_object('deleted', d.n, 'versions', v.n, 'bytes', d.bytes + v.bytes) FROM (SELECT count(*) AS n," +
	" ifnull(sum(octet_length(s.serialized) + octet_length(s.conflicting_serialized_data)), 0) AS bytes" +
	old + conflict.MayBeEmptied + `) d
CROSS JOIN (SELECT count(*) AS n, ifnull(sum(octet_length(serialized) + octet_length(conflicts)), 0) AS bytes
 FROM amora_base WHERE at <= ?1) v`
