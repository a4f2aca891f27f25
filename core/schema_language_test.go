package core_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// townSchema uses what the schema language has for profiles like Kolibri's.
const townSchema = `{"profile": "town",
 "scopes": [{"id": "all", "version": 1, "primary_scope_param_key": "town", "read_write_filter_template": "${town}"}],
 "models": [
  {"name": "town", "table": "town", "partition": "${id}", "source": null, "id": "source", "root": "all",
   "columns": {"title": {"type": "text", "default": "new"}, "made": {"type": "datetime", "default": "now"}}},
  {"name": "house", "table": "place", "partition": "t", "source": "${name}",
   "columns": {"name": "text", "in_id": "uuid?", "kind": {"type": "text", "constant": "house"}}, "references": {"in_id": "house"}},
  {"name": "flat", "table": "place", "partition": "t", "source": "${name}", "self_reference": "in_id",
   "columns": {"name": "text", "in_id": "uuid?", "kind": {"type": "text", "constant": "flat"}}, "references": {"in_id": "house"}},
  {"name": "room", "table": "place", "partition": "t", "source": "${name}", "self_reference": "in_id",
   "columns": {"name": "text", "in_id": "uuid?", "kind": {"type": "text", "constant": "room"}}, "references": {"in_id": "flat"}},
  {"name": "person", "table": "person", "partition": "t", "source": "${name}",
   "columns": {"name": {"type": "text", "min": 1, "max": 4, "not_glob": "*[ @]*"}, "home_id": "uuid?",
    "sex": {"type": "text", "default": "", "in": ["", "f", "m"]}, "share": {"type": "real", "default": 0, "min": 0, "max": 1.01},
    "stars": {"type": "integer?", "in": [1, 2, 3]}, "born": {"type": "text", "default": "", "glob": ["", "19[0-9][0-9]"]},
    "joined": {"type": "datetimetz", "default": "now"}, "left": "datetimetz?"},
   "references": {"home_id": ["house", "flat", "room"]}, "unique": [["home_id", "born"]]},
  {"name": "log", "table": "log", "partition": ["t:user:${person_id}", "t:anonymous"], "source": null,
   "columns": {"person_id": "uuid?", "text": "text"}, "references": {"person_id": "person"}},
  {"name": "course", "table": "course", "partition": "t", "source": "${title}",
   "columns": {"title": "text", "by_id": {"type": "uuid?", "required": true}, "seen_id": "uuid?", "aide_id": "uuid?"},
   "references": {"by_id": {"model": "person", "on_delete": "null"}, "seen_id": {"model": "person", "on_delete": "null", "optional": true},
    "aide_id": {"model": "person", "optional": true}}},
  {"name": "plan", "table": "plan", "partition": null, "source": null, "readonly": true,
   "columns": {"course_id": "uuid", "by_id": "uuid?", "text": "text"},
   "references": {"course_id": "course", "by_id": {"model": "person", "on_delete": "null"}}}
 ]}`

func townModels(t *testing.T) string {
	t.Helper()
	var s struct{ Models json.RawMessage }
	if err := json.Unmarshal([]byte(townSchema), &s); err != nil {
		t.Fatal(err)
	}
	return strings.Replace(string(s.Models), `, "root": "all"`, "", 1)
}

func newTown(t *testing.T) *coretest.Device { return newAppDevice(t, townModels(t)) }

// refused checks the code of a put's error.
func refused(a *coretest.Device, code fault.Code, mention, model, row string) {
	a.T.Helper()
	_, err := a.Instance.Put(a.T.Context(), model, []byte(row))
	wantCode(a.T, err, code, mention)
}

