package host

import "sync"

// Turns has one of each taker's messages wait for a room at a time, so that a
// taker gets no more of the room's time by sending through many sockets: before
// each message stands one message of each other taker at most, where the room's
// lock lets those in first who wait longest.
type Turns struct {
	mu     sync.Mutex
	takers map[string]*turn
}

// turn is one taker's.
type turn struct {
	sync.Mutex
	users int // who have the turn or wait for it, guarded by Turns.mu
}

// Take waits until none of the taker's other messages waits for the room, or is
// handled. The message's turn ends with leave.
func (t *Turns) Take(taker string) (leave func()) {
	own := t.join(taker)
	own.Lock()
	return func() {
		own.Unlock()
		t.part(taker, own)
	}
}

func (t *Turns) join(taker string) *turn {
	t.mu.Lock()
	defer t.mu.Unlock()
	own := t.takers[taker]
	if own == nil {
		own = &turn{}
		if t.takers == nil {
			t.takers = map[string]*turn{}
		}
		t.takers[taker] = own
	}
	own.users++
	return own
}

func (t *Turns) part(taker string, own *turn) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if own.users--; own.users == 0 {
		delete(t.takers, taker)
	}
}
