package core_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
)

// notesSchema has models whose tables an app's own triggers write.
const notesSchema = `{"profile": "notes", "scopes": [
  {"id": "full", "version": 1, "primary_scope_param_key": "dataset_id", "description": "Everything.",
   "read_filter_template": "", "write_filter_template": "", "read_write_filter_template": "${dataset_id}"}],
 "models": [
  {"name": "list", "table": "list", "partition": "${dataset_id}", "source": null,
   "columns": {"dataset_id": "uuid", "name": "text", "n": {"type": "integer", "default": 0}}},
  {"name": "note", "table": "note", "partition": "${dataset_id}", "source": null,
   "columns": {"dataset_id": "uuid", "text": "text", "num": {"type": "integer", "default": 0}, "stamp": "text?", "list_id": "uuid?"},
   "references": {"list_id": "list"}},
  {"name": "audit", "table": "audit", "partition": "${dataset_id}", "source": null,
   "columns": {"dataset_id": "uuid", "what": "text", "note_id": "uuid?"}}]}`

// everyRow is what all devices must agree on.
const everyRow = `SELECT 'list', id, name, n, _morango_partition FROM list
UNION ALL SELECT 'note', id, text || num || ifnull(stamp, ''), list_id, _morango_partition FROM note
UNION ALL SELECT 'audit', id, what, note_id, _morango_partition FROM audit ORDER BY 1, 2`

// notes are two devices of one dataset, with the same SQL of the app's own.
type notes struct {
	t       *testing.T
	relay   *coretest.Relay
	a, b    *device
	dataset string
}

func newNotes(t *testing.T, own ...string) *notes {
	t.Helper()
	n := &notes{t: t, relay: newRelay(t), a: newDevice(t, notesSchema), b: newDevice(t, notesSchema)}
	n.dataset = enroll(t, n.relay, n.a, n.b)
	for _, sql := range own {
		n.a.exec(sql)
		n.b.exec(sql)
	}
	return n
}

// insert adds a note by exec, which leaves the id to the engine.
func (n *notes) insert(d *device, text string, num int) {
	n.t.Helper()
	d.exec("INSERT INTO note (dataset_id, text, num) VALUES (?1, ?2, ?3)", n.dataset, text, num)
}

// settle syncs until nothing moves, and compares the devices row by row, and
// each with its Store.
func (n *notes) settle() {
	n.t.Helper()
	for range 3 {
		n.a.sync(n.relay)
		n.b.sync(n.relay)
	}
	if a, b := n.a.rows(everyRow), n.b.rows(everyRow); a != b {
		n.t.Errorf("a has\n%s\nb has\n%s", a, b)
	}
	for _, d := range []*device{n.a, n.b} {
		if got := n.incomplete(d); got != "0" {
			n.t.Errorf("%s rows lack an id or are not what the Store has", got)
		}
		if got := d.reasons(); got != "" {
			n.t.Errorf("in quarantine: %s", got)
		}
	}
}

// incomplete counts the rows without an id, and those that the Store does not
// know.
func (n *notes) incomplete(d *device) string {
	n.t.Helper()
	return d.rows(`SELECT count(*) FROM (SELECT id, json_object('n', n) AS v FROM list UNION ALL SELECT id, json_object('text', text, 'num', num, 'stamp', stamp) FROM note
UNION ALL SELECT id, json_object('what', what) FROM audit) r LEFT JOIN morango_store s ON s.id = r.id
WHERE s.id IS NULL OR EXISTS (SELECT 1 FROM json_each(r.v) j WHERE s.serialized -> j.key <> r.v -> j.key)`)
}

// want compares a query on both devices.
func (n *notes) want(sql, want string) {
	n.t.Helper()
	for name, d := range map[string]*device{"a": n.a, "b": n.b} {
		if got := d.rows(sql); got != want {
			n.t.Errorf("on %s: %s\n got %q\nwant %q", name, sql, got, want)
		}
	}
}

