//go:build !js

package relay

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/host"
)

// sitter is a socket that is told to give way.
type sitter struct{ gone bool }

func (s *sitter) giveWay() { s.gone = true }

// sit takes a place for somebody who keeps the relay waiting from now on.
func sit(t *testing.T, ps *places, address string, now time.Time) *sitter {
	t.Helper()
	p := ps.take(address, now)
	if p == nil {
		t.Fatalf("no place for %q", address)
	}
	s := &sitter{}
	p.sock, p.waiting = s, now
	return s
}

// Of those who have not proved themselves, whoever keeps the relay waiting
// longest gives way, and nobody before it had time to answer.
func TestSilentSocketsGiveWay(t *testing.T) {
	now := time.UnixMilli(1_000_000)
	ps := new(newPlaces(100))
	var silent []*sitter
	for range 50 {
		silent = append(silent, sit(t, ps, "", now))
		now = now.Add(time.Millisecond)
	}
	if ps.take("", now) != nil {
		t.Error("a place beyond those for strangers, while all may still answer")
	}
	now = now.Add(patienceForPlaces)
	for i := range 10 {
		sit(t, ps, "", now)
		if !silent[i].gone || silent[i+1].gone {
			t.Fatalf("newcomer %d: not the longest silent one gave way", i)
		}
	}
}

// One address fills a quarter of the places at most, and its newcomers take its
// own.
func TestOneAddressLeavesPlaces(t *testing.T) {
	now := time.UnixMilli(1_000_000)
	ps := new(newPlaces(100))
	first := sit(t, ps, "192.0.2.1", now)
	for range 24 {
		sit(t, ps, "192.0.2.1", now.Add(time.Millisecond))
	}
	other := sit(t, ps, "192.0.2.2", now)
	now = now.Add(patienceForPlaces + time.Second)
	sit(t, ps, "192.0.2.1", now)
	if !first.gone || other.gone {
		t.Error("another address's socket gave way")
	}
}

// Who has proved itself stays, and who is being answered.
func TestMembersKeepTheirPlaces(t *testing.T) {
	now := time.UnixMilli(1_000_000)
	ps := new(newPlaces(3))
	for range 2 {
		ps.take("", now).proved = true
	}
	ps.take("", now) // it is being answered
	if now = now.Add(time.Hour); ps.take("", now) != nil {
		t.Error("a fourth place of three")
	}
}

// Behind a trusted proxy sockets have their clients' addresses: one client's fill
// the places of its address, and another gets in at once. What others than a
// trusted proxy say of addresses does not count.
func TestPlacesBehindAProxy(t *testing.T) {
	const sockets = 4 * fewPlaces
	for name, c := range map[string]struct {
		proxies []string
		others  int // places that are left to another client
	}{
		"trusted": {[]string{"127.0.0.1", "::1"}, fewPlaces}, "not trusted": {nil, 0}, "another": {[]string{"10.0.0.0/8"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			rooms := newRooms(func(*room) peer { return silentPeer{} }, sockets, slog.New(slog.DiscardHandler))
			rooms.places.patience = time.Hour // however slow the machine is, none gives way
			srv := newServer(rooms, rooms.log)
			var err error
			if srv.proxies, err = host.ParseProxies(c.proxies); err != nil {
				t.Fatal(err)
			}
			server := httptest.NewServer(srv)
			t.Cleanup(func() { srv.Close(); server.Close() })
			connect := func(client string) bool {
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				ws, _, err := websocket.Dial(ctx, strings.Replace(server.URL, "http", "ws", 1)+"/sync/"+strings.Repeat("a", 32), &websocket.DialOptions{
					Subprotocols: []string{wire.Subprotocol}, HTTPHeader: http.Header{"X-Forwarded-For": {"203.0.113.1, " + client}},
				})
				if err == nil {
					t.Cleanup(func() { ws.CloseNow() })
				}
				return err == nil
			}
			taken := 0
			for taken <= sockets && connect("192.0.2.1") {
				taken++
			}
			if taken > sockets {
				t.Fatalf("one client has %d places of %d", taken, sockets)
			}
			got := 0
			for got < fewPlaces && connect("192.0.2.2") {
				got++
			}
			if got != c.others {
				t.Errorf("%d sockets of another client got in, want %d", got, c.others)
			}
		})
	}
}

// silentPeer is a room in which nobody proves anything.
type silentPeer struct{}

func (silentPeer) Message(context.Context, server.Socket, []byte) error { return nil }
func (silentPeer) Close(context.Context, server.Socket)                 {}
func (silentPeer) Prepare(server.Socket, []byte) func(context.Context, server.Socket) error {
	return func(context.Context, server.Socket) error { return nil }
}
