package core_test

import (
	"encoding/json"
	"fmt"
	"github.com/amora-sync/amora/core/coretest"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
)

// valueSchema has columns of every type, in the dataset of the tests.
var valueSchema = `{"profile": "test", "models": ` + strings.Replace(everyType, `"partition": "p"`, `"partition": "`+wireDataset+`"`, 1) + `}`

var valueColumns = []string{"t", "i", "r", "b", "at", "day", "clock", "span", "dec", "price", "data", "ref"}

// bits are all values of the table thing: storage class and content, byte for
// byte.
func (d *device) bits() string {
	d.t.Helper()
	cells := []string{"id"}
	for _, c := range valueColumns {
		cells = append(cells, fmt.Sprintf(`typeof("%[1]s"), CASE typeof("%[1]s") WHEN 'real' THEN format('%%!.17g', "%[1]s") ELSE hex("%[1]s") END`, c))
	}
	return d.rows("SELECT " + strings.Join(cells, ", ") + " FROM thing ORDER BY id")
}

// selected is each row of thing as a program gets it by SELECT, as an object
// for put.
func (d *device) selected() []map[string]any {
	d.t.Helper()
	var list []map[string]any
	d.must(d.DB().View(d.t.Context(), func(tx sqldb.Tx) error {
		names := append([]string{"id", "_morango_source_id", "_morango_partition"}, valueColumns...)
		rows, err := tx.Query(`SELECT "` + strings.Join(names, `", "`) + `" FROM thing ORDER BY id`)
		for _, row := range rows {
			object := map[string]any{}
			for i, name := range names {
				object[name] = row[i]
			}
			list = append(list, object)
		}
		return err
	}))
	return list
}

// putBack puts what SELECT gives, one row at a time or all in one array.
func (d *device) putBack(together bool) {
	d.t.Helper()
	rows := d.selected()
	texts := make([]string, len(rows))
	for i, row := range rows {
		text, err := json.Marshal(row)
		d.must(err)
		texts[i] = string(text)
	}
	if together {
		texts = []string{"[" + strings.Join(texts, ",") + "]"}
	}
	for _, text := range texts {
		if _, err := d.Put(d.t.Context(), "thing", []byte(text)); err != nil {
			d.t.Errorf("%v, put back: %.2000s", err, text)
		}
	}
}

// TestFaultD1PutBack: a row that was read and put back stays as it is, any
// number of times, on any device.
func TestFaultD1PutBack(t *testing.T) {
	a, b := newDevice(t, valueSchema), newDevice(t, valueSchema)
	for _, data := range []string{`{"a":3}`, `{"a":{"b":[1,{"c":null}]},"d":"{\"e\":1}"}`, `[]`, `[1,"2",true,null]`, `"text"`, `"[not json"`, `""`, `5`, `-0.0`, `1e400`,
		`true`, `false`, `null`, `"{\"a\":3}"`, `"5"`, `"\"quoted\""`, `"null"`, `"\u00e9\ud83c\udf89"`, `"\u0000"`, `9223372036854775807`, `"5\u0000x"`} {
		_, err := a.Exec(t.Context(), "INSERT INTO thing (data) VALUES (nullif(?1, 'null'))", data)
		wantCode(t, err, "", "")
		if _, err = a.Put(t.Context(), "thing", []byte(`{"data": `+data+`}`)); err != nil {
			t.Errorf("put of %s: %v", data, err)
		}
	}
	a.put("thing", map[string]any{})
	a.put("thing", map[string]any{"i": math.MaxInt64, "span": math.MinInt64 + 1, "b": true, "r": 0.1, "dec": "12.50", "price": "3", "at": "2024-01-02T03:04:05.678Z"})
	before := a.bits()
	for i := range 3 {
		if a.putBack(i == 1); a.bits() != before {
			t.Fatalf("put back for the %d. time\n%s\nwas\n%s", i+1, a.bits(), before)
		}
		move(t, a, b)
		if b.putBack(i == 1); b.bits() != before || b.reasons() != "" {
			t.Fatalf("on b, put back for the %d. time\n%s\nwas\n%s\n%s", i+1, b.bits(), before, b.reasons())
		}
		move(t, b, a)
	}
}

