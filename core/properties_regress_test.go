package core_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/value"
)

// What seeds of TestProperties found, each made small.

const chaosUser = "11111111111111111111111111111111"

// part syncs a part of what a device may.
func (d *device) part(r *coretest.Relay, opts client.Options) {
	d.t.Helper()
	_, err := d.Sync(d.t.Context(), "ws://relay", r.Dial, opts)
	d.must(err)
}

// TestCopyPassesOnDeletes: a deletion is serialized with whatever filter comes
// first, but only that filter's DatabaseMaxCounter rises. If the database is
// then copied and takes a new identity, the deletion must still leave it.
func TestCopyPassesOnDeletes(t *testing.T) {
	relay := newRelay(t)
	a, b := newDevice(t, chaosSchema), newDevice(t, chaosSchema)
	dataset := enroll(t, relay, a, b)
	id := a.put("answer", map[string]any{"dataset_id": dataset, "user_id": chaosUser, "question": "q", "tok": "#1;"})
	a.sync(relay)
	b.sync(relay)
	a.must(a.Delete(t.Context(), "answer", id, false))
	a.part(relay, client.Options{Push: true, Filter: value.Filter{dataset + ":shared"}})
	var err error
	a.Instance, err = core.Open(t.Context(), a.DB(), core.Options{Schema: a.Schema(), NewIdentity: true})
	a.must(err)
	a.sync(relay)
	b.sync(relay)
	if got := b.rows("SELECT id FROM answer"); got != "" {
		t.Errorf("the other device still has %s", got)
	}
}

// TestCopyPullsAgain: a copy made in the midst of a pull that its original
// completed must not wait for the rest of it for ever, whether it took a new
// identity or not.
func TestCopyPullsAgain(t *testing.T) {
	for _, renew := range []bool{false, true} {
		relay := newRelay(t)
		a, b := newDevice(t, chaosSchema), newDevice(t, chaosSchema)
		dataset := enroll(t, relay, a, b)
		for _, question := range []string{"a", "b", "c"} {
			a.put("answer", map[string]any{"dataset_id": dataset, "user_id": chaosUser, "question": question, "tok": "#1;"})
		}
		a.sync(relay)
		pulled := false
		relay.Lose = func(fromClient bool, msg []byte) bool {
			lost := pulled && fromClient && msg[0] == 8 // the second ack
			pulled = pulled || fromClient && msg[0] == 8
			return lost
		}
		if _, err := b.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{ChunkSize: 1}); fault.CodeOf(err) != fault.Unavailable {
			t.Fatalf("the connection was not lost: %v", err)
		}
		relay.Lose = nil
		w := &world{t: t, ctx: t.Context(), rng: rand.New(rand.NewPCG(1, 2))}
		file, err := b.DB().(interface {
			Export(context.Context) ([]byte, error)
		}).Export(t.Context())
		b.must(err)
		b.sync(relay)
		b.Instance, err = core.Open(t.Context(), w.open(file), core.Options{Schema: b.Schema(), NewIdentity: renew})
		b.must(err)
		for range 2 {
			b.sync(relay)
		}
		if got := b.rows("SELECT count(*) FROM answer"); got != "3" {
			t.Errorf("new identity %v: %s answers of 3", renew, got)
		}
		if got := b.rows("SELECT count(*) FROM morango_transfersession WHERE active = 1"); got != "0" {
			t.Errorf("new identity %v: %s transfers are still under way", renew, got)
		}
	}
}

// TestDifference17ReadersMergeNothing: two relays tell a learner different things of a
// record it may not write. A merge of its own could never leave it and would
// keep every later version out.
func TestDifference17ReadersMergeNothing(t *testing.T) {
	one, two := newRelay(t), newRelay(t)
	a, b, learner := newDevice(t, chaosSchema), newDevice(t, chaosSchema), newDevice(t, chaosSchema)
	dataset := enroll(t, one, a, b)
	a.sync(two)
	invite, err := a.Invite(t.Context(), core.InviteRequest{Scope: "learner", Params: map[string]string{"user_id": chaosUser}})
	a.must(err)
	_, err = learner.Join(t.Context(), invite)
	a.must(err)
	id := a.put("topic", map[string]any{"dataset_id": dataset, "rank": 1, "tok": "#1;"})
	a.sync(one)
	b.sync(one)
	a.exec("UPDATE topic SET tok = '#2;'")
	a.sync(one)
	b.exec("UPDATE topic SET tok = '#3;'")
	b.sync(two)
	learner.sync(one)
	learner.sync(two)
	if got := learner.rows("SELECT tok FROM topic"); got != "#3;" {
		t.Errorf("the learner has %s, the last relay said #3;", got)
	}
	b.sync(one)
	b.exec("UPDATE topic SET tok = '#4;' WHERE id = ?1", id)
	b.sync(one)
	learner.sync(one)
	if got := learner.rows("SELECT tok FROM topic"); got != "#4;" {
		t.Errorf("the learner has %s, the last version is #4;", got)
	}
}

