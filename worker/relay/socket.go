//go:build !js

package relay

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/host"
	"github.com/amora-sync/amora/worker/line"
)

// Limits of one WebSocket. A peer that applies a large transfer reads nothing
// for a while, so patience is longer than any stage should take.
const (
	maxQueuedBytes    = 4 << 20          // unsent messages of one socket
	busyBytes         = 64 << 10         // likewise, from which on no more is read for it
	maxQueuedMessages = 4096             //
	patience          = 2 * time.Minute  // for one write, and for anything to come
	pingEvery         = 30 * time.Second // keeps middleboxes from forgetting the connection
	closeWithin       = 5 * time.Second  // for what is queued and the goodbye
)

// socket is one peer's WebSocket, with the rules of package host: a
// server.Drainer whose Send only queues, so that a slow peer cannot hold up its
// room. A peer that leaves more than maxQueuedBytes unread is disconnected, and
// so may be one that leaves anything unread while others do too (budget). It
// resumes when it comes back.
type socket struct {
	conn  *websocket.Conn
	line  *line.Accepted // below conn
	token string         // brought by the peer, for host.Policy.MayOpen
	peer  string         // network address of the peer, "" if unknown
	meter host.Meter     // the reader's

	mu          sync.Mutex
	state       []byte // the room's
	queue       [][]byte
	queuedBytes int
	unsent      int  // bytes of the message that is being written
	asked       bool // Busy has said so, and drained is to be called
	pong        bool // a "ping" waits for its answer
	closing     bool // nothing more is queued
	closeCode   int
	closeReason string
	within      time.Duration // which the closing may take
	deadline    *time.Timer   // of the closing
	wake        chan struct{} // holds a token while there is something to do

	budget  *budget // of the relay, nil: none
	drained func()  // called when Busy has changed its mind, on a goroutine of its own

	writing                  atomic.Bool  // a message is being written
	received, sent           atomic.Int64 // messages
	receivedBytes, sentBytes atomic.Int64 // of messages, before compression
}

func newSocket(conn *websocket.Conn, line *line.Accepted, token string) *socket {
	return &socket{conn: conn, line: line, token: token, within: closeWithin, wake: make(chan struct{}, 1)}
}

// Address implements [server.Addressed].
func (s *socket) Address() string { return s.peer }

// State implements [server.Socket]: what the room remembers of this peer.
func (s *socket) State() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}

// SetState implements [server.Socket].
func (s *socket) SetState(state []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state = state
}

// giveWay ends the connection at once, for another peer.
func (s *socket) giveWay() {
	s.Close(wire.ClosePolicy, "no handshake")
	s.cut()
}

// Send queues a message, which the socket owns from then on. It never waits.
func (s *socket) Send(msg []byte) error {
	if err := s.enqueue(msg); err != nil {
		return err
	}
	s.book(int64(len(msg)))
	return nil
}

func (s *socket) enqueue(msg []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return fault.Errorf(fault.Closed, "the socket is closed")
	}
	if len(s.queue) >= maxQueuedMessages || s.queuedBytes+len(msg) > maxQueuedBytes {
		s.closeLocked(host.CloseTryAgain, "messages pile up")
		s.cut() // nothing gets through to it, a goodbye neither
		return fault.Errorf(fault.Limit, "the peer does not read what it is sent")
	}
	s.queue = append(s.queue, msg)
	s.queuedBytes += len(msg)
	s.notify()
	return nil
}

// book tells the budget of bytes that were queued, or of less than none that
// the peer has taken.
func (s *socket) book(bytes int64) {
	if s.budget != nil {
		s.budget.change(s, bytes)
	}
}

// Busy implements [server.Drainer].
func (s *socket) Busy() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.queuedBytes+s.unsent <= busyBytes {
		return false
	}
	s.asked = true
	return true
}

// wrote notes that the message at hand is written. Whoever found the socket
// busy is told as soon as it is not.
func (s *socket) wrote() {
	s.mu.Lock()
	s.unsent = 0
	tell := s.asked && s.queuedBytes <= busyBytes && s.drained != nil
	if tell {
		s.asked = false
	}
	s.mu.Unlock()
	if tell {
		go s.drained()
	}
}

// drop ends the connection at once: the peer takes nothing, a goodbye neither.
func (s *socket) drop() {
	s.Close(host.CloseTryAgain, "too much waits for all peers")
	s.cut()
}

// cut ends the connection, whatever goes on. The caller may hold locks, and a
// listener's own connections may take their time over closing: nobody waits.
func (s *socket) cut() { go s.line.Cut() }

// Close has what is queued sent, then closes with this code. Only the first
// call counts.
func (s *socket) Close(code int, reason string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closeLocked(code, reason)
}

func (s *socket) closeLocked(code int, reason string) {
	if s.closing {
		return
	}
	s.closing, s.closeCode, s.closeReason = true, code, host.Clip(reason, 120)
	s.deadline = time.AfterFunc(s.within, s.cut)
	s.notify()
}

// answerPing queues the answer to a "ping" (PROTOCOL.md §7). Several that wait
// together get one.
func (s *socket) answerPing() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pong = true
	s.notify()
}

