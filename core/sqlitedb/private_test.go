//go:build unix

package sqlitedb_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/amora-sync/amora/core/sqlitedb"
)

// withUmask lets the test's files be made by a umask of its own.
func withUmask(t *testing.T, mask int) {
	before := syscall.Umask(mask)
	t.Cleanup(func() { syscall.Umask(before) })
}

// checkMode holds the modes of a database's files, those that are there,
// against what is wanted, and returns how many there are.
func checkMode(t *testing.T, name string, want os.FileMode) (files int) {
	t.Helper()
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		info, err := os.Stat(name + suffix)
		if err != nil {
			continue
		}
		files++
		if info.Mode().Perm() != want {
			t.Errorf("%s%s: %v instead of %v", filepath.Base(name), suffix, info.Mode(), want)
		}
	}
	return files
}

// A database holds keys: its files are for their owner's eyes alone, whatever
// the umask; those of a database that is there keep the mode they have.
func TestNewFilesArePrivate(t *testing.T) {
	for _, mask := range []int{0, 0o022, 0o027, 0o077} {
		withUmask(t, mask)
		dir := t.TempDir()
		made, shared := filepath.Join(dir, "made.db"), filepath.Join(dir, "shared.db")
		if err := os.WriteFile(shared, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(shared, 0o640); err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]os.FileMode{made: 0o600, shared: 0o640} {
			db := openDB(t, name, sqlitedb.Options{})
			run(t, db, `CREATE TABLE t (a)`)
			if files := checkMode(t, name, want); files != 3 {
				t.Errorf("%d files of %s", files, name)
			}
			copied := name + ".copy"
			if err := db.Backup(t.Context(), copied); err != nil {
				t.Fatal(err)
			}
			checkMode(t, copied, 0o600)
		}
	}
}

// What an earlier version left beside a database for all to read is corrected
// when the database is opened.
func TestFilesBesideAreCorrected(t *testing.T) {
	withUmask(t, 0)
	name := filepath.Join(t.TempDir(), "old.db")
	first := openDB(t, name, sqlitedb.Options{})
	run(t, first, `CREATE TABLE t (a)`)
	for _, suffix := range []string{"-wal", "-shm"} {
		if err := os.Chmod(name+suffix, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	second := openDB(t, name, sqlitedb.Options{})
	run(t, second, `INSERT INTO t VALUES (1)`)
	if files := checkMode(t, name, 0o600); files != 3 {
		t.Errorf("%d files", files)
	}
}
