package client

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/amora-sync/amora/core/wait"
	"github.com/amora-sync/amora/core/wire"
)

// A live sync at rest expects nothing of its relay, so a connection that broke
// without a word would go unnoticed. After askAfter beats without anything
// heard it asks for a sign of life at each beat, and after goneAfter the
// connection is taken for lost: within 56 s. Beats are counted, not time: a
// machine that slept, or a tab that was busy, gives the relay its beats anew.
const (
	beatEvery = 8 * time.Second
	askAfter  = 2
	goneAfter = 6
	afterHint = goneAfter - 2 // beats of silence that a hint stands for
)

// pulse is what a link knows of its relay's being there.
type pulse struct {
	reading atomic.Bool   // the next message is being waited for
	resting atomic.Bool   // nothing is expected of the relay
	answers bool          // the relay answers Ping
	lost    chan struct{} // closed when a resting relay is taken for gone
}

// watch looks for signs of life until ctx ends or there are none any more. A
// ring of hints means that the network may have changed: it asks at once, and
// waits for one or two beats only.
func (p *pulse) watch(ctx context.Context, conn wire.Beater, hints *wait.Broadcast) {
	tick := time.NewTicker(beatEvery)
	defer tick.Stop()
	silent, heard, hint := 0, conn.Heard(), hints.Next()
	for {
		select {
		case <-ctx.Done():
			return
		case <-hint:
			silent, heard, hint = max(silent, afterHint), conn.Heard(), hints.Next()
		case <-tick.C:
			silent++
			if now := conn.Heard(); now != heard {
				silent, heard = 0, now
			}
		}
		// A transfer has a limit of its own for each reply, and asking would
		// wait behind what it sends.
		if !p.resting.Load() || !p.reading.Load() {
			silent = 0
		}
		if silent >= goneAfter {
			close(p.lost)
			return
		}
		if silent >= askAfter && !conn.Beat(p.answers) {
			return
		}
	}
}
