package core_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// Tests of the receiving side: what WriteChunk, Dequeue and Deserialize make
// of records whose every byte the test has chosen. What real Morango does
// with honest records is golden's; what an honest engine sends is sync_test's.

// answers are the answers here, as question=text.
func (d *device) answers() string {
	d.t.Helper()
	return strings.ReplaceAll(d.rows("SELECT question || '=' || text FROM answer ORDER BY question"), "\n", " ")
}

// reasons are the records in quarantine, as reason and whether it is tried
// again.
func (d *device) reasons() string {
	d.t.Helper()
	list, err := d.Quarantine(d.t.Context())
	d.must(err)
	var out []string
	for _, q := range list {
		reason := q.Reason
		if q.Retried {
			reason += " (retried)"
		}
		if !json.Valid(q.Record) {
			d.t.Errorf("the record in quarantine is shown as %s", q.Record)
		}
		out = append(out, reason)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// received is what became of records that came in.
type received struct {
	pipeline.Transfer
	pipeline.Applied
}

var transfers = 0

// newTransfer makes an id for a transfer, another one each time.
func newTransfer(t testing.TB) string {
	transfers++
	return value.ModelID(t.Name(), fmt.Sprint(transfers), "transfer")
}

// receive takes in a chunk, in one transaction as after the last chunk of a
// transfer: records is its text, of n records.
func (d *device) receive(push bool, records string, n int) (received, error) {
	id, filter := newTransfer(d.t), value.Filter{wireDataset}
	s := pipeline.Transfer{ID: id, SyncSession: id, Push: push, Server: push, Filter: filter}
	var applied pipeline.Applied
	err := d.Engine().Advance(d.t.Context(), &s, func(tx sqldb.Tx, s pipeline.Transfer) (_ pipeline.Transfer, err error) {
		if s, err = d.Engine().Start(tx, s); err != nil {
			return s, err
		}
		fsic := fmt.Sprintf(`{"super": {}, "sub": {%q: {%q: 1000, %q: 1000}}}`, wireDataset, aliceDevice, bobsDevice)
		s.ClientFSIC, s.ServerFSIC, s.RecordsTotal = fsic, fsic, int64(n)
		if s, err = d.Engine().WriteChunk(tx, s, pipeline.Chunk{Count: int64(n), Records: records}); err != nil {
			return s, err
		}
		if s, err = d.Engine().Dequeue(tx, s); err != nil {
			return s, err
		}
		if applied, err = d.Engine().Deserialize(tx, s.Filter); err != nil {
			return s, err
		}
		return d.Engine().Cleanup(tx, s)
	})
	return received{s, applied}, err
}

// pull takes in honest records.
func (d *device) pull(records ...wireRecord) received {
	d.t.Helper()
	got, err := d.receive(false, chunkText(records...), len(records))
	d.must(err)
	return got
}

func chunkText[R fmt.Stringer](records ...R) string {
	texts := make([]string, len(records))
	for i, r := range records {
		texts[i] = r.String()
	}
	return "[" + strings.Join(texts, ",") + "]"
}

// store is one record in the Store: the columns, separated by spaces.
func (d *device) store(r wireRecord, columns string) string {
	d.t.Helper()
	return d.rows("SELECT " + columns + " FROM morango_store WHERE id = '" + r.id() + "'")
}

// everything is all that a transfer may change.
func (d *device) everything() string {
	d.t.Helper()
	var b strings.Builder
	for _, sql := range []string{
		"SELECT * FROM morango_store ORDER BY id", "SELECT * FROM amora_recordmaxcounter ORDER BY 1, 2", "SELECT * FROM amora_store_dirty ORDER BY 1, 2",
		"SELECT * FROM morango_databasemaxcounter ORDER BY 1, 2", "SELECT * FROM morango_buffer", "SELECT * FROM amora_quarantine",
		"SELECT * FROM answer ORDER BY id", "SELECT * FROM topic ORDER BY id", "SELECT count(*) FROM morango_transfersession",
		"SELECT counter FROM morango_instanceidmodel", "SELECT * FROM amora_merge", "SELECT * FROM amora_work", "SELECT * FROM amora_applying",
	} {
		b.WriteString(d.rows(sql) + "\n--\n")
	}
	return b.String()
}

// raw is an element of a chunk as it stands.
type raw string

func (r raw) String() string { return string(r) }

// TestBadRecords: a record that cannot be taken. Pulled, it alone is set
// aside, with a reason; pushed to us, the whole chunk is refused and nothing
// has changed.
func TestBadRecords(t *testing.T) {
	good := wireAnswer("bad", "text")
	foreign := wireAnswer("bad", "text")
	foreign = foreign.with(atPartition, quoted(wireDataset+":user:"+hexID("2")))
	outside := honest("answer", hexID("e")+":user:"+testUser, "bad", map[string]any{"user_id": testUser, "question": "bad", "text": ""})
	upper := honest("answer", strings.ToUpper(wireDataset)+":user:"+testUser, "bad", map[string]any{"user_id": testUser, "question": "bad", "text": ""})
	many := map[string]int{}
	for i := range 10_001 {
		many[fmt.Sprintf("%032x", i)] = 1
	}
	tooMany, err := json.Marshal(many)
	if err != nil {
		t.Fatal(err)
	}
	long := honest("answer", wireDataset+":user:"+testUser, strings.Repeat("q", 20_000), map[string]any{"user_id": testUser, "question": "q", "text": ""})

	cases := []struct {
		name   string
		record fmt.Stringer
		reason string
	}{
		// Shape.
		{"a value too few", raw(wireRecord(good[:11]).String()), "bad_record"},
		{"a value too many", raw(append(slices.Clone(good), "1").String()), "bad_record"},
		{"an object", raw(`{"0": "` + good.id() + `", "model_uuid": "` + good.id() + `"}`), "bad_record"},
		{"a text", raw(`"text"`), "bad_record"},
		{"a text that holds a record", raw(quoted(good.String())), "bad_record"},
		{"a number", raw("7"), "bad_record"},
		{"null", raw("null"), "bad_record"},
		{"an empty record", raw("[]"), "bad_record"},
		{"a number for a text", good.with(atModel, "1"), "bad_record"},
		{"null for a text", good.with(atPartition, "null"), "bad_record"},
		{"deleted is 2", good.with(atDeleted, "2"), "bad_record"},
		{"deleted is text", good.with(atDeleted, `"1"`), "bad_record"},
		{"hard_deleted is null", good.with(atHard, "null"), "bad_record"},
		{"deleted is false", good.with(atDeleted, "false"), "bad_record"},
		{"hard_deleted is true", good.with(atHard, "true"), "bad_record"},
		{"a parent that is no id", good.with(atSelf, `"x"`), "bad_record"},
		{"a parent with a tail", good.with(atSelf, `"`+hexID("1")+`\u0000"`), "bad_record"},

		// Identity.
		{"an id that is none", good.with(atID, `"x"`), "bad_id"},
		{"an id in capitals", good.with(atID, quoted(strings.ToUpper(good.id()))), "bad_id"},
		{"an id with a tail that SQL does not see", good.with(atID, `"`+good.id()+`\u0000tail"`), "bad_id"},
		{"an id that follows from nothing", good.with(atID, quoted(hexID("1"))), "bad_id"},
		{"an id of another model", good.with(atModel, `"topic"`), "bad_id"},
		{"an id of another source", good.with(atSource, `"other"`), "bad_id"},
		{"an id of a foreign partition", foreign, "bad_id"},
		{"a source id without end", long, "record_too_large"},

		// Scope.
		{"a partition outside the filter", outside, "outside_filter"},
		{"a partition in capitals", upper, "outside_filter"},

		// Counters.
		{"an instance that is none", good.with(atInstance, `"x"`), "bad_counter"},
		{"an instance with a tail", good.with(atInstance, `"`+aliceDevice+`\u0000"`), "bad_counter"},
		{"a negative counter", good.with(atCounter, "-1"), "bad_counter"},
		{"a counter beyond 2^53", good.with(atCounter, "9007199254740993"), "bad_counter"},
		{"a counter beyond 2^63", good.with(atCounter, "1e30"), "bad_counter"},
		{"a counter with a fraction", good.with(atCounter, "1.0"), "bad_counter"},
		{"a counter of text", good.with(atCounter, `"1"`), "bad_counter"},
		{"no counter", good.with(atCounter, "null"), "bad_counter"},
		{"a counter that is true", good.with(atCounter, "true"), "bad_counter"},
		{"another's counter that is true", good.with(atCounters, `{"`+bobsDevice+`": true}`), "bad_counter"},
		{"counters that are a list", good.with(atCounters, "[]"), "bad_counter"},
		{"counters that are a text", good.with(atCounters, `"{}"`), "bad_counter"},
		{"a counter of nobody", good.with(atCounters, `{"x": 1}`), "bad_counter"},
		{"another's negative counter", good.with(atCounters, `{"`+bobsDevice+`": -1}`), "bad_counter"},
		{"another's counter beyond 2^53", good.with(atCounters, `{"`+bobsDevice+`": 9007199254740993}`), "bad_counter"},
		{"an instance twice", good.with(atCounters, `{"`+bobsDevice+`": 1, "`+bobsDevice+`": 2}`), "bad_counter"},
		{"an instance twice, escaped", good.with(atCounters, `{"`+bobsDevice+`": 1, "\u0062`+bobsDevice[1:]+`": 2}`), "bad_counter"},
		{"counters without end", good.with(atCounters, string(tooMany)), "bad_counter"},

		// Texts.
		{"no JSON", good.with(atSerialized, `"{"`), "bad_json"},
		{"JSON of JavaScript's", good.with(atSerialized, `"{a: 1}"`), "bad_json"},
		{"JSON, but a list", good.with(atSerialized, `"[]"`), "bad_json"},
		{"JSON, but null", good.with(atSerialized, `"null"`), "bad_json"},
		{"not a number", good.field("score", "NaN"), "bad_json"},
		{"two values", good.serialized(func(s string) string { return s + s }), "bad_json"},
		{"a line break in a string", good.field("text", "\"a\nb\""), "bad_json"},
		{"nested too deep", good.field("more", strings.Repeat("[", 1200)+strings.Repeat("]", 1200)), "bad_json"},
		{"more behind a NUL", good.with(atSerialized, strings.TrimSuffix(good[atSerialized], `"`)+`\u0000,"`), "bad_text"},
		{"a NUL in the source id", honest("answer", good.textValue(atPartition), "a\x00b", nil), "bad_text"},
		{"half a surrogate pair", good.with(atSerialized, strings.Replace(good[atSerialized], "text", `\ud83c`, 1)), "bad_text"},
		{"the other half", good.with(atSerialized, strings.Replace(good[atSerialized], "text", `\udf89`, 1)), "bad_text"},
		{"half a pair within", good.field("text", `"\ud83c"`), "bad_text"},
		{"half a pair within, in capitals", good.field("text", `"\uD83C\u0041"`), "bad_text"},
		{"half a pair in a key", good.serialized(func(s string) string { return `{"\ud83c":1,` + s[1:] }), "bad_text"},
		{"half a pair within, escaped otherwise", good.with(atSerialized, strings.Replace(good[atSerialized], "text", `\u005c\u0075\u0064800`, 1)), "bad_text"},
		{"conflicts that are no JSON", good.with(atConflicts, `"{}\n{"`), "bad_json"},
		{"conflicts that are a list", good.with(atConflicts, `"[]\n"`), "bad_json"},
		{"conflicts with control characters", good.with(atConflicts, `"{}\n{\"a\":\"\u0001\"}"`), "bad_json"},
		{"conflicts with half a pair", good.with(atConflicts, quoted(`{"a":"\udf89"}`)), "bad_text"},
		{"over 512 KB", good.field("text", quoted(strings.Repeat("x", value.MaxRecordBytes))), "record_too_large"},
		{"over 512 KB with its conflicts", good.field("text", quoted(strings.Repeat("x", value.MaxRecordBytes/2))).
			with(atConflicts, quoted(`{"text":"`+strings.Repeat("y", value.MaxRecordBytes/2)+`"}`)), "record_too_large"},
	}
	puller, server := newDevice(t, classSchema), newDevice(t, classSchema)
	before, after := wireAnswer("1", "first"), wireAnswer("2", "second")
	server.pull(wireAnswer("0", "known"))
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			chunk := chunkText[fmt.Stringer](before, test.record, after)
			puller := newerOf(t, puller)
			got, err := puller.receive(false, chunk, 3)
			if err != nil {
				t.Fatal(err)
			}
			if reasons := puller.reasons(); reasons != test.reason || got.Transfer.Quarantined != 1 {
				t.Errorf("pulled: %d in quarantine for %q, want %q", got.Transfer.Quarantined, reasons, test.reason)
			}
			if answers := puller.answers(); answers != "1=first 2=second" {
				t.Errorf("pulled: the rest is %q", answers)
			}

			was := server.everything()
			code := fault.BadRecord
			if test.reason == "outside_filter" {
				code = fault.NotWritable
			}
			_, err = server.receive(true, chunk, 3)
			wantCode(t, err, code, "")
			if is := server.everything(); is != was {
				t.Errorf("pushed: refused, and yet\n%s\nbecame\n%s", was, is)
			}
		})
	}
}

