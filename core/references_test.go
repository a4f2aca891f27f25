package core_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// TestFaultC1CapturedColumns: a reference is looked up by the referring row's
// column, whatever columns the target, the Store and SQLite's table functions
// have.
func TestFaultC1CapturedColumns(t *testing.T) {
	for _, name := range []string{"parent_id", "parent", "profile", "model_name", "deleted", "hard_deleted", "serialized", "deserialization_error",
		"reason", "value", "key", "json", "atom", "x", "t", "r"} {
		t.Run(name, func(t *testing.T) {
			schema := strings.ReplaceAll(`{"profile": "test", "models": [
 {"name": "folder", "table": "folder", "partition": "`+wireDataset+`", "source": null, "columns": {"name": "text", "NAME": "uuid?"}},
 {"name": "file", "table": "file", "partition": "`+wireDataset+`", "source": null, "columns": {"NAME": "uuid?", "up": "uuid?"},
  "references": {"NAME": "folder", "up": "file"}},
 {"name": "tree", "table": "back", "partition": "`+wireDataset+`", "source": null, "columns": {"NAME": "uuid?", "file": "uuid?"},
  "references": {"NAME": "tree", "file": "file"}}]}`, "NAME", name)
			a, b, c := newDevice(t, schema), newDevice(t, schema), newDevice(t, schema)
			folder := a.put("folder", map[string]any{"name": "f"})
			file := a.put("file", map[string]any{name: folder})
			below := a.put("file", map[string]any{name: folder, "up": file})
			root := a.put("tree", map[string]any{"file": file})
			a.put("tree", map[string]any{name: root, "file": below})
			const all = "SELECT * FROM folder UNION ALL SELECT * FROM file UNION ALL SELECT * FROM back ORDER BY 1"
			if move(t, a, b); b.reasons() != "" || b.rows(all) != a.rows(all) {
				t.Fatalf("%q in quarantine, rows\n%s\nwant\n%s", b.reasons(), b.rows(all), a.rows(all))
			}
			a.exec("DELETE FROM folder")
			b.put("tree", map[string]any{"file": b.put("file", map[string]any{name: folder, "up": below})})
			move(t, a, c)
			for range 2 {
				move(t, b, c)
				move(t, c, b)
			}
			if b.rows(all) != "" || c.rows(all) != "" || b.reasons() != "" || c.reasons() != "" {
				t.Errorf("the folder was deleted, b has %q and %q waiting, c %q and %q", b.rows(all), b.reasons(), c.rows(all), c.reasons())
			}
		})
	}
}

// TestFaultC1JSONColumns: SQLite's table functions have columns of their own.
func TestFaultC1JSONColumns(t *testing.T) {
	for _, name := range []string{"json", "value", "key", "atom", "root", "type", "x"} {
		schema := `{"profile": "test", "models": [{"name": "m", "table": "m", "partition": "` + wireDataset + `", "source": null, "columns": {"` + name + `": "json?"}}]}`
		a, b := newDevice(t, schema), newDevice(t, schema)
		a.put("m", map[string]any{name: []any{"\U0001f389", "\\ud83c"}})
		a.exec(`INSERT INTO m ("`+name+`") VALUES (?1)`, `["\ud83c\udf89",{"\ud83c\udf89":1}]`)
		const all = "SELECT * FROM m ORDER BY 1"
		if move(t, a, b); b.reasons() != "" || b.rows(all) != a.rows(all) {
			t.Errorf("%s: %q in quarantine, rows\n%s\nwant\n%s", name, b.reasons(), b.rows(all), a.rows(all))
		}
	}
}

// TestFaultC2CircleOfTwoDevices: a circle that neither of two devices could
// see is the same on those that join later.
func TestFaultC2CircleOfTwoDevices(t *testing.T) {
	relay := newRelay(t)
	c, d, late, later := newDevice(t, classSchema), newDevice(t, classSchema), newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, c, d, late, later)
	topic := func(title string, parent any) string {
		return c.put("topic", map[string]any{"dataset_id": dataset, "title": title, "parent_id": parent})
	}
	p, q := topic("p", nil), topic("q", nil)
	below := topic("below", q)
	c.put("answer", map[string]any{"dataset_id": dataset, "user_id": testUser, "question": "1", "text": "x", "topic_id": below})
	c.sync(relay)
	d.sync(relay)
	c.exec("UPDATE topic SET parent_id = ?1 WHERE id = ?2", q, p)
	d.exec("UPDATE topic SET parent_id = ?1 WHERE id = ?2", p, q)
	want := func(tree, answers string, all ...*device) {
		t.Helper()
		for i, x := range all {
			x.sync(relay)
			if x.tree() != tree || x.answers() != answers {
				t.Errorf("device %d: %q, %q, want %q", i, x.tree(), x.answers(), tree)
			}
		}
	}
	c.sync(relay)
	want("below<q p<q q<p", "1=x", d, c, late)
	late.exec("UPDATE topic SET parent_id = id WHERE title = 'p'")
	want("below<q p<p q<p", "1=x", late, c, d, later)
	d.exec("UPDATE topic SET parent_id = NULL WHERE title = 'p'")
	want("below<q p q<p", "1=x", d, c, late, later)
	c.exec("UPDATE topic SET parent_id = ?1 WHERE title = 'p'", below)
	want("below<q p<below q<p", "1=x", c, d, late, later)
	later.exec("DELETE FROM topic WHERE title = 'q'")
	want("", "", later, c, d, late)
}

