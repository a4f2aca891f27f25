//go:build unix || windows

package sqlitedb_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/amora-sync/amora/core/sqlitedb"
)

// All that have a file open agree on its place; a copy is elsewhere, and memory
// is nowhere.
func TestPlace(t *testing.T) {
	dir := t.TempDir()
	place := func(name string) string {
		db, err := sqlitedb.Open(t.Context(), name, sqlitedb.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		}()
		return db.Place()
	}
	first, second := filepath.Join(dir, "first.db"), filepath.Join(dir, "second.db")
	a, again := place(first), place(first)
	text, err := os.ReadFile(first)
	if err == nil {
		err = os.WriteFile(second, text, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	if a == "" || a != again || a == place(second) || place(sqlitedb.Memory) != "" {
		t.Errorf("%q, %q, a copy %q, memory %q", a, again, place(second), place(sqlitedb.Memory))
	}
}
