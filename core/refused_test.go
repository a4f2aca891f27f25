package core_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/schema"
)

// refuser is SQL of an app's own that refuses one change.
type refuser struct {
	own    []string // on b, before the change
	change string   // on a
	why    string   // of SQLite's message, in quarantine
	yield  string   // on b, so that the record can be applied
}

// dropTrigger takes back a trigger c.
const dropTrigger = "DROP TRIGGER c"

// refusers are the ways in which an app's own SQL refuses a change of the note
// "bad", and nothing else.
var refusers = func() map[string]refuser {
	const negative, gone = "UPDATE note SET num = -1 WHERE text = 'bad'", "DELETE FROM note WHERE text = 'bad'"
	readState := func(action string) refuser {
		return refuser{[]string{"CREATE TABLE read_state (note_id TEXT REFERENCES note (id) " + action + ")", "INSERT INTO read_state SELECT id FROM note WHERE text = 'bad'"},
			gone, "FOREIGN KEY constraint failed", "DELETE FROM read_state"}
	}
	raise := func(trigger, change string) refuser {
		return refuser{[]string{"CREATE TRIGGER c " + trigger + "; END"}, change, "must not be", dropTrigger}
	}
	list := map[string]refuser{
		"a foreign key":              readState(""),
		"a foreign key, RESTRICT":    readState("ON DELETE RESTRICT"),
		"a foreign key, DEFERRED":    readState("DEFERRABLE INITIALLY DEFERRED"),
		"an index of an expression":  {[]string{"CREATE INDEX by_tag ON note (json_extract(stamp, '$.tag'))"}, "UPDATE note SET stamp = 'not json' WHERE text = 'bad'", "malformed JSON", "DROP INDEX by_tag"},
		"an overflow in an index":    {[]string{"CREATE INDEX by_abs ON note (abs(num))"}, "UPDATE note SET num = -9223372036854775808 WHERE text = 'bad'", "integer overflow", "DROP INDEX by_abs"},
		"a partial index":            {[]string{"CREATE INDEX some ON note (text) WHERE json_extract(stamp, '$') IS NOT NULL"}, "UPDATE note SET stamp = 'not json' WHERE text = 'bad'", "malformed JSON", "DROP INDEX some"},
		"a unique index":             {[]string{"CREATE UNIQUE INDEX by_num ON note (num) WHERE num < 0", "INSERT INTO note (dataset_id, text, num) SELECT dataset_id, 'there', -1 FROM note LIMIT 1"}, negative, "UNIQUE constraint failed: note.num", "DELETE FROM note WHERE text = 'there'"},
		"a check of a local table":   {[]string{"CREATE TABLE mine (n CHECK (n >= 0))", "CREATE TRIGGER c AFTER UPDATE ON note BEGIN INSERT INTO mine VALUES (NEW.num); END"}, negative, "CHECK constraint failed", dropTrigger},
		"NOT NULL of a local table":  {[]string{"CREATE TABLE mine (n NOT NULL)", "CREATE TRIGGER c AFTER UPDATE ON note BEGIN INSERT INTO mine VALUES (nullif(NEW.num, -1)); END"}, negative, "NOT NULL constraint failed", dropTrigger},
		"a type of a local table":    {[]string{"CREATE TABLE mine (n INTEGER) STRICT", "CREATE TRIGGER c AFTER UPDATE ON note BEGIN INSERT INTO mine VALUES (iif(NEW.num < 0, 'x', 1)); END"}, negative, "cannot store TEXT value", dropTrigger},
		"a local table's unique key": {[]string{"CREATE TABLE mine (n UNIQUE)", "INSERT INTO mine VALUES (-1)", "CREATE TRIGGER c AFTER UPDATE ON note BEGIN INSERT INTO mine VALUES (NEW.num); END"}, negative, "UNIQUE constraint failed: mine.n", dropTrigger},
		"an error in a trigger":      {[]string{"CREATE TABLE mine (n)", "CREATE TRIGGER c AFTER UPDATE ON note BEGIN INSERT INTO mine VALUES (json_extract(iif(NEW.num < 0, '{', '{}'), '$')); END"}, negative, "malformed JSON", dropTrigger},
		"a view's trigger":           {[]string{"CREATE VIEW v AS SELECT 1 AS n", "CREATE TRIGGER d INSTEAD OF INSERT ON v WHEN NEW.n < 0 BEGIN SELECT RAISE(ROLLBACK, 'must not be'); END", "CREATE TRIGGER c AFTER UPDATE ON note BEGIN INSERT INTO v VALUES (NEW.num); END"}, negative, "must not be", dropTrigger},
		"a conflict clause":          {[]string{"CREATE TABLE mine (n UNIQUE)", "INSERT INTO mine VALUES (-1)", "CREATE TRIGGER c AFTER UPDATE ON note BEGIN INSERT OR ROLLBACK INTO mine VALUES (NEW.num); END"}, negative, "UNIQUE constraint failed: mine.n", dropTrigger},
		"a cascade":                  {[]string{"CREATE TABLE mine (note_id TEXT REFERENCES note (id) ON DELETE CASCADE)", "CREATE TABLE more (x TEXT)", "INSERT INTO mine SELECT id FROM note WHERE text = 'bad'", "CREATE TRIGGER c BEFORE DELETE ON mine BEGIN SELECT RAISE(FAIL, 'must not be'); END"}, gone, "must not be", dropTrigger},
		"in the wake of another":     {[]string{"CREATE TRIGGER c BEFORE DELETE ON note WHEN OLD.text = 'bad' BEGIN SELECT RAISE(ABORT, 'must not be'); END"}, "DELETE FROM list WHERE name = 'bad'", "must not be", dropTrigger},
		"a new row":                  raise("AFTER INSERT ON note WHEN NEW.num < 0 BEGIN SELECT RAISE(ABORT, 'must not be')", "INSERT INTO note (dataset_id, text, num) SELECT dataset_id, 'new', -1 FROM note LIMIT 1"),
		"a new row that is ignored":  {[]string{"CREATE TRIGGER c BEFORE INSERT ON note WHEN NEW.num < 0 BEGIN SELECT RAISE(IGNORE); END"}, "INSERT INTO note (dataset_id, text, num) SELECT dataset_id, 'new', -1 FROM note LIMIT 1", "ignored", dropTrigger},
		"a change that is ignored":   {[]string{"CREATE TRIGGER c BEFORE UPDATE ON note WHEN NEW.num < 0 BEGIN SELECT RAISE(IGNORE); END"}, negative, "ignored", dropTrigger},
		"a deletion that is ignored": {[]string{"CREATE TRIGGER c BEFORE DELETE ON note WHEN OLD.text = 'bad' BEGIN SELECT RAISE(IGNORE); END"}, gone, "ignored", dropTrigger},
	}
	for _, how := range []string{"ABORT", "FAIL", "ROLLBACK"} {
		for _, timing := range []string{"BEFORE", "AFTER"} {
			text := fmt.Sprintf(" BEGIN SELECT RAISE(%s, 'num must not be negative')", how)
			list[timing+" UPDATE "+how] = raise(timing+" UPDATE ON note WHEN NEW.num < 0"+text, negative)
			list[timing+" DELETE "+how] = raise(timing+" DELETE ON note WHEN OLD.text = 'bad'"+text, gone)
		}
	}
	return list
}()

