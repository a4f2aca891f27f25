package main

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"syscall/js"
	"time"
	"unicode/utf8"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/wasm/jsx"
)

const (
	// Send waits while the browser holds more than this many bytes unsent.
	// There is no event for it, so it looks again after a pause.
	maxUnsent   = 1 << 20
	unsentPause = 5 * time.Millisecond

	// maxInbox bounds the bytes received and not yet taken. The protocol's
	// window of unacknowledged chunks is far below it.
	maxInbox = 32 << 20

	closeUnsupported = 1003 // RFC 6455, 7.4.1: a kind of data not accepted
)

// dial is the wire.Dialer of the tab: a thin layer on the browser's
// WebSocket, which tells no more about a failure than that there was one.
func dial(ctx context.Context, url string) (wire.Conn, error) {
	s, err := newSocket(url)
	if err != nil {
		return nil, err
	}
	select {
	case <-s.opened:
		return s, nil
	case <-s.closed:
		return nil, fault.Errorf(fault.Unavailable, "no connection to %s", url).
			WithHint("is the relay running, and is its address right? a browser does not tell why a connection fails")
	case <-ctx.Done():
		s.end(ctx.Err())
		s.ws.Call("close")
		return nil, ctx.Err()
	}
}

// socket is wire.Conn on a WebSocket. Events only append to its fields; it
// takes part in no decision inside a callback.
type socket struct {
	ws     js.Value
	events []js.Func
	opened chan struct{}

	mu     sync.Mutex
	inbox  [][]byte
	unread int           // bytes in inbox
	news   chan struct{} // holds a token while inbox may have something
	heard  atomic.Int64  // messages that have come

	closed chan struct{}
	cause  error // why it is closed; read it after closed
}

var _ wire.Beater = (*socket)(nil)

func newSocket(url string) (s *socket, err error) {
	defer func() {
		// The constructor throws where a page may not connect at all.
		if r := recover(); r != nil {
			err = (&fault.Error{Code: fault.Unavailable, Text: "no connection to " + url, Err: fmt.Errorf("%v", r)}).
				WithHint("a page from https:// may only connect to wss://")
		}
	}()
	s = &socket{
		ws:     js.Global().Get("WebSocket").New(url, wire.Subprotocol),
		opened: make(chan struct{}),
		news:   make(chan struct{}, 1),
		closed: make(chan struct{}),
	}
	s.ws.Set("binaryType", "arraybuffer")
	s.on("open", func(js.Value) { close(s.opened) })
	s.on("message", s.received)
	s.on("close", s.over)
	return s, nil
}

func (s *socket) on(event string, fn func(event js.Value)) {
	f := js.FuncOf(func(_ js.Value, args []js.Value) any {
		fn(args[0])
		return nil
	})
	s.events = append(s.events, f)
	s.ws.Call("addEventListener", event, f)
}

func (s *socket) received(event js.Value) {
	s.heard.Add(1)
	data := event.Get("data")
	if data.Type() == js.TypeString && data.String() == wire.Pong {
		return
	}
	if data.Type() != js.TypeObject {
		s.refuse(closeUnsupported, fault.Errorf(fault.BadRequest, "a text message"))
		return
	}
	size := data.Get("byteLength").Int()
	s.mu.Lock()
	full := size > wire.MaxMessageBytes || s.unread+size > maxInbox
	if !full {
		s.inbox = append(s.inbox, jsx.Bytes(data))
		s.unread += size
	}
	s.mu.Unlock()
	if full {
		s.refuse(wire.CloseTooBig, fault.Errorf(fault.Limit, "more than can be taken in"))
		return
	}
	select {
	case s.news <- struct{}{}:
	default:
	}
}

// over is the last event. A connection that was lost, or that the peer gave
// up, may be tried again.
func (s *socket) over(event js.Value) {
	text := fmt.Sprintf("the connection is closed: %d %s", event.Get("code").Int(), event.Get("reason").String())
	s.end(fault.Errorf(fault.Unavailable, "%s", strings.TrimSpace(text)))
	for _, f := range s.events {
		f.Release()
	}
}

// refuse closes the socket because of what the peer sent.
func (s *socket) refuse(code int, cause *fault.Error) {
	s.end(cause)
	s.closeSocket(code, cause.Text)
}

// end says that nothing more comes and why; only the first reason counts.
// What has arrived before is still received.
func (s *socket) end(cause error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cause == nil {
		s.cause = cause
		close(s.closed)
	}
}

// Heard implements [wire.Beater]: the messages that have come.
func (s *socket) Heard() int64 { return s.heard.Load() }

// Beat implements [wire.Beater] by the text "ping", as pages know nothing of
// the pings of the WebSocket protocol.
func (s *socket) Beat(answers bool) bool {
	if answers {
		s.ws.Call("send", wire.Ping)
	}
	return answers
}

// Send hands msg to the browser; it may be reused afterwards.
func (s *socket) Send(ctx context.Context, msg []byte) error {
	for s.ws.Get("bufferedAmount").Int() > maxUnsent {
		select {
		case <-time.After(unsentPause):
		case <-s.closed:
			return s.cause
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	select {
	case <-s.closed:
		return s.cause
	default:
	}
	s.ws.Call("send", jsx.Uint8Array(msg))
	return nil
}

// Receive returns the next message, in the order of arrival. After the end it
// first returns all that had arrived.
func (s *socket) Receive(ctx context.Context) ([]byte, error) {
	for {
		if msg, ok := s.take(); ok {
			return msg, nil
		}
		select {
		case <-s.news:
		case <-s.closed:
			if msg, ok := s.take(); ok {
				return msg, nil
			}
			return nil, s.cause
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func (s *socket) take() ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.inbox) == 0 {
		return nil, false
	}
	msg := s.inbox[0]
	s.inbox[0] = nil
	s.inbox = s.inbox[1:]
	s.unread -= len(msg)
	return msg, true
}

// Close sends what is unsent and then the close frame, and does not wait for
// the peer's. Calls after the first do nothing.
func (s *socket) Close(code int, reason string) error {
	s.end(fault.Errorf(fault.Closed, "the connection is closed"))
	s.closeSocket(code, reason)
	return nil
}

// closeSocket closes with what a page may say: 1000 or 3000 to 4999, so that
// 1009 becomes 4009, and 123 bytes of reason.
func (s *socket) closeSocket(code int, reason string) {
	if code > 1000 && code < 2000 {
		code += 3000
	}
	if len(reason) > 123 {
		cut := 123
		for !utf8.RuneStart(reason[cut]) {
			cut--
		}
		reason = reason[:cut]
	}
	s.ws.Call("close", code, reason)
}
