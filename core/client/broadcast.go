package client

import (
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
