//go:build !js

package sqlitedb_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

// A file's commit waits for the disk, unless it may be deferred: then it is there
// for others all the same, and the next commit waits again.
func TestDeferredOnFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.db")
	db, err := sqlitedb.Open(t.Context(), name, sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	run(t, db, `CREATE TABLE t (a)`)
	failed := errors.New("no")
	commit := func(ctx context.Context, want string, result error) {
		t.Helper()
		err := db.Update(ctx, func(tx sqldb.Tx) error {
			waits, err := tx.Text("PRAGMA synchronous")
			if err != nil || waits != want {
				t.Errorf("%v: synchronous is %s, want %s", err, waits, want)
			}
			if _, err := tx.Exec("INSERT INTO t VALUES (1)"); err != nil {
				return err
			}
			return result
		})
		if !errors.Is(err, result) {
			t.Fatal(err)
		}
	}
	const normal, full = "1", "2"
	deferrable := sqldb.Deferrable(t.Context(), 1)
	commit(t.Context(), full, nil)
	commit(deferrable, normal, nil)
	commit(t.Context(), full, nil)
	commit(deferrable, normal, failed)
	commit(t.Context(), full, nil)
	func() {
		defer func() { recover() }()
		_ = db.Update(deferrable, func(sqldb.Tx) error { panic(failed) })
	}()
	commit(t.Context(), full, nil)
	commit(deferrable, normal, nil)
	other, err := sqlitedb.Open(t.Context(), name, sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	wantRows(t, other, `SELECT count(*) FROM t`, `[[6]]`)
}

// A commit that waits makes sure of the deferred ones before it, also where it
// changes nothing itself: it writes to the log then, which makes it wait.
func TestEmptyCommitWaitsForDeferredOnes(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.db")
	db, err := sqlitedb.Open(t.Context(), name, sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	run(t, db, `CREATE TABLE t (a)`)
	logged := func(ctx context.Context, do func(sqldb.Tx) error) int64 {
		t.Helper()
		if err := db.Update(ctx, do); err != nil {
			t.Fatal(err)
		}
		file, err := os.Stat(name + "-wal")
		if err != nil {
			t.Fatal(err)
		}
		return file.Size()
	}
	nothing := func(sqldb.Tx) error { return nil }
	something := func(tx sqldb.Tx) error { _, err := tx.Exec("INSERT INTO t VALUES (1)"); return err }
	before := logged(t.Context(), something)
	if now := logged(t.Context(), nothing); now != before {
		t.Errorf("a commit of nothing after one that has waited: %d bytes of log became %d", before, now)
	}
	before = logged(sqldb.Deferrable(t.Context(), 1), something)
	now := logged(t.Context(), nothing)
	if now <= before {
		t.Errorf("a commit of nothing after one that was deferred: %d bytes of log became %d", before, now)
	}
	if again := logged(t.Context(), nothing); again != now {
		t.Errorf("%d bytes of log became %d", now, again)
	}
}
