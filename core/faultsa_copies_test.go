package core_test

import (
	"sync"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// cut ends a sync of the device's at the n-th message.
func (d *device) cut(relay *coretest.Relay, n int, how client.Options) {
	d.t.Helper()
	seen := 0
	relay.Lose = func(bool, []byte) bool { seen++; return seen >= n }
	_, err := d.Sync(d.t.Context(), "ws://relay", relay.Dial, how)
	relay.Lose = nil
	if fault.CodeOf(err) != fault.Unavailable {
		d.t.Errorf("a sync that is cut: %v", err)
	}
}

// push syncs in one direction.
func (d *device) push(relay *coretest.Relay) {
	d.t.Helper()
	_, err := d.Sync(d.t.Context(), "ws://relay", relay.Dial, client.Options{Push: true})
	d.must(err)
}

// fault A1: a copy was made while a handshake's answer was missing, so that
// both copies propose the same token. Both have saved as much when they meet.
func TestFaultA1CopyOfAnUnansweredHandshake(t *testing.T) {
	const auth, ready, open = 3, 4, 5
	for name, lost := range map[string]int{"auth is lost": auth, "ready is lost": ready} {
		t.Run(name, func(t *testing.T) {
			relay, a, _, dataset := pair(t)
			a.cut(relay, lost, client.Options{})
			b := a.copied(t)
			a.write(dataset, "a")
			b.write(dataset, "b")
			a.cut(relay, open, client.Options{Push: true}) // serialized, not arrived
			b.push(relay)
			a.push(relay)
			settle(t, relay, a, b)
			a.both(t, b, "of-a of-b one two")
		})
	}
}

// placed is a database in a file that several processes have open.
type placed struct{ sqldb.DB }

var _ sqldb.Placed = placed{}

func (placed) Place() string     { return "one file" }
func (placed) Process() string   { return "" }
func (placed) Ended(string) bool { return false }

// fault A1: processes that have one database open are no copies of each other:
// neither ends the other's connection, and they stay one instance.
func TestFaultA1ProcessesOnOneDatabase(t *testing.T) {
	relay, owner := newRelay(t), newDevice(t, classSchema)
	dataset := enroll(t, relay, owner)
	owner.sync(relay)
	open := func() *device {
		opts := core.Options{Schema: owner.Schema(), GenerateKey: coretest.Keys}
		in, err := core.Open(t.Context(), placed{owner.DB()}, opts)
		owner.must(err)
		return &device{in, t}
	}
	lives, syncs := open(), open()
	steps, stop := lives.live(relay)
	for range 3 {
		syncs.put("topic", map[string]any{"dataset_id": dataset, "title": "by the one"})
		syncs.sync(relay)
		lives.put("topic", map[string]any{"dataset_id": dataset, "title": "by the other"})
	}
	room(t, relay, dataset).eventually("SELECT count(*) FROM morango_store", "6")
	// What the relay has and has not acknowledged yet is sent once more.
	lives.eventuallyOnlyHere(0)
	owner.eventually("SELECT count(*) FROM morango_transfersession WHERE active = 1", "0")
	stop()
	for len(steps) > 0 {
		if p := <-steps; p.Offline {
			t.Errorf("the live connection was ended: %+v", p)
		}
	}
	if got := owner.rows("SELECT count(DISTINCT last_saved_instance) FROM morango_store"); got != "1" {
		t.Errorf("they saved as %s instances", got)
	}
	if r := syncs.sync(relay); r.Pulled+r.Pushed != 0 {
		t.Errorf("a sync with nothing new: %+v", r)
	}
}

// fault A1: a copy costs no more than what it has saved. The relay stays who it
// is, and nothing that has arrived is sent again, by whomever.
func TestFaultA1CopyCostsItsOwnSaves(t *testing.T) {
	relay, owner, dataset := roomWith(t, 300)
	a := newDevice(t, classSchema)
	enrollAs(t, owner, a, "full", map[string]string{"dataset_id": dataset})
	a.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
INSERT INTO answer (dataset_id, user_id, question, text) SELECT ?1, ?1, 'a' || i, 'x' FROM n`, dataset)
	settle(t, relay, owner, a)
	b := a.copied(t)
	before := relay.Room(dataset).ID()
	for _, d := range []*device{a, b} {
		d.put("topic", map[string]any{"dataset_id": dataset, "title": "new"})
		d.exec("UPDATE answer SET text = 'y' WHERE question = '1'")
		if r := d.sync(relay); r.Pushed+r.Pulled > 4 {
			t.Errorf("pushed %d, pulled %d", r.Pushed, r.Pulled)
		}
	}
	if after := relay.Room(dataset).ID(); after != before {
		t.Errorf("the relay was %s and is %s now", before, after)
	}
	if r := owner.sync(relay); r.Pushed != 0 || r.Pulled != 3 {
		t.Errorf("the owner pushed %d, pulled %d", r.Pushed, r.Pulled)
	}
	settle(t, relay, a, b, owner)
}

// Two copies that are live, and save a row each at the same moment, both show
// both rows.
func TestFaultA1LiveAtOnce(t *testing.T) {
	for range 10 {
		relay, a, b, dataset := pair(t)
		_, stopA := a.live(relay)
		_, stopB := b.live(relay)
		var wg sync.WaitGroup
		for title, d := range map[string]*device{"of-a": a, "of-b": b} {
			wg.Go(func() { d.put("topic", map[string]any{"dataset_id": dataset, "title": title}) })
		}
		wg.Wait()
		for _, d := range []*device{a, b} {
			d.eventually("SELECT count(*) FROM topic WHERE title LIKE 'of-%'", "2")
		}
		stopA()
		stopB()
		if a.ID() == b.ID() {
			t.Error("they are still the same instance")
		}
	}
}
