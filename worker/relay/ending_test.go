//go:build !js

package relay

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/hosttest"
)

// Masked frames as a peer may send them.
const (
	wholeMessage = "\x82\x81\x00\x00\x00\x00x"
	halfMessage  = "\x82\xfe\x10\x00\x00\x00\x00\x00abc"          // 3 of 4,096 bytes
	endlessFrame = "\x82\xff\x7f\xff\xff\xff\xff\xff\xff\xff\x00" // the header says 2^63 bytes
	halfHeader   = "\x82\xfe\x10"
	halfFragment = "\x00\x81\x00\x00\x00\x00" // which continues nothing
)

// refuser is a room in which every message is refused.
type refuser struct{ silentPeer }

func (refuser) Prepare(server.Socket, []byte) func(context.Context, server.Socket) error {
	return func(context.Context, server.Socket) error { return fault.Errorf(fault.BadRequest, "refused") }
}

// A peer that begins a frame and falls silent does not keep its socket: whatever
// closes that, ends it.
func TestHalfAFrameKeepsNoSocket(t *testing.T) {
	ends := map[string]func(*Server, *socket){
		"deadline": func(_ *Server, s *socket) { s.Close(wire.ClosePolicy, "no handshake") },
		"place":    func(_ *Server, s *socket) { s.giveWay() },
		"budget":   func(_ *Server, s *socket) { s.drop() },
		"shutdown": func(srv *Server, _ *socket) { srv.Close() },
		"refusal":  nil,
	}
	for half, bytes := range map[string]string{
		"message": halfMessage, "endless": endlessFrame, "header": halfHeader, "fragment": halfFragment,
	} {
		for name, end := range ends {
			t.Run(name+" "+half, func(t *testing.T) {
				t.Parallel()
				srv, url := testRelay(t, serving(refuser{}), func(srv *Server) { srv.rooms.goodbye = 10 * time.Millisecond })
				raw := rawSocket(t, url)
				hosttest.Eventually(t, "socket", func() bool { return len(socketsOf(srv.rooms)) == 1 })
				s := socketsOf(srv.rooms)[0]
				sent := bytes
				if end == nil {
					sent = wholeMessage + bytes
				}
				if _, err := io.WriteString(raw, sent); err != nil {
					t.Fatal(err)
				}
				if end != nil {
					hosttest.Eventually(t, "half a frame", func() bool { return s.line.Heard() >= int64(len(sent)) })
					end(srv, s)
				}
				hosttest.Eventually(t, "end of the socket", func() bool {
					rooms, sockets := srv.rooms.count()
					return rooms+sockets == 0
				})
			})
		}
	}
}

// A relay that is ended waits for work that is slow, but not for ever, and closes
// the room after it.
func TestShutdownDoesNotWaitForEver(t *testing.T) {
	begun, finish, closed := make(chan struct{}), make(chan struct{}), make(chan struct{})
	srv, url := testRelay(t, func(r *room) peer {
		r.db = closerFunc(func() error { close(closed); return nil })
		return fakePeer{message: func(server.Socket, []byte) error {
			close(begun)
			<-finish
			return nil
		}}
	}, func(srv *Server) { srv.rooms.ending = 10 * time.Millisecond })
	io.WriteString(rawSocket(t, url), wholeMessage)
	<-begun
	srv.Close()
	select {
	case <-closed:
		t.Error("the room was closed while it was at work")
	default:
	}
	close(finish)
	<-closed
}

// halting accepts WebSockets, sends these bytes to each peer, and nothing more.
func halting(t *testing.T, protocol, bytes string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		line := &rawLine{ResponseWriter: w}
		if _, err := websocket.Accept(line, r, &websocket.AcceptOptions{Subprotocols: []string{protocol}}); err != nil {
			t.Error(err)
			return
		}
		io.WriteString(line.conn, bytes)
		io.Copy(io.Discard, line.conn) // until the peer hangs up
		line.conn.Close()
	}))
	t.Cleanup(s.Close)
	return strings.Replace(s.URL, "http", "ws", 1)
}

