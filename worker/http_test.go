//go:build !js

package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/worker/hosttest"
)

// Metrics are for whoever has the operator's token, and count.
func TestMetrics(t *testing.T) {
	dir := t.TempDir()
	owner, _, room := school(t, dir, 7)
	relay := startServe(t, "--data", filepath.Join(dir, "rooms"), "--admin", "let me see")
	ask := func(token string) (int, string) {
		resp, body := hosttest.Get(t, relay.http+"/metrics", http.Header{"Authorization": {"Bearer " + token}})
		return resp.StatusCode, string(body)
	}
	for _, token := range []string{"", "let me"} {
		if status, body := ask(token); status != http.StatusUnauthorized || strings.Contains(body, "amora_") {
			t.Errorf("%q: %d %s", token, status, body)
		}
	}
	mustAmora(t, "sync", "--db", owner, "--peer", relay.ws)
	var body string
	for end := time.Now().Add(10 * time.Second); !strings.Contains(body, "amora_sessions_total 1\n"); _, body = ask("let me see") {
		if time.Now().After(end) {
			t.Fatal(body)
		}
	}
	for _, want := range []string{"amora_rooms 1", "amora_sockets 0", fmt.Sprintf("amora_room_records{room=%q} 7", room), fmt.Sprintf("amora_room_transfers{room=%q} 0", room)} {
		if !strings.Contains(body, want+"\n") {
			t.Errorf("without %s:\n%s", want, body)
		}
	}
	open := startServe(t, "--data", filepath.Join(dir, "open"))
	if resp, _ := hosttest.Get(t, open.http+"/metrics", http.Header{"Authorization": {"Bearer "}}); resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("without --admin: %s", resp.Status)
	}
}

func TestHealth(t *testing.T) {
	_, url := testRelay(t, serving(fakePeer{}), func(h *Handler) { h.version = "1.2.3" })
	connect(t, url)
	resp, body := hosttest.Get(t, strings.Replace(url, "ws", "http", 1)+"/healthz", nil)
	var h health
	if err := json.Unmarshal(body, &h); err != nil || resp.StatusCode != 200 {
		t.Fatalf("%s: %s", resp.Status, body)
	}
	if h.Status != "ok" || h.Version != "1.2.3" || h.Rooms != 1 || h.Sockets != 1 {
		t.Errorf("%+v", h)
	}
}

func TestRequestsThatAreNoSockets(t *testing.T) {
	_, ws := testRelay(t, serving(fakePeer{}))
	url := strings.Replace(ws, "ws", "http", 1)
	for name, c := range map[string]struct {
		path     string
		protocol string
		plain    bool
		want     int
	}{
		"plain GET":         {path: "/sync/" + testRoom, plain: true, want: 426},
		"no subprotocol":    {path: "/sync/" + testRoom, want: 426},
		"wrong subprotocol": {path: "/sync/" + testRoom, protocol: "amora.v0", want: 426},
		"short id":          {path: "/sync/0123", protocol: core.Subprotocol, want: 404},
		"capitals":          {path: "/sync/" + strings.ToUpper(testRoom), protocol: core.Subprotocol, want: 404},
		"a path in the id":  {path: "/sync/..%2f..%2fetc%2fpasswd", protocol: core.Subprotocol, want: 404},
		"newline at end":    {path: "/sync/" + testRoom + "%0a", protocol: core.Subprotocol, want: 404},
		"no id":             {path: "/sync/", protocol: core.Subprotocol, want: 404},
	} {
		t.Run(name, func(t *testing.T) {
			header := http.Header{}
			if !c.plain {
				header = upgradeHeader(c.protocol)
			}
			resp, body := hosttest.Get(t, url+c.path, header)
			if resp.StatusCode != c.want {
				t.Errorf("%s: %s", resp.Status, body)
			}
		})
	}
}

// upgradeHeader asks for a WebSocket.
func upgradeHeader(protocol string) http.Header {
	return http.Header{
		"Connection": {"Upgrade"}, "Upgrade": {"websocket"}, "Sec-Websocket-Version": {"13"},
		"Sec-Websocket-Key": {"MDEyMzQ1Njc4OWFiY2RlZg=="}, "Sec-Websocket-Protocol": {protocol},
	}
}

// shake does a WebSocket handshake by hand and hangs up.
func shake(t *testing.T, ws, name, value string) *http.Response {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), "GET", strings.Replace(ws, "ws", "http", 1)+"/sync/"+testRoom, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header = upgradeHeader(core.Subprotocol)
	if value != "" {
		req.Header.Set(name, value)
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return resp
}

func TestOrigins(t *testing.T) {
	_, limited := testRelay(t, serving(fakePeer{}), func(h *Handler) { h.origins = []string{"https://*.example.org"} })
	_, open := testRelay(t, serving(fakePeer{}))
	for _, c := range []struct {
		url, origin string
		want        int
	}{
		{limited, "https://app.example.org", 101},
		{limited, "https://example.com", 403},
		{limited, "http://app.example.org", 403},
		{limited, "", 101},
		{open, "https://anywhere.example", 101},
	} {
		if resp := shake(t, c.url, "Origin", c.origin); resp.StatusCode != c.want {
			t.Errorf("origin %q: %s, want %d", c.origin, resp.Status, c.want)
		}
	}
}

