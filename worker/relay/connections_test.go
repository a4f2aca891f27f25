//go:build !js

package relay

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/hosttest"
	"github.com/amora-sync/amora/worker/line"
)

// message is what one side sends, and no more.
type message struct {
	compressed, fragmented bool
	body                   []byte
}

func newMessage(compressed, fragmented bool) message {
	var text strings.Builder
	for text.Len() < 30_000 {
		fmt.Fprintf(&text, "%x ", rand.Uint64())
	}
	return message{compressed, fragmented, []byte(text.String())}
}

func (m message) mode() websocket.CompressionMode {
	if m.compressed {
		return websocket.CompressionNoContextTakeover
	}
	return websocket.CompressionDisabled
}

func (m message) write(ctx context.Context, ws *websocket.Conn) error {
	if !m.fragmented {
		return ws.Write(ctx, websocket.MessageBinary, m.body)
	}
	w, err := ws.Writer(ctx, websocket.MessageBinary)
	for part := range 3 {
		if err == nil {
			third := len(m.body) / 3
			_, err = w.Write(m.body[part*third : (part+1)*third])
		}
	}
	return errors.Join(err, w.Close())
}

// serveMessages is a server that sends the message, or takes one and tells what
// it read.
func serveMessages(t *testing.T, m message, read chan<- error) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		stream := line.Accept(w, maxQueuedBytes)
		ws, err := websocket.Accept(stream, r, &websocket.AcceptOptions{Subprotocols: []string{wire.Subprotocol}, CompressionMode: m.mode()})
		if err != nil {
			return
		}
		defer ws.CloseNow()
		ws.SetReadLimit(wire.MaxMessageBytes)
		if read == nil {
			if m.write(context.Background(), ws) == nil {
				ws.Read(context.Background()) // until the connection ends
			}
			return
		}
		read <- newSocket(ws, stream, "").read(func(msg []byte) error {
			if !bytes.HasPrefix(m.body, msg) || len(msg) < len(m.body)-2 {
				return fault.Errorf(fault.BadRecord, "a message of %d bytes that is not the one sent", len(msg))
			}
			return errWhole
		})
	}))
	t.Cleanup(s.Close)
	return strings.Replace(s.URL, "http", "ws", 1)
}

// errWhole: a message has come.
var errWhole = errors.New("whole")

// A message that ends early is none: down and up, compressed or not, in one
// frame or in several, wherever it ends.
func TestFaultF1TruncatedMessages(t *testing.T) {
	for _, m := range []message{newMessage(false, false), newMessage(true, false), newMessage(false, true), newMessage(true, true)} {
		for _, up := range []bool{false, true} {
			var read chan error
			if up {
				read = make(chan error, 1)
			}
			p := hosttest.NewProxy(t, serveMessages(t, m, read))
			whole := 0
			for after := int64(100); whole == 0; after += 1 + rand.N[int64](300) {
				p.CutNext(hosttest.Cut{After: after, Down: !up, How: hosttest.ByFIN})
				c, err := Dial(t.Context(), p.WS())
				if err != nil {
					if fault.CodeOf(err) != fault.Unavailable {
						t.Fatalf("cut in the handshake: %v", err)
					}
					continue
				}
				if up {
					m.write(t.Context(), c.(*conn).ws)
					c.(*conn).ws.Close(websocket.StatusNormalClosure, "")
					err = <-read
				} else {
					var msg []byte
					if msg, err = c.Receive(t.Context()); err == nil {
						err = errWhole
						if len(msg) < len(m.body)-2 {
							t.Errorf("cut after %d bytes: a message of %d bytes of %d", after, len(msg), len(m.body))
						}
					}
					c.(*conn).ws.CloseNow()
				}
				if err == errWhole {
					whole++
				} else if fault.CodeOf(err) != fault.Unavailable {
					t.Errorf("compressed %v, fragmented %v, up %v, cut after %d bytes: %v", m.compressed, m.fragmented, up, after, err)
				}
			}
		}
	}
}

