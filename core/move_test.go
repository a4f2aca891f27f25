package core_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// movesSchema has items of lists; parts of an item, which lie in its list;
// remarks, which lie under the item itself; and notes, which lie elsewhere.
const movesSchema = `{"profile": "moves",
 "scopes": [
  {"id": "owner", "version": 1, "primary_scope_param_key": "dataset_id", "read_write_filter_template": "${dataset_id}"},
  {"id": "editor", "version": 1, "read_write_filter_template": "${dataset_id}:list:${list_id}"},
  {"id": "viewer", "version": 1, "read_filter_template": "${dataset_id}:list:${list_id}"},
  {"id": "notes", "version": 1, "read_write_filter_template": "${dataset_id}:note"}],
 "models": [
  {"name": "item", "table": "item", "partition": "${dataset_id}:list:${list_id}", "source": null,
   "columns": {"dataset_id": "uuid", "list_id": "uuid", "text": "text", "above_id": "uuid?"},
   "references": {"above_id": "item"}},
  {"name": "part", "table": "part", "partition": "${dataset_id}:list:${list_id}", "source": null,
   "columns": {"dataset_id": "uuid", "list_id": "uuid", "item_id": "uuid", "text": "text"},
   "references": {"item_id": "item"}},
  {"name": "remark", "table": "remark", "partition": "${dataset_id}:item:${item_id}", "source": null,
   "columns": {"dataset_id": "uuid", "item_id": "uuid", "text": "text"}, "references": {"item_id": "item"}},
  {"name": "note", "table": "note", "partition": "${dataset_id}:note", "source": null,
   "columns": {"dataset_id": "uuid", "item_id": "uuid?", "text": "text"},
   "references": {"item_id": {"model": "item", "on_delete": "null"}}}]}`

func newMover(t testing.TB) *coretest.Device {
	t.Helper()
	return coretest.NewDevice(t, memory(t), movesSchema)
}

// movers are devices of one dataset, whose lists are known to all.
func movers(t testing.TB, n int) (devices []*coretest.Device, relay *coretest.Relay, dataset string) {
	t.Helper()
	relay = newRelay(t)
	for range n {
		devices = append(devices, newMover(t))
	}
	return devices, relay, devices[0].Enroll(relay, "owner", devices[1:]...)
}

// newItem puts an item under an id of its own.
func newItem(d *coretest.Device, dataset, list, text string, more ...string) string {
	row := map[string]any{"id": fmt.Sprintf("%032x", rand.Uint64()), "dataset_id": dataset, "list_id": list, "text": text}
	for i := 0; i < len(more); i += 2 {
		row[more[i]] = more[i+1]
	}
	return d.Put("item", row)
}

// moveID is the id that an item gets in a list, by its id and its source id.
func moveID(dataset, list, id, source string) string {
	return value.ModelID(dataset+":list:"+list, value.ModelID(id, source, "moved"), "item")
}

