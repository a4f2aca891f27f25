//go:build !js

package cli

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/amora-sync/amora/core/fault"
)

func TestPolicyAtStart(t *testing.T) {
	for _, c := range []struct {
		value, listen string
		want          fault.Code
	}{
		{"", "127.0.0.1:8787", ""},
		{"", "localhost:0", ""},
		{"", "[::1]:0", ""},
		{"", ":8787", fault.BadRequest},
		{"", "0.0.0.0:8787", fault.BadRequest},
		{"", "192.0.2.7:8787", fault.BadRequest},
		{"any", ":8787", ""},
		{"token=correct horse", ":8787", ""},
		{"token=short", ":8787", fault.BadRequest},
		{"token=", ":8787", fault.BadRequest},
		{"token=correct/horse", ":8787", fault.BadRequest},
		{filepath.Join(t.TempDir(), "none"), ":8787", fault.RoomClosed},
	} {
		if _, err := parsePolicy(c.value, isLoopback(c.listen)); fault.CodeOf(err) != c.want {
			t.Errorf("--rooms %q --listen %s: %v", c.value, c.listen, err)
		}
	}
}

const listedRoom = "0123456789abcdef0123456789abcdef"

// The file is read anew each time, so that an operator need not restart.
func TestPolicyOfAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "rooms.txt")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("# rooms\n\n")
	p, err := parsePolicy(file, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.MayOpen(listedRoom, true, ""); fault.CodeOf(err) != fault.RoomClosed {
		t.Errorf("not listed: %v", err)
	}
	write("# rooms\n  " + listedRoom + "  # the school\n")
	if err := p.MayOpen(listedRoom, false, ""); err != nil {
		t.Errorf("listed: %v", err)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := p.MayOpen(listedRoom, false, ""); fault.CodeOf(err) != fault.RoomClosed {
		t.Errorf("no list: %v", err)
	}
}
