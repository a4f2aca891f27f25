package core_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// tree is the app's topics as name<parent, and what keeps others out.
func (d *device) tree() string {
	d.t.Helper()
	topics := strings.ReplaceAll(d.rows(`SELECT t.title || ifnull('<' || p.title, '') FROM topic t LEFT JOIN topic p ON p.id = t.parent_id ORDER BY t.title`), "\n", " ")
	if reasons := d.reasons(); reasons != "" {
		topics += " | " + strings.ReplaceAll(reasons, " (retried)", "")
	}
	return topics
}

// TestTrees: records of a model that refers to itself come in any order; what
// hangs on something that is not here waits for it.
func TestTrees(t *testing.T) {
	id := func(name string) string { return wireTopic(name, "").id() }
	a, b, c := wireTopic("a", ""), wireTopic("b", id("a")), wireTopic("c", id("b"))
	bad := b.field("title", "1")
	better := func(r wireRecord) wireRecord { return r.version(aliceDevice, 2) }
	deleted := func(r wireRecord) wireRecord { return better(r).with(atDeleted, "1") }
	tests := []struct {
		name  string
		comes [][]wireRecord // transfers
		want  []string       // after each
	}{
		{"children first", [][]wireRecord{{c, b, a}}, []string{"a b<a c<b"}},
		{"children later", [][]wireRecord{{a}, {c, b}}, []string{"a", "a b<a c<b"}},
		{"children before", [][]wireRecord{{c}, {b}, {a}}, []string{" | missing_reference", " | failed_reference, missing_reference", "a b<a c<b"}},
		{"a leaf before the rest", [][]wireRecord{{c}, {a, b}}, []string{" | missing_reference", "a b<a c<b"}},
		{"a bad one in the middle", [][]wireRecord{{c, bad, a}, {better(b)}}, []string{"a | bad_value: title, failed_reference", "a b<a c<b"}},
		{"its own parent", [][]wireRecord{{wireTopic("a", id("a")), b}, {better(a)}}, []string{"a<a b<a", "a b<a"}},
		{"a circle", [][]wireRecord{{wireTopic("a", id("c")), b, c}, {better(a)}}, []string{"a<c b<a c<b", "a b<a c<b"}},
		{"a circle, one after the other", [][]wireRecord{{wireTopic("a", id("c"))}, {b}, {c}},
			[]string{" | missing_reference", " | failed_reference, missing_reference", "a<c b<a c<b"}},
		{"a circle and what hangs on it", [][]wireRecord{{wireTopic("a", id("b")), b, c, wireTopic("d", id("c"))}}, []string{"a<b b<a c<b d<c"}},
		{"a circle through a bad one", [][]wireRecord{{wireTopic("a", id("c")), bad, c}, {better(b)}},
			[]string{" | bad_value: title, failed_reference, failed_reference", "a<c b<a c<b"}},
		{"a circle through a deleted one", [][]wireRecord{{wireTopic("a", id("c")), deleted(b), c}}, []string{""}},
		{"a circle of which one is deleted and comes back", [][]wireRecord{{wireTopic("a", id("c")), b, c}, {deleted(b)}, {b.version(aliceDevice, 3)}},
			[]string{"a<c b<a c<b", "", "a<c b<a c<b"}},
		{"under another parent", [][]wireRecord{{a, b, c}, {better(wireTopic("c", id("a")))}}, []string{"a b<a c<b", "a b<a c<a"}},
		{"the parent is deleted", [][]wireRecord{{a, b}, {deleted(a)}, {c}}, []string{"a b<a", "", " | failed_reference"}},
		{"the parent came deleted", [][]wireRecord{{deleted(a)}, {b}}, []string{"", ""}},
		{"the parent is deleted and comes back", [][]wireRecord{{a, b}, {deleted(a)}, {a.version(aliceDevice, 3), better(b)}}, []string{"a b<a", "", "a b<a"}},
	}
	d := newDevice(t, classSchema)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := newerOf(t, d)
			for i, records := range test.comes {
				got := d.pull(records...)
				if tree := d.tree(); tree != test.want[i] {
					t.Errorf("after transfer %d: %q, want %q", i+1, tree, test.want[i])
				}
				if n := int64(strings.Count(d.reasons(), "(retried)")); got.Applied.Quarantined != n {
					t.Errorf("after transfer %d: %d counted, %d in quarantine", i+1, got.Applied.Quarantined, n)
				}
			}
		})
	}
}