// newerOf is another device; opening one for each case would be slow, so the
// first is emptied.
func newerOf(t *testing.T, d *device) *device {
	t.Helper()
	d = &device{d.Instance, t}
	for _, table := range []string{"answer", "topic", "amora_quarantine", "amora_store_dirty", "morango_store", "amora_recordmaxcounter",
		"morango_databasemaxcounter", "morango_deletedmodels", "amora_dirty_answer", "amora_dirty_topic"} {
		d.engine("DELETE FROM " + table)
	}
	return d
}

// TestBadValues: records that the Store takes, as any relay would, but the
// app tables cannot: they are kept and tried again, the rest is applied.
func TestBadValues(t *testing.T) {
	good := wireAnswer("bad", "text")
	misplaced := honest("answer", wireDataset+":user:"+hexID("2"), "bad", map[string]any{"user_id": testUser, "question": "bad", "text": ""})
	cases := []struct {
		name   string
		record wireRecord
		reason string
	}{
		{"text for a number", good.field("score", `"1"`), "bad_value: score"},
		{"a number for text", good.field("text", `1`), "bad_value: text"},
		{"an object for text", good.field("text", `{}`), "bad_value: text"},
		{"an infinite number", good.field("score", `1e999`), "bad_value: score"},
		{"an id that is none", good.field("topic_id", `"x"`), "bad_value: topic_id"},
		{"null where there must be something", good.field("text", `null`), "required: text"},
		{"nothing where there must be something", good.without("text"), "required: text"},
		{"the JSON names another id", good.field("id", quoted(hexID("9"))), "bad_id: id"},
		{"the JSON names another id first", good.serialized(func(s string) string { return `{"\u0069d":"` + hexID("9") + `",` + s[1:] }), "bad_id: id"},
		{"the JSON names another source id", good.field("_morango_source_id", `"other"`), "bad_id: id"},
		{"the JSON names another partition", good.field("_morango_partition", `"other"`), "bad_partition: partition"},
		{"the template gives another partition", misplaced, "bad_partition: partition"},
		{"the record referred to is not there", good.field("topic_id", quoted(hexID("9"))), "missing_reference: topic_id"},
	}
	for _, push := range []bool{false, true} {
		d := newDevice(t, classSchema)
		for _, test := range cases {
			t.Run(fmt.Sprintf("%s, push %v", test.name, push), func(t *testing.T) {
				d := newerOf(t, d)
				got, err := d.receive(push, chunkText(wireAnswer("1", "first"), test.record, wireAnswer("2", "second")), 3)
				if err != nil {
					t.Fatal(err)
				}
				if reasons := d.reasons(); reasons != test.reason+" (retried)" || got.Applied.Quarantined != 1 {
					t.Errorf("%d in quarantine for %q, want %q", got.Applied.Quarantined, reasons, test.reason)
				}
				if answers := d.answers(); answers != "1=first 2=second" {
					t.Errorf("the rest is %q", answers)
				}
				fixed := good.version(aliceDevice, 2)
				if test.name == "the template gives another partition" {
					fixed = misplaced.field("user_id", quoted(hexID("2"))).version(aliceDevice, 2)
				}
				if d.pull(fixed); d.reasons() != "" || d.rows("SELECT count(*) FROM answer") != "3" {
					t.Errorf("mended, it is still in quarantine for %q, or not there", d.reasons())
				}
			})
		}
	}
}

