//go:build !js

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/coder/websocket"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/worker/cli"
	"github.com/amora-sync/amora/worker/hosttest"
)

// binary is where TestMain's folder holds the program as users run it.
var binary string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "amora-test")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(dir)
		binary = filepath.Join(dir, "amora")
		return m.Run()
	}())
}

// build makes the program, once.
func build(t testing.TB) string {
	t.Helper()
	if _, err := os.Stat(binary); err == nil {
		return binary
	}
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return binary
}

// process is the program at work.
type process struct {
	t   *testing.T
	cmd *exec.Cmd
	out *bufio.Scanner // stdout
}

// start runs the program until the test ends, at the latest.
func start(t *testing.T, args ...string) *process {
	t.Helper()
	return startCommand(t, exec.Command(build(t), args...))
}

func startCommand(t *testing.T, cmd *exec.Cmd) *process {
	t.Helper()
	cmd.Stderr = t.Output()
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	return &process{t: t, cmd: cmd, out: bufio.NewScanner(stdout)}
}

// startBinary runs the built relay and waits until it listens.
func startBinary(t *testing.T, args ...string) (p *process, url string) {
	t.Helper()
	p = start(t, append([]string{"serve"}, args...)...)
	return p, p.listening()
}

// listening waits until a relay listens, and returns its address.
func (p *process) listening() (url string) {
	p.t.Helper()
	p.out.Scan()
	url, ok := strings.CutPrefix(p.out.Text(), "listening on ")
	if !ok {
		p.t.Fatalf("the first line was %q", p.out.Text())
	}
	return url
}

// end sends a signal, waits for the end and returns the exit status, -1 where
// the signal itself ended it, and what else was said on stdout.
func (p *process) end(signal os.Signal) (exit int, rest []string) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(signal); err != nil {
		p.t.Fatal(err)
	}
	for p.out.Scan() {
		rest = append(rest, p.out.Text())
	}
	p.cmd.Wait()
	return p.cmd.ProcessState.ExitCode(), rest
}

