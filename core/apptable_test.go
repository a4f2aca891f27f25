package core_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/value"
)

// appModels has each way to an id, references, and names that are SQL.
const appModels = `[
 {"name": "user", "table": "user", "partition": "${dataset_id}:user:${id}", "source": null, "id": "source",
  "columns": {"dataset_id": "uuid", "name": "text", "group": "text?"}},
 {"name": "log", "table": "log", "partition": "${dataset_id}:${user_id}", "source": "${user_id}:${content}",
  "columns": {"dataset_id": "uuid", "user_id": "uuid", "content": "text", "when": "datetime?", "order": {"type": "integer", "default": 3}},
  "references": {"user_id": "user"}},
 {"name": "note", "table": "note", "partition": "${owner}", "source": null,
  "columns": {"owner": "text?", "body": "text", "parent_id": "uuid?"}, "references": {"parent_id": "note"}},
 {"name": "thing", "table": "thing", "partition": "things:${id}", "source": "${n}",
  "columns": {"n": "integer", "data": "json?", "at": "datetime?", "flag": "boolean?", "span": "duration?", "ref": "uuid?", "r": "real?"}}]`

var dataset, ada, bob = hexID("d"), hexID("a"), hexID("b")

func newSchool(t *testing.T) *coretest.Device {
	a := newAppDevice(t, appModels)
	a.Exec("INSERT INTO user (id, dataset_id, name) VALUES (?1, ?3, 'Ada'), (?2, ?3, 'Bob')", ada, bob, dataset)
	forgetDirty(a)
	return a
}

// A new row gets what it lacks, and is dirty.
func TestInsertFillsIn(t *testing.T) {
	a := newSchool(t)
	userID := value.ModelID(dataset+":"+ada, ada+":c1", "log")
	tests := []struct {
		name, sql string
		args      []any
		want      string // id, source id, partition of the last row; * is a random id
	}{
		{"random source is the id", "INSERT INTO user (dataset_id, name) VALUES (?1, 'x')", []any{dataset}, "*|*|" + dataset + ":user:*"},
		{"a given id is the source", "INSERT INTO user (id, dataset_id, name) VALUES (?1, ?2, 'x')", []any{hexID("1"), dataset},
			hexID("1") + "|" + hexID("1") + "|" + dataset + ":user:" + hexID("1")},
		{"a given source is the id", "INSERT INTO user (_morango_source_id, dataset_id, name) VALUES (?1, ?2, 'x')", []any{hexID("2"), dataset},
			hexID("2") + "|" + hexID("2") + "|" + dataset + ":user:" + hexID("2")},
		{"source from columns", "INSERT INTO log (dataset_id, user_id, content) VALUES (?1, ?2, 'c1')", []any{dataset, ada},
			userID + "|" + ada + ":c1|" + dataset + ":" + ada},
		{"random source makes the id", "INSERT INTO note (owner, body) VALUES ('me', '')", nil, "#|*|me"},
		{"id from a given source", "INSERT INTO note (_morango_source_id, owner, body) VALUES ('s', 'me', '')", nil,
			value.ModelID("me", "s", "note") + "|s|me"},
		{"right id with its source", "INSERT INTO note (id, _morango_source_id, owner, body) VALUES (?1, 's2', 'me', '')", []any{value.ModelID("me", "s2", "note")},
			value.ModelID("me", "s2", "note") + "|s2|me"},
		{"everything given", "INSERT INTO note (id, _morango_source_id, _morango_partition, owner, body) VALUES (?1, 's3', 'me', 'me', '')", []any{value.ModelID("me", "s3", "note")},
			value.ModelID("me", "s3", "note") + "|s3|me"},
		{"placeholder in the id", "INSERT INTO thing (n) VALUES (-5)", nil,
			value.ModelID("things:${id}", "-5", "thing") + "|-5|things:" + value.ModelID("things:${id}", "-5", "thing")},
		{"right id without its source", "INSERT INTO thing (id, n) VALUES (?1, 6)", []any{value.ModelID("things:${id}", "6", "thing")},
			value.ModelID("things:${id}", "6", "thing") + "|6|things:" + value.ModelID("things:${id}", "6", "thing")},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			forgetDirty(a)
			if n := a.Exec(test.sql, test.args...); n != 1 {
				t.Errorf("%d changes", n)
			}
			table := strings.Fields(test.sql)[2]
			got := strings.Split(cells(a, "SELECT id, _morango_source_id, _morango_partition FROM "+table+" ORDER BY _rowid_ DESC LIMIT 1"), "|")
			want := strings.ReplaceAll(test.want, "*", got[1])
			want = strings.ReplaceAll(want, "#", value.ModelID(got[2], got[1], table))
			if strings.Join(got, "|") != want || len(got[0]) != 32 {
				t.Errorf("got %v, want %s", got, want)
			}
			wantCells(a, "SELECT id FROM "+a.Instance.Schema().Model(table).DirtyTable(), got[0])
		})
	}
}