// A compressed frame that ends early is no message, even if what came of it
// looks, as it came over the line, like a whole compressed text.
func TestFaultF1TruncatedFrameThatSeemsWhole(t *testing.T) {
	frame := func(masked byte) string {
		head := []byte{0xc2, masked | 100} // final, compressed, binary; 100 bytes
		if masked > 0 {
			head = append(head, 1, 2, 3, 4)
		}
		return string(head) + "\x4b\x04\x00" // "a", and the end of the compressed stream
	}
	read := make(chan error, 1)
	c, err := net.Dial("tcp", strings.TrimPrefix(serveMessages(t, newMessage(true, false), read), "ws://"))
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(c, upgrade)
	if resp, err := http.ReadResponse(bufio.NewReader(c), nil); err != nil || resp.StatusCode != http.StatusSwitchingProtocols {
		t.Fatalf("%v %v", resp, err)
	}
	fmt.Fprint(c, frame(0x80))
	c.Close()
	if err := <-read; fault.CodeOf(err) != fault.Unavailable {
		t.Errorf("the server read %v", err)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		opts := &websocket.AcceptOptions{Subprotocols: []string{wire.Subprotocol}, CompressionMode: websocket.CompressionNoContextTakeover}
		line := &rawLine{ResponseWriter: w}
		if _, err := websocket.Accept(line, r, opts); err != nil {
			t.Error(err)
			return
		}
		fmt.Fprint(line.conn, frame(0))
		line.conn.Close()
	}))
	defer s.Close()
	dialled, err := Dial(t.Context(), strings.Replace(s.URL, "http", "ws", 1))
	if err != nil {
		t.Fatal(err)
	}
	if msg, err := dialled.Receive(t.Context()); fault.CodeOf(err) != fault.Unavailable {
		t.Errorf("the client read %q %v", msg, err)
	}
}

const upgrade = "GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
	"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: " + wire.Subprotocol + "\r\n" +
	"Sec-WebSocket-Extensions: permessage-deflate; client_no_context_takeover; server_no_context_takeover\r\n\r\n"

// rawLine keeps the connection below an accepted WebSocket.
type rawLine struct {
	http.ResponseWriter
	conn net.Conn
}

func (l *rawLine) Hijack() (_ net.Conn, buffered *bufio.ReadWriter, err error) {
	l.conn, buffered, err = http.NewResponseController(l.ResponseWriter).Hijack()
	return l.conn, buffered, err
}

// A native connection hears the answer to its beat, and nothing on a line that
// is half open.
func TestFaultF2BeatOfANativeConnection(t *testing.T) {
	_, url := testRelay(t, serving(fakePeer{}))
	p := hosttest.NewProxy(t, url)
	for _, how := range []hosttest.Cut{{}, {After: 1000, Down: true, How: hosttest.BySilence}} {
		p.CutNext(how)
		c := connect(t, p.WS()).(*conn)
		ctx, cancel := context.WithTimeout(t.Context(), hosttest.WaitAtMost)
		defer cancel()
		go c.Receive(ctx)
		if how.After == 0 {
			before := c.Heard()
			for c.Beat(false); c.Heard() == before; runtime.Gosched() {
				if ctx.Err() != nil {
					t.Fatal("no answer")
				}
			}
			continue
		}
		for silent := false; !silent; { // pings pass bytes, until the proxy passes none
			_ = c.ws.Ping(expired(t))
			_, _, cuts := p.Passed()
			silent = cuts > 0
		}
		_ = c.ws.Ping(expired(t)) // what came before the silence is heard by its end
		before := c.Heard()
		if c.Beat(false); c.ws.Ping(expired(t)) == nil || c.Heard() != before {
			t.Error("something was heard on a silent line")
		}
	}
}

// expired is a context that ends soon.
func expired(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	t.Cleanup(cancel)
	return ctx
}
