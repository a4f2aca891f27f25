package coretest

import (
	"context"
	"sync"

	"github.com/amora-sync/amora/core/wire"
)

// Fault is what becomes of one message on its way.
type Fault int

// The faults. A WebSocket only ever loses a connection; the others are what a
// broken proxy or an ill-willed one could do.
const (
	Deliver   Fault = iota
	Lose            // the connection breaks instead
	LoseAfter       // the connection breaks behind it
	Drop            // it vanishes
	Duplicate       // it comes twice
	Delay           // it comes after the next one
)

func (f Fault) String() string {
	return [...]string{"deliver", "lose", "lose after", "drop", "duplicate", "delay"}[f]
}

// FaultyConn is a wire.Conn whose messages meet faults.
type FaultyConn struct {
	conn wire.Conn
	// sending is asked before each of the client's messages; it may block,
	// which is how a test decides who goes on. receiving is asked about each
	// of the server's.
	sending, receiving func(msg []byte) Fault

	mu    sync.Mutex
	held  []byte   // sent, delayed
	late  []byte   // received, delayed
	ready [][]byte // received, to be handed out
}

// NewFaultyConn puts faults between a client and conn.
func NewFaultyConn(conn wire.Conn, sending, receiving func(msg []byte) Fault) *FaultyConn {
	return &FaultyConn{conn: conn, sending: sending, receiving: receiving}
}

// Send implements wire.Conn.
func (c *FaultyConn) Send(ctx context.Context, msg []byte) error {
	switch fault := c.sending(msg); fault {
	case Lose:
		c.Break()
		return errGone
	case Drop:
		return nil
	case Delay:
		c.mu.Lock()
		before := c.held
		c.held = msg
		c.mu.Unlock()
		return c.send(ctx, before)
	case Duplicate, LoseAfter, Deliver:
		if err := c.send(ctx, msg); err != nil {
			return err
		}
		if fault == Duplicate {
			if err := c.send(ctx, msg); err != nil {
				return err
			}
		}
		if fault == LoseAfter {
			c.Break()
			return nil
		}
	}
	return c.Flush(ctx)
}

func (c *FaultyConn) send(ctx context.Context, msg []byte) error {
	if msg == nil {
		return nil
	}
	return c.conn.Send(ctx, msg)
}

// Flush delivers a message of the client's that is delayed.
func (c *FaultyConn) Flush(ctx context.Context) error {
	c.mu.Lock()
	msg := c.held
	c.held = nil
	c.mu.Unlock()
	return c.send(ctx, msg)
}

// Receive implements wire.Conn.
func (c *FaultyConn) Receive(ctx context.Context) ([]byte, error) {
	for {
		if len(c.ready) > 0 {
			msg := c.ready[0]
			c.ready = c.ready[1:]
			return msg, nil
		}
		msg, err := c.conn.Receive(ctx)
		if err != nil {
			return nil, err
		}
		fault := c.receiving(msg)
		switch fault {
		case Lose:
			c.Break()
			return nil, errGone
		case Drop:
			continue
		case Delay:
			if c.late == nil {
				c.late = msg
				continue
			}
		case Duplicate:
			c.ready = append(c.ready, msg)
		case LoseAfter:
			c.Break()
		}
		c.ready = append(c.ready, msg)
		if c.late != nil {
			c.ready, c.late = append(c.ready, c.late), nil
		}
	}
}

// Break ends the connection as a lost network does: neither side is told.
func (c *FaultyConn) Break() { _ = c.conn.Close(wire.CloseGoingAway, "lost") }

// Close implements wire.Conn.
func (c *FaultyConn) Close(code int, reason string) error { return c.conn.Close(code, reason) }
