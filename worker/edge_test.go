//go:build !js

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/hosttest"
)

// The same suite that sqlitedb passes, inside a Durable Object.
func TestStorageInWorkerd(t *testing.T) {
	needEdge(t)
	build := exec.Command("go", "test", "-c", "-o", "edge/build/storage.test.wasm", "./edge")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	url := workerd(t, "edge/testdata/suite.capnp", "--directory-path=rooms="+t.TempDir())
	patient := &http.Client{Timeout: 5 * hosttest.WaitAtMost}
	resp, err := patient.Get(url + "/?run=TestStorage")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	out, err := io.ReadAll(resp.Body)
	if err != nil || !bytes.HasSuffix(out, []byte("\nPASS\nexit 0\n")) {
		t.Errorf("%v\n%s", err, out)
	}
	if n := bytes.Count(out, []byte("    --- PASS")); n < 15 {
		t.Errorf("only %d parts ran:\n%s", n, out)
	}
}

// workerd serves a configuration and returns its URL.
func workerd(t *testing.T, config string, args ...string) string {
	t.Helper()
	program, err := findWorkerd()
	if err != nil {
		lacking(t, err)
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cmd := exec.Command(program, append([]string{"serve", config, "--control-fd=3", "--socket-addr=http=127.0.0.1:0"}, args...)...)
	cmd.ExtraFiles = []*os.File{w}
	cmd.Stderr = t.Output()
	cmd.WaitDelay = hosttest.WaitAtMost
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	silent := time.AfterFunc(hosttest.WaitAtMost, func() { cmd.Process.Kill() })
	defer silent.Stop()
	var event struct{ Port int }
	if err := json.NewDecoder(r).Decode(&event); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("http://127.0.0.1:%d", event.Port)
}

// startEdge is an edge relay for tests of what only it does.
func startEdge(t *testing.T, c relayConfig) *hosted {
	t.Helper()
	c.env = append(c.env, "AMORA_ADMIN="+testAdmin)
	return launch(t, edgeCommand(t, c.withDefaults(t)))
}

// A relay that nobody set up lets nobody in, and says what is missing.
func TestEdgeThatIsNotSetUp(t *testing.T) {
	needEdge(t)
	for _, c := range []struct{ name, value, want string }{
		{"AMORA_ROOMS", "", "AMORA_ROOMS"},
		{"AMORA_ROOMS", "token=short", "AMORA_ROOMS"},
		{"AMORA_HOSTS", "", "AMORA_HOSTS"},
		{"AMORA_MAX_BYTES", "much", "AMORA_MAX_BYTES"},
		{"AMORA_IDLE", "-1h", "AMORA_IDLE"},
	} {
		relay := startEdge(t, relayConfig{env: []string{c.name + "=" + c.value}, rooms: "environment"})
		owner, _ := newRoom(t)
		_, err := owner.Sync(t.Context(), relay.ws, dial, client.Options{})
		if fault.CodeOf(err) != fault.RoomClosed || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s=%s: %v", c.name, c.value, err)
		}
	}
}

// What has been idle for long is forgotten by the alarm, with its buffers,
// though nobody connects.
func TestEdgeForgetsIdleTransfers(t *testing.T) {
	relay := startEdge(t, relayConfig{env: []string{"AMORA_IDLE=2s"}})
	owner, room := newRoom(t)
	owner.write(room, testUser, 0, 60)
	l := &lossy{cut: 14} // with chunks on their way
	if _, err := owner.Sync(t.Context(), relay.ws, l.dial, client.Options{ChunkSize: 10}); err == nil || l.chunks.Load() == 0 {
		t.Fatalf("%d chunks, %v", l.chunks.Load(), err)
	}
	if got := roomMetrics(t, relay, room)["transfers"]; got != 1 {
		t.Fatalf("%v transfers are open, want 1", got)
	}
	hosttest.Eventually(t, "the transfer is forgotten", func() bool { return roomMetrics(t, relay, room)["transfers"] == 0 })
	owner.sync(relay.ws)
	tablet := owner.invited("full-facility", nil)
	if got := tablet.sync(relay.ws); got.Pulled != 60 {
		t.Errorf("%+v", got)
	}
}