// Models of one table write rows of their own, by put and by SQL, and see no
// others.
func TestModelsOfOneTable(t *testing.T) {
	a := newTown(t)
	house := putRows(a, "house", `{"name": "h"}`)[0]
	flat := putRows(a, "flat", `{"name": "f", "in_id": "`+house+`"}`)[0]
	a.Exec("INSERT INTO place (name, in_id, kind) VALUES ('r', ?1, 'room')", flat)
	wantCells(a, "SELECT name, kind, in_id IS NOT NULL FROM place ORDER BY kind", "f|flat|1\nh|house|0\nr|room|1")
	for model, want := range map[string]string{"house": "1", "flat": "1", "room": "1"} {
		wantCells(a, "SELECT count(*) FROM "+a.Instance.Schema().Model(model).DirtyTable(), want)
	}
	wantCells(a, "SELECT id FROM place WHERE kind = 'room'", value.ModelID("t", "r", "room"))

	wantCode(t, tryExec(a, "INSERT INTO place (name, kind) VALUES ('x', 'garage')"), fault.BadValue, "none of the table's models")
	wantCode(t, tryExec(a, "UPDATE place SET kind = 'room' WHERE id = ?1", flat), fault.ImmutableColumn, "kind")
	refused(a, fault.BadValue, "", "house", `{"name": "y", "kind": "flat"}`)
	refused(a, fault.ImmutableColumn, "", "flat", `{"id": "`+house+`", "name": "h"}`)
	if err := a.Instance.Delete(t.Context(), "flat", house, false); err != nil {
		t.Fatal(err)
	}
	wantCells(a, "SELECT count(*) FROM place", "3")
	refused(a, fault.Constraint, "not of flat", "room", `{"name": "q", "in_id": "`+house+`"}`)
	if err := a.Instance.Delete(t.Context(), "house", house, false); err != nil {
		t.Fatal(err)
	}
	wantCells(a, "SELECT count(*) FROM place", "0")
}

// townRecord stores a record as a transfer brings it and applies what is there.
// The source id is the row's, if it has one, or the id.
func townRecord(a *coretest.Device, model, id, partition string, row map[string]any) {
	a.T.Helper()
	content := map[string]any{"id": id, "_morango_source_id": id, "_morango_partition": partition}
	for k, v := range row {
		content[k] = v
	}
	a.Engine(`INSERT INTO morango_store (id, source_id, model_name, profile, partition, last_saved_instance, last_saved_counter, serialized)
VALUES (?1, ?5, ?2, 'test', ?3, ?1, 1, ?4)`, id, model, partition, sqldb.ToJSON(content), content["_morango_source_id"])
	a.Engine("INSERT INTO amora_store_dirty (model_name, id) VALUES (?1, ?2)", model, id)
	deserialize(a)
}

func deserialize(a *coretest.Device) {
	a.T.Helper()
	err := a.Instance.DB().Update(a.T.Context(), func(tx sqldb.Tx) error {
		_, err := a.Instance.Engine().Deserialize(tx, value.Filter{""})
		return err
	})
	if err != nil {
		a.T.Fatal(err)
	}
}

// deleteRecord takes in the deletion of a record.
func deleteRecord(a *coretest.Device, model, id string) {
	a.T.Helper()
	a.Engine("UPDATE morango_store SET deleted = 1 WHERE id = ?1", id)
	a.Engine("INSERT INTO amora_store_dirty (model_name, id) VALUES (?1, ?2)", model, id)
	deserialize(a)
}

const reasonsSQL = "SELECT model_name || ' ' || deserialization_error FROM morango_store WHERE deserialization_error <> '' ORDER BY 1"

// Records of one table are applied parents first, wait for what they refer to,
// and go with it.
func TestRecordsOfOneTable(t *testing.T) {
	a := newTown(t)
	h, f, r, p := hexID("1"), hexID("2"), hexID("3"), hexID("4")
	townRecord(a, "person", p, "t", map[string]any{"name": "ann", "home_id": r, "joined": "2024-01-02 03:04:05.000006(UTC)"})
	townRecord(a, "room", r, "t", map[string]any{"name": "r", "in_id": f, "kind": "room"})
	townRecord(a, "flat", f, "t", map[string]any{"name": "f", "in_id": h})
	wantCells(a, reasonsSQL, "flat missing_reference: in_id\nperson failed_reference: home_id\nroom failed_reference: in_id")
	townRecord(a, "house", h, "t", map[string]any{"name": "h", "in_id": nil, "kind": "house"})
	wantCells(a, reasonsSQL, "")
	wantCells(a, "SELECT kind FROM place ORDER BY id", "house\nflat\nroom")
	townRecord(a, "room", hexID("5"), "t", map[string]any{"name": "s", "in_id": h, "kind": "room"})
	townRecord(a, "room", hexID("6"), "t", map[string]any{"name": "s", "in_id": f, "kind": "flat"})
	wantCells(a, reasonsSQL, "room bad_value: kind\nroom failed_reference: in_id")
	deleteRecord(a, "house", h)
	wantCells(a, "SELECT (SELECT count(*) FROM place) + (SELECT count(*) FROM person)", "0")
}