// TestFaultD1JSONText: a string that is JSON text stands for the value of the
// text, other strings for themselves.
func TestFaultD1JSONText(t *testing.T) {
	d := newDevice(t, valueSchema)
	for in, want := range map[string]string{
		`"{\"a\": 3}"`: `{"a":3}`, `"[1, 2]"`: `[1,2]`, `"5"`: `5`, `"true"`: `true`, `"\"x\""`: `"x"`, `"null"`: `<nil>`, `" null "`: `<nil>`,
		`"x"`: `"x"`, `""`: `""`, `"{a:1}"`: `"{a:1}"`, `"5\u0000"`: `"5\u0000"`, `{"a": "{}"}`: `{"a":"{}"}`, `["5"]`: `["5"]`,
	} {
		id := d.ids(d.Put(t.Context(), "thing", []byte(`{"data": `+in+`}`)))[0]
		if got := d.rows("SELECT data FROM thing WHERE id = '" + id + "'"); got != want {
			t.Errorf("put %s: %s, want %s", in, got, want)
		}
	}
	_, err := d.Put(t.Context(), "thing", []byte(`{"data": "[\"\\ud83c\"]"}`))
	wantCode(t, err, fault.BadValue, "")
}

// ids are those of a Put that must be taken.
func (d *device) ids(ids []string, err error) []string {
	d.t.Helper()
	d.must(err)
	return ids
}

// TestFaultD1Absent: a column that is absent stays, null empties it.
func TestFaultD1Absent(t *testing.T) {
	d := newDevice(t, valueSchema)
	id := d.put("thing", map[string]any{"data": map[string]any{"a": 3}, "i": 7})
	d.put("thing", map[string]any{"id": id, "i": 8})
	if got := d.rows("SELECT i, data FROM thing"); got != `8 {"a":3}` {
		t.Errorf("an absent column: %s", got)
	}
	d.put("thing", map[string]any{"id": id, "data": nil})
	if got := d.rows("SELECT i, data FROM thing"); got != "8 <nil>" {
		t.Errorf("null: %s", got)
	}
}

// TestFaultD2StoredForm: put and plain SQL leave the form that all devices
// will hold, or refuse.
func TestFaultD2StoredForm(t *testing.T) {
	tests := []struct{ column, in, want string }{ // in: JSON and SQL; want "": refused
		{"dec", "0.30000000000000004", "0.3"},
		{"dec", "1234567890.1234567", "1.23456789012346e+09"},
		{"dec", "19.990000000000002", "19.99"},
		{"dec", "9.999999999999999", "10"},
		{"dec", "999999999999999.9", "1e+15"},
		{"dec", "-999999999999999.4", "-9.99999999999999e+14"},
		{"dec", "1000000000000000.2", ""},
		{"dec", "1234567890123456", ""},
		{"dec", "123456789012345", "1.23456789012345e+14"},
		{"dec", "1e22", "1e+22"},
		{"dec", "1.7976931348623157e308", ""},
		{"dec", "1e999", ""},
		{"dec", "-0.0", "0"},
		{"price", "0.30000000000000004", ""},
		{"price", "0.3", "0.3"},
		{"r", "0.30000000000000004", "0.30000000000000004"},
		{"r", "-0.0", "0"},
		{"r", "1e999", ""},
		{"i", "1152921504606846976", "1152921504606846976"},
		{"at", "'2024-01-02T12:00:00.123456Z'", "2024-01-02 12:00:00.123000"},
		{"at", "'2024-01-02T12:00:00.0004Z'", "2024-01-02 12:00:00"},
		{"at", "'2024-12-31 23:59:59.999999'", "2024-12-31 23:59:59.999000"},
		{"at", "'2024-01-02T12:00:00Z'", "2024-01-02 12:00:00"},
		{"at", "'2024-01-02T12:00:00'", "2024-01-02 12:00:00"},
		{"at", "'2024-01-02 12:00:00.1'", "2024-01-02 12:00:00.100000"},
		{"at", "'2024-01-02 12:00:00.000000'", "2024-01-02 12:00:00"},
		{"at", "'2024-01-02'", ""},
		{"clock", "'12:00:00.0009'", "12:00:00"},
		{"clock", "'23:59:59.9999'", "23:59:59.999000"},
		{"clock", "'12:00:00.5'", "12:00:00.500000"},
		{"clock", "'24:00:00'", ""},
		{"day", "'2024-02-30'", ""},
		{"day", "'2024-02-29'", "2024-02-29"},
		{"span", "9223372036854775807", "9223372036854775807"},
		{"span", "0.5", ""},
	}
	for _, test := range tests {
		a, b := newDevice(t, valueSchema), newDevice(t, valueSchema)
		check := func(by string, err error) {
			t.Helper()
			if test.want == "" {
				if err == nil {
					t.Errorf("%s of %s into %s was taken", by, test.in, test.column)
				}
				return
			}
			a.must(err)
			move(t, a, b)
			for _, d := range []*device{a, b} {
				if got := d.rows(`SELECT DISTINCT "` + test.column + `" FROM thing`); got != test.want || d.reasons() != "" {
					t.Errorf("%s of %s into %s: %q, want %q, %q in quarantine", by, test.in, test.column, got, test.want, d.reasons())
				}
			}
		}
		_, err := a.Put(t.Context(), "thing", []byte(`{"`+test.column+`": `+strings.ReplaceAll(test.in, "'", `"`)+`}`))
		check("put", err)
		_, err = a.Exec(t.Context(), `INSERT INTO thing ("`+test.column+`") VALUES (`+test.in+`)`)
		check("INSERT", err)
		_, err = a.Exec(t.Context(), `UPDATE thing SET "`+test.column+`" = `+test.in)
		if test.want != "" || a.rows("SELECT count(*) FROM thing") != "0" {
			check("UPDATE", err)
		}
	}
}

