package sqlitedb_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

// smallDisk mounts a file system of so many bytes, and skips where the test
// may not.
func smallDisk(t *testing.T, bytes string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+bytes); err != nil {
		if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EACCES) {
			t.Skipf("this user may not mount a file system: %v", err)
		}
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// Fault E3: a write that finds the disk full says so, whichever write it is,
// and what was committed stays.
func TestFaultE3FullDiskIsStorageFull(t *testing.T) {
	for _, size := range []string{"512k", "1m", "3m", "6m"} {
		t.Run(size, func(t *testing.T) {
			dir := smallDisk(t, size)
			db := openDB(t, filepath.Join(dir, "a.db"), sqlitedb.Options{CacheKiB: 256})
			run(t, db, `CREATE TABLE t (a INTEGER PRIMARY KEY, b)`)
			stored := 0
			insert := func(bytes int) error {
				return db.Update(t.Context(), func(tx sqldb.Tx) error {
					_, err := tx.Exec(`INSERT INTO t (b) VALUES (randomblob(?1))`, bytes)
					return err
				})
			}
			for size := 1_000_000; size >= 100; size /= 3 { // down to the last page
				var err error
				for range 200 {
					if err = insert(size); err != nil {
						break
					}
					stored++
				}
				if code := fault.CodeOf(err); code != fault.StorageFull {
					t.Fatalf("%d bytes, %d rows are stored: %v", size, stored, err)
				}
				if got := query(t, db, `SELECT count(*) FROM t`); got != fmt.Sprintf("[[%d]]", stored) {
					t.Fatalf("%s rows of %d are there", got, stored)
				}
			}
		})
	}
}

// A file that cannot be used is a failure of storage, with a code.
func TestFaultE3UnusableFiles(t *testing.T) {
	dir := t.TempDir()
	garbage := filepath.Join(dir, "garbage.db")
	if err := os.WriteFile(garbage, []byte("this is not a database, however long it is read"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{"garbage": garbage, "a folder": dir, "in no folder": filepath.Join(dir, "none", "a.db")} {
		if _, err := sqlitedb.Open(t.Context(), path, sqlitedb.Options{}); fault.CodeOf(err) != fault.StorageFailed {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Fault E1: what is deleted from a file on a full disk gives its space back,
// with no more room than a few pages, though the write-ahead log holds most.
func TestFaultE1DeletedPagesGiveSpaceBack(t *testing.T) {
	dir := smallDisk(t, "6m")
	reserve := filepath.Join(dir, "reserve")
	if err := os.WriteFile(reserve, make([]byte, 256<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	db := openDB(t, filepath.Join(dir, "a.db"), sqlitedb.Options{Shrinkable: true})
	run(t, db, `CREATE TABLE kept (a INTEGER PRIMARY KEY, b)`, `CREATE TABLE t (a INTEGER PRIMARY KEY, b UNIQUE)`)
	var err error
	for err == nil {
		err = db.Update(t.Context(), func(tx sqldb.Tx) error {
			for _, sql := range []string{
				`INSERT INTO kept (b) VALUES (randomblob(200))`,
				`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) INSERT INTO t (b) SELECT randomblob(400) FROM n`,
			} {
				if _, err := tx.Exec(sql); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if fault.CodeOf(err) != fault.StorageFull {
		t.Fatal(err)
	}
	if err := os.Remove(reserve); err != nil {
		t.Fatal(err)
	}
	if err := db.UpdateShrinking(t.Context(), func(tx sqldb.Tx) error {
		_, err := tx.Exec(`DELETE FROM t`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := db.Shrink(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(reserve, make([]byte, 5<<20), 0o600); err != nil {
		t.Errorf("the space is not back: %v", err)
	}
	wantRows(t, db, `SELECT count(*) > 0 FROM kept`, `[[1]]`)
}
