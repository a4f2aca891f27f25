package core_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// quarrel is two devices with one topic that both have changed: b's title won
// everywhere, a's is kept as a conflict.
type quarrel struct {
	t       *testing.T
	relay   *coretest.Relay
	a, b    *device
	dataset string
	topic   string
}

func newQuarrel(t *testing.T) *quarrel {
	t.Helper()
	q := &quarrel{t: t, relay: newRelay(t), a: newDevice(t, classSchema), b: newDevice(t, classSchema)}
	q.dataset = enroll(t, q.relay, q.a, q.b)
	q.topic = q.a.put("topic", map[string]any{"dataset_id": q.dataset, "title": "base"})
	q.settle()
	q.a.title("of a")
	q.b.title("of b")
	q.settle()
	for _, d := range []*device{q.a, q.b} {
		d.wantTitle("of b")
		d.wantLost(1, "of a")
	}
	return q
}

func (d *device) title(title string) { d.t.Helper(); d.exec("UPDATE topic SET title = ?1", title) }

func (d *device) wantTitle(title string) {
	d.t.Helper()
	if got := d.rows("SELECT title FROM topic"); got != title {
		d.t.Errorf("the title is %q, want %q", got, title)
	}
}

// settle syncs until all know everything.
func (q *quarrel) settle() {
	q.t.Helper()
	for range 2 {
		q.a.sync(q.relay)
		q.b.sync(q.relay)
	}
}

// wantLost compares the lost titles of all conflicts, and the status.
func (d *device) wantLost(records int64, titles ...string) {
	d.t.Helper()
	var got []string
	for _, c := range d.conflicts() {
		for _, lost := range c.Lost {
			var row struct{ Title string }
			d.must(json.Unmarshal(lost, &row))
			got = append(got, row.Title)
		}
	}
	if strings.Join(got, "; ") != strings.Join(titles, "; ") {
		d.t.Errorf("lost titles %q, want %q", got, titles)
	}
	status, err := d.Status(d.t.Context())
	d.must(err)
	if status.Conflicts != records {
		d.t.Errorf("status counts %d conflicts, want %d", status.Conflicts, records)
	}
}

func (d *device) conflicts() []core.Conflict {
	d.t.Helper()
	list, err := d.Conflicts(d.t.Context())
	d.must(err)
	return list
}

func (d *device) resolve(id, values string) {
	d.t.Helper()
	d.must(d.Resolve(d.t.Context(), "topic", id, []byte(values)))
}

// A conflict that was settled is gone here at once, on every device after the
// next syncs, and does not come back with later versions of the record.
func TestFaultConflictThatWasSettled(t *testing.T) {
	lost := func(q *quarrel) string { return string(q.a.conflicts()[0].Lost[0]) }
	for _, c := range []struct {
		name, title string
		values      func(q *quarrel) string
	}{
		{"kept", "of b", func(*quarrel) string { return "" }},
		{"kept, no columns", "of b", func(*quarrel) string { return "{}" }},
		{"other values", "of both", func(*quarrel) string { return `{"title": "of both"}` }},
		{"an array of one", "of both", func(*quarrel) string { return `[{"title": "of both"}]` }},
		{"what was lost", "of a", lost},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := newQuarrel(t)
			q.a.resolve(q.topic, c.values(q))
			q.a.wantTitle(c.title)
			q.a.wantLost(0)
			if status, err := q.a.Status(t.Context()); err != nil || status.Unsynced != 1 {
				t.Errorf("unsynced %d: %v", status.Unsynced, err)
			}
			q.settle()
			for _, d := range []*device{q.a, q.b} {
				d.wantTitle(c.title)
				d.wantLost(0)
				if got := d.rows("SELECT count(*) FROM morango_store WHERE conflicting_serialized_data <> ''"); got != "0" {
					t.Errorf("%s records keep conflicting values", got)
				}
				if got := d.rows("SELECT count(*) FROM amora_resolved"); got != "0" {
					t.Errorf("%s marks are left", got)
				}
			}
			q.b.title("later")
			q.settle()
			for _, d := range []*device{q.a, q.b} {
				d.wantTitle("later")
				d.wantLost(0)
			}
			if got := q.a.sync(q.relay); got.Pushed+got.Pulled != 0 {
				t.Errorf("syncs go on: %+v", got)
			}
		})
	}
}

