//go:build !js

package main

import (
	"testing"

	"github.com/amora-sync/amora/core"
)

// Tests of what an operator limits, once for each host.

// A full room takes nothing more in, and can still be read.
func TestFullRoom(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{limits: limits{roomBytes: 2_000_000}})
		owner, room := newRoom(t)
		owner.write(room, testUser, 0, 500)
		owner.sync(relay.ws)
		tablet := owner.invited("full-facility", nil)
		owner.write(room, testUser, 1000, 20_000)
		_, err := owner.Sync(t.Context(), relay.ws, dial, core.SyncOptions{})
		if core.CodeOf(err) != core.CodeLimit {
			t.Errorf("pushing: %v", err)
		}
		if got := tablet.sync(relay.ws); got.Pulled != 500 {
			t.Errorf("pulling: %+v", got)
		}
	})
}

// A socket that sends without end is sent away, for a while.
func TestRateOfASocket(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{limits: limits{perMinute: 50}})
		owner, room := newRoom(t)
		owner.write(room, testUser, 0, 100)
		_, err := owner.Sync(t.Context(), relay.ws, dial, core.SyncOptions{ChunkSize: 1})
		if core.CodeOf(err) != core.CodeUnavailable {
			t.Errorf("101 messages at once: %v", err)
		}
		owner.sync(relay.ws) // the rest, on another socket
	})
}

// A member brings so many counters and no more: here by new identities, as of
// a tab whose storage is wiped each day.
func TestCountersOfAMember(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{limits: limits{memberCounters: 400}})
		owner, room := newRoom(t)
		owner.sync(relay.ws)
		learner := owner.invited("full-facility", nil)
		for day := range 10 {
			var err error
			learner.Instance, err = core.Open(t.Context(), learner.DB(), core.Options{Schema: learner.Schema(), NewIdentity: true})
			learner.must(err)
			learner.write(room, testUser, day, 1)
			if _, err = learner.Sync(t.Context(), relay.ws, dial, core.SyncOptions{Push: true}); core.CodeOf(err) == core.CodeLimit && day > 1 {
				return
			}
			learner.must(err)
		}
		t.Error("ten devices' counters were taken")
	})
}
