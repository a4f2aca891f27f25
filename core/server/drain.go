package server

import (
	"context"

	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/wire"
)

// Drainer is a Socket that knows whether its peer takes what it is sent. To one
// that does not, no more is read from the database than it has already: a pull
// waits, and news become one message.
type Drainer interface {
	Socket
	// Busy reports whether the peer has yet to take much of what it was sent.
	// After that the host calls [Room.Drained], as soon as the peer has.
	Busy() bool
}

func busy(sock Socket) bool {
	d, ok := sock.(Drainer)
	return ok && d.Busy()
}

// Drained goes on with what waited for a Drainer. Errors are as Message's.
func (s *Room) Drained(ctx context.Context, sock Socket) error {
	err := s.drained(ctx, sock)
	if err != nil {
		s.refuse(sock, err)
	}
	return err
}

func (s *Room) drained(ctx context.Context, sock Socket) error {
	st, err := readState(sock)
	if err != nil || st.SyncSession == "" {
		return err
	}
	if st.Behind {
		st.Behind = false
		st.save(sock)
		if err := sock.Send(wire.Encode(wire.KindChanged, wire.Changed{}, "")); err != nil {
			return err
		}
	}
	if st.mostDue() == "" {
		return nil
	}
	c, err := s.call(ctx, sock, st)
	if err != nil {
		return err
	}
	return c.sendDue(pipeline.Transfer{})
}

// mostDue is the pull for which most chunks may be sent, "" if there is none.
// So several pulls of a socket go on at the same pace.
func (st socketState) mostDue() (id string) {
	for other, p := range st.Pulls {
		if p.Due > 0 && (id == "" || p.Due > st.Pulls[id].Due || p.Due == st.Pulls[id].Due && other < id) {
			id = other
		}
	}
	return id
}

// sendDue sends the chunks for which the windows of the socket's pulls have
// room, as long as the peer takes them. t is a pull that was read already, or
// none.
func (c *call) sendDue(t pipeline.Transfer) error {
	for id := c.state.mostDue(); id != "" && !busy(c.sock); id = c.state.mostDue() {
		next, chunk, err := c.nextChunk(id, t)
		switch t = next; {
		case err != nil:
			err = c.abandon(id, err)
		case chunk.Count > 0:
			err = c.sock.Send(encodeChunk(t, chunk))
		}
		if err != nil {
			return err
		}
	}
	c.state.save(c.sock)
	return nil
}

// nextChunk reads a pull's next chunk and moves its window on. t is the pull,
// if it was read already, or another.
func (c *call) nextChunk(id string, t pipeline.Transfer) (_ pipeline.Transfer, chunk pipeline.Chunk, err error) {
	p := c.state.Pulls[id]
	direct, found := c.ownDirect(id)
	err = c.engine.DB().View(c.ctx, func(tx sqldb.Tx) (err error) {
		if found {
			t = direct
		} else if t.ID != id {
			t, err = c.own(tx, id, false)
		}
		if err == nil {
			chunk, err = c.engine.ReadChunk(tx, t, p.Sent, p.Chunk)
		}
		return err
	})
	p.Sent += chunk.Count
	if p.Due--; chunk.Count == 0 {
		p.Due = 0 // that was all
	}
	c.state.Pulls[id] = p
	return t, chunk, err
}
