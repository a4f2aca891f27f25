package host

import (
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/wire"
)

// Limits bound what one room and one socket may take.
type Limits struct {
	RoomBytes int64 // of the room's database, past which nothing more is taken in; 0 is no bound
	// PerMinute bounds the messages of a socket, after a burst of as many, an open
	// counting for sixteen and more; and of those that bring records the ones of a
	// member, with all whom it certified. 0 is no bound.
	PerMinute int64

	RoomCounters, MemberCounters int64 // as in server.Options
}

// Take judges a message of a socket, whose meter m is, and reports whether it
// may be handled: one that sends too many is closed.
func (l Limits) Take(s server.Socket, m *Meter, msg []byte) bool {
	if m.count(l, l.cost(msg), time.Now()) {
		return true
	}
	s.Close(CloseTryAgain, "too many messages")
	return false
}

// Full reports, by a limit error, that a room of that size does not take so many
// more bytes in (server.Options.Full).
func (l Limits) Full(size func() int64, more int64) error {
	if l.RoomBytes == 0 {
		return nil
	}
	if n := size(); n+more > l.RoomBytes {
		return fault.Errorf(fault.Limit, "the room holds %d bytes, this may take %d more, and %d are allowed", n, more, l.RoomBytes).
			WithHint("whoever runs the relay can raise the limit")
	}
	return nil
}

// Meter counts a socket's messages: it leaks as time goes by.
type Meter struct {
	Level int64 // messages, in thousandths
	At    int64 // Unix milliseconds
}

// What an open counts for, in messages: openCost, and one more for each
// openBytes. It is the one message that has much work done however little it
// says: counters are compared and records looked for, and it may name as many
// counters as a message holds.
const (
	openCost  = 16
	openBytes = 4 << 10
)

// cost is what a message counts for. However low the rate is, some transfers can
// be opened.
func (l Limits) cost(msg []byte) int64 {
	if len(msg) == 0 || wire.Kind(msg[0]) != wire.KindOpen {
		return 1
	}
	return max(1, min(openCost+int64(len(msg)/openBytes), l.PerMinute/8))
}

// count takes what counts for n messages, and reports whether it is within the
// rate.
func (m *Meter) count(l Limits, n int64, now time.Time) bool {
	if l.PerMinute == 0 {
		return true
	}
	at := now.UnixMilli()
	m.Level = max(0, m.Level-(at-m.At)*l.PerMinute/60) + 1000*n
	m.At = at
	return m.Level <= 1000*l.PerMinute
}
