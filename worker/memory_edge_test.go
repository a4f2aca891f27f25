//go:build linux

package main

import (
	"bytes"
	"fmt"
	"net/http"
	"sync"
	"testing"

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
