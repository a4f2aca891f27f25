package core_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// lived makes a database that has something in every table.
func lived(t *testing.T) *device {
	relay := newRelay(t)
	a, b := newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, a, b)
	top := a.put("topic", map[string]any{"dataset_id": dataset, "title": "top"})
	a.put("topic", map[string]any{"dataset_id": dataset, "title": "sub", "parent_id": top})
	for _, q := range []string{"1", "2", "3"} {
		a.put("answer", map[string]any{"dataset_id": dataset, "user_id": testUser, "question": q, "text": "it's\n" + q, "score": 0.5, "topic_id": top})
	}
	a.sync(relay)
	b.sync(relay)
	b.exec("UPDATE answer SET text = 'hers' WHERE question = '2'")
	a.exec("UPDATE answer SET text = 'his' WHERE question = '2'")
	b.exec("DELETE FROM answer WHERE question = '3'")
	b.sync(relay)
	a.sync(relay)
	b.sync(relay)
	a.pull(wireAnswer("kept", "x").with(atID, quoted(hexID("1"))), wireAnswer("waits", "x").field("topic_id", quoted(hexID("9"))),
		honest("badge", wireDataset, "unknown", map[string]any{"of": "a newer build"}))
	a.must(a.DB().Update(t.Context(), func(tx sqldb.Tx) error {
		if err := useNonce(tx, a.Engine()); err != nil {
			return err
		}
		s, err := a.Engine().Start(tx, pipeline.Transfer{ID: halfway, SyncSession: halfway, Filter: value.Filter{wireDataset}})
		if err != nil {
			return err
		}
		s.ServerFSIC, s.RecordsTotal = `{"super": {}, "sub": {}}`, 2
		_, err = a.Engine().WriteChunk(tx, s, pipeline.Chunk{Count: 1, Records: chunkText(wireAnswer("first half", "x"))})
		return err
	}))
	a.must(a.Delete(t.Context(), "answer", a.rows("SELECT id FROM answer WHERE question = '1'"), true))
	a.put("answer", map[string]any{"dataset_id": dataset, "user_id": testUser, "question": "4", "text": "unsynced"})
	// Idle for no time at all, whenever this is read.
	a.engine("UPDATE morango_transfersession SET last_activity_timestamp = '9999-01-01T00:00:00.000000Z' WHERE id = ?1", halfway)
	return a
}

// halfway is the transfer that lived leaves unfinished.
var halfway = hexID("5")

