package core_test

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
)

// listsSchema has lists that are shared one by one, with readers whose scope has
// a read template alone, and notes on items, each under its author.
const listsSchema = `{"profile": "lists",
 "scopes": [
  {"id": "owner", "version": 1, "primary_scope_param_key": "dataset_id", "read_write_filter_template": "${dataset_id}"},
  {"id": "editor", "version": 1, "read_write_filter_template": "${dataset_id}:list:${list_id}"},
  {"id": "viewer", "version": 1, "read_filter_template": "${dataset_id}:list:${list_id}"},
  {"id": "dropbox", "version": 1, "write_filter_template": "${dataset_id}:list:${list_id}"}],
 "models": [
  {"name": "item", "table": "item", "partition": "${dataset_id}:list:${list_id}", "source": null,
   "columns": {"dataset_id": "uuid", "list_id": "uuid", "text": "text"}},
  {"name": "note", "table": "note", "partition": "${dataset_id}:note:${author_id}", "source": null,
   "columns": {"dataset_id": "uuid", "author_id": "uuid", "item_id": "uuid", "text": "text"},
   "references": {"item_id": "item"}}]}`

var listA, listB, listC = hexID("a"), hexID("b"), hexID("c")

func newLists(t testing.TB) *coretest.Device {
	t.Helper()
	return coretest.NewDevice(t, memory(t), listsSchema)
}

// letIn lets the guest into the host's dataset by an invite.
func letIn(t testing.TB, guest, host *coretest.Device, scope, list string) {
	t.Helper()
	host.LetIn(guest, core.InviteRequest{Scope: scope, Params: map[string]string{"list_id": list}})
}

// listOwner is a device that has begun a dataset and knows a relay.
func listOwner(t testing.TB) (owner *coretest.Device, relay *coretest.Relay, dataset string) {
	t.Helper()
	owner, relay = newLists(t), newRelay(t)
	return owner, relay, owner.Enroll(relay, "owner")
}

func TestReadersWriteNothing(t *testing.T) {
	owner, relay, dataset := listOwner(t)
	viewer := newLists(t)
	letIn(t, viewer, owner, "viewer", listA)
	item := owner.Put("item", map[string]any{"dataset_id": dataset, "list_id": listA, "text": "milk"})
	owner.Sync(relay)
	viewer.Sync(relay)
	wantCells(viewer, "SELECT text FROM item", "milk")

	status, err := viewer.Instance.Status(t.Context())
	must(t, err)
	if len(status.Write) != 0 || len(status.Read) != 1 {
		t.Errorf("may read %q, write %q", status.Read, status.Write)
	}
	_, put := viewer.Instance.Put(t.Context(), "item", []byte(`{"id": "`+item+`", "text": "x"}`))
	wantCode(t, put, fault.NotWritable, dataset+":list:"+listA)
	wantCode(t, put, fault.NotWritable, "nothing")
	_, add := viewer.Instance.Put(t.Context(), "item", []byte(`{"dataset_id": "`+dataset+`", "list_id": "`+listA+`", "text": "x"}`))
	for _, err := range []error{add, tryExec(viewer, "UPDATE item SET text = 'x'"), tryExec(viewer, "DELETE FROM item")} {
		wantCode(t, err, fault.NotWritable, "")
	}
	if r := viewer.Sync(relay); r.Pushed != 0 {
		t.Errorf("pushed %d", r.Pushed)
	}
	// A reader lets others read, and nothing more.
	second := newLists(t)
	letIn(t, second, viewer, "viewer", listA)
	second.Sync(relay)
	wantCells(second, "SELECT text FROM item", "milk")
	_, err = viewer.Instance.Invite(t.Context(), core.InviteRequest{Scope: "editor", Params: map[string]string{"list_id": listA}})
	wantCode(t, err, fault.OutsideScope, "write")
	// A second certificate makes a writer of the reader.
	letIn(t, viewer, owner, "editor", listA)
	viewer.Exec("UPDATE item SET text = 'bread'")
	viewer.Sync(relay)
	owner.Sync(relay)
	wantCells(owner, "SELECT text FROM item", "bread")
}

// A relay takes nothing from a reader that is no device of this engine.
func TestReadersPushNothing(t *testing.T) {
	owner, relay, dataset := listOwner(t)
	viewer := newLists(t)
	letIn(t, viewer, owner, "viewer", listA)
	for _, partition := range []string{dataset + ":list:" + listA, dataset + ":list:" + listA + ":writes-nothing"} {
		opts := core.SyncOptions{Push: true, Filter: []string{partition}}
		_, err := viewer.Instance.Sync(t.Context(), relay.URL(), relay.Dial, opts)
		wantCode(t, err, fault.NotWritable, "")
	}
}

