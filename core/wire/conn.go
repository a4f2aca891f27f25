package wire

import (
	"context"
	"time"
)

// Conn is an ordered pipe of messages to one peer, as a client has it. Send
// and Receive may be called from different goroutines, each from one at a
// time. After an error the Conn is dead.
type Conn interface {
	// Send hands a message over; it may wait for the peer to keep up.
	Send(ctx context.Context, msg []byte) error
	// Receive waits for the next message. The caller owns it.
	Receive(ctx context.Context) ([]byte, error)
	// Close ends the connection with a WebSocket close code; it may be
	// called more than once. It waits for the peer some seconds at most,
	// whatever the peer does.
	Close(code int, reason string) error
}

// Beater is a Conn that can ask its relay for a sign of life, by which a live
// sync notices a connection that has broken without a word.
type Beater interface {
	Conn
	// Heard is a number that changes whenever something has come from the
	// relay: a message, a part of one, or the answer to Beat.
	Heard() int64
	// Beat asks for a sign of life and returns at once. answers says whether
	// the relay answers [Ping]. A Conn that can ask by a Ping only returns
	// false if it does not.
	Beat(answers bool) (asked bool)
}

// Ping and Pong are the two text messages of the protocol: a relay answers
// Ping with Pong (PROTOCOL.md §7).
const (
	Ping = "ping"
	Pong = "pong"
)

// dialWithin bounds the opening of a connection, name look-up, TLS and the
// WebSocket's handshake included.
const dialWithin = 30 * time.Second

// Open dials a room, for at most 30 s. met says that the relay has proved
// itself before. Error: that of [ConnectionError].
func (dial Dialer) Open(ctx context.Context, address string, met bool) (Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, dialWithin)
	defer cancel()
	conn, err := dial(ctx, address)
	if err != nil {
		return nil, ConnectionError(err, met)
	}
	return conn, nil
}

// Dialer opens a Conn to ws(s)://host[:port][/prefix]/sync/{room}, with
// subprotocol amora.v1.
type Dialer func(ctx context.Context, url string) (Conn, error)

// The WebSocket close codes in use (RFC 6455, 7.4.1).
const (
	CloseNormal    = 1000 // all is done
	CloseGoingAway = 1001 // the host stops
	ClosePolicy    = 1008 // the peer was refused, or has broken the protocol
	CloseTooBig    = 1009 // a message is too long
	CloseInternal  = 1011 // the host has failed
)