// The self reference of a record is the column that the schema names, also
// where it leads to another model.
func TestSelfReferenceAcrossModels(t *testing.T) {
	a := newTown(t)
	house := putRows(a, "house", `{"name": "h"}`)[0]
	flat := putRows(a, "flat", `{"name": "f", "in_id": "`+house+`"}`)[0]
	deserialize(a) // which serializes first
	wantCells(a, "SELECT _self_ref_fk FROM morango_store WHERE id = ?1", house, flat)
	wantCells(a, "SELECT _self_ref_fk FROM morango_store WHERE id = ?1", "", house)
}

// Of several templates of a partition the first counts whose columns have
// values.
func TestPartitionByCase(t *testing.T) {
	a := newTown(t)
	ann := putRows(a, "person", `{"name": "ann"}`)[0]
	putRows(a, "log", `[{"person_id": "`+ann+`", "text": "a"}, {"person_id": null, "text": "b"}, {"text": "c"}]`)
	a.Exec("INSERT INTO log (text) VALUES ('d')")
	wantCells(a, "SELECT text, _morango_partition FROM log ORDER BY text", "a|t:user:"+ann+"\nb|t:anonymous\nc|t:anonymous\nd|t:anonymous")
	wantCells(a, "SELECT count(*) FROM amora_dirty_log", "4")
	wantCells(a, "SELECT count(*) FROM log WHERE id <> amora_id(CASE WHEN person_id IS NULL THEN 't:anonymous' ELSE 't:user:' || person_id END, _morango_source_id, 'log')", "0")
	a.Exec("UPDATE log SET person_id = ?1 WHERE text = 'd'", ann) // moves it
	wantCells(a, "SELECT _morango_partition, id = amora_id(_morango_partition, _morango_source_id, 'log') FROM log WHERE text = 'd'",
		"t:user:"+ann+"|1")
	townRecord(a, "log", hexID("1"), "t:anonymous", map[string]any{"text": "e", "person_id": nil})
	townRecord(a, "log", hexID("2"), "t:anonymous", map[string]any{"text": "f", "person_id": ann})
	wantCells(a, reasonsSQL, "log bad_partition: partition")
}

// Models that are only read take what comes, whatever its partition, and
// nothing of this device's; their rows go with what they refer to.
func TestModelsThatAreOnlyRead(t *testing.T) {
	a := newTown(t)
	ann := putRows(a, "person", `{"name": "ann"}`)[0]
	course := putRows(a, "course", `{"title": "c", "by_id": "`+ann+`"}`)[0]
	forgetDirty(a)
	plan := hexID("1")
	townRecord(a, "plan", plan, "anything:at:all", map[string]any{"course_id": course, "by_id": ann, "text": "p"})
	wantCells(a, "SELECT text, _morango_partition FROM plan", "p|anything:at:all")
	refused(a, fault.NotWritable, "only read", "plan", `{"course_id": "`+course+`", "text": "q"}`)
	refused(a, fault.NotWritable, "only read", "plan", `{"id": "`+plan+`", "text": "q"}`)
	for _, sql := range []string{
		"UPDATE plan SET text = 'q'", "UPDATE plan SET by_id = NULL", "DELETE FROM plan",
		"INSERT INTO plan (course_id, text) SELECT course_id, 'q' FROM plan",
	} {
		wantCode(t, tryExec(a, sql), fault.NotWritable, "only read")
	}
	wantCode(t, a.Instance.Delete(t.Context(), "plan", plan, false), fault.NotWritable, "only read")
	wantCells(a, "SELECT text, by_id FROM plan", "p|"+ann)
	wantCells(a, "SELECT count(*) FROM amora_dirty_plan", "0")

	a.Exec("DELETE FROM person")
	wantCells(a, "SELECT text, by_id FROM plan", "p|NULL")
	wantCells(a, "SELECT count(*) FROM amora_dirty_plan", "1")
	a.Exec("DELETE FROM course")
	wantCells(a, "SELECT count(*) FROM plan", "0")
	wantCells(a, "SELECT count(*) FROM morango_deletedmodels WHERE id = ?1", "1", plan)
}