// TestFaultC3SelfReferenceFollows: field 4 of a record is the row's parent.
func TestFaultC3SelfReferenceFollows(t *testing.T) {
	a, b := newDevice(t, classSchema), newDevice(t, classSchema)
	topic := func(title string) string {
		return a.put("topic", map[string]any{"dataset_id": wireDataset, "title": title})
	}
	kid, p1, p2 := topic("kid"), topic("p1"), topic("p2")
	for _, parent := range []string{p1, p2, "", p1} {
		a.exec("UPDATE topic SET parent_id = nullif(?1, '') WHERE id = ?2", parent, kid)
		move(t, a, b)
		for _, d := range []*device{a, b} {
			if got := d.rows("SELECT _self_ref_fk FROM morango_store WHERE id = '" + kid + "'"); got != parent {
				t.Errorf("under %q the Store has %q", parent, got)
			}
		}
	}
}

// TestFollowersOfADeletedRecord: all that hangs on a deleted record goes at
// once, through other models as well, and none of it waits in quarantine.
func TestFollowersOfADeletedRecord(t *testing.T) {
	id := func(name string) string { return wireTopic(name, "").id() }
	for _, hard := range []string{"0", "1"} {
		d := newDevice(t, classSchema)
		gone := wireTopic("a", "").with(atDeleted, "1").with(atHard, hard).version(aliceDevice, 2)
		got := d.pull(gone, wireTopic("d", id("c")), wireTopic("c", id("b")), wireTopic("b", id("a")), wireTopic("x", ""),
			wireAnswer("q", "x").field("topic_id", quoted(id("d"))))
		if d.tree() != "x" || d.answers() != "" || got.Applied.Quarantined != 0 {
			t.Errorf("hard %s: %q, %q", hard, d.tree(), d.answers())
		}
		d.must(d.DB().Update(t.Context(), func(tx sqldb.Tx) error { _, err := d.Engine().Serialize(tx, value.Filter{wireDataset}); return err }))
		if got := d.rows("SELECT count(*) FROM morango_store WHERE deleted = 1 AND hard_deleted = " + hard); got != "5" {
			t.Errorf("hard %s: %s of 5 records are deleted so", hard, got)
		}
	}
}

// forest is a simulation of devices with random models that refer to each
// other and to themselves.
type forest struct {
	t       *testing.T
	random  *rand.Rand
	schema  *schema.Schema
	text    string
	relay   *coretest.Relay
	dataset string
	devices []*device
	trace   []string
}

// TestPropertyC: a record waits in quarantine only for a reason that is true,
// and no longer than it is true; devices of one scope that have synced show
// the same rows, however and whenever they joined.
func TestPropertyC(t *testing.T) {
	coretest.EachSeed(t, 12, func(t *testing.T, seed uint64) {
		f := newForest(t, rand.New(rand.NewPCG(seed, 5)))
		for range 60 {
			f.step()
		}
		f.join()
		f.settle()
		f.join()
		f.settle()
		f.check()
		if t.Failed() {
			t.Logf("%s\n%s", f.text, strings.Join(f.trace, "\n"))
		}
	})
}

// newForest draws models. Names come from a small pool, and are those of the
// engine's and of SQLite's own columns.
func newForest(t *testing.T, random *rand.Rand) *forest {
	f := &forest{t: t, random: random, relay: newRelay(t)}
	pool := []string{"parent_id", "parent", "profile", "model_name", "deleted", "serialized", "reason", "json", "key", "value", "x", "r", "t"}
	tables := []string{"lost", "back", "t", "r", "s", "a", "w", "d", "applicable", "x"}
	random.Shuffle(len(tables), func(i, j int) { tables[i], tables[j] = tables[j], tables[i] })
	var models []map[string]any
	for i := range 2 + random.IntN(3) {
		columns, references := map[string]any{"dataset_id": "uuid", "n": "integer?"}, map[string]string{}
		random.Shuffle(len(pool), func(i, j int) { pool[i], pool[j] = pool[j], pool[i] })
		for k := range 1 + random.IntN(3) {
			columns[pool[k]] = "uuid?"
			if target := random.IntN(i + 1); target < i || !slices.Contains(slices.Collect(maps.Values(references)), fmt.Sprint("m", i)) {
				references[pool[k]] = fmt.Sprint("m", target)
			}
		}
		columns[pool[4]], columns[pool[5]] = "json?", "text?"
		models = append(models, map[string]any{"name": fmt.Sprint("m", i), "table": tables[i], "partition": "${dataset_id}", "source": nil,
			"columns": columns, "references": references})
	}
	text, err := json.Marshal(map[string]any{"profile": "test", "models": models, "scopes": []any{map[string]any{
		"id": "full", "version": 1, "primary_scope_param_key": "dataset_id", "read_write_filter_template": "${dataset_id}"}}})
	if err != nil {
		t.Fatal(err)
	}
	f.text = string(text)
	first, second := newDevice(t, f.text), newDevice(t, f.text)
	f.schema = first.Schema()
	f.dataset = enroll(t, f.relay, first, second)
	f.devices = []*device{first, second}
	return f
}

