//go:build !js

package relay

import (
	"net/http"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/hosttest"
)

// Anybody may ask for the relay's health: nothing else is told with it.
func TestHealth(t *testing.T) {
	_, url := testRelay(t, serving(fakePeer{}), func(srv *Server) { srv.version = "1.2.3" })
	connect(t, url)
	resp, body := hosttest.Get(t, strings.Replace(url, "ws", "http", 1)+"/healthz", nil)
	if resp.StatusCode != 200 || strings.TrimSpace(string(body)) != `{"status":"ok"}` {
		t.Fatalf("%s: %s", resp.Status, body)
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
		"short id":          {path: "/sync/0123", protocol: wire.Subprotocol, want: 404},
		"capitals":          {path: "/sync/" + strings.ToUpper(testRoom), protocol: wire.Subprotocol, want: 404},
		"a path in the id":  {path: "/sync/..%2f..%2fetc%2fpasswd", protocol: wire.Subprotocol, want: 404},
		"newline at end":    {path: "/sync/" + testRoom + "%0a", protocol: wire.Subprotocol, want: 404},
		"no id":             {path: "/sync/", protocol: wire.Subprotocol, want: 404},
	} {
		t.Run(name, func(t *testing.T) {
			header := http.Header{}
			if !c.plain {
				header = hosttest.UpgradeHeader(c.protocol)
			}
			resp, body := hosttest.Get(t, url+c.path, header)
			if resp.StatusCode != c.want {
				t.Errorf("%s: %s", resp.Status, body)
			}
		})
	}
}

// shake does a WebSocket handshake by hand and hangs up.
func shake(t *testing.T, ws, name, value string) *http.Response {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), "GET", strings.Replace(ws, "ws", "http", 1)+"/sync/"+testRoom, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header = hosttest.UpgradeHeader(wire.Subprotocol)
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
	_, limited := testRelay(t, serving(fakePeer{}), func(srv *Server) { srv.origins = []string{"https://*.example.org"} })
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
	_, full := testRelay(t, serving(fakePeer{}), func(srv *Server) { srv.rooms.places.max = 1 })
	connect(t, full)
	if _, err := Dial(t.Context(), full+"/sync/"+testRoom); fault.CodeOf(err) != fault.Unavailable || !strings.Contains(err.Error(), "the relay is full") {
		t.Errorf("the second socket: %v", err)
	}
	_, unbound := testRelay(t, serving(fakePeer{}), func(srv *Server) { srv.rooms.places.max = 0 })
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