// References that become null, and those to what may be out of sight, here and
// in what comes.
func TestReferencesThatLetGo(t *testing.T) {
	a := newTown(t)
	ann, far := putRows(a, "person", `{"name": "ann"}`)[0], hexID("f")
	course := func(title string, row map[string]any) string {
		id := value.ModelID("t", title, "course")
		row["title"], row["_morango_source_id"] = title, title
		townRecord(a, "course", id, "t", row)
		return id
	}
	course("both", map[string]any{"by_id": ann, "seen_id": ann})
	away := course("away", map[string]any{"by_id": nil, "seen_id": far, "aide_id": far})
	course("lost", map[string]any{"by_id": far})
	course("aided", map[string]any{"aide_id": ann})
	wantCells(a, reasonsSQL, "course missing_reference: by_id")
	wantCells(a, "SELECT title, seen_id FROM course ORDER BY title", "aided|NULL\naway|"+far+"\nboth|"+ann)

	// What is out of sight stays in the record when another column changes.
	a.Exec("UPDATE course SET aide_id = NULL WHERE title = 'away'")
	deserialize(a)
	wantCells(a, "SELECT serialized ->> 'seen_id' FROM morango_store WHERE id = ?1", far, away)

	deleteRecord(a, "person", ann)
	wantCells(a, "SELECT title, by_id, seen_id FROM course ORDER BY title", "away|NULL|"+far+"\nboth|NULL|NULL")
	wantCells(a, "SELECT count(*) FROM amora_dirty_course", "0")
	course("late", map[string]any{"by_id": ann, "seen_id": ann})
	wantCells(a, "SELECT by_id, seen_id FROM course WHERE title = 'late'", "NULL|NULL")
	course("too late", map[string]any{"aide_id": ann})
	wantCells(a, "SELECT count(*) FROM course WHERE title = 'too late'", "0")
}

// What this device deletes lets go, too, and is sent.
func TestDeletionsHereLetGo(t *testing.T) {
	a := newTown(t)
	ann, bob := putRows(a, "person", `{"name": "ann"}`)[0], putRows(a, "person", `{"name": "bob"}`)[0]
	putRows(a, "course", `[{"title": "a", "by_id": "`+ann+`", "seen_id": "`+ann+`"}, {"title": "b", "by_id": "`+bob+`", "aide_id": "`+ann+`"}]`)
	forgetDirty(a)
	a.Exec("DELETE FROM person WHERE id = ?1", ann)
	wantCells(a, "SELECT title, by_id, seen_id FROM course", "a|NULL|NULL")
	wantCells(a, "SELECT count(*) FROM amora_dirty_course", "1")
	wantCells(a, "SELECT count(*) FROM morango_deletedmodels", "2")
}

// What no other peer would take is not written here, and what others wrote is
// taken and stays as it is.
func TestDeclaredChecks(t *testing.T) {
	a := newTown(t)
	house := putRows(a, "house", `{"name": "h"}`)[0]
	for _, row := range []string{
		`{"name": ""}`, `{"name": "abcde"}`, `{"name": "ab\u0000cde"}`, `{"name": "a b"}`, `{"name": "a@b"}`, `{"name": "ok", "sex": "x"}`,
		`{"name": "ok", "share": -0.1}`, `{"name": "ok", "share": 1.02}`, `{"name": "ok", "stars": 4}`, `{"name": "ok", "born": "2001"}`,
		`{"name": "ok", "born": "1999\u0000"}`, `{"name": "ok", "joined": "yesterday"}`, `{"name": "ok", "left": "2024-01-02 03:04:05.000006()"}`,
	} {
		refused(a, fault.BadValue, "", "person", row)
	}
	putRows(a, "person", `[{"name": "äöüß", "sex": "f", "share": 1.01, "stars": 3, "born": "1999", "home_id": "`+house+`"}, {"name": "b", "stars": null}]`)
	refused(a, fault.Constraint, "home_id, born", "person", `{"name": "c", "home_id": "`+house+`", "born": "1999"}`)
	wantCode(t, tryExec(a, "UPDATE person SET born = '1999', home_id = ?1 WHERE name = 'b'", house), fault.Constraint, "home_id, born")
	putRows(a, "person", `[{"name": "d", "born": "1999"}, {"name": "e", "born": "1999"}]`) // NULL is like no other NULL
	putRows(a, "person", `{"id": "`+value.ModelID("t", "äöüß", "person")+`", "born": "1999", "share": 1}`)
	refused(a, fault.Required, "by_id", "course", `{"title": "c"}`)
	wantCode(t, tryExec(a, "INSERT INTO course (title) VALUES ('c')"), fault.Required, "by_id")

	id := value.ModelID("t", "a long name", "person")
	townRecord(a, "person", id, "t", map[string]any{"_morango_source_id": "a long name", "name": "a long name", "home_id": house,
		"born": "1999", "sex": "unknown", "share": 7, "stars": 9, "joined": "2024-01-02 03:04:05.000006(UTC)"})
	wantCells(a, reasonsSQL, "")
	putRows(a, "person", `{"id": "`+id+`", "sex": "m"}`)
	wantCode(t, tryExec(a, "UPDATE person SET share = 8 WHERE id = ?1", id), fault.BadValue, "at most 1.01")
	wantCells(a, "SELECT sex, share, stars FROM person WHERE id = ?1", "m|7|9", id)
}

