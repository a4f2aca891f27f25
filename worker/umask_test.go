//go:build unix

package main

import (
	"io/fs"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Every file that a command leaves, databases and keys among them, is for its
// owner alone, whatever umask the shell has, also while a relay runs.
func TestFilesOfCommandsArePrivate(t *testing.T) {
	program, dir := build(t), t.TempDir()
	_, schema, _ := school(t, t.TempDir(), 0)
	shell := func(command string) *exec.Cmd {
		cmd := exec.Command("sh", "-c", `umask 000; exec "$0" `+command, program)
		cmd.Dir = dir
		return cmd
	}
	relay := startCommand(t, shell("serve --listen 127.0.0.1:0 --data rooms"))
	url := strings.Replace(relay.listening(), "http", "ws", 1)
	for _, command := range []string{
		"init --db own.db --scope full-facility --schema " + schema,
		"sync --db own.db --peer " + url,
		"backup rooms copy",
		"restore copy again",
	} {
		if out, err := shell(command).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", command, err, out)
		}
	}
	files := 0
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		info, err := entry.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v", strings.TrimPrefix(name, dir), info.Mode())
		}
		files++
		return err
	})
	if err != nil || files < 12 {
		t.Errorf("%d files, %v", files, err)
	}
	if exit, rest := relay.end(syscall.SIGTERM); exit != 0 {
		t.Errorf("exit status %d: %s", exit, rest)
	}
}
