//go:build unix

package sqlitedb_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/amora-sync/amora/core/sqlitedb"
)

// A database holds keys: its files are for their owner's eyes alone, whatever
// the umask; those of a database that is there keep the mode they have.
func TestNewFilesArePrivate(t *testing.T) {
	dir := t.TempDir()
	made, shared := filepath.Join(dir, "made.db"), filepath.Join(dir, "shared.db")
	if err := os.WriteFile(shared, nil, 0o640); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]os.FileMode{made: 0o600, shared: 0o640} {
		db := openDB(t, name, sqlitedb.Options{})
		run(t, db, `CREATE TABLE t (a)`)
		for _, file := range []string{name, name + "-wal"} {
			if info, err := os.Stat(file); err != nil || info.Mode().Perm() != want {
				t.Errorf("%s: %v, %v", filepath.Base(file), info, err)
			}
		}
	}
}
