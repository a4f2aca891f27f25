//go:build !js

package line

import (
	"errors"
	"slices"
	"sync"
	"time"
)

// outbox holds the bytes of a message back until the websocket package has
// written all of it. The package keeps a compressor of a megabyte for as long
// as it writes, which is as long as a peer takes nothing; the compressed bytes
// are a small part of that.
type outbox struct {
	max int // bytes

	mu      sync.Mutex
	holding bool // bytes are collected
	bytes   []byte
}

// errOutboxFull: the websocket package answers more pings than the peer reads
// the answers to.
var errOutboxFull = errors.New("the peer does not read")

// Hold collects what is written from now on.
func (o *outbox) Hold() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.holding = true
}

// write collects bytes, or reports that they are not to be collected.
func (o *outbox) write(p []byte) (collected bool, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.holding && len(o.bytes)+len(p) > o.max {
		return true, errOutboxFull
	}
	if o.holding {
		o.bytes = append(o.bytes, p...)
	}
	return o.holding, nil
}

// Held is the number of bytes collected.
func (o *outbox) Held() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.bytes)
}

// take returns what was collected. Once there is nothing, nothing is collected
// any more.
func (o *outbox) take() []byte {
	o.mu.Lock()
	defer o.mu.Unlock()
	bytes := o.bytes
	o.bytes = nil
	o.holding = len(bytes) > 0
	return bytes
}

// PartBytes is the most that is written at a time. A peer has taken what the
// kernel has taken for it.
const PartBytes = 64 << 10

// Release writes what was collected, and what is added meanwhile, to the
// connection, and tells of each part that was taken. A part has to be taken in
// time, so that a peer takes at least PartBytes in every within.
func (l *Accepted) Release(within time.Duration, taken func(bytes int)) error {
	defer l.conn.SetWriteDeadline(time.Time{})
	for bytes := l.take(); len(bytes) > 0; bytes = l.take() {
		for part := range slices.Chunk(bytes, PartBytes) {
			if err := l.conn.SetWriteDeadline(time.Now().Add(within)); err != nil {
				return err
			}
			if _, err := l.conn.Write(part); err != nil {
				return err
			}
			taken(len(part))
		}
	}
	return nil
}