// TestFaultB1OwnTriggersWriteOnce: what a trigger writes to a synced table is
// its author's change, and is on all devices what it was on the first.
func TestFaultB1OwnTriggersWriteOnce(t *testing.T) {
	const count = "UPDATE list SET n = n + 1 WHERE id = NEW.list_id"
	for name, own := range map[string][]string{
		"a counter":           {"CREATE TRIGGER c AFTER INSERT ON note BEGIN " + count + "; END"},
		"before":              {"CREATE TRIGGER c BEFORE INSERT ON note BEGIN " + count + "; END"},
		"neither":             {"CREATE TRIGGER c INSERT ON note BEGIN " + count + "; END"},
		"with a condition":    {"CREATE TRIGGER c AFTER INSERT ON note FOR EACH ROW WHEN NEW.num >= 0 -- all\nBEGIN " + count + "; END"},
		"a name that is one":  {`CREATE TRIGGER "after" AFTER INSERT ON "note" WHEN (CASE WHEN 1 THEN 1 END) BEGIN ` + count + "; END"},
		"quoted":              {"CREATE TRIGGER [it's] AFTER INSERT ON `note` BEGIN UPDATE OR IGNORE \"LIST\" SET n = n + 1 WHERE id = NEW.list_id; END"},
		"from another":        {"CREATE TRIGGER c AFTER INSERT ON note BEGIN UPDATE list SET n = n + 1 FROM (WITH x(id) AS (SELECT NEW.list_id) SELECT id FROM x) x WHERE list.id = x.id; END"},
		"through a local one": {"CREATE TABLE mine (list)", "CREATE TRIGGER c AFTER INSERT ON note BEGIN INSERT INTO mine VALUES (NEW.list_id); END", "CREATE TRIGGER d AFTER INSERT ON mine BEGIN UPDATE list SET n = n + 1 WHERE id = NEW.list; END"},
		"through a view":      {"CREATE VIEW v AS SELECT id AS list FROM list", "CREATE TRIGGER c AFTER INSERT ON note BEGIN INSERT INTO v VALUES (NEW.list_id); END", "CREATE TRIGGER d INSTEAD OF INSERT ON v BEGIN UPDATE list SET n = n + 1 WHERE id = NEW.list; END"},
		"after a check":       {"CREATE TRIGGER c AFTER INSERT ON note BEGIN WITH x AS (SELECT 1) SELECT RAISE(ABORT, 'never; BEGIN') FROM x WHERE NEW.num < 0; VALUES (1); " + count + "; END"},
		"by upsert":           {"CREATE TRIGGER c AFTER INSERT ON note WHEN NEW.list_id IS NOT NULL BEGIN INSERT INTO list (id, dataset_id, name) SELECT id, dataset_id, name FROM list WHERE id = NEW.list_id ON CONFLICT (id) DO UPDATE SET n = n + 1; END"},
	} {
		t.Run(name, func(t *testing.T) {
			n := newNotes(t, own...)
			list := n.a.put("list", map[string]any{"dataset_id": n.dataset, "name": "l"})
			for i := range 2 {
				n.a.put("note", map[string]any{"dataset_id": n.dataset, "text": fmt.Sprint(i), "list_id": list})
			}
			n.settle()
			n.want("SELECT n FROM list", "2")
			n.b.exec("INSERT INTO note (dataset_id, text, list_id) VALUES (?1, 'of b', ?2)", n.dataset, list)
			n.settle()
			n.want("SELECT n FROM list", "3")
		})
	}
}

