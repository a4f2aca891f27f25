//go:build !js

package relay

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/morangohttp"
	"github.com/amora-sync/amora/core/server"
)

// However many sockets and requests a taker has, one of its messages at a time
// stands between another member and the room: what strangers say together holds
// up no member, nor what one member does through many sockets and requests, from
// whichever addresses they come.
func TestOneMessageOfEachTakerWaits(t *testing.T) {
	const sockets = 16
	var n atomic.Int64
	takesTime := func() {
		for begin := time.Now(); time.Since(begin) < time.Millisecond/2; {
			continue // it is computing
		}
	}
	socketOf := func(member string) *socket {
		s := &socket{}
		if member != "" {
			s.SetState(fmt.Appendf(nil, `{"sync_session": "s", "branch": %q}`, member))
		}
		return s
	}
	message := func(member string) func(*room, func()) {
		return func(r *room, do func()) {
			_ = r.turn(t.Context(), socketOf(member), func(context.Context, server.Socket) error { do(); return nil })
		}
	}
	request := func(e morangohttp.Entry) func(*room, func()) {
		return func(r *room, do func()) {
			in := enteredRoom{morangoRooms{store: &roomStore{}}, r, e}
			_ = in.turn(func() error { do(); return nil })
		}
	}
	both := func(r *room, do func()) {
		if n.Add(1)%2 == 0 {
			message("one")(r, do)
			return
		}
		request(morangohttp.Entry{Member: "one"})(r, do)
	}
	for name, take := range map[string]func(*room, func()){
		"strangers' messages":   message(stranger),
		"one member's messages": message("one"),
		"strangers' requests":   request(morangohttp.Entry{Address: "192.0.2.1"}),
		"one member's requests": request(morangohttp.Entry{Member: "one"}),
		"one member's of both":  both,
	} {
		t.Run(name, func(t *testing.T) {
			r := &room{}
			var turns atomic.Int64
			ctx, stop := context.WithCancel(t.Context())
			var all sync.WaitGroup
			for range sockets {
				all.Go(func() {
					for ctx.Err() == nil {
						take(r, func() { takesTime(); turns.Add(1) })
					}
				})
			}
			for turns.Load() < sockets {
				runtime.Gosched() // until they are at it
			}
			var waited []int64
			another := request(morangohttp.Entry{Member: "another"}) // behind the same proxy, say
			for i := range 102 {
				before := turns.Load()
				if i%2 == 0 {
					another = message("another")
				}
				another(r, func() { waited = append(waited, turns.Load()-before) })
			}
			stop()
			all.Wait()
			slices.Sort(waited)
			if middle := waited[len(waited)/2]; middle > sockets/4 {
				t.Errorf("a member waits for %d turns of %d sockets", middle, sockets)
			}
		})
	}
}

// What is computed for strangers' requests, and for their sockets' messages, leaves
// processors to members.
func TestFewStrangersAreLookedAtAtATime(t *testing.T) {
	rooms := newRooms(func(*room) peer { return silentPeer{} }, 0, slog.New(slog.DiscardHandler))
	e := enteredRoom{morangoRooms{rooms: rooms}, &room{}, morangohttp.Entry{}}
	var at, most atomic.Int64
	var all sync.WaitGroup
	for range 64 {
		all.Go(func() {
			e.Aside(func() {
				for n := at.Add(1); ; {
					if before := most.Load(); n <= before || most.CompareAndSwap(before, n) {
						break
					}
				}
				runtime.Gosched()
				at.Add(-1)
			})
		})
	}
	all.Wait()
	if got, bound := most.Load(), int64(max(1, runtime.GOMAXPROCS(0)/2)); got > bound {
		t.Errorf("%d are looked at at a time, want %d", got, bound)
	}
}