func TestInsertRefuses(t *testing.T) {
	a := newSchool(t)
	tests := []struct {
		name, sql string
		code      fault.Code
		mention   string
	}{
		{"id that does not follow", "INSERT INTO note (id, _morango_source_id, owner, body) VALUES ('" + hexID("1") + "', 's', 'me', '')", fault.BadID, "note"},
		{"id that is no uuid", "INSERT INTO note (id, owner, body) VALUES ('one', 'me', '')", fault.BadID, "32 lower-case hex"},
		{"id beside a template", "INSERT INTO thing (id, n) VALUES ('" + hexID("1") + "', 1)", fault.BadID, "thing"},
		{"source beside a template", "INSERT INTO thing (_morango_source_id, n) VALUES ('2', 1)", fault.BadID, "_morango_source_id"},
		{"other partition", "INSERT INTO note (_morango_partition, owner, body) VALUES ('you', 'me', '')", fault.BadID, "_morango_partition"},
		{"id and source differ", "INSERT INTO user (id, _morango_source_id, dataset_id, name) VALUES ('" + hexID("1") + "', '" + hexID("2") + "', '" + dataset + "', '')", fault.BadID, "differ"},
		{"id not hex", "INSERT INTO user (id, dataset_id, name) VALUES ('nobody', '" + dataset + "', '')", fault.BadID, "32 lower-case hex"},
		{"id of capitals", "INSERT INTO user (id, dataset_id, name) VALUES ('" + strings.ToUpper(ada) + "', '" + dataset + "', '')", fault.BadID, "32 lower-case hex"},
		{"empty source", "INSERT INTO note (_morango_source_id, owner, body) VALUES ('', 'me', '')", fault.BadValue, "source id is empty"},
		{"NULL under the partition", "INSERT INTO note (body) VALUES ('')", fault.Required, "owner is NULL"},
		{"NULL in a required column", "INSERT INTO note (owner) VALUES ('me')", fault.Required, "body"},
		{"text for an integer", "INSERT INTO thing (n) VALUES ('many')", fault.BadValue, ""},
		{"a blob for text", "INSERT INTO note (owner, body) VALUES ('me', x'00')", fault.BadValue, ""},
		{"no JSON", "INSERT INTO thing (n, data) VALUES (1, '{a:1}')", fault.BadValue, "data is not JSON"},
		{"JSON too deep to stand in a record", fmt.Sprintf("INSERT INTO thing (n, data) VALUES (1, '%s%s')", strings.Repeat("[", 1000), strings.Repeat("]", 1000)), fault.BadValue, "data is not JSON"},
		{"no datetime", "INSERT INTO thing (n, at) VALUES (1, 'yesterday')", fault.BadValue, "at is not a datetime"},
		{"a datetime of another zone", "INSERT INTO thing (n, at) VALUES (1, '2024-01-02T03:04:05+02:00')", fault.BadValue, "at is not a datetime in UTC"},
		{"no boolean", "INSERT INTO thing (n, flag) VALUES (1, 2)", fault.BadValue, "flag is not a boolean"},
		{"no uuid", "INSERT INTO thing (n, ref) VALUES (1, '')", fault.BadValue, "ref is not a uuid"},
		{"infinity", "INSERT INTO thing (n, r) VALUES (1, 9e999)", fault.BadValue, "r is not a finite number"},
		{"duration that has no opposite", "INSERT INTO thing (n, span) VALUES (1, -9223372036854775808)", fault.BadValue, "span"},
		{"parent that is not there", "INSERT INTO log (dataset_id, user_id, content) VALUES ('" + dataset + "', '" + hexID("9") + "', 'c')", fault.Constraint, ""},
		{"the same id again", "INSERT INTO thing (n) VALUES (1), (1)", fault.Constraint, "thing.id"},
		{"record too large", "INSERT INTO note (owner, body) VALUES ('me', printf('%.*c', 524288, 'x'))", fault.RecordTooLarge, "524288"},
		{"record too large as JSON", "INSERT INTO note (owner, body) VALUES ('me', replace(printf('%.*c', 90000, 'x'), 'x', char(1)))", fault.RecordTooLarge, "524288"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			wantCode(t, tryExec(a, test.sql), test.code, test.mention)
			for _, m := range a.Instance.Schema().Models {
				wantCells(a, "SELECT count(*) FROM "+m.DirtyTable(), "0")
			}
		})
	}
	a.Exec("INSERT INTO note (owner, body) VALUES ('me', replace(printf('%.*c', 80000, 'x'), 'x', char(1)))")
	a.Exec("INSERT INTO thing (n, at, data) VALUES (1, '2024-01-02T03:04:05.999Z', '[{}]'), (2, datetime('now'), '1'), (3, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), NULL)")
}

