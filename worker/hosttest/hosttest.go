// Package hosttest holds what tests of relays share: a bad network, and a few
// helpers. It knows nothing of the relays, so that all their packages may use it
// in tests.
package hosttest

import (
	"context"
	"io"
	"net/http"
	"testing"
	"time"
)

// WaitAtMost is how long a test waits for what has to happen. It only ends tests
// that hang: on a busy machine everything may take long.
const WaitAtMost = 2 * time.Minute

// Eventually waits until something has happened.
func Eventually(t testing.TB, what string, happened func() bool) {
	t.Helper()
	for end := time.Now().Add(WaitAtMost); !happened(); {
		if time.Now().After(end) {
			t.Fatalf("not within %v: %s", WaitAtMost, what)
		}
		<-time.After(20 * time.Millisecond)
	}
}

// Lines is a log that a test reads line by line.
type Lines chan string

func (l Lines) Write(line []byte) (int, error) {
	l <- string(line)
	return len(line), nil
}

// Get asks without following redirects or unpacking anything.
func Get(t *testing.T, url string, header http.Header) (*http.Response, []byte) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), WaitAtMost)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range header {
		req.Header[k] = v
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, body
}

// UpgradeHeader asks for a WebSocket.
func UpgradeHeader(protocol string) http.Header {
	return http.Header{
		"Connection": {"Upgrade"}, "Upgrade": {"websocket"}, "Sec-Websocket-Version": {"13"},
		"Sec-Websocket-Key": {"MDEyMzQ1Njc4OWFiY2RlZg=="}, "Sec-Websocket-Protocol": {protocol},
	}
}