func TestBinaryServesAndEndsOnASignal(t *testing.T) {
	web := t.TempDir()
	writeFile(t, web, "index.html", "<title>demo</title>")
	p, url := startBinary(t, "--listen", "127.0.0.1:0", "--data", t.TempDir(), "--web", web)
	resp, err := http.Get(url + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	var h struct{ Status string }
	if err := json.NewDecoder(resp.Body).Decode(&h); err != nil || h.Status != "ok" {
		t.Errorf("health: %+v, %v", h, err)
	}
	resp.Body.Close()
	if resp, body := hosttest.Get(t, url+"/", nil); resp.StatusCode != 200 || string(body) != "<title>demo</title>" {
		t.Errorf("page: %s, %s", resp.Status, body)
	}
	c := connect(t, strings.Replace(url, "http", "ws", 1))
	goodbye := make(chan error, 1)
	go func() {
		_, err := c.Receive(t.Context())
		goodbye <- err
	}()
	if exit, rest := p.end(syscall.SIGTERM); exit != cli.ExitOK || len(rest) > 0 {
		t.Errorf("exit status %d, more lines %q", exit, rest)
	}
	if err := <-goodbye; websocket.CloseStatus(err) != websocket.StatusGoingAway {
		t.Errorf("the socket ended with %v, want 1001", err)
	}
}

// school is an owner's database with so many records.
func school(t *testing.T, dir string, records int) (owner, schema, room string) {
	t.Helper()
	schema = writeFile(t, dir, "schema.json", testSchema)
	owner = filepath.Join(dir, "owner.db")
	room = fields(t, mustAmora(t, "init", "--db", owner, "--schema", schema, "--scope", "full-facility", "--json"))["room"].(string)
	addLogs(t, owner, room, testUser, records)
	return owner, schema, room
}

// A relay that is killed in the middle of a push loses nothing that it
// acknowledged, and doubles nothing: the push goes on where it stopped.
func TestRelayKilledInTheMiddleOfAPush(t *testing.T) {
	const records = 10_000
	dir := t.TempDir()
	owner, schema, room := school(t, dir, records)
	rooms := filepath.Join(dir, "rooms")
	relay, url := startBinary(t, "--listen", "127.0.0.1:0", "--data", rooms)
	ws := strings.Replace(url, "http", "ws", 1)

	use(t, owner, func(d *core.Instance) error {
		var acknowledged int64
		_, err := d.Sync(t.Context(), ws, dial, client.Options{Progress: func(p client.Progress) {
			if p.Direction == "push" && p.Records >= records/4 && acknowledged == 0 {
				acknowledged = p.Records
				relay.end(syscall.SIGKILL)
			}
		}})
		if fault.CodeOf(err) != fault.Unavailable || acknowledged == 0 {
			t.Errorf("killed after %d records: %v", acknowledged, err)
		}
		_, url = startBinary(t, "--listen", strings.TrimPrefix(url, "http://"), "--data", rooms)
		first := int64(-1)
		result, err := d.Sync(t.Context(), ws, dial, client.Options{Progress: func(p client.Progress) {
			if p.Direction == "push" && p.Stage == pipeline.StageTransferring && first < 0 {
				first = p.Records
			}
		}})
		if first < acknowledged {
			t.Errorf("went on with %d records at the relay, %d were acknowledged", first, acknowledged)
		}
		if err == nil && result.Pushed != records {
			err = fmt.Errorf("pushed %d records", result.Pushed)
		}
		return err
	})
	tablet := secondDevice(t, dir, owner, schema)
	mustAmora(t, "sync", "--db", tablet, "--peer", ws)
	if a, b := logs(t, owner), logs(t, tablet); a != b {
		t.Errorf("%d and %d bytes of logs differ", len(a), len(b))
	}
	checkIntegrity(t, filepath.Join(rooms, room+".db"))
}

// A relay whose disk takes no more says so, to its member and in its log, and
// goes on where it has room again.
func TestRelayOnAFullDisk(t *testing.T) {
	dir := t.TempDir()
	owner, _, room := school(t, dir, 10_000)
	rooms := filepath.Join(dir, "rooms")
	// A bound on the size of a file stands for the disk's.
	full := startCommand(t, exec.Command("sh", "-c", `ulimit -f 2000 && exec "$@"`, "sh", build(t), "serve", "--listen", "127.0.0.1:0", "--data", rooms))
	exit, _, stderr := amora(t, "sync", "--db", owner, "--peer", strings.Replace(full.listening(), "http", "ws", 1))
	if exit != cli.ExitFailed || !strings.HasPrefix(stderr, "amora: storage_full: the relay failed: ") {
		t.Errorf("exit status %d, %s", exit, stderr)
	}
	full.end(syscall.SIGTERM)

	relay := startServe(t, "--data", rooms)
	mustAmora(t, "sync", "--db", owner, "--peer", relay.ws)
	relay.stop()
	checkIntegrity(t, filepath.Join(rooms, room+".db"))
}

// secondDevice makes a database that has joined, and has yet to sync.
func secondDevice(t *testing.T, dir, owner, schema string) (tablet string) {
	t.Helper()
	tablet = filepath.Join(dir, "tablet.db")
	mustAmora(t, "join", "--db", tablet, "--schema", schema, mustAmora(t, "invite", "--db", owner, "--scope", "full-facility"))
	return tablet
}

func checkIntegrity(t *testing.T, name string) {
	t.Helper()
	use(t, name, func(d *core.Instance) error {
		return d.DB().View(t.Context(), func(tx sqldb.Tx) error {
			text, err := tx.Text("PRAGMA integrity_check")
			if err == nil && text != "ok" {
				err = fmt.Errorf("integrity_check: %s", text)
			}
			return err
		})
	})
}

// A device that is killed in the middle of a pull goes on where it stopped.
func TestClientKilledInTheMiddleOfAPull(t *testing.T) {
	const records = 10_000
	dir := t.TempDir()
	owner, schema, _ := school(t, dir, records)
	relay := startServe(t, "--data", filepath.Join(dir, "rooms"))
	mustAmora(t, "sync", "--db", owner, "--peer", relay.ws)

	tablet := secondDevice(t, dir, owner, schema)
	p := start(t, "sync", "--db", tablet, "--peer", relay.ws, "--json", "--chunk", "25")
	var had float64
	for had < records/10 && p.out.Scan() {
		if e := fields(t, p.out.Text()); e["direction"] == "pull" && e["stage"] == string(pipeline.StageTransferring) {
			had = e["records"].(float64)
		}
	}
	if exit, _ := p.end(syscall.SIGKILL); exit != -1 {
		t.Fatalf("the sync was over, exit status %d, before it could be killed", exit)
	}

	var first any
	lines := strings.Split(mustAmora(t, "sync", "--db", tablet, "--peer", relay.ws, "--json"), "\n")
	for _, line := range lines {
		if e := fields(t, line); first == nil && e["direction"] == "pull" {
			first = e["records"]
		}
	}
	if first == nil || first.(float64) < had {
		t.Errorf("went on with %v records, %v were there", first, had)
	}
	if a, b := logs(t, owner), logs(t, tablet); a != b {
		t.Errorf("%d and %d bytes of logs differ", len(a), len(b))
	}
	checkIntegrity(t, tablet)
}

// A relay that is told to end in the middle of a transfer says goodbye, and
// a live sync goes on with its successor.
func TestLiveSyncOutlivesTheRelay(t *testing.T) {
	dir := t.TempDir()
	owner, schema, room := school(t, dir, 1)
	rooms := filepath.Join(dir, "rooms")
	relay := startServe(t, "--data", rooms)
	mustAmora(t, "sync", "--db", owner, "--peer", relay.ws)
	tablet := secondDevice(t, dir, owner, schema)

	ctx, stop := context.WithTimeout(t.Context(), hosttest.WaitAtMost)
	arrived, ended := make(chan int64, 100), make(chan error, 1)
	d, closed := open(t, tablet)
	defer closed()
	go func() {
		_, err := d.Sync(ctx, relay.ws, dial, client.Options{Live: true, Progress: func(p client.Progress) {
			if p.Direction == "pull" && p.Stage == pipeline.StageCleanup {
				arrived <- p.Total
			}
		}})
		ended <- err
	}()
	await := func(n int64) {
		t.Helper()
		for {
			select {
			case got := <-arrived:
				if got == n {
					return
				}
			case err := <-ended:
				t.Fatalf("the live sync ended: %v", err)
			}
		}
	}
	await(1)
	addLogs(t, owner, room, testUser, 2)
	mustAmora(t, "sync", "--db", owner, "--peer", relay.ws)
	await(2)
	relay.stop()
	startServe(t, "--data", rooms, "--listen", strings.TrimPrefix(relay.http, "http://"))
	addLogs(t, owner, room, testUser, 3)
	mustAmora(t, "sync", "--db", owner, "--peer", relay.ws)
	await(3)
	stop()
	if err := <-ended; err != nil {
		t.Errorf("stopped with %v", err)
	}
}