// Who is turned away is told why, in the relay's words; a bound of 0 is none.
func TestFullRelaySaysSo(t *testing.T) {
	_, full := testRelay(t, serving(fakePeer{}), func(h *Handler) { h.rooms.max = 1 })
	connect(t, full)
	if _, err := Dial(t.Context(), full+"/sync/"+testRoom); core.CodeOf(err) != core.CodeUnavailable || !strings.Contains(err.Error(), "the relay is full") {
		t.Errorf("the second socket: %v", err)
	}
	_, unbound := testRelay(t, serving(fakePeer{}), func(h *Handler) { h.rooms.max = 0 })
	connect(t, unbound)
}

// A context would hold 1.2 MB a socket for as long as it lasts.
func TestCompressionIsAgreedOnWithoutContext(t *testing.T) {
	_, url := testRelay(t, serving(fakePeer{}))
	resp := shake(t, url, "Sec-Websocket-Extensions", "permessage-deflate; client_max_window_bits") // as browsers ask
	if got := resp.Header.Get("Sec-Websocket-Extensions"); got != "permessage-deflate; client_no_context_takeover; server_no_context_takeover" {
		t.Errorf("agreed on %q", got)
	}
}

func TestStaticFiles(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	io.WriteString(z, "zipped wasm")
	z.Close()
	server := httptest.NewServer(securityHeaders(staticFiles{fstest.MapFS{
		"index.html":       {Data: []byte("<title>demo</title>")},
		"js/index.js":      {Data: []byte("export {}")},
		"js/amora.wasm":    {Data: []byte("\x00asm")},
		"js/amora.wasm.gz": {Data: zipped.Bytes()},
		"js/amora.wasm.br": {Data: []byte("brotli")},
		".secret.html":     {Data: []byte("secret")},
		"data.db":          {Data: []byte("secret")},
	}}))
	defer server.Close()
	for _, c := range []struct {
		path, accept           string
		status                 int
		contentType, body, enc string
	}{
		{"/", "", 200, "text/html; charset=utf-8", "<title>demo</title>", ""},
		{"/js/index.js", "br, gzip", 200, "text/javascript; charset=utf-8", "export {}", ""},
		{"/js/amora.wasm", "identity", 200, "application/wasm", "\x00asm", ""},
		{"/js/amora.wasm", "gzip, deflate", 200, "application/wasm", zipped.String(), "gzip"},
		{"/js/amora.wasm", "gzip, br;q=0.5", 200, "application/wasm", "brotli", "br"},
		{"/js/amora.wasm", "gzip;q=0, br;q=0.0", 200, "application/wasm", "\x00asm", ""},
		{"/js/amora.wasm.gz", "", 404, "", "", ""},
		{"/js/", "", 404, "", "", ""},
		{"/nothing.js", "", 404, "", "", ""},
		{"/.secret.html", "", 404, "", "", ""},
		{"/data.db", "", 404, "", "", ""},
		{"/../../etc/hostname.txt", "", 404, "", "", ""},
	} {
		resp, body := hosttest.Get(t, server.URL+c.path, http.Header{"Accept-Encoding": {c.accept}})
		h := resp.Header
		if resp.StatusCode != c.status {
			t.Errorf("%s: %s, want %d", c.path, resp.Status, c.status)
			continue
		}
		if c.status == 200 && (h.Get("Content-Type") != c.contentType || string(body) != c.body || h.Get("Content-Encoding") != c.enc) {
			t.Errorf("%s for %q: %s, %q, %q", c.path, c.accept, h.Get("Content-Type"), h.Get("Content-Encoding"), body)
		}
		if c.status == 200 && (h.Get("Vary") != "Accept-Encoding" || h.Get("Cache-Control") != "no-cache" || resp.ContentLength != int64(len(c.body))) {
			t.Errorf("%s: %v", c.path, h)
		}
		if !strings.Contains(h.Get("Content-Security-Policy"), "'wasm-unsafe-eval'") || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", c.path, h)
		}
	}
	resp, _ := hosttest.Get(t, server.URL+"/js/amora.wasm", http.Header{"Accept-Encoding": {"gzip"}})
	resp, body := hosttest.Get(t, server.URL+"/js/amora.wasm", http.Header{"Accept-Encoding": {"gzip"}, "If-None-Match": {resp.Header.Get("ETag")}})
	if resp.StatusCode != http.StatusNotModified || len(body) > 0 {
		t.Errorf("an unchanged file: %s", resp.Status)
	}
}

func TestWebFolderThatIsNone(t *testing.T) {
	if _, err := openWeb(filepath.Join(t.TempDir(), "none")); core.CodeOf(err) != core.CodeBadRequest {
		t.Error(err)
	}
}

func TestWebFolderLinksLeadNowhere(t *testing.T) {
	outside, dir := filepath.Join(t.TempDir(), "outside.txt"), t.TempDir()
	if err := os.WriteFile(outside, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "link.txt")); err != nil {
		t.Skip(err)
	}
	fsys, err := openWeb(dir)
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	staticFiles{fsys}.ServeHTTP(w, httptest.NewRequest("GET", "/link.txt", nil))
	if w.Code != http.StatusNotFound {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