// TestFaultB1OwnTriggersOfEveryEvent: the same for changes and deletions, also
// those in the wake of others, and for triggers that delete.
func TestFaultB1OwnTriggersOfEveryEvent(t *testing.T) {
	n := newNotes(t,
		"CREATE TRIGGER changed AFTER UPDATE OF text ON note BEGIN UPDATE note SET stamp = hex(randomblob(8)) WHERE id = NEW.id; END",
		"CREATE TRIGGER gone AFTER DELETE ON note BEGIN UPDATE list SET n = n - 1 WHERE id = OLD.list_id; DELETE FROM audit WHERE note_id = OLD.id; END",
		"CREATE TRIGGER list_gone AFTER DELETE ON list BEGIN INSERT INTO audit (dataset_id, what) VALUES (OLD.dataset_id, 'gone ' || OLD.name || hex(randomblob(8))); END",
		"CREATE TRIGGER twice AFTER UPDATE OF num ON note BEGIN REPLACE INTO audit (dataset_id, what, note_id) VALUES (NEW.dataset_id, hex(randomblob(8)), NEW.id); END")
	list := n.a.put("list", map[string]any{"dataset_id": n.dataset, "name": "l", "n": 2})
	for i := range 3 {
		n.a.put("note", map[string]any{"dataset_id": n.dataset, "text": fmt.Sprint(i), "list_id": list})
	}
	n.settle()
	n.a.exec("UPDATE note SET text = 'new ' || text")
	n.b.exec("UPDATE note SET num = 7 WHERE text = '1'")
	n.settle()
	n.b.exec("DELETE FROM note WHERE text LIKE '%2'")
	n.settle()
	n.want("SELECT n FROM list", "1")
	n.a.exec("DELETE FROM list")
	n.settle()
	n.want("SELECT count(*) FROM note", "0")
	n.want("SELECT substr(what, 1, 6) FROM audit WHERE what LIKE 'gone%'", "gone l")
}

// TestFaultB1Live: the same for carried records.
func TestFaultB1Live(t *testing.T) {
	n := newNotes(t, "CREATE TABLE search (id TEXT, text TEXT)",
		"CREATE TRIGGER s AFTER INSERT ON note BEGIN INSERT INTO search VALUES (NEW.id, lower(NEW.text)); UPDATE list SET n = n + 1 WHERE name = 'l'; END")
	n.a.put("list", map[string]any{"dataset_id": n.dataset, "name": "l"})
	n.settle()
	_, stop := n.b.live(n.relay)
	_, stopA := n.a.live(n.relay)
	n.insert(n.a, "One", 1)
	n.b.eventually("SELECT count(*) || ' ' || (SELECT n FROM list) FROM search s JOIN note ON note.id = s.id", "1 1")
	stop()
	stopA()
	n.settle()
	n.want("SELECT n FROM list", "1")
}

// TestFaultB2OwnRowsHaveIDs: rows that a trigger inserts are there once, with
// an id, and are changed and deleted like any other.
func TestFaultB2OwnRowsHaveIDs(t *testing.T) {
	n := newNotes(t, "CREATE TRIGGER au AFTER INSERT ON note BEGIN INSERT INTO audit (dataset_id, what, note_id) VALUES (NEW.dataset_id, 'new ' || NEW.text, NEW.id); END")
	n.insert(n.a, "one", 0)
	n.insert(n.a, "two", 0)
	n.settle()
	n.want("SELECT count(*), count(id), count(note_id) FROM audit", "2 2 2")
	n.b.exec("UPDATE audit SET what = 'changed' WHERE what = 'new one'")
	n.b.exec("DELETE FROM audit WHERE what = 'new two'")
	n.settle()
	n.want("SELECT what FROM audit", "changed")
}

// TestFaultB3OwnTriggersSeeTheID: an AFTER INSERT trigger fires once a row,
// with its id, however the row is written and on whichever device.
func TestFaultB3OwnTriggersSeeTheID(t *testing.T) {
	n := newNotes(t, "CREATE TABLE search (id TEXT PRIMARY KEY, text TEXT)",
		"CREATE TRIGGER s AFTER INSERT ON note BEGIN INSERT INTO search VALUES (NEW.id, lower(NEW.text)); END",
		"CREATE TRIGGER u AFTER UPDATE ON note BEGIN UPDATE search SET text = 'u ' || lower(NEW.text) WHERE id = NEW.id; END",
		"CREATE TRIGGER d AFTER DELETE ON note BEGIN DELETE FROM search WHERE id = OLD.id; END")
	for _, text := range []string{"One", "Two", "Three"} {
		n.insert(n.a, text, 0)
	}
	n.a.exec("INSERT INTO note (dataset_id, text) SELECT dataset_id, 'Many ' || text FROM note")
	n.a.exec("INSERT OR IGNORE INTO note (dataset_id, text) VALUES (?1, 'Ignore')", n.dataset)
	n.a.exec("INSERT OR REPLACE INTO note (dataset_id, text) VALUES (?1, 'Replace')", n.dataset)
	n.a.put("note", map[string]any{"dataset_id": n.dataset, "text": "Put"})
	n.settle()
	n.want("SELECT count(*) FROM note n JOIN search s ON s.id = n.id AND s.text = lower(n.text)", "9")
	n.want("SELECT count(*) FROM search", "9")
	n.a.exec("UPDATE note SET text = 'New' WHERE text = 'One'")
	n.b.exec("DELETE FROM note WHERE text = 'Two'")
	n.settle()
	n.want("SELECT text FROM search WHERE text LIKE 'u %'", "u new")
	n.want("SELECT count(*) FROM search WHERE id IN (SELECT id FROM note)", "8")
}