// TestVersions opens a database of every version that there has been: it has
// the tables of a new one afterwards, and works.
//
// UPDATE_VERSIONS=1 writes the one of this build, if it is not there yet. What
// has been released is never written anew.
func TestVersions(t *testing.T) {
	current := filepath.Join("testdata", "versions", fmt.Sprint(len(core.Migrations()), ".sql"))
	if _, err := os.Stat(current); os.IsNotExist(err) && os.Getenv("UPDATE_VERSIONS") != "" {
		if err := os.WriteFile(current, []byte(coretest.Dump(t, lived(t).DB())), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i := range core.Migrations() {
		t.Run(fmt.Sprint("version ", i+1), func(t *testing.T) {
			script, err := os.ReadFile(filepath.Join("testdata", "versions", fmt.Sprint(i+1, ".sql")))
			if err != nil {
				t.Fatalf("%v; UPDATE_VERSIONS=1 writes that of this build", err)
			}
			db := memory(t)
			coretest.Load(t, db, string(script))
			schema, err := schema.Parse([]byte(classSchema))
			if err != nil {
				t.Fatal(err)
			}
			in, err := core.Open(t.Context(), db, core.Options{Schema: schema})
			if err != nil {
				t.Fatal(err)
			}
			stillWorks(t, &device{in, t})
		})
	}
}

// TestVersionsOfSchema: such a database goes on with a later version of its app at
// once, and back.
func TestVersionsOfSchema(t *testing.T) {
	later := strings.NewReplacer(`"profile":`, `"version": 2, "profile":`, `"title": "text"`, `"names": {"type": "json", "was": "title"}, "rank": {"type": "integer", "backfill": 7}`,
		`"table": "answer"`, `"table": "answers"`).Replace(classSchema)
	for i := range core.Migrations() {
		t.Run(fmt.Sprint("version ", i+1), func(t *testing.T) {
			script, err := os.ReadFile(filepath.Join("testdata", "versions", fmt.Sprint(i+1, ".sql")))
			if err != nil {
				t.Fatal(err)
			}
			db := memory(t)
			coretest.Load(t, db, string(script))
			s, err := schema.Parse([]byte(later))
			if err != nil {
				t.Fatal(err)
			}
			in, err := core.Open(t.Context(), db, core.Options{Schema: s})
			if err != nil {
				t.Fatal(err)
			}
			d := &device{in, t}
			if got := d.rows("SELECT names ->> '$' || rank FROM topic ORDER BY names"); got != "sub7\ntop7" {
				t.Errorf("topics %q", got)
			}
			if got := d.rows("SELECT question || '=' || text FROM answers ORDER BY question"); got != "2=his\n4=unsynced" {
				t.Errorf("answers %q", got)
			}
			d.upgrade(classSchema)
			for sql, want := range map[string]string{
				"PRAGMA integrity_check":                                       "ok",
				"PRAGMA foreign_key_check":                                     "",
				"SELECT title FROM topic ORDER BY title":                       "sub\ntop",
				"SELECT question || '=' || text FROM answer ORDER BY question": "2=his\n4=unsynced",
			} {
				if got := d.rows(sql); got != want {
					t.Errorf("%s: %q, want %q", sql, got, want)
				}
			}
		})
	}
}

// stillWorks looks at what lived has left, and goes on from there.
func stillWorks(t *testing.T, d *device) {
	t.Helper()
	const tables = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY type, name"
	if x, y := d.rows(tables), newDevice(t, classSchema).rows(tables); x != y {
		t.Errorf("the tables are\n%s\nthose of a new database\n%s", x, y)
	}
	for _, check := range []struct{ sql, want string }{
		{"PRAGMA integrity_check", "ok"},
		{"PRAGMA foreign_key_check", ""},
		{"SELECT title FROM topic ORDER BY title", "sub\ntop"},
		{"SELECT question || '=' || text FROM answer ORDER BY question", "2=his\n4=unsynced"},
		{"SELECT count(*) FROM morango_harddeletedmodels", "1"},
		{"SELECT count(*) FROM morango_buffer", "1"},
		{"SELECT count(*) > 3 FROM morango_databasemaxcounter", "1"},
	} {
		if got := d.rows(check.sql); got != check.want {
			t.Errorf("%s: %q, want %q", check.sql, got, check.want)
		}
	}
	if got := d.reasons(); got != "bad_id, missing_reference: topic_id (retried)" {
		t.Errorf("quarantine %q", got)
	}
	if list, err := d.Conflicts(t.Context()); err != nil || len(list) != 1 || len(list[0].Lost) != 1 {
		t.Errorf("conflicts %v, %v", list, err)
	}
	status, err := d.Status(t.Context())
	if err != nil || status.Room == "" || len(status.Certificates) != 1 || status.Unsynced != 2 {
		t.Errorf("%+v, %v", status, err)
	}
	d.must(d.DB().Update(t.Context(), func(tx sqldb.Tx) error {
		s, err := d.Engine().Transfer(tx, halfway)
		if err != nil {
			return err
		}
		s.RecordsTotal = 2
		s.ServerFSIC = `{"super": {}, "sub": {}}`
		s, err = d.Engine().WriteChunk(tx, s, pipeline.Chunk{Offset: 1, Count: 1, Records: chunkText(wireAnswer("second half", "x"))})
		if err != nil {
			return err
		}
		if s, err = d.Engine().Dequeue(tx, s); err != nil {
			return err
		}
		_, err = d.Engine().Deserialize(tx, s.Filter)
		return err
	}))
	other := newDevice(t, classSchema)
	move(t, d, other, status.Room, wireDataset)
	const all = "SELECT question, text FROM answer ORDER BY question"
	if x, y := d.rows(all), other.rows(all); x != y || strings.Count(x, "\n") != 3 {
		t.Errorf("it has\n%s\nand has sent\n%s", x, y)
	}
}

// TestNewerDatabase: a database that a newer build has written is left alone.
func TestNewerDatabase(t *testing.T) {
	d := newDevice(t, classSchema)
	next := fmt.Sprint(len(core.Migrations()) + 1)
	for _, version := range []string{next, "1000", "99999999999999999999", "0", "-1", "1.0", "x"} {
		d.engine("UPDATE amora_meta SET value = ?1 WHERE key = 'version'", version)
		d.engine("UPDATE amora_meta SET value = 'older' WHERE key = 'triggers'") // what else would be written
		before := coretest.Dump(t, d.DB())
		_, err := core.Open(t.Context(), d.DB(), core.Options{Schema: d.Schema(), NewIdentity: true})
		wantCode(t, err, fault.NewerDatabase, "version")
		if after := coretest.Dump(t, d.DB()); after != before {
			t.Errorf("version %s: refused, and yet changed", version)
		}
	}
}

// TestMigrationFails: what a migration did before it failed is undone, those
// before it included.
func TestMigrationFails(t *testing.T) {
	const second = "ALTER TABLE amora_quarantine ADD COLUMN second TEXT NOT NULL DEFAULT ''\n\nUPDATE amora_quarantine SET second = 'x'"
	const third = "CREATE TABLE third (x)\n\nINSERT INTO third VALUES (1)\n\nUPDATE morango_store SET serialized = '{}'\n\n-- fails\nINSERT INTO nowhere VALUES (1)"
	migrate := func(d sqldb.DB, scripts ...string) error {
		return d.Update(t.Context(), func(tx sqldb.Tx) error { return core.Migrate(tx, append(slices.Clone(core.Migrations()), scripts...)) })
	}
	old := lived(t)
	for name, db := range map[string]sqldb.DB{"new": memory(t), "with data": old.DB()} {
		before := coretest.Dump(t, db)
		if err := migrate(db, second, third); err == nil || !strings.Contains(err.Error(), "nowhere") || !strings.Contains(err.Error(), fmt.Sprint("migration ", len(core.Migrations())+2)) {
			t.Errorf("%s: error %v", name, err)
		}
		if after := coretest.Dump(t, db); after != before {
			t.Errorf("%s: failed, and yet changed", name)
		}
	}
	if _, err := core.Open(t.Context(), old.DB(), core.Options{Schema: old.Schema()}); err != nil {
		t.Errorf("the build before no longer opens it: %v", err)
	}
	fixed := strings.Replace(third, "nowhere", "third", 1)
	old.must(migrate(old.DB(), second, fixed))
	const found = "SELECT (SELECT value FROM amora_meta WHERE key = 'version'), (SELECT count(*) FROM third), (SELECT min(second) FROM amora_quarantine)"
	want := fmt.Sprint(len(core.Migrations())+2, " 2 x")
	if got := old.rows(found); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	old.must(migrate(old.DB(), second, fixed)) // once only
	if got := old.rows(found); got != want {
		t.Errorf("again: %q, want %q", got, want)
	}
	_, err := core.Open(t.Context(), old.DB(), core.Options{Schema: old.Schema()})
	wantCode(t, err, fault.NewerDatabase, "")
}
