package core_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/wire"
)

// Tests of connections that break without a word, and of what takes a relay's
// place, on synctest's clock.

// network is what lies between a device and its relay.
type network struct {
	dial   wire.Dialer
	silent atomic.Bool                 // it takes everything and passes nothing on
	tries  atomic.Int64                // to connect
	asked  atomic.Int64                // signs of life
	old    bool                        // the relay does not answer pings, and the device cannot ask otherwise
	refuse atomic.Pointer[fault.Error] // what a try to connect meets instead of the relay
}

func (n *network) Dial(ctx context.Context, url string) (wire.Conn, error) {
	n.tries.Add(1)
	if n.silent.Load() {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	if err := n.refuse.Load(); err != nil {
		return nil, err
	}
	conn, err := n.dial(ctx, url)
	return &beatingConn{Conn: conn, network: n}, err
}

// beatingConn is a connection through a network.
type beatingConn struct {
	wire.Conn
	network *network
	heard   atomic.Int64
}

func (c *beatingConn) Heard() int64 { return c.heard.Load() }

func (c *beatingConn) Beat(bool) bool {
	if c.network.old {
		return false
	}
	c.network.asked.Add(1)
	if !c.network.silent.Load() {
		c.heard.Add(1)
	}
	return true
}

func (c *beatingConn) Send(ctx context.Context, msg []byte) error {
	if c.network.silent.Load() {
		return nil
	}
	return c.Conn.Send(ctx, msg)
}

func (c *beatingConn) Receive(ctx context.Context) ([]byte, error) {
	msg, err := c.Conn.Receive(ctx)
	if c.network.silent.Load() {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	c.heard.Add(1)
	return msg, err
}

// liveThrough starts a live sync. until waits for progress that is offline, or
// at rest, and returns how long that took.
func (d *device) liveThrough(n *network, opts client.Options) (until func(offline bool) (client.Progress, time.Duration), stop func() error) {
	ctx, cancel := context.WithCancel(d.t.Context())
	steps, ended := make(chan client.Progress, 10_000), make(chan error, 1)
	opts.Live, opts.Progress = true, func(p client.Progress) { steps <- p }
	go func() {
		_, err := d.Sync(ctx, "ws://relay", n.Dial, opts)
		ended <- err
		close(steps)
	}()
	until = func(offline bool) (client.Progress, time.Duration) {
		start := time.Now()
		for p := range steps {
			if p.Direction == "" && p.Offline == offline {
				return p, time.Since(start)
			}
		}
		d.t.Errorf("the sync has ended: %v", <-ended)
		return client.Progress{}, 0
	}
	return until, func() error {
		cancel()
		return <-ended
	}
}

// enrolled is a relay with two devices that both have one record.
func enrolled(t *testing.T) (relay *coretest.Relay, a, b *device) {
	relay = newRelay(t)
	a, b = newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, a, b)
	a.put("topic", map[string]any{"dataset_id": dataset, "title": "one"})
	a.sync(relay)
	b.sync(relay)
	return relay, a, b
}

// A connection that breaks without a word is noticed within a minute, with
// nothing written, and whatever is written. What was missed comes with the next.
func TestFaultF2HalfOpenLine(t *testing.T) {
	for name, c := range map[string]struct {
		opts   client.Options
		during func(t *testing.T, b *device) // while the line is half open
		within time.Duration
	}{
		"only listens": {within: time.Minute},
		"pulls only":   {opts: client.Options{Pull: true}, within: time.Minute},
		"pushes only":  {opts: client.Options{Push: true}, within: time.Minute},
		"writes once": {within: time.Minute + time.Second, during: func(t *testing.T, b *device) {
			b.exec("UPDATE topic SET title = 'b'")
		}},
		"writes all the time and pulls only": {opts: client.Options{Pull: true}, within: time.Minute, during: func(t *testing.T, b *device) {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			for tick := time.NewTicker(3 * time.Second); ctx.Err() == nil; {
				b.exec("UPDATE topic SET title = 'b'")
				select {
				case <-tick.C:
				case <-ctx.Done():
				}
			}
		}},
		"is told that the network changed": {within: 16 * time.Second, during: func(t *testing.T, b *device) { b.NetworkChanged() }},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				relay, a, b := enrolled(t)
				n := &network{dial: relay.Dial}
				until, stop := b.liveThrough(n, c.opts)
				until(false)
				n.silent.Store(true)
				a.exec("UPDATE topic SET title = 'a'")
				a.sync(relay)
				if c.during != nil {
					go c.during(t, b)
				}
				p, took := until(true)
				if took > c.within || p.Code != fault.Unavailable {
					t.Errorf("%+v after %v", p, took)
				}
				n.silent.Store(false)
				b.NetworkChanged()
				until(false)
				synctest.Wait()
				if !c.opts.Push && b.rows("SELECT title FROM topic") == "one" {
					t.Error("what was missed did not come")
				}
				b.must(stop())
			})
		})
	}
}

