package core_test

import (
	"context"
	"testing"

	"github.com/ncruces/go-sqlite3/vfs"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/sqlitedb/memvfs"
)

// quota is storage as a tab has it: what a commit wrote is stored by a flush,
// which fails where there is no room, and what was stored last counts.
type quota struct {
	name   string // of the VFS
	image  *memvfs.Image
	stored []byte
	full   bool
	writes int // flushes that had something to store, whether they could or not
}

func newQuota(t testing.TB) *quota {
	q := &quota{image: memvfs.New(4096)}
	q.name = memvfs.Register(func() (*memvfs.Image, error) { return q.image, nil })
	t.Cleanup(func() { vfs.Unregister(q.name) })
	return q
}

func (q *quota) flush(context.Context) error {
	if len(q.image.TakeDirty()) == 0 {
		return nil
	}
	q.writes++
	if q.full {
		q.image.Discard()
		return fault.Errorf(fault.StorageFull, "no room")
	}
	q.stored = q.image.Bytes()
	return nil
}

func (q *quota) reload(context.Context) error {
	q.image = memvfs.New(4096)
	_, err := q.image.WriteAt(q.stored, 0)
	q.image.TakeDirty()
	return err
}

// open is a new process on what is stored.
func (q *quota) open(t testing.TB) *sqlitedb.DB {
	t.Helper()
	if err := q.reload(t.Context()); err != nil {
		t.Fatal(err)
	}
	db, err := sqlitedb.Open(t.Context(), "main", sqlitedb.Options{VFS: q.name, Flush: q.flush, Reload: q.reload})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// device opens the database with its app.
func (q *quota) device(t testing.TB, opts core.Options) (*device, *sqlitedb.DB) {
	t.Helper()
	schema, err := schema.Parse([]byte(classSchema))
	if err != nil {
		t.Fatal(err)
	}
	opts.Schema, opts.GenerateKey = schema, coretest.Keys
	db := q.open(t)
	in, err := core.Open(t.Context(), db, opts)
	if err != nil {
		t.Fatal(err)
	}
	return &device{in, t}, db
}

// filled is a member's database with an answer that was not synced, closed
// before storage became full.
func filled(t *testing.T) (*quota, *coretest.Relay, string) {
	t.Helper()
	relay, q := newRelay(t), newQuota(t)
	d, db := q.device(t, core.Options{})
	dataset := enroll(t, relay, d)
	d.put("answer", map[string]any{"dataset_id": dataset, "user_id": dataset, "question": "1", "text": "synced"})
	d.sync(relay)
	d.put("answer", map[string]any{"dataset_id": dataset, "user_id": dataset, "question": "2", "text": "unsynced"})
	d.must(db.Close())
	q.full, q.writes = true, 0
	return q, relay, dataset
}

// Fault E2: a database whose storage is full opens and can be read; what it
// has not sent yet leaves it once there is room.
func TestFaultE2FullDatabaseOpens(t *testing.T) {
	q, relay, dataset := filled(t)
	d, _ := q.device(t, core.Options{})
	if q.writes != 0 {
		t.Errorf("opening a database that is up to date wrote %d times", q.writes)
	}
	const answers = "SELECT text FROM answer ORDER BY question"
	if got := d.rows(answers); got != "synced\nunsynced" {
		t.Errorf("it shows %q", got)
	}
	_, err := d.Put(t.Context(), "answer", []byte(`{"dataset_id": "`+dataset+`", "user_id": "`+dataset+`", "question": "3", "text": "x"}`))
	if fault.CodeOf(err) != fault.StorageFull {
		t.Errorf("put: %v", err)
	}
	if _, err := d.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{}); fault.CodeOf(err) != fault.StorageFull {
		t.Errorf("sync: %v", err)
	}
	if got := d.rows(answers); got != "synced\nunsynced" {
		t.Errorf("after writes that failed it shows %q", got)
	}
	q.full = false
	if got := d.sync(relay); got.Pushed != 1 {
		t.Errorf("once there is room: %+v", got)
	}
}

// Fault E2, neighbours: what opening would tidy up waits until there is room.
func TestFaultE2OpeningNeedsNoRoom(t *testing.T) {
	for name, leave := range map[string]struct {
		sql  string
		opts core.Options
	}{
		"a nonce":         {"INSERT INTO morango_nonce (id, timestamp) VALUES ('n', '2000')", core.Options{}},
		"an old session":  {"UPDATE morango_syncsession SET last_activity_timestamp = '2000', active = 0", core.Options{}},
		"an old transfer": {"UPDATE morango_transfersession SET last_activity_timestamp = '2000', active = 1, transfer_stage = 'queuing', client_fsic = '" + noFSIC + "', server_fsic = '" + noFSIC + "'", core.Options{}},
		"an unclean end":  {"", core.Options{NewIdentity: true}},
	} {
		t.Run(name, func(t *testing.T) {
			q, relay, dataset := filled(t)
			q.full = false
			d, db := q.device(t, core.Options{})
			before := d.ID()
			if leave.sql != "" {
				d.must(db.Update(t.Context(), func(tx sqldb.Tx) error {
					_, err := tx.Exec(leave.sql)
					return err
				}))
			}
			d.must(db.Close())
			q.full = true
			d, _ = q.device(t, leave.opts)
			if got := d.rows("SELECT count(*) FROM answer"); got != "2" {
				t.Errorf("it shows %s answers", got)
			}
			q.full = false
			d.sync(relay)
			if got := room(t, relay, dataset).rows("SELECT count(*) FROM morango_store"); got != "2" {
				t.Errorf("once there is room the relay has %s answers", got)
			}
			if renewed := d.ID() != before; renewed != leave.opts.NewIdentity {
				t.Errorf("a new identity: %v", renewed)
			}
		})
	}
}