// TestFaultB4OneRecordRefused: what the app's own SQL refuses waits in
// quarantine with SQLite's message, all else is applied, and the push is made.
func TestFaultB4OneRecordRefused(t *testing.T) {
	for name, test := range refusers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := newNotes(t)
			list := n.a.put("list", map[string]any{"dataset_id": n.dataset, "name": "bad"})
			n.a.put("note", map[string]any{"dataset_id": n.dataset, "text": "bad", "list_id": list})
			for i := range 20 {
				n.insert(n.a, fmt.Sprint("good ", i), i+1)
			}
			n.settle()
			for _, sql := range test.own {
				n.b.exec(sql)
			}
			n.a.exec(test.change)
			n.a.exec("UPDATE note SET num = num + 100 WHERE text LIKE 'good%'")
			n.a.exec("DELETE FROM note WHERE text = 'good 7'")
			n.insert(n.a, "good new", 5)
			n.insert(n.b, "of b", 3)
			for range 2 { // and again, with what waits
				n.a.sync(n.relay)
				n.b.sync(n.relay)
				n.a.sync(n.relay)
				if got := n.b.reasons(); !strings.HasPrefix(got, "constraint: ") || !strings.Contains(got, test.why) || strings.Count(got, "(retried)") != 1+strings.Count(test.change, "FROM list") {
					t.Fatalf("in quarantine: %q, want %q", got, test.why)
				}
				if got := n.b.rows("SELECT count(*), sum(num > 100) FROM note WHERE text LIKE 'good%'"); got != "20 19" {
					t.Fatalf("of the rest %s is there", got)
				}
				if got := n.a.rows("SELECT count(*) FROM note WHERE text = 'of b'"); got != "1" {
					t.Fatal("what b made did not arrive")
				}
			}
			n.b.exec(test.yield)
			n.settle()
		})
	}
}