// TestStrangeRecords: unusual, but right. They are applied, sent on, and
// arrive elsewhere as they were.
func TestStrangeRecords(t *testing.T) {
	good := wireAnswer("odd", "text")
	half := value.MaxRecordBytes/2 - 1000
	cases := []struct {
		name   string
		record wireRecord
		text   string
	}{
		{"a surrogate pair", good.with(atSerialized, strings.Replace(good[atSerialized], "text\\\":\\\"text", `text\":\"\ud83c\udf89`, 1)), "🎉"},
		{"a surrogate pair within", good.field("text", `"\ud83c\uDF89"`), "🎉"},
		{"text that looks like half a pair", good.field("text", `"\\ud83c \\\\udf89"`), `\ud83c \\udf89`},
		{"the replacement character, and others that are none", good.field("text", "\"\uFFFD\uFFFE\uFFFF\""), "\uFFFD\uFFFE\uFFFF"},
		{"the same, escaped", good.with(atSerialized, strings.Replace(good[atSerialized], "text\\\":\\\"text", `text\":\"\ufffd\uffff`, 1)), "\uFFFD\uFFFF"},
		{"a NUL within", good.field("text", `"a\u0000b"`), "a\x00b"},
		{"a key twice: the first counts", good.serialized(func(s string) string { return s[:len(s)-1] + `,"text":"last"}` }), "text"},
		{"white space", good.serialized(func(s string) string { return "\n\t" + strings.ReplaceAll(s, ",", ",\r\n") + "\n" }), "text"},
		{"unknown keys", good.field("newer", `{"a": [null, 1.50, "\u00e9"]}`), "text"},
		{"no counters of others", good.with(atCounters, "{}"), "text"},
		{"conflicts with empty lines", good.with(atConflicts, `"\n{\"text\":\"older\"}\n\n{}\n\n\n"`), "text"},
		{"nearly 512 KB of quotes", good.field("text", quoted(strings.Repeat(`"`, half))), strings.Repeat(`"`, half)},
		{"a counter of 2^53", good.with(atCounter, "9007199254740992"), "text"},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			a, b := newDevice(t, classSchema), newDevice(t, classSchema)
			a.pull(test.record)
			a.engine("UPDATE morango_databasemaxcounter SET counter = ?1 WHERE instance_id = ?2", value.MaxCounter, aliceDevice)
			const app = "SELECT id, question, text FROM answer"
			if got := a.rows("SELECT text FROM answer"); got != strings.TrimSpace(test.text) || a.reasons() != "" {
				t.Fatalf("%.100q is here, quarantine %q", got, a.reasons())
			}
			if _, err := a.Conflicts(t.Context()); err != nil {
				t.Error(err)
			}
			move(t, a, b)
			if x, y := a.rows(app), b.rows(app); x != y {
				t.Errorf("sent %.200q, arrived %.200q", x, y)
			}
			const stored = "SELECT id, serialized, last_saved_counter, conflicting_serialized_data FROM morango_store"
			if x, y := a.rows(stored), b.rows(stored); x != y || !utf8.ValidString(y) {
				t.Errorf("stored %.200q, arrived %.200q", x, y)
			}
		})
	}
}