// Whoever has not proved itself leaves nothing in a room's storage.
func TestStrangersLeaveNothingOnTheEdge(t *testing.T) {
	relay := startEdge(t, relayConfig{})
	empty := roomMetrics(t, relay, strings.Repeat("1", 32))["database_bytes"]
	for _, msg := range []string{"", "nonsense", "\x01\x00\x00\x00\x02{}", "\x05\x00\x00\x00\x02{}"} {
		c := connect(t, relay.ws)
		c.Send(t.Context(), []byte(msg))
		var err error
		for err == nil {
			_, err = c.Receive(t.Context())
		}
	}
	if got := roomMetrics(t, relay, testRoom)["database_bytes"]; got != empty {
		t.Errorf("the room has %v bytes, an untouched one %v", got, empty)
	}
}

func TestMetricsAreForTheOperator(t *testing.T) {
	relay := startEdge(t, relayConfig{})
	for _, header := range []string{"", "Bearer", "Bearer wrong", "Basic " + testAdmin} {
		resp, body := hosttest.Get(t, relay.http+"/"+testRoom+"/metrics", http.Header{"Authorization": {header}})
		if resp.StatusCode != http.StatusUnauthorized || bytes.Contains(body, []byte("amora_room_")) {
			t.Errorf("%q: %s", header, resp.Status)
		}
	}
	owner, room := newRoom(t)
	owner.write(room, testUser, 0, 7)
	owner.sync(relay.ws)
	got := roomMetrics(t, relay, room)
	if got["records"] != 7 || got["transfers"] != 0 || got["database_bytes"] < 10_000 || got["memory_bytes"] < 1_000_000 {
		t.Errorf("%v", got)
	}
}

// A session leaves one line behind, as the native relay's does.
func TestEdgeLogsOneLineASession(t *testing.T) {
	relay := startEdge(t, relayConfig{})
	owner, room := newRoom(t)
	owner.write(room, testUser, 0, 600)
	result := owner.sync(relay.ws)
	var line struct {
		Msg, Room                                       string
		Took                                            string
		Received, Sent, ReceivedBytes, SentBytes, Close int64
	}
	hosttest.Eventually(t, "the session's line", func() bool {
		for text := range strings.Lines(relay.text()) {
			if strings.Contains(text, "session ended") {
				if err := json.Unmarshal([]byte(text), &line); err != nil {
					t.Fatalf("%v: %s", err, text)
				}
				return true
			}
		}
		return false
	})
	if line.Room != room || line.ReceivedBytes != result.BytesSent || line.SentBytes != result.BytesReceived || line.Close != 1000 || line.Sent < 5 {
		t.Errorf("%+v, the client counted %+v", line, result)
	}
	if took, err := time.ParseDuration(line.Took); err != nil || took <= 0 {
		t.Errorf("took %q", line.Took)
	}
	if n := strings.Count(relay.text(), "session ended"); n != 1 {
		t.Errorf("%d lines", n)
	}
}

// The key that the operator brings is the one that members certify.
func TestEdgeWithAKeyOfTheOperators(t *testing.T) {
	key, err := trust.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	owner, room := newRoom(t)
	owner.write(room, testUser, 0, 3)
	first := startEdge(t, relayConfig{env: []string{"AMORA_KEY=" + key}})
	owner.sync(first.ws)
	tablet := owner.invited("full-facility", nil)
	// The same key elsewhere: for the members it is the same relay.
	second := startEdge(t, relayConfig{env: []string{"AMORA_KEY=" + key}})
	owner.sync(second.ws)
	if got := tablet.sync(second.ws); got.Pulled != 3 {
		t.Errorf("%+v", got)
	}
}