// An id may be the value of a column.
func TestIDFromColumn(t *testing.T) {
	a := newAppDevice(t, `[{"name": "m", "table": "m", "partition": "p:${id}", "source": "${device}", "id": "source", "columns": {"device": "uuid", "n": "integer?"}}]`)
	a.Exec("INSERT INTO m (device) VALUES (?1)", ada)
	wantCells(a, "SELECT id, _morango_source_id, _morango_partition FROM m", ada+"|"+ada+"|p:"+ada)
	if got := putRows(a, "m", `[{"device": "`+ada+`", "n": 1}, {"device": "`+bob+`"}]`); got[0] != ada || got[1] != bob {
		t.Errorf("ids %v", got)
	}
	wantCode(t, tryExec(a, "INSERT INTO m (id, device) VALUES (?1, ?2)", hexID("1"), hexID("2")), fault.BadID, "m")
	wantCode(t, tryExec(a, "INSERT INTO m (_morango_source_id, device) VALUES (?1, ?2)", hexID("1"), hexID("2")), fault.BadID, "m")
	wantCode(t, tryExec(a, "UPDATE m SET device = ?1", hexID("1")), fault.ImmutableColumn, "device")
	wantCells(a, "SELECT device, n FROM m ORDER BY id", ada+"|1\n"+bob+"|NULL")
}

func TestUpdateTracked(t *testing.T) {
	a := newSchool(t)
	a.Exec("INSERT INTO log (dataset_id, user_id, content) VALUES (?1, ?2, 'c1'), (?1, ?2, 'c2'), (?1, ?3, 'c3')", dataset, ada, bob)
	forgetDirty(a)
	a.Exec(`UPDATE log SET "order" = 4, "when" = '2024-01-02 03:04:05' WHERE user_id = ?1`, ada)
	wantCells(a, `SELECT content FROM log JOIN "amora_dirty_log" USING (id) ORDER BY content`, "c1\nc2")
	forgetDirty(a)
	a.Exec(`UPDATE log SET "order" = "order"`) // changes nothing, and is a write all the same
	wantCells(a, `SELECT count(*) FROM "amora_dirty_log"`, "3")
	a.Exec(`UPDATE log SET id = id, user_id = user_id, content = content, _morango_partition = _morango_partition`)

	for column, value := range map[string]string{
		"id": hexID("1"), "_morango_source_id": "x", "_morango_partition": "x", "dataset_id": hexID("1"), "user_id": bob, "content": "c9",
	} {
		err := tryExec(a, "UPDATE log SET "+column+" = ?1 WHERE content = 'c1'", value)
		wantCode(t, err, fault.ImmutableColumn, column)
	}
	wantCode(t, tryExec(a, "UPDATE log SET content = NULL"), fault.Required, "content")
	wantCode(t, tryExec(a, "UPDATE note SET owner = NULL"), "", "") // no rows
	wantCode(t, tryExec(a, `UPDATE log SET "when" = 'noon'`), fault.BadValue, "when is not a datetime")
	wantCells(a, "SELECT count(*) FROM log", "3")
	a.Exec("INSERT INTO note (owner, body) VALUES ('me', '')")
	wantCode(t, tryExec(a, "UPDATE note SET body = printf('%.*c', 524288, 'x')"), fault.RecordTooLarge, "note")
	a.Exec("INSERT INTO thing (n, data) VALUES (1, json_quote(printf('%.*c', 524080, 'x')))")
	a.Exec("UPDATE thing SET flag = 0")
	wantCode(t, tryExec(a, "UPDATE thing SET span = 1"), fault.RecordTooLarge, "thing")
	wantCode(t, tryExec(a, "UPDATE thing SET data = printf('[%.*c', 100000, 'x')"), fault.BadValue, "data")
	wantCode(t, tryExec(a, "UPDATE note SET owner = NULL"), fault.ImmutableColumn, "owner")
}

