package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/worker/hosttest"
)

// smallDisk is a file system of its own for a relay's folder.
type smallDisk struct {
	t   *testing.T
	dir string
}

// mountDisk mounts a file system of so many bytes, and skips where the test
// may not.
func mountDisk(t *testing.T, bytes int) smallDisk {
	t.Helper()
	d := smallDisk{t, t.TempDir()}
	if err := syscall.Mount("tmpfs", d.dir, "tmpfs", 0, fmt.Sprintf("size=%d", bytes)); err != nil {
		if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EACCES) {
			t.Skipf("this user may not mount a file system: %v", err)
		}
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(d.dir, syscall.MNT_DETACH) })
	return d
}

// resize gives the file system another size.
func (d smallDisk) resize(bytes int) {
	d.t.Helper()
	if err := syscall.Mount("tmpfs", d.dir, "tmpfs", syscall.MS_REMOUNT, fmt.Sprintf("size=%d", bytes)); err != nil {
		d.t.Fatal(err)
	}
}

// fill leaves no byte free, and returns what gives the space back.
func (d smallDisk) fill() (empty func()) {
	d.t.Helper()
	name := filepath.Join(d.dir, "others' data")
	f, err := os.Create(name)
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	for block := make([]byte, 4096); err == nil; {
		_, err = f.Write(block)
	}
	if !errors.Is(err, syscall.ENOSPC) {
		d.t.Fatal(err)
	}
	return func() { _ = os.Remove(name) }
}

// health asks a relay how it is.
func (h *hosted) health() (status int, code fault.Code) {
	h.t.Helper()
	resp, err := http.Get(h.http + "/healthz")
	if err != nil {
		h.t.Fatal(err)
	}
	defer resp.Body.Close()
	var body struct{ Code fault.Code }
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		h.t.Fatal(err)
	}
	return resp.StatusCode, body.Code
}

// wantHealth waits for the relay to say that it is so.
func (h *hosted) wantHealth(status int, code fault.Code) {
	h.t.Helper()
	hosttest.Eventually(h.t, fmt.Sprintf("/healthz %d %s", status, code), func() bool {
		s, c := h.health()
		return s == status && c == code
	})
}

// Fault E1 on a real disk: of a push that it cannot hold nothing is left,
// others' records pass, and with room enough the next sync completes it.
func TestFaultE1PushThatTheDiskCannotHold(t *testing.T) {
	disk := mountDisk(t, 6<<20)
	relay := launch(t, nativeCommand(t, relayConfig{data: disk.dir}.withDefaults(t)))
	owner, room := newRoom(t)
	owner.sync(relay.ws)
	tablet := owner.invited("full-facility", nil)
	tablet.sync(relay.ws)
	owner.write(room, testUser, 0, 15_000)
	failed := 0
	size := 6 << 20
	for ; ; failed++ {
		got, err := owner.Sync(t.Context(), relay.ws, dial, client.Options{})
		if err == nil {
			if got.Pushed != 15_000 {
				t.Errorf("%+v", got)
			}
			break
		}
		if fault.CodeOf(err) != fault.StorageFull || failed > 12 {
			t.Fatalf("sync %d: %v", failed, err)
		}
		tablet.write(room, testUser, 40_000+failed, 1)
		hosttest.Eventually(t, "another's record", func() bool {
			_, err := tablet.Sync(t.Context(), relay.ws, dial, client.Options{})
			if err != nil && fault.CodeOf(err) != fault.StorageFull {
				t.Fatal(err)
			}
			return err == nil
		})
		size += 8 << 20
		disk.resize(size)
	}
	if failed == 0 {
		t.Error("everything fitted at once")
	}
	if got := tablet.sync(relay.ws); got.Pulled != 15_000 {
		t.Errorf("pulling: %+v", got)
	}
	disk.resize(4 * size)
	relay.wantHealth(http.StatusOK, "")
}

// Fault E3 on a real disk without a free byte: pulls work, a push is told
// storage_full, /healthz says 503 as long as that lasts, and a relay that is
// started on such a disk does the same.
func TestFaultE3RelayOnFullDisk(t *testing.T) {
	for name, restart := range map[string]bool{"meanwhile": false, "at the start": true} {
		t.Run(name, func(t *testing.T) {
			disk := mountDisk(t, 16<<20)
			config := relayConfig{data: disk.dir}.withDefaults(t)
			relay := launch(t, nativeCommand(t, config))
			owner, room := newRoom(t)
			owner.write(room, testUser, 0, 2000)
			owner.sync(relay.ws)
			relay.wantHealth(http.StatusOK, "")
			empty := disk.fill()
			if restart {
				relay.kill()
				relay = launch(t, nativeCommand(t, config))
			}
			relay.wantHealth(http.StatusServiceUnavailable, fault.StorageFull)
			for range 3 { // new members, whom the relay has not seen before
				if got := owner.invited("full-facility", nil).sync(relay.ws); got.Pulled != 2000 {
					t.Errorf("pulling: %+v", got)
				}
			}
			owner.write(room, testUser, 5000, 3000)
			if _, err := owner.Sync(t.Context(), relay.ws, dial, client.Options{}); fault.CodeOf(err) != fault.StorageFull {
				t.Errorf("pushing: %v", err)
			}
			empty()
			relay.wantHealth(http.StatusOK, "")
			if got := owner.sync(relay.ws); got.Pushed != 3000 {
				t.Errorf("with room: %+v", got)
			}
		})
	}
}

// Fault E3, neighbours: a folder that cannot be written, and a room that is
// damaged, are failures of storage, and /healthz says so.
func TestFaultE3DamagedRoom(t *testing.T) {
	data := t.TempDir()
	config := relayConfig{data: data}.withDefaults(t)
	relay := launch(t, nativeCommand(t, config))
	owner, room := newRoom(t)
	owner.sync(relay.ws)
	relay.kill()
	file := filepath.Join(data, room+".db")
	whole, err := os.ReadFile(file)
	owner.must(err)
	owner.must(os.WriteFile(file, make([]byte, len(whole)), 0o600))
	for _, ext := range []string{"-wal", "-shm"} {
		_ = os.Remove(file + ext)
	}
	owner.must(os.WriteFile(file, []byte("damaged, and long enough to be read as a header of a database file, which it is not at all...."), 0o600))
	relay = launch(t, nativeCommand(t, config))
	relay.wantHealth(http.StatusOK, "")
	if _, err := owner.Sync(t.Context(), relay.ws, dial, client.Options{}); fault.CodeOf(err) != fault.StorageFailed {
		t.Errorf("syncing: %v", err)
	}
	relay.wantHealth(http.StatusServiceUnavailable, fault.StorageFailed)
	owner.must(os.Remove(file))
	relay.wantHealth(http.StatusOK, "")
	owner.sync(relay.ws)
}

// Fault E3, neighbour: a relay whose folder cannot be written says so.
func TestFaultE3ReadOnlyFolder(t *testing.T) {
	disk := mountDisk(t, 16<<20)
	config := relayConfig{data: disk.dir}.withDefaults(t)
	relay := launch(t, nativeCommand(t, config))
	owner, _ := newRoom(t)
	owner.sync(relay.ws)
	relay.kill()
	if err := syscall.Mount("tmpfs", disk.dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	relay = launch(t, nativeCommand(t, config))
	relay.wantHealth(http.StatusServiceUnavailable, fault.StorageFailed)
	if _, err := owner.Sync(t.Context(), relay.ws, dial, client.Options{}); fault.CodeOf(err) != fault.StorageFailed {
		t.Errorf("syncing: %v", err)
	}
}
