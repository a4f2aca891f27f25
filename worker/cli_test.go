//go:build !js

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/ncruces/go-sqlite3"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/worker/cli"
	"github.com/amora-sync/amora/worker/hosttest"
)

// testSchema is a school's: a facility's members share logs, each under the
// user it belongs to.
const testSchema = `{"profile": "school",
 "scopes": [
  {"id": "full-facility", "version": 1, "primary_scope_param_key": "facility_id", "read_write_filter_template": "${facility_id}"},
  {"id": "one-user", "version": 1, "read_write_filter_template": "${facility_id}:log:${user_id}"}],
 "models": [{"name": "log", "table": "log", "partition": "${facility_id}:log:${user_id}", "source": null, "columns": {
   "facility_id": "uuid", "user_id": "uuid", "content": "text", "progress": {"type": "real", "default": 0}}}]}`

const testUser = "00000000000000000000000000000007"

func writeFile(t testing.TB, dir, name, text string) string {
	t.Helper()
	name = filepath.Join(dir, name)
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// amora runs the command line and returns its exit status and outputs.
func amora(t *testing.T, args ...string) (exit int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	exit = cli.Run(t.Context(), &cli.Terminal{Out: &out, Err: &err}, args)
	return exit, strings.TrimSpace(out.String()), strings.TrimSpace(err.String())
}

// mustAmora is amora where nothing may fail.
func mustAmora(t *testing.T, args ...string) string {
	t.Helper()
	exit, stdout, stderr := amora(t, args...)
	if exit != cli.ExitOK || stderr != "" {
		t.Fatalf("amora %s: exit status %d\n%s", strings.Join(args, " "), exit, stderr)
	}
	return stdout
}

// fields decodes a command's --json output.
func fields(t *testing.T, text string) map[string]any {
	t.Helper()
	lines := strings.Split(text, "\n")
	var m map[string]any
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &m); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return m
}

// open opens a database of the command line, as an app would: with the schema
// that it was made with.
func open(t testing.TB, name string) (in *core.Instance, closed func() error) {
	t.Helper()
	db, err := sqlitedb.Open(t.Context(), name, sqlitedb.Options{Holding: "amora_meta"})
	if err != nil {
		t.Fatal(err)
	}
	var text string
	err = db.View(t.Context(), func(tx sqldb.Tx) (err error) {
		text, err = tx.Text("SELECT value FROM amora_meta WHERE key = 'schema'")
		return err
	})
	var opts core.Options
	if err == nil && text != "" { // a relay's room has none
		opts.Schema, err = schema.Parse([]byte(text))
	}
	if err == nil {
		in, err = core.Open(t.Context(), db, opts)
	}
	if err != nil {
		t.Fatal(errors.Join(err, db.Close()))
	}
	return in, db.Close
}

// use opens a database for one step.
func use(t *testing.T, name string, do func(*core.Instance) error) {
	t.Helper()
	in, closed := open(t, name)
	if err := errors.Join(do(in), closed()); err != nil {
		t.Fatal(err)
	}
}

// addLogs writes so many rows of a user.
func addLogs(t *testing.T, db, facility, user string, count int) {
	t.Helper()
	use(t, db, func(d *core.Instance) error {
		_, err := d.Exec(t.Context(), `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?3)
INSERT INTO log (facility_id, user_id, content, progress) SELECT ?1, ?2, 'lesson ' || i, i / 10.0 FROM n`, facility, user, count)
		return err
	})
}

// logs lists what a database's app table holds.
func logs(t *testing.T, db string) string {
	t.Helper()
	var text string
	use(t, db, func(d *core.Instance) error {
		return d.DB().View(t.Context(), func(tx sqldb.Tx) (err error) {
			text, err = tx.Text("SELECT group_concat(id || user_id || content || progress, char(10)) FROM (SELECT * FROM log ORDER BY id)")
			return err
		})
	})
	return text
}