// TestReferences: a record waits for the one it refers to, of whatever model,
// and goes with it when that is deleted.
func TestReferences(t *testing.T) {
	topic := wireTopic("t", "")
	answer := wireAnswer("q", "x").field("topic_id", quoted(topic.id()))
	better := func(r wireRecord) wireRecord { return r.version(aliceDevice, 2) }
	deleted := func(r wireRecord) wireRecord { return better(r).with(atDeleted, "1") }
	hard := deleted(topic).with(atHard, "1").with(atSerialized, `"{}"`)
	const none, waits = "", " | missing_reference: topic_id"
	tests := []struct {
		name  string
		comes [][]wireRecord
		want  []string
		// deleted and hard_deleted of the answer after the next serialize, and
		// whether it is then this device that deleted it
		then string
	}{
		{"together", [][]wireRecord{{answer, topic}}, []string{"q=x"}, "0 0 0"},
		{"before", [][]wireRecord{{answer}, {topic}}, []string{waits, "q=x"}, "0 0 0"},
		{"before one that is bad", [][]wireRecord{{answer, topic.field("title", "1")}, {better(topic)}},
			[]string{" | bad_value: title, failed_reference: topic_id", "q=x"}, "0 0 0"},
		{"to a deleted one", [][]wireRecord{{deleted(topic), answer}}, []string{none}, "1 0 1"},
		{"to a hard-deleted one", [][]wireRecord{{hard, answer}}, []string{none}, "1 1 1"},
		{"before a deleted one", [][]wireRecord{{answer}, {deleted(topic)}, {better(wireAnswer("other", "y"))}}, []string{waits, none, "other=y"}, "1 0 1"},
		{"without it, in the end", [][]wireRecord{{answer}, {better(wireAnswer("q", "alone"))}}, []string{waits, "q=alone"}, "0 0 0"},
	}
	d := newDevice(t, classSchema)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := newerOf(t, d)
			for i, records := range test.comes {
				d.pull(records...)
				found := d.answers()
				if reasons := d.reasons(); reasons != "" {
					found += " | " + strings.ReplaceAll(reasons, " (retried)", "")
				}
				if found != test.want[i] {
					t.Errorf("after transfer %d: %q, want %q", i+1, found, test.want[i])
				}
			}
			d.must(d.DB().Update(t.Context(), func(tx sqldb.Tx) error { _, err := d.Engine().Serialize(tx, value.Filter{wireDataset}); return err }))
			if is := d.store(answer, "deleted, hard_deleted, last_saved_instance = '"+d.ID()+"'"); is != test.then {
				t.Errorf("then %q, want %q", is, test.then)
			}
		})
	}
}

// TestRetryByLocalRow: what a record waits for may also be made here.
func TestRetryByLocalRow(t *testing.T) {
	d := newDevice(t, classSchema)
	topic := d.put("topic", map[string]any{"dataset_id": wireDataset, "title": "gone"})
	d.exec("DELETE FROM topic")
	d.pull(wireAnswer("q", "x").field("topic_id", quoted(topic)))
	if got := d.reasons(); got != "missing_reference: topic_id (retried)" {
		t.Fatal(got)
	}
	source := d.rows("SELECT lower(hex(randomblob(16)))")
	own := value.ModelID(wireDataset+":shared", source, "topic")
	d.pull(wireAnswer("q", "x").field("topic_id", quoted(own)).version(aliceDevice, 2))
	d.put("topic", map[string]any{"id": own, "_morango_source_id": source, "dataset_id": wireDataset, "title": "made here"})
	d.pull(wireAnswer("another", "y"))
	if d.reasons() != "" || d.answers() != "another=y q=x" {
		t.Errorf("%q in quarantine, %q", d.reasons(), d.answers())
	}
}

