package core_test

import (
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/datasets"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// adopt moves the rows of a dataset into another one.
func (d *device) adopt(from, into string, set map[string]string) (datasets.Adopted, error) {
	d.t.Helper()
	return core.Adopt(d.t.Context(), d.Instance, datasets.Adoption{From: from, Into: into, Set: set})
}

// family puts rows of all models into a dataset, which refer to each other; the
// upper ones come last, so that the order of rows is no help.
func (d *device) family(room string) (top string) {
	d.t.Helper()
	row := func(model, text string, more map[string]any) string {
		columns := map[string]any{"dataset_id": room, "list_id": listA, "text": text}
		for name, value := range more {
			columns[name] = value
		}
		if model == "remark" || model == "note" {
			delete(columns, "list_id")
		}
		return d.put(model, columns)
	}
	below := row("item", "below", nil)
	middle := row("item", "middle", nil)
	top = row("item", "top", nil)
	d.must(execute(d, "UPDATE item SET above_id = '"+middle+"' WHERE id = '"+below+"'"))
	d.must(execute(d, "UPDATE item SET above_id = '"+top+"' WHERE id = '"+middle+"'"))
	row("part", "part", map[string]any{"item_id": below})
	row("remark", "remark", map[string]any{"item_id": top})
	row("note", "note", map[string]any{"item_id": middle})
	row("note", "alone", nil)
	return top
}

// shape is what a device has, without ids.
const shape = `SELECT group_concat(line, '; ' ORDER BY line) FROM (
SELECT i.dataset_id || ' item ' || i.text || ' ' || ifnull((SELECT a.text FROM item a WHERE a.id = i.above_id), '-') AS line FROM item i
UNION ALL SELECT p.dataset_id || ' part ' || p.text || ' ' || (SELECT a.text FROM item a WHERE a.id = p.item_id) FROM part p
UNION ALL SELECT p.dataset_id || ' remark ' || p.text || ' ' || (SELECT a.text FROM item a WHERE a.id = p.item_id) FROM remark p
UNION ALL SELECT p.dataset_id || ' note ' || p.text || ' ' || ifnull((SELECT a.text FROM item a WHERE a.id = p.item_id), '-') FROM note p)`

// A dataset that was begun offline goes into one that was joined later, with all
// references, and is then here no more: nobody else knew of it. The other
// devices of the joined dataset get the rows.
func TestAdoptAnonymousDataset(t *testing.T) {
	relay := newRelay(t)
	owner, d := newDevice(t, movesSchema), newDevice(t, movesSchema)
	anonymous := d.begin("owner")
	top := d.family(anonymous)
	before := d.rows(shape)
	account := owner.begin("owner")
	owner.sync(relay)
	owner.admits(d, account, "owner", relay)
	done, err := d.adopt(anonymous, account, nil)
	d.must(err)
	want := strings.ReplaceAll(before, anonymous, account)
	if got := d.rows(shape); got != want || done.Rows != 7 || !done.Left {
		t.Errorf("%+v, it has\n%s\nwant\n%s", done, got, want)
	}
	if got := d.rows("SELECT text FROM item WHERE id = '" + done.IDs[top] + "'"); got != "top" {
		t.Errorf("the later id of the top one leads to %q", got)
	}
	if got := d.rows("SELECT count(*) FROM morango_store WHERE substr(partition, 1, 32) = '"+anonymous+"'") + d.rows("SELECT room FROM amora_room"); got != "0"+account {
		t.Errorf("of the dataset that was left there is %s", got)
	}
	d.sync(relay)
	owner.sync(relay)
	if got := owner.rows(shape); got != want {
		t.Errorf("the other device has\n%s\nwant\n%s", got, want)
	}
	within(t, relay, account)
	if _, err := d.adopt(anonymous, account, nil); fault.CodeOf(err) != fault.NoCertificate {
		t.Errorf("a second time: %v", err)
	}
}

// A dataset that others know stays until it is left: they learn that its rows are
// deleted, and nothing of where they went.
func TestAdoptSyncedDataset(t *testing.T) {
	relay := newRelay(t)
	d, member, owner := newDevice(t, movesSchema), newDevice(t, movesSchema), newDevice(t, movesSchema)
	first := d.begin("owner")
	d.family(first)
	d.sync(relay)
	d.admits(member, first, "owner", relay)
	member.sync(relay)
	account := owner.begin("owner")
	owner.sync(relay)
	owner.admits(d, account, "owner", relay)
	d.sync(relay)
	want := strings.ReplaceAll(d.rows(shape), first, account)
	done, err := d.adopt(first, account, nil)
	d.must(err)
	if got := d.rows(shape); got != want || done.Left || done.Rows != 7 {
		t.Errorf("%+v, it has\n%s", done, got)
	}
	checkCode(t, "leaving before a sync", core.Leave(t.Context(), d.Instance, first, false), fault.NotSynced)
	for range 2 {
		for _, device := range []*device{d, member, owner} {
			device.sync(relay)
		}
	}
	if got := owner.rows(shape); got != want {
		t.Errorf("the account's other device has\n%s", got)
	}
	if got := member.rows("SELECT (SELECT count(*) FROM item) + (SELECT count(*) FROM note) + (SELECT count(*) FROM part)") +
		member.rows("SELECT count(*) FROM morango_store WHERE instr(serialized, '"+account+"')"); got != "00" {
		t.Errorf("a member of the first dataset has %s", got)
	}
	again, err := d.adopt(first, account, nil) // nothing is left to move
	d.must(err)
	if again.Rows != 0 || again.Left {
		t.Errorf("again: %+v", again)
	}
	d.must(core.Leave(t.Context(), d.Instance, first, true))
	if got := d.rows(shape); got != want {
		t.Errorf("after it left the first dataset it has\n%s", got)
	}
	within(t, relay, first)
	within(t, relay, account)
}

// The columns that a narrower certificate names are given: without them the rows
// would get where it may not write, and nothing moves.
func TestAdoptIntoPartOfADataset(t *testing.T) {
	relay := newRelay(t)
	owner, d := newDevice(t, movesSchema), newDevice(t, movesSchema)
	anonymous := d.begin("owner")
	d.put("item", map[string]any{"dataset_id": anonymous, "list_id": listA, "text": "milk"})
	d.put("item", map[string]any{"dataset_id": anonymous, "list_id": listB, "text": "bread"})
	account := owner.begin("owner")
	owner.sync(relay)
	invite, err := owner.Invite(t.Context(), core.InviteRequest{Scope: "editor", Room: account, Params: map[string]string{"list_id": listB}, Relay: relay.URL()})
	owner.must(err)
	_, err = core.JoinAnother(t.Context(), d.Instance, invite, relay.Dial)
	d.must(err)
	before := d.rows(shape)
	_, err = d.adopt(anonymous, account, nil)
	checkCode(t, "into what may not be written", err, fault.NotWritable)
	for _, c := range []struct{ from, into string }{{account, hexID("7")}, {hexID("7"), account}} {
		_, err = d.adopt(c.from, c.into, nil)
		checkCode(t, "a dataset that is not here", err, fault.NoCertificate)
	}
	_, err = d.adopt(account, account, nil)
	checkCode(t, "into itself", err, fault.BadRequest)
	if got := d.rows(shape); got != before {
		t.Errorf("after refusals\n%s", got)
	}
	_, err = d.adopt(anonymous, account, map[string]string{"list_id": listB})
	d.must(err)
	d.sync(relay)
	owner.sync(relay)
	if got := owner.rows("SELECT group_concat(text, ' ' ORDER BY text) || ' ' || count(DISTINCT list_id) FROM item WHERE dataset_id = '" + account + "'"); got != "bread milk 1" {
		t.Errorf("the owner has %s", got)
	}
}

// An adoption is committed whole, with what its caller writes, or not at all:
// wherever it stops, it can be done again.
func TestAdoptIsAtomic(t *testing.T) {
	owner, d := newDevice(t, movesSchema), newDevice(t, movesSchema)
	relay := newRelay(t)
	anonymous := d.begin("owner")
	d.family(anonymous)
	account := owner.begin("owner")
	owner.sync(relay)
	owner.admits(d, account, "owner", relay)
	before := d.rows(shape) + d.rows("SELECT group_concat(room) FROM amora_room")
	stopped := core.WithReceipt(t.Context(), func(sqldb.Tx, any) error { return fault.Errorf(fault.Closed, "stopped here") })
	_, err := core.Adopt(stopped, d.Instance, datasets.Adoption{From: anonymous, Into: account})
	checkCode(t, "stopped", err, fault.Closed)
	if got := d.rows(shape) + d.rows("SELECT group_concat(room) FROM amora_room"); got != before {
		t.Errorf("after it was stopped\n%s", got)
	}
	done, err := d.adopt(anonymous, account, nil)
	d.must(err)
	if done.Rows != 7 || !done.Left {
		t.Errorf("done again: %+v", done)
	}
}

// Rows whose ids follow from their columns do not move: the adoption is refused as
// a whole.
func TestAdoptRefusesRowsThatDoNotMove(t *testing.T) {
	app := strings.Replace(movesSchema, `{"name": "note", "table": "note", "partition": "${dataset_id}:note", "source": null,`,
		`{"name": "note", "table": "note", "partition": "${dataset_id}:note", "source": "${text}",`, 1)
	d := newDevice(t, app)
	one, two := d.begin("owner"), d.begin("owner")
	d.family(one)
	before := d.rows(shape)
	_, err := d.adopt(one, two, nil)
	checkCode(t, "rows that do not move", err, fault.Constraint)
	if got := d.rows(shape); got != before {
		t.Errorf("it has\n%s", got)
	}
}
