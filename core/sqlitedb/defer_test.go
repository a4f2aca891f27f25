package sqlitedb_test

import (
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