func TestMove(t *testing.T) {
	devices, relay, dataset := movers(t, 2)
	here, there := devices[0], devices[1]
	item := newItem(here, dataset, listA, "milk")
	below := newItem(here, dataset, listA, "fresh", "above_id", item)
	here.Put("part", map[string]any{"dataset_id": dataset, "list_id": listA, "item_id": item, "text": "part"})
	here.Put("remark", map[string]any{"dataset_id": dataset, "item_id": item, "text": "remark"})
	here.Put("note", map[string]any{"dataset_id": dataset, "item_id": item, "text": "note"})
	here.Sync(relay)
	there.Sync(relay)

	if n := here.Exec("UPDATE item SET list_id = ?1, text = 'oat milk' WHERE id = ?2", listB, item); n != 1 {
		t.Errorf("%d changes", n)
	}
	moved := moveID(dataset, listB, item, item)
	const all = `SELECT 'item', id, list_id, text, above_id FROM item UNION ALL SELECT 'part', item_id, list_id, text, '' FROM part
UNION ALL SELECT 'remark', item_id, '', text, '' FROM remark UNION ALL SELECT 'note', item_id, '', text, '' FROM note ORDER BY 1, 4`
	want := "item|" + moveID(dataset, listB, below, below) + "|" + listB + "|fresh|" + moved + "\nitem|" + moved + "|" + listB + "|oat milk|NULL\n" +
		"note|" + moved + "||note|\npart|" + moved + "|" + listB + "|part|\nremark|" + moved + "||remark|"
	wantCells(here, all, want)
	here.Sync(relay)
	there.Sync(relay)
	wantCells(there, all, want)
	for _, d := range devices {
		wantCells(d, "SELECT count(*) FROM morango_store WHERE deleted = 0", "5")
		wantCells(d, "SELECT partition, deleted FROM morango_store WHERE id = ?1", dataset+":list:"+listA+"|1", item)
		wantCells(d, "SELECT count(*) FROM amora_dirty_item", "0")
	}
	// Back in its list it is another record once more.
	there.Exec("UPDATE item SET list_id = ?1 WHERE id = ?2", listA, moved)
	there.Sync(relay)
	here.Sync(relay)
	back := moveID(dataset, listA, moved, value.ModelID(item, item, "moved"))
	wantCells(here, "SELECT id, list_id FROM item WHERE text = 'oat milk'", back+"|"+listA)
	wantCells(here, "SELECT DISTINCT item_id FROM part UNION SELECT item_id FROM remark UNION SELECT item_id FROM note", back)
	wantCells(here, "SELECT moved_to FROM amora_relocated WHERE id IN (?1, ?2) ORDER BY 1", min(moved, back)+"\n"+max(moved, back), item, moved)
}

func TestMoveByPut(t *testing.T) {
	devices, relay, dataset := movers(t, 2)
	here, there := devices[0], devices[1]
	item := newItem(here, dataset, listA, "milk")
	var row []map[string]any
	must(t, json.Unmarshal([]byte("["+cells(here, `SELECT json_object('id', id, '_morango_source_id', _morango_source_id,
 '_morango_partition', _morango_partition, 'list_id', list_id, 'text', text) FROM item`)+"]"), &row))
	row[0]["list_id"] = listB
	moved := here.Put("item", row[0])
	if moved != moveID(dataset, listB, item, item) {
		t.Errorf("put gives %s", moved)
	}
	here.Sync(relay)
	there.Sync(relay)
	wantCells(there, "SELECT id, list_id, text FROM item", moved+"|"+listB+"|milk")
	ids := putRows(there, "item", `[{"id": "`+moved+`", "list_id": "`+listC+`"}, {"dataset_id": "`+dataset+`", "list_id": "`+listA+`", "text": "new"}]`)
	wantCells(there, "SELECT id FROM item WHERE id = ?1 AND list_id = ?2", ids[0], ids[0], listC)
	wantCells(there, "SELECT text FROM item WHERE id = ?1", "new", ids[1])
}

// What newer versions of the app have written in a record moves along, and so do
// its conflicts.
func TestMoveKeepsHistory(t *testing.T) {
	devices, relay, dataset := movers(t, 3)
	a, b, c := devices[0], devices[1], devices[2]
	item := newItem(a, dataset, listA, "base")
	for _, d := range devices {
		d.Sync(relay)
	}
	a.Engine("UPDATE morango_store SET serialized = json_set(serialized, '$.newer', 'kept') WHERE id = ?1", item)
	a.Exec("UPDATE item SET text = 'a'")
	b.Exec("UPDATE item SET text = 'b'")
	a.Sync(relay)
	b.Sync(relay)
	a.Sync(relay)
	won := cells(a, "SELECT text FROM item")
	a.Exec("UPDATE item SET list_id = ?1", listB)
	a.Sync(relay)
	b.Sync(relay)
	c.Sync(relay)
	moved := moveID(dataset, listB, item, item)
	for _, d := range devices {
		wantCells(d, "SELECT id, text FROM item", moved+"|"+won)
		r, ok := d.Store(moved)
		if !ok || len(r.Conflicts) == 0 {
			t.Fatalf("%+v", r)
		}
		for _, lost := range r.Conflicts {
			var was struct {
				ID, Text string
				List     string `json:"list_id"`
			}
			must(t, json.Unmarshal([]byte(lost), &was))
			if was.ID != moved || was.List != listB {
				t.Errorf("conflict %s", lost)
			}
		}
	}
	wantCells(c, "SELECT serialized ->> 'newer' FROM morango_store WHERE id = ?1", "kept", moved)
	conflicts, err := c.Instance.Conflicts(t.Context())
	must(t, err)
	if len(conflicts) != 1 || conflicts[0].ID != moved {
		t.Errorf("%+v", conflicts)
	}
}

