package account_test

import (
	"context"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/fault"
)

// guesses is a throttled authenticator that takes the password "right".
type guesses struct {
	account.Authenticator
	now   time.Time
	asked atomic.Int64
}

func newGuesses() *guesses {
	g := &guesses{now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
	g.Authenticator = account.NewThrottle(func() time.Time { return g.now }).Guard(authenticator(func(r account.Request) error {
		g.asked.Add(1)
		if r.Password != "right" {
			return fault.Errorf(fault.BadCredentials, "wrong")
		}
		return nil
	}))
	return g
}

// authenticator is a function as an account.Authenticator.
type authenticator func(account.Request) error

func (f authenticator) Authenticate(_ context.Context, r account.Request) error { return f(r) }

// try makes a request, and returns the code of its answer.
func (g *guesses) try(user, address, password string) fault.Code {
	return fault.CodeOf(g.Authenticate(context.Background(), account.Request{Room: dataset, User: user, Address: address, Password: password}))
}

func TestGuessesAtANameSlowDown(t *testing.T) {
	g := newGuesses()
	for i := range 5 {
		if code := g.try("admin", "192.0.2."+strconv.Itoa(i), "wrong"); code != fault.BadCredentials {
			t.Fatal(i, code)
		}
	}
	if code := g.try("admin", "198.51.100.1", "right"); code != fault.Limit || g.asked.Load() != 5 {
		t.Fatal("from another address, at once:", code, g.asked.Load())
	}
	if code := g.try("coach", "198.51.100.1", "right"); code != "" {
		t.Fatal("another name:", code)
	}
	// An hour of guesses as fast as they are taken, a second apart.
	taken := 0
	for range 3600 {
		g.now = g.now.Add(time.Second)
		if g.try("admin", "192.0.2.1", "wrong") == fault.BadCredentials {
			taken++
		}
	}
	if taken < 30 || taken > 80 {
		t.Errorf("%d guesses in an hour", taken)
	}
	g.now = g.now.Add(time.Minute)
	if code := g.try("admin", "192.0.2.9", "right"); code != "" {
		t.Error("after a minute:", code)
	}
	if code := g.try("admin", "192.0.2.9", "wrong"); code != fault.BadCredentials {
		t.Error("who has proved to be the user begins anew:", code)
	}
}

func TestGuessesFromAnAddressSlowDown(t *testing.T) {
	g := newGuesses()
	for i := range 50 {
		if code := g.try("user"+strconv.Itoa(i), "192.0.2.1", "wrong"); code != fault.BadCredentials {
			t.Fatal(i, code)
		}
	}
	if code := g.try("somebody", "192.0.2.1", "right"); code != fault.Limit {
		t.Error("one more:", code)
	}
	if code := g.try("somebody", "192.0.2.2", "right"); code != "" {
		t.Error("from another address:", code)
	}
	if code := g.try("somebody else", "", "right"); code != "" {
		t.Error("from an address that the host cannot tell:", code)
	}
}

// Many at the same time are no way around the bound.
func TestGuessesAtTheSameTimeAreCounted(t *testing.T) {
	g := newGuesses()
	var wait sync.WaitGroup
	for i := range 100 {
		wait.Go(func() { g.try("admin", "192.0.2."+strconv.Itoa(i), "wrong") })
	}
	wait.Wait()
	if n := g.asked.Load(); n != 5 {
		t.Errorf("%d passwords were tried", n)
	}
}

// A request that no account can match costs nothing, and one that is given up
// while it waits is no failure.
func TestThrottleTakesNothingForGranted(t *testing.T) {
	g := newGuesses()
	for range 20 {
		if code := g.try("", "192.0.2.1", "x"); code != fault.BadCredentials {
			t.Fatal(code)
		}
	}
	if g.asked.Load() != 0 {
		t.Error("an empty name was looked for")
	}
	throttle := account.NewThrottle(nil)
	request := account.Request{Room: dataset, User: "admin"}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for range 50 {
		err := throttle.Do(ctx, request, func() error { return nil })
		if err != nil && fault.CodeOf(err) != fault.Internal {
			t.Fatal(err)
		}
	}
}