// TestDifference17ReadersDeleteNothing: what refers to a deleted record is deleted by
// those who may, not by a reader for itself.
func TestDifference17ReadersDeleteNothing(t *testing.T) {
	relay := newRelay(t)
	a, b, teacher := newDevice(t, chaosSchema), newDevice(t, chaosSchema), newDevice(t, chaosSchema)
	dataset := enroll(t, relay, a, b)
	invite, err := a.Invite(t.Context(), core.InviteRequest{Scope: "teacher"})
	a.must(err)
	_, err = teacher.Join(t.Context(), invite)
	a.must(err)
	topic := a.put("topic", map[string]any{"dataset_id": dataset, "rank": 1, "tok": "#1;"})
	a.sync(relay)
	b.sync(relay)
	b.put("answer", map[string]any{"dataset_id": dataset, "user_id": chaosUser, "question": "q", "tok": "#2;", "topic_id": topic})
	a.exec("DELETE FROM topic")
	a.sync(relay)
	b.sync(relay) // the answer loses its row here, and goes on its way
	teacher.sync(relay)
	const versions = "SELECT last_saved_instance, last_saved_counter, deleted FROM morango_store WHERE model_name = 'answer'"
	if x, y := teacher.rows(versions), b.rows(versions); x != y {
		t.Errorf("the reader has made %s of %s", x, y)
	}
	a.sync(relay) // deletes it
	teacher.sync(relay)
	if x, y := teacher.rows(versions), a.rows(versions); x != y || !strings.HasSuffix(x, "1") {
		t.Errorf("the reader has %s, the deletion is %s", x, y)
	}
}

// TestDifference18CascadedRowsComeBack: a row that went with its parent, though nobody
// deleted it, is there again when the parent is.
func TestDifference18CascadedRowsComeBack(t *testing.T) {
	relay := newRelay(t)
	a, b := newDevice(t, chaosSchema), newDevice(t, chaosSchema)
	dataset := enroll(t, relay, a, b)
	top := map[string]any{"dataset_id": dataset, "rank": 1, "tok": "#1;", "_morango_source_id": chaosUser}
	top["id"] = value.ModelID(dataset+":shared", chaosUser, "topic")
	a.put("topic", top)
	a.sync(relay)
	b.sync(relay)
	middle := b.put("topic", map[string]any{"dataset_id": dataset, "rank": 2, "tok": "#2;", "parent_id": top["id"]})
	b.put("topic", map[string]any{"dataset_id": dataset, "rank": 3, "tok": "#3;", "parent_id": middle})
	b.put("answer", map[string]any{"dataset_id": dataset, "user_id": chaosUser, "question": "q", "tok": "#4;", "topic_id": middle})
	a.must(a.Delete(t.Context(), "topic", top["id"].(string), false))
	a.sync(relay)
	b.sync(relay)
	const all = "SELECT tok FROM topic UNION ALL SELECT tok FROM answer ORDER BY 1"
	if got := b.rows(all); got != "" {
		t.Fatalf("left: %s", got)
	}
	a.put("topic", top)
	a.sync(relay)
	b.sync(relay)
	for _, d := range []*device{a, b} {
		if got := d.rows(all); got != "#1;\n#2;\n#3;\n#4;" {
			t.Errorf("back are %q", got)
		}
	}
}

// TestDifference18CascadesKeepUnsavedWrites: a pull of one partition deletes a record that
// an edited row of another one refers to. The edit must not go with it.
func TestDifference18CascadesKeepUnsavedWrites(t *testing.T) {
	relay := newRelay(t)
	a, b := newDevice(t, chaosSchema), newDevice(t, chaosSchema)
	dataset := enroll(t, relay, a, b)
	topic := a.put("topic", map[string]any{"dataset_id": dataset, "rank": 1, "tok": "#1;"})
	a.put("answer", map[string]any{"dataset_id": dataset, "user_id": chaosUser, "question": "q", "tok": "#2;", "topic_id": topic})
	a.sync(relay)
	b.sync(relay)
	b.exec("UPDATE answer SET tok = '#3;'")
	b.put("answer", map[string]any{"dataset_id": dataset, "user_id": chaosUser, "question": "new", "tok": "#4;", "topic_id": topic})
	a.exec("DELETE FROM topic")
	a.sync(relay)
	b.part(relay, client.Options{Pull: true, Filter: value.Filter{dataset + ":shared"}})
	b.sync(relay)
	for _, value := range []string{"#3;", "#4;"} {
		if got := b.rows("SELECT count(*) FROM morango_store WHERE instr(serialized, '" + value + "')"); got != "1" {
			t.Errorf("%s of the values %s are in the Store", got, value)
		}
	}
}

// TestQuarantineSeesOtherFilters: what a record waits for comes with another
// filter's transfer; the next one of its own brings nothing, and applies it.
func TestQuarantineSeesOtherFilters(t *testing.T) {
	relay := newRelay(t)
	a, b := newDevice(t, chaosSchema), newDevice(t, chaosSchema)
	dataset := enroll(t, relay, a, b)
	topic := a.put("topic", map[string]any{"dataset_id": dataset, "rank": 1, "tok": "#1;"})
	a.put("answer", map[string]any{"dataset_id": dataset, "user_id": chaosUser, "question": "q", "tok": "#2;", "topic_id": topic})
	a.sync(relay)
	for _, partition := range []string{":user", ":shared", ":user"} {
		b.part(relay, client.Options{Pull: true, Filter: value.Filter{dataset + partition}})
	}
	if got := b.rows("SELECT tok FROM answer"); got != "#2;" {
		t.Errorf("the app has %q of the answer", got)
	}
}