func TestCommandLineFromInitToInspect(t *testing.T) {
	dir := t.TempDir()
	schema := writeFile(t, dir, "schema.json", testSchema)
	owner, tablet := filepath.Join(dir, "owner.db"), filepath.Join(dir, "tablet.db")
	relay := startServe(t, "--data", filepath.Join(dir, "rooms"))

	room := fields(t, mustAmora(t, "init", "--db", owner, "--schema", schema, "--scope", "full-facility", "--json"))["room"].(string)
	addLogs(t, owner, room, testUser, 3)
	if got := mustAmora(t, "sync", "--db", owner, "--peer", relay.ws); !strings.HasPrefix(got, "pulled 0, pushed 3, 0 conflicts, 0 in quarantine") {
		t.Errorf("first sync: %s", got)
	}

	invite := mustAmora(t, "invite", "--db", owner, "--scope", "one-user", "--param", "user_id="+testUser, "--relay", relay.ws)
	joined := fields(t, mustAmora(t, "join", "--db", tablet, "--schema", schema, "--json", invite))
	if joined["room"] != room || joined["relay"] != relay.ws {
		t.Errorf("joined %v", joined)
	}
	result := fields(t, mustAmora(t, "sync", "--db", tablet, "--peer", relay.ws, "--json"))
	if result["event"] != "result" || result["pulled"] != 3.0 || result["pushed"] != 0.0 {
		t.Errorf("the tablet's first sync: %v", result)
	}
	addLogs(t, tablet, room, testUser, 2)
	mustAmora(t, "sync", "--push", "--db", tablet, "--peer", relay.ws)
	if got := fields(t, mustAmora(t, "sync", "--pull", "--db", owner, "--peer", relay.ws, "--json")); got["pulled"] != 2.0 {
		t.Errorf("back at the owner: %v", got)
	}
	if a, b := logs(t, owner), logs(t, tablet); a != b || strings.Count(a, "lesson") != 5 {
		t.Errorf("the two differ:\n%s\n\n%s", a, b)
	}

	found := fields(t, mustAmora(t, "inspect", owner, "--json"))
	if status := found["status"].(map[string]any); status["records"] != 5.0 || status["room"] != room || status["lastSync"] == "" {
		t.Errorf("inspect: %v", status)
	}
	for _, name := range []string{owner, tablet, filepath.Join(dir, "rooms", room+".db")} {
		if text := mustAmora(t, "inspect", name); !strings.Contains(text, room) || !strings.Contains(text, "transfers") {
			t.Errorf("inspect %s:\n%s", name, text)
		}
	}
	mustAmora(t, "cleanup", owner, "--older-than", "6h")
	relay.stop()
	if left := roomFiles(t, filepath.Join(dir, "rooms")); len(left) != 1 { // no log beside it
		t.Errorf("the relay left %v", left)
	}
	for _, name := range []string{owner, filepath.Join(dir, "rooms", room+".db")} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s holds keys and has mode %v, %v", name, info.Mode(), err)
		}
	}
}