// A quiet line is no broken one: not with a relay that answers, nor with one
// that cannot, nor after a machine has slept.
func TestFaultF2QuietLine(t *testing.T) {
	for name, old := range map[string]bool{"answers": false, "a relay from before": true} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				relay, _, b := enrolled(t)
				n := &network{dial: relay.Dial, old: old}
				until, stop := b.liveThrough(n, client.Options{})
				until(false)
				time.Sleep(24 * time.Hour) // synctest's
				b.NetworkChanged()
				time.Sleep(time.Hour)
				if n.tries.Load() != 1 {
					t.Errorf("%d connections", n.tries.Load())
				}
				if asked := n.asked.Load(); !old && (asked < 25*60*2 || asked > 25*60*4) {
					t.Errorf("asked %d times in 25 hours", asked)
				}
				b.must(stop())
			})
		})
	}
}

// A dial that gets no answer ends by itself, and a hint starts another at once.
func TestFaultF2DialWithoutAnAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		relay, _, b := enrolled(t)
		n := &network{dial: relay.Dial}
		n.silent.Store(true)
		until, stop := b.liveThrough(n, client.Options{})
		if _, took := until(true); took > 30*time.Second {
			t.Errorf("offline after %v", took)
		}
		for range 6 {
			until(true)
		}
		n.silent.Store(false)
		b.NetworkChanged()
		if _, took := until(false); took > time.Second {
			t.Errorf("back after %v", took)
		}
		b.must(stop())
	})
}

// Before a relay was met, what stands at its address is the caller's mistake;
// afterwards it passes, whatever it is.
func TestFaultF3WhatTakesARelaysPlace(t *testing.T) {
	for _, code := range []fault.Code{fault.Unsupported, fault.Closed, fault.BadRequest, fault.Internal, fault.Limit} {
		synctest.Test(t, func(t *testing.T) {
			relay, _, b := enrolled(t)
			n := &network{dial: relay.Dial}
			n.refuse.Store(fault.Errorf(code, "a login page"))
			_, err := b.Sync(t.Context(), "ws://relay", n.Dial, client.Options{Live: true})
			if fault.CodeOf(err) != code {
				t.Errorf("%s before the relay was met: %v", code, err)
			}
			n.refuse.Store(nil)
			until, stop := b.liveThrough(n, client.Options{})
			until(false)
			n.refuse.Store(fault.Errorf(code, "a login page"))
			relay.Break()
			for range 3 {
				if p, _ := until(true); p.Code != fault.Unavailable {
					t.Errorf("%s: %+v", code, p)
				}
			}
			n.refuse.Store(nil)
			until(false)
			b.must(stop())
		})
	}
}

// replaced is a connection on which each message of a kind is replaced.
type replaced struct {
	wire.Conn
	kind wire.Kind
	by   func() ([]byte, error)
}

func (c replaced) Receive(ctx context.Context) ([]byte, error) {
	msg, err := c.Conn.Receive(ctx)
	if err == nil && wire.Kind(msg[0]) == c.kind {
		return c.by()
	}
	return msg, err
}