// TestFaultB4Live: a carried record that is refused ends no live session.
func TestFaultB4Live(t *testing.T) {
	for _, name := range []string{"a foreign key", "a foreign key, DEFERRED", "AFTER UPDATE ROLLBACK", "a change that is ignored"} {
		t.Run(name, func(t *testing.T) {
			test := refusers[name]
			n := newNotes(t)
			n.a.put("note", map[string]any{"dataset_id": n.dataset, "text": "bad"})
			n.settle()
			for _, sql := range test.own {
				n.b.exec(sql)
			}
			_, stopA := n.a.live(n.relay)
			_, stop := n.b.live(n.relay)
			n.a.exec(test.change)
			n.b.eventually("SELECT count(*) FROM morango_store WHERE deserialization_error LIKE 'constraint: %'", "1")
			n.insert(n.a, "later", 1)
			n.b.eventually("SELECT count(*) FROM note WHERE text = 'later'", "1")
			n.insert(n.b, "of b", 1)
			n.a.eventually("SELECT count(*) FROM note WHERE text = 'of b'", "1")
			stop()
			stopA()
			n.b.exec(test.yield)
			n.settle()
		})
	}
}

// TestFaultB4BrokenTrigger: a trigger that cannot be compiled refuses all
// records of its table, in few statements, and those of no other.
func TestFaultB4BrokenTrigger(t *testing.T) {
	n := newNotes(t)
	n.b.exec("CREATE TABLE mine (x)")
	n.b.exec("CREATE TRIGGER c AFTER INSERT ON note BEGIN INSERT INTO mine VALUES (NEW.id); END")
	n.b.exec("DROP TABLE mine")
	for i := range 50 {
		n.insert(n.a, fmt.Sprint(i), 0)
	}
	n.a.put("list", map[string]any{"dataset_id": n.dataset, "name": "l"})
	n.a.sync(n.relay)
	n.b.sync(n.relay)
	if got := n.b.reasons(); strings.Count(got, "no such table: main.mine") != 50 {
		t.Errorf("in quarantine: %.300s", got)
	}
	if got := n.b.rows("SELECT count(*) FROM list"); got != "1" {
		t.Errorf("%s lists", got)
	}
	n.b.exec(dropTrigger)
	n.settle()
}

// TestFaultB4ChildrenOfRefused: what hangs on a refused record waits for it.
func TestFaultB4ChildrenOfRefused(t *testing.T) {
	d := newDevice(t, classSchema)
	id := func(name string) string { return wireTopic(name, "").id() }
	d.exec("CREATE TRIGGER c BEFORE INSERT ON topic WHEN NEW.title = 'b' BEGIN SELECT RAISE(ABORT, 'no b'); END")
	answer := wireAnswer("q", "x").field("topic_id", quoted(id("c")))
	d.pull(wireTopic("d", id("c")), wireTopic("c", id("b")), wireTopic("b", id("a")), wireTopic("a", ""), answer)
	const want = "a | constraint: no b, failed_reference, failed_reference, failed_reference: topic_id"
	if got := d.tree(); got != want {
		t.Errorf("%q, want %q", got, want)
	}
	d.exec(dropTrigger)
	d.pull(wireTopic("e", ""))
	if got := d.tree(); got != "a b<a c<b d<c e" || d.answers() != "q=x" {
		t.Errorf("%q, %q", got, d.answers())
	}
}

