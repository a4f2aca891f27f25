package core_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/apptable"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

func TestPutObject(t *testing.T) {
	a := newSchool(t)
	ids := putRows(a, "log", `{"dataset_id": "`+dataset+`", "user_id": "`+ada+`", "content": "c1", "when": "2024-01-02T03:04:05.678Z"}`)
	want := value.ModelID(dataset+":"+ada, ada+":c1", "log")
	if len(ids) != 1 || ids[0] != want {
		t.Fatalf("ids %v, want %s", ids, want)
	}
	wantCells(a, `SELECT content, "when", "order", _morango_source_id, _morango_partition FROM log`,
		"c1|2024-01-02 03:04:05.678000|3|"+ada+":c1|"+dataset+":"+ada)
	wantCells(a, `SELECT id FROM "amora_dirty_log"`, want)
	if ids := putRows(a, "log", " \n[]"); len(ids) != 0 {
		t.Errorf("ids %v of no rows", ids)
	}
}

// The ids come in the order of the rows, whichever way they are made.
func TestPutOrder(t *testing.T) {
	a := newSchool(t)
	var rows []string
	for i := range 1000 {
		rows = append(rows, fmt.Sprintf(`{"owner": "o%d", "body": "%d"}`, i%7, i))
	}
	ids := putRows(a, "note", "["+strings.Join(rows, ",")+"]")
	if len(ids) != 1000 {
		t.Fatalf("%d ids", len(ids))
	}
	bodies := strings.Split(cells(a, "SELECT group_concat(body || ' ' || id, ',') FROM (SELECT body, id FROM note ORDER BY CAST(body AS INTEGER))"), ",")
	for i, id := range ids {
		if bodies[i] != fmt.Sprintf("%d %s", i, id) {
			t.Fatalf("row %d has id %s, table has %s", i, id, bodies[i])
		}
	}
	// Again in another order, with their ids now.
	for i := range rows {
		j := (i * 7) % 1000
		rows[i] = fmt.Sprintf(`{"id": "%s", "body": "again %d"}`, ids[j], j)
	}
	again := putRows(a, "note", "["+strings.Join(rows, ",")+"]")
	for i := range again {
		if again[i] != ids[(i*7)%1000] {
			t.Fatalf("row %d came back as %s", i, again[i])
		}
	}
	wantCells(a, "SELECT count(*), count(DISTINCT owner) FROM note WHERE body LIKE 'again %'", "1000|7")
}

// An object names the columns to change, the others stay.
func TestPutPartial(t *testing.T) {
	a := newAppDevice(t, `[{"name": "m", "table": "m", "partition": "${a}", "source": "${a}", "columns": {
	 "a": "text", "b": "text?", "c": {"type": "integer?", "default": 7}, "d": {"type": "text", "default": "x"}}}]`)
	id := putRows(a, "m", `{"a": "k", "b": "one"}`)[0]
	steps := []struct{ row, want string }{
		{`{"a": "k", "c": 8}`, "k|one|8|x"},
		{`{"id": "` + id + `", "d": "y"}`, "k|one|8|y"},
		{`{"a": "k", "b": null, "c": null}`, "k|NULL|NULL|y"},
		{`{"id": "` + id + `", "a": "k"}`, "k|NULL|NULL|y"},
	}
	for _, step := range steps {
		if got := putRows(a, "m", step.row)[0]; got != id {
			t.Errorf("%s: id %s", step.row, got)
		}
		wantCells(a, "SELECT a, b, c, d FROM m", step.want)
	}
	// A mixed array.
	putRows(a, "m", `[{"a": "k", "b": "two"}, {"a": "l"}, {"id": "`+value.ModelID("n", "n", "m")+`", "a": "n", "c": null}]`)
	wantCells(a, "SELECT a, b, c, d FROM m ORDER BY a", "k|two|NULL|y\nl|NULL|7|x\nn|NULL|NULL|x")
	_, err := a.Instance.Put(t.Context(), "m", []byte(`{"id": "`+id+`", "a": "other"}`))
	wantCode(t, err, fault.ImmutableColumn, "a cannot change")
}

// What a query gave can be put back.
func TestPutRowThatWasRead(t *testing.T) {
	a := newAppDevice(t, everyType)
	putRows(a, "thing", `{"t": "x", "i": 1, "r": 2.5, "b": true, "at": "2024-01-02T03:04:05.678Z", "day": "2024-01-02", "clock": "01:02:03.5",
	 "span": "P1DT00H00M00S", "dec": "1.50", "ref": "`+hexID("e")+`"}`)
	before := cells(a, "SELECT * FROM thing")
	forgetDirty(a)
	row := cells(a, `SELECT json_object('id', id, '_morango_source_id', _morango_source_id, '_morango_partition', _morango_partition,
	 't', t, 'i', i, 'r', r, 'b', b, 'at', "at", 'day', day, 'clock', clock, 'span', span, 'dec', dec, 'data', data, 'ref', ref) FROM thing`)
	putRows(a, "thing", row)
	wantCells(a, "SELECT * FROM thing", before)
	wantCells(a, `SELECT count(*) FROM "amora_dirty_thing"`, "1")
}