// On a connection whose relay has proved itself, everything that is no message,
// and every way to end, is a lost connection: in a live sync and in a single
// one, in the middle of a transfer too.
func TestFaultF1WhateverEndsAConnection(t *testing.T) {
	for name, by := range map[string]func() ([]byte, error){
		"nothing":                 func() ([]byte, error) { return nil, nil },
		"a piece":                 func() ([]byte, error) { return []byte{byte(wire.KindOpened), 0, 0}, nil },
		"a broken header":         func() ([]byte, error) { return []byte{byte(wire.KindOpened), 0, 0, 20, 48, '{'}, nil },
		"a header of other bytes": func() ([]byte, error) { return []byte{byte(wire.KindOpened), 0, 0, 0, 2, '{', 'H'}, nil },
		"a text message":          func() ([]byte, error) { return nil, fault.Errorf(fault.Unsupported, "a text message") },
		"a closing":               func() ([]byte, error) { return nil, fault.Errorf(fault.Closed, "closed with 1011") },
		"too much":                func() ([]byte, error) { return make([]byte, wire.MaxMessageBytes+1), nil },
	} {
		relay, a, b := enrolled(t)
		for _, kind := range []wire.Kind{wire.KindOpened, wire.KindChunk, wire.KindResult} {
			a.exec("UPDATE topic SET title = title || '+'")
			a.sync(relay)
			_, err := b.Sync(t.Context(), "ws://relay", func(ctx context.Context, url string) (wire.Conn, error) {
				conn, err := relay.Dial(ctx, url)
				return replaced{conn, kind, by}, err
			}, client.Options{})
			if fault.CodeOf(err) != fault.Unavailable {
				t.Errorf("%s instead of a message of kind %d: %v", name, kind, err)
			}
			b.sync(relay)
			if x, y := a.rows("SELECT title FROM topic"), b.rows("SELECT title FROM topic"); x != y {
				t.Errorf("%s: %q and %q", name, x, y)
			}
		}
	}
}

// A failure of the relay's own ends no live sync that it was once synced with:
// it is there again when somebody has mended it.
func TestLiveOutlivesTheRelaysFailures(t *testing.T) {
	for _, code := range []fault.Code{fault.Internal, fault.StorageFull, fault.StorageFailed, fault.Limit} {
		synctest.Test(t, func(t *testing.T) {
			relay, _, b := enrolled(t)
			var failing atomic.Bool
			n := &network{dial: hearing(relay.Dial, func(m *coretest.WireMessage) {
				if failing.Load() && m.Kind == wire.KindReady {
					*m = coretest.WireMessage{Kind: wire.KindError, Header: map[string]any{"code": code}}
				}
			})}
			until, stop := b.liveThrough(n, client.Options{})
			until(false)
			failing.Store(true)
			relay.Break()
			until(true) // the connection
			if p, _ := until(true); p.Code != code {
				t.Errorf("%s: %+v", code, p)
			}
			failing.Store(false)
			until(false)
			b.must(stop())
		})
	}
	relay, _, b := enrolled(t)
	first := hearing(relay.Dial, func(m *coretest.WireMessage) {
		if m.Kind == wire.KindReady {
			*m = coretest.WireMessage{Kind: wire.KindError, Header: map[string]any{"code": fault.Limit}}
		}
	})
	_, err := b.Sync(t.Context(), "ws://relay", first, client.Options{Live: true})
	if fault.CodeOf(err) != fault.Limit {
		t.Errorf("at first: %v", err)
	}
}

// A message of the relay's that makes no sense ends no live sync with a relay
// that has proved itself: on a line without TLS other bytes may have taken the
// place of the message's end. While it comes again the attempts get rarer.
func TestLiveOutlivesMessagesThatMakeNoSense(t *testing.T) {
	for code, change := range map[fault.Code]func(*coretest.WireMessage){
		fault.BadRecord:  body("[[", "[[["),
		fault.BadFSIC:    on(wire.KindOpened, func(h map[string]any) { h["fsic"] = "none" }),
		fault.BadRequest: on(wire.KindResult, func(h map[string]any) { h["transfer"] = testUser }),
	} {
		synctest.Test(t, func(t *testing.T) {
			relay, a, b := enrolled(t)
			a.exec("UPDATE topic SET title = title || '+'")
			a.sync(relay)
			var broken atomic.Bool
			broken.Store(true)
			n := &network{dial: hearing(relay.Dial, func(m *coretest.WireMessage) {
				if broken.Load() {
					change(m)
				}
			})}
			until, stop := b.liveThrough(n, client.Options{})
			start := time.Now()
			for range 7 {
				if p, _ := until(true); p.Code != code {
					t.Errorf("got %+v, want %s", p, code)
				}
			}
			if took := time.Since(start); took < 15*time.Second {
				t.Errorf("%s: 7 attempts within %v", code, took)
			}
			broken.Store(false)
			until(false)
			b.must(stop())
			if x, y := a.rows("SELECT title FROM topic"), b.rows("SELECT title FROM topic"); x != y {
				t.Errorf("%s: %q and %q", code, x, y)
			}
		})
	}
}

