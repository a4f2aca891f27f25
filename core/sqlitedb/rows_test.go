package sqlitedb_test

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/value"
)

func TestRows(t *testing.T) {
	db := openMemory(t)
	run(t, db, `CREATE TABLE t (a, b)`, `INSERT INTO t VALUES (1, 'x'), (NULL, x'0001')`)
	got, err := db.Rows(t.Context(), `SELECT a, b AS "b""c" FROM t`)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"columns":["a","b\"c"],"origins":[["t","a"],["t","b"]],"rows":[[1,"x"],[null,["b","AAE="]]]}`
	if string(got) != want {
		t.Errorf("%s, want %s", got, want)
	}
	got, err = db.Rows(t.Context(), `SELECT a FROM t WHERE a = ?1`, "none")
	if want := `{"columns":["a"],"origins":[["t","a"]],"rows":[]}`; err != nil || string(got) != want {
		t.Errorf("%s, %v, want %s", got, err, want)
	}
}

// TestOrigins: hosts convert a column by the type of the one whose value it is,
// so an expression must never have an origin.
func TestOrigins(t *testing.T) {
	db := openMemory(t)
	run(t, db, `CREATE TABLE t (a, b)`, `CREATE TABLE u (c)`, `INSERT INTO t VALUES (1, 2)`,
		`CREATE VIEW v AS SELECT a AS x, b + 1 AS y FROM t`)
	for sql, want := range map[string]string{
		`SELECT a, b + 0, b AS c FROM t`:                        `[["t","a"],null,["t","b"]]`,
		`SELECT x, y FROM v`:                                    `[["t","a"],null]`,
		`SELECT s.z FROM (SELECT a AS z FROM t) s`:              `[["t","a"]]`,
		`WITH w AS (SELECT a FROM t) SELECT a FROM w`:           `[["t","a"]]`,
		`SELECT t.a, u.c FROM t LEFT JOIN u ON u.c = t.a`:       `[["t","a"],["u","c"]]`,
		`SELECT a FROM t GROUP BY a`:                            `[["t","a"]]`,
		`SELECT a FROM t UNION ALL SELECT 5`:                    `[["t","a"]]`,
		`SELECT (SELECT a FROM t) AS a`:                         `[["t","a"]]`,
		`SELECT 5 UNION ALL SELECT a FROM t`:                    ``,
		`SELECT max(a), +a, coalesce(a, 0), 1, ?1 FROM t`:       ``,
		`SELECT CAST(a AS TEXT), CASE WHEN a THEN a END FROM t`: ``,
	} {
		var args []any
		if strings.Contains(sql, "?1") {
			args = []any{7}
		}
		got, err := db.Rows(t.Context(), sql, args...)
		if err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
		var result struct{ Origins json.RawMessage }
		if err := json.Unmarshal(got, &result); err != nil {
			t.Fatal(err)
		}
		if string(result.Origins) != want {
			t.Errorf("%s: %s, want %s", sql, result.Origins, want)
		}
	}
}

// TestReturningOrigins: RETURNING is read as a SELECT is.
func TestReturningOrigins(t *testing.T) {
	db := openMemory(t)
	run(t, db, `CREATE TABLE t (a, b)`)
	err := db.Update(t.Context(), func(tx sqldb.Tx) error {
		got, _, err := tx.(sqldb.AppTx).Result(`INSERT INTO t VALUES (1, 2) RETURNING a, b + 1, *`)
		const want = `{"columns":["a","b + 1","a","b"],"origins":[["t","a"],null,["t","a"],["t","b"]],"rows":[[1,3,1,2]]}`
		if string(got) != want {
			t.Errorf("%s, want %s", got, want)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestCells(t *testing.T) {
	db := openMemory(t)
	for sql, want := range map[string]string{
		`9007199254740991`:                `9007199254740991`,
		`9007199254740992`:                `["i","9007199254740992"]`,
		`-9007199254740991`:               `-9007199254740991`,
		`-9007199254740992`:               `["i","-9007199254740992"]`,
		`9223372036854775807`:             `["i","9223372036854775807"]`,
		`0.1`:                             `0.1`,
		`1.0`:                             `1`,
		`1e300`:                           `1e+300`,
		`9e999`:                           `1e999`,
		`-9e999`:                          `-1e999`,
		`x''`:                             `["b",""]`,
		`''`:                              `""`,
		`'é日\🍓'`:                          `"é日\\🍓"`,
		`char(0, 1, 9, 10, 13, 31, 34)`:   `"\u0000\u0001\u0009\n\u000d\u001f\""`,
		`CAST(x'61ff62' AS TEXT)`:         "\"a\uFFFDb\"",
		`char(8232)`:                      "\"\u2028\"",
		`substr('a''b', 1, 3) || 'c'`:     `"a'bc"`,
		`json('{"a":[1,"x"]}')`:           `"{\"a\":[1,\"x\"]}"`,
		`amora_id('p:1', 's', 'user')`:    `"` + value.ModelID("p:1", "s", "user") + `"`,
		`amora_id('p:1', NULL, 'user')`:   `null`,
		`typeof(amora_id(1, 2, 'user'))`:  `"text"`,
		`length(amora_uuid())`:            `32`,
		`amora_uuid() <> amora_uuid()`:    `1`,
		`typeof(?1) || ?1`:                `"integer7"`,
		`(SELECT 1 WHERE 0)`:              `null`,
		`count(*) FROM pragma_table_list`: `2`,
	} {
		var args []any
		if strings.Contains(sql, "?1") {
			args = []any{7}
		}
		got := query(t, db, `SELECT `+sql, args...)
		if want = `[[` + want + `]]`; got != want {
			t.Errorf("%s: %s, want %s", sql, got, want)
		}
		if strings.Contains(want, "e999") { // which encoding/json refuses
			continue
		}
		if !json.Valid([]byte(got)) {
			t.Errorf("%s: not JSON: %s", sql, got)
		}
	}
}

func TestRowsOnlyReads(t *testing.T) {
	db := openMemory(t)
	run(t, db, `CREATE TABLE t (a)`)
	for _, sql := range []string{
		`INSERT INTO t VALUES (1)`,
		`INSERT INTO t VALUES (1) RETURNING a`,
		`DROP TABLE t`,
		`PRAGMA user_version = 3`,
		`BEGIN`,
		`ATTACH ':memory:' AS b`,
		`SELECT 1; SELECT 2`,
		`SELECT nonsense`,
		``,
	} {
		_, err := db.Rows(t.Context(), sql)
		if fault.CodeOf(err) != fault.BadRequest {
			t.Errorf("%q: %v, want bad_request", sql, err)
		}
	}
	_, err := db.Rows(t.Context(), `INSERT INTO t VALUES (1)`)
	if err == nil || !strings.Contains(err.Error(), "exec") {
		t.Errorf("no hint in %v", err)
	}
	wantRows(t, db, `SELECT count(*) FROM t`, `[[0]]`)
}

// TestRunTimeErrors: what only shows while the statement runs is the app's
// mistake as well, with SQLite's text; in a statement of the engine's own it
// is nobody's.
func TestRunTimeErrors(t *testing.T) {
	db := openMemory(t)
	for sql, want := range map[string]string{
		`SELECT json_extract('{', '$')`:                    "malformed JSON",
		`SELECT abs(-9223372036854775808)`:                 "integer overflow",
		`SELECT 1 UNION ALL SELECT json_extract('{', '$')`: "malformed JSON",
	} {
		_, err := db.Rows(t.Context(), sql)
		if fault.CodeOf(err) != fault.BadRequest || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want bad_request: %s", sql, err, want)
		}
		err = db.View(t.Context(), func(tx sqldb.Tx) error {
			_, err := tx.Query(sql)
			return err
		})
		if fault.CodeOf(err) != fault.Internal || fault.CodeOf(sqldb.AppSQL(err)) != fault.BadRequest {
			t.Errorf("%q in a transaction: %v", sql, err)
		}
	}
}

// TestOutOfMemory: a result too big for SQLite's memory is an error, and the
// connection lives on.
func TestOutOfMemory(t *testing.T) {
	db := openMemory(t)
	run(t, db, `CREATE TABLE t (a)`)
	if _, err := db.Rows(t.Context(), `SELECT hex(randomblob(500000000))`); fault.CodeOf(err) != fault.Limit {
		t.Errorf("out of memory: %v", err)
	}
	err := db.Update(t.Context(), func(tx sqldb.Tx) error {
		_, err := tx.Exec(`INSERT INTO t VALUES (randomblob(500000000))`)
		return err
	})
	if fault.CodeOf(err) != fault.Limit {
		t.Errorf("out of memory: %v", err)
	}
	run(t, db, `INSERT INTO t VALUES (1)`)
	wantRows(t, db, `SELECT a FROM t`, `[[1]]`)
}

func TestRowsAllocations(t *testing.T) {
	db := openMemory(t)
	run(t, db, `CREATE TABLE t (a, b, c)`, `INSERT INTO t
		WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 5000)
		SELECT n + 100000, n / 3.0, 'text ' || n FROM c`)
	allocs := testing.AllocsPerRun(5, func() { query(t, db, `SELECT * FROM t`) })
	if allocs > 200 { // of 15,000 cells
		t.Errorf("%.0f allocations", allocs)
	}
}

func TestParseParams(t *testing.T) {
	got, err := sqlitedb.ParseParams([]byte(
		`[null, true, 0, -12, 9007199254740993, 1.5, 1e3, 123456789012345678901, 1e999, "é\u0000",
		["i", "9223372036854775807"], ["i", "-5"], ["b", "AAE="], ["b", ""]]`))
	want := []any{
		nil, true, int64(0), int64(-12), int64(9007199254740993), 1.5, 1e3, 123456789012345678901.0, math.Inf(1), "é\x00",
		int64(math.MaxInt64), int64(-5), []byte{0, 1}, []byte{},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%#v, %v\nwant %#v", got, err, want)
	}
	for _, none := range []string{``, ` `, `null`, `[]`} {
		if got, err := sqlitedb.ParseParams([]byte(none)); len(got) != 0 || err != nil {
			t.Errorf("%q: %v, %v", none, got, err)
		}
	}
	for _, bad := range []string{
		`"x"`, `1`, `[1`, `[1] [2]`, `[{}]`, `[[]]`, `[["i"]]`, `[["i",5]]`, `[["i","x"]]`,
		`[["i","9223372036854775808"]]`, `[["b","?"]]`, `[["x","1"]]`, `[["i","1","2"]]`, `[[1,2]]`,
	} {
		if got, err := sqlitedb.ParseParams([]byte(bad)); err == nil {
			t.Errorf("%s passed as %v", bad, got)
		}
	}
}

// TestRowsReturnAsParams: what Rows writes ParseParams reads.
func TestRowsReturnAsParams(t *testing.T) {
	db := openMemory(t)
	params := []any{nil, int64(5), int64(math.MinInt64), 0.25, math.Inf(-1), "\"\\\n\x00é", []byte("\x00\xff")}
	text := query(t, db, `SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7`, params...)
	got, err := sqlitedb.ParseParams([]byte(text[1 : len(text)-1]))
	if err != nil || fmt.Sprintf("%#v", got) != fmt.Sprintf("%#v", params) {
		t.Errorf("%#v, %v\nwant %#v", got, err, params)
	}
}

func TestParseNamedParams(t *testing.T) {
	got, err := sqlitedb.ParseParams([]byte(`{"a": 1, "b": ["b", "AAE="]}`))
	want := []any{sqldb.Named{"a": int64(1), "b": []byte{0, 1}}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%#v, %v\nwant %#v", got, err, want)
	}
	if _, err := sqlitedb.ParseParams([]byte(`{"a": {}}`)); fault.CodeOf(err) != fault.BadValue {
		t.Errorf("a value that cannot be bound: %v", err)
	}
}

func TestNamedParams(t *testing.T) {
	db := openMemory(t)
	got := query(t, db, `SELECT :a, @b, $a`, sqldb.Named{"a": int64(1), "b": "x"})
	if want := query(t, db, `SELECT 1, 'x', 1`); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for sql, args := range map[string]sqldb.Named{
		`SELECT :a, :b`: {"a": 1},         // one has no value
		`SELECT :a`:     {"a": 1, "b": 1}, // one value has no parameter
		`SELECT :a, ?`:  {"a": 1},         // one has no name
		`SELECT ?1`:     {"1": 1},
	} {
		if _, err := db.Rows(t.Context(), sql, args); fault.CodeOf(err) != fault.BadRequest {
			t.Errorf("%s: %v", sql, err)
		}
	}
}