func TestMoveRefused(t *testing.T) {
	owner, relay := newMover(t), newRelay(t)
	dataset := owner.Enroll(relay, "owner")
	member := newMover(t)
	letIn(t, member, owner, "editor", listA)
	letIn(t, member, owner, "editor", listB)
	letIn(t, member, owner, "viewer", listC)
	id := newItem(owner, dataset, listA, "mine")
	foreign := newItem(owner, dataset, listC, "theirs")
	owner.Sync(relay)
	member.Sync(relay)
	for sql, code := range map[string]fault.Code{
		"UPDATE item SET list_id = '" + listC + "' WHERE id = '" + id + "'":      fault.NotWritable,
		"UPDATE item SET list_id = '" + listA + "' WHERE id = '" + foreign + "'": fault.NotWritable,
		"UPDATE item SET id = '" + hexID("9") + "' WHERE id = '" + id + "'":      fault.ImmutableColumn,
		"UPDATE item SET _morango_partition = 'x' WHERE id = '" + id + "'":       fault.ImmutableColumn,
		"UPDATE item SET _morango_source_id = 'x' WHERE id = '" + id + "'":       fault.ImmutableColumn,
	} {
		wantCode(t, tryExec(member, sql), code, "")
		for action, row := range map[string]string{"update": `{"id": "` + id + `", "list_id": "` + listC + `"}`, "delete": `{"id": "` + foreign + `"}`} {
			if can, err := core.Can(context.Background(), member.Instance, action, "item", []byte(row)); can || err != nil {
				t.Errorf("%s %s: %t, %v", action, row, can, err)
			}
		}
	}
	wantCells(member, "SELECT count(*) FROM amora_relocated", "0")
	// A row that refers to the moved one, and may not be written, keeps it where it is.
	owner.Put("note", map[string]any{"dataset_id": dataset, "item_id": id, "text": "owner's"})
	owner.Exec("UPDATE item SET list_id = ?1 WHERE id = ?2", listB, id)
	wantCells(owner, "SELECT item_id FROM note", moveID(dataset, listB, id, id))
}

// A member cannot have rows moved into its sight out of a partition that it may
// not see, by what it says in the deleted record of where a row was.
func TestMoveTakesNoneFromElsewhere(t *testing.T) {
	owner, relay := newMover(t), newRelay(t)
	dataset := owner.Enroll(relay, "owner")
	member := newMover(t)
	letIn(t, member, owner, "editor", listA)
	item := newItem(owner, dataset, listA, "shared")
	owner.Put("part", map[string]any{"dataset_id": dataset, "list_id": listC, "item_id": item, "text": "secret"})
	owner.Sync(relay)
	member.Sync(relay)
	moved := moveID(dataset, listA, item, item)
	member.Exec("INSERT INTO item (dataset_id, list_id, text, _morango_source_id) VALUES (?1, ?2, 'new', ?3)",
		dataset, listA, value.ModelID(item, item, "moved"))
	wantCells(member, "SELECT count(*) FROM item WHERE id = ?1", "1", moved)
	member.Engine("UPDATE morango_store SET serialized = json_set(serialized, '$.list_id', ?2, '$._amora_moved', ?3) WHERE id = ?1",
		item, listC, moved)
	member.Exec("DELETE FROM item WHERE id = ?1", item)
	member.Sync(relay)
	owner.Sync(relay)
	owner.Sync(relay)
	member.Sync(relay)
	wantCells(owner, "SELECT count(*) FROM amora_relocated WHERE moved_to = ?1", "1", moved)
	wantCells(owner, "SELECT text, list_id, _morango_partition FROM part", "secret|"+listC+"|"+dataset+":list:"+listC)
	wantCells(member, "SELECT count(*) FROM morango_store WHERE model_name = 'part'", "0")
}

