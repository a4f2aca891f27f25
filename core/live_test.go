package core_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/delta"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// Tests of changes that are carried in one message, without a transfer.

// patience is how long a test waits for what has to happen. It only ends tests
// that hang: on a busy machine everything may take long.
const patience = 2 * time.Minute

// eventually waits until a query has a result.
func (d *device) eventually(sql, want string) {
	d.t.Helper()
	for end := time.Now().Add(patience); d.rows(sql) != want; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			d.t.Fatalf("%s: %q, want %q", sql, d.rows(sql), want)
		}
	}
}

// count counts messages of a kind through a relay, either way.
func count(r *coretest.Relay) (of func(kind wire.Kind) int64) {
	var kinds [256]atomic.Int64
	r.Lose = func(_ bool, msg []byte) bool {
		kinds[msg[0]].Add(1)
		return false
	}
	return func(kind wire.Kind) int64 { return kinds[kind].Load() }
}

// A local change may be serialized before the live sync looks for it: by
// another sync, or when records are taken in. It is sent all the same.
func TestLiveSendsWhatIsSerializedAlready(t *testing.T) {
	relay := newRelay(t)
	d := newDevice(t, classSchema)
	dataset := enroll(t, relay, d)
	_, stop := d.live(relay)
	defer stop()
	d.must(d.DB().Update(t.Context(), func(tx sqldb.Tx) error {
		if _, err := tx.Exec("INSERT INTO topic (dataset_id, title) VALUES (?1, 'one')", dataset); err != nil {
			return err
		}
		_, err := d.Engine().Serialize(tx, value.Filter{dataset})
		return err
	}))
	d.exec("DELETE FROM topic WHERE title = 'nothing'") // wakes it
	room(t, relay, dataset).eventually("SELECT count(*) FROM morango_store", "1")
}

// Two live syncs with two relays: each gets every change.
func TestLiveWithTwoRelays(t *testing.T) {
	one, two := newRelay(t), newRelay(t)
	d := newDevice(t, classSchema)
	dataset := enroll(t, one, d)
	d.admit(two)
	_, stop := d.live(one)
	defer stop()
	idle, ended := make(chan struct{}, 1000), make(chan error, 1)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		_, err := d.Sync(ctx, "ws://elsewhere", two.Dial, client.Options{Live: true, Progress: func(p client.Progress) {
			if p.Direction == "" {
				idle <- struct{}{}
			}
		}})
		ended <- err
	}()
	defer func() {
		cancel()
		d.must(<-ended)
	}()
	<-idle
	for n := range 5 {
		d.put("topic", map[string]any{"dataset_id": dataset, "title": "new"})
		for _, r := range []*coretest.Relay{one, two} {
			room(t, r, dataset).eventually("SELECT count(*) FROM morango_store", string(rune('1'+n)))
		}
	}
}

// What comes from one relay goes on to another that this device is live with:
// it bridges them, both ways, and for what is pulled as well as carried.
func TestLiveBridgesTwoRelays(t *testing.T) {
	one, two := newRelay(t), newRelay(t)
	bridge, here, there := newDevice(t, classSchema), newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, one, bridge, here, there)
	bridge.admit(two)
	_, stop := bridge.live(one)
	defer stop()
	idle, ended := make(chan struct{}, 1000), make(chan error, 1)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		_, err := bridge.Sync(ctx, "ws://elsewhere", two.Dial, client.Options{Live: true, Progress: func(p client.Progress) {
			if p.Direction == "" {
				idle <- struct{}{}
			}
		}})
		ended <- err
	}()
	defer func() {
		cancel()
		bridge.must(<-ended)
	}()
	<-idle
	_, stopHere := here.live(one)
	defer stopHere()
	_, stopThere := there.live(two)
	defer stopThere()
	here.put("topic", map[string]any{"dataset_id": dataset, "title": "carried"})
	there.eventually("SELECT title FROM topic", "carried")
	there.exec("UPDATE topic SET title = 'back'")
	here.eventually("SELECT title FROM topic", "back")
	here.exec(`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 299)
INSERT INTO answer (dataset_id, user_id, question, text) SELECT ?1, ?1, i, 'x' FROM n`, dataset)
	there.eventually("SELECT count(*) FROM answer", "300")
	if got := here.rows("SELECT count(*) FROM morango_store WHERE conflicting_serialized_data <> ''"); got != "0" {
		t.Errorf("%s conflicts with oneself", got)
	}
}

// The first change after a sync with nothing new is carried: the relay's
// counters have not risen by it, and the change does not build on more.
func TestFirstChangeIsCarried(t *testing.T) {
	relay := newRelay(t)
	d := newDevice(t, classSchema)
	dataset := enroll(t, relay, d)
	d.put("topic", map[string]any{"dataset_id": dataset, "title": "one"})
	d.sync(relay)
	_, stop := d.live(relay)
	defer stop()
	of := count(relay)
	d.exec("UPDATE topic SET title = 'two'")
	room(t, relay, dataset).eventually("SELECT serialized ->> 'title' FROM morango_store", "two")
	if of(wire.KindDelta) != 1 || of(wire.KindOpen) != 0 {
		t.Errorf("%d carries and %d transfers", of(wire.KindDelta), of(wire.KindOpen))
	}
}

// What came from the relay in a notice is not sent back with the next change.
func TestCarriedRecordsDoNotEcho(t *testing.T) {
	relay := newRelay(t)
	a, b := newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, a, b)
	_, stopA := a.live(relay)
	gotB, stopB := b.live(relay)
	for _, title := range []string{"one", "two", "three"} {
		a.put("topic", map[string]any{"dataset_id": dataset, "title": title})
	}
	b.eventually("SELECT count(*) FROM topic", "3")
	b.exec("UPDATE topic SET title = 'mine' WHERE title = 'one'")
	a.eventually("SELECT count(*) FROM topic WHERE title = 'mine'", "1")
	for p := range gotB {
		if p.Direction == "push" && p.Stage == pipeline.StageCleanup && p.Records > 0 {
			break // b knows that it was taken
		}
	}
	stopA()
	if got := stopB(); got.Pushed != 1 {
		t.Errorf("b pushed %+v", got)
	}
}

// A carried message is small: it goes on to every live socket as it is.
func TestLargeCarryIsRefused(t *testing.T) {
	relay, owner, dataset := roomWith(t, 0)
	owner.put("topic", map[string]any{"dataset_id": dataset, "title": strings.Repeat("x", delta.MaxBytes)})
	body := captureChunk(t, owner)
	p := owner.raw(t, relay)
	p.say(wire.KindDelta, map[string]any{"transfer": testUser, "filter": []string{dataset}, "claims": []any{}, "count": 1}, body)
	p.wantError(fault.BadRequest)
	if got := room(t, relay, dataset).rows("SELECT count(*) FROM morango_store"); got != "0" {
		t.Errorf("%s records were taken", got)
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if _, err := owner.Sync(ctx, "ws://relay", relay.Dial, client.Options{}); err != nil {
		t.Error(err)
	}
}
