package core_test

import (
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/fault"
)

// TestBrokenTextRefused: text that no peer would take does not get into the
// app's tables by plain SQL either, and what is refused has changed nothing.
func TestBrokenTextRefused(t *testing.T) {
	schema := `{"profile": "test", "models": ` + strings.Replace(everyType, `"partition": "p"`, `"partition": "`+wireDataset+`"`, 1) + `}`
	d := newDevice(t, schema)
	d.exec("INSERT INTO thing (t, data) VALUES ('before', '1')")
	tests := []struct {
		name, sql string
		args      []any
		code      fault.Code
	}{
		{"a bound byte", "INSERT INTO thing (t) VALUES (?1)", []any{"a\xffb"}, fault.BadValue},
		{"a bound half of a pair", "UPDATE thing SET t = ?1", []any{"\xed\xa0\xbc"}, fault.BadValue},
		{"a character cut short", "UPDATE thing SET t = ?1", []any{"é"[:1]}, fault.BadValue},
		{"in a condition", "DELETE FROM thing WHERE t <> ?1", []any{"\x80"}, fault.BadValue},
		{"in the SQL itself", "UPDATE thing SET t = '\xff'", nil, fault.BadRequest},
		{"JSON with half a pair", "UPDATE thing SET data = ?1", []any{`["\ud83c"]`}, fault.BadValue},
		{"JSON with half a pair in a key", "UPDATE thing SET data = ?1", []any{`{"\uDF89": 1}`}, fault.BadValue},
		{"JSON with more behind a NUL", "UPDATE thing SET data = ?1", []any{"{}\x00x"}, fault.BadValue},
		{"a time with more behind a NUL", "UPDATE thing SET clock = ?1", []any{"01:02:03\x00x"}, fault.BadValue},
		{"a datetime with more behind a NUL", "UPDATE thing SET at = ?1", []any{"2024-01-02 03:04:05\x00x"}, fault.BadValue},
		{"a date with more behind a NUL", "UPDATE thing SET day = ?1", []any{"2024-01-02\x00x"}, fault.BadValue},
		{"an id with more behind a NUL", "UPDATE thing SET ref = ?1", []any{hexID("a") + "\x00x"}, fault.BadValue},
		{"a source id without end", "INSERT INTO thing (_morango_source_id) VALUES (?1)", []any{strings.Repeat("s", 20_000)}, fault.RecordTooLarge},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			const all = "SELECT * FROM thing ORDER BY id"
			before := d.rows(all)
			_, err := d.Exec(t.Context(), test.sql, test.args...)
			wantCode(t, err, test.code, "")
			if after := d.rows(all); after != before {
				t.Errorf("refused, and yet %q became %q", before, after)
			}
		})
	}
	d.exec("UPDATE thing SET t = ?1, data = ?2", "🎉\uFFFD\uFFFF\x00é", `["\ud83c\udf89", "\\ud83c", "\ufffd"]`)
}

// TestBrokenTextSent: SQL expressions can still make text of any bytes. It is
// sent as queries show it.
func TestBrokenTextSent(t *testing.T) {
	relay, a, b := newRelay(t), newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, a, b)
	const insert = "INSERT INTO answer (dataset_id, user_id, question, text) VALUES (?1, ?2, ?3, "
	a.exec(insert+"CAST(x'61ff' AS TEXT))", dataset, testUser, "byte")
	a.exec(insert+"'half ' || char(55356))", dataset, testUser, "half")
	a.exec(insert+"'fine')", dataset, testUser, "fine")
	a.sync(relay)
	b.sync(relay)
	want := "byte=a\ufffd fine=fine half=half \ufffd"
	if b.answers() != want || b.reasons() != "" {
		t.Fatalf("%.200q, %q in quarantine", b.answers(), b.reasons())
	}

	a.exec(insert+"replace(printf('%.*c', 200000, 'x'), 'x', CAST(x'61ff' AS TEXT)))", dataset, testUser, "long")
	a.sync(relay)
	b.sync(relay)
	if got := b.rows("SELECT text FROM answer WHERE question = 'long'"); got != strings.Repeat("a?", 200_000) {
		t.Errorf("of what would grow too long: %.200q", got)
	}

	_, stopA := a.live(relay)
	defer stopA()
	_, stopB := b.live(relay)
	defer stopB()
	a.exec("UPDATE answer SET text = CAST(x'80' AS TEXT) WHERE question = 'fine'")
	b.eventually("SELECT text FROM answer WHERE question = 'fine'", "\ufffd")
}

// TestBrokenTextInKeys: what an id follows from cannot be replaced.
func TestBrokenTextInKeys(t *testing.T) {
	schema := `{"profile": "test", "models": [
 {"name": "by", "table": "by", "partition": "p:${k}", "source": null, "columns": {"k": "text"}},
 {"name": "of", "table": "of", "partition": "p:${k}", "source": null, "id": "source", "columns": {"k": "text"}},
 {"name": "is", "table": "is", "partition": "p", "source": "${k}", "columns": {"k": "text"}}]}`
	d := newDevice(t, schema)
	for _, table := range []string{"by", "of", `"is"`} {
		for _, key := range []string{"CAST(x'ff' AS TEXT)", "CAST(x'80' AS TEXT)", "char(55356)", "'a' || char(0)"} {
			_, err := d.Exec(t.Context(), "INSERT INTO "+table+" (k) VALUES ("+key+")")
			wantCode(t, err, fault.BadValue, "UTF-8")
		}
		_, err := d.Put(t.Context(), strings.Trim(table, `"`), []byte(`{"k": "\u0000"}`))
		wantCode(t, err, fault.BadValue, "UTF-8")
		d.exec("INSERT INTO " + table + " (k) VALUES ('🎉')")
	}
}
