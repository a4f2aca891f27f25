package core_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
)

// evolving has the models user and log, of which a test replaces parts.
const evolving = `[
 {"name": "user", "table": "user", "partition": "p", "source": null, "columns": {"name": "text", "age": "integer?", "born": "date?"}},
 {"name": "log", "table": "log", "partition": "p:${user_id}", "source": "${user_id}:${content}",
  "columns": {"user_id": "uuid", "content": "text", "n": {"type": "integer", "default": 1}, "note": "text?"}, "references": {"user_id": "user"}}]`

// Rows become what the next schema has them be, and again what they were.
func TestSchemaEvolves(t *testing.T) {
	tests := []struct{ name, old, new, query, before, after string }{
		{"rename", `"name": "text"`, `"title": {"type": "text", "was": "name"}`,
			"SELECT %s FROM user ORDER BY 1", "name", "title"},
		{"rename in a key", "user_id", "of",
			"SELECT u.name, %s, content FROM log l JOIN user u ON u.id = %s", "user_id", "of"},
		{"names change places", `"content": "text", "n": {"type": "integer", "default": 1}, "note": "text?"`,
			`"content": "text", "note": {"type": "integer", "default": 1, "was": "n"}, "n": {"type": "text?", "was": "note"}`,
			"SELECT content, %s FROM log ORDER BY 1", "n, note", "note, n"},
		{"drop", `, "born": "date?"`, ``, "SELECT name, age FROM user ORDER BY 1", "", ""},
		{"required", `"age": "integer?"`, `"age": {"type": "integer", "backfill": -1}`,
			"SELECT name, %s FROM user ORDER BY 1", "ifnull(age, -1)", "age"},
		{"not required", `"name": "text"`, `"name": "text?"`, "SELECT name FROM user ORDER BY 1", "", ""},
		{"wider", `"age": "integer?"`, `"age": {"type": "real?", "from": "integer"}`,
			"SELECT name, %s FROM user ORDER BY 1", "CAST(age AS REAL)", "age"},
		{"as text", `"age": "integer?"`, `"age": {"type": "text?", "from": "integer"}`,
			"SELECT name, %s FROM user ORDER BY 1", "CAST(age AS TEXT)", "age"},
		{"a date as text", `"born": "date?"`, `"born": "text?"`, "SELECT name, born FROM user ORDER BY 1", "", ""},
		{"as json", `"name": "text"`, `"name": "json"`, "SELECT %s FROM user ORDER BY 1", "json_quote(name)", "name"},
		{"another table", `"table": "user"`, `"table": "person"`, "SELECT name FROM %s ORDER BY 1", "user", "person"},
		{"tables change places", `"table": "user"`, `"table": "log"`, "SELECT name FROM %s ORDER BY 1", "user", "log"},
		{"no reference", `, "references": {"user_id": "user"}`, ``, "SELECT content FROM log ORDER BY 1", "", ""},
		{"backfill", `"name": "text"`, `"name": "text", "rank": {"type": "integer", "backfill": 7}`,
			"SELECT name, %s FROM user ORDER BY 1", "7", "rank"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := newAppDevice(t, evolving)
			users := putRows(a, "user", `[{"name": "a", "age": 5}, {"name": "b", "born": "2000-01-02"}]`)
			putRows(a, "log", `[{"user_id": "`+users[0]+`", "content": "x", "n": 3}, {"user_id": "`+users[1]+`", "content": "y"}]`)
			a.Exec("CREATE TABLE mine (user_id TEXT REFERENCES user (id) ON DELETE CASCADE)")
			a.Exec("INSERT INTO mine SELECT id FROM user")
			a.Exec("CREATE INDEX my_names ON user (name)")
			// Without a dataset rows are in the Store as soon as a test puts them there.
			before, after := strings.ReplaceAll(test.query, "%s", test.before), strings.ReplaceAll(test.query, "%s", test.after)
			want, dirty := cells(a, before), a.Rows("SELECT (SELECT count(*) FROM amora_dirty_user), (SELECT count(*) FROM amora_dirty_log)")
			next := strings.Replace(evolving, test.old, test.new, 1)
			if test.name == "rename in a key" {
				next = strings.ReplaceAll(strings.ReplaceAll(evolving, "user_id", "of"), `"of": "uuid"`, `"of": {"type": "uuid", "was": "user_id"}`)
			}
			if test.name == "tables change places" {
				next = strings.Replace(next, `"name": "log", "table": "log"`, `"name": "log", "table": "user"`, 1)
			}
			if err := register(a, next); err != nil {
				t.Fatal(err)
			}
			wantCells(a, after, want)
			wantSoundTables(t, a)
			wantFresh(t, a, next)
			if err := register(a, evolving); err != nil {
				if fault.CodeOf(err) != fault.SchemaChanged {
					t.Fatal(err)
				}
				return // narrower: needs a version
			}
			wantCells(a, before, want)
			wantSoundTables(t, a)
			wantFresh(t, a, evolving)
			if got := a.Rows("SELECT (SELECT count(*) FROM amora_dirty_user), (SELECT count(*) FROM amora_dirty_log)"); got != dirty {
				t.Errorf("%s rows to be sent, there were %s", got, dirty)
			}
		})
	}
}

