package core

import (
	"context"
	"encoding/json"
	"errors"
	"sync/atomic"
	"time"
)

// link is a client's side of a connection: it reads ahead, so that the
// server's notices can arrive at any time.
type link struct {
	conn     Conn
	messages chan message
	failed   chan struct{} // closed when reading has ended
	err      error         // why, valid then
	changed  bool          // a notice came that nobody has acted upon
	carried  []message     // records that came with notices, likewise
	transfer string        // the latest one's id
	met      *atomic.Bool  // whether the relay has proved itself, on this connection or one before
	pulse    pulse

	sent, received int64 // bytes
}

// newLink starts reading. It ends when the connection does.
func newLink(ctx context.Context, conn Conn, met *atomic.Bool) *link {
	l := &link{
		conn: conn, met: met, messages: make(chan message), failed: make(chan struct{}),
		pulse: pulse{lost: make(chan struct{})},
	}
	go l.read(ctx)
	return l
}

func (l *link) read(ctx context.Context) {
	defer close(l.failed)
	for {
		l.pulse.reading.Store(true)
		data, err := l.conn.Receive(ctx)
		l.pulse.reading.Store(false)
		var m message
		if err == nil {
			m, err = decodeMessage(data)
		}
		if err == nil && !json.Valid(m.header) {
			err = Errorf(CodeBadRequest, "the header of message kind %d is no JSON", m.kind)
		}
		if err != nil {
			l.err = connectionError(err, l.met.Load())
			return
		}
		select {
		case l.messages <- m:
		case <-ctx.Done():
			l.err = ctx.Err()
			return
		}
	}
}

// connectionError gives the failure of a connection its code: unavailable, so
// that callers may try again. A code that the connection gave stands as long as
// the relay has not been met: it may say that there is none at this address.
// Once it has, whatever stands in its place now will pass: a login page, a proxy
// whose relay restarts, bytes that are no messages.
func connectionError(err error, met bool) error {
	if e, coded := asError(err); errors.Is(err, context.Canceled) || coded && (!met || e.Code == CodeUnavailable) {
		return err
	}
	return &Error{Code: CodeUnavailable, Text: "the connection to the relay is lost", Err: err}
}

// replyWithin is how long the relay may take for a reply, and to read what it
// is sent. Past it the connection is taken for lost: a network that went away
// without a word would hold this side, and whoever waits for its turn, for ever.
const replyWithin = 2 * time.Minute

func (l *link) send(ctx context.Context, k Kind, header any, body string) error {
	data := encodeMessage(k, header, body)
	l.sent += int64(len(data))
	sending, cancel := context.WithTimeout(ctx, replyWithin)
	defer cancel()
	if err := l.conn.Send(sending, data); err != nil {
		return l.lastWord(ctx, connectionError(err, l.met.Load()))
	}
	return nil
}

// lastWordWithin is how long a connection that broke while this side was
// sending is read to its end.
const lastWordWithin = 5 * time.Second

// lastWord returns why the relay ended a connection that broke while this side
// was sending, if the relay said so: its message may have come before the send
// failed. Otherwise it returns the failure.
func (l *link) lastWord(ctx context.Context, failure error) error {
	ctx, cancel := context.WithTimeout(ctx, lastWordWithin)
	defer cancel()
	for {
		select {
		case m := <-l.messages:
			var h errorHeader
			if m.kind == KindError && m.read(&h) == nil && h.Transfer == "" {
				return h.err()
			}
		case <-l.failed:
			return failure
		case <-ctx.Done():
			return failure
		}
	}
}

// next waits for a message that is no notice. An error message of the peer
// becomes an error, unless it comes late, for a transfer that is over.
func (l *link) next(ctx context.Context) (message, error) { return l.nextWithin(ctx, replyWithin) }

// nextWithin is next for a reply that may take longer. Error: unavailable.
func (l *link) nextWithin(ctx context.Context, patience time.Duration) (message, error) {
	late := time.NewTimer(patience)
	defer late.Stop()
	for {
		select {
		case <-late.C:
			return message{}, Errorf(CodeUnavailable, "the relay has not answered within %v", patience)
		case m := <-l.messages:
			l.received += int64(envelopeBytes + len(m.header) + len(m.body))
			switch m.kind {
			case KindChanged, KindCarry:
				l.note(m)
			case KindError:
				var h errorHeader
				if err := m.read(&h); err != nil {
					return m, err
				}
				if h.Transfer == "" || h.Transfer == l.transfer {
					return m, h.err()
				}
			default:
				return m, nil
			}
		case <-l.failed:
			return message{}, l.err
		case <-ctx.Done():
			return message{}, ctx.Err()
		}
	}
}

// expect waits for a message of one kind.
func (l *link) expect(ctx context.Context, k Kind) (message, error) {
	return l.expectWithin(ctx, replyWithin, k)
}

// expectWithin is expect with a patience of its own. Error: unavailable.
func (l *link) expectWithin(ctx context.Context, patience time.Duration, k Kind) (message, error) {
	m, err := l.nextWithin(ctx, patience)
	if err == nil && m.kind != k {
		err = Errorf(CodeBadRequest, "message of kind %d, expected %d", m.kind, k)
	}
	return m, err
}

// notice waits for a notice of change, or for one that came before.
func (l *link) notice(ctx context.Context) error {
	for !l.changed && len(l.carried) == 0 {
		select {
		case m := <-l.messages:
			l.received += int64(envelopeBytes + len(m.header) + len(m.body))
			if m.kind == KindChanged || m.kind == KindCarry {
				l.note(m)
				continue
			}
			var h errorHeader
			if err := m.read(&h); err != nil {
				return err
			}
			if m.kind == KindError && h.Transfer == "" {
				return h.err()
			}
		case <-l.failed:
			return l.err
		case <-l.pulse.lost:
			return Errorf(CodeUnavailable, "the relay has fallen silent")
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// maxCarried bounds the messages with records that wait to be looked at; past
// it a pull brings them all.
const maxCarried = 64

// note keeps a notice.
func (l *link) note(m message) {
	if m.kind == KindCarry && !l.changed && len(l.carried) < maxCarried && len(m.header)+len(m.body) <= 3*MaxCarryBytes {
		l.carried = append(l.carried, m)
		return
	}
	l.changed, l.carried = true, nil
}
