package main

import (
	"bytes"
	"context"
	"errors"
	"runtime"
	"strings"
	"syscall/js"
	"testing"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/wasm/jsx"
)

// fakeWebSocket is a WebSocket whose peer is the test.
const fakeWebSocket = `
globalThis.WebSocket = class extends EventTarget {
	bufferedAmount = 0;
	sent = [];
	constructor(url, protocol) {
		super();
		if (url.startsWith("ws://forbidden")) throw new Error("insecure");
		this.url = url;
		this.protocol = protocol;
		globalThis.latestSocket = this;
	}
	send(array) { this.sent.push(array); }
	close(code, reason) { this.closing = { code, reason }; }
	emit(type, fields) { this.dispatchEvent(Object.assign(new Event(type), fields)); }
};`

// fakeSockets puts the fake in place of the browser's for one test.
func fakeSockets(t *testing.T) {
	real := js.Global().Get("WebSocket")
	t.Cleanup(func() { js.Global().Set("WebSocket", real) })
	js.Global().Call("eval", fakeWebSocket)
}

func latest() js.Value { return js.Global().Get("latestSocket") }

func emit(socket js.Value, event string, fields map[string]any) { socket.Call("emit", event, fields) }

func emitMessage(socket js.Value, msg string) {
	emit(socket, "message", map[string]any{"data": jsx.Uint8Array([]byte(msg)).Get("buffer")})
}

func emitClose(socket js.Value, code int, reason string) {
	emit(socket, "close", map[string]any{"code": code, "reason": reason})
}

// dialed returns an open connection and the fake below it.
func dialed(t *testing.T) (wire.Conn, js.Value) {
	t.Helper()
	fakeSockets(t)
	s, err := newSocket("ws://relay/sync/room")
	if err != nil {
		t.Fatal(err)
	}
	emit(latest(), "open", nil)
	return s, latest()
}

func TestSocketKeepsMessagesInOrder(t *testing.T) {
	conn, peer := dialed(t)
	for _, msg := range []string{"1", "22", ""} {
		emitMessage(peer, msg)
	}
	emitClose(peer, 1012, "restart")
	for _, want := range []string{"1", "22", ""} {
		if got, err := conn.Receive(t.Context()); err != nil || string(got) != want {
			t.Fatalf("received %q, %v, want %q", got, err, want)
		}
	}
	_, err := conn.Receive(t.Context())
	if fault.CodeOf(err) != fault.Unavailable || !strings.Contains(err.Error(), "1012 restart") {
		t.Errorf("after the end: %v", err)
	}
	if err := conn.Send(t.Context(), []byte("x")); fault.CodeOf(err) != fault.Unavailable {
		t.Errorf("send after the end: %v", err)
	}
}

func TestSocketSends(t *testing.T) {
	conn, peer := dialed(t)
	if got := peer.Get("protocol").String(); got != wire.Subprotocol {
		t.Errorf("subprotocol %q", got)
	}
	msg := []byte("hello")
	if err := conn.Send(t.Context(), msg); err != nil {
		t.Fatal(err)
	}
	clear(msg) // the caller's again
	if got := jsx.Bytes(peer.Get("sent").Index(0)); !bytes.Equal(got, []byte("hello")) {
		t.Errorf("sent %q", got)
	}
}

func TestSocketSendWaitsForTheBrowser(t *testing.T) {
	conn, peer := dialed(t)
	peer.Set("bufferedAmount", maxUnsent+1)
	done := make(chan error, 1)
	go func() { done <- conn.Send(t.Context(), []byte("x")) }()
	runtime.Gosched() // Send runs until it waits: there is one thread
	if n := peer.Get("sent").Length(); n != 0 {
		t.Errorf("%d messages sent over a full buffer", n)
	}
	peer.Set("bufferedAmount", 0)
	if err := <-done; err != nil || peer.Get("sent").Length() != 1 {
		t.Errorf("after it has drained: %v", err)
	}
}

