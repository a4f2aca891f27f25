package main

import (
	"time"

	"github.com/amora-sync/amora/core"
)

// limits bound what one room and one socket may take.
type limits struct {
	roomBytes int64 // of the room's database, past which nothing more is taken in; 0 is no bound
	perMinute int64 // messages of a socket, after a burst of as many; 0 is no bound

	roomCounters, memberCounters int64 // as in core.ServerOptions
}

// The kinds of messages that bring records (PROTOCOL 1).
const (
	kindOfChunk = 7
	kindOfCarry = 14
)

// take judges a message of a socket, whose meter m is, and reports whether it
// may be handled. What it breaks the socket has been told; an error closes it.
func (l limits) take(s core.Socket, m *meter, msg []byte, size func() int64) (ok bool, err error) {
	if !m.count(l, time.Now()) {
		s.Close(closeTryAgain, "too many messages")
		return false, nil
	}
	if err := l.checkSize(msg, size); err != nil {
		_ = s.Send(core.ErrorMessage(err)) // it may have gone by itself
		return false, err
	}
	return true, nil
}

// checkSize reports, by a limit error, that the room is full and the message
// brings records. Everything else is let through: a full room can still be
// read, if by fewer at a time (core.ServerOptions.Full), and a transfer that is
// whole be completed.
func (l limits) checkSize(msg []byte, size func() int64) error {
	if l.roomBytes == 0 || len(msg) == 0 || msg[0] != kindOfChunk && msg[0] != kindOfCarry {
		return nil
	}
	if n := size(); n > l.roomBytes {
		return core.Errorf(core.CodeLimit, "the room holds %d bytes, %d are allowed", n, l.roomBytes).
			WithHint("whoever runs the relay can raise the limit")
	}
	return nil
}

// full reports whether a room of that size takes nothing more in.
func (l limits) full(size func() int64) bool { return l.roomBytes > 0 && size() > l.roomBytes }

// meter counts a socket's messages: it leaks as time goes by.
type meter struct {
	Level int64 // messages, in thousandths
	At    int64 // Unix milliseconds
}

// count takes one message and reports whether it is within the rate.
func (m *meter) count(l limits, now time.Time) bool {
	if l.perMinute == 0 {
		return true
	}
	at := now.UnixMilli()
	m.Level = max(0, m.Level-(at-m.At)*l.perMinute/60) + 1000
	m.At = at
	return m.Level <= 1000*l.perMinute
}
