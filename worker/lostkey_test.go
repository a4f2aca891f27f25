//go:build !js

package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/worker/cli"
	"github.com/amora-sync/amora/worker/hosttest"
)

// refused runs serve on a folder, which must not begin, and returns what it says.
func refused(t *testing.T, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), hosttest.WaitAtMost) // for a relay that starts all the same
	defer cancel()
	var stdout, stderr bytes.Buffer
	exit := cli.Run(ctx, &cli.Terminal{Out: &stdout, Err: &stderr}, append([]string{"serve", "--listen", "127.0.0.1:0"}, args...))
	if exit != cli.ExitFailed {
		t.Errorf("serve %q: exit status %d, %s", args, exit, &stderr)
	}
	return stderr.String()
}

// A relay whose key file is lost has the key in its rooms: nobody notices, but
// its operator.
func TestFaultF5LostKeyIsWrittenAnewFromTheRooms(t *testing.T) {
	data := t.TempDir()
	owner, room := newRoom(t)
	other, _ := newRoom(t)
	relay := startServe(t, "--data", data)
	owner.write(room, testUser, 0, 10)
	owner.sync(relay.ws)
	other.sync(relay.ws)
	tablet := owner.invited("full-facility", nil)
	relay.stop()
	name := filepath.Join(data, "relay.key")
	before, err := os.ReadFile(name)
	owner.must(err)
	owner.must(os.Remove(name))
	relay = startServe(t, "--data", data)
	after, err := os.ReadFile(name)
	owner.must(err)
	if !bytes.Equal(before, after) {
		t.Error("another key")
	}
	if got := tablet.sync(relay.ws); got.Pulled != 10 {
		t.Errorf("the tablet pulled %+v", got)
	}
	owner.sync(relay.ws)
	relay.stop()
}

// A device's database in the relay's folder is no room: its key is not taken for
// the relay's. A flag that is wrong leaves the folder as it is.
func TestFaultF5KeyOfADeviceIsNotTheRelays(t *testing.T) {
	data := t.TempDir()
	schema := writeFile(t, t.TempDir(), "schema.json", testSchema)
	mustAmora(t, "init", "--db", filepath.Join(data, "made.db"), "--schema", schema, "--scope", "full-facility")
	if said := refused(t, "--data", data, "--acme", "localhost"); !strings.HasPrefix(said, "amora: bad_request: ") {
		t.Errorf("a wrong flag: %s", said)
	}
	if keys, err := filepath.Glob(filepath.Join(data, "*.key")); err != nil || len(keys) > 0 {
		t.Errorf("after a wrong flag: %v, %v", keys, err)
	}
	var device string
	use(t, filepath.Join(data, "made.db"), func(d *core.Instance) error {
		return d.DB().View(t.Context(), func(tx sqldb.Tx) (err error) {
			device, err = tx.Text("SELECT group_concat(private_key) FROM morango_certificate")
			return err
		})
	})
	startServe(t, "--data", data).stop()
	key, err := os.ReadFile(filepath.Join(data, "relay.key"))
	if err != nil || device == "" || device == strings.TrimSpace(string(key)) {
		t.Errorf("the relay has the device's key, or none: %v", err)
	}
}

// Where the rooms do not know the key either, serve says so and does not begin;
// with --new-key the room is made anew once the owner has admitted the new key.
func TestFaultF5LostKeyThatNobodyKnows(t *testing.T) {
	data := t.TempDir()
	owner, room := newRoom(t)
	relay := startServe(t, "--data", data)
	owner.write(room, testUser, 0, 10)
	owner.sync(relay.ws)
	tablet := owner.invited("full-facility", nil)
	relay.stop()
	file, err := sqlitedb.Open(t.Context(), filepath.Join(data, room+".db"), sqlitedb.Options{})
	owner.must(err)
	owner.must(file.Update(t.Context(), func(tx sqldb.Tx) error {
		_, err := tx.Exec("UPDATE morango_certificate SET private_key = NULL")
		return err
	}))
	owner.must(file.Close())
	if said := refused(t, "--data", data, "--new-key"); !strings.HasPrefix(said, "amora: bad_request: ") {
		t.Errorf("a new key beside the old one: %s", said)
	}
	owner.must(os.Remove(filepath.Join(data, "relay.key")))
	said := refused(t, "--data", data)
	if !strings.Contains(said, "amora: storage_failed: ") || !strings.Contains(said, "--new-key") {
		t.Errorf("the key is lost: %s", said)
	}
	if _, err := os.Stat(filepath.Join(data, "relay.key")); err == nil {
		t.Error("a key was made all the same")
	}
	relay = startServe(t, "--data", data, "--new-key")
	_, err = tablet.Sync(t.Context(), relay.ws, dial, client.Options{})
	if fault.CodeOf(err) != fault.RelayNotAdmitted {
		t.Errorf("a member before the owner: %v", err)
	}
	owner.admit(relay.ws)
	if got := tablet.sync(relay.ws); got.Pulled != 10 {
		t.Errorf("the tablet pulled %+v", got)
	}
	relay.stop()
}

// Two relays do not share a folder. The lock goes with the process, however that
// ends.
func TestFaultF8TwoRelaysOnOneFolder(t *testing.T) {
	data := t.TempDir()
	first := startServe(t, "--data", data)
	if said := refused(t, "--data", data); !strings.HasPrefix(said, "amora: busy: ") {
		t.Errorf("a second relay: %s", said)
	}
	owner, _ := newRoom(t)
	owner.sync(first.ws)
	first.stop()
	c := relayConfig{data: data}
	killed := launch(t, nativeCommand(t, c.withDefaults(t)))
	if said := refused(t, "--data", data); !strings.HasPrefix(said, "amora: busy: ") {
		t.Errorf("beside another process: %s", said)
	}
	killed.kill()
	last := startServe(t, "--data", data)
	owner.sync(last.ws)
}