// wantSoundTables: what refers to the tables still does.
func wantSoundTables(t *testing.T, a *coretest.Device) {
	t.Helper()
	wantCells(a, "SELECT count(*) FROM pragma_foreign_key_check", "0")
	wantCells(a, "SELECT count(*) FROM mine", "2")
	wantCells(a, "PRAGMA integrity_check", "ok")
	wantCells(a, "SELECT count(*) FROM sqlite_schema WHERE name = 'my_names'", "1")
	wantCells(a, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'amora_moved%' OR name LIKE 'amora_renamed%' OR name LIKE 'amora_probe%'", "0")
}

// wantFresh: the tables are those of a database that had the schema from the
// beginning, but for the columns' order.
func wantFresh(t *testing.T, a *coretest.Device, models string) {
	t.Helper()
	const columns = `SELECT t.name, c.name, c.type, c."notnull", c.dflt_value FROM sqlite_schema t, pragma_table_info(t.name) c
 WHERE t.type = 'table' AND t.name NOT IN ('mine', 'sqlite_sequence') ORDER BY 1, 2`
	const rest = `SELECT type, name, tbl_name, iif(type = 'trigger', sql, '') FROM sqlite_schema WHERE type <> 'table' AND name <> 'my_names' ORDER BY 1, 2`
	const foreign = `SELECT t.name, f."table", f."from", f."to", f.on_delete FROM sqlite_schema t, pragma_foreign_key_list(t.name) f
 WHERE t.name <> 'mine' ORDER BY 1, 3`
	fresh := newAppDevice(t, models)
	for _, query := range []string{columns, rest, foreign} {
		got, want := strings.Split(a.Rows(query), "\n"), strings.Split(fresh.Rows(query), "\n")
		for _, line := range got {
			if !slices.Contains(want, line) {
				t.Errorf("should not be there: %s", line)
			}
		}
		for _, line := range want {
			if !slices.Contains(got, line) {
				t.Errorf("missing: %s", line)
			}
		}
	}
}

// evolve is a schema of the data set's models with a version.
func evolve(version, models string) string {
	return `{"profile": "test", "version": ` + version + `,
 "scopes": [{"id": "full", "version": 1, "primary_scope_param_key": "dataset_id", "read_write_filter_template": "${dataset_id}"}],
 "models": ` + models + `}`
}

// item is a model of a data set with these columns.
func item(columns string) string {
	return `[{"name": "item", "table": "item", "partition": "${dataset_id}", "source": null, "columns": {"dataset_id": "uuid", ` + columns + `}}]`
}

// skewed are two devices of a data set, of which one goes on with a later version
// of the app.
type skewed struct {
	t        *testing.T
	relay    *coretest.Relay
	old, new *device
	dataset  string
}

func newSkewed(t *testing.T, earlier, later string) skewed {
	s := skewed{t: t, relay: newRelay(t), old: newDevice(t, earlier), new: newDevice(t, earlier)}
	s.dataset = enroll(t, s.relay, s.old, s.new)
	s.put(s.old, "1", `"a": "first"`)
	s.sync()
	s.new.upgrade(later)
	return s
}

func (s skewed) put(d *device, id, columns string) {
	s.t.Helper()
	_, err := d.Put(s.t.Context(), "item", []byte(`{"id": "`+hexID(id)+`", "dataset_id": "`+s.dataset+`", `+columns+`}`))
	d.must(err)
}

func (s skewed) sync() {
	s.t.Helper()
	for range 2 {
		s.old.sync(s.relay)
		s.new.sync(s.relay)
	}
}

func (s skewed) want(d *device, query, want string) {
	s.t.Helper()
	if got := d.rows(query); got != want {
		s.t.Errorf("%s\ngot  %q\nwant %q", query, got, want)
	}
}

// Both versions see what the other writes, under their own names.
func TestSkewRename(t *testing.T) {
	s := newSkewed(t, evolve("1", item(`"a": "text", "b": "text?"`)), evolve("2", item(`"b": {"type": "text", "was": "a"}, "c": {"type": "text?", "was": "b"}`)))
	s.put(s.old, "2", `"a": "by old", "b": "x"`)
	s.put(s.new, "3", `"b": "by new", "c": "y"`)
	s.sync()
	s.want(s.old, "SELECT a, b FROM item ORDER BY id", "first <nil>\nby old x\nby new y")
	s.want(s.new, "SELECT b, c FROM item ORDER BY id", "first <nil>\nby old x\nby new y")
	s.new.exec("UPDATE item SET b = 'changed' WHERE c = 'x'")
	s.sync()
	s.want(s.old, "SELECT a, b FROM item WHERE b = 'x'", "changed x")
}

// What a version lacks is kept, whoever changes the record, and is there when it
// comes back.
func TestSkewDrop(t *testing.T) {
	first, second := evolve("1", item(`"a": "text", "b": "text?"`)), evolve("2", item(`"a": "text"`))
	s := newSkewed(t, first, first)
	s.put(s.new, "2", `"a": "unsynced", "b": "before"`)
	s.new.upgrade(second)
	s.put(s.old, "3", `"a": "by old", "b": "kept"`)
	s.sync()
	s.new.exec("UPDATE item SET a = a || ' changed'")
	s.old.exec("UPDATE item SET b = 'later' WHERE a = 'first'")
	s.sync()
	s.want(s.old, "SELECT b FROM item WHERE b IS NOT NULL ORDER BY b", "before\nkept\nlater")
	s.old.upgrade(second)
	s.sync()
	s.old.upgrade(first)
	s.new.upgrade(first)
	s.want(s.old, "SELECT a, b FROM item WHERE b IN ('before', 'kept') ORDER BY b", "unsynced changed before\nby old changed kept")
	s.want(s.new, "SELECT a, b FROM item WHERE b IN ('before', 'kept') ORDER BY b", "unsynced changed before\nby old changed kept")
}

// Records of the earlier version get the backfill on every device with the later
// one, and no device sends anything for that.
func TestSkewRequired(t *testing.T) {
	later := evolve("2", item(`"a": "text", "rank": {"type": "integer", "backfill": 7}`))
	s := newSkewed(t, evolve("1", item(`"a": "text"`)), later)
	s.put(s.old, "2", `"a": "by old"`)
	s.sync()
	s.want(s.new, "SELECT a, rank FROM item ORDER BY id", "first 7\nby old 7")
	_, err := s.new.Put(t.Context(), "item", []byte(`{"dataset_id": "`+s.dataset+`", "a": "x"}`))
	checkCode(t, "without the column", err, fault.Required)
	s.put(s.new, "3", `"a": "by new", "rank": 1`)
	s.new.exec("UPDATE item SET rank = 2 WHERE a = 'first'")
	s.sync()
	s.old.exec("UPDATE item SET a = 'first again' WHERE a = 'first'")
	s.sync()
	s.old.upgrade(later)
	for _, d := range []*device{s.old, s.new} {
		s.want(d, "SELECT a, rank FROM item ORDER BY id", "first again 2\nby old 7\nby new 1")
		s.want(d, "SELECT count(*) FROM amora_dirty_item", "0")
	}
}

// Both versions read of each other what their types have; what the earlier one
// cannot read waits there, and nowhere else.
func TestSkewWider(t *testing.T) {
	for _, test := range []struct {
		name, later      string
		written          []string // by the later version
		readByOld, byNew string   // as SQL shows them
		waiting          int
	}{
		{"real", `{"type": "real", "from": "integer"}`, []string{"3", "1.5", "-2.0"}, "-2 3 5", "-2.0 1.5 3.0 5.0", 1},
		{"text", `{"type": "text", "from": "integer"}`, []string{`"3"`, `"x"`, `"-2"`, `"07"`, `"1e400"`}, "-2 3 5", "-2 07 1e400 3 5 x", 3},
		{"json", `"json"`, []string{"3", `"x"`, "-2", "[1]"}, "-2 3 5", `"x" -2 3 5 [1]`, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			later := evolve("2", item(`"a": "text", "n": `+test.later))
			s := newSkewed(t, evolve("1", item(`"a": "text", "n": {"type": "integer", "default": 5}`)), later)
			for i, n := range test.written {
				s.put(s.new, string("6789abcdef"[i]), `"a": "x", "n": `+n)
			}
			s.sync()
			const values = "SELECT group_concat(n, ' ') FROM (SELECT n FROM item ORDER BY CAST(n AS TEXT))"
			s.want(s.old, values, test.readByOld)
			list, err := s.old.Quarantine(t.Context())
			if err != nil || len(list) != test.waiting {
				t.Errorf("%d records wait: %v, %v", len(list), list, err)
			}
			s.old.exec("UPDATE item SET a = 'changed'")
			s.sync()
			if got := strings.Join(strings.Fields(s.new.rows("SELECT n FROM item WHERE a = 'changed' ORDER BY CAST(n AS TEXT)")), " "); got != test.readByOld {
				t.Errorf("came back as %q, want %q", got, test.readByOld)
			}
			s.old.upgrade(later)
			s.want(s.old, values, test.byNew)
			s.want(s.new, values, test.byNew)
			if list, err := s.old.Quarantine(t.Context()); err != nil || len(list) > 0 {
				t.Error(list, err)
			}
		})
	}
}

