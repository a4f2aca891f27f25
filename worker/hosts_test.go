//go:build !js

package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/worker/host"
	"github.com/amora-sync/amora/worker/hosttest"
	"github.com/amora-sync/amora/worker/relay"
)

// hosts are the two places where a relay runs: what a peer meets has to be
// the same on both.
var hosts = []struct {
	name    string
	command func(t testing.TB, c relayConfig) *exec.Cmd
}{

	{"native", nativeCommand},
	{"edge", edgeCommand},
}

// In most tests a relay has the name of its package.
var dial = relay.Dial

type dialer = relay.Dialer

// relayConfig is what a test sets. The zero value is a relay on a free
// loopback port with a folder of its own, open to all.
type relayConfig struct {
	data       string // folder, to be used again after a restart
	listen     string
	rooms      string // who may open rooms: any, token=…, one id, or on the edge what the environment says
	name       string // under which clients have to dial
	maxSockets int
	limits     host.Limits // 0 is the default
	passwords  bool        // people may join by name and password
	issuer     string      // an invite, by which the relay issues certificates
	schema     string      // file of a schema whose rooms Morango peers may begin
	env        []string    // for the edge alone
}

// onEveryHost runs a test once for each host.
func onEveryHost(t *testing.T, test func(t *testing.T, start func(relayConfig) *hosted)) {
	for _, h := range hosts {
		t.Run(h.name, func(t *testing.T) {
			test(t, func(c relayConfig) *hosted {
				relay := launch(t, h.command(t, c.withDefaults(t)))
				relay.edge = h.name == "edge"
				return relay
			})
		})
	}
}

func (c relayConfig) withDefaults(t testing.TB) relayConfig {
	if c.data == "" {
		c.data = t.TempDir()
	}
	if c.listen == "" {
		c.listen = "127.0.0.1:0"
	}
	if c.rooms == "" {
		c.rooms = "any"
	}
	return c
}

func nativeCommand(t testing.TB, c relayConfig) *exec.Cmd {
	args := []string{"serve", "--listen", c.listen, "--data", c.data}
	if strings.Contains(c.rooms, "=") || c.rooms == "any" {
		args = append(args, "--rooms", c.rooms)
	} else {
		list := filepath.Join(t.TempDir(), "rooms.txt")
		if err := os.WriteFile(list, []byte(c.rooms+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, "--rooms", list)
	}
	if c.name != "" {
		args = append(args, "--public-host", c.name)
	}
	if c.maxSockets > 0 {
		args = append(args, "--max-sockets", fmt.Sprint(c.maxSockets))
	}
	if c.passwords {
		args = append(args, "--passwords")
	}
	if c.schema != "" {
		args = append(args, "--schema", c.schema)
	}
	if c.issuer != "" {
		if _, err := relay.FolderAccounts(c.data).SetIssuer(c.issuer); err != nil {
			t.Fatal(err)
		}
	}
	for flag, n := range map[string]int64{"--max-bytes": c.limits.RoomBytes, "--max-rate": c.limits.PerMinute, "--max-member-counters": c.limits.MemberCounters} {
		if n > 0 {
			args = append(args, flag, fmt.Sprint(n))
		}
	}
	return exec.Command(build(t), args...)
}

// edgeCommand is what ./build.sh edge ends with.
func edgeCommand(t testing.TB, c relayConfig) *exec.Cmd {
	needEdge(t)
	args := []string{"edge/edge.sh", "serve", "--listen", c.listen, "--data", c.data, "--web", t.TempDir()}
	if c.rooms != "environment" {
		args = append(args, "--rooms", c.rooms)
	}
	if c.name != "" {
		args = append(args, "--public-host", c.name)
	}
	cmd := exec.Command("bash", args...)
	cmd.Env = append(os.Environ(), c.env...)
	if c.passwords {
		cmd.Env = append(cmd.Env, "AMORA_PASSWORDS=yes", "AMORA_ISSUER="+c.issuer)
	}
	if c.maxSockets > 0 {
		cmd.Env = append(cmd.Env, fmt.Sprintf("AMORA_MAX_SOCKETS=%d", c.maxSockets))
	}
	if c.schema != "" {
		text, err := os.ReadFile(c.schema)
		if err != nil {
			t.Fatal(err)
		}
		cmd.Env = append(cmd.Env, "AMORA_SCHEMA="+string(text))
	}
	for name, n := range map[string]int64{"BYTES": c.limits.RoomBytes, "RATE": c.limits.PerMinute, "MEMBER_COUNTERS": c.limits.MemberCounters} {
		if n > 0 {
			cmd.Env = append(cmd.Env, fmt.Sprintf("AMORA_MAX_%s=%d", name, n))
		}
	}
	return cmd
}

// needEdge builds what runs in workerd, once; a build that fails fails the
// test. The test is lacking workerd where there is none.
func needEdge(t testing.TB) {
	t.Helper()
	if _, err := findWorkerd(); err != nil {
		lacking(t, err)
	}
	if err := buildEdge(); err != nil {
		t.Fatal(err)
	}
}

// lacking skips a test that this machine cannot run, or fails it where
// everything has to run (CI=true).
func lacking(t testing.TB, err error) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(err)
	}
	t.Skip(err)
}

