package core_test

import (
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
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
		code      core.Code
	}{
		{"a bound byte", "INSERT INTO thing (t) VALUES (?1)", []any{"a\xffb"}, core.CodeBadValue},
		{"a bound half of a pair", "UPDATE thing SET t = ?1", []any{"\xed\xa0\xbc"}, core.CodeBadValue},
		{"a character cut short", "UPDATE thing SET t = ?1", []any{"é"[:1]}, core.CodeBadValue},
		{"in a condition", "DELETE FROM thing WHERE t <> ?1", []any{"\x80"}, core.CodeBadValue},
		{"in the SQL itself", "UPDATE thing SET t = '\xff'", nil, core.CodeBadRequest},
		{"JSON with half a pair", "UPDATE thing SET data = ?1", []any{`["\ud83c"]`}, core.CodeBadValue},
		{"JSON with half a pair in a key", "UPDATE thing SET data = ?1", []any{`{"\uDF89": 1}`}, core.CodeBadValue},
		{"JSON with more behind a NUL", "UPDATE thing SET data = ?1", []any{"{}\x00x"}, core.CodeBadValue},
		{"a time with more behind a NUL", "UPDATE thing SET clock = ?1", []any{"01:02:03\x00x"}, core.CodeBadValue},
		{"a datetime with more behind a NUL", "UPDATE thing SET at = ?1", []any{"2024-01-02 03:04:05\x00x"}, core.CodeBadValue},
		{"a date with more behind a NUL", "UPDATE thing SET day = ?1", []any{"2024-01-02\x00x"}, core.CodeBadValue},
		{"an id with more behind a NUL", "UPDATE thing SET ref = ?1", []any{hexID("a") + "\x00x"}, core.CodeBadValue},
		{"a source id without end", "INSERT INTO thing (_morango_source_id) VALUES (?1)", []any{strings.Repeat("s", 20_000)}, core.CodeRecordTooLarge},
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

// TestBrokenTextNamed: SQL expressions can still make text of any bytes. Such
// a record is not sent, and the error says which it is; mended, it goes.
func TestBrokenTextNamed(t *testing.T) {
	a, b := newDevice(t, classSchema), newDevice(t, classSchema)
	a.put("answer", map[string]any{"dataset_id": wireDataset, "user_id": testUser, "question": "fine", "text": "x"})
	id := a.put("answer", map[string]any{"dataset_id": wireDataset, "user_id": testUser, "question": "broken", "text": "x"})
	a.exec("UPDATE answer SET text = CAST(x'61ff' AS TEXT) WHERE id = ?1", id)
	s := fuzzSession(true)
	s.Server = false
	err := a.DB().Update(t.Context(), func(tx core.Tx) error {
		if _, err := a.Serialize(tx, s.Filter); err != nil {
			return err
		}
		own, err := a.FSIC(tx, s.Filter, 2, true)
		if err != nil {
			return err
		}
		if err := a.StartTransfer(tx, s); err != nil {
			return err
		}
		s.ClientFSIC, s.ServerFSIC = own, `{"super": {}, "sub": {}}`
		if err := a.Queue(tx, s); err != nil {
			return err
		}
		_, err = a.ReadChunk(tx, s, 0, core.ChunkRecords)
		return err
	})
	wantCode(t, err, core.CodeBadValue, "answer "+id)
	a.exec("UPDATE answer SET text = 'mended' WHERE id = ?1", id)
	if move(t, a, b); b.answers() != "broken=mended fine=x" {
		t.Errorf("%q", b.answers())
	}
}
