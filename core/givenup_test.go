package core_test

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/idle"
)

// Tests of pulls that were cut off after part of them was shown, and are never
// completed (package arrived).

// stranded is a device that has another relay's records by a pull that was cut
// off, and a device that has met the one relay only which is left.
type stranded struct {
	gone, left   *coretest.Relay
	owner        *device // whom nobody has seen since the pull
	here, other  *device // of relay left
	clock        *lateClock
	dataset, row string
	shown        string // titles of the records that are new here
}

// lateClock is a clock that goes ahead of time, also while syncs run.
type lateClock struct{ ahead atomic.Int64 }

func (c *lateClock) now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

func (c *lateClock) forward() { c.ahead.Add(int64(idle.Age + time.Minute)) }

// strand has the owner change a row which the device here had changed, and make
// others. The device here pulls part of that from the relay that is gone then.
// Relay left has neither change.
func strand(t *testing.T) *stranded {
	s := &stranded{gone: newRelay(t), left: newRelay(t), clock: &lateClock{}}
	s.owner, s.other = newDevice(t, classSchema), newDevice(t, classSchema)
	s.here = timed(t, s.clock, classSchema)
	s.dataset = enroll(t, s.gone, s.owner, s.here, s.other)
	s.owner.admit(s.left)
	s.row = s.owner.put("topic", map[string]any{"dataset_id": s.dataset, "title": "begun"})
	s.owner.sync(s.left)
	s.other.sync(s.left)
	s.here.sync(s.left)
	s.here.exec("UPDATE topic SET title = 'changed here' WHERE id = ?1", s.row)
	s.here.sync(s.gone)
	s.owner.sync(s.gone)
	s.owner.exec("UPDATE topic SET title = 'changed by the owner' WHERE id = ?1", s.row)
	for i := range 20 {
		s.owner.put("topic", map[string]any{"dataset_id": s.dataset, "title": fmt.Sprintf("new %02d", i)})
	}
	s.owner.sync(s.gone)
	s.cut(s.here)
	if s.shown = s.here.rows("SELECT title FROM topic WHERE title LIKE 'new%' ORDER BY title"); s.shown == "" {
		t.Fatal("nothing is shown before the end")
	}
	return s
}

// timed is newDevice with a clock of the test's own.
func timed(t *testing.T, clock *lateClock, app string) *device {
	t.Helper()
	opts := core.Options{Schema: mustSchema(t, app), GenerateKey: coretest.Keys, Clock: clock.now}
	return &device{coretest.OpenDevice(t, memory(t), opts).Instance, t}
}

// cut pulls from the relay that will be gone, up to where the line breaks.
func (s *stranded) cut(d *device) {
	d.t.Helper()
	s.gone.Lose = cutAfter(8)
	_, err := d.Sync(d.t.Context(), "ws://relay", s.gone.Dial, client.Options{ChunkSize: 2, Pull: true})
	if s.gone.Lose = nil; fault.CodeOf(err) != fault.Unavailable {
		d.t.Fatalf("the cut sync ended with %v", err)
	}
}

// later lets so much time pass that no server goes on with the pull.
func (s *stranded) later() { s.clock.forward() }

// equal fails unless both devices of the relay that is left show the same, and
// nothing is left to sync.
func (s *stranded) equal() {
	s.here.t.Helper()
	const all = "SELECT id, title FROM topic ORDER BY id"
	if got, want := s.other.rows(all), s.here.rows(all); got != want {
		s.here.t.Errorf("the other device shows\n%s\nthe device here\n%s", got, want)
	}
	for _, d := range []*device{s.here, s.other} {
		if r := d.sync(s.left); r.Pulled+r.Pushed+r.Conflicts+r.Quarantined != 0 {
			d.t.Errorf("one more sync: %+v", r)
		}
	}
}

// What this device would have sent before the pull leaves after it, at once.
func TestCutPullKeepsWhatLeaves(t *testing.T) {
	s := strand(t)
	s.here.sync(s.left)
	s.other.sync(s.left)
	if got := s.other.rows("SELECT title FROM topic"); got != "changed here" {
		t.Errorf("elsewhere the row is %q", got)
	}
}

// What was shown of a pull that nobody completes leaves, too.
func TestGivenUpPullLeaves(t *testing.T) {
	s := strand(t)
	s.later()
	s.here.sync(s.left)
	s.other.sync(s.left)
	if got := s.other.rows("SELECT title FROM topic WHERE title LIKE 'new%' ORDER BY title"); got != s.shown {
		t.Errorf("elsewhere there are\n%s\nhere were shown\n%s", got, s.shown)
	}
	s.equal()
}

// Likewise after restarts, of which each forgets what is long over.
func TestGivenUpPullLeavesAfterRestarts(t *testing.T) {
	s := strand(t)
	for range 3 {
		s.later()
		in, err := core.Open(t.Context(), s.here.DB(), core.Options{
			Schema: s.here.Schema(), GenerateKey: coretest.Keys, Clock: s.clock.now,
		})
		s.here.must(err)
		s.here.Instance = in
	}
	s.here.sync(s.left)
	s.other.sync(s.left)
	s.equal()
}

// A live sync sends it with the next change.
func TestGivenUpPullLeavesLive(t *testing.T) {
	s := strand(t)
	_, stop := s.here.live(s.left)
	s.later()
	s.here.put("topic", map[string]any{"dataset_id": s.dataset, "title": "newest"})
	s.here.must(s.here.Hub().Reached(t.Context()))
	stop()
	s.other.sync(s.left)
	s.equal()
}

