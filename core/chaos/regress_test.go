package chaos_test

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

// TestCopyPassesOnDeletes: a deletion is serialized with whatever filter comes
// first, but only that filter's DatabaseMaxCounter rises. If the database is
// then copied and takes a new identity, the deletion must still leave it.
func TestCopyPassesOnDeletes(t *testing.T) {
	relay := newRelay(t)
	a, b := newDevice(t, chaosSchema), newDevice(t, chaosSchema)
	dataset := a.Enroll(relay, "full", b)
	id := a.Put("answer", map[string]any{"dataset_id": dataset, "user_id": chaosUser, "question": "q", "tok": "#1;"})
	a.Sync(relay)
	b.Sync(relay)
	a.Delete("answer", id)
	a.Sync(relay, client.Options{Push: true, Filter: value.Filter{dataset + ":shared"}})
	var err error
	a.Instance, err = core.Open(t.Context(), a.Instance.DB(), core.Options{Schema: a.Instance.Schema(), NewIdentity: true})
	must(t, err)
	a.Sync(relay)
	b.Sync(relay)
	if got := b.Rows("SELECT id FROM answer"); got != "" {
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
		dataset := a.Enroll(relay, "full", b)
		for _, question := range []string{"a", "b", "c"} {
			a.Put("answer", map[string]any{"dataset_id": dataset, "user_id": chaosUser, "question": question, "tok": "#1;"})
		}
		a.Sync(relay)
		pulled := false
		relay.Lose = func(fromClient bool, msg []byte) bool {
			lost := pulled && fromClient && msg[0] == 8 // the second ack
			pulled = pulled || fromClient && msg[0] == 8
			return lost
		}
		if _, err := b.Instance.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{ChunkSize: 1}); fault.CodeOf(err) != fault.Unavailable {
			t.Fatalf("the connection was not lost: %v", err)
		}
		relay.Lose = nil
		w := &world{t: t, ctx: t.Context(), rng: rand.New(rand.NewPCG(1, 2))}
		file, err := b.Instance.DB().(interface {
			Export(context.Context) ([]byte, error)
		}).Export(t.Context())
		must(t, err)
		b.Sync(relay)
		b.Instance, err = core.Open(t.Context(), w.open(file), core.Options{Schema: b.Instance.Schema(), NewIdentity: renew})
		must(t, err)
		for range 2 {
			b.Sync(relay)
		}
		if got := b.Rows("SELECT count(*) FROM answer"); got != "3" {
			t.Errorf("new identity %v: %s answers of 3", renew, got)
		}
		if got := b.Rows("SELECT count(*) FROM morango_transfersession WHERE active = 1"); got != "0" {
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
	dataset := a.Enroll(one, "full", b)
	a.Admit(two)
	a.LetIn(learner, core.InviteRequest{Scope: "learner", Params: map[string]string{"user_id": chaosUser}})
	id := a.Put("topic", map[string]any{"dataset_id": dataset, "rank": 1, "tok": "#1;"})
	a.Sync(one)
	b.Sync(one)
	a.Exec("UPDATE topic SET tok = '#2;'")
	a.Sync(one)
	b.Exec("UPDATE topic SET tok = '#3;'")
	b.Sync(two)
	learner.Sync(one)
	learner.Sync(two)
	if got := learner.Rows("SELECT tok FROM topic"); got != "#3;" {
		t.Errorf("the learner has %s, the last relay said #3;", got)
	}
	b.Sync(one)
	b.Exec("UPDATE topic SET tok = '#4;' WHERE id = ?1", id)
	b.Sync(one)
	learner.Sync(one)
	if got := learner.Rows("SELECT tok FROM topic"); got != "#4;" {
		t.Errorf("the learner has %s, the last version is #4;", got)
	}
}

// TestDifference17ReadersDeleteNothing: what refers to a deleted record is deleted by
// those who may, not by a reader for itself.
func TestDifference17ReadersDeleteNothing(t *testing.T) {
	relay := newRelay(t)
	a, b, teacher := newDevice(t, chaosSchema), newDevice(t, chaosSchema), newDevice(t, chaosSchema)
	dataset := a.Enroll(relay, "full", b)
	a.LetIn(teacher, core.InviteRequest{Scope: "teacher"})
	topic := a.Put("topic", map[string]any{"dataset_id": dataset, "rank": 1, "tok": "#1;"})
	a.Sync(relay)
	b.Sync(relay)
	b.Put("answer", map[string]any{"dataset_id": dataset, "user_id": chaosUser, "question": "q", "tok": "#2;", "topic_id": topic})
	a.Exec("DELETE FROM topic")
	a.Sync(relay)
	b.Sync(relay) // the answer loses its row here, and goes on its way
	teacher.Sync(relay)
	const versions = "SELECT last_saved_instance, last_saved_counter, deleted FROM morango_store WHERE model_name = 'answer'"
	if x, y := teacher.Rows(versions), b.Rows(versions); x != y {
		t.Errorf("the reader has made %s of %s", x, y)
	}
	a.Sync(relay) // deletes it
	teacher.Sync(relay)
	if x, y := teacher.Rows(versions), a.Rows(versions); x != y || !strings.HasSuffix(x, "1") {
		t.Errorf("the reader has %s, the deletion is %s", x, y)
	}
}

// TestDifference18CascadedRowsComeBack: a row that went with its parent, though nobody
// deleted it, is there again when the parent is.
func TestDifference18CascadedRowsComeBack(t *testing.T) {
	relay := newRelay(t)
	a, b := newDevice(t, chaosSchema), newDevice(t, chaosSchema)
	dataset := a.Enroll(relay, "full", b)
	top := map[string]any{"dataset_id": dataset, "rank": 1, "tok": "#1;", "_morango_source_id": chaosUser}
	top["id"] = value.ModelID(dataset+":shared", chaosUser, "topic")
	a.Put("topic", top)
	a.Sync(relay)
	b.Sync(relay)
	middle := b.Put("topic", map[string]any{"dataset_id": dataset, "rank": 2, "tok": "#2;", "parent_id": top["id"]})
	b.Put("topic", map[string]any{"dataset_id": dataset, "rank": 3, "tok": "#3;", "parent_id": middle})
	b.Put("answer", map[string]any{"dataset_id": dataset, "user_id": chaosUser, "question": "q", "tok": "#4;", "topic_id": middle})
	a.Delete("topic", top["id"].(string))
	a.Sync(relay)
	b.Sync(relay)
	const all = "SELECT tok FROM topic UNION ALL SELECT tok FROM answer ORDER BY 1"
	if got := b.Rows(all); got != "" {
		t.Fatalf("left: %s", got)
	}
	a.Put("topic", top)
	a.Sync(relay)
	b.Sync(relay)
	for _, d := range []*coretest.Device{a, b} {
		if got := d.Rows(all); got != "#1;\n#2;\n#3;\n#4;" {
			t.Errorf("back are %q", got)
		}
	}
}

// TestDifference18NulledReferencesComeBack: a reference that on_delete has made NULL
// where a deletion was known, though no record was edited, is there again once the
// row is: its deletion loses against an edit, or it is put back.
func TestDifference18NulledReferencesComeBack(t *testing.T) {
	for _, back := range []string{"an edit wins", "put back by the deleter"} {
		t.Run(back, func(t *testing.T) {
			relay := newRelay(t)
			a, b, c := newDevice(t, movingApp), newDevice(t, movingApp), newDevice(t, movingApp)
			dataset := a.Enroll(relay, "owner", b, c)
			row := map[string]any{"dataset_id": dataset, "list_id": strings.Repeat("a", 32), "text": "x", "mark": "x"}
			item := a.Put("item", row)
			a.Sync(relay)
			b.Sync(relay)
			c.Sync(relay)
			a.Put("note", map[string]any{"dataset_id": dataset, "item_id": item, "text": "on x"})
			a.Sync(relay)
			b.Sync(relay)
			c.Delete("item", item)
			c.Sync(relay) // the note comes where the item is deleted already
			if back == "an edit wins" {
				b.Sync(relay) // the item's deletion comes where the note is
				a.Put("item", map[string]any{"id": item, "text": "edited"})
			} else {
				row["id"] = item
				c.Put("item", row)
			}
			for range 2 {
				a.Sync(relay)
				c.Sync(relay)
				b.Sync(relay)
			}
			for name, d := range map[string]*coretest.Device{"a": a, "b": b, "c": c} {
				if got := d.Rows("SELECT item_id FROM note"); got != item {
					t.Errorf("the note of %s refers to %q", name, got)
				}
				if got := d.Rows("SELECT count(*) FROM amora_unlinked"); got != "0" {
					t.Errorf("%s has %s unlinked ones left", name, got)
				}
			}
		})
	}
}

// TestDifference18CascadesKeepUnsavedWrites: a pull of one partition deletes a record that
// an edited row of another one refers to. The edit must not go with it.
func TestDifference18CascadesKeepUnsavedWrites(t *testing.T) {
	relay := newRelay(t)
	a, b := newDevice(t, chaosSchema), newDevice(t, chaosSchema)
	dataset := a.Enroll(relay, "full", b)
	topic := a.Put("topic", map[string]any{"dataset_id": dataset, "rank": 1, "tok": "#1;"})
	a.Put("answer", map[string]any{"dataset_id": dataset, "user_id": chaosUser, "question": "q", "tok": "#2;", "topic_id": topic})
	a.Sync(relay)
	b.Sync(relay)
	b.Exec("UPDATE answer SET tok = '#3;'")
	b.Put("answer", map[string]any{"dataset_id": dataset, "user_id": chaosUser, "question": "new", "tok": "#4;", "topic_id": topic})
	a.Exec("DELETE FROM topic")
	a.Sync(relay)
	b.Sync(relay, client.Options{Pull: true, Filter: value.Filter{dataset + ":shared"}})
	b.Sync(relay)
	for _, value := range []string{"#3;", "#4;"} {
		if got := b.Rows("SELECT count(*) FROM morango_store WHERE instr(serialized, '" + value + "')"); got != "1" {
			t.Errorf("%s of the values %s are in the Store", got, value)
		}
	}
}

// TestQuarantineSeesOtherFilters: what a record waits for comes with another
// filter's transfer; the next one of its own brings nothing, and applies it.
func TestQuarantineSeesOtherFilters(t *testing.T) {
	relay := newRelay(t)
	a, b := newDevice(t, chaosSchema), newDevice(t, chaosSchema)
	dataset := a.Enroll(relay, "full", b)
	topic := a.Put("topic", map[string]any{"dataset_id": dataset, "rank": 1, "tok": "#1;"})
	a.Put("answer", map[string]any{"dataset_id": dataset, "user_id": chaosUser, "question": "q", "tok": "#2;", "topic_id": topic})
	a.Sync(relay)
	for _, partition := range []string{":user", ":shared", ":user"} {
		b.Sync(relay, client.Options{Pull: true, Filter: value.Filter{dataset + partition}})
	}
	if got := b.Rows("SELECT tok FROM answer"); got != "#2;" {
		t.Errorf("the app has %q of the answer", got)
	}
}
