//go:build !js

package relay

import (
	"bufio"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/wire"
)

// Whatever a request looks like, the relay answers it, and enters only rooms
// whose names are room ids.
func FuzzRequest(f *testing.F) {
	fuzzing.Start(f)
	const upgrade = " HTTP/1.1\r\nHost: relay\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: " + wire.Subprotocol + "\r\n\r\n"
	for _, text := range []string{
		"GET /sync/" + testRoom + upgrade, "GET /token/a%20b/sync/" + testRoom + upgrade,
		"GET /token/%zz/sync/" + testRoom + upgrade, "GET /sync/..%2f..%2fetc%2fpasswd" + upgrade,
		"GET //sync/" + testRoom + "%0a" + upgrade, "POST /sync/" + testRoom + upgrade,
		"GET /metrics HTTP/1.1\r\nHost: relay\r\nAuthorization: Bearer secret\r\n\r\n", "HEAD /healthz HTTP/1.0\r\n\r\n",
		"PUT /healthz HTTP/1.1\r\nHost: relay\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
	} {
		f.Add(text)
	}
	rooms := newRooms(func(*room) peer { return fakePeer{} }, 0, slog.New(slog.DiscardHandler))
	srv := newServer(rooms, slog.New(slog.DiscardHandler))
	srv.admin = "another secret"
	f.Cleanup(srv.Close)
	f.Fuzz(func(t *testing.T, text string) {
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(text)))
		if err != nil {
			return
		}
		w := httptest.NewRecorder()
		srv.ServeHTTP(w, r)
		// A recorder's connection cannot be taken over: that is not implemented.
		if w.Code >= http.StatusInternalServerError && w.Code != http.StatusNotImplemented {
			t.Fatalf("%q is answered with %d", text, w.Code)
		}
		rooms.mu.Lock()
		defer rooms.mu.Unlock()
		for id, r := range rooms.byID {
			if r.timer.Stop(); !roomID.MatchString(id) {
				t.Fatalf("the room %q", id)
			}
		}
		clear(rooms.byID)
	})
}