func TestCommandLineErrors(t *testing.T) {
	dir := t.TempDir()
	schema := writeFile(t, dir, "schema.json", testSchema)
	none := filepath.Join(dir, "none.db")
	made := filepath.Join(dir, "made.db")
	mustAmora(t, "init", "--db", made, "--schema", schema, "--scope", "full-facility")
	for _, c := range []struct {
		args string
		want fault.Code
	}{
		{"frobnicate", fault.BadRequest},
		{"help frobnicate", fault.BadRequest},
		{"sync --frobnicate", fault.BadRequest},
		{"init --db x.db", fault.BadRequest},
		{"init --db " + none + " --schema " + none + " --scope s", fault.BadSchema},
		{"invite --db " + none + " --scope s", fault.BadRequest},
		{"inspect " + none, fault.BadRequest},
		{"inspect " + schema, fault.BadRequest},
		{"inspect", fault.BadRequest},
		{"cleanup " + made + " --older-than soon", fault.BadRequest},
		{"invite --db " + made + " --scope one-user --param user_id", fault.BadRequest},
		{"invite --db " + made + " --scope full-facility --relay http://127.0.0.1:1", fault.Unsupported},
		{"invite --db " + made + " --scope full-facility --relay nonsense", fault.BadRequest},
		{"invite --db " + made + " --scope full-facility --short", fault.BadRequest},
		{"sync --db " + made + " --peer ws://127.0.0.1:1", fault.Unavailable},
		{"sync --db " + made + " --peer http://127.0.0.1:1", fault.Unavailable},
		{"sync --db " + made + " --peer ws://127.0.0.1:1 --push --pull", fault.BadRequest},
		{"sync --db " + made + " --peer ws://127.0.0.1:1 --chunk 0", fault.BadRequest},
		{"join --db " + made + " --schema " + schema + " nonsense", fault.BadInvite},
		{"serve --listen 0.0.0.0:0 --data " + dir, fault.BadRequest},
		{"serve --lan --listen 127.0.0.1:0 --data " + dir, fault.BadRequest},
		{"serve --listen 127.0.0.1:0 --web " + none, fault.BadRequest},
		{"serve --listen 127.0.0.1:0 --tls-cert " + none, fault.BadRequest},
		{"serve --listen 127.0.0.1:0 --acme localhost --data " + dir, fault.BadRequest},
		{"serve --listen 127.0.0.1:0 --acme a.example.org --tls-cert c.pem --tls-key k.pem --data " + dir, fault.BadRequest},
		{"serve --listen 8787 --data " + dir, fault.BadRequest},
		{"serve --listen ::1:0 --data " + dir, fault.BadRequest},
		{"serve --listen 127.0.0.1:0 --rooms token=correct/horse --data " + dir, fault.BadRequest},
		{"serve --listen 127.0.0.1:0 --public-host https://sync.example.org --data " + dir, fault.BadRequest},
		{"serve --listen 127.0.0.1:0 --origins https://app.example.org/ --data " + dir, fault.BadRequest},
		{"serve --listen 127.0.0.1:0 --origins https://[ --data " + dir, fault.BadRequest},
		{"serve --listen 127.0.0.1:0 --max-sockets -1 --data " + dir, fault.BadRequest},
		{"serve --listen 127.0.0.1:0 --max-rate -1 --data " + dir, fault.BadRequest},
		{"serve extra", fault.BadRequest},
	} {
		exit, stdout, stderr := amora(t, strings.Fields(c.args)...)
		if exit != cli.ExitFailed || stdout != "" || !strings.HasPrefix(stderr, fmt.Sprintf("amora: %s: ", c.want)) {
			t.Errorf("amora %s: exit status %d\n%s\n%s", c.args, exit, stdout, stderr)
		}
		if strings.Contains(stderr, "\n") {
			t.Errorf("amora %s: more than one line:\n%s", c.args, stderr)
		}
	}
	if _, err := os.Stat(none); err == nil {
		t.Error("a failed command made a database")
	}
}

// A file that is no database of ours is named, with the reason, and stays as it
// is.
func TestFilesOfOthers(t *testing.T) {
	dir := t.TempDir()
	other := filepath.Join(dir, "other.db")
	c, err := sqlite3.Open(other)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(c.Exec("CREATE TABLE t (a)"), c.Close()); err != nil {
		t.Fatal(err)
	}
	empty, text := writeFile(t, dir, "empty.db", ""), writeFile(t, dir, "text.db", strings.Repeat("some text\n", 1000))
	for name, why := range map[string]string{other: "amora_meta", empty: "amora_meta", text: "not a database", dir: "directory"} {
		before, _ := os.ReadFile(name)
		for _, args := range [][]string{{"inspect", name}, {"sync", "--db", name, "--peer", "ws://127.0.0.1:1"}} {
			exit, _, stderr := amora(t, args...)
			if exit != cli.ExitFailed || !strings.HasPrefix(stderr, "amora: bad_request: "+name+" cannot be opened") || !strings.Contains(stderr, why) {
				t.Errorf("amora %v: exit status %d, %s", args, exit, stderr)
			}
		}
		if after, _ := os.ReadFile(name); !bytes.Equal(before, after) {
			t.Errorf("%s was changed", name)
		}
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 3 {
		t.Errorf("beside them: %v, %v", entries, err)
	}
}

// served is an `amora serve` in this process.
type served struct {
	http, ws string
	stop     func() // as SIGTERM would
}

// startServe runs `amora serve` on a free port until the test ends.
func startServe(t *testing.T, args ...string) served {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out := make(hosttest.Lines, 10)
	exited := make(chan int, 1)
	go func() {
		exited <- cli.Run(ctx, &cli.Terminal{Out: out, Err: t.Output()}, append([]string{"serve", "--listen", "127.0.0.1:0"}, args...))
	}()
	stop := sync.OnceFunc(func() {
		cancel()
		if exit := <-exited; exit != cli.ExitOK {
			t.Errorf("serve ended with exit status %d", exit)
		}
	})
	var line string
	select {
	case line = <-out:
	case exit := <-exited:
		cancel()
		t.Fatalf("serve ended with exit status %d", exit)
	}
	url, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if !ok {
		t.Fatalf("the first line was %q", line)
	}
	t.Cleanup(stop)
	return served{http: url, ws: strings.Replace(url, "http", "ws", 1), stop: stop}
}