// The page is served as the native relay serves it.
func TestFilesOfTheEdge(t *testing.T) {
	needEdge(t)
	web := t.TempDir()
	writeFile(t, web, "index.html", "<title>demo</title>")
	writeFile(t, web, "404.html", "<title>not here</title>")
	writeFile(t, web, "main.js", "export {}")
	writeFile(t, web, "main.js.gz", "zipped")
	writeFile(t, web, ".secret.html", "secret")
	writeFile(t, web, "data.db", "secret")
	writeFile(t, web, "stale.js", "export new")
	writeFile(t, web, "stale.js.gz", "zipped before")
	before := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(web, "stale.js.gz"), before, before); err != nil {
		t.Fatal(err)
	}
	cmd := edgeCommand(t, relayConfig{}.withDefaults(t))
	for i, arg := range cmd.Args {
		if arg == "--web" {
			cmd.Args[i+1] = web
		}
	}
	relay := launch(t, cmd)
	for _, c := range []struct {
		path, accept     string
		status           int
		contentType, enc string
		body             string
	}{
		{"/", "", 200, "text/html; charset=utf-8", "", "<title>demo</title>"},
		{"/index.html", "", 200, "text/html; charset=utf-8", "", "<title>demo</title>"},
		{"/main.js", "identity", 200, "text/javascript; charset=utf-8", "", "export {}"},
		{"/main.js", "gzip, br", 200, "text/javascript; charset=utf-8", "gzip", "zipped"},
		{"/stale.js", "gzip", 200, "text/javascript; charset=utf-8", "", "export new"},
		{"/main.js.gz", "identity", 404, "", "", ""},
		{"/.secret.html", "", 404, "", "", ""},
		{"/data.db", "", 404, "", "", ""},
		{"/nothing.js", "", 404, "", "", ""},
	} {
		resp, body := hosttest.Get(t, relay.http+c.path, http.Header{"Accept-Encoding": {c.accept}})
		if resp.StatusCode != c.status {
			t.Errorf("%s: %s, want %d", c.path, resp.Status, c.status)
			continue
		}
		h := resp.Header
		if c.status == 200 && (h.Get("Content-Type") != c.contentType || h.Get("Content-Encoding") != c.enc || string(body) != c.body) {
			t.Errorf("%s for %q: %v %q", c.path, c.accept, h, body)
		}
		if !strings.Contains(h.Get("Content-Security-Policy"), "'wasm-unsafe-eval'") || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", c.path, h)
		}
	}
	for accept, want := range map[string]string{"text/html,*/*;q=0.8": "<title>not here</title>", "*/*": "404 page not found\n"} {
		resp, body := hosttest.Get(t, relay.http+"/nothing", http.Header{"Accept": {accept}})
		if resp.StatusCode != 404 || string(body) != want {
			t.Errorf("a page that is not there, for %q: %s, %q", accept, resp.Status, body)
		}
	}
}

// The program fits, and holds nothing that has no place on the edge.
func TestEdgeProgram(t *testing.T) {
	needEdge(t)
	text, err := exec.Command("bash", "-c", "gzip -9 -c edge/build/app.wasm | wc -c").Output()
	if err != nil {
		t.Fatal(err)
	}
	var size int
	if _, err := fmt.Sscan(string(text), &size); err != nil || size > 2_250_000 {
		t.Errorf("%d bytes compressed, %v; 2,250,000 are allowed", size, err)
	}
	list := exec.Command("go", "list", "-deps", ".")
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	deps, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	// The code of elliptic curves and of X.509 is taken out (edge.sh): nothing but TLS
	// may use it.
	imports := exec.Command("go", "list", "-deps", "-f", "{{.ImportPath}} {{.Imports}}", ".")
	imports.Env = list.Env
	text, err = imports.Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		name, imported, _ := strings.Cut(line, " ")
		if strings.Contains(name, ".") && regexp.MustCompile(`crypto/(?:ecdh|ecdsa|elliptic|hpke|mlkem|tls|x509)\b`).MatchString(imported) {
			t.Errorf("%s imports what is taken out: %s", name, imported)
		}
	}
	if found := regexp.MustCompile(`.*(?:go-sqlite3|coder/websocket|sqlitedb|prometheus).*`).FindAll(deps, -1); found != nil {
		t.Errorf("the edge build depends on %s", found)
	}
}