// A row that a chunk in the middle of a pull brings moves along at the pull's end,
// though the last chunks are about other rows.
func TestMoveAlongAfterChunks(t *testing.T) {
	devices, relay, dataset := movers(t, 2)
	here, there := devices[0], devices[1]
	item := newItem(here, dataset, listA, "milk")
	here.Sync(relay)
	there.Sync(relay)
	here.Exec("UPDATE item SET list_id = ?1", listB)
	here.Sync(relay)
	there.Put("part", map[string]any{"dataset_id": dataset, "list_id": listA, "item_id": item, "text": "late"})
	there.Sync(relay, core.SyncOptions{Push: true}) // so that the relay sends it first
	for i := range 20 {
		there.Put("note", map[string]any{"dataset_id": dataset, "text": fmt.Sprint(i)})
	}
	there.Sync(relay, core.SyncOptions{Push: true})
	inTheMiddle := false
	relay.Lose = func(bool, []byte) bool {
		inTheMiddle = inTheMiddle || cells(here, "SELECT count(*) > 0 FROM part WHERE list_id = ?1 AND (SELECT count(*) FROM note) < 20", listA) == "1"
		return false
	}
	here.Sync(relay, core.SyncOptions{Pull: true, ChunkSize: 1})
	if !inTheMiddle {
		t.Error("the row came with the last chunk")
	}
	wantCells(here, "SELECT list_id, item_id FROM part", listB+"|"+moveID(dataset, listB, item, item))
	wantCells(here, "SELECT count(*) FROM amora_meta WHERE key = 'moves'", "0")
}

// A record that is received costs little, however many rows have moved, and
// however often one has.
func TestMovesCostLittle(t *testing.T) {
	const moves, concerned, other = 1000, 3 * time.Second, 300 * time.Millisecond
	next := map[string]func(dataset, id, source string) (string, string){
		"chain": func(dataset, id, source string) (string, string) {
			source = value.ModelID(id, source, "moved")
			return value.ModelID(dataset+":list:"+listA, source, "item"), source
		},
		"each": func(_, id, _ string) (string, string) {
			id = value.ModelID(id, id, "next")
			return id, id
		},
	}
	for name, next := range next {
		t.Run(name, func(t *testing.T) {
			devices, relay, dataset := movers(t, 1)
			here := devices[0]
			newItem(here, dataset, listA, "another")
			here.Sync(relay)
			var list [][3]string
			id, source := hexID("1"), hexID("1")
			for range moves {
				to := moveID(dataset, listA, id, source)
				list = append(list, [3]string{id, source, to})
				id, source = next(dataset, id, source)
			}
			text, err := json.Marshal(list)
			must(t, err)
			here.Engine(`INSERT INTO morango_store (id, source_id, model_name, profile, partition, last_saved_instance,
 last_saved_counter, serialized, deleted) SELECT value ->> 0, value ->> 1, 'item', 'moves', ?2, ?3, 1,
 json_object('list_id', ?4, '_amora_moved', value ->> 2), 1 FROM json_each(?1)`, string(text), dataset+":list:"+listA, hexID("7"), listA)
			here.Engine("INSERT INTO amora_store_dirty (model_name, id) SELECT 'item', value ->> 0 FROM json_each(?1)", string(text))
			for _, most := range []time.Duration{concerned, other} {
				took := coretest.CPUOf(t, func() {
					must(t, here.Instance.DB().Update(t.Context(), func(tx sqldb.Tx) error {
						_, err := here.Instance.Engine().Deserialize(tx, value.Filter{dataset})
						return err
					}))
				})
				if took > most {
					t.Errorf("deserialize takes %v of CPU, %v are allowed", took, most)
				}
				here.Engine("INSERT INTO amora_store_dirty (model_name, id) SELECT 'item', id FROM item")
			}
			wantCells(here, "SELECT count(*) FROM amora_relocated", fmt.Sprint(moves))
		})
	}
}