// TestUnknownFields: what a newer peer's records have besides stays with them,
// through edits here, in its place and to the letter.
func TestUnknownFields(t *testing.T) {
	old, newer := newDevice(t, classSchema), newDevice(t, strings.Replace(classSchema, `"text": "text", `, `"text": "text", "mood": "text?", `, 1))
	newer.exec("INSERT INTO answer (dataset_id, user_id, question, text, mood) VALUES (?1, ?2, 'q', 'first', 'glad')", wireDataset, testUser)
	move(t, newer, old)
	old.exec("UPDATE answer SET text = 'second'")
	move(t, old, newer)
	if got := newer.rows("SELECT text, mood FROM answer"); got != "second glad" {
		t.Errorf("came back as %q", got)
	}

	odd := `{"z":1.50,"id":"` + wireAnswer("r", "").id() + `","dataset_id":"` + wireDataset + `","list":[1e400,null,{"\u00e9":-0}],"user_id":"` + testUser +
		`","question":"r","text":"x","big":123456789012345678901234567890}`
	old.pull(wireAnswer("r", "").with(atSerialized, quoted(odd)))
	old.exec("UPDATE answer SET text = 'y' WHERE question = 'r'")
	move(t, old, newer)
	want := strings.Replace(odd, `"text":"x"`, `"text":"y"`, 1)
	if got := newer.store(wireAnswer("r", ""), "serialized"); !strings.HasPrefix(got, want[:len(want)-1]) {
		t.Errorf("stored as\n%s\nwant\n%s…", got, want)
	}
}

// TestUnknownFieldsTooLarge: but not where the record would then pass its
// bound, which would keep all that is queued with it from being pushed.
func TestUnknownFieldsTooLarge(t *testing.T) {
	a, b := newDevice(t, classSchema), newDevice(t, classSchema)
	padded := func(question string) wireRecord {
		return wireAnswer(question, "short").field("pad", quoted(strings.Repeat("x", 500_000)))
	}
	a.pull(padded("long"), padded("short"))
	long := strings.Repeat("y", 100_000)
	a.exec("UPDATE answer SET text = iif(question = 'long', ?1, 'edited')", long)
	move(t, a, b)
	if b.answers() != "long="+long+" short=edited" || b.reasons() != "" {
		t.Errorf("%.200q arrived, %q in quarantine", b.answers(), b.reasons())
	}
	if got := b.rows("SELECT octet_length(serialized) > 500000 FROM morango_store ORDER BY source_id"); got != "0\n1" {
		t.Errorf("the pads are kept: %q", got)
	}
}

// TestUnknownModels: records of models that this build does not know are kept
// and passed on, and applied once it knows them.
func TestUnknownModels(t *testing.T) {
	const badge = `, {"name": "badge", "table": "badge", "partition": "${dataset_id}:user:${user_id}", "source": null,
  "columns": {"dataset_id": "uuid", "user_id": "uuid", "answer_id": "uuid"}, "references": {"answer_id": "answer"}}]}`
	newerSchema := strings.TrimSuffix(classSchema, "]}") + badge
	a, between, b := newDevice(t, newerSchema), newDevice(t, classSchema), newDevice(t, newerSchema)
	answer := a.put("answer", map[string]any{"dataset_id": wireDataset, "user_id": testUser, "question": "q", "text": "x"})
	a.put("badge", map[string]any{"dataset_id": wireDataset, "user_id": testUser, "answer_id": answer})
	if got := move(t, a, between); got.Applied.Quarantined != 0 || got.RecordsTotal != 2 {
		t.Errorf("%+v", got)
	}
	move(t, between, b)
	if got := b.rows("SELECT user_id, answer_id FROM badge"); got != testUser+" "+answer {
		t.Errorf("passed on as %q", got)
	}

	s, err := schema.Parse([]byte(newerSchema))
	between.must(err)
	in, err := core.Open(t.Context(), between.DB(), core.Options{Schema: s})
	between.must(err)
	updated := &device{in, t}
	updated.pull(wireAnswer("another", "y"))
	if got := updated.rows("SELECT user_id, answer_id FROM badge"); got != testUser+" "+answer {
		t.Errorf("after the update: %q", got)
	}
}

