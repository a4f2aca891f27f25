package main

import (
	"net/url"
	"strconv"
	"strings"
	"syscall/js"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/wasm/jsx"
)

// socket is one peer's hibernating WebSocket, as a core.Socket. Whatever has
// to outlive the message at hand lies in its attachment.
type socket struct {
	room *room
	ws   js.Value

	loaded  bool
	changed bool // since it was loaded
	closing bool
	session session
	state   string
}

// session is what the host remembers of a socket.
type session struct {
	opened                   int64  // Unix milliseconds
	remote                   string // address
	token                    string // brought by the peer, for policy.mayOpen
	received, sent           int64  // messages
	receivedBytes, sentBytes int64
	code                     string // why the room closed it, "": it did not
	meter                    meter
}

// maxAttachment is what serializeAttachment takes, less its own overhead.
const maxAttachment = 16<<10 - 64

// load reads the attachment: the session on the first line, then the state.
func (s *socket) load() {
	if s.loaded {
		return
	}
	s.loaded = true
	line, state, _ := strings.Cut(s.room.host.Call("attachment", s.ws).String(), "\n")
	s.session.decode(line)
	s.state = state
}

// save writes the attachment if something has changed. Error: limit.
func (s *socket) save() error {
	if !s.changed {
		return nil
	}
	s.changed = false
	text := s.session.encode() + "\n" + s.state
	if len(text) > maxAttachment {
		return core.Errorf(core.CodeLimit, "a peer's state of %d bytes", len(text))
	}
	_, err := jsx.Try(func() js.Value { return s.room.host.Call("attach", s.ws, text) })
	return err
}

// numbers and texts are a session's fields, in the order of its encoding.
func (v *session) numbers() []*int64 {
	return []*int64{&v.opened, &v.received, &v.sent, &v.receivedBytes, &v.sentBytes, &v.meter.Level, &v.meter.At}
}

func (v *session) texts() []*string { return []*string{&v.remote, &v.token, &v.code} }

// encode writes the session in one line.
func (v *session) encode() string {
	var fields []string
	for _, n := range v.numbers() {
		fields = append(fields, strconv.FormatInt(*n, 10))
	}
	for _, t := range v.texts() {
		fields = append(fields, url.QueryEscape(*t))
	}
	return strings.Join(fields, " ")
}

// decode reads what encode wrote. Anything else leaves zeros.
func (v *session) decode(line string) {
	fields := strings.Split(line, " ")
	numbers, texts := v.numbers(), v.texts()
	if len(fields) != len(numbers)+len(texts) {
		return
	}
	for i, n := range numbers {
		*n, _ = strconv.ParseInt(fields[i], 10, 64)
	}
	for i, t := range texts {
		*t, _ = url.QueryUnescape(fields[len(numbers)+i])
	}
}

// State implements [core.Socket].
func (s *socket) State() []byte {
	s.load()
	return []byte(s.state)
}

// SetState implements [core.Socket].
func (s *socket) SetState(state []byte) {
	s.load()
	s.state, s.changed = string(state), true
}

// Send implements [core.Socket]: the platform queues. It leaves once what was
// committed before is durable.
func (s *socket) Send(msg []byte) error {
	s.load()
	_, err := jsx.Try(func() js.Value { return s.ws.Call("send", jsx.Uint8Array(msg)) })
	if err != nil {
		return &core.Error{Code: core.CodeClosed, Text: "the socket is closed", Err: err}
	}
	s.session.sent++
	s.session.sentBytes += int64(len(msg))
	s.changed = true
	return nil
}

// Close implements [core.Socket].
func (s *socket) Close(code int, reason string) {
	s.load()
	if s.closing {
		return
	}
	s.closing, s.changed, s.session.code = true, true, reason
	_, _ = jsx.Try(func() js.Value { return s.ws.Call("close", code, clip(reason, 120)) })
}

// logEnd writes the one line a session leaves behind.
func (s *socket) logEnd(code int) {
	s.load()
	v := &s.session
	attrs := []any{
		"room", s.room.id, "remote", v.remote, "took", time.Since(time.UnixMilli(v.opened)).Round(time.Millisecond).String(),
		"received", v.received, "receivedBytes", v.receivedBytes, "sent", v.sent, "sentBytes", v.sentBytes, "close", code,
	}
	if v.code != "" {
		attrs = append(attrs, "error", v.code)
	}
	s.room.log.Info("session ended", attrs...)
}