// findWorkerd returns the path of workerd: $WORKERD, or npm's.
func findWorkerd() (string, error) {
	if program := os.Getenv("WORKERD"); program != "" {
		return program, nil
	}
	found, err := filepath.Glob("node_modules/@cloudflare/workerd-*/bin/workerd")
	if err == nil && len(found) == 0 {
		err = errors.New("workerd is not installed: npm ci in worker/")
	}
	if err != nil {
		return "", err
	}
	return found[0], nil
}

var buildEdge = sync.OnceValue(func() error {
	if out, err := exec.Command("bash", "edge/edge.sh", "worker").CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return nil
})

// What a relay does not answer ends a test, not the whole run.
func init() { http.DefaultClient.Timeout = hosttest.WaitAtMost }

// hosted is a relay at work.
type hosted struct {
	t        testing.TB
	cmd      *exec.Cmd
	http, ws string
	edge     bool

	mu  sync.Mutex
	log bytes.Buffer
}

// launch runs a relay until the test ends, at the latest.
func launch(t testing.TB, cmd *exec.Cmd) *hosted {
	t.Helper()
	h := &hosted{t: t, cmd: cmd}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = h
	cmd.WaitDelay = hosttest.WaitAtMost // where something else holds its output open
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	silent := time.AfterFunc(hosttest.WaitAtMost, func() { cmd.Process.Kill() })
	defer silent.Stop()
	t.Cleanup(func() {
		h.kill()
		if t.Failed() {
			t.Logf("the relay's log:\n%s", h.text())
		}
	})
	out := bufio.NewReader(stdout)
	for h.http == "" {
		line, err := out.ReadString('\n')
		if err != nil {
			t.Fatalf("the relay did not start: %v\n%s", err, h.text())
		}
		if url, ok := strings.CutPrefix(line, "listening on "); ok {
			h.http = strings.TrimSpace(url)
		}
	}
	h.ws = strings.Replace(h.http, "http", "ws", 1)
	go out.WriteTo(h) // the edge logs there
	return h
}

// Write keeps what the relay logs.
func (h *hosted) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.log.Write(p)
}

func (h *hosted) text() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.log.String()
}

// kill ends the relay at once, as kill -9 does.
func (h *hosted) kill() {
	h.cmd.Process.Kill()
	h.cmd.Wait()
}

// address is where the relay listened, for its successor.
func (h *hosted) address() string { return strings.TrimPrefix(h.http, "http://") }

// member is an instance with a school's app.
type member struct {
	*core.Instance
	t      testing.TB
	schema string
}

