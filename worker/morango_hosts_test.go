//go:build !js

package main

import (
	"os"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morangoclient"
	"github.com/amora-sync/amora/worker/relay"
)

// TestHostsSpeakMorangosProtocol: on every host a device opens a room by
// Morango's own HTTP protocol, at the room's address, for the app of a schema
// that the operator has given; and another device gets what it brought, and
// edits.
func TestHostsSpeakMorangosProtocol(t *testing.T) {
	const file = "testdata/morango/schema.json"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		const token = "correct-horse-battery-staple" // without it the edge starts no room for who has proved nothing
		served := start(relayConfig{schema: file, rooms: "token=" + token})
		owner := newMember(t, string(text))
		root, err := owner.CreateRoot(t.Context(), "full", nil)
		owner.must(err)
		pupil := owner.row("pupil", map[string]any{"dataset_id": root.ID, "name": "Ada"})
		at := func(room string) string { return served.http + "/token/" + token + "/" + room + "/" }
		url := at(root.ID)
		owner.moves(url, moved{Pushed: 1})
		invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "full"})
		owner.must(err)
		other := newMember(t, string(text))
		_, err = other.Join(t.Context(), invite)
		other.must(err)
		other.moves(url, moved{Pulled: 1})
		other.row("answer", map[string]any{"dataset_id": root.ID, "pupil_id": pupil, "question": "?", "text": "of the other"})
		other.moves(url, moved{Pushed: 1})
		owner.moves(url, moved{Pulled: 1})
		owner.moves(url, moved{})
		if got := owner.text("SELECT text FROM answer"); got != "of the other" {
			t.Errorf("the owner has %q", got)
		}

		stranger, room := newRoom(t) // whose schema the relay does not know
		if _, err := stranger.syncMorango(at(room)); fault.CodeOf(err) != fault.RoomClosed {
			t.Errorf("of another profile: %v", err)
		}
	})
}

// syncMorango syncs with a server of Morango's protocol.
func (m *member) syncMorango(url string) (client.Result, error) {
	m.t.Helper()
	c, err := morangoclient.Connect(m.t.Context(), m.Hub(), relay.HTTP, url, morangoclient.Options{})
	if err != nil {
		return client.Result{}, err
	}
	return c.Sync(m.t.Context(), client.Options{})
}

// moves syncs so, and checks how many records go each way.
func (m *member) moves(url string, want moved) {
	m.t.Helper()
	r, err := m.syncMorango(url)
	m.must(err)
	if got := (moved{int(r.Pulled), int(r.Pushed)}); got != want {
		m.t.Fatalf("moved %+v, want %+v", got, want)
	}
}