// interrupted starts a sync that is cut off in the middle of a transfer, when 30
// records at least are at the receiver's.
func (d *device) interrupted(r *coretest.Relay, address string) {
	d.t.Helper()
	chunks := 0 // sent, or acknowledged
	r.Lose = func(fromClient bool, msg []byte) bool {
		if fromClient && (wire.Kind(msg[0]) == wire.KindChunk || wire.Kind(msg[0]) == wire.KindAck) {
			chunks++
		}
		return chunks > 3
	}
	_, err := d.Sync(d.t.Context(), address, r.Dial, client.Options{ChunkSize: 10})
	r.Lose = nil
	if fault.CodeOf(err) != fault.Unavailable {
		d.t.Fatalf("cut off: %v", err)
	}
}

// A transfer goes on with the relay that it began with, by whatever address
// that is met, and with no other relay that has taken its address.
func TestFaultF4ResumedByTheRelaysKey(t *testing.T) {
	addresses := []string{"wss://relay", "ws://127.0.0.1", "ws://relay:8080", "ws://relay/prefix", "ws://other.example"}
	strangersKey, err := trust.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	for _, push := range []bool{false, true} {
		for _, address := range addresses {
			relay, owner, other := enrolled(t)
			dataset := owner.rows("SELECT dataset_id FROM topic LIMIT 1")
			write, pull := other, owner
			if !push {
				write, pull = owner, other
			}
			write.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
INSERT INTO answer (dataset_id, user_id, question, text) SELECT ?1, ?1, i, 'x' FROM n`, dataset)
			if !push {
				write.sync(relay)
			}
			other.interrupted(relay, "ws://relay")

			// Another relay of the dataset stands at the address: nothing of the transfer is its business.
			stranger := coretest.NewRelayKey(func() sqldb.DB { return memory(t) }, strangersKey)
			admitted := client.Options{Push: push, Pull: !push, Admit: stranger.Fingerprint()}
			for _, d := range []*device{owner, other} {
				_, err := d.Sync(t.Context(), "ws://relay", stranger.Dial, admitted)
				d.must(err)
			}
			if got := other.rows(underWay); got != "1" {
				t.Fatalf("%s, push %v: %s transfers under way after another relay", address, push, got)
			}

			var records int64
			relay.Lose = func(fromClient bool, msg []byte) bool {
				if m, err := coretest.DecodeWire(msg); err == nil && m.Kind == wire.KindChunk && fromClient == push {
					records += int64(m.Header["count"].(float64))
				}
				return false
			}
			_, err := other.Sync(t.Context(), address, relay.Dial, client.Options{ChunkSize: 10, Admit: relay.Fingerprint()})
			other.must(err)
			relay.Lose = nil
			if records > 70 {
				t.Errorf("%s, push %v: %d records again, 30 of 100 were there", address, push, records)
			}
			pull.sync(relay)
			if got := pull.rows("SELECT count(*) FROM answer"); got != "100" {
				t.Errorf("%s, push %v: %s records", address, push, got)
			}
			if got := other.rows(underWay) + room(t, relay, dataset).rows(underWay); got != "00" {
				t.Errorf("%s, push %v: transfers under way: %s", address, push, got)
			}
		}
	}
}

// A relay that goes on with its rooms and another key is another relay: members
// are told to wait for the owner, who admits the new key, and takes the old one
// back, so that members go on by themselves.
func TestFaultF5RoomsBeginAnewWithAnotherKey(t *testing.T) {
	relay, owner, member := enrolled(t)
	dataset := owner.rows("SELECT dataset_id FROM topic LIMIT 1")
	key, err := trust.GenerateKey()
	owner.must(err)
	again := coretest.NewRelayKey(func() sqldb.DB { return room(t, relay, dataset).DB() }, key)
	for range 2 {
		owner.must(again.EnterRoom(t.Context(), dataset))
		_, err = member.Sync(t.Context(), "ws://relay", again.Dial, client.Options{})
		var e *fault.Error
		if !errors.As(err, &e) || e.Code != fault.RelayNotAdmitted || e.Hint == "" {
			t.Errorf("before the owner's sync: %v", err)
		}
	}
	owner.put("topic", map[string]any{"dataset_id": dataset, "title": "two"})
	owner.admit(again)
	member.put("topic", map[string]any{"dataset_id": dataset, "title": "three"})
	member.sync(again)
	owner.sync(again)
	if got := owner.rows("SELECT title FROM topic ORDER BY 1"); got != "one\nthree\ntwo" || got != member.rows("SELECT title FROM topic ORDER BY 1") {
		t.Errorf("the owner has %q", got)
	}
}
