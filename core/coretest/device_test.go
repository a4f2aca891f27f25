package coretest_test

import (
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

const notes = `{
 "profile": "notes",
 "scopes": [{"id": "all", "version": 1, "primary_scope_param_key": "notebook", "read_write_filter_template": "${notebook}"}],
 "models": [{"name": "note", "table": "note", "partition": "${notebook}", "source": null,
  "columns": {"notebook": "uuid", "text": "text"}}]}`

// memory is a database that lives as long as the test.
func memory(t testing.TB) sqldb.DB {
	t.Helper()
	db, err := sqlitedb.Open(t.Context(), sqlitedb.Memory, sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// TestResolveKeepsJSONStrings: a row that comes back by Resolve has what it had
// in the columns that are not named, to the byte.
func TestResolveKeepsJSONStrings(t *testing.T) {
	relay := coretest.NewRelay(t, func() sqldb.DB { return memory(t) })
	d := coretest.NewDevice(t, memory(t), strings.Replace(notes, `"text": "text"`, `"text": "text", "data": "json"`, 1))
	notebook := d.Enroll(relay, "all")
	for _, data := range []string{`"5"`, `"true"`, `"[1]"`, `"\"5\""`, `"text"`, `5`, `true`, `[1,"5"]`, `{"a":"5"}`} {
		id := d.Put("note", map[string]string{"notebook": notebook, "text": "first", "data": data})
		d.Sync(relay)
		d.Delete("note", id)
		d.Sync(relay)
		if err := d.Instance.Resolve(t.Context(), "note", id, []byte(`{"text": "back"}`)); err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		if got := d.Rows("SELECT data FROM note WHERE id = ?1", id); got != data {
			t.Errorf("%s came back as %s", data, got)
		}
	}
}

// TestDevice: two devices edit one note offline. What lost is kept, in the
// Store of both, and a deletion arrives.
func TestDevice(t *testing.T) {
	relay := coretest.NewRelay(t, func() sqldb.DB { return memory(t) })
	a, b := coretest.NewDevice(t, memory(t), notes), coretest.NewDevice(t, memory(t), notes)
	notebook := a.Enroll(relay, "all", b)
	id := a.Put("note", map[string]string{"notebook": notebook, "text": "first"})
	a.Sync(relay)
	b.Sync(relay)
	a.Exec("UPDATE note SET text = 'theirs' WHERE id = ?1", id)
	b.Exec("UPDATE note SET text = 'ours' WHERE id = ?1", id)
	for _, d := range []*coretest.Device{a, b, a} {
		d.Sync(relay)
	}
	for _, d := range []*coretest.Device{a, b} {
		record, ok := d.Store(id)
		if !ok || record.Model != "note" || record.Partition != notebook || record.Deleted || len(record.Counters) != 2 {
			t.Fatalf("stored %+v", record)
		}
		if record.Counters[record.Instance] != record.Counter {
			t.Errorf("version %s %d, counters %v", record.Instance, record.Counter, record.Counters)
		}
		if len(record.Conflicts) != 1 || d.Rows("SELECT text FROM note WHERE id = ?1", id) != "ours" {
			t.Errorf("lost %q, the note is %q", record.Conflicts, d.Rows("SELECT text FROM note"))
		}
	}
	a.Delete("note", id)
	a.Sync(relay)
	b.Sync(relay)
	if record, _ := b.Store(id); !record.Deleted || b.Rows("SELECT * FROM note") != "" {
		t.Errorf("deleted at one device, the other has %+v", record)
	}
	if _, ok := b.Store("00000000000000000000000000000000"); ok {
		t.Error("the Store has a record that nobody made")
	}
}
