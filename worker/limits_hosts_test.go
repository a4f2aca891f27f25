//go:build !js

package main

import (
	"context"
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
		child := tablet.invited("full-facility", nil)
		if got := tablet.syncWhile(relay.ws, func() {
			_, err := child.Sync(t.Context(), relay.ws, dial, core.SyncOptions{})
			if core.CodeOf(err) != core.CodeLimit {
				t.Errorf("pulling while another of the branch does: %v", err)
			}
		}); got.Pulled != 500 {
			t.Errorf("pulling: %+v", got)
		}
		if got := child.sync(relay.ws); got.Pulled != 500 {
			t.Errorf("pulling afterwards: %+v", got)
		}
	})
}

// syncWhile does something else as the first records arrive.
func (m *member) syncWhile(relay string, during func()) core.SyncResult {
	m.t.Helper()
	result, err := m.Sync(m.t.Context(), relay, func(ctx context.Context, url string) (core.Conn, error) {
		c, err := dial(ctx, url)
		return &busyConn{c, during}, err
	}, core.SyncOptions{})
	m.must(err)
	return result
}

type busyConn struct {
	core.Conn
	during func() // nil once it is done
}

func (c *busyConn) Receive(ctx context.Context) ([]byte, error) {
	msg, err := c.Conn.Receive(ctx)
	if err == nil && msg[0] == kindOfChunk && c.during != nil {
		c.during()
		c.during = nil
	}
	return msg, err
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