// A page writes JSON anew, in the spelling of JavaScript: a value that is the
// same stays as it is.
func TestPutJSONSpelling(t *testing.T) {
	a := newAppDevice(t, `[{"name": "m", "table": "m", "partition": "p", "source": null, "columns": {"data": "json?", "n": "integer?"}}]`)
	id := putRows(a, "m", `{"data": {"b": 1.0, "a": [1e-08, 9007199254740993]}}`)[0]
	before := cells(a, "SELECT data FROM m")
	putRows(a, "m", `{"id": "`+id+`", "data": {"a": [1e-8, 9007199254740993], "b": 1}, "n": 5}`)
	wantCells(a, "SELECT data, n FROM m", before+"|5")
	putRows(a, "m", `{"id": "`+id+`", "data": {"a": [1e-8, 9007199254740992], "b": 1}}`)
	wantCells(a, "SELECT data FROM m", `{"a":[1e-8,9007199254740992],"b":1}`)
}

func TestPutRefuses(t *testing.T) {
	a := newSchool(t)
	log := func(rest string) string {
		return `{"dataset_id": "` + dataset + `", "user_id": "` + ada + `", "content": "c"` + rest + `}`
	}
	tests := []struct {
		name, model, rows string
		code              fault.Code
		mention           string
	}{
		{"unknown model", "nobody", `{}`, fault.UnknownModel, `"nobody"`},
		{"no JSON", "note", `{owner: 1}`, fault.BadValue, "JSON object"},
		{"a number", "note", `7`, fault.BadValue, "JSON object"},
		{"a list of numbers", "note", `[{"owner": "me", "body": ""}, 7]`, fault.BadValue, "row 2: not an object"},
		{"two values", "note", `{"owner": "me", "body": ""}, {"owner": "me", "body": ""}`, fault.BadValue, "JSON object"},
		{"unknown column", "note", `[{"owner": "me", "body": ""}, {"owner": "me", "body": "", "Body": ""}]`, fault.UnknownColumn, "row 2: Body"},
		{"key twice", "note", `{"owner": "me", "body": "", "body": ""}`, fault.BadValue, "row 1: a key stands twice"},
		{"required", "note", `[{"owner": "me", "body": ""}, {"owner": "me"}]`, fault.Required, "row 2: body"},
		{"null in required", "note", `{"owner": "me", "body": null}`, fault.Required, "row 1: body"},
		{"null under the partition", "note", `[{"owner": "me", "body": ""}, {"body": ""}]`, fault.Required, "row 2: owner"},
		{"missing under the source", "log", `{"dataset_id": "` + dataset + `", "user_id": "` + ada + `"}`, fault.Required, "row 1: content"},
		{"number for text", "note", `{"owner": 1, "body": ""}`, fault.BadValue, "row 1: owner is not text"},
		{"object for text", "note", `{"owner": "me", "body": {}}`, fault.BadValue, "row 1: body is not text"},
		{"text for datetime", "log", log(`, "when": "noon"`), fault.BadValue, "row 1: when is not a datetime"},
		{"number for datetime", "log", log(`, "when": 1700000000`), fault.BadValue, "row 1: when is not a datetime"},
		{"id that is no uuid", "note", `{"id": "one", "owner": "me", "body": ""}`, fault.BadID, "32 lower-case hex"},
		{"id of another source", "note", `{"id": "` + hexID("1") + `", "_morango_source_id": "s", "owner": "me", "body": ""}`, fault.BadID, "row 1: id does not follow"},
		{"id of other columns", "log", log(`, "id": "` + hexID("1") + `"`), fault.BadID, "row 1: id does not follow"},
		{"id not hex", "user", `{"id": "x", "dataset_id": "` + dataset + `", "name": ""}`, fault.BadID, "32 lower-case hex"},
		{"id a number", "user", `{"id": 5, "dataset_id": "` + dataset + `", "name": ""}`, fault.BadID, "32 lower-case hex"},
		{"partition of other columns", "note", `{"_morango_partition": "you", "owner": "me", "body": ""}`, fault.BadID, "row 1: partition"},
		{"empty source", "note", `{"_morango_source_id": "", "owner": "me", "body": ""}`, fault.BadValue, "source id is empty"},
		{"same row twice", "log", `[` + log("") + `, ` + log(`, "order": 9`) + `]`, fault.BadValue, "rows 1 and 2 are the same record"},
		{"user that is not there", "log", strings.Replace(log(""), ada, hexID("9"), 1), fault.Constraint, ""},
		{"bad UTF-8", "note", "{\"owner\": \"me\", \"body\": \"\xff\"}", fault.BadValue, "not Unicode"},
		{"half a pair", "note", `{"owner": "me", "body": "\ud83c"}`, fault.BadValue, "not Unicode"},
		{"half a pair the other way", "note", `{"owner": "me", "body": "\udf89\ud83c"}`, fault.BadValue, "not Unicode"},
		{"half a pair and text", "note", `{"owner": "me", "body": "\ud83c\\udf89"}`, fault.BadValue, "not Unicode"},
		{"too large", "note", `{"owner": "me", "body": "` + strings.Repeat("x", value.MaxRecordBytes) + `"}`, fault.RecordTooLarge, "524288"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			ids, err := a.Instance.Put(context.Background(), test.model, []byte(test.rows))
			wantCode(t, err, test.code, test.mention)
			if ids != nil {
				t.Errorf("ids %v", ids)
			}
			wantCells(a, "SELECT (SELECT count(*) FROM note) + (SELECT count(*) FROM log)", "0")
		})
	}
	putRows(a, "note", `{"owner": "me", "body": "\ud83c\udf89 \\ud83c \\\\ud83c"}`)
	wantCells(a, "SELECT body FROM note", `🎉 \ud83c \\ud83c`)
}

