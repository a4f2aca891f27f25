package core_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/sqlitedb/memvfs"
	"github.com/amora-sync/amora/core/wire"
)

// classSchema has the kinds of models that matter here: a tree, ids that
// follow from columns, references, and a scope for each role.
const classSchema = `{
 "profile": "school",
 "scopes": [
  {"id": "full", "version": 1, "primary_scope_param_key": "dataset_id", "description": "Everything.",
   "read_filter_template": "", "write_filter_template": "", "read_write_filter_template": "${dataset_id}"},
  {"id": "learner", "version": 1, "primary_scope_param_key": "", "description": "Own work.",
   "read_filter_template": "${dataset_id}:shared", "write_filter_template": "",
   "read_write_filter_template": "${dataset_id}:user:${user_id}"}],
 "models": [
  {"name": "topic", "table": "topic", "partition": "${dataset_id}:shared", "source": null,
   "columns": {"dataset_id": "uuid", "title": "text", "parent_id": "uuid?"}, "references": {"parent_id": "topic"}},
  {"name": "answer", "table": "answer", "partition": "${dataset_id}:user:${user_id}", "source": "${question}",
   "columns": {"dataset_id": "uuid", "user_id": "uuid", "question": "text", "text": "text", "score": "real?", "topic_id": "uuid?"},
   "references": {"topic_id": "topic"}}]}`

// device is a [coretest.Device] of this package's tests: its own methods fail
// the test, those of core.Instance return their errors.
type device struct {
	*core.Instance
	t testing.TB
}

func newDevice(t testing.TB, app string) *device {
	t.Helper()
	return &device{coretest.NewDevice(t, memory(t), app).Instance, t}
}

func (d *device) fixture() *coretest.Device { return coretest.DeviceOf(d.t, d.Instance) }

// memory is a database that lives as long as the test.
func memory(t testing.TB) sqldb.DB {
	t.Helper()
	db, err := sqlitedb.Open(context.Background(), ":memory:", sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func newRelay(t testing.TB) *coretest.Relay {
	return coretest.NewRelay(t, func() sqldb.DB { return memory(t) })
}

func (d *device) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *device) exec(sql string, args ...any) {
	d.t.Helper()
	d.fixture().Exec(sql, args...)
}

// engine is exec for the engine's own tables, which the app may only read.
func (d *device) engine(sql string, args ...any) {
	d.t.Helper()
	d.fixture().Engine(sql, args...)
}

// rows renders a query, one line a row.
func (d *device) rows(sql string) string {
	d.t.Helper()
	return d.fixture().Rows(sql)
}

func (d *device) put(model string, row map[string]any) string {
	d.t.Helper()
	return d.fixture().Put(model, row)
}

func (d *device) sync(r *coretest.Relay) client.Result {
	d.t.Helper()
	return d.fixture().Sync(r)
}

// admit admits a relay to the dataset that the device began, and syncs with it.
func (d *device) admit(r *coretest.Relay) client.Result {
	d.t.Helper()
	return d.fixture().Admit(r)
}

// enroll makes the dataset on one device and lets the others join it.
func enroll(t testing.TB, r *coretest.Relay, owner *device, others ...*device) (dataset string) {
	t.Helper()
	joining := make([]*coretest.Device, len(others))
	for i, d := range others {
		joining[i] = d.fixture()
	}
	return owner.fixture().Enroll(r, "full", joining...)
}

func TestSyncThroughRelay(t *testing.T) {
	relay := newRelay(t)
	a, b := newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, a, b)

	const user = "11111111111111111111111111111111"
	top := a.put("topic", map[string]any{"dataset_id": dataset, "title": "top"})
	sub := a.put("topic", map[string]any{"dataset_id": dataset, "title": "sub", "parent_id": top})
	for i := range 1200 {
		a.put("answer", map[string]any{"dataset_id": dataset, "user_id": user, "question": fmt.Sprint(i), "text": "yes", "topic_id": sub})
	}
	if got := a.sync(relay); got.Pushed != 1202 || got.Quarantined != 0 {
		t.Fatalf("pushed %+v", got)
	}
	if got := b.sync(relay); got.Pulled != 1202 || got.Quarantined != 0 {
		t.Fatalf("pulled %+v", got)
	}
	const all = "SELECT id, title, parent_id FROM topic UNION ALL SELECT id, text, score FROM answer ORDER BY 1"
	same := func() {
		t.Helper()
		if x, y := a.rows(all), b.rows(all); x != y {
			t.Fatalf("a has\n%.2000s\nb has\n%.2000s", x, y)
		}
	}
	same()

	b.exec("UPDATE answer SET text = 'no', score = 0.5 WHERE question = '7'")
	b.exec("DELETE FROM answer WHERE question = '8'")
	b.put("answer", map[string]any{"dataset_id": dataset, "user_id": user, "question": "new", "text": "more"})
	a.exec("UPDATE topic SET title = 'Top' WHERE id = ?1", top)
	b.sync(relay)
	a.sync(relay)
	b.sync(relay)
	same()
	if got := a.rows("SELECT text, score FROM answer WHERE question IN ('7', '8', 'new') ORDER BY question"); got != "no 0.5\nmore <nil>" {
		t.Fatalf("a has %q", got)
	}
	if got := a.sync(relay); got.Pushed != 0 || got.Pulled != 0 {
		t.Fatalf("nothing is new, yet %+v", got)
	}
}

