package counter

import (
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/amora-sync/amora/core/morangokey"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Identity is who a database saves as: its present instance id and that
// instance's counter (Morango's InstanceIDModel, models/core.py).
type Identity struct {
	id    atomic.Pointer[string] // of the instance, read while transactions run
	made  sync.Map               // ids of instances that this process has made: no copy of the database bears them
	clock func() time.Time
	rand  io.Reader
}

// NewIdentity makes an identity without an id, which [Identity.Load] reads.
// Times are clock's, random ids are read from rand.
func NewIdentity(clock func() time.Time, rand io.Reader) *Identity {
	return &Identity{clock: clock, rand: rand}
}

// ID is the id of the instance that this database saved as last, 32 hex
// digits.
func (i *Identity) ID() string { return *i.id.Load() }

// Restore puts back the id that a transaction replaced which was rolled back.
func (i *Identity) Restore(id string) { i.id.Store(&id) }

// Time is the present time by the database's clock.
func (i *Identity) Time() time.Time { return i.clock() }

// Now is [Identity.Time] as the engine's tables hold it (value.TimeFormat).
func (i *Identity) Now() string { return value.FormatTime(i.clock()) }

// Rand is the source of the database's random ids and keys.
func (i *Identity) Rand() io.Reader { return i.rand }

// Load reads the current instance id. If there is none, or renew says that it
// is not to be used again, Load makes a database id and an instance id, as
// [Identity.Renew] does (MORANGO.md §1).
// System and node id, which Morango takes of the hardware, are empty here: the
// random database id alone makes the instance unique.
func (i *Identity) Load(tx sqldb.Tx, renew bool) error {
	id, err := tx.Text("SELECT id FROM morango_instanceidmodel WHERE current = 1")
	if err != nil || id != "" && !renew {
		i.id.Store(&id)
		return err
	}
	return i.Renew(tx, value.MaxCounter)
}

// Renew gives the database a new database id and instance id. A copied or
// restored file needs them before it may use a counter.
//
//   - DatabaseMaxCounters say that this database has all that it wrote under its
//     earlier ids, up to the counter known, under every filter. Otherwise what no
//     filter's DatabaseMaxCounter covers yet would never be sent.
//   - Transfers under way end, because the other sides may have gone on with
//     them without this copy.
//   - Pairings with relays are forgotten, because another copy may go on with
//     them.
func (i *Identity) Renew(tx sqldb.Tx, known int64) error {
	before, err := tx.Text("SELECT id FROM morango_instanceidmodel WHERE current = 1")
	if err != nil {
		return err
	}
	database, err := i.databaseAbove(before)
	if err != nil {
		return err
	}
	id := instanceOf(database)
	i.id.Store(&id)
	i.made.Store(id, true)
	return sqldb.ExecAll(tx,
		sqldb.Statement{SQL: `INSERT INTO morango_databasemaxcounter (partition, instance_id, counter)
SELECT '', id, min(counter, ?1) FROM morango_instanceidmodel WHERE min(counter, ?1) > 0
 AND (current = 1 OR id IN (SELECT instance_id FROM amora_relay))
ON CONFLICT (partition, instance_id) DO UPDATE SET counter = max(counter, excluded.counter)`, Args: []any{known}},
		sqldb.Statement{SQL: "DELETE FROM morango_buffer"},
		sqldb.Statement{SQL: `UPDATE morango_transfersession SET active = 0, transfer_stage_status = 'errored', buffer_first = NULL
WHERE active = 1`},
		sqldb.Statement{SQL: "DELETE FROM amora_relay"},
		sqldb.Statement{SQL: "UPDATE morango_databaseidmodel SET current = 0"},
		sqldb.Statement{SQL: "UPDATE morango_instanceidmodel SET current = 0"},
		sqldb.Statement{SQL: `INSERT INTO morango_databaseidmodel (id, current, date_generated, initial_instance_id)
VALUES (?1, 1, ?2, ?3)`,
			Args: []any{database, i.Now(), id}},
		sqldb.Statement{SQL: "INSERT INTO morango_instanceidmodel (id, database_id, current) VALUES (?1, ?2, 1)",
			Args: []any{id, database}},
	)
}

// Version names what an instance saved in one transaction (Morango's
// last_saved_instance and last_saved_counter).
type Version struct {
	Instance string // id
	Counter  int64  // of the instance, from 1
}

// NextVersion adds one to the counter of the current instance, inside the
// transaction that uses it (Morango's models/core.py,
// get_current_instance_and_increment_counter).
func (i *Identity) NextVersion(tx sqldb.Tx) (v Version, err error) {
	err = sqldb.ReadJSON(tx, &v, `UPDATE morango_instanceidmodel SET counter = counter + 1 WHERE current = 1
RETURNING json_object('Instance', id, 'Counter', counter)`)
	return v, err
}

// Current reads the instance that the database saves as, and its counter.
func Current(tx sqldb.Tx) (id string, counter int64, err error) {
	var v Version
	err = sqldb.ReadJSON(tx, &v, `SELECT json_object('Instance', id, 'Counter', counter)
FROM morango_instanceidmodel WHERE current = 1`)
	return v.Instance, v.Counter, err
}

// Of reads the counter of one of this database's instances.
func Of(tx sqldb.Tx, instance string) (int64, error) {
	return sqldb.Int(tx, "SELECT counter FROM morango_instanceidmodel WHERE id = ?1", instance)
}

// NewID makes an id of 32 random hex digits, as Morango makes them of a uuid4.
func (i *Identity) NewID() (string, error) { return value.RandomID(i.rand) }

// databaseAbove makes a database id whose instance id is above the one given
// (see [Identity.NewWriter]): the lowest of some, so that room is left for more.
// Where none of them is above, it makes more: the one given may be among the
// highest.
func (i *Identity) databaseAbove(before string) (string, error) {
	const some, most = 64, 1 << 14
	lowest, was := "", ""
	for n := 0; n < some || was <= before && n < most; n++ {
		id, err := i.NewID()
		if err != nil || before == "" {
			return id, err
		}
		if is := instanceOf(id); lowest == "" || is > before && (is < was || was <= before) {
			lowest, was = id, is
		}
	}
	return lowest, nil
}

// instanceOf is the first instance id of a database.
func instanceOf(database string) string { return value.SHA2UUID(database, "", "") }

// Nonces makes and takes back nonces by this database's clock. The key is the
// relay's private key, "" for who only forgets the expired ones.
func (i *Identity) Nonces(key string) morangokey.Nonces {
	return morangokey.Nonces{Clock: i.clock, Rand: i.rand, Key: key}
}
