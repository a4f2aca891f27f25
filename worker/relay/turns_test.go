//go:build !js

package relay

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/server"
)

// However many strangers ask for a turn, one of them at a time stands between a
// member and the room: what they say together holds up no member.
func TestMembersWaitForOneStranger(t *testing.T) {
	const strangers = 16
	r := &room{strangers: make(chan struct{}, 1)}
	var turns atomic.Int64
	takesTime := func(context.Context, server.Socket) error {
		for begin := time.Now(); time.Since(begin) < time.Millisecond/2; {
			continue // it is computing
		}
		turns.Add(1)
		return nil
	}
	ctx, stop := context.WithCancel(t.Context())
	var all sync.WaitGroup
	for range strangers {
		all.Go(func() {
			for ctx.Err() == nil {
				_ = r.strangersTurn(ctx, &socket{}, takesTime)
			}
		})
	}
	for turns.Load() < strangers {
		runtime.Gosched() // until they are at it
	}
	var waited []int64
	for range 51 {
		before := turns.Load()
		_ = r.turn(ctx, &socket{}, func(context.Context, server.Socket) error {
			waited = append(waited, turns.Load()-before)
			return nil
		})
	}
	stop()
	all.Wait()
	slices.Sort(waited)
	if middle := waited[len(waited)/2]; middle > strangers/4 {
		t.Errorf("a member waits for %d turns of %d strangers", middle, strangers)
	}
}
