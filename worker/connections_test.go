//go:build !js

package main

import (
	"context"
	"crypto/tls"
	bigendian "encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/hosttest"
)

// witness is dial with an eye on what was acknowledged: whoever sends it again
// has lost it.
type witness struct {
	t  *testing.T
	mu sync.Mutex

	durable map[string]int64 // by transfer: records known to be at the receiver's
	met     bool             // the relay of the latest connection has proved itself
}

func (w *witness) dial(ctx context.Context, url string) (wire.Conn, error) {
	w.mu.Lock()
	w.met = false
	w.mu.Unlock()
	c, err := dial(ctx, url)
	if err != nil {
		return nil, err
	}
	return witnessed{c.(nativeConn), w}, nil
}

// see looks at a message of either side. One whose header is no JSON has lost
// its end to other bytes, and is none.
func (w *witness) see(msg []byte) {
	var h struct {
		Transfer string
		Offset   int64
	}
	if json.Unmarshal(msg[5:5+bigendian.BigEndian.Uint32(msg[1:5])], &h) != nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	switch msg[0] {
	case kindReady:
		w.met = true
	case kindAck:
		w.durable[h.Transfer] = max(w.durable[h.Transfer], h.Offset)
	case kindChunk:
		if h.Offset < w.durable[h.Transfer] {
			w.t.Errorf("records from %d on are sent again, %d were acknowledged", h.Offset, w.durable[h.Transfer])
		}
	}
}

type witnessed struct {
	nativeConn
	w *witness
}

func (c witnessed) Send(ctx context.Context, msg []byte) error {
	c.w.see(msg)
	return c.nativeConn.Send(ctx, msg)
}

func (c witnessed) Receive(ctx context.Context) ([]byte, error) {
	msg, err := c.nativeConn.Receive(ctx)
	if err == nil {
		c.w.see(msg)
	}
	return msg, err
}

// mayDiffer reports whether other bytes in place of the relay's may end a sync
// with this code. Before the relay has proved itself, they are another server's
// answer. Later, on a line without TLS, they may have become the end of a chunk,
// which then is no JSON.
func (w *witness) mayDiffer(code fault.Code) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return !w.met || code == fault.BadRecord
}

// cutAnywhere syncs one side's records through connections that end after more
// and more bytes, until one sync comes through. Every cut is unavailable, and
// what was acknowledged is not sent again.
func cutAnywhere(t *testing.T, m *member, p *hosttest.Proxy, down bool, how hosttest.Ending, step int64) {
	t.Helper()
	w := &witness{t: t, durable: map[string]int64{}}
	for after := int64(1); ; after += 1 + rand.N(step) {
		p.CutNext(hosttest.Cut{After: after, Down: down, How: how})
		_, err := m.Sync(t.Context(), p.WS(), w.dial, client.Options{ChunkSize: 100})
		_, _, cuts := p.Passed()
		if err == nil {
			break
		}
		if cuts == 0 {
			t.Fatalf("no cut was made: %v", err)
		}
		if code := fault.CodeOf(err); code != fault.Unavailable && !(how == hosttest.ByGarbage && w.mayDiffer(code)) {
			t.Errorf("cut by %s after %d bytes, down %v: %v", how, after, down, err)
		}
	}
	p.CutNext(hosttest.Cut{})
}

// A connection may end at any byte, on the way up or down, by FIN or RST: the
// sync is unavailable, the next goes on, and in the end all is there.
func TestFaultF1CutAtAnyByte(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{})
		p := hosttest.NewProxy(t, relay.ws)
		owner, room := newRoom(t)
		owner.sync(relay.ws)
		tablet := owner.invited("full-facility", nil)
		for i, how := range []hosttest.Ending{hosttest.ByFIN, hosttest.ByRST, hosttest.ByGarbage} {
			for j, down := range []bool{false, true} {
				owner.write(room, testUser, 10_000*(2*i+j+1), 2000)
				cutAnywhere(t, owner, p, down, how, 15_000)
				cutAnywhere(t, tablet, p, down, how, 15_000)
				if owner.logs() != tablet.logs() {
					t.Errorf("%s, down %v: owner and tablet differ", how, down)
				}
			}
			if said := relay.text(); how != hosttest.ByGarbage && strings.Contains(said, "bad_re") {
				t.Errorf("%s: the relay took what was cut for a message:\n%s", how, said)
			}
		}
		if got := tablet.text("SELECT count(*) FROM log"); got != "12000" {
			t.Errorf("the tablet has %s logs", got)
		}
	})
}

