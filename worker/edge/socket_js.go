package edge

import (
	"log/slog"
	"strings"
	"syscall/js"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/wasm/jsx"
	"github.com/amora-sync/amora/worker/host"
)

// socket is one peer's hibernating WebSocket, as a server.Socket with the rules of
// package host. Whatever has
// to outlive the message at hand lies in its attachment: the session on the
// first line, then the state.
type socket struct {
	host js.Value
	ws   js.Value

	read  bool // the attachment has been
	line  string
	state string

	// Of the socket whose event is being handled. Nothing is counted for the
	// others: a notice would rewrite every attachment in the room.
	current bool
	session session
	closing bool
}

// maxAttachment is what serializeAttachment takes, less its own overhead.
const maxAttachment = 16<<10 - 64

// load reads the attachment.
func (s *socket) load() {
	if !s.read {
		s.read = true
		s.line, s.state, _ = strings.Cut(s.host.Call("attachment", s.ws).String(), "\n")
	}
}

// save writes the attachment. Error: limit.
func (s *socket) save() error {
	if s.current {
		s.line = s.session.encode()
	}
	text := s.line + "\n" + s.state
	if len(text) > maxAttachment {
		return fault.Errorf(fault.Limit, "a peer's state of %d bytes", len(text))
	}
	_, err := jsx.Try(func() js.Value { return s.host.Call("attach", s.ws, text) })
	return err
}

// Address implements [server.Addressed].
func (s *socket) Address() string { return s.session.remote }

// State implements [server.Socket].
func (s *socket) State() []byte {
	s.load()
	return []byte(s.state)
}

// SetState implements [server.Socket]. The current socket's is saved when its
// event has been handled.
func (s *socket) SetState(state []byte) {
	s.load()
	s.state = string(state)
	if !s.current {
		_ = s.save() // the next message finds the old state, as after a restart
	}
}

// Send implements [server.Socket]: the platform queues. It leaves once what was
// committed before is durable.
func (s *socket) Send(msg []byte) error {
	_, err := jsx.Try(func() js.Value { return s.ws.Call("send", jsx.Uint8Array(msg)) })
	if err != nil {
		return &fault.Error{Code: fault.Closed, Text: "the socket is closed", Err: err}
	}
	s.session.sent++
	s.session.sentBytes += int64(len(msg))
	return nil
}

// Busy implements [server.Drainer].
func (s *socket) Busy() bool { return s.host.Call("busy", s.ws).Bool() }

// Close implements [server.Socket].
func (s *socket) Close(code int, reason string) {
	if s.closing {
		return
	}
	s.closing, s.session.code = true, reason
	_, _ = jsx.Try(func() js.Value { return s.ws.Call("close", code, host.Clip(reason, 120)) })
}

// logEnd writes the one line a session leaves behind.
func (s *socket) logEnd(log *slog.Logger, room string, code int) {
	v := &s.session
	attrs := []any{
		"room", room, "remote", v.remote, "took", time.Since(time.UnixMilli(v.opened)).Round(time.Millisecond).String(),
		"received", v.received, "receivedBytes", v.receivedBytes, "sent", v.sent, "sentBytes", v.sentBytes, "close", code,
	}
	if v.code != "" {
		attrs = append(attrs, "error", v.code)
	}
	log.Info("session ended", attrs...)
}