// move runs a whole transfer of what one device has to another, stage by
// stage, without certificates. Each chunk travels as a message does. The
// filter is the test dataset's unless others are given.
func move(t *testing.T, from, to *device, filter ...string) received {
	t.Helper()
	id := newTransfer(t)
	if filter == nil {
		filter = value.Filter{wireDataset}
	}
	out := pipeline.Transfer{ID: id, SyncSession: id, Push: true, Filter: filter}
	in := pipeline.Transfer{ID: id, SyncSession: id, Push: true, Server: true, Filter: filter}
	at := func(d *device, s *pipeline.Transfer, stage func(sqldb.Tx, pipeline.Transfer) (pipeline.Transfer, error)) {
		t.Helper()
		if err := d.Engine().Advance(t.Context(), s, stage); err != nil {
			t.Fatal(err)
		}
	}
	at(to, &in, func(tx sqldb.Tx, in pipeline.Transfer) (_ pipeline.Transfer, err error) {
		if in, err = to.Engine().Start(tx, in); err != nil {
			return in, err
		}
		in.ServerFSIC, err = to.Engine().FSIC(tx, filter, 2, false)
		return in, err
	})
	at(from, &out, func(tx sqldb.Tx, out pipeline.Transfer) (_ pipeline.Transfer, err error) {
		if out, err = from.Engine().Start(tx, out); err != nil {
			return out, err
		}
		if _, err := from.Engine().Serialize(tx, filter); err != nil {
			return out, err
		}
		out.ClientFSIC, err = from.Engine().FSIC(tx, filter, 2, true)
		out.ServerFSIC = in.ServerFSIC
		if err != nil {
			return out, err
		}
		return from.Engine().Queue(tx, out)
	})
	in.ClientFSIC, in.RecordsTotal = out.ClientFSIC, out.RecordsTotal
	for in.RecordsTransferred < in.RecordsTotal {
		var c pipeline.Chunk
		at(from, &out, func(tx sqldb.Tx, out pipeline.Transfer) (_ pipeline.Transfer, err error) {
			c, err = from.Engine().ReadChunk(tx, out, in.RecordsTransferred, pipeline.ChunkRecords)
			return out, err
		})
		m, err := coretest.DecodeWire(coretest.WireMessage{Kind: wire.KindChunk, Header: map[string]any{}, Body: c.Records}.Encode())
		if err != nil {
			t.Fatal(err)
		}
		at(to, &in, func(tx sqldb.Tx, in pipeline.Transfer) (pipeline.Transfer, error) {
			return to.Engine().WriteChunk(tx, in, pipeline.Chunk{Offset: c.Offset, Count: c.Count, Records: m.Body})
		})
	}
	var applied pipeline.Applied
	at(to, &in, func(tx sqldb.Tx, in pipeline.Transfer) (_ pipeline.Transfer, err error) {
		if in, err = to.Engine().Dequeue(tx, in); err != nil {
			return in, err
		}
		if applied, err = to.Engine().Deserialize(tx, filter); err != nil {
			return in, err
		}
		return to.Engine().Cleanup(tx, in)
	})
	at(from, &out, from.Engine().Cleanup)
	return received{in, applied}
}

