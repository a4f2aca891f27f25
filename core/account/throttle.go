package account

import (
	"context"
	"hash/maphash"
	"runtime"
	"strconv"
	"sync"
	"time"

	"github.com/amora-sync/amora/core/fault"
)

// The bounds of failed attempts.
const (
	// userFailures and addressFailures are how many attempts may fail before
	// the next one has to wait. Behind one address there may be a whole school.
	userFailures    = 5
	addressFailures = 50
	// firstWait is the wait after the first failure beyond these. Each further
	// one doubles it, up to maxWait.
	firstWait = time.Second
	maxWait   = time.Minute
	// forgetAfter is the time after which one failure is forgotten.
	forgetAfter = time.Minute
	// slots bounds the memory: names and addresses share that many places.
	slots = 1 << 13
)

// Throttle slows down whoever guesses passwords: by the name in its room, and
// by the address. Its memory has a fixed size, whatever is tried. Two names may
// share a place in it, so that one has to wait for the other's failures; the
// places are chosen by a random key, so that nobody can aim at one.
//
// A name that is guessed at makes its bearer wait as well, at most for maxWait.
type Throttle struct {
	now  func() time.Time
	seed maphash.Seed
	busy chan struct{} // passwords that are being hashed

	mu    sync.Mutex
	marks [slots]mark
}

// mark is what is known of a place.
type mark struct {
	failures int
	last     time.Time // of the last failure
}

// NewThrottle is a throttle by a clock; nil is time.Now.
func NewThrottle(now func() time.Time) *Throttle {
	if now == nil {
		now = time.Now
	}
	return &Throttle{now: now, seed: maphash.MakeSeed(), busy: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2))}
}

// Guard is an authenticator that asks a only as often as the throttle allows.
func (t *Throttle) Guard(a Authenticator) Authenticator { return guarded{t, a} }

type guarded struct {
	t *Throttle
	a Authenticator
}

// Authenticate implements [Authenticator].
func (g guarded) Authenticate(ctx context.Context, r Request) error {
	return g.t.Do(ctx, r, func() error { return g.a.Authenticate(ctx, r) })
}

// Do runs judge, which hashes a password, if the request may be judged now. It
// is a failed attempt if the error is bad_credentials. At most half of the
// processors hash at the same time. Errors: limit if the request has to wait,
// those of judge.
func (t *Throttle) Do(ctx context.Context, r Request, judge func() error) error {
	if err := r.Check(); err != nil {
		return err
	}
	user, address := t.place("user", r.Room, r.User), -1
	if r.Address != "" {
		address = t.place("address", r.Address)
	}
	if err := t.begin(user, address); err != nil {
		return err
	}
	select {
	case t.busy <- struct{}{}:
		defer func() { <-t.busy }()
	case <-ctx.Done():
		t.end(user, address, false)
		return ctx.Err()
	}
	err := judge()
	t.end(user, address, fault.CodeOf(err) == fault.BadCredentials)
	return err
}

// place is where the throttle keeps what it knows of something.
func (t *Throttle) place(parts ...string) int {
	var h maphash.Hash
	h.SetSeed(t.seed)
	for _, part := range parts {
		_, _ = h.WriteString(part) // never fails
		_ = h.WriteByte(0)
	}
	return int(h.Sum64() % slots)
}

// begin counts an attempt as failed, so that many at the same time are no way
// around the bounds. Error: limit, if the attempt has to wait.
func (t *Throttle) begin(user, address int) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	wait := t.wait(user, userFailures)
	if address >= 0 {
		wait = max(wait, t.wait(address, addressFailures))
	}
	if wait > 0 {
		return fault.Errorf(fault.Limit, "too many failed attempts").
			WithHint("try again in " + strconv.Itoa(int((wait+time.Second-1)/time.Second)) + " seconds")
	}
	for _, at := range []int{user, address} {
		if at >= 0 {
			t.marks[at].failures++
			t.marks[at].last = t.now()
		}
	}
	return nil
}

// end takes back what begin counted if the attempt did not fail. Whoever has
// proved to be the user begins anew.
func (t *Throttle) end(user, address int, failed bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if failed {
		return
	}
	t.marks[user] = mark{}
	if address >= 0 && t.marks[address].failures > 0 {
		t.marks[address].failures--
	}
}

// wait is how long the next attempt at a place has to wait.
func (t *Throttle) wait(at, allowed int) time.Duration {
	m := &t.marks[at]
	if forgotten := int(t.now().Sub(m.last) / forgetAfter); forgotten > 0 {
		m.failures = max(0, m.failures-forgotten)
		m.last = m.last.Add(time.Duration(forgotten) * forgetAfter)
	}
	over := m.failures - allowed
	if over < 0 {
		return 0
	}
	wait := maxWait
	if over < 6 { // 32 s
		wait = firstWait << over
	}
	return m.last.Add(wait).Sub(t.now())
}