// wrangler takes the Worker as it is, without an account.
func TestWranglerDryRun(t *testing.T) {
	needEdge(t)
	if _, err := exec.LookPath("node"); err != nil {
		lacking(t, err)
	}
	cmd := exec.Command("node", "node_modules/wrangler/bin/wrangler.js", "deploy", "--dry-run", "--outdir", t.TempDir())
	cmd.Env = append(os.Environ(), "CI=1", "WRANGLER_SEND_METRICS=false", "WRANGLER_SEND_ERROR_REPORTS=false", "WRANGLER_HIDE_BANNER=true",
		"CLOUDFLARE_CF_FETCH_ENABLED=false", "HOME="+t.TempDir())
	out, err := cmd.CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("env.ROOM (Room)")) {
		t.Errorf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}

// A room moves by a sync: the database of the native relay is an instance with
// a certificate of its own. What only the old relay has moves too, either way.
func TestRoomMovesToTheEdgeAndBack(t *testing.T) {
	rooms := t.TempDir()
	native := launch(t, nativeCommand(t, relayConfig{data: rooms}.withDefaults(t)))
	owner, room := newRoom(t)
	owner.sync(native.ws)
	learner := owner.invited("one-user", map[string]string{"user_id": otherUser})
	learner.write(room, otherUser, 0, 700)
	learner.sync(native.ws) // and is never seen again
	native.kill()

	edge := startEdge(t, relayConfig{})
	owner.admit(edge.ws)
	database := filepath.Join(rooms, room+".db")
	mustAmora(t, "sync", "--db", database, "--peer", edge.ws)
	tablet := owner.invited("full-facility", nil)
	if got := tablet.sync(edge.ws); got.Pulled != 700 {
		t.Errorf("at the edge: %+v", got)
	}

	tablet.write(room, testUser, 0, 7)
	tablet.sync(edge.ws)
	mustAmora(t, "sync", "--db", database, "--peer", edge.ws)
	edge.kill()
	native = launch(t, nativeCommand(t, relayConfig{data: rooms}.withDefaults(t)))
	if got := owner.sync(native.ws); got.Pulled != 707 {
		t.Errorf("back again: %+v", got)
	}
}

// Objects share 128 MB with others of their class: a room stays far below, at
// rest and with the largest chunks on their way in and out.
func TestMemoryOfARoomOnTheEdge(t *testing.T) {
	relay := startEdge(t, relayConfig{})
	owner, room := newRoom(t)
	owner.sync(relay.ws)
	got := roomMetrics(t, relay, room)["memory_bytes"]
	if t.Logf("at rest: %v bytes", got); got > 9_000_000 {
		t.Errorf("at rest: %v bytes, 9,000,000 are allowed", got)
	}
	_, err := owner.Exec(t.Context(), `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
INSERT INTO log (facility_id, user_id, content) SELECT ?1, ?2, ?3 || i FROM n`, room, testUser, strings.Repeat("x", 1700))
	owner.must(err)
	owner.sync(relay.ws)
	owner.invited("full-facility", nil).sync(relay.ws)
	if got := roomMetrics(t, relay, room)["memory_bytes"]; got > 24_000_000 {
		t.Errorf("after chunks of 900 KB: %v bytes", got)
	}
}