func TestDeleteRemembered(t *testing.T) {
	a := newSchool(t)
	a.Exec("INSERT INTO log (dataset_id, user_id, content) VALUES (?1, ?2, 'c1'), (?1, ?3, 'c2')", dataset, ada, bob)
	id := cells(a, "SELECT id FROM log WHERE content = 'c1'")
	a.Exec("DELETE FROM log WHERE id = ?1", id)
	wantCells(a, "SELECT * FROM morango_deletedmodels", id+"|test")
	wantCells(a, "SELECT count(*) FROM morango_harddeletedmodels", "0")
	wantCells(a, `SELECT content FROM log JOIN "amora_dirty_log" USING (id)`, "c2")

	// Created again, the deletion is forgotten.
	a.Exec("INSERT INTO log (dataset_id, user_id, content) VALUES (?1, ?2, 'c1')", dataset, ada)
	wantCells(a, "SELECT count(*) FROM morango_deletedmodels", "0")
	wantCells(a, `SELECT count(*) FROM "amora_dirty_log"`, "2")

	// A cascade counts, hard deletes are remembered as such.
	a.Engine("INSERT INTO amora_hard (x) VALUES (1)")
	a.Exec("DELETE FROM user WHERE id = ?1", ada)
	wantCells(a, "SELECT count(*) FROM morango_harddeletedmodels h JOIN morango_deletedmodels d USING (id, profile) WHERE id IN (?1, ?2)", "2", id, ada)
	wantCells(a, "SELECT content FROM log", "c2")
	wantCells(a, `SELECT count(*) FROM "amora_dirty_user"`, "0")
	a.Engine("DELETE FROM amora_hard")
	a.Exec("INSERT INTO user (id, dataset_id, name) VALUES (?1, ?2, 'Ada')", ada, dataset)
	wantCells(a, "SELECT id FROM morango_harddeletedmodels", id)

	// A tree goes with its root.
	forgetDirty(a)
	a.Exec("INSERT INTO note (owner, body) VALUES ('me', 'root')")
	a.Exec("INSERT INTO note (owner, body, parent_id) SELECT 'me', 'leaf', id FROM note")
	a.Exec("INSERT INTO note (owner, body, parent_id) SELECT 'me', 'twig', id FROM note WHERE body = 'leaf'")
	a.Exec("DELETE FROM note WHERE body = 'root'")
	wantCells(a, "SELECT count(*) FROM morango_deletedmodels", "3")
}

// Every way of writing that SQLite has keeps the books right.
func TestConflictClauses(t *testing.T) {
	thing := func(n int) string { return value.ModelID("things:${id}", fmt.Sprint(n), "thing") }
	tests := []struct {
		name, sql string
		args      []any
		rows      string // n and flag of all rows afterwards
		dirty     string // n of the dirty ones
	}{
		{"upsert of an id that is there", "INSERT INTO thing (id, n, flag) VALUES (?1, 1, 1) ON CONFLICT (id) DO UPDATE SET flag = excluded.flag", []any{thing(1)}, "1|1 2|0", "1"},
		{"upsert of one that is not", "INSERT INTO thing (id, n, flag) VALUES (?1, 3, 1) ON CONFLICT (id) DO UPDATE SET flag = excluded.flag", []any{thing(3)}, "1|0 2|0 3|1", "3"},
		{"upsert of everything", "INSERT INTO thing (id, n, flag) SELECT id, n, 1 FROM thing WHERE true ON CONFLICT (id) DO UPDATE SET id = excluded.id, n = excluded.n, flag = excluded.flag", nil, "1|1 2|1", "1 2"},
		{"upsert that does nothing", "INSERT INTO thing (id, n, flag) VALUES (?1, 1, 1) ON CONFLICT DO NOTHING", []any{thing(1)}, "1|0 2|0", ""},
		{"replace by id", "INSERT OR REPLACE INTO thing (id, n, flag) VALUES (?1, 1, 1)", []any{thing(1)}, "1|1 2|0", "1"},
		{"replace by what follows", "REPLACE INTO thing (n, flag) VALUES (1, 1), (3, 1)", nil, "1|1 2|0 3|1", "1 3"},
		{"ignore by id", "INSERT OR IGNORE INTO thing (id, n, flag) VALUES (?1, 1, 1)", []any{thing(1)}, "1|0 2|0", ""},
		{"ignore by what follows", "INSERT OR IGNORE INTO thing (n, flag) VALUES (1, 1), (3, 1)", nil, "1|0 2|0 3|1", "3"},
		{"insert select", "INSERT INTO thing (n, flag) SELECT n + 10, 1 FROM thing", nil, "1|0 2|0 11|1 12|1", "11 12"},
		{"update or ignore", "UPDATE OR IGNORE thing SET flag = 1 WHERE n = 2", nil, "1|0 2|1", "2"},
		{"update from", "UPDATE thing SET flag = x.flag FROM (SELECT 1 AS flag) x WHERE n = 1", nil, "1|1 2|0", "1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := newAppDevice(t, appModels)
			a.Exec("INSERT INTO thing (n, flag) VALUES (1, 0), (2, 0)")
			forgetDirty(a)
			a.Exec(test.sql, test.args...)
			wantCells(a, "SELECT n, flag FROM thing ORDER BY n", strings.ReplaceAll(test.rows, " ", "\n"))
			wantCells(a, `SELECT n FROM thing JOIN "amora_dirty_thing" USING (id) ORDER BY n`, strings.ReplaceAll(test.dirty, " ", "\n"))
			wantCells(a, "SELECT count(*) FROM morango_deletedmodels", "0")
			wantCells(a, "SELECT count(*) FROM thing WHERE id IS NULL OR _morango_source_id IS NULL OR _morango_partition IS NULL", "0")
		})
	}
}