// TestUpdateOffline: they are there as soon as the updated app is, before any
// sync, and what was written here meanwhile stays.
func TestUpdateOffline(t *testing.T) {
	const badge = `, {"name": "badge", "table": "badge", "partition": "${dataset_id}:user:${user_id}", "source": null,
  "columns": {"dataset_id": "uuid", "user_id": "uuid", "answer_id": "uuid"}, "references": {"answer_id": "answer"}}]}`
	newer := strings.TrimSuffix(strings.Replace(classSchema, `"score": "real?"`, `"score": "real?", "mood": "text?"`, 1), "]}") + badge
	relay, a, b := newRelay(t), newDevice(t, newer), newDevice(t, classSchema)
	dataset := enroll(t, relay, a, b)
	answer := a.put("answer", map[string]any{"dataset_id": dataset, "user_id": testUser, "question": "q", "text": "x", "mood": "glad"})
	a.put("badge", map[string]any{"dataset_id": dataset, "user_id": testUser, "answer_id": answer})
	a.sync(relay)
	b.sync(relay)
	b.exec("UPDATE answer SET text = 'mine'")
	b.put("topic", map[string]any{"dataset_id": dataset, "title": "new"})

	s, err := schema.Parse([]byte(newer))
	b.must(err)
	in, err := core.Open(t.Context(), b.DB(), core.Options{Schema: s, GenerateKey: coretest.Keys})
	b.must(err)
	b = &device{in, t}
	if got := b.rows("SELECT text, mood, badge.id IS NOT NULL FROM answer LEFT JOIN badge ON answer_id = answer.id"); got != "mine glad 1" {
		t.Errorf("there is %q", got)
	}
	b.sync(relay)
	a.sync(relay)
	if got := a.rows("SELECT text, mood, title FROM answer, topic"); got != "mine glad new" {
		t.Errorf("there is %q", got)
	}
	if list, err := a.Conflicts(t.Context()); len(list) > 0 {
		t.Errorf("conflicts: %v, %v", list, err)
	}
}

// TestTypesTravel: every type, and NULL of every type, arrives as it left,
// but for what Morango cuts: times to milliseconds.
func TestTypesTravel(t *testing.T) {
	schema := `{"profile": "test", "models": ` + strings.Replace(everyType, `"partition": "p"`, `"partition": "`+wireDataset+`"`, 1) + `}`
	a, b := newDevice(t, schema), newDevice(t, schema)
	insert := func(values ...any) {
		t.Helper()
		a.exec("INSERT INTO thing (t, i, r, b, at, day, clock, span, dec, data, ref) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)", values...)
	}
	insert(nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil)
	insert("", 0, 0.0, 0, "2024-01-01 00:00:00", "2024-01-01", "00:00:00", 0, 0.0, `""`, hexID("0"))
	insert("'\"\\\n\t\x00é🎉\u2028", int64(-1)<<63, 5e-324, 1, "9999-12-31 23:59:59.999000", "0001-01-01", "23:59:59.001000", int64(1)<<62, 12.34, `{"a":[1.50,null]}`, hexID("f"))
	insert("x", int64(1)<<53+1, -1.7976931348623157e308, 1, "0001-01-01 00:00:00.001000", "9999-12-31", "12:00:00", -1, -123456789012345.0, `[]`, nil)
	got := move(t, a, b)
	if got.RecordsTotal != 4 || b.reasons() != "" {
		t.Errorf("%d records, quarantine %q", got.RecordsTotal, b.reasons())
	}
	const all = "SELECT * FROM thing ORDER BY id"
	if x, y := a.rows(all), b.rows(all); x != y {
		t.Errorf("sent\n%q\narrived\n%q", x, y)
	}
}

// TestUniqueValues: a record that an index of the app's own keeps out waits
// until there is room for it.
func TestUniqueValues(t *testing.T) {
	d := newDevice(t, classSchema)
	d.exec("CREATE UNIQUE INDEX answer_text ON answer (text)")
	d.pull(wireAnswer("1", "same"), wireAnswer("2", "same"), wireAnswer("3", "other"))
	if d.reasons() != "constraint: UNIQUE constraint failed: answer.text (retried)" || d.rows("SELECT count(*) FROM answer") != "2" {
		t.Fatalf("%q in quarantine, %q", d.reasons(), d.answers())
	}
	d.exec("UPDATE answer SET text = 'edited' WHERE text = 'same'")
	d.pull(wireAnswer("4", "more"))
	if d.reasons() != "" || d.rows("SELECT count(*) FROM answer") != "4" {
		t.Errorf("%q in quarantine, %q", d.reasons(), d.answers())
	}
}

