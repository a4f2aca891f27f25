package core_test

import (
	"context"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Tests of what only this database has, and of waiting for a relay to have it.

func (d *device) wantOnlyHere(want int64) {
	d.t.Helper()
	status, err := d.Status(d.t.Context())
	d.must(err)
	if status.OnlyHere != want {
		d.t.Errorf("%d records are only here, want %d", status.OnlyHere, want)
	}
}

func (d *device) eventuallyOnlyHere(want int64) {
	d.t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		status, err := d.Status(d.t.Context())
		d.must(err)
		if status.OnlyHere == want {
			return
		}
		if time.Now().After(end) {
			d.t.Fatalf("%d records are only here, want %d", status.OnlyHere, want)
		}
	}
}

// A row is only here until a relay has acknowledged it, whatever stages it has
// passed here, and is counted once.
func TestOnlyHere(t *testing.T) {
	relay := newRelay(t)
	d, other := newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, d, other)
	d.wantOnlyHere(0)
	topic := d.put("topic", map[string]any{"dataset_id": dataset, "title": "one"})
	d.put("topic", map[string]any{"dataset_id": dataset, "title": "two"})
	d.wantOnlyHere(2)
	relay.Lose = func(bool, []byte) bool { return true }
	if _, err := d.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{}); err == nil {
		t.Fatal("a sync through a relay that loses everything ended well")
	}
	relay.Lose = nil
	d.wantOnlyHere(2) // perhaps serialized, and not sent
	d.sync(relay)
	d.wantOnlyHere(0)
	d.exec("UPDATE topic SET title = 'again' WHERE id = ?1", topic)
	d.exec("DELETE FROM topic WHERE id <> ?1", topic)
	d.wantOnlyHere(2)
	d.sync(relay)
	d.wantOnlyHere(0)
	other.sync(relay)
	other.wantOnlyHere(0) // what came from elsewhere never is
}

// Live, a change is acknowledged without a commit, and stays acknowledged when
// the connection ends.
func TestOnlyHereLive(t *testing.T) {
	relay := newRelay(t)
	d := newDevice(t, classSchema)
	dataset := enroll(t, relay, d)
	_, stop := d.live(relay)
	d.put("topic", map[string]any{"dataset_id": dataset, "title": "one"})
	d.must(d.Hub().Reached(t.Context()))
	d.eventuallyOnlyHere(0)
	stop()
	d.wantOnlyHere(0)
	d.put("topic", map[string]any{"dataset_id": dataset, "title": "two"})
	d.wantOnlyHere(1)
}

// Reached waits for what was written before, and not for what is written
// meanwhile.
func TestReached(t *testing.T) {
	relay := newRelay(t)
	d := newDevice(t, classSchema)
	if err := d.Hub().Reached(t.Context()); fault.CodeOf(err) != fault.NoCertificate {
		t.Errorf("before there is a dataset: %v", err)
	}
	dataset := enroll(t, relay, d)
	d.must(d.Hub().Reached(t.Context())) // nothing was written
	id := d.put("topic", map[string]any{"dataset_id": dataset, "title": "one"})

	impatient, cancel := context.WithCancel(t.Context())
	gaveUp := make(chan error, 1)
	go func() { gaveUp <- d.Hub().Reached(impatient) }()
	reached := make(chan error, 1)
	go func() { reached <- d.Hub().Reached(t.Context()) }()
	cancel()
	if err := <-gaveUp; err == nil {
		t.Error("reached without a sync")
	}
	// Until both have looked; then the row is saved again, by a later edit.
	d.eventually("SELECT count(*) FROM morango_store", "1")
	d.exec("UPDATE topic SET title = 'later' WHERE id = ?1", id)
	d.must(d.DB().Update(t.Context(), func(tx sqldb.Tx) error { return d.Engine().SerializeDirty(tx, value.Filter{dataset}) }))
	select {
	case err := <-reached:
		t.Fatalf("reached without a sync: %v", err)
	default:
	}
	d.sync(relay)
	d.put("topic", map[string]any{"dataset_id": dataset, "title": "afterwards"})
	select {
	case err := <-reached:
		d.must(err)
	case <-time.After(patience):
		t.Fatal("not reached, though the relay has it")
	}
}

// Status judges the certificates of each dataset a fixed number of times,
// however many datasets there are.
func TestStatusOfManyDatasets(t *testing.T) {
	db := &counting{DB: memory(t)}
	d := &device{coretest.NewDevice(t, db, roomsSchema).Instance, t}
	statements := func(datasets int) int {
		for range datasets {
			d.begin("all")
		}
		db.statements = 0
		d.status()
		return db.statements
	}
	first, second, third := statements(2), statements(2), statements(2)
	if second-first != third-second {
		t.Errorf("%d statements for 2 datasets, %d for 4, %d for 6", first, second, third)
	}
}