// Settled again, by a second click or after another device did, nothing
// happens: no version is made of nothing.
func TestResolveAgain(t *testing.T) {
	q := newQuarrel(t)
	q.a.resolve(q.topic, "")
	q.settle()
	q.b.resolve(q.topic, "")
	if got := q.b.sync(q.relay); got.Pushed != 0 {
		t.Errorf("%+v", got)
	}
	q.b.resolve(q.topic, `{"title": "chosen late"}`)
	q.settle()
	q.a.wantTitle("chosen late")
}

// What comes between resolve and the next sync is a conflict of its own; the
// settled values stay settled.
func TestResolveMeetsNewerVersion(t *testing.T) {
	q := newQuarrel(t)
	q.b.title("newer of b")
	q.b.sync(q.relay)
	q.a.resolve(q.topic, `{"title": "of both"}`)
	q.settle()
	for _, d := range []*device{q.a, q.b} {
		d.wantTitle("of both")
		d.wantLost(1, "newer of b")
	}
	q.b.resolve(q.topic, "")
	q.settle()
	q.a.wantLost(0)
}

// Two devices settle the same conflict at once: only their own values are in
// conflict then.
func TestResolveOnBothDevices(t *testing.T) {
	q := newQuarrel(t)
	q.a.resolve(q.topic, `{"title": "chosen by a"}`)
	q.b.resolve(q.topic, `{"title": "chosen by b"}`)
	q.settle()
	q.a.wantTitle("chosen by b")
	for _, d := range []*device{q.a, q.b} {
		d.wantLost(1, "chosen by a")
	}
}

func TestResolveDeletedRecord(t *testing.T) {
	for _, c := range []struct{ name, values, title string }{
		{"stays deleted", "", ""},
		{"comes back", `{"title": "back"}`, "back"},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := newQuarrel(t)
			q.b.exec("DELETE FROM topic")
			q.settle()
			q.a.wantTitle("")
			q.a.wantLost(1, "of a")
			q.a.resolve(q.topic, c.values)
			q.a.wantLost(0)
			q.settle()
			for _, d := range []*device{q.a, q.b} {
				d.wantTitle(c.title)
				d.wantLost(0)
			}
		})
	}
	t.Run("deleted here, not synced yet", func(t *testing.T) {
		q := newQuarrel(t)
		q.a.exec("DELETE FROM topic")
		q.a.resolve(q.topic, "")
		q.settle()
		q.b.wantTitle("")
		q.b.wantLost(0)
	})
	t.Run("deleted after it was settled", func(t *testing.T) {
		q := newQuarrel(t)
		q.a.resolve(q.topic, "")
		q.a.exec("DELETE FROM topic")
		q.settle()
		q.b.wantTitle("")
		q.b.wantLost(0)
	})
}

// A record whose newer version waits in quarantine is settled by values that
// can be applied.
func TestResolveQuarantinedRecord(t *testing.T) {
	q := newQuarrel(t)
	q.a.exec("CREATE UNIQUE INDEX own ON topic (title)")
	q.a.put("topic", map[string]any{"dataset_id": q.dataset, "title": "taken"})
	q.b.exec("UPDATE topic SET title = 'taken' WHERE id = ?1", q.topic)
	q.b.sync(q.relay)
	q.a.sync(q.relay)
	if list, err := q.a.Quarantine(t.Context()); err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	checkCode(t, "kept", q.a.Resolve(t.Context(), "topic", q.topic, nil), fault.Constraint)
	q.a.resolve(q.topic, `{"title": "free"}`)
	q.settle()
	if list, err := q.a.Quarantine(t.Context()); err != nil || len(list) != 0 {
		t.Error(list, err)
	}
	for _, d := range []*device{q.a, q.b} {
		if got := d.rows("SELECT title FROM topic ORDER BY title"); got != "free\ntaken" {
			t.Errorf("titles %q", got)
		}
		d.wantLost(0)
	}
}

