//go:build !js

package cli

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/amora-sync/amora/core"
)

func TestPolicyAtStart(t *testing.T) {
	for _, c := range []struct {
		value, listen string
		want          core.Code
	}{
		{"", "127.0.0.1:8787", ""},
		{"", "localhost:0", ""},
		{"", "[::1]:0", ""},
		{"", ":8787", core.CodeBadRequest},
		{"", "0.0.0.0:8787", core.CodeBadRequest},
		{"", "192.0.2.7:8787", core.CodeBadRequest},
		{"any", ":8787", ""},
		{"token=correct horse", ":8787", ""},
		{"token=short", ":8787", core.CodeBadRequest},
		{"token=", ":8787", core.CodeBadRequest},
		{"token=correct/horse", ":8787", core.CodeBadRequest},
		{filepath.Join(t.TempDir(), "none"), ":8787", core.CodeRoomClosed},
	} {
		if _, err := parsePolicy(c.value, isLoopback(c.listen)); core.CodeOf(err) != c.want {
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
	if err := p.MayOpen(listedRoom, true, ""); core.CodeOf(err) != core.CodeRoomClosed {
		t.Errorf("not listed: %v", err)
	}
	write("# rooms\n  " + listedRoom + "  # the school\n")
	if err := p.MayOpen(listedRoom, false, ""); err != nil {
		t.Errorf("listed: %v", err)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := p.MayOpen(listedRoom, false, ""); core.CodeOf(err) != core.CodeRoomClosed {
		t.Errorf("no list: %v", err)
	}
}