// Of a request that a room does not know the body stays outside the room: its
// program's memory never shrinks.
func TestEdgeReadsNoBodies(t *testing.T) {
	relay := startEdge(t, relayConfig{})
	memory := func() float64 {
		_, body := hosttest.Get(t, relay.http+"/"+testRoom+"/metrics", http.Header{"Authorization": {"Bearer " + testAdmin}})
		found := regexp.MustCompile(`(?m)^amora_room_memory_bytes\S* (\S+)$`).FindSubmatch(body)
		if found == nil {
			t.Fatalf("no memory in %s", body)
		}
		n, err := strconv.ParseFloat(string(found[1]), 64)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := memory()
	const size = 8 << 20
	bodies := map[string]func() io.Reader{
		"of a known length": func() io.Reader { return bytes.NewReader(make([]byte, size)) },
		"in chunks":         func() io.Reader { return io.LimitReader(zeros{}, size) },
	}
	for i, method := range foreignMethods {
		paths := []string{"/metrics", "/api/morango/v1/nonces/", "/nothing", "/metrics/", "//metrics"}
		for _, path := range []string{paths[i%len(paths)], paths[(i+1)%len(paths)]} {
			for name, body := range bodies {
				req, err := http.NewRequestWithContext(t.Context(), method, relay.http+"/"+testRoom+path, body())
				if err != nil {
					t.Fatal(err)
				}
				resp, err := http.DefaultClient.Do(req)
				if err != nil {
					continue // the answer came, and the connection went, before the body was sent
				}
				resp.Body.Close()
				if resp.StatusCode < 400 || resp.StatusCode >= 500 {
					t.Errorf("%s %s, a body %s: %s", method, path, name, resp.Status)
				}
			}
		}
	}
	if after := memory(); after > before+2<<20 {
		t.Errorf("the room's memory grew from %.0f to %.0f bytes", before, after)
	}
}

// objectFiles are the files of rooms' objects in an edge relay's folder.
func objectFiles(t *testing.T, data string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(data, "amora-room", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(files, func(name string) bool {
		return strings.HasPrefix(filepath.Base(name), "metadata.") // workerd's own, of all objects together
	})
}

// A room's object starts for a well-formed hello to it, and for the operator:
// not for an upgrade, nor for other messages and requests.
func TestStrangersStartNoRoomsOnTheEdge(t *testing.T) {
	data := t.TempDir()
	relay := startEdge(t, relayConfig{data: data})
	roomOf := func(n int) string { return fmt.Sprintf("%032x", n) }
	of := func(h wire.Hello) []byte { return wire.Encode(wire.KindHello, h, "") }
	hello := func(room, root string) []byte {
		certificate := map[string]string{"serialized": `{"id": "` + root + `"}`, "signature": ""}
		chain, err := json.Marshal([]any{certificate})
		if err != nil {
			t.Fatal(err)
		}
		return of(wire.Hello{Versions: []int{1}, Instance: room, Nonce: room, Chain: chain})
	}
	messages := map[string][]byte{
		"nothing": {}, "nonsense": []byte("nonsense"), "an empty header": wire.Encode(wire.KindHello, struct{}{}, ""),
		"a list":                  append([]byte{1, 0, 0, 0, 2}, "[]"...),
		"another kind":            wire.Encode(wire.KindOpen, wire.Open{}, ""),
		"a hello to another room": hello(roomOf(1), roomOf(2)), "a hello with a body": append(hello(roomOf(1), roomOf(1)), ' '),
		"a long hello": of(wire.Hello{Versions: []int{1}, Capabilities: []string{strings.Repeat("x", 300<<10)}}),
		"bad UTF-8":    append([]byte{1, 0, 0, 0, 3}, "\"\xff\""...),
		"no versions":  of(wire.Hello{Versions: []int{2}, Instance: roomOf(1), Nonce: roomOf(1)}),
		"no chain":     of(wire.Hello{Versions: []int{1}, Instance: roomOf(1), Nonce: roomOf(1), Chain: []byte("[]")}),
	}
	for name, msg := range messages {
		c := connectTo(t, relay.ws, roomOf(1))
		if err := c.Send(t.Context(), msg); err != nil {
			t.Fatal(err)
		}
		if code := refusal(t, c); code == "" || code == fault.Internal {
			t.Errorf("%s is answered with %q", name, code)
		}
	}
	for n := range 50 {
		connectTo(t, relay.ws, roomOf(100+n))
	}
	for _, path := range []string{"/metrics", "/nothing", "/api/morango/v1/nonces/"} {
		for _, method := range foreignMethods {
			resp := request(t, method, relay.http+"/"+roomOf(3)+path, http.NoBody)
			if resp.StatusCode < 400 || resp.StatusCode >= 500 {
				t.Errorf("%s %s: %s", method, path, resp.Status)
			}
		}
	}
	if files := objectFiles(t, data); len(files) != 0 {
		t.Errorf("objects were started: %v", files)
	}
	c := connectTo(t, relay.ws, roomOf(1))
	if err := c.Send(t.Context(), hello(roomOf(1), roomOf(1))); err != nil {
		t.Fatal(err)
	}
	if code := refusal(t, c); code != fault.BadCertificate {
		t.Errorf("a hello with a certificate that is none is answered with %q", code)
	}
	if files := objectFiles(t, data); len(files) == 0 {
		t.Error("a well-formed hello has started no object")
	}
}

// Where the operator lists rooms, others' objects do not start at all.
func TestUnlistedRoomsDoNotStartOnTheEdge(t *testing.T) {
	data := t.TempDir()
	relay := startEdge(t, relayConfig{data: data, rooms: testRoom})
	owner, _ := newRoom(t)
	_, err := owner.Sync(t.Context(), relay.ws, dial, client.Options{})
	if fault.CodeOf(err) != fault.RoomClosed {
		t.Error(err)
	}
	if files := objectFiles(t, data); len(files) != 0 {
		t.Errorf("objects were started: %v", files)
	}
}

// A room that was entered gets sockets itself, also after the Worker was started
// anew; the first session, which came through the gate, goes on.
func TestGateOfTheEdge(t *testing.T) {
	data := t.TempDir()
	relay := startEdge(t, relayConfig{data: data})
	owner, room := newRoom(t)
	owner.write(room, testUser, 0, 1200) // several chunks
	owner.sync(relay.ws)
	tablet := owner.invited("full-facility", nil)
	if got := tablet.sync(relay.ws); got.Pulled != 1200 {
		t.Errorf("%+v", got)
	}
	relay.kill()
	relay = startEdge(t, relayConfig{data: data})
	if got := owner.invited("full-facility", nil).sync(relay.ws); got.Pulled != 1200 {
		t.Errorf("after a restart: %+v", got)
	}
}

// zeros never end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// connectTo dials a room.
func connectTo(t *testing.T, ws, room string) wire.Conn {
	t.Helper()
	c, err := dial(t.Context(), ws+"/sync/"+room)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close(wire.CloseNormal, "") })
	return c
}

// refusal is the code of the error that a relay answers with before it closes.
func refusal(t *testing.T, c wire.Conn) (code fault.Code) {
	t.Helper()
	for {
		data, err := c.Receive(t.Context())
		if err != nil {
			return code
		}
		m, err := wire.Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		var failure wire.Failure
		if m.Kind != wire.KindError {
			t.Fatalf("a message of kind %d", m.Kind)
		}
		if err := m.Read(&failure); err != nil {
			t.Fatal(err)
		}
		code = failure.Code
	}
}

// foreignMethods are the methods that nothing below a room takes without the
// operator's token.
var foreignMethods = []string{"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "SUBSCRIBE"}

// request sends a request; its body may be refused while it is sent.
func request(t *testing.T, method, url string, body io.Reader) *http.Response {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, body)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatalf("%s %s: %v", method, url, err)
	}
	resp.Body.Close()
	return resp
}
