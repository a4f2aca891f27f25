//go:build linux

package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/worker/host"
	"github.com/amora-sync/amora/worker/hosttest"
)

// Members that read nothing of what they pull cost a room on the edge a stated
// sum, however many they are, and keep it from others for a while only: the
// platform would buffer 14 MB for each of these, and objects have 128 MB.
func TestDeafPeersOfTheEdge(t *testing.T) {
	const peers, records, most = 25, 2000, 128e6
	data := t.TempDir()
	relay := startEdge(t, relayConfig{data: data})
	owner, room := newRoom(t)
	owner.writeNoise(room, records)
	owner.sync(relay.ws)
	relay.kill()
	relay = startEdge(t, relayConfig{data: data, limits: host.Limits{RoomBytes: 1}}) // a full room makes no copies
	shared, tablet := owner.invited("full-facility", nil), owner.invited("full-facility", nil)
	members := deafMembers(t, relay, shared, room, peers)
	before := peakBytes(t, relay)
	for _, p := range members {
		pullMuch(t, p, shared, room, 4)
	}
	hosttest.Eventually(t, "another member's pull", func() bool {
		_, err := tablet.Sync(t.Context(), relay.ws, dial, client.Options{})
		return err == nil
	})
	if got := tablet.text("SELECT count(*) FROM log"); got != fmt.Sprint(records) {
		t.Errorf("the other member has %s records", got)
	}
	if took := peakBytes(t, relay) - before; took > most {
		t.Errorf("%d peers take %.0f MB, %.0f are allowed", peers, took/1e6, most/1e6)
	} else {
		t.Logf("%d peers take %.0f MB", peers, took/1e6)
	}
}

// What strangers send to a room that is there, by Morango's HTTP protocol, stays
// within a stated part of its memory, however many they are, and other requests
// are answered meanwhile. The room's program never gives memory back.
func TestEdgeBodiesAreBounded(t *testing.T) {
	const strangers, most = 40, 32e6
	relay := startEdge(t, relayConfig{})
	owner, room := newRoom(t)
	owner.sync(relay.ws)
	buffers := relay.http + "/" + room + "/api/morango/v1/buffers/"
	post := func(size int) (status int) {
		resp, err := http.Post(buffers, "application/json", bytes.NewReader(bytes.Repeat([]byte{' '}, size)))
		if err != nil {
			return 0 // the answer came, and the connection went, before the body was sent
		}
		resp.Body.Close()
		return resp.StatusCode
	}
	var all sync.WaitGroup
	for range strangers {
		all.Go(func() {
			if got := post(4 << 20); got != 0 && got != http.StatusBadRequest && got != http.StatusServiceUnavailable {
				t.Errorf("a body of 4 MB is answered with %d", got)
			}
		})
	}
	all.Wait()
	if got := post(5 << 20); got != 0 && got != http.StatusRequestEntityTooLarge {
		t.Errorf("a body of 5 MB is answered with %d", got)
	}
	if got := post(100); got != http.StatusBadRequest {
		t.Errorf("a small body is answered with %d", got)
	}
	if got := roomMetrics(t, relay, room)["memory_bytes"]; got > most {
		t.Errorf("the room's program has %.0f MB, %.0f are allowed", got/1e6, most/1e6)
	} else {
		t.Logf("the room's program has %.0f MB", got/1e6)
	}
	owner.sync(relay.ws)
}

// Bodies that do not go on keep nobody out of a room: what counts is what has come
// of them, and of one network, which of IPv6 is a /64, no more than its half.
func TestEdgeIdleBodiesKeepNobodyOut(t *testing.T) {
	const body = 4 << 20
	relay := startEdge(t, relayConfig{})
	owner, room := newRoom(t)
	owner.sync(relay.ws)
	post := func(address string, sends int, rest io.Reader) (status int, err error) {
		all := io.MultiReader(bytes.NewReader(bytes.Repeat([]byte{' '}, sends)), rest)
		req, err := http.NewRequestWithContext(t.Context(), "POST", relay.http+"/"+room+"/api/morango/v1/buffers/", all)
		if err != nil {
			return 0, err
		}
		req.ContentLength = body
		req.Header.Set("Content-Type", "application/json")
		resp, err := with{"CF-Connecting-IP": address}.RoundTrip(req)
		if err != nil {
			return 0, err
		}
		return resp.StatusCode, resp.Body.Close()
	}
	idle := func(address string, sends int) (answered chan struct{}) {
		waits, ends := io.Pipe()
		t.Cleanup(func() { ends.Close() })
		answered = make(chan struct{})
		go func() {
			defer close(answered)
			_, _ = post(address, sends, waits) // refused, or the connection ends
		}()
		return answered
	}
	whole := func(when, address string) {
		t.Helper()
		if status, err := post(address, body, http.NoBody); err != nil || status != http.StatusBadRequest {
			t.Errorf("%s a whole body is answered with %d, %v", when, status, err)
		}
	}
	for i := range 4 {
		idle(fmt.Sprintf("192.0.2.%d", i), 1)
	}
	for range 5 { // the others come meanwhile
		whole("beside idle ones", "198.51.100.1")
	}
	first, second := idle("2001:db8:0:1::1", 3<<20), idle("2001:db8::1:2:0:0:2", 3<<20)
	select {
	case <-first:
	case <-second:
	case <-time.After(hosttest.WaitAtMost):
		t.Error("one network has more than its half")
	}
	whole("beside those of a household", "198.51.100.1")
}