// TestFaultD2JSONForm: the same of json columns.
func TestFaultD2JSONForm(t *testing.T) {
	a, b := newDevice(t, valueSchema), newDevice(t, valueSchema)
	for _, text := range []string{`{ "a" : [1.50, "\u00e9"] }`, "\n[\t1 ,2]", ` "x" `, ` 5`, `{"a":1,"a":2}`, `-0`, `1E5`} {
		a.exec("INSERT INTO thing (data) VALUES (?1)", text)
	}
	for _, text := range []string{"null", " null\n", "{a:1}", "", "'x'", `["\ud83c"]`} {
		_, err := a.Exec(t.Context(), "INSERT INTO thing (data) VALUES (?1)", text)
		wantCode(t, err, fault.BadValue, "")
	}
	before := a.bits()
	if move(t, a, b); a.bits() != before || b.bits() != before || b.reasons() != "" {
		t.Errorf("a had\n%s\nhas\n%s\nb has\n%s\n%q", before, a.bits(), b.bits(), b.reasons())
	}
	if got := a.rows("SELECT count(*) FROM thing WHERE data <> json(data)"); got != "0" {
		t.Errorf("%s values with blanks", got)
	}
}

// TestPropertyD: what put or plain SQL took is, read on any device at any
// time, one and the same value; reading a row and putting it back changes
// nothing. AMORA_SEEDS=1000 runs so many seeds.
func TestPropertyD(t *testing.T) {
	for seed := range coretest.Seeds(4) {
		random := rand.New(rand.NewPCG(seed, 7))
		a, b := newDevice(t, valueSchema), newDevice(t, valueSchema)
		taken := map[bool]int{}
		for range 150 {
			column, value := valueColumns[random.IntN(len(valueColumns))], anyValue(random)
			var err error
			if random.IntN(2) == 0 {
				text, failed := json.Marshal(map[string]any{column: value})
				if failed != nil { // an infinity, say
					text = fmt.Appendf(nil, `{%q: %v}`, column, value)
				}
				_, err = a.Put(t.Context(), "thing", text)
			} else {
				if _, raw := value.(json.RawMessage); raw {
					value = string(value.(json.RawMessage))
				}
				_, err = a.Exec(t.Context(), `INSERT INTO thing ("`+column+`") VALUES (?1)`, value)
			}
			if code := fault.CodeOf(err); err != nil && code != fault.BadValue && code != fault.BadRequest && code != fault.Constraint {
				t.Errorf("seed %d: %s = %#v: %v", seed, column, value, err)
			}
			taken[err == nil]++
		}
		if taken[true] < 30 || taken[false] < 30 {
			t.Errorf("seed %d: %d values were taken, %d refused", seed, taken[true], taken[false])
		}
		before := a.bits()
		move(t, a, b)
		sameBits(t, seed, "a, after syncing", before, a.bits())
		sameBits(t, seed, "b", before, b.bits())
		if b.reasons() != "" {
			t.Errorf("seed %d: %s", seed, b.reasons())
		}
		a.putBack(false)
		b.putBack(true)
		sameBits(t, seed, "a, put back", before, a.bits())
		sameBits(t, seed, "b, put back", before, b.bits())
	}
}

func sameBits(t *testing.T, seed uint64, who, want, got string) {
	t.Helper()
	was, is := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(was), len(is)) {
		if i >= len(was) || i >= len(is) || was[i] != is[i] {
			t.Errorf("seed %d: %s has\n%s\nwant\n%s", seed, who, is[min(i, len(is)-1)], was[min(i, len(was)-1)])
			return
		}
	}
}

