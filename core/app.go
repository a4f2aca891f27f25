package core

import (
	"context"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/datasets"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/wire"
)

// An app imports this package, schema and a database, such as sqlitedb. Whoever
// looks into error codes imports fault as well.
type (
	// DB is a database below an [Instance]: package sqlitedb has one.
	DB = sqldb.DB
	// Tx is a transaction of a [DB]. An app reads by [Instance.DB] and View.
	Tx = sqldb.Tx
	// SyncOptions says what [Instance.Sync] does. The zero value pulls, then
	// pushes, everything that the certificates allow, once.
	SyncOptions = client.Options
	// SyncResult is what a sync did: how many records it moved, merged and
	// could not apply.
	SyncResult = client.Result
	// Progress is how far a sync is, for [SyncOptions].
	Progress = client.Progress
	// Dialer connects to a relay. worker/relay has one for native programs, and
	// coretest.Relay one for tests.
	Dialer = wire.Dialer
)

// Exec runs one statement of the app's own in a transaction and returns the
// number of rows it changed; [Transact] runs several. The app tables' triggers track what it does.
// Errors: bad_request for SQL that is wrong, or would change what the engine
// made, required, bad_value, bad_id,
// immutable_column, not_writable, record_too_large, constraint.
func (in *Instance) Exec(ctx context.Context, sql string, args ...any) (changes int64, err error) {
	return Transact(ctx, in, func(t *Transaction) (int64, error) { return t.Exec(sql, args...) })
}

// Sync syncs with a relay, as Morango's sync command does: pull, then push.
// The relay is ws(s)://host[:port][/prefix]. Of several datasets those are
// synced that live at the relay (datasets.Targets), or the one that
// SyncOptions.Room names; a failure of one does not stop the others. A database
// with several certificates of a dataset, of which none permits all that the
// others do, syncs by each. What an interrupted sync had transferred is kept
// and the next one goes on from there.
//
// A relay that the dataset has not admitted gets nothing but the certificates
// that this database shows: the first relay of a new dataset is admitted at once,
// another one by SyncOptions.Admit.
//
// Errors carry a code: unavailable where the relay cannot be reached,
// relay_not_admitted, relay_changed where its address had another key before,
// no_certificate before CreateRoot or Join, revoked where the room's owner has
// taken back a certificate. If others are left, the sync is completed by these
// first and its error names the one that was lost; later syncs go without it
// and do not fail. A live sync reports the loss as Progress, goes on by the
// others, and fails once none is left.
func (in *Instance) Sync(ctx context.Context, relay string, dial Dialer, opts SyncOptions) (SyncResult, error) {
	return datasets.Sync(ctx, in.hub, relay, dial, opts)
}

// NetworkChanged tells the live syncs that the network may have come, gone or
// changed. Those that wait for another attempt try at once; those that are at
// rest ask their relays for a sign of life, and take a connection for lost that
// brings none within 16 s.
func (in *Instance) NetworkChanged() { in.hub.NetworkChanged() }