// TestFaultB3ConflictClauses: OR REPLACE and OR IGNORE in a trigger mean what
// they say, whatever writes the row.
func TestFaultB3ConflictClauses(t *testing.T) {
	n := newNotes(t, "CREATE TABLE search (id TEXT PRIMARY KEY, text TEXT)", "CREATE TABLE seen (id TEXT PRIMARY KEY)",
		"CREATE TRIGGER s AFTER INSERT ON note BEGIN INSERT OR REPLACE INTO search VALUES (NEW.id, lower(NEW.text)); INSERT OR IGNORE INTO seen VALUES (NEW.id); END",
		"CREATE TRIGGER u AFTER UPDATE ON note BEGIN REPLACE INTO search VALUES (NEW.id, lower(NEW.text)); INSERT OR IGNORE INTO seen VALUES (NEW.id); END")
	rows := func(texts ...any) []byte {
		list := []map[string]any{}
		for i := 0; i < len(texts); i += 2 {
			row := map[string]any{"dataset_id": n.dataset, "text": texts[i]}
			if texts[i+1] != nil {
				row["id"] = texts[i+1]
			}
			list = append(list, row)
		}
		text, _ := json.Marshal(list)
		return text
	}
	first, err := n.a.Put(t.Context(), "note", rows("One", nil, "Two", nil))
	n.a.must(err)
	n.settle()
	ids, err := n.a.Put(t.Context(), "note", rows("Three", nil, "New", first[1], "Newer", first[0], "Four", nil))
	n.a.must(err)
	if len(ids) != 4 || ids[1] != first[1] || ids[2] != first[0] || ids[0] != n.a.rows("SELECT id FROM note WHERE text = 'Three'") {
		t.Errorf("the ids are %v", ids)
	}
	_, err = n.a.Put(t.Context(), "note", rows("x", first[0], "y", first[0]))
	wantCode(t, err, fault.BadValue, "1 and 2")
	n.settle()
	n.want("SELECT group_concat(text) FROM (SELECT text FROM search ORDER BY text)", "four,new,newer,three")
	n.want("SELECT count(*) FROM seen", "4")
}

// TestFaultB6OrdinaryTriggers: a trigger does not fire itself, directly or over
// others, and REPLACE is tracked all the same.
func TestFaultB6OrdinaryTriggers(t *testing.T) {
	n := newNotes(t, "CREATE UNIQUE INDEX by_text ON note (text)",
		"CREATE TABLE mine (id INTEGER PRIMARY KEY, n INTEGER)",
		"CREATE TRIGGER mine_too AFTER UPDATE ON mine BEGIN UPDATE mine SET n = n + 1 WHERE id = NEW.id; END",
		"CREATE TRIGGER stamp AFTER UPDATE ON note BEGIN UPDATE note SET stamp = hex(randomblob(8)) WHERE id = NEW.id; END",
		"CREATE TRIGGER back AFTER UPDATE ON list BEGIN UPDATE note SET num = num + 1 WHERE list_id = NEW.id; END",
		"CREATE TRIGGER forth AFTER UPDATE OF num ON note BEGIN UPDATE list SET n = n + 1 WHERE id = NEW.list_id; END")
	list := n.a.put("list", map[string]any{"dataset_id": n.dataset, "name": "l"})
	n.insert(n.a, "one", 0)
	n.insert(n.a, "two", 0)
	n.a.exec("UPDATE note SET list_id = ?1", list)
	n.a.exec("UPDATE note SET num = 5 WHERE text = 'one'")
	n.a.exec("INSERT INTO mine VALUES (1, 0)")
	n.a.exec("UPDATE mine SET n = 10")
	if got := n.a.rows("SELECT n FROM mine"); got != "11" {
		t.Errorf("the local trigger ran to %s", got)
	}
	n.settle()
	n.b.exec("UPDATE list SET name = 'll'")
	n.b.exec("INSERT OR REPLACE INTO note (dataset_id, text) VALUES (?1, 'one')", n.dataset)
	n.settle()
	n.want("SELECT count(*) FROM note", "2")
	n.want("SELECT count(*) FROM note WHERE stamp IS NOT NULL", "1")
	n.want("SELECT count(*) FROM amora_firing", "0")
}

