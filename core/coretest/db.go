// Package coretest has what tests of and with the engine need:
//
//   - For an app's tests: a [Device] puts, executes, syncs and looks into its
//     tables, and [NewRelay] makes a [Relay] in memory to sync with.
//   - For the tests of another host: [DBSuite] is what a database has to do for
//     the engine to run on it.
//   - For a relay's tests: [RawPeer] says after its handshake what no client
//     would say, [Limited] is a database with the limits of a Durable Object.
//   - For faults: a [Chaos] makes statements fail and processes die, a
//     [FaultyConn] loses and repeats messages.
//
// testdata has scripts that a newcomer extends without Go, on how versions
// merge. The package runs wherever Go tests run, GOOS=js included, and imports
// no database: its user has one.
package coretest

import (
	"context"
	"errors"
	"testing"

	"github.com/amora-sync/amora/core/sqldb"
)

// DBSuite is the conformance suite of sqldb.DB: what it checks is what the
// engine relies on. Limits that hosts differ in are fields; the zero value
// asks for nothing beyond what Durable Objects can do.
type DBSuite struct {
	// Open returns a new, empty database, closed by t.Cleanup.
	Open func(t *testing.T) sqldb.DB
	// Reopen closes db and opens the same storage again. Without it nothing
	// is said about persistence.
	Reopen func(t *testing.T, db sqldb.DB) sqldb.DB
	// Int64 says that integers beyond ±2^53 keep their value.
	Int64 bool
	// Cancel says that a context that ends inside a callback undoes it.
	Cancel bool
}

// TestDB runs the suite with what every host can do.
func TestDB(t *testing.T, open func(t *testing.T) sqldb.DB) {
	DBSuite{Open: open}.Run(t)
}

// Run runs every part of the suite as a subtest with a database of its own.
func (s DBSuite) Run(t *testing.T) {
	for _, part := range []struct {
		name string
		test func(t *testing.T, db sqldb.DB)
	}{
		{"Values", s.testValues},
		{"LargeText", testLargeText},
		{"Binds", testBinds},
		{"BadBinds", testBadBinds},
		{"Text", testText},
		{"Packed", testPacked},
		{"Changes", testChanges},
		{"Commit", testCommit},
		{"RollbackOnError", testRollbackOnError},
		{"RollbackOnPanic", testRollbackOnPanic},
		{"ViewRefusesWrites", testViewRefusesWrites},
		{"Constraints", testConstraints},
		{"TriggerErrors", testTriggerErrors},
		{"OneStatement", testOneStatement},
		{"NoTransactionControl", testNoTransactionControl},
		{"JSON", testJSON},
		{"SQL", testSQL},
		{"SchemaChange", testSchemaChange},
		{"Cancelled", s.testCancelled},
		{"Concurrent", testConcurrent},
		{"Persistence", s.testPersistence},
	} {
		t.Run(part.name, func(t *testing.T) { part.test(t, s.Open(t)) })
	}
}

func testCommit(t *testing.T, db sqldb.DB) {
	update(t, db, func(tx sqldb.Tx) error {
		exec(t, tx, `CREATE TABLE t (a)`)
		exec(t, tx, `INSERT INTO t VALUES (1)`)
		if got := text(t, tx, `SELECT count(*) FROM t`); got != "1" {
			t.Errorf("the transaction sees %s rows of its own, want 1", got)
		}
		return nil
	})
	wantText(t, db, `SELECT count(*) FROM t`, "1")
}

func testRollbackOnError(t *testing.T, db sqldb.DB) {
	setup(t, db, `CREATE TABLE t (a)`, `INSERT INTO t VALUES ('kept')`)
	cause := errors.New("the callback's own")
	err := db.Update(t.Context(), func(tx sqldb.Tx) error {
		exec(t, tx, `INSERT INTO t VALUES ('lost')`)
		exec(t, tx, `UPDATE t SET a = 'changed'`)
		exec(t, tx, `CREATE TABLE u (a)`)
		return cause
	})
	if !errors.Is(err, cause) {
		t.Errorf("Update returned %v, want the callback's error", err)
	}
	wantText(t, db, `SELECT group_concat(a) FROM t`, "kept")
	wantText(t, db, `SELECT count(*) FROM sqlite_schema WHERE name = 'u'`, "0")
	err = db.View(t.Context(), func(sqldb.Tx) error { return cause })
	if !errors.Is(err, cause) {
		t.Errorf("View returned %v, want the callback's error", err)
	}
}