// note keeps what was done for the trace of a failed seed.
func (f *forest) note(format string, args ...any) {
	f.trace = append(f.trace, fmt.Sprintf(format, args...))
}

// join adds a device that joins now.
func (f *forest) join() {
	f.t.Helper()
	f.note("join %d", len(f.devices))
	d := newDevice(f.t, f.text)
	invite, err := f.devices[0].Invite(f.t.Context(), core.InviteRequest{Scope: "full", Params: map[string]string{"dataset_id": f.dataset}, Relay: "ws://relay"})
	d.must(err)
	_, err = d.Join(f.t.Context(), invite)
	d.must(err)
	d.sync(f.relay)
	f.devices = append(f.devices, d)
}

// step is one random act of one random device.
func (f *forest) step() {
	f.t.Helper()
	i := f.random.IntN(len(f.devices))
	d, m := f.devices[i], f.schema.Models[f.random.IntN(len(f.schema.Models))]
	switch n := f.random.IntN(20); {
	case n < 7:
		row := map[string]any{"dataset_id": f.dataset, "n": f.random.IntN(100)}
		for column, target := range m.References {
			row[column] = f.anyRow(d, target.Models[0])
		}
		f.note("%d put %s %v = %s", i, m.Name, row, d.put(m.Name, row))
	case n < 13:
		for column, target := range m.References {
			id, to := f.anyRow(d, m.Name), f.anyRow(d, target.Models[0])
			f.note("%d %s %v.%s = %v", i, m.Name, id, column, to)
			d.exec(`UPDATE "`+m.Table+`" SET "`+column+`" = ?1 WHERE id = ?2`, to, id)
			break
		}
	case n < 15:
		id := f.anyRow(d, m.Name)
		f.note("%d delete %s %v", i, m.Name, id)
		d.exec(`DELETE FROM "`+m.Table+`" WHERE id = ?1`, id)
	case n == 15 && len(f.devices) < 4:
		f.join()
	default:
		f.note("%d sync", i)
		d.sync(f.relay)
	}
}

// anyRow is the id of a random row, or nil.
func (f *forest) anyRow(d *device, model string) any {
	ids := strings.Fields(d.rows(`SELECT id FROM "` + f.schema.Model(model).Table + `" ORDER BY id`))
	if len(ids) == 0 || f.random.IntN(6) == 0 {
		return nil
	}
	return ids[f.random.IntN(len(ids))]
}

// settle syncs until nothing moves any more.
func (f *forest) settle() {
	f.t.Helper()
	for range 10 {
		moved := int64(0)
		for _, d := range f.devices {
			got := d.sync(f.relay)
			moved += got.Pulled + got.Pushed
		}
		f.note("all sync: %d records", moved)
		if moved == 0 {
			return
		}
	}
	f.t.Error("there is no end to the syncing")
}

// check compares the devices. All share one scope and one schema, so there is
// no reason for any record to wait.
func (f *forest) check() {
	f.t.Helper()
	for _, m := range f.schema.Models {
		all := `SELECT * FROM "` + m.Table + `" ORDER BY id`
		for i, d := range f.devices {
			if want, got := f.devices[0].rows(all), d.rows(all); got != want {
				f.t.Errorf("%s on device %d:\n%s\nwant\n%s", m.Name, i, got, want)
			}
		}
	}
	for i, d := range f.devices {
		if reasons := d.reasons(); reasons != "" {
			f.t.Errorf("in quarantine on device %d: %s", i, reasons)
		}
		if broken := d.rows("PRAGMA foreign_key_check"); broken != "" {
			f.t.Errorf("dangling on device %d: %s", i, broken)
		}
	}
}

// TestReferenceOfAnotherFilter: what waits under one filter is applied as
// soon as a transfer under another one brings what it waits for.
func TestReferenceOfAnotherFilter(t *testing.T) {
	relay := newRelay(t)
	a, b := newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, a, b)
	topic := a.put("topic", map[string]any{"dataset_id": dataset, "title": "t"})
	a.put("answer", map[string]any{"dataset_id": dataset, "user_id": testUser, "question": "q", "text": "x", "topic_id": topic})
	a.sync(relay)
	by := func(filter string) {
		t.Helper()
		_, err := b.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{Pull: true, Filter: value.Filter{dataset + filter}})
		b.must(err)
	}
	if by(":user:" + testUser); b.answers() != "" || b.reasons() != "missing_reference: topic_id (retried)" {
		t.Errorf("without the topic: %q, %q in quarantine", b.answers(), b.reasons())
	}
	if by(":shared"); b.answers() != "q=x" || b.reasons() != "" {
		t.Errorf("with the topic: %q, %q in quarantine", b.answers(), b.reasons())
	}
}
