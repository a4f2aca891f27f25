//go:build linux

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/hosttest"
	"github.com/amora-sync/amora/worker/relay"
)

// with is a transport that adds headers of a peer's own choice.
type with map[string]string

// RoundTrip implements [http.RoundTripper].
func (headers with) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	for name, value := range headers {
		r.Header.Set(name, value)
	}
	return http.DefaultTransport.RoundTrip(r)
}

// from is a peer at an address, as the platform in front of the Worker would name
// it.
type from string

func (address from) dial(ctx context.Context, url string) (wire.Conn, error) {
	return relay.Dialer{Transport: with{"CF-Connecting-IP": string(address)}}.Dial(ctx, url)
}

// A Durable Object has one thread and cannot measure what a message takes of it.
// Strangers get a part of its time all the same: whoever floods a room from one
// address is sent away, while members and other addresses go on.
func TestEdgeStrangersGetAPart(t *testing.T) {
	const flooder, other = from("192.0.2.1"), from("192.0.2.2")
	const perMinute, hellosOfAll = 120, 80 // handshakes, and what a burst comes to
	needEdge(t)
	h := startEdge(t, relayConfig{env: []string{fmt.Sprint("AMORA_MAX_HANDSHAKES=", perMinute)}})
	owner, room := newRoom(t)
	owner.sync(h.ws)
	guest, tablet := owner.invited("full-facility", nil), owner.invited("full-facility", nil)
	guest.sync(h.ws)
	attacks, err := coretest.Attacks(t.Context(), guest.Instance)
	guest.must(err)
	url := h.ws + "/sync/" + room
	connected, err := coretest.NewRawPeer(t.Context(), guest.Instance,
		func(ctx context.Context, _ string) (wire.Conn, error) { return from("").dial(ctx, url) })
	guest.must(err)
	defer connected.Close()

	heard, begin := 0, time.Now()
	for hellos(t, flooder, url, attacks[0].Message, &heard) {
		if time.Since(begin) > hosttest.WaitAtMost {
			t.Fatalf("%d hellos of a flood were looked at", heard)
		}
	}
	if most := hellosOfAll/2 + 2*int(time.Since(begin).Seconds()+1); heard < hellosOfAll/4 || heard > most {
		t.Errorf("%d hellos of a flood were looked at, want at most %d", heard, most)
	}
	if _, err := tablet.Sync(t.Context(), h.ws, other.dial, client.Options{}); err != nil {
		t.Errorf("another address: %v", err)
	}
	opens(t, connected, guest, room, 1)
}

// Requests of Morango's protocol that name a sync session or a transfer which is
// not there are strangers', too: a made-up id is no member's.
func TestEdgeMadeUpSessionsGetAPart(t *testing.T) {
	const flooder, other = from("192.0.2.1"), from("192.0.2.2")
	const perMinute, ofAll = 120, 80
	needEdge(t)
	h := startEdge(t, relayConfig{env: []string{fmt.Sprint("AMORA_MAX_HANDSHAKES=", perMinute)}})
	owner, room := newRoom(t)
	owner.sync(h.ws)
	n := 0
	ask := func(at from, method, path string) int {
		t.Helper()
		n++
		url := strings.Replace(h.ws, "ws", "http", 1) + "/" + room + "/api/morango/v1/" + fmt.Sprintf(path, fmt.Sprintf("%032x", n))
		request, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/json")
		answer, err := with{"CF-Connecting-IP": string(at)}.RoundTrip(request)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		return answer.StatusCode
	}
	paths := [][2]string{
		{"GET", "syncsessions/%s/"}, {"DELETE", "syncsessions/%s/"}, {"PATCH", "transfersessions/%s/"},
		{"DELETE", "transfersessions/%s/"}, {"GET", "buffers/?transfer_session_id=%s"},
	}
	heard, begin := 0, time.Now()
	for {
		p := paths[heard%len(paths)]
		if status := ask(flooder, p[0], p[1]); status == http.StatusServiceUnavailable {
			break
		} else if status != http.StatusNotFound && status != http.StatusForbidden {
			t.Fatalf("%v: %d", p, status)
		}
		heard++
		if time.Since(begin) > hosttest.WaitAtMost {
			t.Fatalf("%d requests of a flood were looked at", heard)
		}
	}
	if most := ofAll/2 + 2*int(time.Since(begin).Seconds()+1); heard < ofAll/8 || heard > most {
		t.Errorf("%d requests of a flood were looked at, want at most %d", heard, most)
	}
	for _, p := range paths {
		if status := ask(other, p[0], p[1]); status == http.StatusServiceUnavailable {
			t.Errorf("%v of another address: %d", p, status)
		}
	}
}

