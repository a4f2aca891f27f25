// Package tests holds the tests of the tab's SQLite: what two modules in one
// memory could get wrong. upstream.txt lists go-sqlite3's own tests.
package tests

import (
	"testing"

	"github.com/ncruces/go-sqlite3"
	_ "github.com/ncruces/go-sqlite3/vfs/memdb"
)

func open(t *testing.T) *sqlite3.Conn {
	t.Helper()
	c, err := sqlite3.Open(":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func exec(t *testing.T, c *sqlite3.Conn, sql string) {
	t.Helper()
	if err := c.Exec(sql); err != nil {
		t.Fatal(err)
	}
}

// query returns the first column of the first row as text.
func query(t *testing.T, c *sqlite3.Conn, sql string) string {
	t.Helper()
	s, _, err := c.Prepare(sql)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	defer s.Close()
	if !s.Step() {
		t.Fatalf("%s: no row, %v", sql, s.Err())
	}
	return s.ColumnText(0)
}

// create adds an SQL function of one argument.
func create(t *testing.T, c *sqlite3.Conn, name string, fn func(arg int) int) {
	t.Helper()
	if err := c.CreateFunction(name, 1, 0, func(ctx sqlite3.Context, arg ...sqlite3.Value) {
		ctx.ResultInt(fn(arg[0].Int()))
	}); err != nil {
		t.Fatal(err)
	}
}

// series sums fn over the numbers to n.
func series(fn string, n string) string {
	return "SELECT sum(" + fn + "(value)) FROM generate_series(1, " + n + ")"
}

// panicOf runs fn and returns what it panicked with.
func panicOf(fn func()) (panicked any) {
	defer func() { panicked = recover() }()
	fn()
	return nil
}

// A panic of a Go function reaches whoever ran the statement, with C's frames
// ended in order: the connection lives on.
func TestPanic(t *testing.T) {
	c := open(t)
	exec(t, c, "CREATE TABLE seen (n)")
	create(t, c, "boom", func(n int) int {
		if n == 500 {
			panic("boom")
		}
		return n
	})
	for range 200 {
		if p := panicOf(func() { _ = c.Exec(series("boom", "1000")) }); p != "boom" {
			t.Fatalf("recovered %v", p)
		}
		exec(t, c, "INSERT INTO seen VALUES (1)")
	}
	if n := query(t, c, "SELECT count(*) FROM seen"); n != "200" {
		t.Errorf("%s rows", n)
	}
}

// A panic passes each of several nested calls of C.
func TestPanicNested(t *testing.T) {
	c := open(t)
	var passed []int
	create(t, c, "nest", func(n int) int {
		if n == 0 {
			panic("innermost")
		}
		defer func() { passed = append(passed, n) }()
		return len(query(t, c, "SELECT nest("+string(rune('0'+n-1))+")"))
	})
	if p := panicOf(func() { _ = c.Exec("SELECT nest(5)") }); p != "innermost" {
		t.Fatalf("recovered %v", p)
	}
	if len(passed) != 5 || passed[0] != 1 {
		t.Errorf("passed %v", passed)
	}
	if query(t, c, "SELECT 1") != "1" {
		t.Error("the connection is lost")
	}
}

// What else C calls may panic, too: here a collation, in the midst of a sort,
// and an authorizer, while a statement is prepared.
func TestPanicElsewhere(t *testing.T) {
	c := open(t)
	if err := c.CreateCollation("bad", func([]byte, []byte) int { panic("collation") }); err != nil {
		t.Fatal(err)
	}
	sort := "SELECT value FROM generate_series(1, 100) ORDER BY CAST(value AS TEXT) COLLATE bad"
	if p := panicOf(func() { _ = c.Exec(sort) }); p != "collation" {
		t.Errorf("recovered %v", p)
	}
	if err := c.SetAuthorizer(func(sqlite3.AuthorizerActionCode, string, string, string, string) sqlite3.AuthorizerReturnCode {
		panic("authorizer")
	}); err != nil {
		t.Fatal(err)
	}
	if p := panicOf(func() { _, _, _ = c.Prepare("SELECT 1") }); p != "authorizer" {
		t.Errorf("recovered %v", p)
	}
	if err := c.SetAuthorizer(nil); err != nil {
		t.Fatal(err)
	}
	if query(t, c, "SELECT 1") != "1" {
		t.Error("the connection is lost")
	}
}
