//go:build !js

package cli

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/amora-sync/amora/worker/relay"
)

// A relay on loopback answers the pages of its own machine, under the machine's
// own names; one with a public name or with --origins those that it was told.
func TestLoopbackRelayKnowsItsNames(t *testing.T) {
	log := slog.New(slog.DiscardHandler)
	folder, err := relay.OpenFolder(t.Context(), t.TempDir(), relay.FolderOptions{Log: log})
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	handler := relay.New(relay.Options{Folder: folder, Log: log})
	defer handler.Close()
	local, public := serveFlags{listen: "127.0.0.1:0"}, serveFlags{listen: "127.0.0.1:0", publicHosts: list{"sync.example.org"}}
	some, lan := serveFlags{listen: "localhost:0", origins: list{"https://app.example.org"}}, serveFlags{listen: ":0"}
	for _, c := range []struct {
		flags        serveFlags
		host, origin string
		want         int
	}{
		{local, "127.0.0.1:8787", "", 200},
		{local, "127.9.9.9", "", 200},
		{local, "localhost:8787", "http://localhost:3000", 200},
		{local, "[::1]:8787", "http://127.0.0.1", 200},
		{local, "app.localhost", "http://app.localhost:8787", 200},
		{local, "127.0.0.1:8787", "https://evil.example", 403},
		{local, "127.0.0.1:8787", "null", 403},
		{local, "127.0.0.1:8787", "https://localhost.evil.example", 403},
		{local, "127.0.0.1:8787", "http://127.0.0.1@evil.example", 403},
		{local, "evil.example:8787", "http://evil.example:8787", 421},
		{local, "127.0.0.1.evil.example", "", 421},
		{local, "192.0.2.7:8787", "", 421},
		{local, "", "", 421},
		{public, "sync.example.org", "https://app.example.org", 200},
		{public, "127.0.0.1:8787", "https://app.example.org", 200},
		{public, "evil.example", "", 421},
		{some, "localhost:8787", "https://app.example.org", 200},
		{some, "evil.example", "http://evil.example", 421},
		{lan, "relay.local:8787", "https://app.example.org", 200},
	} {
		server := newServer(c.flags, handler, http.HandlerFunc(noPage), log)
		for _, path := range []string{"/", "/healthz"} {
			r := httptest.NewRequest("GET", path, nil)
			r.Host = c.host
			if c.origin != "" {
				r.Header.Set("Origin", c.origin)
			}
			w := httptest.NewRecorder()
			server.Handler.ServeHTTP(w, r)
			if w.Code != c.want {
				t.Errorf("%s at %q from %q: %d, want %d", path, c.host, c.origin, w.Code, c.want)
			}
		}
	}
}
