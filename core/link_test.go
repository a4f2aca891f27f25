package core_test

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
)

// Tests of relays that fall silent, on synctest's clock: no time passes.

// mute is a connection whose relay is not heard from any more after so many
// messages: the network has gone away without a word.
type mute struct {
	wire.Conn
	after *int
}

func (m mute) Receive(ctx context.Context) ([]byte, error) {
	if *m.after == 0 {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	*m.after--
	return m.Conn.Receive(ctx)
}

// deaf is a connection whose relay takes no message.
type deaf struct{ wire.Conn }

func (deaf) Send(ctx context.Context, _ []byte) error {
	<-ctx.Done()
	return ctx.Err()
}

// waiting is a device with a record to push, and one to pull.
func waiting(t *testing.T) (*coretest.Relay, *device) {
	relay, a := newRelay(t), newDevice(t, classSchema)
	b := newDevice(t, classSchema)
	dataset := enroll(t, relay, a, b)
	a.put("topic", map[string]any{"dataset_id": dataset, "title": "one"})
	a.sync(relay)
	b.put("topic", map[string]any{"dataset_id": dataset, "title": "two"})
	return relay, b
}

// TestSilentRelay: whichever reply does not come, the sync ends as after a
// lost connection, and the next goes on.
func TestSilentRelay(t *testing.T) {
	// challenge, ready, opened, chunk, result, opened, ack, result
	for heard := range 8 {
		synctest.Test(t, func(t *testing.T) {
			relay, d := waiting(t)
			after := heard
			start := time.Now()
			_, err := d.Sync(t.Context(), "ws://relay", func(ctx context.Context, url string) (wire.Conn, error) {
				conn, err := relay.Dial(ctx, url)
				return mute{conn, &after}, err
			}, client.Options{})
			if fault.CodeOf(err) != fault.Unavailable {
				t.Errorf("after %d messages: %v", heard, err)
			}
			if took := time.Since(start); took < time.Minute || took > 5*time.Minute {
				t.Errorf("after %d messages: given up after %v", heard, took)
			}
			d.sync(relay)
			if got := d.rows("SELECT title FROM topic ORDER BY 1"); got != "one\ntwo" {
				t.Errorf("after %d messages: %q", heard, got)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		relay, d := waiting(t)
		_, err := d.Sync(t.Context(), "ws://relay", func(ctx context.Context, url string) (wire.Conn, error) {
			conn, err := relay.Dial(ctx, url)
			return deaf{conn}, err
		}, client.Options{})
		if fault.CodeOf(err) != fault.Unavailable {
			t.Errorf("a relay that reads nothing: %v", err)
		}
	})
}

// TestLiveSyncSaysThatItIsOffline: it says so, comes back by itself, and says
// that too. What was written meanwhile goes on.
func TestLiveSyncSaysThatItIsOffline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		relay, d := waiting(t)
		ctx, cancel := context.WithCancel(t.Context())
		steps, ended := make(chan client.Progress, 10_000), make(chan error)
		var tries atomic.Int64
		var unreachable, broken atomic.Bool
		unreachable.Store(true)
		relay.Lose = func(bool, []byte) bool { return broken.Load() }
		go func() {
			_, err := d.Sync(ctx, "ws://relay", func(ctx context.Context, url string) (wire.Conn, error) {
				tries.Add(1)
				if unreachable.Load() {
					return nil, fault.Errorf(fault.Unavailable, "no network")
				}
				return relay.Dial(ctx, url)
			}, client.Options{Live: true, Progress: func(p client.Progress) { steps <- p }})
			ended <- err
		}()
		until := func(offline bool) {
			for p := range steps {
				if p.Direction == "" && p.Offline == offline {
					return
				}
			}
		}
		until(true)
		until(true)
		unreachable.Store(false)
		until(false)
		broken.Store(true)
		d.exec("UPDATE topic SET title = 'changed' WHERE title = 'two'")
		until(true)
		broken.Store(false)
		until(false)
		if tries.Load() < 4 {
			t.Errorf("%d tries", tries.Load())
		}
		cancel()
		d.must(<-ended)
		dataset := d.rows("SELECT dataset_id FROM topic LIMIT 1")
		if got := room(t, relay, dataset).rows("SELECT count(*) FROM morango_store WHERE serialized LIKE '%changed%'"); got != "1" {
			t.Errorf("%s changed records arrived", got)
		}
	})
}