// Datetimes with the name of a zone stay as they came, to the microsecond; what
// is written here in another form gets this one.
func TestDatetimesWithZones(t *testing.T) {
	a := newTown(t)
	for given, want := range map[string]string{
		"2026-11-29 19:42:12.286674(Etc/UTC)":          "2026-11-29 19:42:12.286674(Etc/UTC)",
		"2026-11-29 19:42:12.000000(America/New_York)": "2026-11-29 19:42:12.000000(America/New_York)",
		"2026-11-29 19:42:12(Etc/GMT+5)":               "2026-11-29 19:42:12(Etc/GMT+5)",
		"2026-11-29T19:42:12Z":                         "2026-11-29 19:42:12.000000(UTC)",
		"2026-11-29T19:42:12.5Z":                       "2026-11-29 19:42:12.500000(UTC)",
		"2026-11-29 19:42:12.123456":                   "2026-11-29 19:42:12.123456(UTC)",
		"2026-11-29T19:42:12.25+02:30":                 "2026-11-29 17:12:12.250000(UTC)",
	} {
		id := putRows(a, "person", `{"name": "ann", "left": "`+given+`"}`)[0]
		wantCells(a, "SELECT left FROM person WHERE id = ?1", want, id)
		if !strings.HasSuffix(given, "+02:30") { // which plain SQL has no other form for
			a.Exec(`UPDATE person SET "left" = NULL`)
			a.Exec(`UPDATE person SET "left" = ?1`, given)
			wantCells(a, `SELECT "left" FROM person`, want)
		}
		deserialize(a)
		wantCells(a, "SELECT serialized ->> 'left' FROM morango_store", want)
	}
	for _, bad := range []string{
		"2026-11-31 19:42:12.286674(UTC)", "2026-11-29T19:42:12.286674(UTC)", "2026-11-29 19:42:12.2866745(UTC)", "2026-11-29 19:42(UTC)",
		"2026-11-29 19:42:12.(UTC)", "2026-11-29 19:42:12.286674()", "2026-11-29 19:42:12.286674(U(TC)", "2026-11-29 19:42:12.286674(UT C)",
		"(UTC)", "2026-11-29 19:42:12.286674(UTC) ", "now",
	} {
		refused(a, fault.BadValue, "left", "person", `{"name": "bad", "left": "`+bad+`"}`)
		wantCode(t, tryExec(a, `INSERT INTO person (name, "left") VALUES ('bad', ?1)`, bad), fault.BadValue, "left")
	}
}

// A default of now is the moment of writing, in each text form; a record that
// lacks the column gets none.
func TestDefaultNow(t *testing.T) {
	a := newTown(t)
	before := time.Now().UTC().Add(-time.Millisecond)
	putRows(a, "person", `{"name": "a"}`)
	a.Exec("INSERT INTO person (name) VALUES ('b')")
	a.Exec("INSERT INTO town DEFAULT VALUES")
	after := time.Now().UTC().Add(time.Millisecond)
	for _, c := range []struct{ sql, layout string }{
		{"SELECT joined FROM person WHERE name = 'a'", "2006-01-02 15:04:05.000000(UTC)"},
		{"SELECT joined FROM person WHERE name = 'b'", "2006-01-02 15:04:05.000000(UTC)"},
		{"SELECT made FROM town", "2006-01-02 15:04:05.999999"},
	} {
		at, err := time.Parse(c.layout, cells(a, c.sql))
		if err != nil || at.Before(before.Truncate(time.Millisecond)) || at.After(after) {
			t.Errorf("%s: %v, %v", c.sql, at, err)
		}
	}
	townRecord(a, "person", hexID("1"), "t", map[string]any{"name": "c"})
	wantCells(a, reasonsSQL, "person required: joined")
}