// Rows that are there already are found by id, and not by reading the table.
func TestPutPlan(t *testing.T) {
	a := newSchool(t)
	for _, m := range a.Instance.Schema().Models {
		var plan string
		err := a.Instance.DB().Update(t.Context(), func(tx sqldb.Tx) error {
			rows, err := tx.Query("EXPLAIN QUERY PLAN "+apptable.New(m).PutSQL(), "[]")
			plan = fmt.Sprint(rows)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(plan, "SEARCH old USING INDEX") || strings.Contains(plan, "SCAN old") || strings.Contains(plan, "ORDER BY") {
			t.Errorf("%s:\n%s", m.Name, plan)
		}
	}
}

func TestPutOutsideScope(t *testing.T) {
	a := newSchool(t)
	a.Engine("INSERT INTO amora_write_scope (prefix) VALUES ('mine')")
	_, err := a.Instance.Put(t.Context(), "note", []byte(`[{"owner": "mine", "body": ""}, {"owner": "yours", "body": ""}]`))
	wantCode(t, err, fault.NotWritable, "note")
	wantCells(a, "SELECT count(*) FROM note", "0")
	putRows(a, "note", `{"owner": "mine", "body": ""}`)
}

func TestDelete(t *testing.T) {
	a := newSchool(t)
	notes := putRows(a, "note", `[{"owner": "me", "body": "1"}, {"owner": "me", "body": "2"}]`)
	putRows(a, "note", `{"owner": "me", "body": "3", "parent_id": "`+notes[1]+`"}`)
	ctx := t.Context()
	for _, hard := range []bool{false, true} {
		if err := a.Instance.Delete(ctx, "note", notes[map[bool]int{true: 1}[hard]], hard); err != nil {
			t.Fatal(err)
		}
	}
	wantCells(a, "SELECT count(*) FROM note", "0")
	wantCells(a, "SELECT count(*) FROM morango_deletedmodels", "3")
	wantCells(a, "SELECT count(*) FROM morango_harddeletedmodels", "2")
	wantCells(a, "SELECT count(*) FROM amora_hard", "0")
	if err := a.Instance.Delete(ctx, "note", notes[0], false); err != nil {
		t.Errorf("deleted twice: %v", err)
	}
	wantCode(t, a.Instance.Delete(ctx, "nobody", "x", false), fault.UnknownModel, "nobody")
	a.Engine("INSERT INTO amora_write_scope (prefix) VALUES ('elsewhere')")
	wantCode(t, a.Instance.Delete(ctx, "user", ada, true), fault.NotWritable, "user")
	wantCells(a, "SELECT count(*) FROM amora_hard", "0")
}

func BenchmarkPut(b *testing.B) {
	a := newAppDevice(b, `[{"name": "zip", "table": "zip", "partition": "zips", "source": "${zip_code}", "columns": {
	 "zip_code": "text", "latitude": "real", "longitude": "real", "city": "text", "state": "text", "county": "text"}}]`)
	const size = 1000
	rows := make([]string, size)
	for i := 0; b.Loop(); i++ {
		for j := range rows {
			rows[j] = fmt.Sprintf(`{"zip_code":"%05d","latitude":40.922326,"longitude":-72.637078,"city":"Holtsville","state":"NY","county":"Suffolk"}`, i*size+j)
		}
		putRows(a, "zip", "["+strings.Join(rows, ",")+"]")
	}
	b.ReportMetric(float64(b.N)*size/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkInsert(b *testing.B) {
	a := newAppDevice(b, appModels)
	const size = 1000
	for b.Loop() {
		a.Exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000) INSERT INTO note (owner, body) SELECT 'me', 'body ' || i FROM n`)
	}
	b.ReportMetric(float64(b.N)*size/b.Elapsed().Seconds(), "rows/s")
}
