//go:build !js

package relay

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/fault"
)

func TestFolderIsBounded(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, bytes int) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), make([]byte, bytes), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("a.db", 600)
	write("a.db-wal", 300)
	write("reserve", 10_000)
	for _, c := range []struct {
		rooms, all int64
		open, full fault.Code
	}{
		{0, 0, "", ""},
		{2, 900, "", ""},
		{1, 0, fault.Limit, ""},
		{0, 899, fault.Limit, fault.Limit},
	} {
		u := &usage{dir: dir, maxRooms: c.rooms, maxAll: c.all}
		if err := u.full(); fault.CodeOf(err) != c.full {
			t.Errorf("%+v: full is %v", c, err)
		}
		if err := u.mayOpen(); fault.CodeOf(err) != c.open {
			t.Errorf("%+v: mayOpen is %v", c, err)
		}
	}
	// Rooms that are opened at once count before their files are there.
	u := &usage{dir: dir, maxRooms: 3}
	for i, want := range []fault.Code{"", "", fault.Limit} {
		if err := u.mayOpen(); fault.CodeOf(err) != want {
			t.Errorf("room %d: %v", i+2, err)
		}
	}
	// Space that was given back counts as soon as it is looked for.
	u = &usage{dir: dir, maxAll: 500}
	if err := u.full(); fault.CodeOf(err) != fault.Limit {
		t.Error(err)
	}
	write("a.db", 100)
	write("a.db-wal", 0)
	u.counted = time.Time{}
	if err := u.full(); err != nil {
		t.Error(err)
	}
}
