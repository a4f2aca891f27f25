package client

import (
	"context"
	"encoding/json"
	"sync/atomic"
	"time"

	"github.com/amora-sync/amora/core/delta"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
)

// link is a client's side of a connection: it reads ahead, so that the
// server's notices can arrive at any time.
type link struct {
	conn     wire.Conn
	messages chan wire.Message
	failed   chan struct{}  // closed when reading has ended
	err      error          // why, valid then
	changed  bool           // a notice came that nobody has acted upon
	deltas   []wire.Message // deltas that came and that nobody has looked at
	transfer string         // id of the latest transfer
	met      *atomic.Bool   // whether the relay has proved itself, on this connection or one before
	pulse    pulse

	sent, received int64 // bytes
}

// newLink starts reading. It ends when the connection does.
func newLink(ctx context.Context, conn wire.Conn, met *atomic.Bool) *link {
	l := &link{
		conn: conn, met: met, messages: make(chan wire.Message), failed: make(chan struct{}),
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
		var m wire.Message
		if err == nil {
			m, err = wire.Decode(data)
		}
		if err == nil && !json.Valid(m.Header) {
			err = fault.Errorf(fault.BadRequest, "the header of message kind %d is no JSON", m.Kind)
		}
		if err != nil {
			l.err = wire.ConnectionError(err, l.met.Load())
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

// replyWithin is how long the relay may take for a reply, and to read what it
// is sent. Past it the connection is taken for lost: a network that went away
// without a word would hold this side, and whoever waits for its turn, for
// ever.
const replyWithin = 2 * time.Minute

func (l *link) send(ctx context.Context, k wire.Kind, header any, body string) error {
	data := wire.Encode(k, header, body)
	l.sent += int64(len(data))
	sending, cancel := context.WithTimeout(ctx, replyWithin)
	defer cancel()
	if err := l.conn.Send(sending, data); err != nil {
		return l.lastWord(ctx, wire.ConnectionError(err, l.met.Load()))
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
			var h wire.Failure
			if m.Kind == wire.KindError && m.Read(&h) == nil && h.Transfer == "" {
				return h.Err()
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
func (l *link) next(ctx context.Context) (wire.Message, error) { return l.nextWithin(ctx, replyWithin) }

// nextWithin is next for a reply that may take longer. Error: unavailable.
func (l *link) nextWithin(ctx context.Context, patience time.Duration) (wire.Message, error) {
	late := time.NewTimer(patience)
	defer late.Stop()
	for {
		select {
		case <-late.C:
			return wire.Message{}, fault.Errorf(fault.Unavailable, "the relay has not answered within %v", patience)
		case m := <-l.messages:
			l.received += int64(wire.EnvelopeBytes + len(m.Header) + len(m.Body))
			switch m.Kind {
			case wire.KindChanged, wire.KindDelta:
				l.note(m)
			case wire.KindError:
				var h wire.Failure
				if err := m.Read(&h); err != nil {
					return m, err
				}
				if h.Transfer == "" || h.Transfer == l.transfer {
					return m, h.Err()
				}
			default:
				return m, nil
			}
		case <-l.failed:
			return wire.Message{}, l.err
		case <-ctx.Done():
			return wire.Message{}, ctx.Err()
		}
	}
}

// expect waits for a message of one kind.
func (l *link) expect(ctx context.Context, k wire.Kind) (wire.Message, error) {
	return l.expectWithin(ctx, replyWithin, k)
}

// ask sends a message, waits for one of another kind, and reads its header into
// reply. Error: unavailable, also if the connection is lost.
func (l *link) ask(ctx context.Context, k wire.Kind, header any, answer wire.Kind, reply any) error {
	if err := l.send(ctx, k, header, ""); err != nil {
		return err
	}
	m, err := l.expect(ctx, answer)
	if err != nil {
		return err
	}
	return m.Read(reply)
}

// expectWithin is expect with a patience of its own. Error: unavailable.
func (l *link) expectWithin(ctx context.Context, patience time.Duration, k wire.Kind) (wire.Message, error) {
	m, err := l.nextWithin(ctx, patience)
	if err == nil && m.Kind != k {
		err = fault.Errorf(fault.BadRequest, "message of kind %d, expected %d", m.Kind, k)
	}
	return m, err
}

// notice waits for a notice of change, or for one that came before.
func (l *link) notice(ctx context.Context) error {
	for !l.changed && len(l.deltas) == 0 {
		select {
		case m := <-l.messages:
			l.received += int64(wire.EnvelopeBytes + len(m.Header) + len(m.Body))
			if m.Kind == wire.KindChanged || m.Kind == wire.KindDelta {
				l.note(m)
				continue
			}
			var h wire.Failure
			if err := m.Read(&h); err != nil {
				return err
			}
			if m.Kind == wire.KindError && h.Transfer == "" {
				return h.Err()
			}
		case <-l.failed:
			return l.err
		case <-l.pulse.lost:
			return fault.Errorf(fault.Unavailable, "the relay has fallen silent")
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// maxDeltas bounds the deltas that wait to be looked at; past
// it a pull brings them all.
const maxDeltas = 64

// note keeps a notice.
func (l *link) note(m wire.Message) {
	if m.Kind == wire.KindDelta && !l.changed && len(l.deltas) < maxDeltas && len(m.Header)+len(m.Body) <= 3*delta.MaxBytes {
		l.deltas = append(l.deltas, m)
		return
	}
	l.changed, l.deltas = true, nil
}