// What stands in a relay's place ends no live sync that was connected, and is
// said of one that was not.
func TestFaultF3WhatAnswersInsteadOfTheRelay(t *testing.T) {
	relay := startServe(t, "--data", t.TempDir())
	var status atomic.Int64 // 0: the relay itself
	target, err := http.NewRequest("GET", relay.http, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if code := status.Load(); code != 0 {
			w.WriteHeader(int(code))
			return
		}
		passOn(w, r, target.URL.Host)
	}))
	defer s.Close()
	p := hosttest.NewProxy(t, strings.Replace(s.URL, "http", "ws", 1))
	url := p.WS()
	owner, room := newRoom(t)
	for code, want := range map[int64]fault.Code{
		200: fault.Unsupported, 204: fault.Unsupported, 401: fault.Unsupported, 403: fault.Unsupported,
		404: fault.Unsupported, 407: fault.Unsupported, 451: fault.Unsupported,
		408: fault.Unavailable, 425: fault.Unavailable, 429: fault.Unavailable,
		500: fault.Unavailable, 502: fault.Unavailable, 503: fault.Unavailable, 511: fault.Unavailable,
	} {
		status.Store(code)
		_, err := owner.Sync(t.Context(), url, dial, client.Options{})
		if fault.CodeOf(err) != want {
			t.Errorf("%d before the relay was met: %v", code, err)
		}
	}
	status.Store(0)
	ctx, cancel := context.WithTimeout(t.Context(), hosttest.WaitAtMost)
	steps, ended := make(chan client.Progress, 1000), make(chan error, 1)
	go func() {
		_, err := owner.Sync(ctx, url, dial, client.Options{Live: true, Progress: func(p client.Progress) { steps <- p }})
		ended <- err
		close(steps)
	}()
	until := func(offline bool) {
		t.Helper()
		for p := range steps {
			if p.Direction == "" && p.Offline == offline {
				return
			}
		}
		t.Fatalf("the live sync has ended: %v", <-ended)
	}
	until(false)
	for _, code := range []int64{200, 401, 403, 404, 407, 408} {
		status.Store(code)
		p.BreakAll()
		until(true)
		owner.NetworkChanged()
		until(true)
		status.Store(0)
		owner.NetworkChanged()
		until(false)
	}
	owner.write(room, testUser, 0, 1)
	cancel()
	owner.must(<-ended)
}

// passOn connects a request's connection with the relay's.
func passOn(w http.ResponseWriter, r *http.Request, host string) {
	relay, err := net.Dial("tcp", host)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	client, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		relay.Close()
		return
	}
	_ = r.Write(relay)
	carry := func(to, from net.Conn) {
		buf := make([]byte, 4096)
		for {
			n, err := from.Read(buf)
			if n > 0 {
				_, _ = to.Write(buf[:n])
			}
			if err != nil {
				to.Close()
				from.Close()
				return
			}
		}
	}
	go carry(client, relay)
	carry(relay, client)
}

