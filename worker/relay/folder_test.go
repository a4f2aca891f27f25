//go:build !js

package relay

import (
	"os"
	"path/filepath"
	"testing"
)

// The relay's key outlives it: members know the relay by that.
func TestRelayKeyIsKept(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "relay.key")
	first, err := relayKey(name)
	if err != nil {
		t.Fatal(err)
	}
	again, err := relayKey(name)
	if err != nil || again != first {
		t.Errorf("another key, %v", err)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

// Relays that begin in one folder at once share the key of the first.
func TestRelayKeyIsMadeOnce(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, keyFile)
	first, err := relayKey(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := makeKey(name); err != nil { // as who has found none yet
		t.Fatal(err)
	}
	if key, err := relayKey(name); err != nil || key != first {
		t.Errorf("another key, %v", err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("left over: %v, %v", entries, err)
	}
}
