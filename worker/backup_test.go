//go:build !js

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/worker/cli"
)

// A relay is copied while it serves, loses its folder, and comes back from
// the copy: as a new instance, with all that the members have.
func TestBackupRestore(t *testing.T) {
	dir := t.TempDir()
	schema := writeFile(t, dir, "schema.json", testSchema)
	first, second := filepath.Join(dir, "first.db"), filepath.Join(dir, "second.db")
	data, copied, restored := filepath.Join(dir, "data"), filepath.Join(dir, "copy"), filepath.Join(dir, "restored")

	relay := startServe(t, "--data", data)
	room := fields(t, mustAmora(t, "init", "--db", first, "--schema", schema, "--scope", "full-facility", "--json"))["room"].(string)
	addLogs(t, first, room, testUser, 3)
	mustAmora(t, "sync", "--db", first, "--peer", relay.ws)
	if got := mustAmora(t, "backup", data, copied); got != "1 room copied to "+copied {
		t.Error(got)
	}
	addLogs(t, first, room, testUser, 2)
	mustAmora(t, "sync", "--db", first, "--peer", relay.ws)
	relay.stop()
	before := instanceOf(t, filepath.Join(data, room+".db"))

	mustAmora(t, "restore", copied, restored)
	if after := instanceOf(t, filepath.Join(restored, room+".db")); after == before {
		t.Errorf("the restored room is still instance %s", after)
	}
	relay = startServe(t, "--data", restored)
	mustAmora(t, "sync", "--db", first, "--peer", relay.ws)
	invite := mustAmora(t, "invite", "--db", first, "--scope", "full-facility", "--param", "facility_id="+room, "--relay", relay.ws)
	mustAmora(t, "join", "--db", second, "--schema", schema, invite)
	mustAmora(t, "sync", "--db", second, "--peer", relay.ws)
	if x, y := logs(t, first), logs(t, second); x != y || strings.Count(x, "lesson") != 5 {
		t.Errorf("the first device has\n%s\nthe second\n%s", x, y)
	}

	for _, c := range [][]string{
		{"restore", copied, restored},                       // not empty
		{"backup", dir, filepath.Join(dir, "nothing")},      // no relay's folder
		{"backup", filepath.Join(dir, "nowhere"), copied},   // neither
		{"restore", filepath.Join(dir, "nowhere"), "x", ""}, // too many words
	} {
		if exit, _, stderr := amora(t, c...); exit != cli.ExitFailed || stderr == "" {
			t.Errorf("amora %v: exit status %d, %q", c, exit, stderr)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "nothing")); err == nil {
		t.Error("a refused backup left a folder")
	}
}

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

// instanceOf is who a room's file is.
func instanceOf(t *testing.T, name string) (id string) {
	t.Helper()
	use(t, name, func(d *core.Instance) error {
		id = d.ID()
		return nil
	})
	return id
}