func (s *socket) notify() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// run serves the socket until it is closed by either side: every message goes
// to handle, one at a time. The error says what went wrong, nil for nothing.
func (s *socket) run(handle func([]byte) error) error {
	written := make(chan struct{})
	go func() {
		s.write()
		close(written)
	}()
	stop := make(chan struct{})
	go s.keepAlive(stop)
	err := s.read(handle)
	close(stop)
	s.Close(wire.CloseNormal, "")
	<-written
	s.deadline.Stop()
	return err
}

// read hands messages to handle until the peer leaves, handle fails or the
// peer breaks a rule.
func (s *socket) read(handle func([]byte) error) error {
	for {
		kind, msg, err := s.line.Message(s.conn)
		switch {
		case err != nil:
			return s.readError(err)
		case kind == websocket.MessageText && string(msg) == wire.Ping:
			s.answerPing()
			s.line.NoteControl()
			continue
		case kind != websocket.MessageBinary:
			s.Close(host.CloseUnsupported, "binary messages only")
			return fault.Errorf(fault.BadRequest, "a text message")
		}
		if _, _, closing := s.closed(); closing {
			continue
		}
		s.received.Add(1)
		s.receivedBytes.Add(int64(len(msg)))
		if err := handle(msg); err != nil {
			s.Close(host.CloseCode(err), string(fault.CodeOf(err)))
			return err
		}
	}
}

// readError is nil for an orderly end, by the peer or by us; otherwise the
// connection is beyond use.
func (s *socket) readError(err error) error {
	if _, _, closing := s.closed(); closing {
		return nil
	}
	if closed, ok := errors.AsType[websocket.CloseError](err); ok {
		switch closed.Code {
		case websocket.StatusNormalClosure, websocket.StatusGoingAway, websocket.StatusNoStatusRcvd:
			return nil
		}
		return fault.Errorf(fault.Closed, "the peer closed with %d %s", closed.Code, closed.Reason)
	}
	if errors.Is(err, websocket.ErrMessageTooBig) {
		return fault.Errorf(fault.Limit, "a message of more than %d bytes", wire.MaxMessageBytes)
	}
	s.cut()
	return &fault.Error{Code: fault.Unavailable, Text: "the connection broke", Err: err}
}

// write sends what is queued until the socket is to be closed, and closes it.
func (s *socket) write() {
	for range s.wake {
		for kind, msg := s.next(); msg != nil; kind, msg = s.next() {
			if s.writeOne(kind, msg) != nil {
				s.conn.CloseNow()
				s.Close(wire.CloseInternal, "write failed")
				return
			}
		}
		if code, reason, closing := s.closed(); closing {
			s.conn.Close(websocket.StatusCode(code), reason)
			return
		}
	}
}

// next takes what is to be written next, nil if there is nothing: the answer to
// a "ping" first, then the oldest message.
func (s *socket) next() (websocket.MessageType, []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pong {
		s.pong = false
		return websocket.MessageText, []byte(wire.Pong)
	}
	if len(s.queue) == 0 {
		return 0, nil
	}
	msg := s.queue[0]
	s.queue[0] = nil
	s.queue = s.queue[1:]
	s.queuedBytes -= len(msg)
	s.unsent = len(msg)
	return websocket.MessageBinary, msg
}

func (s *socket) closed() (code int, reason string, closing bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closeCode, s.closeReason, s.closing
}

func (s *socket) writeOne(kind websocket.MessageType, msg []byte) error {
	s.writing.Store(true)
	defer s.writing.Store(false)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	s.line.Hold()
	if err := s.conn.Write(ctx, kind, msg); err != nil {
		return err
	}
	booked := 0 // of what is in the outbox: answers to pings are not
	if kind == websocket.MessageBinary {
		booked = s.line.Held()
		s.book(int64(booked - len(msg)))
	}
	s.sent.Add(1)
	s.sentBytes.Add(int64(len(msg)))
	msg = nil // the peer may take its time over the compressed bytes
	err := s.line.Release(patience, func(bytes int) {
		if n := min(bytes, booked); n > 0 {
			booked -= n
			s.book(int64(-n))
		}
	})
	if err == nil && kind == websocket.MessageBinary {
		s.wrote()
	}
	return err
}

// keepAlive pings a silent peer until stop is closed, and drops one from which
// nothing has come for patience. It pings only while nothing else is written:
// the websocket package breaks a connection that does not take a ping at once,
// which a slow one with messages before it cannot.
func (s *socket) keepAlive(stop <-chan struct{}) {
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	var silent time.Duration
	for heard, sent := int64(0), int64(0); ; {
		select {
		case <-stop:
			return
		case <-tick.C:
		}
		silent += pingEvery
		if now := s.line.Heard(); now != heard {
			heard, silent = now, 0
		}
		if silent >= patience {
			s.cut()
			return
		}
		now := s.sentBytes.Load()
		if silent > 0 && now == sent && !s.writing.Load() {
			go s.ping()
		}
		sent = now
	}
}

// ping asks for a sign of life. Whatever comes next is one.
func (s *socket) ping() {
	ctx, cancel := context.WithTimeout(context.Background(), pongWithin)
	defer cancel()
	_ = s.conn.Ping(ctx)
}