// reopened is the device's database in a copy, for tests that spoil it. The
// instance stays the same: the copy must not be used beside the original.
func reopened(t testing.TB, d *device) *device {
	t.Helper()
	file, err := d.DB().(*sqlitedb.DB).Export(t.Context())
	d.must(err)
	image := memvfs.New(4096)
	_, err = image.WriteAt(file, 0)
	d.must(err)
	name := memvfs.Register(func() (*memvfs.Image, error) { return image, nil })
	db, err := sqlitedb.Open(t.Context(), "copy", sqlitedb.Options{VFS: name})
	d.must(err)
	t.Cleanup(func() { db.Close() })
	in, err := core.Open(t.Context(), db, core.Options{Schema: d.Schema(), GenerateKey: coretest.Keys})
	d.must(err)
	return &device{in, t}
}

// live starts a live sync and returns its progress and its end.
func (d *device) live(r *coretest.Relay) (progress <-chan client.Progress, stop func() client.Result) {
	d.t.Helper()
	return d.liveBy(r.URL(), r.Dial)
}

// liveBy is live with a relay at an address.
func (d *device) liveBy(url string, dial wire.Dialer) (progress <-chan client.Progress, stop func() client.Result) {
	d.t.Helper()
	ctx, cancel := context.WithCancel(d.t.Context())
	steps, done := make(chan client.Progress, 10_000), make(chan client.Result, 1)
	go func() {
		result, err := d.Sync(ctx, url, dial, client.Options{Live: true, Progress: func(p client.Progress) { steps <- p }})
		if err != nil {
			d.t.Error(err)
		}
		done <- result
	}()
	for p := range steps {
		if p.Direction == "" {
			break // idle: the first pull and push are over
		}
	}
	return steps, func() client.Result { cancel(); return <-done }
}

func TestLiveSync(t *testing.T) {
	relay := newRelay(t)
	a, b, c := newDevice(t, classSchema), newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, a, b, c)
	var chunks, carried atomic.Int64
	relay.Lose = func(_ bool, msg []byte) bool {
		switch wire.Kind(msg[0]) {
		case wire.KindChunk:
			chunks.Add(1)
		case wire.KindDelta:
			carried.Add(1)
		}
		return false
	}
	_, stopA := a.live(relay)
	gotB, stopB := b.live(relay)
	gotC, stopC := c.live(relay)
	arrived := func(d *device, got <-chan client.Progress, sql, want string) {
		t.Helper()
		for d.rows(sql) != want {
			select {
			case <-got:
			case <-time.After(patience):
				t.Fatalf("%q, want %q", d.rows(sql), want)
			}
		}
	}
	a.put("topic", map[string]any{"dataset_id": dataset, "title": "one"})
	arrived(b, gotB, "SELECT title FROM topic", "one")
	arrived(c, gotC, "SELECT title FROM topic", "one")
	a.exec("UPDATE topic SET title = 'two'")
	arrived(b, gotB, "SELECT title FROM topic", "two")
	arrived(c, gotC, "SELECT title FROM topic", "two")
	if chunks.Load() != 0 || carried.Load() != 6 { // to the relay, and from it to two
		t.Errorf("%d chunks, %d carried messages", chunks.Load(), carried.Load())
	}

	// More than one message carries: an ordinary push, then pulls.
	a.exec(`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 299)
INSERT INTO answer (dataset_id, user_id, question, text) SELECT ?1, ?1, i, 'x' FROM n`, dataset)
	arrived(b, gotB, "SELECT count(*) FROM answer", "300")
	arrived(c, gotC, "SELECT count(*) FROM answer", "300")
	if chunks.Load() == 0 {
		t.Error("300 records came without a chunk")
	}
	c.exec("DELETE FROM answer WHERE question = '7'")
	arrived(b, gotB, "SELECT count(*) FROM answer", "299")
	for p := range gotC {
		if p.Direction == "push" && p.Records == 1 && p.Stage == pipeline.StageCleanup {
			break // c knows that it was taken
		}
	}
	if got := stopC(); got.Pushed != 1 {
		t.Errorf("c: %+v", got)
	}
	stopA()
	stopB()
}

// Both edit the same rows at the same time, again and again: in the end both
// have the same, and it comes to rest.
func TestLiveSyncConflicts(t *testing.T) {
	relay := newRelay(t)
	a, b := newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, a, b)
	for i := range 3 {
		a.put("topic", map[string]any{"dataset_id": dataset, "title": fmt.Sprint(i)})
	}
	_, stopA := a.live(relay)
	_, stopB := b.live(relay)
	var edits sync.WaitGroup
	for _, d := range []*device{a, b} {
		edits.Go(func() {
			for i := range 40 {
				d.exec("UPDATE topic SET title = ?1", fmt.Sprint(d.ID()[:4], i))
			}
		})
	}
	edits.Wait()
	stopA()
	stopB()
	for range 2 {
		a.sync(relay)
		b.sync(relay)
	}
	const all = "SELECT s.id, s.serialized, s.last_saved_instance, s.last_saved_counter, t.title FROM morango_store s JOIN topic t ON t.id = s.id ORDER BY 1"
	if x, y := a.rows(all), b.rows(all); x != y || x == "" {
		t.Errorf("a has\n%s\nb has\n%s", x, y)
	}
	if got := a.sync(relay); got.Pushed != 0 || got.Pulled != 0 {
		t.Errorf("it does not come to rest: %+v", got)
	}
}