// A model that is gone and comes back has its rows, with what others wrote.
func TestSkewModelGone(t *testing.T) {
	note := strings.NewReplacer(`"item"`, `"note"`, "[", "", "]", "").Replace(item(`"a": "text"`))
	first, second := evolve("1", strings.TrimSuffix(item(`"a": "text"`), "]")+", "+note+"]"), evolve("2", item(`"a": "text"`))
	s := newSkewed(t, first, first)
	put := func(d *device, a string) {
		d.put("note", map[string]any{"dataset_id": s.dataset, "a": a})
	}
	put(s.old, "synced")
	s.sync()
	put(s.new, "unsynced")
	s.new.upgrade(second)
	s.want(s.new, "SELECT count(*) FROM sqlite_schema WHERE name LIKE '%note%' AND tbl_name <> 'amora_note'", "0")
	put(s.old, "later")
	s.sync()
	s.want(s.old, "SELECT a FROM note ORDER BY a", "later\nsynced\nunsynced")
	s.new.upgrade(first)
	s.want(s.new, "SELECT a FROM note ORDER BY a", "later\nsynced\nunsynced")
}

// The app may go back: what does not fit the earlier schema waits, and what
// refers to it, and is there again with the later one.
func TestSkewBack(t *testing.T) {
	part := `, {"name": "part", "table": "part", "partition": "${dataset_id}", "source": null, "columns": {"dataset_id": "uuid", "item_id": "uuid", "on": "uuid?"},
 "references": {"item_id": "item", "on": "part"}}]`
	with := func(columns string) string { return strings.TrimSuffix(item(columns), "]") + part }
	first, second := evolve("1", with(`"a": "text", "n": {"type": "integer", "default": 5}`)), evolve("2", with(`"a": "text", "n": {"type": "text", "from": "integer"}`))
	s := newSkewed(t, first, second)
	s.put(s.new, "2", `"a": "fits", "n": "3"`)
	s.put(s.new, "3", `"a": "does not", "n": "x"`)
	for _, of := range []string{"2", "3"} {
		base := s.new.put("part", map[string]any{"dataset_id": s.dataset, "item_id": hexID(of)})
		s.new.put("part", map[string]any{"dataset_id": s.dataset, "item_id": hexID("2"), "on": base})
	}
	s.new.sync(s.relay)
	all := s.new.rows("SELECT * FROM part ORDER BY id")
	s.new.upgrade(first)
	s.want(s.new, "SELECT a, n FROM item ORDER BY id", "first 5\nfits 3")
	s.want(s.new, "SELECT count(*) FROM part", "2")
	s.new.exec("UPDATE item SET n = 4 WHERE a = 'fits'")
	s.sync()
	s.want(s.old, "SELECT a, n FROM item ORDER BY id", "first 5\nfits 4")
	s.want(s.old, "SELECT count(*) FROM part", "2")
	for _, d := range []*device{s.old, s.new} {
		d.upgrade(second)
		s.want(d, "SELECT a, n FROM item ORDER BY id", "first 5\nfits 4\ndoes not x")
		s.want(d, "SELECT * FROM part ORDER BY id", all)
	}
}

