//go:build !js

package main

import (
	"context"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/host"
)

// Tests of what an operator limits, once for each host.

// A full room takes nothing more in, and can still be read, by all at once.
func TestFullRoom(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{limits: host.Limits{RoomBytes: 1_180_000}})
		owner, room := newRoom(t)
		owner.write(room, testUser, 0, 500)
		owner.sync(relay.ws)
		tablet := owner.invited("full-facility", nil)
		tablet.sync(relay.ws)
		tablet.write(room, testUser, 500, 500)
		_, err := tablet.Sync(t.Context(), relay.ws, dial, client.Options{})
		if fault.CodeOf(err) != fault.Limit {
			t.Errorf("pushing: %v", err)
		}
		phone, child := owner.invited("full-facility", nil), tablet.invited("full-facility", nil)
		if got := phone.syncWhile(relay.ws, func() {
			if got := child.sync(relay.ws); got.Pulled != 500 {
				t.Errorf("pulling while another does: %+v", got)
			}
		}); got.Pulled != 500 {
			t.Errorf("pulling: %+v", got)
		}
	})
}

// Fault E1: of a push that a room cannot hold nothing is left there, others'
// records pass, and with room enough the next sync completes it. --max-bytes
// is raised by a restart.
func TestFaultE1PushThatDoesNotFit(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		config := relayConfig{data: t.TempDir(), limits: host.Limits{RoomBytes: 2_000_000}}
		relay := start(config)
		owner, room := newRoom(t)
		owner.sync(relay.ws)
		tablet := owner.invited("full-facility", nil)
		owner.write(room, testUser, 0, 12_000)
		failed := 0
		for ; ; failed++ {
			got, err := owner.Sync(t.Context(), relay.ws, dial, client.Options{})
			if err == nil {
				if got.Pushed != 12_000 {
					t.Errorf("%+v", got)
				}
				break
			}
			if fault.CodeOf(err) != fault.Limit || failed > 10 {
				t.Fatalf("sync %d: %v", failed, err)
			}
			tablet.write(room, testUser, 20_000+failed, 1)
			if got := tablet.sync(relay.ws); got.Pushed != 1 {
				t.Errorf("another's record: %+v", got)
			}
			relay.kill()
			config.limits.RoomBytes += 4_000_000
			relay = start(config)
		}
		if failed == 0 {
			t.Error("everything fitted at once")
		}
		if got := tablet.sync(relay.ws); got.Pulled != 12_000 {
			t.Errorf("pulling: %+v", got)
		}
	})
}

// syncWhile does something else as the first records arrive.
func (m *member) syncWhile(relay string, during func()) client.Result {
	m.t.Helper()
	result, err := m.Sync(m.t.Context(), relay, func(ctx context.Context, url string) (wire.Conn, error) {
		c, err := dial(ctx, url)
		return &busyConn{c, during}, err
	}, client.Options{})
	m.must(err)
	return result
}

type busyConn struct {
	wire.Conn
	during func() // nil once it is done
}

func (c *busyConn) Receive(ctx context.Context) ([]byte, error) {
	msg, err := c.Conn.Receive(ctx)
	if err == nil && msg[0] == kindChunk && c.during != nil {
		c.during()
		c.during = nil
	}
	return msg, err
}

// A socket that sends without end is sent away, for a while.
func TestRateOfASocket(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{limits: host.Limits{PerMinute: 50}})
		owner, room := newRoom(t)
		owner.write(room, testUser, 0, 100)
		_, err := owner.Sync(t.Context(), relay.ws, dial, client.Options{ChunkSize: 1})
		if fault.CodeOf(err) != fault.Unavailable {
			t.Errorf("101 messages at once: %v", err)
		}
		owner.sync(relay.ws) // the rest, on another socket
	})
}

// A member brings so many counters and no more: here by new identities, as of
// a tab whose storage is wiped each day.
func TestCountersOfAMember(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{limits: host.Limits{MemberCounters: 400}})
		owner, room := newRoom(t)
		owner.sync(relay.ws)
		learner := owner.invited("full-facility", nil)
		for day := range 10 {
			var err error
			learner.Instance, err = core.Open(t.Context(), learner.DB(), core.Options{Schema: learner.Schema(), NewIdentity: true})
			learner.must(err)
			learner.write(room, testUser, day, 1)
			if _, err = learner.Sync(t.Context(), relay.ws, dial, client.Options{Push: true}); fault.CodeOf(err) == fault.Limit && day > 1 {
				return
			}
			learner.must(err)
		}
		t.Error("ten devices' counters were taken")
	})
}
