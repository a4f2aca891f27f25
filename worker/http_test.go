//go:build !js

package main

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

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