// TestFaultB4Circles: records of a circle are written together, or not at all.
func TestFaultB4Circles(t *testing.T) {
	d := newDevice(t, classSchema)
	id := func(name string) string { return wireTopic(name, "").id() }
	d.exec("CREATE TRIGGER c BEFORE INSERT ON topic WHEN NEW.title LIKE 'no%' BEGIN SELECT RAISE(ABORT, 'no'); END")
	d.pull(wireTopic("a", id("b")), wireTopic("b", id("c")), wireTopic("c", id("a")), wireTopic("below", id("a")),
		wireTopic("no", id("y")), wireTopic("y", id("no")), wireTopic("z", id("y")), wireTopic("no more", ""))
	const want = "a<b b<c below<a c<a | constraint: no, constraint: no, constraint: no, failed_reference"
	if got := d.tree(); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestFaultB4FollowersRefused: a record that goes with a deleted one stays
// where its row has to.
func TestFaultB4FollowersRefused(t *testing.T) {
	d := newDevice(t, classSchema)
	topic := wireTopic("t", "")
	d.pull(topic, wireAnswer("q", "x"), wireAnswer("r", "y"))
	d.exec("CREATE TRIGGER c BEFORE DELETE ON answer WHEN OLD.question = 'q' BEGIN SELECT RAISE(ABORT, 'stay'); END")
	refers := func(question string) wireRecord {
		return wireAnswer(question, "z").field("topic_id", quoted(topic.id())).version(aliceDevice, 2)
	}
	d.pull(topic.version(aliceDevice, 2).with(atDeleted, "1"), refers("q"), refers("r"))
	if got := d.answers() + " | " + d.reasons(); got != "q=x | constraint: stay (retried)" {
		t.Error(got)
	}
	d.exec(dropTrigger)
	d.pull(wireTopic("u", ""))
	if got := d.answers() + d.reasons(); got != "" {
		t.Error(got)
	}
}

// TestFaultB4Statements: the number of statements grows with the logarithm of
// the records for each that is refused.
func TestFaultB4Statements(t *testing.T) {
	d := newDevice(t, classSchema)
	d.exec("CREATE TRIGGER c BEFORE INSERT ON answer WHEN NEW.text = 'no' BEGIN SELECT RAISE(ABORT, 'no'); END")
	var records []wireRecord
	for i := range 1000 {
		records = append(records, wireAnswer(fmt.Sprint(i), "yes"))
	}
	records[700] = wireAnswer("700", "no")
	d.exec("CREATE TABLE tried (n)")
	d.pull(records...)
	if got := d.rows("SELECT count(*) FROM answer") + " " + d.reasons(); got != "999 constraint: no (retried)" {
		t.Error(got)
	}
}

// TestFaultB6DeepTrees: a deletion of a tree deeper than SQLite's triggers go
// is applied.
func TestFaultB6DeepTrees(t *testing.T) {
	d := newDevice(t, classSchema)
	var made, deleted []wireRecord
	parent := ""
	for i := range 1500 {
		r := wireTopic(fmt.Sprintf("t%04d", i), parent)
		parent = r.id()
		made, deleted = append(made, r), append(deleted, r.version(aliceDevice, 2).with(atDeleted, "1"))
	}
	for i := 0; i < len(made); i += 500 {
		d.pull(made[i : i+500]...)
	}
	for i := 0; i < len(made); i += 500 {
		d.pull(deleted[i : i+500]...)
	}
	if got := d.rows("SELECT count(*) FROM topic") + d.reasons(); got != "0" {
		t.Errorf("%.300s", got)
	}
}

// TestFaultB4NewColumns: an app's own triggers keep no newer version of it from
// opening the database, and write nothing of synced tables then.
func TestFaultB4NewColumns(t *testing.T) {
	d := newDevice(t, classSchema)
	extra := func(r wireRecord) wireRecord { return r.field("extra", `"more"`) }
	d.pull(wireTopic("t", ""), extra(wireAnswer("good", "x")), extra(wireAnswer("bad", "y")))
	d.exec("CREATE TABLE mine (id TEXT)")
	d.exec("CREATE TRIGGER w AFTER UPDATE ON answer BEGIN UPDATE topic SET title = 'touched'; INSERT INTO mine VALUES (NEW.id); END")
	d.exec("CREATE TRIGGER c AFTER UPDATE ON answer WHEN NEW.question = 'bad' BEGIN SELECT RAISE(ROLLBACK, 'no'); END")
	schema, err := schema.Parse([]byte(strings.Replace(classSchema, `"text": "text"`, `"text": "text", "extra": "text?"`, 1)))
	d.must(err)
	in, err := core.Open(t.Context(), d.DB(), core.Options{Schema: schema, GenerateKey: coretest.Keys})
	d.must(err)
	d = &device{in, t}
	d.pull(wireTopic("u", ""))
	const want = "bad <nil>\ngood more | t u | constraint: no | 1"
	if got := d.rows("SELECT question, extra FROM answer ORDER BY 1") + " | " + d.tree() + " | " + d.rows("SELECT count(*) FROM mine"); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
