//go:build !js

package relay

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
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

const testRoom = "0123456789abcdef0123456789abcdef"

// fakePeer is a room's serving side made of functions; without message it
// sends everything back.
type fakePeer struct {
	message func(server.Socket, []byte) error
	closed  func(server.Socket)
}

func (p fakePeer) Message(_ context.Context, s server.Socket, msg []byte) error {
	if p.message == nil {
		return s.Send(msg)
	}
	return p.message(s, msg)
}

func (p fakePeer) Close(_ context.Context, s server.Socket) {
	if p.closed != nil {
		p.closed(s)
	}
}

// closerFunc makes a function an io.Closer.
type closerFunc func() error

func (f closerFunc) Close() error { return f() }

// serving gives every room the same peer.
func serving(p peer) func(*room) peer { return func(*room) peer { return p } }

// testRelay is a relay on a loopback port, shut down when the test ends.
func testRelay(t *testing.T, start func(*room) peer, adjust ...func(*Server)) (*Server, string) {
	t.Helper()
	log := slog.New(slog.NewTextHandler(t.Output(), nil))
	srv := newServer(newRooms(start, 100, log), log)
	for _, f := range adjust {
		f(srv)
	}
	server := httptest.NewServer(srv)
	t.Cleanup(func() {
		srv.Close()
		server.Close()
	})
	return srv, strings.Replace(server.URL, "http", "ws", 1)
}

// connect dials a room as the native client does.
func connect(t *testing.T, url string) wire.Conn {
	t.Helper()
	c, err := Dial(t.Context(), url+"/sync/"+testRoom)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close(wire.CloseNormal, "") })
	return c
}

