package tests

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/ncruces/go-sqlite3"
)

// outOfMemory runs fn; go-sqlite3 reports a want of memory as an error or, in
// conversions, as a panic.
func outOfMemory(fn func() error) (err error) {
	defer func() {
		if p, ok := recover().(error); ok {
			err = p
		}
	}()
	return fn()
}

// The heap grows to its limit. SQLite says that it is out of memory, and goes
// on with what it has.
func TestMemory(t *testing.T) {
	c := open(t)
	exec(t, c, `CREATE TABLE big (a INTEGER PRIMARY KEY, b);
		INSERT INTO big SELECT value, hex(randomblob(500)) FROM generate_series(1, 100000)`)
	for range 3 {
		err := outOfMemory(func() error {
			return c.Exec("SELECT group_concat(b, '') || group_concat(b, 'x') || group_concat(b, 'y') FROM big")
		})
		// What a conversion panics with has no code.
		if !errors.Is(err, sqlite3.NOMEM) && (err == nil || err.Error() != sqlite3.NOMEM.Error()) {
			t.Fatalf("no limit: %v", err)
		}
	}
	if said := query(t, c, "PRAGMA integrity_check"); said != "ok" {
		t.Error(said)
	}
	if n := query(t, c, "SELECT count(*) FROM big"); n != "100000" {
		t.Errorf("%s rows", n)
	}
}

// What one connection has given back is there for the next.
func TestMemoryIsUsedAgain(t *testing.T) {
	for i := range 20 {
		c, err := sqlite3.Open(":memory:")
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Exec(`CREATE TABLE big (b); INSERT INTO big SELECT randomblob(1000) FROM generate_series(1, 50000)`); err != nil {
			t.Fatalf("round %d: %v", i, err)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// SQLite's own limits on depth are reached before C's stack ends.
func TestDepth(t *testing.T) {
	c := open(t)
	exec(t, c, `CREATE TABLE t (n); PRAGMA recursive_triggers = ON;
		CREATE TRIGGER deep AFTER INSERT ON t WHEN NEW.n < 900 BEGIN INSERT INTO t VALUES (NEW.n + 1); END;
		INSERT INTO t VALUES (1)`)
	joins := "SELECT 1 FROM (SELECT 1) a0"
	for i := 1; i < 60; i++ {
		joins += fmt.Sprintf(", (SELECT 1) a%d", i)
	}
	for _, sql := range []string{
		"SELECT " + strings.Repeat("(", 200) + "1" + strings.Repeat(")", 200),
		"SELECT 1" + strings.Repeat("+1", 990),
		"SELECT " + strings.Repeat("NOT ", 900) + "1",
		"SELECT 1" + strings.Repeat(" UNION ALL SELECT 1", 499),
		"SELECT 1" + strings.Repeat(" UNION SELECT 1", 499),
		strings.Repeat("SELECT * FROM (", 60) + "SELECT 1" + strings.Repeat(")", 60),
		"SELECT json('" + strings.Repeat("[", 990) + strings.Repeat("]", 990) + "')",
		"SELECT json_patch('" + strings.Repeat(`{"a":`, 900) + "1" + strings.Repeat("}", 900) + "', '" + strings.Repeat(`{"a":`, 900) + "2" + strings.Repeat("}", 900) + "')",
		"SELECT CASE 1" + strings.Repeat(" WHEN 2 THEN 3", 900) + " END",
		"SELECT 1 IN (" + strings.Repeat("1,", 30_000) + "1)",
		"SELECT '" + strings.Repeat("a", 40_000) + "' LIKE '" + strings.Repeat("%a", 2000) + "b'",
		joins,
	} {
		exec(t, c, sql)
	}
	if err := c.Exec("SELECT 1" + strings.Repeat("+1", 2000)); err == nil {
		t.Error("an expression has no limit")
	}
}

func TestStatements(t *testing.T) {
	c := open(t)
	for i := range 5000 {
		s, _, err := c.Prepare(fmt.Sprintf("SELECT %d", i))
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if !s.Step() || s.ColumnInt(0) != i {
			t.Fatalf("statement %d: %v", i, s.Err())
		}
	}
}
