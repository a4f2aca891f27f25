package coretest

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/sqldb"
)

// testValues sends every kind of value in and wants it back, as a cell, and as
// SQLite sees its type.
func (s DBSuite) testValues(t *testing.T, db sqldb.DB) {
	type value struct {
		in, out any
		kind    string
	}
	values := []value{
		{nil, nil, "null"},
		{true, int64(1), "integer"},
		{false, int64(0), "integer"},
		{int(-7), int64(-7), "integer"},
		{int64(1)<<53 - 1, int64(1)<<53 - 1, "integer"},
		{-(int64(1)<<53 - 1), -(int64(1)<<53 - 1), "integer"},
		{1.5, 1.5, "real"},
		{-1e-300, -1e-300, "real"},
		{1e300, 1e300, "real"},
		{"", "", "text"},
		{"plain", "plain", "text"},
		{"ça, 日本語, \U0001F353, e\u0301", "ça, 日本語, \U0001F353, e\u0301", "text"},
		{"quotes ' \" ` and \\ %s ?1", "quotes ' \" ` and \\ %s ?1", "text"},
		{"nul \x00 inside", "nul \x00 inside", "text"},
		{"12", "12", "text"},
		{[]byte{}, []byte{}, "blob"},
		{[]byte{0, 1, 0xff, 0}, []byte{0, 1, 0xff, 0}, "blob"},
	}
	if s.Int64 {
		for _, i := range []int64{1<<53 + 1, math.MaxInt64, math.MinInt64} {
			values = append(values, value{i, i, "integer"})
		}
	}
	setup(t, db, `CREATE TABLE t (a)`)
	for _, v := range values {
		update(t, db, func(tx sqldb.Tx) error {
			exec(t, tx, `DELETE FROM t`)
			exec(t, tx, `INSERT INTO t VALUES (?1)`, v.in)
			if got := text(t, tx, `SELECT typeof(a) FROM t`); got != v.kind {
				t.Errorf("%#v is stored as %s, want %s", v.in, got, v.kind)
			}
			rows, err := tx.Query(`SELECT a, ?1 FROM t`, v.in)
			if err != nil {
				return err
			}
			for _, got := range rows[0] {
				if !sameCell(got, v.out) {
					t.Errorf("%#v came back as %#v", v.in, got)
				}
			}
			return nil
		})
	}
}

// sameCell takes a nil and an empty BLOB for the same.
func sameCell(got, want any) bool {
	g, ok1 := got.([]byte)
	w, ok2 := want.([]byte)
	if ok1 && ok2 && len(g) == 0 && len(w) == 0 {
		return true
	}
	return reflect.DeepEqual(got, want)
}

// testLargeText stays under the 2 MB that a Durable Object takes as a value.
func testLargeText(t *testing.T, db sqldb.DB) {
	large := strings.Repeat("0123456789abcdé", 100_000) // 1.6 MB
	setup(t, db, `CREATE TABLE t (a)`)
	update(t, db, func(tx sqldb.Tx) error {
		exec(t, tx, `INSERT INTO t VALUES (?1)`, large)
		return nil
	})
	err := db.View(t.Context(), func(tx sqldb.Tx) error {
		if got := text(t, tx, `SELECT a FROM t`); got != large {
			t.Errorf("%d bytes of text came back as %d other ones", len(large), len(got))
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func testBinds(t *testing.T, db sqldb.DB) {
	const n = 100
	args := make([]any, n)
	marks := make([]string, n)
	for i := range n {
		args[i], marks[i] = i+1, fmt.Sprintf("?%d", i+1)
	}
	err := db.View(t.Context(), func(tx sqldb.Tx) error {
		if got := text(t, tx, `SELECT sum(column1) FROM (VALUES (`+strings.Join(marks, "), (")+`))`, args...); got != "5050" {
			t.Errorf("the sum of 100 arguments is %s", got)
		}
		if got := text(t, tx, `SELECT ?2 || ?1 || ?2`, "a", "b"); got != "bab" {
			t.Errorf("numbered arguments: %s, want bab", got)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// testBadBinds: an argument too few would silently be NULL, and a value of
// another kind something that nobody asked for.
func testBadBinds(t *testing.T, db sqldb.DB) {
	for _, bad := range []struct {
		sql  string
		args []any
	}{
		{`SELECT ?1, ?2`, []any{1}},
		{`SELECT ?1`, []any{1, 2}},
		{`SELECT ?1`, nil},
		{`SELECT ?1`, []any{map[string]any{"a": 1}}},
		{`SELECT ?1`, []any{[]string{"a"}}},
		{`SELECT ?1`, []any{struct{}{}}},
	} {
		err := db.View(t.Context(), func(tx sqldb.Tx) error {
			_, err := tx.Query(bad.sql, bad.args...)
			return err
		})
		if err == nil {
			t.Errorf("%s with %v passed", bad.sql, bad.args)
		}
	}
}

func testText(t *testing.T, db sqldb.DB) {
	setup(t, db, `CREATE TABLE t (a)`)
	err := db.View(t.Context(), func(tx sqldb.Tx) error {
		for sql, want := range map[string]string{
			`SELECT 'x', 'y'`:                      "x",
			`SELECT NULL`:                          "",
			`SELECT a FROM t`:                      "",
			`SELECT 12`:                            "12",
			`SELECT 1.5`:                           "1.5",
			`SELECT 'a' UNION SELECT 'b'`:          "a",
			`SELECT 'nul ' || char(0) || ' in it'`: "nul \x00 in it",
		} {
			if got := text(t, tx, sql); got != want {
				t.Errorf("%s: %q, want %q", sql, got, want)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	update(t, db, func(tx sqldb.Tx) error {
		if got := text(t, tx, `INSERT INTO t VALUES (1), (2), (3) RETURNING a`); got != "1" {
			t.Errorf("RETURNING: %q, want the first row", got)
		}
		if got := text(t, tx, `INSERT INTO t VALUES (4)`); got != "" {
			t.Errorf("no row: %q", got)
		}
		return nil
	})
	wantText(t, db, `SELECT group_concat(a) FROM t`, "1,2,3,4")
}