// A live sync carries it: serialized with the write itself.
func TestResolveLive(t *testing.T) {
	q := newQuarrel(t)
	_, stop := q.a.live(q.relay)
	defer stop()
	q.a.resolve(q.topic, `{"title": "of both"}`)
	room(t, q.relay, q.dataset).eventually("SELECT serialized ->> 'title', conflicting_serialized_data FROM morango_store", "of both")
	q.b.sync(q.relay)
	q.b.wantTitle("of both")
	q.b.wantLost(0)
}

func TestResolveRefused(t *testing.T) {
	q := newQuarrel(t)
	learner := newDevice(t, classSchema)
	invite, err := q.a.Invite(t.Context(), core.InviteRequest{Scope: "learner", Params: map[string]string{"user_id": hexID("1")}})
	q.a.must(err)
	_, err = learner.Join(t.Context(), invite)
	learner.must(err)
	learner.sync(q.relay)
	for _, c := range []struct {
		name, model, id, values string
		code                    fault.Code
	}{
		{"unknown model", "nothing", q.topic, "", fault.UnknownModel},
		{"unknown record", "topic", hexID("9"), "", fault.BadID},
		{"unknown record with values", "topic", hexID("9"), `{"title": "x"}`, fault.BadID},
		{"of another model", "answer", q.topic, "", fault.BadID},
		{"unknown column", "topic", q.topic, `{"titel": "x"}`, fault.UnknownColumn},
		{"another id", "topic", q.topic, `{"id": "` + hexID("9") + `", "title": "x"}`, fault.BadID},
		{"a place that may not be written", "topic", q.topic, `{"dataset_id": "` + hexID("9") + `"}`, fault.NotWritable},
		{"a wrong value", "topic", q.topic, `{"title": 1}`, fault.BadValue},
		{"a required column", "topic", q.topic, `{"title": null}`, fault.Required},
		{"a key twice", "topic", q.topic, `{"title": "x", "title": "y"}`, fault.BadValue},
		{"two objects", "topic", q.topic, `[{"title": "x"}, {"title": "y"}]`, fault.BadValue},
		{"no object", "topic", q.topic, `[1]`, fault.BadValue},
		{"no JSON", "topic", q.topic, `title`, fault.BadValue},
		{"half a character", "topic", q.topic, `{"title": "\ud800"}`, fault.BadValue},
	} {
		checkCode(t, c.name, q.a.Resolve(t.Context(), c.model, c.id, []byte(c.values)), c.code)
	}
	q.a.wantTitle("of b")
	q.a.wantLost(1, "of a")
	for _, values := range []string{"", `{"title": "x"}`} {
		checkCode(t, "outside the write scope", learner.Resolve(t.Context(), "topic", q.topic, []byte(values)), fault.NotWritable)
	}
	q.b.exec("DELETE FROM topic")
	q.settle()
	learner.sync(q.relay)
	checkCode(t, "a deleted one outside the write scope", learner.Resolve(t.Context(), "topic", q.topic, nil), fault.NotWritable)
	learner.wantLost(1, "of a")
}

// Columns of a newer version of the app stand in conflicting values: an older
// one takes such values as they are, and leaves those columns alone.
func TestResolveWithColumnsOfNewerApp(t *testing.T) {
	q := newQuarrel(t)
	lost := string(q.a.conflicts()[0].Lost[0])
	newer := strings.TrimSuffix(lost, "}") + `,"colour":"red"}`
	q.a.must(q.a.DB().Update(t.Context(), func(tx sqldb.Tx) error {
		_, err := tx.Exec(`UPDATE morango_store SET serialized = json_set(serialized, '$.colour', 'green'), conflicting_serialized_data = ?1`, newer+"\n")
		return err
	}))
	q.a.resolve(q.topic, newer)
	q.settle()
	q.b.wantTitle("of a")
	if got := q.b.rows("SELECT serialized ->> 'colour' FROM morango_store"); got != "green" {
		t.Errorf("colour %q", got)
	}
}

func TestResolveHasReceipt(t *testing.T) {
	q := newQuarrel(t)
	n := 0
	ctx := core.WithReceipt(t.Context(), func(sqldb.Tx, any) error { n++; return nil })
	q.a.must(q.a.Resolve(ctx, "topic", q.topic, nil))
	if n != 1 {
		t.Errorf("%d receipts", n)
	}
}
