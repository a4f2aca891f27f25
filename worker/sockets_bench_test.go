//go:build !js

package main

import (
	"sync"
	"testing"
	"time"
)

// benchSockets: what a socket takes that is admitted and waits for changes, by
// the growth of the process, in eight rooms of 250; and how long a change
// takes to reach all of a room while they are there.
func benchSockets(b *testing.B, relay *hosted) {
	if relay.edge {
		b.Skip("as many go to as many Durable Objects")
	}
	const rooms, each = 8, 250
	var owners []*member
	var names []string
	listeners := make([][]*listener, rooms)
	for range rooms {
		owner, room := newRoom(b)
		owner.sync(relay.ws)
		owners, names = append(owners, owner), append(names, room)
	}
	before := residentBytes(b, relay)
	for i, owner := range owners {
		shared := owner.invited("full-facility", nil)
		for range each {
			listeners[i] = append(listeners[i], shared.listen(b, relay.ws))
		}
	}
	b.ReportMetric((residentBytes(b, relay)-before)/(rooms*each)/1e3, "KB/socket-at-rest")
	var took []time.Duration
	for i, owner := range owners {
		owner.write(names[i], testUser, 0, 1)
		start := time.Now()
		owner.sync(relay.ws)
		var all sync.WaitGroup
		for _, l := range listeners[i] {
			all.Go(func() {
				if err := l.changed(b.Context()); err != nil {
					b.Error(err)
				}
			})
		}
		all.Wait()
		took = append(took, time.Since(start))
	}
	report(b, took)
	b.ReportMetric((residentBytes(b, relay)-before)/(rooms*each)/1e3, "KB/socket-after-a-change")
}