func newMember(t testing.TB, text string) *member {
	t.Helper()
	schema, err := schema.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	db, err := sqlitedb.Open(context.Background(), sqlitedb.Memory, sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	in, err := core.Open(t.Context(), db, core.Options{Schema: schema, GenerateKey: coretest.Keys})
	if err != nil {
		t.Fatal(err)
	}
	return &member{in, t, text}
}

func (m *member) must(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
}

// schools counts datasets. Their ids follow from the owner's key, of which
// there are few, and from the profile: so each has a profile of its own.
var schools atomic.Int64

// newRoom makes a dataset and returns its owner and the room's id.
func newRoom(t testing.TB) (owner *member, room string) {
	t.Helper()
	return newRoomOf(t, testSchema)
}

// newRoomOf is newRoom for an app of another schema.
func newRoomOf(t testing.TB, app string) (owner *member, room string) {
	t.Helper()
	profile := fmt.Sprintf("school%d", schools.Add(1))
	owner = newMember(t, strings.Replace(app, `"school"`, strconv.Quote(profile), 1))
	root, err := owner.CreateRoot(t.Context(), "full-facility", nil)
	owner.must(err)
	return owner, root.ID
}

// invited makes a member with a certificate of the owner's.
func (m *member) invited(scope string, params map[string]string) *member {
	m.t.Helper()
	invite, err := m.Invite(m.t.Context(), core.InviteRequest{Scope: scope, Params: params, Relay: "ws://relay"})
	m.must(err)
	other := newMember(m.t, m.schema)
	_, err = other.Join(m.t.Context(), invite)
	m.must(err)
	return other
}

// write adds so many logs of a user.
func (m *member) write(room, user string, from, count int) {
	m.t.Helper()
	_, err := m.Exec(m.t.Context(), `WITH RECURSIVE n(i) AS (SELECT ?3 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?3 + ?4)
INSERT INTO log (facility_id, user_id, content, progress) SELECT ?1, ?2, 'lesson ' || i, i / 10.0 FROM n`, room, user, from, count)
	m.must(err)
}

func (m *member) sync(relay string) client.Result {
	m.t.Helper()
	result, err := m.Sync(m.t.Context(), relay, dial, client.Options{})
	m.must(err)
	return result
}

// fingerprint matches the fingerprint of a relay's key.
var fingerprint = regexp.MustCompile(`[0-9a-f]{64}`)

// admit admits a relay that is not the dataset's first one, by the fingerprint
// that the refusal names, and syncs with it.
func (m *member) admit(relay string) client.Result {
	m.t.Helper()
	_, err := m.Sync(m.t.Context(), relay, dial, client.Options{})
	if fault.CodeOf(err) != fault.RelayNotAdmitted {
		m.t.Fatalf("a relay that is not admitted: %v", err)
	}
	result, err := m.Sync(m.t.Context(), relay, dial, client.Options{Admit: fingerprint.FindString(err.Error())})
	m.must(err)
	return result
}

// text is the first cell of a query.
func (m *member) text(sql string, args ...any) string {
	m.t.Helper()
	var text string
	m.must(m.DB().View(m.t.Context(), func(tx sqldb.Tx) (err error) {
		text, err = tx.Text(sql, args...)
		return err
	}))
	return text
}

// logs is all that the app shows.
func (m *member) logs() string {
	m.t.Helper()
	return m.text("SELECT group_concat(id || user_id || content || progress, char(10)) FROM (SELECT * FROM log ORDER BY id)")
}

// roomMetrics asks an edge room about itself.
func roomMetrics(t testing.TB, relay *hosted, room string) map[string]float64 {
	t.Helper()
	req, err := http.NewRequest("GET", relay.http+"/"+room+"/metrics", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+testAdmin)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	values := map[string]float64{}
	lines := bufio.NewScanner(resp.Body)
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		var name string
		var value float64
		if _, err := fmt.Sscanf(strings.Replace(lines.Text(), "{", " {", 1), "amora_room_%s "+fmt.Sprintf("{room=%q}", room)+" %g", &name, &value); err != nil {
			t.Fatalf("%s: %q: %v", resp.Status, lines.Text(), err)
		}
		values[name] = value
	}
	return values
}

// hibernate waits until rooms that nobody speaks to have been evicted, where
// that happens, and returns how long that took.
func (h *hosted) hibernate() time.Duration {
	start := time.Now()
	if h.edge {
		<-time.After(12 * time.Second) // workerd evicts after 10
	}
	return time.Since(start)
}

const testAdmin = "the operator's own"
