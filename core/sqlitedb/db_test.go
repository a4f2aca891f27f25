package sqlitedb_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

func TestDBInMemory(t *testing.T) {
	coretest.DBSuite{
		Open:   func(t *testing.T) sqldb.DB { return openMemory(t) },
		Int64:  true,
		Cancel: true,
	}.Run(t)
}

func TestDBOnFile(t *testing.T) {
	path := needFiles(t)
	coretest.DBSuite{
		Open: func(t *testing.T) sqldb.DB {
			return openDB(t, path(t), sqlitedb.Options{})
		},
		Reopen: func(t *testing.T, db sqldb.DB) sqldb.DB {
			d := db.(*sqlitedb.DB)
			if err := d.Close(); err != nil {
				t.Fatal(err)
			}
			return openDB(t, d.Filename(), sqlitedb.Options{})
		},
		Int64:  true,
		Cancel: true,
	}.Run(t)
}

// needFiles skips where SQLite cannot lock files, and makes names for them.
func needFiles(t *testing.T) func(t *testing.T) string {
	if runtime.GOOS == "js" {
		t.Skip("no database files on GOOS=js")
	}
	return func(t *testing.T) string { return filepath.Join(t.TempDir(), "a ?&# 100%.db") }
}

func openMemory(t testing.TB) *sqlitedb.DB {
	return openDB(t, sqlitedb.Memory, sqlitedb.Options{})
}

