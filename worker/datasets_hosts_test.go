//go:build !js

package main

import (
	"context"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/worker/hosttest"
)

// A database holds a dataset of its own and one that it joins while its live sync
// runs. Both rooms lie at one relay; what is written goes to those who hold it,
// and to nobody else; one is left.
func TestDatasetsByEachHost(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{})
		owner, shared := newRoom(t)
		both := newMember(t, owner.schema)
		root, err := both.CreateRoot(t.Context(), "full-facility", nil)
		both.must(err)
		own := root.ID
		owner.write(shared, testUser, 0, 3)
		both.write(own, testUser, 0, 5)
		owner.sync(relay.ws)
		ctx, stop := context.WithCancel(t.Context())
		over := make(chan error, 1)
		go func() {
			_, err := both.Sync(ctx, relay.ws, dial, client.Options{Live: true})
			over <- err
		}()
		hosttest.Eventually(t, "the own rows are at the relay", func() bool {
			status, err := both.Status(t.Context())
			both.must(err)
			return status.OnlyHere == 0
		})
		invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "full-facility", Relay: relay.ws})
		owner.must(err)
		_, err = core.JoinAnother(t.Context(), both.Instance, invite, dial)
		both.must(err)
		hosttest.Eventually(t, "the shared rows have come", func() bool { return both.text("SELECT count(*) FROM log") == "8" })
		both.write(shared, testUser, 3, 1)
		hosttest.Eventually(t, "the shared row has gone", func() bool {
			owner.sync(relay.ws)
			return owner.text("SELECT count(*) FROM log") == "4"
		})
		both.must(core.Leave(t.Context(), both.Instance, shared, false))
		both.write(own, testUser, 5, 1)
		hosttest.Eventually(t, "the own row is at the relay", func() bool {
			status, err := both.Status(t.Context())
			both.must(err)
			return status.OnlyHere == 0
		})
		stop()
		both.must(<-over)
		if got := both.text("SELECT count(*) FROM log"); got != "6" {
			t.Errorf("%s rows are left", got)
		}
		owner.sync(relay.ws)
		if got := owner.text("SELECT count(*) FROM log"); got != "4" {
			t.Errorf("the owner has %s rows", got)
		}
	})
}