// A row that moves twice before it is serialized has moved once for others: they
// follow it, and so does what refers to it elsewhere.
func TestMoveTwiceBeforeSync(t *testing.T) {
	devices, relay, dataset := movers(t, 2)
	here, there := devices[0], devices[1]
	item := newItem(here, dataset, listA, "milk")
	here.Sync(relay)
	there.Sync(relay)
	there.Put("part", map[string]any{"dataset_id": dataset, "list_id": listA, "item_id": item, "text": "late"})
	there.Put("note", map[string]any{"dataset_id": dataset, "item_id": item, "text": "late"})
	for _, list := range []string{listB, listC} {
		here.Exec("UPDATE item SET list_id = ?1", list)
	}
	moved := moveID(dataset, listC, item, item)
	for range 2 {
		here.Sync(relay)
		there.Sync(relay)
	}
	for _, d := range devices {
		wantCells(d, "SELECT id, list_id FROM item", moved+"|"+listC)
		wantCells(d, "SELECT serialized ->> '_amora_moved' FROM morango_store WHERE id = ?1", moved, item)
		wantCells(d, "SELECT list_id, item_id FROM part", listC+"|"+moved)
		wantCells(d, "SELECT item_id FROM note", moved)
		wantCells(d, "SELECT count(*) FROM amora_relocated WHERE pending = 1", "0")
	}
	// What comes back before a sync is where it was, and nothing that was deleted.
	for _, list := range []string{listA, listC, listA, listB} {
		there.Exec("UPDATE item SET list_id = ?1", list)
	}
	there.Sync(relay)
	here.Sync(relay)
	for _, d := range devices {
		wantCells(d, "SELECT id, list_id FROM item", moveID(dataset, listB, moved, value.ModelID(item, item, "moved"))+"|"+listB)
		wantCells(d, "SELECT DISTINCT list_id FROM part", listB)
	}
}

// A change that crosses a move which a conflicting value alone tells of does not
// bring the earlier record back.
func TestMoveToldByConflict(t *testing.T) {
	devices, relay, dataset := movers(t, 1)
	d := devices[0]
	item := newItem(d, dataset, listA, "base")
	d.Sync(relay)
	d.Engine(`UPDATE morango_store SET deleted = 1, serialized = json_set(serialized, '$.text', 'theirs'),
 conflicting_serialized_data = json_set(serialized, '$._amora_moved', ?2) || char(10) WHERE id = ?1`, item, moveID(dataset, listB, item, item))
	d.Engine("INSERT INTO amora_store_dirty (model_name, id) VALUES ('item', ?1)", item)
	d.Exec("UPDATE item SET text = 'mine'")
	d.Sync(relay)
	if r, ok := d.Store(item); !ok || !r.Deleted {
		t.Errorf("%+v", r)
	}
}

// What follows a hard-deleted record goes as hard, also by a reference whose
// column has another name now.
func TestHardDeletionFollowsRenamedColumn(t *testing.T) {
	const renamed = `{"profile": "f", "scopes": [{"id": "owner", "version": 1, "primary_scope_param_key": "dataset_id",
 "read_write_filter_template": "${dataset_id}"}], "models": [
 {"name": "p", "table": "p", "partition": "${dataset_id}:x", "source": null, "columns": {"dataset_id": "uuid"}},
 {"name": "c", "table": "c", "partition": "${dataset_id}:x", "source": null, "columns": {"dataset_id": "uuid",
  "of_id": {"type": "uuid", "was": "p_id"}}, "references": {"of_id": "p"}}]}`
	relay := newRelay(t)
	a, b := coretest.NewDevice(t, memory(t), renamed), coretest.NewDevice(t, memory(t), renamed)
	dataset := a.Enroll(relay, "owner", b)
	p := a.Put("p", map[string]any{"dataset_id": dataset})
	a.Sync(relay)
	b.Sync(relay)
	c := a.Put("c", map[string]any{"dataset_id": dataset, "of_id": p})
	a.Sync(relay)
	must(t, b.Instance.Delete(t.Context(), "p", p, true))
	b.Sync(relay)
	b.Sync(relay)
	if r, ok := b.Store(c); !ok || !r.HardDeleted || r.Serialized != "{}" {
		t.Errorf("%+v", r)
	}
}