// A row that is nowhere but here must not vanish.
func TestSkewBackWithoutDataset(t *testing.T) {
	first, second := evolve("1", item(`"n": {"type": "integer", "default": 5}`)), evolve("2", item(`"n": {"type": "text", "from": "integer"}`))
	a := newDevice(t, second)
	a.put("item", map[string]any{"dataset_id": hexID("1"), "n": "x"})
	s, err := schema.Parse([]byte(first))
	a.must(err)
	_, err = core.Open(t.Context(), a.DB(), core.Options{Schema: s})
	checkCode(t, "back", err, fault.SchemaChanged)
	if got := a.rows("SELECT n FROM item"); got != "x" {
		t.Errorf("row %q", got)
	}
}

// The app's own triggers, views and indexes follow names, and go with a column
// that is gone; those that can stay do.
func TestSkewOwnObjects(t *testing.T) {
	first := evolve("1", item(`"a": "text", "b": "text?"`))
	s := newSkewed(t, first, first)
	d := s.new
	for _, sql := range []string{
		"CREATE TABLE log (text TEXT)",
		"CREATE VIEW names AS SELECT a FROM item", "CREATE VIEW first AS SELECT * FROM names", "CREATE VIEW both AS SELECT a, b FROM item",
		"DROP VIEW names", "CREATE VIEW names AS SELECT a FROM item",
		"DELETE FROM item", "INSERT INTO item (_rowid_, dataset_id, a) SELECT 41, '" + s.dataset + "', 'first'",
		"CREATE INDEX by_a ON item (a)", "CREATE INDEX by_b ON item (b)",
		"CREATE TRIGGER seen AFTER INSERT ON item BEGIN INSERT INTO log VALUES (NEW.a); END",
		"CREATE TRIGGER lost AFTER UPDATE ON item BEGIN INSERT INTO log VALUES (NEW.b); END",
	} {
		d.exec(sql)
	}
	d.upgrade(evolve("2", item(`"title": {"type": "text", "was": "a"}`)))
	s.want(d, "SELECT name FROM sqlite_schema WHERE name IN ('names', 'first', 'both', 'by_a', 'by_b', 'seen', 'lost') ORDER BY 1", "by_a\nfirst\nnames\nseen")
	s.want(d, "SELECT * FROM first", "first")
	s.want(d, "SELECT _rowid_ FROM item", "41")
	s.want(d, "SELECT * FROM log", "")
	s.put(d, "2", `"title": "second"`)
	s.want(d, "SELECT * FROM log", "second")
	s.put(s.old, "3", `"a": "third"`)
	s.sync()
	s.want(d, "SELECT * FROM log", "second\nthird")
}