func testRollbackOnPanic(t *testing.T, db sqldb.DB) {
	setup(t, db, `CREATE TABLE t (a)`)
	func() {
		defer func() {
			if r := recover(); r != "the callback's own" {
				t.Errorf("recovered %v, want the callback's panic", r)
			}
		}()
		_ = db.Update(t.Context(), func(tx sqldb.Tx) error {
			exec(t, tx, `INSERT INTO t VALUES (1)`)
			panic("the callback's own")
		})
	}()
	wantText(t, db, `SELECT count(*) FROM t`, "0")
	setup(t, db, `INSERT INTO t VALUES (2)`)
}

func testViewRefusesWrites(t *testing.T, db sqldb.DB) {
	setup(t, db, `CREATE TABLE t (a)`, `INSERT INTO t VALUES (1)`)
	for _, sql := range []string{
		`INSERT INTO t VALUES (2)`,
		`UPDATE t SET a = 3`,
		`DELETE FROM t`,
		`DROP TABLE t`,
		`INSERT INTO t VALUES (4) RETURNING a`,
	} {
		err := db.View(t.Context(), func(tx sqldb.Tx) error {
			_, err := tx.Query(sql)
			return err
		})
		if err == nil {
			t.Errorf("View let pass: %s", sql)
		}
	}
	wantText(t, db, `SELECT group_concat(a) FROM t`, "1")
}

func (s DBSuite) testCancelled(t *testing.T, db sqldb.DB) {
	setup(t, db, `CREATE TABLE t (a)`)
	ctx, cancel := context.WithCancel(t.Context())
	if s.Cancel {
		err := db.Update(ctx, func(tx sqldb.Tx) error {
			exec(t, tx, `INSERT INTO t VALUES (1)`)
			cancel()
			return nil
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled inside the callback: %v", err)
		}
	}
	cancel()
	for name, call := range map[string]func(context.Context, func(sqldb.Tx) error) error{
		"View": db.View, "Update": db.Update,
	} {
		err := call(ctx, func(sqldb.Tx) error {
			t.Errorf("%s ran the callback of a cancelled context", name)
			return nil
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s returned %v, want context.Canceled", name, err)
		}
	}
	wantText(t, db, `SELECT count(*) FROM t`, "0")
}

// testConcurrent would lose updates if two transactions ran at once.
func testConcurrent(t *testing.T, db sqldb.DB) {
	const goroutines, rounds = 4, 25
	setup(t, db, `CREATE TABLE t (n INTEGER)`, `INSERT INTO t VALUES (0)`)
	failed := make(chan error)
	for range goroutines {
		go func() {
			var err error
			for range rounds {
				err = errors.Join(err, db.Update(t.Context(), increment))
			}
			failed <- err
		}()
	}
	for range goroutines {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
	wantText(t, db, `SELECT n FROM t`, "100")
}

func increment(tx sqldb.Tx) error {
	rows, err := tx.Query(`SELECT n FROM t`)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`UPDATE t SET n = ?1`, rows[0][0].(int64)+1)
	return err
}

func (s DBSuite) testPersistence(t *testing.T, db sqldb.DB) {
	if s.Reopen == nil {
		t.Skip("nothing to reopen")
	}
	setup(t, db, `CREATE TABLE t (a, b)`)
	for i := range 20 {
		update(t, db, func(tx sqldb.Tx) error {
			exec(t, tx, `INSERT INTO t VALUES (?1, hex(zeroblob(1000)))`, i)
			return nil
		})
	}
	for range 2 {
		db = s.Reopen(t, db)
		wantText(t, db, `SELECT count(*) || ' ' || sum(a) || ' ' || sum(length(b)) FROM t`, "20 190 40000")
	}
	setup(t, db, `DELETE FROM t WHERE a < 10`)
	db = s.Reopen(t, db)
	wantText(t, db, `SELECT count(*) FROM t`, "10")
}

func setup(t *testing.T, db sqldb.DB, statements ...string) {
	t.Helper()
	update(t, db, func(tx sqldb.Tx) error {
		for _, sql := range statements {
			if _, err := tx.Exec(sql); err != nil {
				return err
			}
		}
		return nil
	})
}

func update(t *testing.T, db sqldb.DB, fn func(sqldb.Tx) error) {
	t.Helper()
	if err := db.Update(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func exec(t *testing.T, tx sqldb.Tx, sql string, args ...any) int64 {
	t.Helper()
	changes, err := tx.Exec(sql, args...)
	if err != nil {
		t.Errorf("%s: %v", sql, err)
	}
	return changes
}

func text(t *testing.T, tx sqldb.Tx, sql string, args ...any) string {
	t.Helper()
	got, err := tx.Text(sql, args...)
	if err != nil {
		t.Errorf("%s: %v", sql, err)
	}
	return got
}

func wantText(t *testing.T, db sqldb.DB, sql, want string) {
	t.Helper()
	err := db.View(t.Context(), func(tx sqldb.Tx) error {
		if got := text(t, tx, sql); got != want {
			t.Errorf("%s: %q, want %q", sql, got, want)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
