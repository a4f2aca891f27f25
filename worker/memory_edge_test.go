//go:build linux

package main

import (
	"fmt"
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