func receive(t *testing.T, c wire.Conn) []byte {
	t.Helper()
	msg, err := c.Receive(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return msg
}

func TestEchoAcrossTheSocket(t *testing.T) {
	_, url := testRelay(t, serving(fakePeer{}))
	c := connect(t, url)
	for _, size := range []int{0, 1, 70_000, wire.MaxMessageBytes} {
		msg := bytes.Repeat([]byte("a"), size)
		if err := c.Send(t.Context(), msg); err != nil {
			t.Fatal(err)
		}
		if got := receive(t, c); !bytes.Equal(got, msg) {
			t.Errorf("%d bytes came back as %d", size, len(got))
		}
	}
}

func TestOversizedMessageClosesTheSocket(t *testing.T) {
	_, url := testRelay(t, serving(fakePeer{}))
	c := connect(t, url)
	// Compressible: what counts is what it unpacks to.
	c.Send(t.Context(), make([]byte, wire.MaxMessageBytes+1))
	_, err := c.Receive(t.Context())
	if websocket.CloseStatus(err) != websocket.StatusMessageTooBig {
		t.Fatalf("closed with %v, want 1009", err)
	}
}

func TestTextMessageClosesTheSocket(t *testing.T) {
	_, url := testRelay(t, serving(fakePeer{}))
	c := connect(t, url).(*conn)
	c.ws.Write(t.Context(), websocket.MessageText, []byte("hello"))
	if _, err := c.Receive(t.Context()); websocket.CloseStatus(err) != websocket.StatusUnsupportedData {
		t.Fatalf("closed with %v, want 1003", err)
	}
}

func TestFailedMessageClosesTheSocketWithItsCode(t *testing.T) {
	_, url := testRelay(t, serving(fakePeer{message: func(s server.Socket, _ []byte) error {
		s.Send([]byte("last words"))
		return fault.Errorf(fault.BadSignature, "no")
	}}))
	c := connect(t, url)
	c.Send(t.Context(), []byte("x"))
	if got := receive(t, c); string(got) != "last words" {
		t.Errorf("got %q before the close", got)
	}
	_, err := c.Receive(t.Context())
	var closed websocket.CloseError
	if !errors.As(err, &closed) || closed.Code != wire.ClosePolicy || closed.Reason != "bad_signature" {
		t.Fatalf("closed with %v", err)
	}
}

func TestPanicEndsOneSocketOnly(t *testing.T) {
	_, url := testRelay(t, serving(fakePeer{message: func(s server.Socket, msg []byte) error {
		if string(msg) == "boom" {
			panic("boom")
		}
		return s.Send(msg)
	}}))
	bad, good := connect(t, url), connect(t, url)
	bad.Send(t.Context(), []byte("boom"))
	if _, err := bad.Receive(t.Context()); websocket.CloseStatus(err) != wire.CloseInternal {
		t.Errorf("closed with %v, want 1011", err)
	}
	good.Send(t.Context(), []byte("still here"))
	if got := receive(t, good); string(got) != "still here" {
		t.Errorf("got %q", got)
	}
}

// A peer that reads nothing is disconnected, and the others never wait.
func TestSlowPeerDoesNotHoldUpTheRoom(t *testing.T) {
	left := make(chan server.Socket, 2)
	srv, url := testRelay(t, func(r *room) peer {
		return fakePeer{
			message: func(_ server.Socket, msg []byte) error {
				for _, s := range r.sockets {
					s.Send(msg)
				}
				return nil
			},
			closed: func(s server.Socket) { left <- s },
		}
	})
	slow := rawSocket(t, url)
	fast := connect(t, url)
	msg := make([]byte, 512<<10)
	for gone := false; !gone; {
		if err := fast.Send(t.Context(), msg); err != nil {
			t.Fatal(err)
		}
		if got := receive(t, fast); len(got) != len(msg) {
			t.Fatalf("got %d bytes", len(got))
		}
		select {
		case <-left:
			gone = true
		default:
		}
	}
	slow.Close()
	// The room hears of the end a moment before the place is free again.
	hosttest.Eventually(t, "only the fast peer is left", func() bool {
		_, n := srv.rooms.count()
		return n == 1
	})
}

// rawSocket joins the room by hand, without compression, and reads nothing
// after the handshake.
func rawSocket(t *testing.T, url string) net.Conn {
	t.Helper()
	raw, err := net.Dial("tcp", strings.TrimPrefix(url, "ws://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { raw.Close() })
	raw.(*net.TCPConn).SetReadBuffer(4096)
	io.WriteString(raw, "GET /sync/"+testRoom+" HTTP/1.1\r\nHost: relay\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Protocol: "+wire.Subprotocol+"\r\n\r\n")
	status := make([]byte, len("HTTP/1.1 101"))
	if _, err := io.ReadFull(raw, status); err != nil || string(status) != "HTTP/1.1 101" {
		t.Fatalf("handshake: %s, %v", status, err)
	}
	return raw
}

func TestShutdownSaysGoodbyeAndClosesRooms(t *testing.T) {
	closed := make(chan struct{})
	srv, url := testRelay(t, func(r *room) peer {
		r.db = closerFunc(func() error { close(closed); return nil })
		return fakePeer{}
	})
	c := connect(t, url)
	c.Send(t.Context(), []byte("x"))
	receive(t, c)
	go srv.Close()
	_, err := c.Receive(t.Context())
	if websocket.CloseStatus(err) != websocket.StatusGoingAway || fault.CodeOf(err) != fault.Unavailable {
		t.Errorf("closed with %v, want 1001", err)
	}
	<-closed
	if _, err := Dial(t.Context(), url+"/sync/"+testRoom); fault.CodeOf(err) != fault.Unavailable {
		t.Errorf("a new socket got %v", err)
	}
}

func TestEmptyRoomIsClosedAndOpenedAgain(t *testing.T) {
	closed := make(chan struct{})
	_, url := testRelay(t, func(r *room) peer {
		r.db = closerFunc(func() error { closed <- struct{}{}; return nil })
		return fakePeer{}
	}, func(srv *Server) { srv.rooms.idle = time.Millisecond })
	for range 2 {
		connect(t, url).Close(wire.CloseNormal, "")
		<-closed
	}
}

func TestSocketWithoutHandshakeIsClosed(t *testing.T) {
	_, url := testRelay(t, serving(fakePeer{}), func(srv *Server) { srv.rooms.handshake = time.Millisecond })
	c := connect(t, url)
	if _, err := c.Receive(t.Context()); websocket.CloseStatus(err) != websocket.StatusPolicyViolation {
		t.Errorf("closed with %v, want 1008", err)
	}
}

func TestFullRelay(t *testing.T) {
	_, url := testRelay(t, serving(fakePeer{}), func(srv *Server) { srv.rooms.places.max = 1 })
	c := connect(t, url)
	c.Send(t.Context(), []byte("x"))
	receive(t, c)
	if _, err := Dial(t.Context(), url+"/sync/"+testRoom); fault.CodeOf(err) != fault.Unavailable {
		t.Errorf("the second socket got %v", err)
	}
}

// A client that is interrupted says goodbye: to the relay nothing has failed.
func TestInterruptedReceiveSaysGoodbye(t *testing.T) {
	log := make(hosttest.Lines, 10)
	_, url := testRelay(t, serving(fakePeer{}), func(srv *Server) { srv.log = slog.New(slog.NewTextHandler(log, nil)) })
	c := connect(t, url)
	ctx, interrupt := context.WithCancel(t.Context())
	interrupt()
	if _, err := c.Receive(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if line := <-log; !strings.Contains(line, "session ended") || !strings.Contains(line, "close=1000") || strings.Contains(line, "error=") {
		t.Error(line)
	}
}