// A row that is deleted where it had moved to before a sync is a deleted one for
// others, and takes along what refers to it.
func TestMovedThenDeletedBeforeSync(t *testing.T) {
	devices, relay, dataset := movers(t, 2)
	here, there := devices[0], devices[1]
	item := newItem(here, dataset, listA, "milk")
	here.Sync(relay)
	there.Sync(relay)
	part := there.Put("part", map[string]any{"dataset_id": dataset, "list_id": listA, "item_id": item, "text": "late"})
	here.Exec("UPDATE item SET list_id = ?1", listB)
	here.Exec("DELETE FROM item")
	for range 3 {
		here.Sync(relay)
		there.Sync(relay)
	}
	for _, d := range devices {
		if r, ok := d.Store(part); !ok || !r.Deleted || r.Reason != "" {
			t.Errorf("%+v", r)
		}
		wantCells(d, "SELECT count(*) FROM amora_relocated", "0")
	}
}

// A row that has moved and was deleted where it is then is gone: what others
// made refer to it meanwhile goes with it, whoever of them applies that.
func TestMovedThenDeleted(t *testing.T) {
	for _, hard := range []bool{false, true} {
		t.Run(fmt.Sprintf("hard %t", hard), func(t *testing.T) {
			devices, relay, dataset := movers(t, 2)
			here, there := devices[0], devices[1]
			item := newItem(here, dataset, listA, "private")
			here.Sync(relay)
			there.Sync(relay)
			part := there.Put("part", map[string]any{"dataset_id": dataset, "list_id": listA, "item_id": item, "text": "late"})
			note := there.Put("note", map[string]any{"dataset_id": dataset, "item_id": item, "text": "stays"})
			for _, list := range []string{listB, listC} {
				here.Exec("UPDATE item SET list_id = ?1", list)
				here.Sync(relay)
			}
			must(t, here.Instance.Delete(t.Context(), "item", cells(here, "SELECT id FROM item"), hard))
			for range 3 {
				here.Sync(relay)
				there.Sync(relay)
			}
			for _, d := range devices {
				if r, ok := d.Store(part); !ok || !r.Deleted || r.HardDeleted != hard || r.Reason != "" {
					t.Errorf("%+v", r)
				}
				wantCells(d, "SELECT id, item_id FROM note", note+"|NULL")
				wantCells(d, "SELECT count(*) FROM morango_store WHERE deserialization_error <> ''", "0")
				if hard {
					wantCells(d, "SELECT count(*), sum(hard_deleted) FROM morango_store WHERE model_name = 'item'", "3|3")
					wantCells(d, "SELECT count(*) FROM morango_store WHERE instr(serialized || conflicting_serialized_data, 'private')", "0")
				}
			}
		})
	}
}

// What refers to a row that has moved out of sight waits for it.
func TestMovedOutOfSight(t *testing.T) {
	owner, relay := newMover(t), newRelay(t)
	dataset := owner.Enroll(relay, "owner")
	member := newMover(t)
	letIn(t, member, owner, "editor", listA)
	item := newItem(owner, dataset, listA, "item")
	owner.Sync(relay)
	member.Sync(relay)
	part := member.Put("part", map[string]any{"dataset_id": dataset, "list_id": listA, "item_id": item, "text": "late"})
	owner.Exec("UPDATE item SET list_id = ?1", listB)
	owner.Sync(relay)
	for range 2 {
		member.Sync(relay)
	}
	if r, ok := member.Store(part); !ok || r.Deleted {
		t.Errorf("%+v", r)
	}
	letIn(t, member, owner, "editor", listB)
	member.Sync(relay)
	wantCells(member, "SELECT text, list_id FROM part", "late|"+listB)
}

