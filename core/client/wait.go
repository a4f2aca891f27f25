package client

import (
	"context"
	"sync"
)

// broadcast wakes everyone who waits for the next ring; the zero value is
// ready.
type broadcast struct {
	mu sync.Mutex
	ch chan struct{}
}

// next is closed by the next ring.
func (b *broadcast) next() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ch == nil {
		b.ch = make(chan struct{})
	}
	return b.ch
}

func (b *broadcast) ring() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ch != nil {
		close(b.ch)
		b.ch = nil
	}
}

// turns lets one at a time through for each key; the zero value is ready.
type turns struct {
	mu    sync.Mutex
	taken map[string]chan struct{} // closed when the turn is over
}

// take waits for the turn, which release gives back.
func (t *turns) take(ctx context.Context, key string) (release func(), err error) {
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
func (t *turns) try(key string) (over chan struct{}, mine bool) {
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

func (t *turns) release(key string, over chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.taken, key)
	close(over)
}
