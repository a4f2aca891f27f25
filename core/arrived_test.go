package core_test

import (
	"fmt"
	"testing"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// Tests of records that are applied while the rest of a pull is on its way.

// cutAfter breaks the connection at the chunk after so many.
func cutAfter(chunks int) func(fromClient bool, msg []byte) bool {
	return func(fromClient bool, msg []byte) bool {
		if fromClient || wire.Kind(msg[0]) != wire.KindChunk {
			return false
		}
		chunks--
		return chunks < 0
	}
}

// What has arrived is shown, and is nothing that this device says it has,
// before all is there. What follows completes it.
func TestPullShowsWhatHasArrived(t *testing.T) {
	relay := newRelay(t)
	a, b := newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, a, b)
	for i := range 20 {
		a.put("topic", map[string]any{"dataset_id": dataset, "title": fmt.Sprintf("topic %02d", i)})
	}
	a.sync(relay)
	relay.Lose = cutAfter(8)
	_, err := b.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{ChunkSize: 2, Pull: true})
	if fault.CodeOf(err) != fault.Unavailable {
		t.Fatalf("the cut sync ended with %v", err)
	}
	// The first chunk at once, the next time as soon as there is three times as much.
	if got := b.rows("SELECT count(*) BETWEEN 6 AND 16 FROM topic"); got != "1" {
		t.Errorf("%s rows are shown of at most 16 that have come", b.rows("SELECT count(*) FROM topic"))
	}
	const claims = "SELECT count(*) FROM morango_databasemaxcounter WHERE instance_id IN (SELECT last_saved_instance FROM morango_store)"
	if got := b.rows(claims); got != "0" {
		t.Errorf("%s counters say that something is here before all is", got)
	}
	relay.Lose = nil
	result := b.sync(relay)
	if want := a.rows("SELECT id, title FROM topic ORDER BY id"); b.rows("SELECT id, title FROM topic ORDER BY id") != want {
		t.Errorf("after the rest: %s, want %s", b.rows("SELECT id, title FROM topic ORDER BY id"), want)
	}
	if result.Conflicts != 0 || result.Quarantined != 0 {
		t.Errorf("%d conflicts, %d in quarantine", result.Conflicts, result.Quarantined)
	}
}

// A row arrives before the news that what it refers to is not deleted any more.
// It must not be deleted for that.
func TestPullShowsNothingThatDependsOnTheRest(t *testing.T) {
	relay := newRelay(t)
	a, b, d := newDevice(t, classSchema), newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, a, b, d)
	child := a.put("topic", map[string]any{"dataset_id": dataset, "title": "child"})
	a.sync(relay)
	parent := a.put("topic", map[string]any{"dataset_id": dataset, "title": "parent"})
	for _, each := range []*device{a, b, d} {
		each.sync(relay)
	}
	d.exec("DELETE FROM topic WHERE id = ?1", parent)
	d.sync(relay)
	b.exec("UPDATE topic SET title = 'kept' WHERE id = ?1", parent)
	b.exec("UPDATE topic SET parent_id = ?1 WHERE id = ?2", parent, child)
	b.sync(relay)
	_, err := d.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{ChunkSize: 1, Progress: func(p client.Progress) {
		if p.Direction == "pull" && p.Records == 1 { // as a sync with another relay does
			d.must(d.DB().Update(t.Context(), func(tx sqldb.Tx) error {
				_, err := d.Engine().Deserialize(tx, value.Filter{dataset})
				return err
			}))
		}
	}})
	d.must(err)
	const all = "SELECT title, parent_id FROM topic ORDER BY title"
	if got, want := d.rows(all), b.rows(all); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	a.sync(relay)
	if got, want := a.rows(all), b.rows(all); got != want {
		t.Errorf("elsewhere: %s, want %s", got, want)
	}
}
