package core_test

import (
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
)

// movedAcross are what members of two datasets hold of a row that moves from
// one to the other.
const movedAcross = `SELECT dataset_id, 'item', text, list_id, ifnull(above_id, '') FROM item
UNION ALL SELECT dataset_id, 'part', text, list_id, item_id FROM part
UNION ALL SELECT dataset_id, 'remark', text, '', item_id FROM remark
UNION ALL SELECT dataset_id, 'note', text, '', item_id FROM note ORDER BY 1, 2, 3`

// A row that moves to another dataset is deleted in the first one and a new row
// in the other, with what refers to it; members of the first one alone learn
// that it is deleted, and not where it is.
func TestMoveToAnotherDataset(t *testing.T) {
	relay := newRelay(t)
	here, there, from := newDevice(t, movesSchema), newDevice(t, movesSchema), newDevice(t, movesSchema)
	one, two := here.begin("owner"), here.begin("owner")
	here.sync(relay)
	here.admits(there, one, "owner", relay)
	here.admits(there, two, "owner", relay)
	here.admits(from, one, "owner", relay)
	item := here.put("item", map[string]any{"id": hexID("e"), "dataset_id": one, "list_id": listA, "text": "milk"})
	here.put("item", map[string]any{"dataset_id": one, "list_id": listA, "text": "fresh", "above_id": item})
	here.put("part", map[string]any{"dataset_id": one, "list_id": listA, "item_id": item, "text": "part"})
	here.put("remark", map[string]any{"dataset_id": one, "item_id": item, "text": "remark"})
	here.put("note", map[string]any{"dataset_id": one, "item_id": item, "text": "note"})
	stays := here.put("item", map[string]any{"dataset_id": one, "list_id": listA, "text": "bread"})
	all := []*device{here, there, from}
	settle := func() {
		t.Helper()
		for range 3 {
			for _, d := range all {
				d.sync(relay)
			}
		}
	}
	settle()
	here.must(execute(here, "UPDATE item SET dataset_id = '"+two+"', list_id = '"+listB+"', text = 'oat milk' WHERE id = '"+item+"'"))
	moved := moveID(two, listB, item, item)
	if got := here.rows("SELECT id FROM item WHERE text = 'oat milk'"); got != moved {
		t.Errorf("id %s, want %s", got, moved)
	}
	from.put("part", map[string]any{"dataset_id": one, "list_id": listA, "item_id": item, "text": "meanwhile"})
	settle()
	want := here.rows(movedAcross)
	if got := there.rows(movedAcross); got != want {
		t.Errorf("the one that holds both has\n%s\nwant\n%s", got, want)
	}
	for _, d := range all[:2] {
		if got := d.rows("SELECT count(*), count(DISTINCT dataset_id), min(dataset_id) FROM (SELECT dataset_id FROM item WHERE text <> 'bread'" +
			" UNION ALL SELECT dataset_id FROM part UNION ALL SELECT dataset_id FROM remark UNION ALL SELECT dataset_id FROM note)"); got != "5 1 "+two {
			t.Errorf("moved: %s", got)
		}
	}
	if got := from.rows("SELECT id FROM item"); got != stays {
		t.Errorf("a member of the first dataset has %s", got)
	}
	for _, d := range all {
		if got := d.rows("SELECT count(*) FROM morango_store WHERE instr(serialized || conflicting_serialized_data, '_amora_moved') > 0" +
			" OR instr(serialized || conflicting_serialized_data, '" + moved + "') > 0 AND substr(partition, 1, 32) = '" + one + "'"); got != "0" {
			t.Errorf("%s records say where the row is", got)
		}
		if got := d.rows("SELECT count(*) FROM amora_quarantine") + d.rows("SELECT group_concat(deserialization_error, '') FROM morango_store"); got != "0" {
			t.Errorf("quarantined: %s", got)
		}
	}
	within(t, relay, one)
	within(t, relay, two)

	// And back, by put.
	back := there.put("item", map[string]any{"id": moved, "dataset_id": one, "list_id": listA})
	settle()
	if got := from.rows("SELECT id, text FROM item WHERE id <> '" + stays + "' AND above_id IS NULL"); got != back+" oat milk" || back == item {
		t.Errorf("back: %s", got)
	}
	if a, b := here.rows(movedAcross), there.rows(movedAcross); a != b || here.rows("SELECT count(*) FROM item WHERE dataset_id = '"+two+"'") != "0" {
		t.Errorf("here\n%s\nthere\n%s", a, b)
	}
}

// What keeps a row from moving to another dataset.
func TestMoveToAnotherDatasetRefused(t *testing.T) {
	relay := newRelay(t)
	owner, d := newDevice(t, movesSchema), newDevice(t, movesSchema)
	read := owner.begin("owner")
	owner.sync(relay)
	invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "viewer", Room: read, Params: map[string]string{"list_id": listB}})
	owner.must(err)
	_, err = core.JoinAnother(t.Context(), d.Instance, invite, relay.Dial)
	d.must(err)
	own, second := d.begin("owner"), d.begin("owner")
	above := d.put("item", map[string]any{"dataset_id": own, "list_id": listA, "text": "above"})
	below := d.put("item", map[string]any{"dataset_id": own, "list_id": listA, "text": "below", "above_id": above})
	move := func(id, dataset, more string) error {
		return execute(d, "UPDATE item SET dataset_id = '"+dataset+"'"+more+" WHERE id = '"+id+"'")
	}
	before := d.rows(movedAcross)
	checkCode(t, "to what may only be read", move(above, read, ""), fault.NotWritable)
	checkCode(t, "to no dataset", move(above, hexID("7"), ""), fault.NotWritable)
	checkCode(t, "away from what it refers to", move(below, second, ""), fault.Constraint)
	if got := d.rows(movedAcross); got != before {
		t.Errorf("after refusals\n%s", got)
	}
	d.must(move(below, second, ", above_id = NULL"))
	d.must(move(above, second, ""))
}

func execute(d *device, sql string) error {
	_, err := d.Exec(d.t.Context(), sql)
	return err
}