// A hard deletion of a row that moved before a sync is one of the record that
// others have.
func TestMovedThenHardDeletedBeforeSync(t *testing.T) {
	devices, relay, dataset := movers(t, 2)
	here, there := devices[0], devices[1]
	item := newItem(here, dataset, listA, "private")
	here.Sync(relay)
	there.Sync(relay)
	here.Exec("UPDATE item SET list_id = ?1", listB)
	must(t, here.Instance.Delete(t.Context(), "item", moveID(dataset, listB, item, item), true))
	here.Sync(relay)
	there.Sync(relay)
	for _, d := range devices {
		if r, ok := d.Store(item); !ok || !r.HardDeleted || r.Serialized != "{}" {
			t.Errorf("%+v", r)
		}
	}
}

// Who deletes a moved row for good may not be able to write where it was. Whoever
// is, and learns of it, empties the record there.
func TestMovedThenHardDeletedByMember(t *testing.T) {
	owner, relay := newMover(t), newRelay(t)
	dataset := owner.Enroll(relay, "owner")
	member := newMover(t)
	letIn(t, member, owner, "editor", listB)
	item := newItem(owner, dataset, listA, "private")
	owner.Sync(relay)
	owner.Exec("UPDATE item SET list_id = ?1", listB)
	owner.Sync(relay)
	member.Sync(relay)
	must(t, member.Instance.Delete(t.Context(), "item", moveID(dataset, listB, item, item), true))
	member.Sync(relay)
	for range 2 {
		owner.Sync(relay)
	}
	if r, ok := owner.Store(item); !ok || !r.HardDeleted || r.Serialized != "{}" {
		t.Errorf("%+v", r)
	}
}

// A row that moved to two places at once, and was deleted for good in one of
// them, is still found in the other.
func TestHardDeletionSparesOtherPlace(t *testing.T) {
	devices, relay, dataset := movers(t, 3)
	a, b, c := devices[0], devices[1], devices[2]
	item := newItem(a, dataset, listA, "item")
	for _, d := range devices {
		d.Sync(relay)
	}
	c.Put("part", map[string]any{"dataset_id": dataset, "list_id": listA, "item_id": item, "text": "late"})
	a.Exec("UPDATE item SET list_id = ?1", listB)
	b.Exec("UPDATE item SET list_id = ?1", listC)
	for range 2 {
		a.Sync(relay)
		b.Sync(relay)
	}
	must(t, a.Instance.Delete(t.Context(), "item", moveID(dataset, listB, item, item), true))
	for range 3 {
		for _, d := range devices {
			d.Sync(relay)
		}
	}
	for _, d := range devices {
		wantCells(d, "SELECT list_id FROM item", listC)
		wantCells(d, "SELECT text, list_id, item_id FROM part", "late|"+listC+"|"+moveID(dataset, listC, item, item))
	}
}