func TestReplaceByAnotherUniqueColumn(t *testing.T) {
	a := newSchool(t)
	a.Exec("CREATE UNIQUE INDEX user_name ON user (name)") // the app's own
	a.Exec("INSERT OR REPLACE INTO user (id, dataset_id, name) VALUES (?1, ?2, 'Ada')", hexID("1"), dataset)
	wantCells(a, "SELECT id FROM morango_deletedmodels", ada)
	wantCells(a, `SELECT id FROM "amora_dirty_user"`, hexID("1"))
}

// Outside the write scope nothing is written, whatever the statement.
func TestWriteScope(t *testing.T) {
	a := newSchool(t)
	a.Exec("INSERT INTO note (owner, body) VALUES ('a_b:1', 'in'), ('A_B:1', 'case'), ('aXb:1', 'wildcard'), ('a', 'short'), ('b%', 'percent'), ('bcd', 'like')")
	a.Exec("INSERT INTO log (dataset_id, user_id, content) VALUES (?1, ?2, 'c1')", dataset, ada)
	forgetDirty(a)
	a.Engine("INSERT INTO amora_write_scope (prefix) VALUES ('a_b:'), ('b%'), (?1)", dataset+":user:"+ada)

	for body, writable := range map[string]bool{"in": true, "case": false, "wildcard": false, "short": false, "percent": true, "like": false} {
		for _, sql := range []string{
			"UPDATE note SET body = body WHERE body = ?1",
			"INSERT INTO note (owner, body) SELECT owner, 'new' FROM note WHERE body = ?1",
			"INSERT INTO note (id, _morango_source_id, owner, body) SELECT id, _morango_source_id, owner, body FROM note WHERE body = ?1 ON CONFLICT (id) DO UPDATE SET body = excluded.body",
			"DELETE FROM note WHERE body = ?1",
		} {
			code := fault.NotWritable
			if writable {
				code = ""
			}
			wantCode(t, tryExec(a, sql, body), code, "")
		}
	}
	wantCells(a, "SELECT body FROM note ORDER BY body", "case\nlike\nnew\nnew\nshort\nwildcard")
	wantCode(t, tryExec(a, "DELETE FROM user WHERE id = ?1", ada), fault.NotWritable, "log") // its logs would go, too
	wantCode(t, tryExec(a, "INSERT OR IGNORE INTO note (owner, body) VALUES ('x', '')"), fault.NotWritable, "note")
	a.Engine("INSERT INTO amora_write_scope (prefix) VALUES ('')")
	a.Exec("DELETE FROM user WHERE id = ?1", ada)
}

// What was written before there was a certificate, outside the scope of the
// one that came, can be deleted: it never left, and else nobody could.
func TestDeleteOutsideScope(t *testing.T) {
	a := newSchool(t)
	a.Exec("INSERT INTO note (owner, body) VALUES ('mine', ''), ('yours', '')")
	a.Engine("INSERT INTO amora_write_scope (prefix) VALUES ('mine')")
	a.Exec("DELETE FROM note")
	wantCells(a, "SELECT count(*) FROM note", "0")
}