// A dataset's own row comes with its root certificate, once, and no other way.
func TestRowOfARootCertificate(t *testing.T) {
	s, err := schema.Parse([]byte(townSchema))
	if err != nil {
		t.Fatal(err)
	}
	in, err := core.Open(t.Context(), memory(t), core.Options{Schema: s, GenerateKey: coretest.Keys})
	if err != nil {
		t.Fatal(err)
	}
	d := &device{in, t}
	_, err = in.Put(t.Context(), "town", []byte(`{"title": "mine"}`))
	wantCode(t, err, fault.BadID, "root certificate")
	root, err := in.CreateRoot(t.Context(), "all", nil)
	d.must(err)
	if got := d.rows("SELECT id || ' ' || _morango_source_id || ' ' || _morango_partition || ' ' || title FROM town"); got != root.ID+" "+root.ID+" "+root.ID+" new" {
		t.Error(got)
	}
	again, err := in.CreateRoot(t.Context(), "all", nil)
	d.must(err)
	if again.ID != root.ID || d.rows("SELECT count(*) FROM town") != "1" {
		t.Error("another row")
	}
	d.put("town", map[string]any{"id": root.ID, "title": "ours"})
	_, err = in.Put(t.Context(), "town", []byte(`{"title": "mine"}`))
	wantCode(t, err, fault.BadID, "root certificate")
	if d.rows("SELECT count(*) FROM amora_dirty_town") != "1" {
		t.Error("the row will not be sent")
	}
}

// A schema may gain models in a table that is there, checks, and columns for
// all models of a table at once.
func TestSharedTableGrows(t *testing.T) {
	place := func(kind, more string) string {
		return `{"name": "` + kind + `", "table": "place", "partition": "t", "source": "${name}",
 "columns": {"name": "text", "kind": {"type": "text", "constant": "` + kind + `"}` + more + `}}`
	}
	open := func(db core.DB, models ...string) (*core.Instance, error) {
		s, err := schema.Parse([]byte(`{"profile": "test", "models": [` + strings.Join(models, ",") + `]}`))
		if err != nil {
			t.Fatal(err)
		}
		return core.Open(t.Context(), db, core.Options{Schema: s})
	}
	db := memory(t)
	in, err := open(db, place("house", ""))
	if err != nil {
		t.Fatal(err)
	}
	d := &device{in, t}
	d.put("house", map[string]any{"name": "h"})
	if in, err = open(db, place("house", ""), place("flat", "")); err != nil {
		t.Fatal(err)
	}
	d.Instance = in
	d.put("flat", map[string]any{"name": "f"})
	const floor = `, "floor": {"type": "integer", "default": 1, "max": 9}`
	if in, err = open(db, place("flat", floor), place("room", floor), place("house", floor)); err != nil {
		t.Fatal(err)
	}
	d.Instance = in
	d.put("room", map[string]any{"name": "r", "floor": 2})
	if got := d.rows("SELECT name || kind || floor FROM place ORDER BY 1"); got != "fflat1\nhhouse1\nrroom2" {
		t.Error(got)
	}
	_, err = in.Put(t.Context(), "house", []byte(`{"name": "g", "floor": 10}`))
	wantCode(t, err, fault.BadValue, "floor")
	for _, step := range []struct {
		models []string
		query  string
		want   string
	}{
		{[]string{place("flat", ""), place("room", ""), place("house", "")}, "SELECT name || kind FROM place ORDER BY 1", "fflat\nhhouse\nrroom"},
		{[]string{place("house", floor), place("flat", floor)}, "SELECT name || kind || floor FROM place ORDER BY 1", "fflat1\nhhouse1"},
	} { // without the column, then without a model
		if _, err = open(db, step.models...); err != nil {
			t.Fatal(err)
		}
		if got := d.rows(step.query); got != step.want {
			t.Errorf("%s: %s", step.query, got)
		}
	}
}
