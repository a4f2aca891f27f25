package core_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// history is what a Store knows of a record: who saved it last, and every
// counter. Instances by their first letter, "self" for the device's own.
func (d *device) history(r wireRecord) string {
	d.t.Helper()
	name := func(instance string) string {
		if instance == d.ID() {
			return "self"
		}
		return instance[:1]
	}
	var list []string
	d.must(d.DB().View(d.t.Context(), func(tx sqldb.Tx) error {
		rows, err := tx.Query("SELECT instance_id, counter FROM morango_recordmaxcounter WHERE store_model_id = ?1", r.id())
		for _, row := range rows {
			list = append(list, fmt.Sprintf("%s%d", name(row[0].(string)), row[1]))
		}
		return err
	}))
	slices.Sort(list)
	return name(d.store(r, "last_saved_instance")) + ": " + strings.Join(list, " ")
}

// TestEditsMeet: both kinds of conflict (MORANGO.md §5), for every pair of
// edits and deletions. In the Store the two versions merge, and deletions
// win; an edit that was not yet serialized wins over what has come in, even
// over a deletion. Afterwards both sides are the same.
func TestEditsMeet(t *testing.T) {
	const edit, remove, wipe = "edit", "delete", "hard delete"
	act := func(d *device, what, text string) {
		switch what {
		case edit:
			d.exec("UPDATE answer SET text = ?1", text)
		case remove, wipe:
			id := d.rows("SELECT id FROM answer")
			d.must(d.Delete(d.t.Context(), "answer", id, what == wipe))
		}
	}
	tests := []struct {
		theirs, ours  string
		store, unsaid string // text, deleted, hard, texts that lost; where ours was serialized before theirs came, and where it was not
	}{
		{edit, edit, "ours 0 0 theirs", "ours 0 0 theirs"},
		{remove, edit, "ours 1 0 old", "ours 0 0 old"},
		{wipe, edit, "<nil> 1 1", "ours 0 0 <nil>"},
		{edit, remove, "old 1 0 theirs", "theirs 1 0"},
		{edit, wipe, "<nil> 1 1 theirs", "<nil> 1 1"},
		{remove, remove, "old 1 0 old", "old 1 0"},
		{wipe, remove, "<nil> 1 1", "<nil> 1 1"},
		{remove, wipe, "<nil> 1 1 old", "<nil> 1 1"},
		{wipe, wipe, "<nil> 1 1", "<nil> 1 1"},
	}
	const found = `SELECT s.serialized ->> 'text', s.deleted, s.hard_deleted,
 CASE WHEN conflicting_serialized_data = '' THEN '' ELSE (SELECT group_concat(ifnull(value ->> 'text', '<nil>')) FROM
 json_each('[' || replace(trim(conflicting_serialized_data, char(10)), char(10), ',') || ']')) END FROM morango_store s`
	for _, test := range tests {
		for _, serialized := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s meets %s, serialized %v", test.theirs, test.ours, serialized), func(t *testing.T) {
				a, b := newDevice(t, classSchema), newDevice(t, classSchema)
				a.put("answer", map[string]any{"dataset_id": wireDataset, "user_id": testUser, "question": "q", "text": "old"})
				move(t, a, b)
				act(a, test.theirs, "theirs")
				act(b, test.ours, "ours")
				want := test.unsaid
				if serialized {
					want = test.store
					b.must(b.DB().Update(t.Context(), func(tx sqldb.Tx) error { _, err := b.Engine().Serialize(tx, value.Filter{wireDataset}); return err }))
				}
				got := move(t, a, b)
				if is := b.rows(found); is != want {
					t.Errorf("the Store has %q, want %q", is, want)
				}
				app := ""
				if text, live := strings.CutSuffix(strings.Join(strings.Fields(want)[:3], " "), " 0 0"); live {
					app = "q=" + text
				}
				if is := b.answers(); is != app {
					t.Errorf("the app has %q, want %q", is, app)
				}
				if n := got.Transfer.Conflicts + got.Applied.Conflicts; (n == 1) != (serialized || test.ours == edit) {
					t.Errorf("%d conflicts counted", n)
				}
				move(t, b, a)
				move(t, a, b)
				if x, y := a.rows(found), b.rows(found); x != y || a.answers() != b.answers() {
					t.Errorf("a has %q, b has %q", x, y)
				}
			})
		}
	}
}

// TestChunksOnceAndInOrder: chunks may come again, not out of turn, and
// nothing is dequeued before all have come.
func TestChunksOnceAndInOrder(t *testing.T) {
	d := newDevice(t, classSchema)
	first, second := chunkText(wireAnswer("1", "x"), wireAnswer("2", "x")), chunkText(wireAnswer("3", "x"))
	s := pipeline.Transfer{ID: hexID("1"), SyncSession: hexID("1"), Filter: value.Filter{wireDataset}}
	advance := func(stage func(sqldb.Tx, pipeline.Transfer) (pipeline.Transfer, error)) error {
		return d.Engine().Advance(t.Context(), &s, stage)
	}
	write := func(offset, count int64, records string) error {
		return advance(func(tx sqldb.Tx, s pipeline.Transfer) (pipeline.Transfer, error) {
			return d.Engine().WriteChunk(tx, s, pipeline.Chunk{Offset: offset, Count: count, Records: records})
		})
	}
	d.must(advance(d.Engine().Start))
	const nothing = `{"super": {}, "sub": {}}`
	s.ClientFSIC, s.ServerFSIC, s.RecordsTotal = nothing, nothing, 3

	wantCode(t, write(2, 1, second), fault.BadRequest, "")      // a gap
	wantCode(t, write(0, 4, first), fault.BadRequest, "")       // more than announced
	wantCode(t, write(-1, 2, first), fault.BadRequest, "")      //
	wantCode(t, write(0, 0, "[]"), fault.BadRequest, "")        // nothing
	wantCode(t, write(0, 1, first), fault.BadRecord, "")        // another number than said
	wantCode(t, write(0, 3, first), fault.BadRecord, "")        //
	wantCode(t, write(0, 2, first[:20]), fault.BadRecord, "")   // no JSON
	wantCode(t, write(0, 2, first+"\x00"), fault.BadRecord, "") //
	wantCode(t, write(0, 2, first+"\xff"), fault.BadRecord, "") //
	d.must(write(0, 2, first))
	d.must(write(0, 2, first))                                           // again
	wantCode(t, advance(d.Engine().Dequeue), fault.BadRequest, "2 of 3") // too early
	wantCode(t, write(1, 2, first), fault.BadRequest, "")                // overlapping
	wantCode(t, write(3, 1, second), fault.BadRequest, "")               // beyond
	d.must(write(2, 1, second))
	d.must(write(2, 1, second))
	if n := d.rows("SELECT count(*) FROM morango_buffer"); n != "3" {
		t.Fatalf("%s records are buffered", n)
	}
	d.must(advance(d.Engine().Dequeue))
	state := d.rows("SELECT * FROM morango_store ORDER BY id")
	d.must(advance(d.Engine().Dequeue)) // the stage again, as after a crash that nobody noticed
	if again := d.rows("SELECT * FROM morango_store ORDER BY id"); again != state {
		t.Errorf("dequeued twice:\n%s\nbecame\n%s", state, again)
	}
	if n := d.rows("SELECT count(*) FROM morango_buffer"); n != "0" {
		t.Errorf("%s records are still buffered", n)
	}
}