// hellos says hello as often as a connection takes it, counts the answers, and
// reports whether the connection was taken.
func hellos(t *testing.T, at from, url string, hello []byte, heard *int) bool {
	t.Helper()
	c, err := at.dial(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(wire.CloseNormal, "")
	for range wire.MaxHellos {
		if err = c.Send(t.Context(), hello); err == nil {
			_, err = c.Receive(t.Context())
		}
		if err != nil {
			break
		}
		*heard++
	}
	if err != nil && fault.CodeOf(err) != fault.Unavailable {
		t.Fatal(err)
	}
	return err == nil
}

// opens has a member open so many transfers of 100 narrow prefixes.
func opens(t *testing.T, p *coretest.RawPeer, m *member, room string, times int) {
	t.Helper()
	var filter []string
	for i := range 100 {
		filter = append(filter, fmt.Sprintf("%s:user:%032x", room, i))
	}
	for range times {
		id, err := m.Engine().Identity().NewID()
		m.must(err)
		open := wire.Open{Transfer: id, Push: true, Filter: filter, FSIC: []byte(noCounters), Chunk: 1}
		m.must(p.Say(t.Context(), wire.KindOpen, open, ""))
		if answer, err := p.Hear(t.Context()); err != nil || answer.Kind != wire.KindOpened {
			t.Fatalf("%v %v", answer.Header, err)
		}
	}
}

const noCounters = `{"super":{},"sub":{}}`

// What a message takes of a Durable Object's thread is bounded by its form: of a
// stranger 8 ms, with its socket 16, and of a member whose transfer has many
// prefixes 40.
func TestEdgeMessagesCostLittle(t *testing.T) {
	const batch, stranger, opening = 25, 16 * time.Millisecond, 40 * time.Millisecond
	needEdge(t)
	h := startEdge(t, relayConfig{})
	owner, room := newRoom(t)
	fillCounters(owner, room)
	owner.sync(h.ws)
	guest := owner.invited("full-facility", nil)
	guest.sync(h.ws)
	attacks, err := coretest.Attacks(t.Context(), guest.Instance)
	guest.must(err)
	check := func(what string, most time.Duration, fn func()) {
		t.Helper()
		least := time.Hour
		for range 2 {
			before := processCPU(t, h)
			fn()
			least = min(least, (processCPU(t, h)-before)/batch)
		}
		if t.Logf("%s: %v", what, least); least > most {
			t.Errorf("%s: it takes %v of CPU, %v are allowed", what, least, most)
		}
	}
	for _, a := range attacks {
		check(a.Name, stranger, func() {
			for range batch {
				strike(t.Context(), h, room, a.Message)
			}
		})
	}
	p, err := coretest.NewRawPeer(t.Context(), guest.Instance,
		func(ctx context.Context, _ string) (wire.Conn, error) { return dial(ctx, h.ws+"/sync/"+room) })
	guest.must(err)
	defer p.Close()
	check("an open of 100 prefixes among 7,000 counters", opening, func() { opens(t, p, guest, room, batch) })
}

// Headers by which the Worker speaks with its rooms are no peer's to set, and
// what a peer says of its address does no harm to the log.
func TestEdgeHeadersOfStrangers(t *testing.T) {
	const token = "a-token-that-opens-rooms"
	needEdge(t)
	h := startEdge(t, relayConfig{rooms: "token=" + token})
	owner, _ := newRoom(t)
	smuggles := relay.Dialer{Transport: with{"Amora-Token": token}}.Dial
	if _, err := owner.Sync(t.Context(), h.ws, smuggles, client.Options{}); fault.CodeOf(err) != fault.RoomClosed {
		t.Errorf("a token in a header: %v", err)
	}
	forges := relay.Dialer{Transport: with{"CF-Connecting-IP": `1.2.3.4","msg":"forged`}}.Dial
	_, err := owner.Sync(t.Context(), h.ws+"/token/"+token, forges, client.Options{})
	owner.must(err)
	hosttest.Eventually(t, "the session's line", func() bool { return strings.Contains(h.text(), "session ended") })
	for line := range strings.Lines(h.text()) {
		var fields map[string]any
		if strings.HasPrefix(line, "{") && (json.Unmarshal([]byte(line), &fields) != nil || fields["msg"] == "forged") {
			t.Errorf("in the log: %s", line)
		}
	}
}