// The later record of a row that has moved may come long after the earlier one
// is gone. References that do not take their rows along find it then.
func TestMoveInTwoHalves(t *testing.T) {
	const optional = `{"model": "item", "optional": true}`
	for name, reference := range map[string]string{
		"null":              `{"model": "item", "on_delete": "null"}`,
		"optional":          optional,
		"optional and null": `{"model": "item", "on_delete": "null", "optional": true}`,
	} {
		t.Run(name, func(t *testing.T) {
			s := strings.Replace(movesSchema, `{"model": "item", "on_delete": "null"}`, reference, 1)
			relay := newRelay(t)
			owner, member := coretest.NewDevice(t, memory(t), s), coretest.NewDevice(t, memory(t), s)
			dataset := owner.Enroll(relay, "owner")
			letIn(t, member, owner, "editor", listA)
			owner.LetIn(member, core.InviteRequest{Scope: "notes"})
			item := newItem(owner, dataset, listA, "item")
			owner.Sync(relay)
			member.Sync(relay)
			for _, text := range []string{"early", "other", "none"} {
				member.Put("note", map[string]any{"dataset_id": dataset, "item_id": item, "text": text})
			}
			for _, list := range []string{listB, listC} {
				owner.Exec("UPDATE item SET list_id = ?1", list)
				owner.Sync(relay)
			}
			member.Sync(relay)
			member.Exec("UPDATE note SET text = 'mine' WHERE text = 'other'")
			member.Sync(relay)
			owner.Sync(relay)
			owner.Exec("UPDATE note SET item_id = NULL WHERE text = 'none'")
			owner.Sync(relay)
			letIn(t, member, owner, "editor", listB)
			letIn(t, member, owner, "editor", listC)
			for range 2 {
				member.Sync(relay)
				owner.Sync(relay)
			}
			moved := cells(owner, "SELECT id FROM item")
			edited := "mine"
			if !strings.Contains(reference, "null") { // the row went with the item, and came back
				edited = "other"
			}
			wantCells(member, "SELECT id FROM item", moved)
			for _, d := range []*coretest.Device{member, owner} {
				wantCells(d, "SELECT text, item_id FROM note ORDER BY text = 'none', text", "early|"+moved+"\n"+edited+"|"+moved+"\nnone|NULL")
			}
		})
	}
}

// A new column that refers to a row which has moved leads to where it is, in
// what newer devices had sent before.
func TestNewColumnFollowsMoves(t *testing.T) {
	for name, reference := range map[string]string{
		"cascade":  `"item"`,
		"null":     `{"model": "item", "on_delete": "null"}`,
		"optional": `{"model": "item", "optional": true}`,
	} {
		t.Run(name, func(t *testing.T) {
			newer := strings.NewReplacer(`"dataset_id": "uuid", "item_id": "uuid?", "text": "text"}`,
				`"dataset_id": "uuid", "item_id": "uuid?", "text": "text", "also_id": "uuid?"}`,
				`"references": {"item_id": {"model": "item", "on_delete": "null"}}`,
				`"references": {"item_id": {"model": "item", "on_delete": "null"}, "also_id": `+reference+`}`).Replace(movesSchema)
			relay := newRelay(t)
			here, there := coretest.NewDevice(t, memory(t), newer), newMover(t)
			dataset := here.Enroll(relay, "owner", there)
			item := newItem(here, dataset, listA, "item")
			here.Put("note", map[string]any{"dataset_id": dataset, "also_id": item, "text": "note"})
			here.Sync(relay)
			there.Sync(relay)
			there.Exec("UPDATE item SET list_id = ?1", listB)
			there.Sync(relay)
			(&device{there.Instance, t}).upgrade(newer)
			there = coretest.DeviceOf(t, there.Instance)
			there.Sync(relay)
			wantCells(there, "SELECT also_id FROM note", moveID(dataset, listB, item, item))
		})
	}
}

// A row that has moved, was saved for either list alone and is then deleted is
// gone everywhere.
func TestMovedUnderNarrowFilterThenDeleted(t *testing.T) {
	for _, list := range []string{listA, listB} {
		devices, relay, dataset := movers(t, 2)
		here, there := devices[0], devices[1]
		item := newItem(here, dataset, listA, "milk")
		here.Sync(relay)
		there.Sync(relay)
		note := there.Put("note", map[string]any{"dataset_id": dataset, "item_id": item, "text": "late"})
		here.Exec("UPDATE item SET list_id = ?1", listB)
		must(t, here.Instance.DB().Update(t.Context(), func(tx sqldb.Tx) error {
			_, err := here.Instance.Engine().Serialize(tx, value.Filter{dataset + ":list:" + list})
			return err
		}))
		here.Exec("DELETE FROM item")
		for range 3 {
			here.Sync(relay)
			there.Sync(relay)
		}
		for _, d := range devices {
			wantCells(d, "SELECT count(*) FROM item", "0")
			wantCells(d, "SELECT count(*) FROM morango_store WHERE model_name = 'item' AND deleted = 0", "0")
			wantCells(d, "SELECT id, item_id FROM note", note+"|NULL")
		}
	}
}