// Conflicts are shown by the app's names, settled by them, and merged column by
// column, whatever the two versions call those.
func TestSkewConflicts(t *testing.T) {
	for _, merge := range []string{``, `"merge": "columns", `} {
		model := func(columns string) string {
			return strings.Replace(item(columns), `"source"`, merge+`"source"`, 1)
		}
		sum := ""
		if merge != "" {
			sum = `, "merge": "add"`
		}
		first := evolve("1", model(`"a": "text", "b": "text?", "n": {"type": "integer", "default": 0`+sum+`}`))
		second := evolve("2", model(`"title": {"type": "text", "was": "a"}, "b": "text?", "count": {"type": "integer", "default": 0, "was": "n"`+sum+`}`))
		s := newSkewed(t, first, second)
		s.old.exec("UPDATE item SET a = 'old', n = n + 2")
		s.new.exec("UPDATE item SET b = 'new', count = count + 3")
		s.sync()
		if merge != "" {
			s.want(s.old, "SELECT a, b, n FROM item", "old new 5")
			s.want(s.new, "SELECT title, b, count FROM item", "old new 5")
			s.old.exec("UPDATE item SET a = 'x'")
			s.new.exec("UPDATE item SET title = 'y'")
			s.sync()
		}
		list, err := s.new.Conflicts(t.Context())
		if err != nil || len(list) != 1 || len(list[0].Lost) != 1 {
			t.Fatalf("conflicts %+v, %v", list, err)
		}
		for _, record := range append(list[0].Lost, list[0].Current) {
			if text := string(record); !strings.Contains(text, `"title":`) || strings.Contains(text, `"a":`) {
				t.Errorf("record %s", text)
			}
		}
		s.new.must(s.new.Resolve(t.Context(), "item", list[0].ID, []byte(`{"title": "settled"}`)))
		s.sync()
		s.want(s.old, "SELECT a FROM item", "settled")
		for _, d := range []*device{s.old, s.new} {
			if list, err := d.Conflicts(t.Context()); err != nil || len(list) > 0 {
				t.Error(list, err)
			}
		}
	}
}