// TestFaultB6TextsOfTriggers: a trigger's text can be changed by ALTER TABLE,
// and companions come and go with it.
func TestFaultB6TextsOfTriggers(t *testing.T) {
	n := newNotes(t, "CREATE TABLE mine (x)")
	const companions = "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'amora_own:%'"
	n.a.exec("CREATE TRIGGER c AFTER INSERT ON note BEGIN INSERT INTO mine VALUES (NEW.id); UPDATE list SET n = n + 1; END")
	if got := n.a.rows(companions); got != "2" {
		t.Errorf("%s companions", got)
	}
	n.a.exec("ALTER TABLE mine RENAME TO ours")
	n.a.exec("ALTER TABLE ours RENAME COLUMN x TO y")
	n.b.exec("DROP TABLE mine")
	n.insert(n.b, "one", 0)
	n.settle()
	if got := n.a.rows("SELECT count(y) FROM ours"); got != "1" {
		t.Errorf("%s rows in the local table", got)
	}
	text := n.a.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")
	again := reopened(t, n.a)
	if got := again.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"); got != text {
		t.Errorf("opened again, the triggers are\n%s\nnot\n%s", got, text)
	}
	n.a.exec(`DROP TRIGGER "amora_own:apply_c"`)
	if got := n.a.rows(companions); got != "2" {
		t.Errorf("%s companions after one was dropped", got)
	}
	n.a.exec("DROP TRIGGER c")
	if got := n.a.rows(companions); got != "0" {
		t.Errorf("%s companions of a trigger that is gone", got)
	}
}

// A table may be named as the engine's triggers of own triggers are, and is
// tracked all the same, beside such a trigger and after a change of the schema.
func TestTablesNamedLikeCompanions(t *testing.T) {
	for _, table := range []string{"own_apply_note", "own"} {
		text := func(columns string) string {
			return `{"profile": "own", "scopes": [{"id": "full", "version": 1, "primary_scope_param_key": "dataset_id",
 "read_write_filter_template": "${dataset_id}"}], "models": [{"name": "note", "table": "` + table + `",
 "partition": "${dataset_id}", "source": null, "columns": {"dataset_id": "uuid", "text": "text"` + columns + `}}]}`
		}
		relay := newRelay(t)
		a, b := newDevice(t, text("")), newDevice(t, text(""))
		dataset := enroll(t, relay, a, b)
		a.exec("CREATE TABLE log (id)")
		a.exec("CREATE TRIGGER logged AFTER INSERT ON " + table + " BEGIN INSERT INTO log VALUES (NEW.id); UPDATE " + table + " SET text = 'touched'; END")
		for _, columns := range []string{"", `, "more": "text?"`} {
			in, err := core.Open(t.Context(), a.DB(), core.Options{Schema: mustSchema(t, text(columns)), GenerateKey: coretest.Keys})
			a.must(err)
			a = &device{in, t}
			a.exec("INSERT INTO "+table+" (dataset_id, text) VALUES (?1, 'x')", dataset)
			a.sync(relay)
			b.sync(relay)
		}
		if got := b.rows("SELECT count(*), max(text) FROM " + table); got != "2 touched" {
			t.Errorf("%s: %q", table, got)
		}
		if got := a.rows("SELECT count(*) FROM log"); got != "2" {
			t.Errorf("%s: the own trigger ran %s times", table, got)
		}
	}
}