// TestBadRecordsCarried: a record that comes along without a transfer is held
// to the same rules.
func TestBadRecordsCarried(t *testing.T) {
	relay, owner, dataset := roomWith(t, 0)
	owner.put("topic", map[string]any{"dataset_id": dataset, "title": "first"})
	honest := captureChunk(t, owner)
	store := func() string {
		return room(t, relay, dataset).rows("SELECT * FROM morango_store") + room(t, relay, dataset).rows("SELECT count(*) FROM morango_buffer")
	}
	before := store()
	for _, c := range []struct {
		name, from, to string
		code           fault.Code
	}{
		{"half a surrogate pair", "first", `\ud83c`, fault.BadRecord},
		{"half a pair within", "first", `\\ud83c`, fault.BadRecord},
		{"no JSON", `{`, `x`, fault.BadRecord},
		{"another model", `"topic"`, `"answer"`, fault.BadRecord},
		{"another partition", dataset + ":shared", wireDataset + ":shared", fault.NotWritable},
		{"no list", `[[`, `["x",[`, fault.BadRecord},
	} {
		t.Run(c.name, func(t *testing.T) {
			body := strings.Replace(honest, c.from, c.to, 1)
			if body == honest {
				t.Fatalf("%q is not in %s", c.from, honest)
			}
			p := owner.raw(t, relay)
			p.say(wire.KindDelta, map[string]any{"transfer": newTransfer(t), "filter": []string{dataset}, "claims": []any{}, "count": 1}, body)
			p.wantError(c.code)
			if after := store(); after != before {
				t.Errorf("refused, and yet\n%s\nbecame\n%s", before, after)
			}
		})
	}
	p := owner.raw(t, relay)
	p.say(wire.KindDelta, map[string]any{"transfer": newTransfer(t), "filter": []string{dataset}, "claims": []any{}, "count": 1}, honest)
	p.hear(wire.KindResult)
	if store() == before {
		t.Error("the honest one is not there: the cases above prove nothing")
	}
}

// TestManyCounters: a record that more instances have saved than a receiver
// takes counters of is sent with as many as it takes.
func TestManyCounters(t *testing.T) {
	a, b := newDevice(t, classSchema), newDevice(t, classSchema)
	r := wireAnswer("q", "x")
	a.pull(r)
	a.engine(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)
INSERT INTO amora_recordmaxcounter (store_model_id, instance_id, counter) SELECT ?1, format('%032x', i), 9007199254740992 FROM n`, r.id())
	move(t, a, b)
	if got := b.rows("SELECT count(*) FROM amora_recordmaxcounter"); b.answers() != "q=x" || b.reasons() != "" || got != "10000" {
		t.Errorf("%q with %s counters, quarantine %q", b.answers(), got, b.reasons())
	}
}