// What a version does not have merges there as on all other devices.
func TestSkewMergeOfDroppedColumn(t *testing.T) {
	model := func(columns string) string {
		return strings.Replace(item(columns), `"source"`, `"merge": "columns", "source"`, 1)
	}
	first, second := evolve("1", model(`"a": "text", "n": {"type": "integer", "default": 0, "merge": "add"}`)), evolve("2", model(`"a": "text"`))
	s := newSkewed(t, first, second)
	other, third := newRelay(t), newDevice(t, first)
	s.old.fixture().LetIn(third.fixture(), core.InviteRequest{Scope: "full", Relay: s.relay.URL()})
	third.sync(s.relay)
	s.old.fixture().Admit(other)
	s.old.sync(s.relay)
	third.sync(s.relay)
	s.new.sync(s.relay)
	s.old.exec("UPDATE item SET n = n + 2")
	third.exec("UPDATE item SET n = n + 3")
	s.old.sync(s.relay)
	third.sync(other)
	s.new.sync(s.relay)
	s.new.sync(other) // merges the two
	s.want(s.new, "SELECT serialized ->> 'n', conflicting_serialized_data FROM morango_store", "5")
}

// A model that the app calls otherwise is the same in records, and so are its
// ids and what refers to it.
func TestSkewModelRenamed(t *testing.T) {
	part := `, {"name": "part", "table": "part", "partition": "${dataset_id}", "source": null, "columns": {"dataset_id": "uuid", "item_id": "uuid"},
 "references": {"item_id": "item"}}]`
	first := evolve("1", strings.TrimSuffix(item(`"a": "text"`), "]")+part)
	second := evolve("2", strings.NewReplacer(`"name": "item", "table": "item"`, `"name": "thing", "was": "item", "table": "things"`,
		`"item_id": "item"`, `"item_id": "thing"`).Replace(strings.TrimSuffix(item(`"a": "text"`), "]")+part))
	s := newSkewed(t, first, second)
	id := s.new.put("thing", map[string]any{"dataset_id": s.dataset, "a": "by new"})
	s.new.put("part", map[string]any{"dataset_id": s.dataset, "item_id": id})
	s.sync()
	s.want(s.old, "SELECT a FROM item JOIN part ON item.id = item_id", "by new")
	_, err := s.new.Put(t.Context(), "item", []byte(`{"a": "x"}`))
	checkCode(t, "the earlier name", err, fault.UnknownModel)
	s.old.exec("UPDATE item SET a = 'old' WHERE a = 'first'")
	s.new.exec("UPDATE things SET a = 'new' WHERE a = 'first'")
	s.sync()
	list, err := s.new.Conflicts(t.Context())
	if err != nil || len(list) != 1 || list[0].Model != "thing" {
		t.Fatal(list, err)
	}
	s.new.must(s.new.Resolve(t.Context(), "thing", list[0].ID, nil))
	s.sync()
	s.want(s.old, "SELECT count(*) FROM morango_store WHERE conflicting_serialized_data <> ''", "0")
	s.want(s.new, "SELECT DISTINCT model_name FROM morango_store ORDER BY 1", "item\npart")
	for what, wrong := range map[string]*strings.Replacer{
		"the second name":          strings.NewReplacer(`"name": "thing", "was": "item"`, `"name": "good", "was": "thing"`, `"item_id": "thing"`, `"item_id": "good"`),
		"the first name forgotten": strings.NewReplacer(`, "was": "item"`, ""),
	} {
		app, err := schema.Parse([]byte(wrong.Replace(second)))
		s.new.must(err)
		_, err = core.Open(t.Context(), s.new.DB(), core.Options{Schema: app})
		checkCode(t, what, err, fault.SchemaChanged)
	}
	s.new.upgrade(first)
	s.want(s.new, "SELECT count(*) FROM item JOIN part ON item.id = item_id", "1")
}

