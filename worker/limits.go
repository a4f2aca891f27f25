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

// take judges a message of a socket, whose meter m is, and reports whether it
// may be handled: one that sends too many is closed.
func (l limits) take(s core.Socket, m *meter) bool {
	if m.count(l, time.Now()) {
		return true
	}
	s.Close(closeTryAgain, "too many messages")
	return false
}

// full reports, by a limit error, that a room of that size takes no records
// in (core.ServerOptions.Full).
func (l limits) full(size func() int64) error {
	if l.roomBytes == 0 {
		return nil
	}
	if n := size(); n > l.roomBytes {
		return core.Errorf(core.CodeLimit, "the room holds %d bytes, %d are allowed", n, l.roomBytes).
			WithHint("whoever runs the relay can raise the limit")
	}
	return nil
}

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