// anyValue is a value that some column takes, or nearly does.
func anyValue(random *rand.Rand) any {
	hostile := []any{nil, true, false, 0, math.Copysign(0, -1), 1, math.MaxInt64, math.MinInt64, int64(1) << 60, 1e15, 1e15 - 0.3, 999999999999999.9, 1e16 + 2,
		math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64, math.Inf(1), math.Inf(-1), math.NaN(), 0.1 + 0.2, "", "null", "5", "true", `"x"`, `{"a": 3}`, "[1, 2]", "{a:1}",
		"\x00", "x\x00y", "5\x00", "2024-02-29", "2023-02-29", "24:00:00", "23:59:59.9999", "23:59:60", "0001-01-01T00:00:00.0001Z", "9999-12-31 23:59:59.999999",
		"2024-01-02T03:04:05+02:00", "2024-01-02 03:04:05.1234567", "2024-01-02T03:04:05ZZ", "P1DT00H00M00.0000009S", "-P0DT00H00M00.000001S", "1e400", "1E-400", "12.340", "0x10", "NaN", "Infinity", "-0", "-0.00",
		"123456789012345", "1234567890123456", "0.1234567890123456", strings.Repeat("[", 900) + strings.Repeat("]", 900), hexID("a"), strings.ToUpper(hexID("a")),
		json.RawMessage(`{"a":[1.50,null,{"\u00e9":-0}]}`), json.RawMessage(`"\ud83c\udf89"`), json.RawMessage(`1e400`), json.RawMessage(`-0.0`), json.RawMessage(`[" ",""]`), []byte("blob")}
	switch random.IntN(6) {
	case 0:
		return math.Float64frombits(random.Uint64())
	case 1: // a decimal that was computed
		return float64(random.Int64N(1e10))/100*float64(random.IntN(20)) + float64(random.IntN(100))/1000
	case 2:
		return int64(random.Uint64()) >> random.IntN(64)
	case 3:
		return fmt.Sprintf("%04d-%02d-%02d%c%02d:%02d:%02d%s", random.IntN(10000), random.IntN(14), random.IntN(33), "T "[random.IntN(2)], random.IntN(25), random.IntN(61),
			random.IntN(61), []string{"", "Z", ".5", ".123Z", ".123456", ".0004Z", ".9999999", "+02:00"}[random.IntN(8)])
	case 4:
		return strconv.FormatFloat(random.Float64()*math.Pow(10, float64(random.IntN(40)-20)), 'g', 1+random.IntN(17), 64)
	}
	return hostile[random.IntN(len(hostile))]
}

// TestFaultD2RowsOfAnotherForm: rows that an older build or a default left in
// another form get the stored one when they are edited, or the app is opened
// with another schema.
func TestFaultD2RowsOfAnotherForm(t *testing.T) {
	const at, stored = "2024-01-02T12:00:00.5Z", "2024-01-02 12:00:00.500000"
	app := strings.Replace(valueSchema, `"at": "datetime?"`, `"at": {"type": "datetime?", "default": "2024-01-02 12:00:00.5004"}`, 1)
	app = strings.Replace(app, `"dec": "decimal?"`, `"dec": {"type": "decimal?", "default": 0.30000000000000004}`, 1)
	a, b := newDevice(t, app), newDevice(t, app)
	for _, id := range []string{"1", "2"} {
		a.put("thing", map[string]any{"t": id, "at": nil})
	}
	a.put("thing", map[string]any{"t": "3"})
	a.exec("INSERT INTO thing (t) VALUES ('4')")
	const defaults = "SELECT at, dec FROM thing WHERE t IN ('3', '4')"
	if move(t, a, b); a.rows(defaults) != stored+" 0.3\n"+stored+" 0.3" || b.rows(defaults) != a.rows(defaults) {
		t.Errorf("defaults: a has %q, b %q", a.rows(defaults), b.rows(defaults))
	}
	a.must(a.DB().Update(t.Context(), func(tx sqldb.Tx) error { // as an older build would have written
		for _, sql := range []string{"INSERT INTO amora_applying (x) VALUES (1)",
			"UPDATE thing SET at = '" + at + "', dec = 0.1 + 0.2", "DELETE FROM amora_applying"} {
			if _, err := tx.Exec(sql); err != nil {
				return err
			}
		}
		return nil
	}))
	a.exec("UPDATE thing SET i = 1 WHERE t = '1'")
	const first, all = "SELECT at, dec, i FROM thing WHERE t = '1'", "SELECT DISTINCT at, dec FROM thing"
	if move(t, a, b); a.rows(first) != stored+" 0.3 1" || b.rows(first) != a.rows(first) {
		t.Errorf("edited: a has %q, b %q", a.rows(first), b.rows(first))
	}
	s, err := schema.Parse([]byte(strings.Replace(app, `"t": "text?"`, `"t": "text?", "u": "text?"`, 1)))
	a.must(err)
	in, err := core.Open(t.Context(), a.DB(), core.Options{Schema: s})
	a.must(err)
	if got := (&device{in, t}).rows(all); got != stored+" 0.3" {
		t.Errorf("opened anew: %q", got)
	}
}