func TestSocketSendEndsWithItsContext(t *testing.T) {
	conn, peer := dialed(t)
	peer.Set("bufferedAmount", maxUnsent+1)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := conn.Send(ctx, []byte("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("send: %v", err)
	}
	if _, err := conn.Receive(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("receive: %v", err)
	}
}

func TestSocketRefuses(t *testing.T) {
	huge := js.Global().Get("ArrayBuffer").New(wire.MaxMessageBytes + 1)
	for name, tc := range map[string]struct {
		data  any
		error fault.Code
		code  int
	}{
		"text":      {"hello", fault.BadRequest, 4003},
		"too large": {huge, fault.Limit, 4009},
	} {
		t.Run(name, func(t *testing.T) {
			conn, peer := dialed(t)
			emit(peer, "message", map[string]any{"data": tc.data})
			if _, err := conn.Receive(t.Context()); fault.CodeOf(err) != tc.error {
				t.Errorf("receive: %v", err)
			}
			if code := peer.Get("closing").Get("code").Int(); code != tc.code {
				t.Errorf("closed with %d, want %d", code, tc.code)
			}
		})
	}
}

func TestSocketBoundsWhatIsUnread(t *testing.T) {
	conn, peer := dialed(t)
	part := strings.Repeat("x", 1<<20)
	for range maxInbox / len(part) {
		emitMessage(peer, part)
	}
	if peer.Get("closing").Truthy() {
		t.Fatal("closed too early")
	}
	if _, err := conn.Receive(t.Context()); err != nil {
		t.Fatal(err)
	}
	emitMessage(peer, part)
	emitMessage(peer, "x")
	if !peer.Get("closing").Truthy() {
		t.Error("takes in without bounds")
	}
}

func TestSocketCloses(t *testing.T) {
	conn, peer := dialed(t)
	if err := conn.Close(wire.CloseGoingAway, strings.Repeat("é", 100)); err != nil {
		t.Fatal(err)
	}
	closing := peer.Get("closing")
	if code := closing.Get("code").Int(); code != 4001 {
		t.Errorf("closed with %d", code)
	}
	if reason := closing.Get("reason").String(); reason != strings.Repeat("é", 61) {
		t.Errorf("reason of %d bytes: %q", len(reason), reason)
	}
	if _, err := conn.Receive(t.Context()); fault.CodeOf(err) != fault.Closed {
		t.Errorf("receive: %v", err)
	}
}

func TestDialFails(t *testing.T) {
	fakeSockets(t)
	_, err := dial(t.Context(), "ws://forbidden/")
	if e, ok := errors.AsType[*fault.Error](err); !ok || e.Code != fault.Unavailable || e.Hint == "" {
		t.Errorf("a forbidden URL: %v", err)
	}

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := dial(ctx, "ws://relay/"); !errors.Is(err, context.Canceled) || latest().Get("closing").IsNull() {
		t.Errorf("cancelled: %v", err)
	}

	js.Global().Call("eval", `{
		const Open = WebSocket;
		WebSocket = class extends Open {
			constructor(...args) { super(...args); queueMicrotask(() => this.emit("close", { code: 1006, reason: "" })); }
		};
	}`)
	_, err = dial(t.Context(), "ws://relay/")
	if e, ok := errors.AsType[*fault.Error](err); !ok || e.Code != fault.Unavailable || e.Hint == "" {
		t.Errorf("nobody there: %v", err)
	}
}

// A page can ask its relay for a sign of life by a text message only, if the
// relay answers that. The answer is heard, and is no message.
func TestFaultF2Beat(t *testing.T) {
	conn, peer := dialed(t)
	beater := conn.(wire.Beater)
	if beater.Beat(false) || peer.Get("sent").Length() != 0 {
		t.Error("a relay that does not answer was asked")
	}
	if !beater.Beat(true) || peer.Get("sent").Index(0).String() != wire.Ping {
		t.Error("the relay was not asked")
	}
	before := beater.Heard()
	emit(peer, "message", map[string]any{"data": wire.Pong})
	if beater.Heard() == before {
		t.Error("the answer was not heard")
	}
	emitMessage(peer, "x")
	if got, err := conn.Receive(t.Context()); err != nil || string(got) != "x" {
		t.Errorf("received %q, %v", got, err)
	}
	emit(peer, "message", map[string]any{"data": "another text"})
	if _, err := conn.Receive(t.Context()); fault.CodeOf(err) != fault.BadRequest {
		t.Errorf("another text: %v", err)
	}
}