// A relay that begins a frame and falls silent does not keep its client, whether
// the client reads at that time or not.
func TestHalfAFrameKeepsNoClient(t *testing.T) {
	const whole, half = "\x82\x01x", "\x82\x7e\x10\x00abc"
	c, err := Dial(t.Context(), halting(t, wire.Subprotocol, whole+half))
	if err != nil {
		t.Fatal(err)
	}
	receive(t, c)
	for name, end := range map[string]func(){
		"close":    func() { c.Close(wire.CloseNormal, "") },
		"protocol": func() { Dial(t.Context(), halting(t, "another", half)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ended := make(chan struct{})
			go func() { end(); close(ended) }()
			select {
			case <-ended:
			case <-time.After(hosttest.WaitAtMost):
				t.Error("it has not ended")
			}
		})
	}
}

// blockedConn is a connection whose Close waits, as that of TLS may.
type blockedConn struct {
	net.Conn
	until <-chan struct{}
}

func (c blockedConn) Close() error {
	<-c.until
	return c.Conn.Close()
}

// blockedLine is a response whose connection is a blockedConn.
type blockedLine struct {
	http.ResponseWriter
	until <-chan struct{}
}

func (l blockedLine) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	c, buffered, err := http.NewResponseController(l.ResponseWriter).Hijack()
	return blockedConn{c, l.until}, buffered, err
}

// Who books bytes, under a room's lock, does not wait until the sockets that give
// way for them are closed.
func TestBudgetWaitsForNoVictim(t *testing.T) {
	rs := newRooms(serving(fakePeer{}), 0, slog.New(slog.DiscardHandler))
	rs.budget = newBudget(1)
	rs.budget.grace = 0
	srv, until := newServer(rs, rs.log), make(chan struct{})
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		srv.ServeHTTP(blockedLine{w, until}, r)
	}))
	t.Cleanup(h.Close)
	t.Cleanup(srv.Close)
	t.Cleanup(func() { close(until) })
	rawSocket(t, strings.Replace(h.URL, "http", "ws", 1))
	hosttest.Eventually(t, "socket", func() bool { return len(socketsOf(rs)) == 1 })
	booked := make(chan struct{})
	go func() {
		rs.budget.change(socketsOf(rs)[0], 2)
		close(booked)
	}()
	select {
	case <-booked:
	case <-time.After(hosttest.WaitAtMost):
		t.Error("the sender waits for the socket that gives way")
	}
}

// Rooms whose ids are made up are gone with those who asked for them: nobody can
// fill the relay with them. A room that has a file stays open for a while.
func TestMadeUpRoomsLeaveNothing(t *testing.T) {
	rs := newRooms(func(r *room) peer {
		if r.id == testRoom {
			r.db = closerFunc(func() error { return nil })
		}
		return silentPeer{}
	}, 0, slog.New(slog.DiscardHandler))
	t.Cleanup(rs.close)
	for i := range 1000 {
		r, err := rs.hold(fmt.Sprintf("%032x", i))
		if err != nil {
			t.Fatal(err)
		}
		rs.release(r)
	}
	r, err := rs.hold(testRoom)
	if err != nil {
		t.Fatal(err)
	}
	rs.release(r)
	if rooms, _ := rs.count(); rooms != 1 {
		t.Errorf("%d rooms are open, want the one that has a file", rooms)
	}
}

// Below TLS the same holds, although a goodbye of TLS may wait for the peer.
func TestHalfAFrameKeepsNoSocketOverTLS(t *testing.T) {
	rs := newRooms(serving(refuser{}), 0, slog.New(slog.DiscardHandler))
	rs.goodbye = 10 * time.Millisecond
	srv := newServer(rs, rs.log)
	h := httptest.NewTLSServer(srv)
	t.Cleanup(func() { srv.Close(); h.Close() })
	roots := h.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	raw, err := tls.Dial("tcp", h.Listener.Addr().String(), &tls.Config{RootCAs: roots, ServerName: "example.com"})
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	io.WriteString(raw, strings.Replace(upgrade, "GET / ", "GET /sync/"+testRoom+" ", 1))
	if resp, err := http.ReadResponse(bufio.NewReader(raw), nil); err != nil || resp.StatusCode != http.StatusSwitchingProtocols {
		t.Fatalf("%v %v", resp, err)
	}
	io.WriteString(raw, wholeMessage+halfMessage)
	hosttest.Eventually(t, "end of the socket", func() bool {
		return srv.ended.sessions.Load() == 1
	})
}
