package core_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/apptable"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
)

// goldenTypes is field_types.json: what real Morango serialized and
// deserialized, by the id of the row.
type goldenTypes struct {
	sent, received map[string]map[string]any // app rows
	serialized     map[string]any
}

func loadGoldenTypes(t *testing.T) goldenTypes {
	text, err := os.ReadFile("testdata/morango/field_types.json")
	if err != nil {
		t.Fatal(err)
	}
	type peer struct {
		App   struct{ Sample []map[string]any }
		Store []struct{ Serialized string }
	}
	var file struct {
		Steps []struct {
			Ops []struct {
				Op  string
				App struct{ Sample []map[string]any }
			}
			A, B peer
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	byID := func(rows []map[string]any) map[string]map[string]any {
		out := map[string]map[string]any{}
		for _, row := range rows {
			out[row["id"].(string)] = row
		}
		return out
	}
	g := goldenTypes{sent: byID(file.Steps[0].Ops[0].App.Sample), received: byID(file.Steps[6].B.App.Sample), serialized: map[string]any{}}
	for _, row := range file.Steps[2].A.Store {
		record := fromJSON(t, row.Serialized).(map[string]any)
		g.serialized[record["id"].(string)] = record
	}
	return g
}

func fromJSON(t testing.TB, text string) (v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

func goldenSchema(t testing.TB) string {
	text, err := os.ReadFile("testdata/morango/schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema struct{ Models json.RawMessage }
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	// Morango's model says how many places its decimal has, this copy of it does not.
	scaled := strings.Replace(string(schema.Models), `"dec": "decimal?"`, `"dec": {"type": "decimal?", "scale": 4}`, 1)
	if scaled == string(schema.Models) {
		t.Error("there is no decimal in the schema any more")
	}
	return scaled
}

// Each row of the golden file, written as Django stores it, serializes to
// what Morango made of it.
func TestGoldenTypesSerialize(t *testing.T) {
	g := loadGoldenTypes(t)
	a := newAppDevice(t, goldenSchema(t))
	m := a.Instance.Schema().Model("sample")
	if len(g.sent) != 19 || len(g.serialized) != 19 {
		t.Fatalf("%d rows, %d records in the golden file", len(g.sent), len(g.serialized))
	}
	a.Engine("INSERT INTO amora_applying (x) VALUES (1)")
	for id, row := range g.sent {
		insertGolden(a, m, row)
		got := cells(a, "SELECT json_object("+apptable.New(m).JSONPairs("a", "")+") FROM sample a WHERE a.id = ?1", id)
		if !reflect.DeepEqual(fromJSON(t, got), g.serialized[id]) {
			t.Errorf("%v\n got %s\nwant %v", row, got, g.serialized[id])
		}
		got = cells(a, `SELECT json_set('{"newer":1}', `+apptable.New(m).JSONPairs("a", "$.")+") FROM sample a WHERE a.id = ?1", id)
		want := fmt.Sprintf(`{"newer":1,%s`, cells(a, "SELECT substr(json_object("+apptable.New(m).JSONPairs("a", "")+"), 2) FROM sample a WHERE a.id = ?1", id))
		if got != want {
			t.Errorf("json_set\n got %s\nwant %s", got, want)
		}
	}
}

func insertGolden(a *coretest.Device, m *schema.Model, row map[string]any) {
	a.T.Helper()
	names := []string{"id", "_morango_source_id", "_morango_partition"}
	for _, c := range m.Columns {
		names = append(names, `"`+c.Name+`"`)
	}
	marks, args := make([]string, len(names)), make([]any, len(names))
	for i, name := range names {
		marks[i] = fmt.Sprintf("?%d", i+1)
		args[i] = row[strings.Trim(name, `"`)]
	}
	a.Exec("INSERT INTO "+m.Table+" ("+strings.Join(names, ", ")+") VALUES ("+strings.Join(marks, ", ")+")", args...)
}

// Each golden record is valid and gives the app row that Morango made of it.
func TestGoldenTypesDeserialize(t *testing.T) {
	g := loadGoldenTypes(t)
	a := newAppDevice(t, goldenSchema(t))
	m := a.Instance.Schema().Model("sample")
	for id, record := range g.serialized {
		text, err := json.Marshal(record)
		if err != nil {
			t.Fatal(err)
		}
		row := extracted(a, m, string(text), g.sent[id]["_morango_partition"].(string))
		if row["invalid"] != nil {
			t.Errorf("%s is invalid: %v", text, row["invalid"])
		}
		for _, c := range m.Columns {
			want := g.received[id][c.Name]
			if b, ok := want.(bool); ok {
				want = map[bool]float64{true: 1}[b]
			}
			got := row[c.Name]
			if text, ok := got.(string); ok && c.Type == schema.TypeJSON {
				got, want = fromJSON(t, text), fromJSON(t, want.(string))
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %s is %#v, want %#v", id, c.Name, got, want)
			}
		}
	}
}

// invalidity is what invalid says of a record, "NULL" if nothing.
func invalidity(a *coretest.Device, m *schema.Model, record string) string {
	a.T.Helper()
	return cells(a, "SELECT "+apptable.New(m).Invalid()+" FROM (SELECT coalesce(?1 ->> 'id', ?2) AS id, coalesce(?1 ->> '_morango_source_id', ?2) AS source_id, 'p' AS partition, "+
		apptable.New(m).Extract("r.record")+" FROM (SELECT ?1 AS record) r LIMIT -1 OFFSET 0)", record, hexID("1"))
}

// extracted is what extract and invalid make of a record, its id being its
// source id.
func extracted(a *coretest.Device, m *schema.Model, record, partition string) map[string]any {
	a.T.Helper()
	pairs := []string{"'invalid', " + apptable.New(m).Invalid()}
	for _, c := range m.Columns {
		pairs = append(pairs, `'`+c.Name+`', "`+c.Name+`"`)
	}
	text := cells(a, "SELECT json_object("+strings.Join(pairs, ", ")+") FROM (SELECT coalesce(?1 ->> 'id', ?2) AS id, coalesce(?1 ->> '_morango_source_id', ?2) AS source_id, ?3 AS partition, "+
		apptable.New(m).Extract("r.record")+" FROM (SELECT ?1 AS record) r LIMIT -1 OFFSET 0)", record, hexID("1"), partition)
	return fromJSON(a.T, text).(map[string]any)
}

const everyType = `[{"name": "thing", "table": "thing", "partition": "p", "source": null, "columns": {
 "t": "text?", "i": "integer?", "r": "real?", "b": "boolean?", "at": "datetime?", "day": "date?", "clock": "time?",
 "span": "duration?", "dec": "decimal?", "price": {"type": "decimal?", "scale": 4}, "data": "json?", "ref": "uuid?"}}]`

// What may come in, in which form it is stored, and what it is sent as.
func TestColumnForms(t *testing.T) {
	tests := []struct{ column, in, stored, out string }{
		{"t", `"a'b\u0000c"`, "a'b\x00c", `"a'b\u0000c"`},
		{"t", `"007"`, "007", `"007"`},
		{"t", `"[not json"`, "[not json", `"[not json"`},
		{"i", `-9223372036854775808`, "-9223372036854775808", `-9223372036854775808`},
		{"r", `1`, "1", `1.0`},
		{"r", `0.1`, "0.1", `0.1`},
		{"b", `true`, "1", `true`},
		{"b", `0`, "0", `false`},
		{"at", `"2020-01-02T03:04:05Z"`, "2020-01-02 03:04:05", `"2020-01-02T03:04:05Z"`},
		{"at", `"2020-01-02T03:04:05.120Z"`, "2020-01-02 03:04:05.120000", `"2020-01-02T03:04:05.120Z"`},
		{"at", `"2020-01-02T03:04:05.000Z"`, "2020-01-02 03:04:05", `"2020-01-02T03:04:05Z"`},
		{"at", `"2020-01-02 03:04:05.000999"`, "2020-01-02 03:04:05", `"2020-01-02T03:04:05Z"`},
		{"at", `"2020-01-02 03:04:05.123456789"`, "2020-01-02 03:04:05.123000", `"2020-01-02T03:04:05.123Z"`},
		{"at", `"2020-01-02T03:04:05.9999Z"`, "2020-01-02 03:04:05.999000", `"2020-01-02T03:04:05.999Z"`},
		{"at", `"2020-01-01T00:30:05.5+02:00"`, "2019-12-31 22:30:05.500000", `"2019-12-31T22:30:05.500Z"`},
		{"at", `"2020-02-29T23:59:59-00:30"`, "2020-03-01 00:29:59", `"2020-03-01T00:29:59Z"`},
		{"day", `"2020-02-29"`, "2020-02-29", `"2020-02-29"`},
		{"clock", `"01:02:03.456"`, "01:02:03.456000", `"01:02:03.456"`},
		{"clock", `"01:02:03.000"`, "01:02:03", `"01:02:03"`},
		{"clock", `"01:02:03.456789"`, "01:02:03.456000", `"01:02:03.456"`},
		{"span", `"P1DT00H00M02.000003S"`, "86402000003", `"P1DT00H00M02.000003S"`},
		{"span", `"-P0DT00H00M01S"`, "-1000000", `"-P0DT00H00M01S"`},
		{"span", `"P0DT00H00M00.5S"`, "500000", `"P0DT00H00M00.500000S"`},
		{"span", `-86400000001`, "-86400000001", `"-P1DT00H00M00.000001S"`},
		{"dec", `"12.340"`, "12.34", `"12.34"`},
		{"dec", `"1E-8"`, "1e-08", `"1e-08"`},
		{"dec", `"-0.00"`, "0", `"0"`},
		{"dec", `"123456789012.345"`, "1.23456789012345e+11", `"123456789012.345"`},
		{"dec", `12`, "12", `"12"`},
		{"dec", `0.30000000000000004`, "0.3", `"0.3"`},
		{"dec", `1234567890.1234567`, "1.23456789012346e+09", `"1234567890.12346"`},
		{"dec", `999999999999999.9`, "1e+15", `"1e+15"`},
		{"dec", `997480548875109000`, "9.97480548875109e+17", `"9.97480548875109e+17"`},
		{"dec", `997480548875108992`, "9.97480548875109e+17", `"9.97480548875109e+17"`},
		{"dec", `1e300`, "1e+300", `"1e+300"`},
		{"price", `"12.3400"`, "12.34", `"12.3400"`},
		{"price", `"12.34"`, "12.34", `"12.3400"`},
		{"price", `-0.5`, "-0.5", `"-0.5000"`},
		{"price", `0.0001`, "0.0001", `"0.0001"`},
		{"price", `12`, "12", `"12.0000"`},
		{"price", `"99999999999.9999"`, "9.99999999999999e+10", `"99999999999.9999"`},
		{"price", `null`, "NULL", `null`},
		{"data", `{"b": 1.50, "a": [null, "\u00e9"]}`, `{"b":1.50,"a":[null,"\u00e9"]}`, `{"b":1.50,"a":[null,"\u00e9"]}`},
		{"data", `"text"`, `"text"`, `"text"`},
		{"data", `null`, "NULL", `null`},
		{"ref", `"0123456789abcdef0123456789abcdef"`, "0123456789abcdef0123456789abcdef", `"0123456789abcdef0123456789abcdef"`},
		{"ref", `null`, "NULL", `null`},
	}
	a := newAppDevice(t, everyType)
	m := a.Instance.Schema().Model("thing")
	for _, test := range tests {
		record := `{"` + test.column + `": ` + test.in + `}`
		if invalid := invalidity(a, m, record); invalid != "NULL" {
			t.Errorf("%s: %s", record, invalid)
			continue
		}
		id := putRows(a, "thing", record)[0] // the triggers agree that it is right
		wantCells(a, `SELECT "`+test.column+`" FROM thing WHERE id = ?1`, test.stored, id)
		wantCells(a, "SELECT json_object("+apptable.New(m).JSONPairs("a", "")+`) -> '`+test.column+"' FROM thing a WHERE id = ?1", test.out, id)
	}
}

// What invalid refuses in a record, and put in a row.
func TestColumnsInvalid(t *testing.T) {
	tests := []struct {
		column string
		values []string
	}{
		{"t", []string{`1`, `true`, `["a"]`, `{"a": 1}`}},
		{"i", []string{`"1"`, `1.5`, `9223372036854775808`, `[1]`, `1e3`}},
		{"r", []string{`"1"`, `1e999`, `-1e999`, `[1]`}},
		{"b", []string{`"true"`, `2`, `"1"`, `0.5`, `[]`}},
		{"at", []string{`0`, `1700000000`, `"now"`, `"2020-01-02"`, `"2020-02-30T00:00:00Z"`, `"2020-01-02T24:00:00Z"`, `"2020-01-02T03:04Z"`,
			`"2020-01-02T03:04:05.Zulu"`, `"2020-01-02T03:04:05.123.Z"`, `"2020-01-02T03:04:05.123\u0000Z"`, `"2020-01-02T03:04:05.1x"`, `"0000-01-01T00:00:00Z"`, `"2020-01-02X03:04:05Z"`, `"2020-01-02T03:04:05+99:00"`, `""`}},
		{"day", []string{`"2020-02-30"`, `"2020-1-2"`, `"2020-01-02T00:00:00Z"`, `20200102`, `"now"`, `"0000-01-01"`, `""`}},
		{"clock", []string{`"24:00:00"`, `"01:02"`, `"now"`, `"01:02:03Z"`, `"01:02:03.x"`, `"01:02:03.1."`, `"01:02:03.123."`, `"01:02:03.123\u0000x"`, `10203`}},
		{"span", []string{`"PT1S"`, `"P1D"`, `1.5`, `"P99999999999DT00H00M00S"`, `"P1xDT00H00M00S"`, `"P1DT00H00M002S"`, `"--P1DT00H00M00S"`, `-9223372036854775808`}},
		{"dec", []string{`"abc"`, `"1.2.3"`, `""`, `"NaN"`, `"12345678901234.56"`, `"1e999"`, `[1]`, `"0x10"`, `1234567890123456`, `1.7976931348623157e308`, `9007199254740993`, `997480548875109001`, `-9223372036854775808`}},
		{"price", []string{`"abc"`, `"12.34567"`, `0.00001`, `100000000000`, `"-100000000000.0000"`, `-9223372036854775808`, `"1e999"`, `[1]`}},
		{"ref", []string{`"0123456789ABCDEF0123456789ABCDEF"`, `"0123456789abcdef"`, `"01234567-89ab-cdef-0123-456789abcde"`, `1`, `"g123456789abcdef0123456789abcdef"`}},
	}
	a := newAppDevice(t, everyType)
	m := a.Instance.Schema().Model("thing")
	for _, test := range tests {
		for _, value := range test.values {
			record := `{"` + test.column + `": ` + value + `}`
			if got := invalidity(a, m, record); got != "bad_value: "+test.column {
				t.Errorf("%.80s: invalid says %s", record, got)
			}
			_, err := a.Instance.Put(context.Background(), "thing", []byte(`[{"t": "fine"}, `+record+`]`))
			if fault.CodeOf(err) != fault.BadValue || !strings.Contains(err.Error(), "row 2: "+test.column) {
				t.Errorf("%.80s: put says %v", record, err)
			}
		}
	}
	wantCells(a, "SELECT count(*) FROM thing", "0")
}

func TestExtractMissingKeys(t *testing.T) {
	a := newAppDevice(t, `[{"name": "m", "table": "m", "partition": "${b}:${id}", "source": null, "columns": {
	 "b": "text?", "must": "text", "count": {"type": "integer", "default": 7}, "note": {"type": "text?", "default": "it's"},
	 "flag": {"type": "boolean", "default": true}, "share": {"type": "real", "default": 0.5}, "data": {"type": "json", "default": {"a": [1]}}}}]`)
	m := a.Instance.Schema().Model("m")
	tests := []struct{ record, partition, want string }{
		{`{}`, "p", `{"invalid": "required: must"}`},
		{`{"must": null}`, "p", `{"invalid": "required: must"}`},
		{`{"must": "x", "b": "p", "future": 1}`, "p:" + hexID("1"), `{"must": "x", "count": 7, "note": "it's", "flag": 1, "share": 0.5, "data": "{\"a\":[1]}"}`},
		{`{"must": "", "count": null}`, "p", `{"must": "", "invalid": "required: count"}`},
		{`{"must": "x", "b": "p", "note": null}`, "p:" + hexID("1"), `{"note": null}`},
		{`{"must": "x"}`, "p", `{"invalid": "bad_partition: partition"}`},
		{`{"must": "x", "b": "p"}`, "p:" + hexID("1"), `{"invalid": null}`},
		{`{"must": "x", "b": "p"}`, "p:" + hexID("2"), `{"invalid": "bad_partition: partition"}`},
		{`{"must": "x", "b": "P"}`, "p:" + hexID("1"), `{"invalid": "bad_partition: partition"}`},
	}
	for _, test := range tests {
		got := extracted(a, m, test.record, test.partition)
		want := fromJSON(t, test.want).(map[string]any)
		for key, value := range want {
			if !reflect.DeepEqual(got[key], value) {
				t.Errorf("%s: %s is %v, want %v", test.record, key, got[key], value)
			}
		}
		if want["invalid"] == nil && got["invalid"] != nil {
			t.Errorf("%s: %v", test.record, got["invalid"])
		}
	}
}

// A record's JSON must not name another row than the one it is stored as.
func TestInvalidIdentity(t *testing.T) {
	a := newAppDevice(t, everyType)
	m := a.Instance.Schema().Model("thing")
	for record, want := range map[string]string{
		`{}`: "NULL",
		`{"id": "` + hexID("1") + `", "_morango_source_id": "` + hexID("1") + `", "_morango_partition": "p"}`: "NULL",
		`{"id": "` + hexID("2") + `"}`:                 "bad_id: id",
		`{"_morango_source_id": "` + hexID("2") + `"}`: "bad_id: id",
		`{"_morango_partition": "q"}`:                  "bad_partition: partition",
	} {
		got := cells(a, "SELECT "+apptable.New(m).Invalid()+" FROM (SELECT ?2 AS id, ?2 AS source_id, 'p' AS partition, "+
			apptable.New(m).Extract("r.record")+" FROM (SELECT ?1 AS record) r LIMIT -1 OFFSET 0)", record, hexID("1"))
		if got != want {
			t.Errorf("%s: %s, want %s", record, got, want)
		}
	}
}

// Models at the limit still make statements that SQLite takes.
func TestWideModel(t *testing.T) {
	var columns []string
	for i := range 90 {
		columns = append(columns, fmt.Sprintf(`"c%d": "datetime"`, i))
	}
	a := newAppDevice(t, `[{"name": "wide", "table": "wide", "partition": "p", "source": null, "columns": {`+strings.Join(columns, ", ")+`}}]`)
	row := "{" + strings.ReplaceAll(strings.Join(columns, ", "), `"datetime"`, `"2024-05-31T12:00:00Z"`) + "}"
	putRows(a, "wide", row)
	putRows(a, "wide", row)
	m := a.Instance.Schema().Model("wide")
	text := cells(a, "SELECT json_object("+apptable.New(m).JSONPairs("a", "")+") FROM wide a LIMIT 1")
	if invalid := invalidity(a, m, text); invalid != "NULL" {
		t.Error(invalid)
	}
}