// A pull that goes on is completed, and nothing is saved again.
func TestCutPullGoesOn(t *testing.T) {
	s := strand(t)
	s.here.sync(s.gone)
	if got := s.here.rows("SELECT count(*) FROM amora_arrived"); got != "0" {
		t.Errorf("%s pulls are taken for unfinished", got)
	}
	s.later()
	s.here.sync(s.left)
	s.other.sync(s.left)
	if got := s.here.rows("SELECT title FROM topic WHERE id = '" + s.row + "'"); got != "changed by the owner" {
		t.Errorf("the row is %q", got)
	}
	s.savedByOwner()
	s.equal()
}

// Another relay's pull brings it: nothing is saved again.
func TestGivenUpPullComesFromElsewhere(t *testing.T) {
	s := strand(t)
	s.owner.sync(s.left)
	s.later()
	if r := s.here.sync(s.left); r.Pushed != 0 || r.Conflicts != 0 {
		t.Errorf("%d records pushed, %d conflicts", r.Pushed, r.Conflicts)
	}
	s.other.sync(s.left)
	s.savedByOwner()
	s.equal()
}

// savedByOwner fails if what was shown is not as the owner has saved it.
func (s *stranded) savedByOwner() {
	s.here.t.Helper()
	const versions = "SELECT s.id, last_saved_instance, last_saved_counter FROM morango_store s JOIN topic t ON t.id = s.id" +
		" WHERE title LIKE 'new%' ORDER BY s.id"
	if got, want := s.here.rows(versions), s.owner.rows(versions); got != want {
		s.here.t.Errorf("saved here as\n%s\nby the owner as\n%s", got, want)
	}
}

// The server comes back after all, when what was shown is elsewhere.
func TestGivenUpPullComesBack(t *testing.T) {
	s := strand(t)
	s.later()
	s.here.sync(s.left)
	s.other.sync(s.left)
	s.other.exec("UPDATE topic SET title = 'edited ' || title WHERE title LIKE 'new%'")
	s.other.sync(s.left)
	for range 2 {
		s.here.sync(s.gone)
		s.here.sync(s.left)
		s.owner.sync(s.gone)
		s.other.sync(s.left)
	}
	if got := s.owner.rows("SELECT count(*) FROM topic WHERE title LIKE 'new%'"); got == "20" {
		t.Error("the edits did not reach the owner")
	}
	const all = "SELECT id, title FROM topic ORDER BY id"
	if got, want := s.owner.rows(all), s.here.rows(all); got != want {
		t.Errorf("the owner shows\n%s\nthe device here\n%s", got, want)
	}
	s.equal()
}

// Who may only read leaves what was shown as it is: no relay would take it.
func TestGivenUpPullOfAReader(t *testing.T) {
	s := strand(t)
	reader := timed(t, s.clock, classSchema)
	enrollAs(t, s.owner, reader, "learner", map[string]string{"dataset_id": s.dataset, "user_id": testUser})
	reader.sync(s.left)
	s.cut(reader)
	s.later()
	if r := reader.sync(s.left); r.Pushed != 0 || r.Quarantined != 0 {
		t.Errorf("a reader pushes: %+v", r)
	}
	if got := reader.rows("SELECT count(*) FROM topic WHERE title LIKE 'new%'"); got == "0" {
		t.Error("the reader does not show what had come")
	}
	s.here = reader
	s.savedSame()
}

// savedSame is savedByOwner for the records that are here.
func (s *stranded) savedSame() {
	s.here.t.Helper()
	own := s.here.rows("SELECT count(*) FROM morango_store WHERE last_saved_instance IN (SELECT id FROM morango_instanceidmodel)")
	if own != "0" {
		s.here.t.Errorf("%s records were saved again", own)
	}
}

// Of several datasets each sends its own.
func TestGivenUpPullOfOneDataset(t *testing.T) {
	gone, left, clock := newRelay(t), newRelay(t), &lateClock{}
	owner, other := newBoard(t), newBoard(t)
	both := timed(t, clock, roomsSchema)
	shared, own := owner.begin("all"), both.begin("all")
	owner.sync(gone)
	owner.admits(both, shared, "all", gone)
	owner.admit(left)
	both.must(both.syncRoom(left, own))
	owner.admits(other, shared, "all", left)
	for i := range 20 {
		owner.item(shared, fmt.Sprintf("item %02d", i))
	}
	owner.sync(gone)
	gone.Lose = cutAfter(8)
	_, err := both.Sync(t.Context(), gone.URL(), gone.Dial, client.Options{Room: shared, ChunkSize: 2, Pull: true})
	if fault.CodeOf(err) != fault.Unavailable {
		t.Fatalf("the cut sync ended with %v", err)
	}
	clock.forward()
	both.item(own, "of my own")
	both.must(both.syncRoom(left, own))
	if got := both.rows("SELECT count(*) FROM morango_store WHERE partition LIKE '" + shared +
		"%' AND last_saved_instance IN (SELECT id FROM morango_instanceidmodel)"); got != "0" {
		t.Errorf("%s records were saved again for another dataset", got)
	}
	both.must(both.syncRoom(left, shared))
	other.sync(left)
	want := both.rows("SELECT text FROM item WHERE dataset_id = '" + shared + "' ORDER BY text")
	if got := other.texts(); got != want || got == "" {
		t.Errorf("the other device shows\n%s\nwant\n%s", got, want)
	}
}