// TestFaultB1OlderDatabases: triggers that another version has left as they
// were written are arranged when the database is opened.
func TestFaultB1OlderDatabases(t *testing.T) {
	n := newNotes(t)
	n.b.engine("CREATE TRIGGER c AFTER INSERT ON note BEGIN UPDATE list SET n = n + 1; INSERT INTO audit (dataset_id, what) VALUES (NEW.dataset_id, NEW.id); END")
	n.b = reopened(t, n.b)
	n.a.put("list", map[string]any{"dataset_id": n.dataset, "name": "l"})
	n.insert(n.a, "one", 0)
	n.settle()
	n.want("SELECT n FROM list", "0")
	n.insert(n.b, "two", 0)
	n.settle()
	n.want("SELECT n FROM list", "1")
	n.want("SELECT count(*) FROM audit", "1")
}

// TestFaultB7TemporaryTables: nothing temporary hides a synced table or one of
// the engine's, or fires while a sync applies.
func TestFaultB7TemporaryTables(t *testing.T) {
	d := newDevice(t, notesSchema)
	d.exec("CREATE TABLE mine (x)")
	for _, sql := range []string{
		"CREATE TEMP TABLE note AS SELECT * FROM note", "CREATE TEMPORARY TABLE NOTE (x)", "CREATE TABLE temp.note (x)",
		"CREATE TEMP VIEW note AS SELECT 1", "CREATE TEMP TABLE morango_store (id)", "CREATE TEMP VIEW Amora_applying AS SELECT 1 AS x",
		"CREATE TEMP TRIGGER t AFTER INSERT ON note BEGIN SELECT 1; END", "CREATE TEMP TRIGGER t AFTER INSERT ON mine BEGIN UPDATE note SET num = 1; END",
		"CREATE TEMP TRIGGER t AFTER INSERT ON morango_store BEGIN SELECT 1; END",
	} {
		if _, err := d.Exec(t.Context(), sql); fault.CodeOf(err) != fault.BadRequest {
			t.Errorf("%s: %v", sql, err)
		}
	}
	for _, sql := range []string{
		"CREATE TEMP TABLE other (x)", "CREATE TEMP TRIGGER t AFTER INSERT ON other BEGIN UPDATE note SET num = NEW.x; END",
		"INSERT INTO other VALUES (1)", "CREATE TEMP VIEW v AS SELECT * FROM note", "DROP TABLE other",
	} {
		if _, err := d.Exec(t.Context(), sql); err != nil {
			t.Errorf("%s: %v", sql, err)
		}
	}
}

// TestFaultB9EngineTables: the engine's tables can be read, and not written by
// any form of statement.
func TestFaultB9EngineTables(t *testing.T) {
	n := newNotes(t, "CREATE TABLE mine (x)", "CREATE VIEW seen AS SELECT id, serialized FROM morango_store")
	n.insert(n.a, "one", 0)
	n.settle()
	const everything = "SELECT count(*), max(serialized), (SELECT count(*) FROM morango_certificate), (SELECT count(*) FROM amora_meta) FROM morango_store"
	before := n.a.rows(everything)
	for _, sql := range []string{
		"DELETE FROM morango_store", "delete from \"MORANGO_STORE\"", "UPDATE morango_certificate SET private_key = NULL", "INSERT INTO amora_meta VALUES ('a', 'b')",
		"REPLACE INTO amora_meta VALUES ('version', 'b')", "INSERT INTO main.amora_firing VALUES ('c')", "DELETE FROM amora_firing",
		"WITH x AS (SELECT 1) DELETE FROM morango_store WHERE 1 IN (SELECT * FROM x)", "UPDATE morango_store SET serialized = m.x FROM mine m",
		"INSERT INTO amora_meta VALUES ('version', 'b') ON CONFLICT (key) DO UPDATE SET value = excluded.value", "UPDATE OR REPLACE amora_meta SET key = 'a'",
		"INSERT INTO amora_applying VALUES (1)", "DELETE FROM morango_store RETURNING id", "/**/ DELETE FROM amora_dirty_note", "EXPLAIN DELETE FROM morango_store",
		"CREATE TRIGGER c AFTER INSERT ON mine BEGIN DELETE FROM morango_store; END", "CREATE TRIGGER c AFTER INSERT ON note BEGIN UPDATE amora_meta SET value = 1; END",
		"CREATE TRIGGER c INSTEAD OF DELETE ON seen BEGIN DELETE FROM morango_store WHERE id = OLD.id; END",
		"CREATE TRIGGER c AFTER INSERT ON morango_store BEGIN INSERT INTO mine VALUES (1); END", "CREATE UNIQUE INDEX c ON morango_store (profile)",
		"CREATE TABLE c (x TEXT REFERENCES morango_store (id))", "CREATE TABLE c (x, FOREIGN KEY (x) REFERENCES Amora_Meta (key))",
		"DROP TABLE morango_store", "ALTER TABLE morango_store ADD COLUMN x", "CREATE TRIGGER amora_c AFTER INSERT ON mine BEGIN DELETE FROM morango_store; END",
	} {
		if _, err := n.a.Exec(t.Context(), sql); fault.CodeOf(err) != fault.BadRequest {
			t.Errorf("%s: %v", sql, err)
		}
	}
	if after := n.a.rows(everything); after != before {
		t.Errorf("%s\nis now\n%s", before, after)
	}
	n.a.exec("INSERT INTO mine SELECT serialized FROM morango_store")
	n.a.exec("UPDATE note SET text = (SELECT count(*) FROM morango_store)")
	n.settle()
	// One that was there already is refused when it fires.
	n.a.engine("CREATE TRIGGER c AFTER INSERT ON mine BEGIN DELETE FROM morango_store; END")
	wantCode(t, func() error { _, err := n.a.Exec(t.Context(), "INSERT INTO mine VALUES (1)"); return err }(), fault.BadRequest, "morango_store")
}

