//go:build !js

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/amora-sync/amora/worker/cli"
)

// A slash at the end, as shells put it there, changes nothing; what a copy
// that did not end has left is named, and what to do about it.
func TestBackupToAFolderWithASlash(t *testing.T) {
	data, copied := t.TempDir(), filepath.Join(t.TempDir(), "copy")
	startServe(t, "--data", data).stop()
	mustAmora(t, "backup", data+"/", copied+"/")
	if entries, err := os.ReadDir(filepath.Dir(copied)); err != nil || len(entries) != 1 {
		t.Errorf("beside the copy: %v, %v", entries, err)
	}
	mustAmora(t, "restore", copied+"/", copied+"-restored/")

	partial := copied + "-again.partial"
	if err := os.Mkdir(partial, 0o700); err != nil {
		t.Fatal(err)
	}
	exit, _, stderr := amora(t, "backup", data, copied+"-again")
	if exit != cli.ExitFailed || !strings.HasPrefix(stderr, "amora: bad_request: "+partial) || !strings.Contains(stderr, "delete it") {
		t.Errorf("exit status %d, %s", exit, stderr)
	}
	if exit, _, stderr := amora(t, "backup", data, filepath.Join(copied, "none", "copy")); exit != cli.ExitFailed || !strings.HasPrefix(stderr, "amora: storage_failed: ") {
		t.Errorf("below no folder: exit status %d, %s", exit, stderr)
	}
}
