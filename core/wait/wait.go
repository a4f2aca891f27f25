// Package wait has what goroutines wait for: news, and their turn.
package wait

import (
	"context"
	"sync"
)

// Broadcast wakes everyone who waits for the next ring; the zero value is
// ready.
type Broadcast struct {
	mu sync.Mutex
	ch chan struct{}
}

// Next is closed by the next ring.
func (b *Broadcast) Next() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ch == nil {
		b.ch = make(chan struct{})
	}
	return b.ch
}

// Ring wakes those who wait.
func (b *Broadcast) Ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ch != nil {
		close(b.ch)
		b.ch = nil
	}
}

// Turns lets one at a time through for each key; the zero value is ready.
type Turns struct {
	mu    sync.Mutex
	taken map[string]chan struct{} // closed when the turn is over
}

// Take waits for the turn, which release gives back.
func (t *Turns) Take(ctx context.Context, key string) (release func(), err error) {
	for {
		over, mine := t.try(key)
		if mine {
			return func() { t.release(key, over) }, nil
		}
		select {
		case <-over:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// try takes the turn if it is free. over is closed when the present turn ends.
func (t *Turns) try(key string) (over chan struct{}, mine bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if over, taken := t.taken[key]; taken {
		return over, false
	}
	if t.taken == nil {
		t.taken = map[string]chan struct{}{}
	}
	over = make(chan struct{})
	t.taken[key] = over
	return over, true
}

func (t *Turns) release(key string, over chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.taken, key)
	close(over)
}
