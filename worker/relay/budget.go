//go:build !js

package relay

import (
	"sync"
	"time"
)

// maxBudget bounds the bytes that all sockets of a relay together have queued.
const maxBudget = 256 << 20

// budgetGrace is how long a socket may take nothing before it can be closed for
// others' sake. What everybody takes at once is no reason to close anybody.
const budgetGrace = time.Second

// budget bounds what the messages that peers have yet to take cost in all. If
// they cost more, sockets are closed: first those whose peers have taken nothing
// for longest. Such a peer goes on where it stopped when it comes back.
type budget struct {
	max   int64
	grace time.Duration

	mu       sync.Mutex
	used     int64
	accounts map[*socket]*queued
	timer    *time.Timer // looks again for sockets to close
}

// queued is one socket's part of the budget.
type queued struct {
	bytes int64
	since time.Time // when its peer took something, or had taken everything
}

func newBudget(most int64) *budget {
	return &budget{max: most, grace: budgetGrace, accounts: map[*socket]*queued{}}
}

// open gives a socket an account; close takes it back, with all that is in it.
func (b *budget) open(s *socket) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.accounts[s] = &queued{since: time.Now()}
}

func (b *budget) close(s *socket) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closeLocked(s)
}

func (b *budget) closeLocked(s *socket) {
	if a := b.accounts[s]; a != nil {
		b.used -= a.bytes
		delete(b.accounts, s)
	}
}

// change books bytes that were queued, or of less than none that the peer has
// taken, and closes sockets if they are too many. A socket without an account
// has ended.
func (b *budget) change(s *socket, bytes int64) {
	b.mu.Lock()
	if a := b.accounts[s]; a != nil {
		if bytes < 0 || a.bytes == 0 {
			a.since = time.Now()
		}
		a.bytes += bytes
		b.used += bytes
	}
	victims := b.victims()
	b.mu.Unlock()
	for _, v := range victims {
		v.drop()
	}
}

// queued is what waits for all peers, in bytes.
func (b *budget) queued() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.used
}

// victims are the sockets to close. Their accounts are closed already.
func (b *budget) victims() (victims []*socket) {
	for b.used > b.max {
		var stuck *socket
		for s, a := range b.accounts {
			if a.bytes > 0 && (stuck == nil || a.since.Before(b.accounts[stuck].since)) {
				stuck = s
			}
		}
		if stuck == nil {
			break
		}
		if wait := b.grace - time.Since(b.accounts[stuck].since); wait > 0 {
			b.again(wait)
			break
		}
		b.closeLocked(stuck)
		victims = append(victims, stuck)
	}
	return victims
}

// again looks for sockets to close once more, after a while.
func (b *budget) again(after time.Duration) {
	if b.timer == nil {
		b.timer = time.AfterFunc(after, func() {
			b.mu.Lock()
			b.timer = nil
			b.mu.Unlock()
			b.change(nil, 0)
		})
	}
}
