package chaos_test

import (
	"context"
	"math/rand/v2"
	"slices"

	"github.com/amora-sync/amora/core/wire"
)

// byTurns runs syncs at the same time, of which one goes on at a time: whenever
// it pauses, the rng says whose turn is next. So the order of their messages
// follows from a seed, and every order is as likely on an idle machine as on a
// busy one.
func byTurns(rng *rand.Rand, syncs []func(pause func())) {
	paused := make(chan bool) // false: over
	var turns []chan struct{}
	for _, run := range syncs {
		turn := make(chan struct{})
		turns = append(turns, turn)
		go func() {
			<-turn
			run(func() { paused <- true; <-turn })
			paused <- false
		}()
	}
	for len(turns) > 0 {
		i := rng.IntN(len(turns))
		turns[i] <- struct{}{}
		if goesOn := <-paused; !goesOn {
			turns = slices.Delete(turns, i, i+1)
		}
	}
}

// pausing is a dialer whose connections pause before each message that they
// send.
func pausing(dial wire.Dialer, pause func()) wire.Dialer {
	return func(ctx context.Context, url string) (wire.Conn, error) {
		conn, err := dial(ctx, url)
		return pausingConn{conn, pause}, err
	}
}

type pausingConn struct {
	wire.Conn
	pause func()
}

// Send implements [wire.Conn].
func (c pausingConn) Send(ctx context.Context, msg []byte) error {
	c.pause()
	return c.Conn.Send(ctx, msg)
}