// A certificate that cannot be verified has a hint of its own, and so has
// something that answers without TLS.
func TestFaultF3CertificateThatCannotBeVerified(t *testing.T) {
	secure := httptest.NewUnstartedServer(http.NotFoundHandler())
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	defer secure.Close()
	_, certificate := dial(t.Context(), strings.Replace(secure.URL, "https", "wss", 1)+"/sync/"+testRoom)
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	_, noTLS := dial(t.Context(), strings.Replace(plain.URL, "http", "wss", 1)+"/sync/"+testRoom)
	_, nobody := dial(t.Context(), "ws://127.0.0.1:1/sync/"+testRoom)
	hints := map[string]bool{}
	for _, err := range []error{certificate, noTLS, nobody} {
		e, ok := errors.AsType[*fault.Error](err)
		if !ok || e.Code != fault.Unavailable || e.Hint == "" {
			t.Fatalf("%v", err)
		}
		hints[e.Hint] = true
	}
	if len(hints) != 3 {
		t.Errorf("the same hint for different causes: %v", hints)
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](certificate); !ok {
		t.Errorf("the cause is lost: %v", certificate)
	}
}

// Every relay answers the text "ping", whether the peer has proved itself or
// not, and that is no message: a live tab asks so whether it is still there.
func TestFaultF2RelayAnswersPings(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{})
		ws := openWebSocket(t, relay.ws)
		for range 3 {
			if err := ws.Write(t.Context(), websocket.MessageText, []byte(wire.Ping)); err != nil {
				t.Fatal(err)
			}
			kind, text, err := ws.Read(t.Context())
			if err != nil || kind != websocket.MessageText || string(text) != wire.Pong {
				t.Fatalf("%v %q %v", kind, text, err)
			}
		}
		if err := ws.Write(t.Context(), websocket.MessageText, []byte("pin")); err != nil {
			t.Fatal(err)
		}
		_, _, err := ws.Read(t.Context())
		if websocket.CloseStatus(err) != websocket.StatusUnsupportedData {
			t.Errorf("another text: %v", err)
		}
	})
}

// However a live sync's connections end, it goes on by itself, sends nothing
// twice that was acknowledged, and in the end all is there.
func TestFaultFLiveThroughABadNetwork(t *testing.T) {
	onEveryHost(t, func(t *testing.T, start func(relayConfig) *hosted) {
		relay := start(relayConfig{})
		p := hosttest.NewProxy(t, relay.ws)
		owner, room := newRoom(t)
		owner.sync(relay.ws)
		tablet := owner.invited("full-facility", nil)
		tablet.sync(relay.ws)
		seed := time.Now().UnixNano()
		random := rand.New(rand.NewPCG(uint64(seed), 0))
		t.Cleanup(func() {
			if t.Failed() {
				t.Logf("seed %d", seed)
			}
		})
		next := func() hosttest.Cut {
			return hosttest.Cut{After: 1 + random.Int64N(60_000), Down: random.IntN(2) == 0, How: hosttest.Ending(random.IntN(int(hosttest.BySilence)))}
		}
		ctx, cancel := context.WithCancel(t.Context())
		var met, ended sync.WaitGroup
		w := &witness{t: t, durable: map[string]int64{}}
		for _, m := range []*member{owner, tablet} {
			met.Add(1)
			ended.Go(func() {
				once := sync.OnceFunc(met.Done)
				defer once()
				_, err := m.Sync(ctx, p.WS(), w.dial, client.Options{Live: true, ChunkSize: 50, Progress: func(step client.Progress) {
					if step.Offline {
						m.NetworkChanged() // no waiting
					} else if step.Direction == "" {
						once()
					}
				}})
				if err != nil {
					t.Errorf("a live sync has ended: %v", err)
				}
			})
		}
		met.Wait() // who answers with garbage before may be no relay: that ends a live sync
		for i := range 12 {
			p.CutNext(next())
			p.BreakAll()
			owner.write(room, testUser, 1000*i, 150+random.IntN(300))
			tablet.write(room, otherUser, 1000*i, 1+random.IntN(100))
		}
		p.CutNext(hosttest.Cut{})
		p.BreakAll()
		hosttest.Eventually(t, "owner and tablet have the same", func() bool { return t.Failed() || owner.logs() == tablet.logs() })
		cancel()
		ended.Wait()
	})
}