// TestFaultB5IgnoredChanges: RAISE(IGNORE) in an AFTER trigger would leave a
// change untracked.
func TestFaultB5IgnoredChanges(t *testing.T) {
	d := newDevice(t, notesSchema)
	for _, event := range []string{"INSERT", "UPDATE", "DELETE"} {
		_, err := d.Exec(t.Context(), "CREATE TRIGGER c AFTER "+event+" ON note BEGIN SELECT RAISE(IGNORE); END")
		wantCode(t, err, fault.BadRequest, "c")
	}
}

// TestFaultB8ColumnNames: a name of a column works in every statement, or the
// schema is refused.
func TestFaultB8ColumnNames(t *testing.T) {
	names := strings.Fields(`true FALSE null current_date current_time current_timestamp rowid oid rank excluded new old key value type atom fullkey path json
 a d s t w x p f m n r i c v id2 parent reason deleted profile model_name serialized hard_deleted source row raise abort ignore select from where values set default
 on conflict do nothing returning with recursive as not is in between like glob match regexp escape exists case when then else end cast collate and or
 order by group having limit offset union all except intersect distinct join left cross natural inner outer using index table view trigger create drop`)
	for _, name := range names {
		t.Run(name, func(t *testing.T) { checkColumnName(t, name) })
	}
}

// checkColumnName writes, sends and shows a column of a name that a schema takes.
func checkColumnName(t *testing.T, name string) {
	s := fmt.Sprintf(`{"profile": "p", "scopes": [{"id": "full", "version": 1, "primary_scope_param_key": "dataset_id", "description": "",
 "read_filter_template": "", "write_filter_template": "", "read_write_filter_template": "${dataset_id}"}],
 "models": [{"name": "m", "table": "m", "partition": "${dataset_id}", "source": null, "columns": {"dataset_id": "uuid", %q: "text?"}}]}`, name)
	if _, err := schema.Parse([]byte(s)); err != nil {
		wantCode(t, err, fault.BadSchema, name)
		return
	}
	a, b := newDevice(t, s), newDevice(t, s)
	b.pull(honest("m", hexID("d"), "one", map[string]any{"dataset_id": hexID("d"), name: "received"}))
	a.put("m", map[string]any{"dataset_id": hexID("d"), name: "put"})
	a.exec(fmt.Sprintf(`INSERT INTO m (dataset_id, "%s") VALUES (?1, 'exec')`, name), hexID("d"))
	all := fmt.Sprintf(`SELECT group_concat(m."%s") FROM m`, name)
	if a, b := a.rows(all), b.rows(all); a != "put,exec" || b != "received" {
		t.Errorf("%s: %q and %q", name, a, b)
	}
}