// While deserialize writes, the triggers see nothing.
func TestTriggersSilent(t *testing.T) {
	a := newSchool(t)
	a.Engine("INSERT INTO amora_write_scope (prefix) VALUES ('elsewhere')")
	a.Engine("INSERT INTO amora_applying (x) VALUES (1)")
	a.Exec("INSERT INTO log (id, _morango_source_id, _morango_partition, dataset_id, user_id, content) VALUES ('any', 's', 'p', ?1, ?2, 'c')", dataset, ada)
	a.Exec("UPDATE log SET content = 'd', _morango_partition = 'q'")
	a.Exec("DELETE FROM user")
	wantCells(a, "SELECT count(*) FROM log", "0")
	for _, table := range []string{`"amora_dirty_log"`, `"amora_dirty_user"`, "morango_deletedmodels", "morango_harddeletedmodels"} {
		wantCells(a, "SELECT count(*) FROM "+table, "0")
	}
}

// A row without the column its partition is made of, as Morango may send one,
// can be edited here.
func TestUpdateOfRowWithGivenPartition(t *testing.T) {
	a := newSchool(t)
	a.Engine("INSERT INTO amora_applying (x) VALUES (1)")
	a.Exec("INSERT INTO note (id, _morango_source_id, _morango_partition, body) VALUES (?1, 's', 'given', 'old')", hexID("1"))
	a.Engine("DELETE FROM amora_applying")
	a.Exec("UPDATE note SET body = 'new'")
	putRows(a, "note", `{"id": "`+hexID("1")+`", "body": "newer"}`)
	wantCells(a, "SELECT owner, body, _morango_partition FROM note", "NULL|newer|given")
	wantCells(a, `SELECT count(*) FROM "amora_dirty_note"`, "1")
	wantCode(t, tryExec(a, "UPDATE note SET owner = 'me'"), fault.ImmutableColumn, "owner")
}

// What the engine made is not the app's to drop or change; its own tables and
// indexes are.
func TestGuardedTables(t *testing.T) {
	d := newDevice(t, classSchema)
	for _, sql := range []string{
		"DROP TABLE topic", "drop table topic", "/* mine */ DROP TABLE topic", "ALTER TABLE topic RENAME TO subject", "ALTER TABLE topic ADD COLUMN color TEXT",
		"DROP TRIGGER amora_topic_update", "DROP TABLE morango_store", "DROP INDEX morango_store_saved", "CREATE TABLE amora_mine (x)", "DROP TABLE amora_dirty_topic",
	} {
		if _, err := d.Exec(t.Context(), sql); fault.CodeOf(err) != fault.BadRequest {
			t.Errorf("%s: %v", sql, err)
		}
	}
	for _, sql := range []string{
		"CREATE TABLE mine (x)", "CREATE INDEX mine_x ON mine (x)", "CREATE UNIQUE INDEX by_title ON topic (title)", "DROP INDEX by_title",
		"CREATE TRIGGER counted AFTER INSERT ON topic BEGIN INSERT INTO mine VALUES (NEW.title); END", "ALTER TABLE mine ADD COLUMN y", "DROP TRIGGER counted", "DROP TABLE mine",
	} {
		if _, err := d.Exec(t.Context(), sql); err != nil {
			t.Errorf("%s: %v", sql, err)
		}
	}
	d.put("topic", map[string]any{"dataset_id": testUser, "title": "still tracked"})
	if got := d.rows("SELECT count(*) FROM amora_dirty_topic"); got != "1" {
		t.Errorf("%s rows are dirty", got)
	}
}

// TestExecMistakes: what is wrong with the app's own SQL is said to it,
// whether that shows as it is compiled or as it runs.
func TestExecMistakes(t *testing.T) {
	a := newAppDevice(t, `[{"name": "note", "table": "note", "partition": "p", "source": null, "columns": {"n": "integer"}}]`)
	a.Exec("INSERT INTO note (n) VALUES (1)")
	for sql, text := range map[string]string{
		"UPDATE missing SET n = 1":                      "no such table: missing",
		"UPDATE note SET n = json_extract('{', '$')":    "malformed JSON",
		"UPDATE note SET n = abs(-9223372036854775808)": "integer overflow",
		"CREATE VIRTUAL TABLE v USING nonsense":         "no such module: nonsense",
	} {
		wantCode(t, tryExec(a, sql), fault.BadRequest, text)
	}
}