func TestOutsideScopeSaysWhy(t *testing.T) {
	owner, _, _ := listOwner(t)
	_, err := owner.Instance.Invite(t.Context(), core.InviteRequest{Scope: "dropbox", Params: map[string]string{"list_id": listA}})
	wantCode(t, err, fault.OutsideScope, "read everything")
	wantCode(t, err, fault.OutsideScope, "read_filter_template")
}

// Can is asked about random rows, and then they are written: by put, by plain
// SQL, by delete.
func TestCanIsWhatWritesDo(t *testing.T) {
	owner, relay, dataset := listOwner(t)
	member, me, other := newLists(t), hexID("d"), hexID("e")
	before := member.Put("item", map[string]any{"dataset_id": dataset, "list_id": listC, "text": "before"})
	letIn(t, member, owner, "editor", listA)
	letIn(t, member, owner, "viewer", listB)
	for _, list := range []string{listA, listB} {
		for range 3 {
			item := owner.Put("item", map[string]any{"dataset_id": dataset, "list_id": list, "text": "x"})
			for _, author := range []string{me, other}[:rand.IntN(3)] {
				owner.Put("note", map[string]any{"dataset_id": dataset, "author_id": author, "item_id": item, "text": "x"})
			}
		}
	}
	owner.Sync(relay)
	member.Sync(relay)
	ids := []string{hexID("f"), before}
	for _, d := range []*coretest.Device{owner, member} {
		ids = append(ids, strings.Fields(d.Rows("SELECT id FROM item UNION ALL SELECT id FROM note"))...)
	}
	allowed := map[string]int{}
	for range 300 {
		d := []*coretest.Device{owner, member}[rand.IntN(2)]
		row := map[string]any{"text": "y"}
		if rand.IntN(3) > 0 {
			row["id"] = ids[rand.IntN(len(ids))]
		}
		if rand.IntN(3) > 0 {
			row["list_id"] = []string{listA, listB, listC}[rand.IntN(3)]
		}
		if rand.IntN(3) > 0 {
			row["dataset_id"] = []string{dataset, hexID("0")}[rand.IntN(2)]
		}
		for _, action := range []string{"insert", "update", "delete"} {
			text, err := json.Marshal(row)
			must(t, err)
			can, err := core.Can(t.Context(), d.Instance, action, "item", text)
			if fault.CodeOf(err) == fault.Required {
				continue
			}
			must(t, err)
			switch code := writeAndUndo(d, action, text, row); code {
			case "", fault.NotWritable:
				if can != (code == "") {
					t.Errorf("%s %s: can %t, but %q", action, text, can, code)
				}
				allowed[fmt.Sprint(action, can)]++
			}
		}
	}
	if len(allowed) != 6 {
		t.Errorf("not all has happened: %v", allowed)
	}
}

// writeAndUndo gives the code with which a write is refused, "" if it is not,
// and takes it back.
func writeAndUndo(d *coretest.Device, action string, text []byte, row map[string]any) fault.Code {
	undone := errors.New("undone")
	err := transact(d, func(tx *core.Transaction) (err error) {
		if action == "delete" {
			id, _ := row["id"].(string)
			err = tx.Delete("item", id, false)
		} else {
			_, err = tx.Put("item", text)
		}
		return cmp.Or(err, undone)
	})
	if errors.Is(err, undone) {
		return ""
	}
	return fault.CodeOf(err)
}

func TestCanRefuses(t *testing.T) {
	d := newLists(t)
	for _, c := range []struct {
		action, model, row string
		code               fault.Code
	}{
		{"insert", "item", `{"dataset_id": "` + listA + `", "list_id": "` + listA + `"}`, ""}, // before there is a dataset
		{"read", "item", `{}`, fault.BadRequest},
		{"insert", "nothing", `{}`, fault.UnknownModel},
		{"insert", "item", `7`, fault.BadValue},
		{"insert", "item", `[{}, {}]`, fault.BadValue},
		{"insert", "item", `{"text": "x"}`, fault.Required},
	} {
		can, err := core.Can(t.Context(), d.Instance, c.action, c.model, []byte(c.row))
		if fault.CodeOf(err) != c.code || can != (c.code == "") {
			t.Errorf("%+v: %t, %v", c, can, err)
		}
	}
}
