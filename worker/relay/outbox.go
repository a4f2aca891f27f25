//go:build !js

package relay

import (
	"errors"
	"net"
	"slices"
	"sync"
	"time"
)

// outbox holds the bytes of a message back until the websocket package has
// written all of it. The package keeps a compressor of a megabyte for as long
// as it writes, which is as long as a peer takes nothing; the compressed bytes
// are a small part of that.
type outbox struct {
	mu      sync.Mutex
	holding bool // bytes are collected
	bytes   []byte
}

// errOutboxFull: the websocket package answers more pings than the peer reads
// the answers to.
var errOutboxFull = errors.New("the peer does not read")

// hold collects what is written from now on.
func (o *outbox) hold() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.holding = true
}

// write collects bytes, or reports that they are not to be collected.
func (o *outbox) write(p []byte) (collected bool, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.holding && len(o.bytes)+len(p) > maxQueuedBytes {
		return true, errOutboxFull
	}
	if o.holding {
		o.bytes = append(o.bytes, p...)
	}
	return o.holding, nil
}

// size is the number of bytes collected.
func (o *outbox) size() int {
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

// partBytes is the most that is written at a time. A peer has taken what the
// kernel has taken for it.
const partBytes = 64 << 10

// release writes what was collected, and what is added meanwhile, to the
// connection, and tells of each part that was taken. A part has to be taken in
// time, so that a peer takes at least partBytes in every within.
func (o *outbox) release(c net.Conn, within time.Duration, taken func(bytes int)) error {
	defer c.SetWriteDeadline(time.Time{})
	for bytes := o.take(); len(bytes) > 0; bytes = o.take() {
		for part := range slices.Chunk(bytes, partBytes) {
			if err := c.SetWriteDeadline(time.Now().Add(within)); err != nil {
				return err
			}
			if _, err := c.Write(part); err != nil {
				return err
			}
			taken(len(part))
		}
	}
	return nil
}
