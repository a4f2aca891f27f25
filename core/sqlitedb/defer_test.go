package sqlitedb_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

// put commits a row that would be so much work to fetch again.
func put(t *testing.T, db *sqlitedb.DB, bytes, row int) {
	t.Helper()
	if err := db.Update(sqldb.Deferrable(t.Context(), bytes), func(tx sqldb.Tx) error {
		_, err := tx.Exec(`INSERT INTO t VALUES (?1)`, row)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

func wantFlushes(t *testing.T, s *storage, n int) {
	t.Helper()
	if s.flushes != n {
		t.Errorf("%d flushes, want %d", s.flushes, n)
	}
}

func TestDeferred(t *testing.T) {
	db, s := openMirror(t)
	run(t, db, `CREATE TABLE t (a)`)
	put(t, db, 1000, 1)
	put(t, db, 1000, 2)
	wantFlushes(t, s, 1)
	wantRows(t, db, `SELECT count(*) FROM t`, `[[2]]`)
	run(t, db, `INSERT INTO t VALUES (3)`) // with those before it
	wantFlushes(t, s, 2)
	put(t, db, 7<<20, 4)
	wantFlushes(t, s, 2)
	put(t, db, 2<<20, 5) // too much
	wantFlushes(t, s, 3)
	put(t, db, 1000, 6)
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	wantFlushes(t, s, 4)
}

func TestDeferredForLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, s := openMirror(t)
		run(t, db, `CREATE TABLE t (a)`)
		put(t, db, 1000, 1)
		time.Sleep(time.Minute) // of the bubble's clock
		synctest.Wait()
		wantFlushes(t, s, 2)
	})
}

// A commit that was deferred is undone if it cannot be flushed, also by the
// flush of another one.
func TestDeferredIsLost(t *testing.T) {
	db, s := openMirror(t)
	run(t, db, `CREATE TABLE t (a)`, `INSERT INTO t VALUES (1)`)
	put(t, db, 1000, 2)
	s.fail = fault.Errorf(fault.StorageFull, "no room")
	if err := db.Update(t.Context(), func(tx sqldb.Tx) error {
		_, err := tx.Exec(`INSERT INTO t VALUES (3)`)
		return err
	}); fault.CodeOf(err) != fault.StorageFull {
		t.Errorf("Update returned %v, want the flush's error", err)
	}
	wantRows(t, db, `SELECT a FROM t`, `[[1]]`)
}

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