func openDB(t testing.TB, filename string, opts sqlitedb.Options) *sqlitedb.DB {
	t.Helper()
	db, err := sqlitedb.Open(context.Background(), filename, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func run(t testing.TB, db sqldb.DB, statements ...string) {
	t.Helper()
	err := db.Update(context.Background(), func(tx sqldb.Tx) error {
		for _, sql := range statements {
			if _, err := tx.Exec(sql); err != nil {
				return fmt.Errorf("%s: %w", sql, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func query(t testing.TB, db *sqlitedb.DB, sql string, args ...any) string {
	t.Helper()
	rows, err := db.Rows(context.Background(), sql, args...)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	_, text, _ := strings.Cut(string(rows), `"rows":`)
	return strings.TrimSuffix(text, "}")
}

func wantRows(t testing.TB, db *sqlitedb.DB, sql, want string) {
	t.Helper()
	if got := query(t, db, sql); got != want {
		t.Errorf("%s: %s, want %s", sql, got, want)
	}
}

func TestSettings(t *testing.T) {
	db := openDB(t, needFiles(t)(t), sqlitedb.Options{})
	for pragma, want := range map[string]string{
		"journal_mode":       "wal",
		"synchronous":        "2",
		"page_size":          "4096",
		"foreign_keys":       "1",
		"recursive_triggers": "1",
		"cache_size":         "-32768",
	} {
		err := db.Update(t.Context(), func(tx sqldb.Tx) error {
			got, err := tx.Text("PRAGMA " + pragma)
			if got != want {
				t.Errorf("%s is %s, want %s", pragma, got, want)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// TestFailedCommit: a foreign key that is still broken at COMMIT.
func TestFailedCommit(t *testing.T) {
	db := openMemory(t)
	run(t, db,
		`CREATE TABLE parent (id INTEGER PRIMARY KEY)`,
		`CREATE TABLE child (id, p REFERENCES parent DEFERRABLE INITIALLY DEFERRED)`,
	)
	err := db.Update(t.Context(), func(tx sqldb.Tx) error {
		_, err := tx.Exec(`INSERT INTO child VALUES (1, 7)`)
		return err
	})
	if fault.CodeOf(err) != fault.Constraint {
		t.Errorf("COMMIT returned %v, want a constraint", err)
	}
	wantRows(t, db, `SELECT count(*) FROM child`, `[[0]]`)
	run(t, db, `PRAGMA defer_foreign_keys = ON`, `INSERT INTO child VALUES (1, 7)`, `INSERT INTO parent VALUES (7)`)
	wantRows(t, db, `SELECT count(*) FROM child`, `[[1]]`)
}

// TestRolledBackBySQLite: the callback cannot go on in a transaction that is
// no more, nor commit it by swallowing the error.
func TestRolledBackBySQLite(t *testing.T) {
	db := openMemory(t)
	run(t, db, `CREATE TABLE t (a UNIQUE)`, `INSERT INTO t VALUES (1)`)
	err := db.Update(t.Context(), func(tx sqldb.Tx) error {
		if _, err := tx.Exec(`INSERT INTO t VALUES (2)`); err != nil {
			return err
		}
		if _, err := tx.Exec(`INSERT OR ROLLBACK INTO t VALUES (1)`); err == nil {
			t.Error("a duplicate passed")
		}
		if _, err := tx.Exec(`INSERT INTO t VALUES (3)`); err == nil {
			t.Error("a statement ran outside the transaction")
		}
		return nil
	})
	if fault.CodeOf(err) != fault.Constraint {
		t.Errorf("Update returned %v, want the constraint", err)
	}
	wantRows(t, db, `SELECT a FROM t`, `[[1]]`)
}

func TestTxAfterItsCallback(t *testing.T) {
	db := openMemory(t)
	var kept sqldb.Tx
	err := db.View(t.Context(), func(tx sqldb.Tx) error {
		kept = tx
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := kept.Text(`SELECT 1`); err == nil {
		t.Error("a Tx works after its callback")
	}
}

func TestNested(t *testing.T) {
	db := openMemory(t)
	for _, outer := range []func(context.Context, func(sqldb.Tx) error) error{db.View, db.Update} {
		err := outer(t.Context(), func(sqldb.Tx) error {
			for _, inner := range []func(context.Context, func(sqldb.Tx) error) error{db.View, db.Update} {
				err := inner(t.Context(), func(sqldb.Tx) error { return nil })
				if err == nil || !strings.Contains(err.Error(), "inside a transaction") {
					t.Errorf("a nested transaction: %v", err)
				}
			}
			if _, err := db.Rows(t.Context(), `SELECT 1`); err == nil {
				t.Error("Rows inside a transaction passed")
			}
			if err := db.Close(); err == nil {
				t.Error("Close inside a transaction passed")
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	run(t, db, `CREATE TABLE t (a)`)
}

func TestClosed(t *testing.T) {
	db := openMemory(t)
	for range 2 {
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	err := db.Update(t.Context(), func(sqldb.Tx) error { return nil })
	if fault.CodeOf(err) != fault.Closed {
		t.Errorf("Update on a closed database: %v", err)
	}
	if _, err := db.Rows(t.Context(), `SELECT 1`); fault.CodeOf(err) != fault.Closed {
		t.Errorf("Rows on a closed database: %v", err)
	}
}

// TestInterrupt ends a statement that would run for ever.
func TestInterrupt(t *testing.T) {
	const endless = `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c`
	db := openMemory(t)
	run(t, db, `CREATE TABLE t (a)`)
	for _, call := range []func(ctx context.Context) error{
		func(ctx context.Context) error {
			_, err := db.Rows(ctx, endless)
			return err
		},
		func(ctx context.Context) error {
			return db.Update(ctx, func(tx sqldb.Tx) error {
				if _, err := tx.Exec(`INSERT INTO t VALUES (1)`); err != nil {
					return err
				}
				_, err := tx.Text(endless)
				return err
			})
		},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		go cancel()
		if err := call(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("interrupted: %v", err)
		}
	}
	wantRows(t, db, `SELECT count(*) FROM t`, `[[0]]`)
}

// TestWaitCancelled gives up waiting for the transaction of another.
func TestWaitCancelled(t *testing.T) {
	db := openMemory(t)
	inside, leave := make(chan bool), make(chan bool)
	var wg sync.WaitGroup
	wg.Go(func() {
		_ = db.Update(context.Background(), func(sqldb.Tx) error {
			close(inside)
			<-leave
			return nil
		})
	})
	<-inside
	ctx, cancel := context.WithCancel(t.Context())
	go cancel()
	err := db.View(ctx, func(sqldb.Tx) error { return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("View returned %v", err)
	}
	close(leave)
	wg.Wait()
	run(t, db, `CREATE TABLE t (a)`)
}

// TestBusy: another connection, as of another process, holds the file.
func TestBusy(t *testing.T) {
	path := needFiles(t)(t)
	db := openDB(t, path, sqlitedb.Options{})
	other := openDB(t, path, sqlitedb.Options{BusyTimeout: 1})
	run(t, db, `CREATE TABLE t (a)`)
	err := db.Update(t.Context(), func(tx sqldb.Tx) error {
		err := other.Update(context.Background(), func(sqldb.Tx) error { return nil })
		if fault.CodeOf(err) != fault.Busy {
			t.Errorf("Update of a held file: %v", err)
		}
		wantRows(t, other, `SELECT count(*) FROM t`, `[[0]]`)
		_, err = tx.Exec(`INSERT INTO t VALUES (1)`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	run(t, other, `INSERT INTO t VALUES (2)`)
	wantRows(t, db, `SELECT a FROM t`, `[[1],[2]]`)
}

func TestStatementsBeyondTheCache(t *testing.T) {
	db := openMemory(t)
	for range 2 {
		for i := range 300 {
			want := fmt.Sprintf(`[[%d]]`, i)
			wantRows(t, db, fmt.Sprintf(`SELECT %d`, i), want)
		}
	}
	long := `SELECT '` + strings.Repeat("x", 100_000) + `'`
	for range 2 {
		if got := query(t, db, long); len(got) != 100_006 {
			t.Errorf("a long statement returned %d bytes", len(got))
		}
	}
}