// A row that is changed here while a newer version of its record waits is not in
// quarantine: it wins, and what waited is a conflict.
func TestSkewChangeOverWhatWaits(t *testing.T) {
	for _, change := range []string{"UPDATE item SET a = 'changed'", "DELETE FROM item"} {
		s := newSkewed(t, evolve("1", item(`"a": "text", "n": {"type": "integer", "default": 5}`)),
			evolve("2", item(`"a": "text", "n": {"type": "text", "from": "integer"}`)))
		s.new.exec("UPDATE item SET n = 'x'")
		s.sync()
		if list, err := s.old.Quarantine(t.Context()); err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		s.old.exec(change)
		s.sync()
		for _, d := range []*device{s.old, s.new} {
			if list, err := d.Quarantine(t.Context()); err != nil || len(list) > 0 {
				t.Errorf("%s: %v, %v", change, list, err)
			}
		}
	}
}

// A backfill may follow from other columns, also in records that come later.
func TestSkewBackfillBySQL(t *testing.T) {
	later := evolve("2", item(`"title": {"type": "text", "was": "a"}, "b": "text?",
  "full": {"type": "text", "backfill_sql": "trim(title || ' ' || ifnull(b, ''))"}, "size": {"type": "integer", "backfill_sql": "length(title)"}`))
	s := newSkewed(t, evolve("1", item(`"a": "text", "b": "text?"`)), later)
	s.put(s.old, "2", `"a": "by", "b": "old"`)
	s.sync()
	s.want(s.new, "SELECT full, size FROM item ORDER BY id", "first 5\nby old 2")
	s.new.exec("UPDATE item SET full = 'mine' WHERE title = 'by'")
	s.sync()
	s.old.upgrade(later)
	for _, d := range []*device{s.old, s.new} {
		s.want(d, "SELECT full, size FROM item ORDER BY id", "first 5\nmine 2")
	}
	for _, wrong := range []string{"nobody", "random()", "(SELECT 1)", "count(*)", "1), x AS (2", "date('now')", "1; SELECT 2", "?1", "''", ""} {
		app := strings.Replace(later, `"length(title)"`, `"`+wrong+`"`, 1)
		parsed, err := schema.Parse([]byte(app))
		if err == nil {
			_, err = core.Open(t.Context(), memory(t), core.Options{Schema: parsed})
		}
		if wrong == "''" {
			if err != nil {
				t.Error(err)
			}
			continue
		}
		checkCode(t, wrong, err, fault.BadSchema)
	}
}