// TestUniqueValuesOfUpdates: the same of updates, of whatever model. All else
// is applied, and what was here stays.
func TestUniqueValuesOfUpdates(t *testing.T) {
	relay, a, b := newRelay(t), newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, a, b)
	answer := func(d *device, question, text string) {
		d.put("answer", map[string]any{"dataset_id": dataset, "user_id": testUser, "question": question, "text": text})
	}
	topic := func(d *device, title string) { d.put("topic", map[string]any{"dataset_id": dataset, "title": title}) }
	answer(a, "1", "one")
	topic(a, "one")
	a.sync(relay)
	b.sync(relay)
	b.exec("CREATE UNIQUE INDEX answer_text ON answer (text)")
	b.exec("CREATE UNIQUE INDEX topic_title ON topic (title)")
	answer(b, "2", "two")
	topic(b, "two")
	a.exec("UPDATE answer SET text = 'two'")
	a.exec("UPDATE topic SET title = 'two'")
	answer(a, "3", "three")
	topic(a, "three")
	a.sync(relay)
	const titles = "SELECT group_concat(title, ' ') FROM (SELECT title FROM topic ORDER BY title)"
	for range 2 { // and again, with what waits
		b.sync(relay)
		if b.reasons() != "constraint: UNIQUE constraint failed: answer.text (retried), constraint: UNIQUE constraint failed: topic.title (retried)" || b.answers() != "1=one 2=two 3=three" || b.rows(titles) != "one three two" {
			t.Fatalf("%q in quarantine, %q, %q", b.reasons(), b.answers(), b.rows(titles))
		}
	}
	if a.sync(relay); a.answers() != "1=two 2=two 3=three" {
		t.Errorf("what b made did not arrive: %q", a.answers())
	}
	b.exec("UPDATE answer SET text = 'room' WHERE question = '2'")
	b.exec("DELETE FROM topic WHERE title = 'two' AND id IN (SELECT id FROM morango_store WHERE last_saved_instance = ?1)", b.ID())
	if b.sync(relay); b.reasons() != "" || b.answers() != "1=two 2=room 3=three" || b.rows(titles) != "three two" {
		t.Errorf("%q in quarantine, %q, %q", b.reasons(), b.answers(), b.rows(titles))
	}
}

// TestUniqueValuesMove: rows that change places, or take what another gives
// up, are not in each other's way.
func TestUniqueValuesMove(t *testing.T) {
	newer := func(question, text string) wireRecord { return wireAnswer(question, text).version(aliceDevice, 2) }
	tests := []struct {
		name  string
		comes []wireRecord
		want  string
	}{
		{"two", []wireRecord{newer("1", "b"), newer("2", "a")}, "1=b 2=a 3=c"},
		{"around", []wireRecord{newer("1", "b"), newer("2", "c"), newer("3", "a")}, "1=b 2=c 3=a"},
		{"up", []wireRecord{newer("1", "b"), newer("2", "c"), newer("3", "d")}, "1=b 2=c 3=d"},
		{"to a new one", []wireRecord{newer("0", "a"), newer("1", "d")}, "0=a 1=d 2=b 3=c"},
		{"to a new one, with others in quarantine", []wireRecord{wireAnswer("bad", "").field("text", "1"), newer("0", "a"), newer("1", "d")}, "0=a 1=d 2=b 3=c | bad_value: text"},
		{"from a deleted one", []wireRecord{newer("1", "b"), newer("2", "").with(atDeleted, "1")}, "1=b 3=c"},
		{"one to where there is no room", []wireRecord{newer("1", "a!"), newer("0", "c"), newer("2", "b!")}, "1=a! 2=b! 3=c | constraint: UNIQUE constraint failed: answer.text"},
	}
	d := newDevice(t, classSchema)
	d.exec("CREATE UNIQUE INDEX answer_text ON answer (text)")
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := newerOf(t, d)
			d.pull(wireAnswer("1", "a"), wireAnswer("2", "b"), wireAnswer("3", "c"))
			d.pull(test.comes...)
			found := d.answers()
			if reasons := d.reasons(); reasons != "" {
				found += " | " + strings.ReplaceAll(reasons, " (retried)", "")
			}
			if found != test.want {
				t.Errorf("%q, want %q", found, test.want)
			}
		})
	}
}

// TestManyLevels: a tree as deep as a list is applied at once, and so is one
// whose root comes last.
func TestManyLevels(t *testing.T) {
	d := newDevice(t, classSchema)
	records, parent := []wireRecord{}, ""
	for i := range 400 {
		r := wireTopic(fmt.Sprint(i), parent)
		parent = r.id()
		records = append(records, r)
	}
	if got := d.pull(records[1:]...); got.Applied.Quarantined != 399 {
		t.Errorf("%d wait for the root", got.Applied.Quarantined)
	}
	if got := d.pull(records[0]); got.Applied.Records != 400 || d.reasons() != "" {
		t.Errorf("%+v", got.Applied)
	}
}
