//go:build !js

package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/worker/cli"
)

// runningOn is the line in which a Kolibri says where it answers.
var runningOn = regexp.MustCompile(`Kolibri running on: (http://127\.0\.0\.1:\d+/)`)

// serve runs Kolibri's own server on this device until the test ends, and
// returns its address.
func (k *kolibriPeer) serve() string {
	k.t.Helper()
	cmd := exec.Command(os.Getenv(kolibriPython), "-m", "kolibri", "start", "--foreground", "--port=0")
	cmd.Env = append(os.Environ(), k.env("KOLIBRI_LISTEN_ADDRESS=127.0.0.1", "KOLIBRI_DISABLE_PING=1")...)
	out, in := io.Pipe()
	cmd.Stdout, cmd.Stderr = in, in
	if err := cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	exited := make(chan error, 1)
	go func() {
		exited <- cmd.Wait()
		in.Close()
	}()
	k.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-exited
	})
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadString('\n')
		fmt.Fprint(k, line)
		if err != nil {
			k.t.Fatalf("%s does not serve: %v", k.name, err)
		}
		if m := runningOn.FindStringSubmatch(line); m != nil {
			go lines.WriteTo(k)
			return m[1]
		}
	}
}

// kolibriDevice is a native database that syncs with a Kolibri's server.
type kolibriDevice struct {
	t         *testing.T
	file, url string
}

// joinKolibri makes a device by its first sync, for a user of facility.py.
func joinKolibri(t *testing.T, url, user string, pulled int, flags ...string) *kolibriDevice {
	t.Helper()
	dir := t.TempDir()
	d := &kolibriDevice{t, filepath.Join(dir, "device.db"), url}
	d.moves("joining", moved{Pulled: pulled}, append(flags, "--schema", "facilitydata", "--username", user,
		"--password", "@"+writeFile(t, dir, "password", "secret"))...)
	return d
}

// moves syncs, and checks how many records go each way.
func (d *kolibriDevice) moves(what string, want moved, flags ...string) {
	d.t.Helper()
	result := fields(d.t, mustAmora(d.t, append([]string{"sync", "--json", "--db", d.file, "--peer", d.url}, flags...)...))
	got := moved{Pulled: int(result["pulled"].(float64)), Pushed: int(result["pushed"].(float64))}
	if got != want || result["quarantined"] != 0.0 {
		d.t.Errorf("%s: the device moved %+v, want %+v: %v", what, got, want, result)
	}
}

// edit runs the app's SQL.
func (d *kolibriDevice) edit(sql string) {
	d.t.Helper()
	use(d.t, d.file, func(in *core.Instance) error {
		_, err := in.Exec(d.t.Context(), sql)
		return err
	})
}

// equal compares the device's Store and counters with a Kolibri's.
func (d *kolibriDevice) equal(what string, k *kolibriPeer) {
	d.t.Helper()
	same(d.t, what+": the device", read(d.t, openCopy(d.t, d.file), storeTables), k.tables())
}

// TestKolibriServer: a native device joins a facility at a stock Kolibri's own
// server, by name and password, and both hold the same, whatever either of them
// edits and deletes. A sync moves only what has changed since the one before.
func TestKolibriServer(t *testing.T) {
	t.Parallel()
	school := newKolibri(t, "school", "")
	school.make()
	url := school.serve()
	d := joinKolibri(t, url, "admin", 110)
	d.equal("joining", school)
	d.moves("nothing new", moved{})

	d.edit("UPDATE collection SET name = 'Class of the device' WHERE name = 'Class 1'")
	school.run("u = FacilityUser.objects.get(username='learner2'); u.full_name = 'Of the school'; u.save()")
	school.run("facility.attempts(FacilityUser.objects.get(username='learner1'))")
	d.moves("both's edits", moved{Pulled: 7, Pushed: 1})
	d.equal("both's edits", school)
	if n := school.text("SELECT count(*) FROM kolibriauth_collection WHERE name = 'Class of the device'"); n != "1" {
		t.Errorf("%s classes of the school have the device's name", n)
	}

	d.edit("UPDATE collection SET name = 'Class of both' WHERE name = 'Class of the device'")
	school.run("c = Classroom.objects.get(name='Class of the device'); c.name = 'Class of the school'; c.save()")
	d.moves("a conflict", moved{Pulled: 1, Pushed: 1})
	d.equal("a conflict", school)
	if n := school.text("SELECT count(*) FROM morango_store WHERE conflicting_serialized_data LIKE '%Class of the school%'"); n != "1" {
		t.Errorf("%s records keep what lost", n)
	}

	d.edit("DELETE FROM lesson WHERE title = 'Lesson of Class 1'")
	school.run("Classroom.objects.get(name='Class 2').delete()")
	d.moves("both's deletions", moved{Pulled: 32, Pushed: 4})
	d.equal("both's deletions", school)
	d.moves("nothing new", moved{})
}

// TestKolibriServerOfALearner: a learner's device gets the learner's part of a
// stock Kolibri, with the courses of the classes, and no more; and what is done
// there reaches the school. The device is told neither the facility's id nor the
// learner's.
func TestKolibriServerOfALearner(t *testing.T) {
	t.Parallel()
	school := newKolibri(t, "school", "")
	f := school.make()
	url := school.serve()
	d := joinKolibri(t, url, "learner1", 26, "--scope", "single-user")
	store := func() table { return read(t, openCopy(t, d.file), storeTables)["morango_store"] }
	sameRows(t, "the device's Store", store(), f.partOf(school))
	d.moves("nothing new", moved{})
	d.edit("UPDATE bookmark SET channel_id = lower(hex(randomblob(16)))")
	school.run("facility.attempts(FacilityUser.objects.get(username='learner1')); " +
		"u = FacilityUser.objects.get(username='learner2'); u.full_name = 'Not for the device'; u.save()")
	d.moves("both's edits", moved{Pulled: 6, Pushed: 1})
	sameRows(t, "the device's Store", store(), f.partOf(school))
	school.tables() // nothing was refused

	args := []string{"sync", "--db", filepath.Join(t.TempDir(), "all.db"), "--schema", "facilitydata", "--peer", url,
		"--username", "learner1", "--password", "@" + writeFile(t, t.TempDir(), "password", "secret")}
	if exit, _, stderr := amora(t, args...); exit == cli.ExitOK || !strings.HasPrefix(stderr, "amora: outside_scope: ") {
		t.Errorf("a learner asked for the whole facility: %d, %s", exit, stderr)
	}
}
