package sqlitedb_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

// together makes the calls wait for their turn, in this order, and then lets
// them run. It returns their errors.
func together(t *testing.T, db *sqlitedb.DB, calls ...func() error) []error {
	t.Helper()
	held, release := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		_ = db.View(t.Context(), func(sqldb.Tx) error { close(held); <-release; return nil })
	})
	<-held
	failed := make([]error, len(calls))
	for i, call := range calls {
		all.Go(func() { failed[i] = call() })
		synctest.Wait()
	}
	close(release)
	all.Wait()
	return failed
}

// insert is a short write of one row, or of none that fails.
func insert(t *testing.T, db *sqlitedb.DB, row int, fails error) func() error {
	return func() error {
		return db.Update(sqldb.Grouped(t.Context()), func(tx sqldb.Tx) error {
			if _, err := tx.Exec(`INSERT INTO t VALUES (?1)`, row); err != nil {
				return err
			}
			return fails
		})
	}
}

func groupDB(t *testing.T) (*sqlitedb.DB, *storage) {
	db, s := openMirror(t)
	run(t, db, `CREATE TABLE t (a)`)
	s.flushes = 0
	return db, s
}

func TestGroup(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, s := groupDB(t)
		undo := errors.New("undo")
		failed := together(t, db, insert(t, db, 1, nil), insert(t, db, 2, undo), insert(t, db, 3, nil), insert(t, db, 4, nil))
		for i, err := range failed {
			if want := map[int]error{1: undo}[i]; !errors.Is(err, want) {
				t.Errorf("write %d: %v, want %v", i, err, want)
			}
		}
		wantFlushes(t, s, 1)
		wantRows(t, db, `SELECT a FROM t`, `[[1],[3],[4]]`)
		if err := insert(t, db, 5, nil)(); err != nil {
			t.Error(err)
		}
		wantFlushes(t, s, 2)
	})
}

func TestGroupThatIsLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, s := groupDB(t)
		s.fail = fault.Errorf(fault.StorageFull, "no room")
		for i, err := range together(t, db, insert(t, db, 1, nil), insert(t, db, 2, nil), insert(t, db, 3, nil)) {
			if fault.CodeOf(err) != fault.StorageFull {
				t.Errorf("write %d: %v, want the flush's error", i, err)
			}
		}
		wantRows(t, db, `SELECT a FROM t`, `[]`)
		if err := insert(t, db, 4, nil)(); err != nil {
			t.Error(err)
		}
		wantRows(t, db, `SELECT a FROM t`, `[[4]]`)
	})
}

// Whoever reads, or writes at length, sees no commit that may yet be undone.
func TestGroupIsDurableForOthers(t *testing.T) {
	ways := map[string]func(*sqlitedb.DB, context.Context, func(sqldb.Tx) error) error{
		"view":   (*sqlitedb.DB).View,
		"update": (*sqlitedb.DB).Update,
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				db, s := groupDB(t)
				look := func() error {
					return way(db, t.Context(), func(sqldb.Tx) error {
						wantFlushes(t, s, 1)
						return nil
					})
				}
				for _, err := range together(t, db, insert(t, db, 1, nil), insert(t, db, 2, nil), look, insert(t, db, 3, nil)) {
					if err != nil {
						t.Error(err)
					}
				}
				wantFlushes(t, s, 2)
			})
		})
	}
}

func TestGroupWhenClosing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, s := groupDB(t)
		for _, err := range together(t, db, insert(t, db, 1, nil), insert(t, db, 2, nil), db.Close) {
			if err != nil {
				t.Error(err)
			}
		}
		wantFlushes(t, s, 1)
	})
}
