package core_test

import (
	"encoding/json"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/datasets"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
)

// listsKeeping is a device that has chosen what becomes of what it may no longer
// see.
func listsKeeping(t testing.TB, db core.DB, choice datasets.OnRevoked) *coretest.Device {
	t.Helper()
	s, err := schema.Parse([]byte(listsSchema))
	must(t, err)
	return coretest.OpenDevice(t, db, core.Options{Schema: s, GenerateKey: coretest.Keys, OnRevoked: choice})
}

// twoLists lets a guest into two lists, each with a row of the owner's and one of
// the guest's, which have all been synced, and one of the guest's that has not. It
// returns the certificates.
func twoLists(t testing.TB, guest *coretest.Device) (owner *coretest.Device, relay *coretest.Relay, dataset, first, second string) {
	t.Helper()
	owner, relay, dataset = listOwner(t)
	first = owner.LetIn(guest, core.InviteRequest{Scope: "editor", Params: map[string]string{"list_id": listA}})
	second = owner.LetIn(guest, core.InviteRequest{Scope: "editor", Params: map[string]string{"list_id": listB}})
	put := func(d *coretest.Device, list, text string) {
		d.Put("item", map[string]any{"dataset_id": dataset, "list_id": list, "text": text})
	}
	for _, list := range []string{listA, listB} {
		put(owner, list, "owner's")
		put(guest, list, "guest's")
	}
	owner.Sync(relay)
	guest.Sync(relay)
	owner.Sync(relay)
	guest.Sync(relay)
	for _, list := range []string{listA, listB} {
		put(guest, list, "unsynced")
	}
	return owner, relay, dataset, first, second
}

// texts are a list's texts on a device.
func texts(d *coretest.Device, list string) string {
	d.T.Helper()
	return strings.ReplaceAll(d.Rows("SELECT text FROM item WHERE list_id = ?1 ORDER BY text", list), "\n", ", ")
}

// lose has the owner take a certificate back, and the guest hear of it.
func lose(t testing.TB, owner, guest *coretest.Device, relay *coretest.Relay, certificate string) {
	t.Helper()
	must(t, owner.Instance.Revoke(t.Context(), certificate))
	owner.Sync(relay)
	_, err := guest.Instance.Sync(t.Context(), relay.URL(), relay.Dial, core.SyncOptions{})
	checkCode(t, "the guest's sync", err, fault.Revoked)
}

const allThree = "guest's, owner's, unsynced"

// What a member may no longer see is frozen, goes on here alone, or is removed,
// as its app has chosen. What another certificate permits is not concerned.
func TestOnRevoked(t *testing.T) {
	for choice, want := range map[datasets.OnRevoked]struct {
		rows     string
		writable bool
	}{
		"":              {allThree, false},
		datasets.Freeze: {allThree, false},
		datasets.Keep:   {allThree + ", written after", true},
		datasets.Remove: {"", false},
	} {
		t.Run(string("on "+choice), func(t *testing.T) {
			guest := listsKeeping(t, memory(t), choice)
			owner, relay, dataset, first, _ := twoLists(t, guest)
			lose(t, owner, guest, relay, first)
			row := `{"dataset_id": "` + dataset + `", "list_id": "` + listA + `", "text": "written after"}`
			_, err := guest.Instance.Put(t.Context(), "item", []byte(row))
			if writable := err == nil; writable != want.writable || !writable && fault.CodeOf(err) != fault.NotWritable {
				t.Errorf("a write to what was lost: %v", err)
			}
			if got := texts(guest, listA); got != want.rows {
				t.Errorf("of the list that was lost there are %q, want %q", got, want.rows)
			}
			guest.Put("item", map[string]any{"dataset_id": dataset, "list_id": listB, "text": "written after"})
			guest.Sync(relay)
			owner.Sync(relay)
			if got := texts(owner, listB); got != allThree+", written after" || texts(guest, listB) != got {
				t.Errorf("of the other list the owner has %q, the guest %q", got, texts(guest, listB))
			}
			if got := texts(owner, listA); got != "guest's, owner's" {
				t.Errorf("the owner has %q of what the guest had lost", got)
			}
		})
	}
}

// What was not synced is put aside before its rows go, deletions as well, until
// the app has done with it; what the relay has is not.
func TestRemoveRescuesWork(t *testing.T) {
	guest := listsKeeping(t, memory(t), datasets.Remove)
	owner, relay, dataset, first, _ := twoLists(t, guest)
	guest.Exec("UPDATE item SET text = 'changed' WHERE text = 'guest''s' AND list_id = ?1", listA)
	guest.Exec("DELETE FROM item WHERE text = 'owner''s' AND list_id = ?1", listA)
	lose(t, owner, guest, relay, first)
	list, err := datasets.Rescued(t.Context(), guest.Instance.Hub())
	must(t, err)
	var got []string
	var numbers []int64
	for _, r := range list {
		var values struct{ Text string }
		must(t, json.Unmarshal(r.Values, &values))
		if r.Room != dataset || r.Model != "item" || r.Partition != dataset+":list:"+listA || r.At == "" {
			t.Errorf("put aside: %+v", r)
		}
		if r.Deleted {
			values.Text = "deleted"
		}
		got, numbers = append(got, values.Text), append(numbers, r.N)
	}
	if slices.Sort(got); strings.Join(got, ", ") != "changed, deleted, unsynced" {
		t.Errorf("put aside: %q", got)
	}
	status, err := guest.Instance.Status(t.Context())
	must(t, err)
	if status.Rescued != 3 || status.OnlyHere != 0 {
		t.Errorf("status: %+v", status)
	}
	must(t, datasets.DiscardRescued(t.Context(), guest.Instance.Hub(), numbers...))
	wantCells(guest, "SELECT count(*) FROM amora_rescued", "0")
}

// Whoever is let in again gets everything back, its own rows among them.
func TestRemovedComesBack(t *testing.T) {
	for _, alone := range []bool{false, true} {
		guest := listsKeeping(t, memory(t), datasets.Remove)
		owner, relay, _, first, second := twoLists(t, guest)
		lose(t, owner, guest, relay, first)
		if alone {
			lose(t, owner, guest, relay, second)
			wantCells(guest, "SELECT count(*) FROM item", "0")
			wantCells(guest, "SELECT count(*) FROM morango_store", "0")
		}
		owner.LetIn(guest, core.InviteRequest{Scope: "editor", Params: map[string]string{"list_id": listA}})
		if _, err := guest.Instance.Sync(t.Context(), relay.URL(), relay.Dial, core.SyncOptions{}); err != nil {
			t.Fatalf("alone %t: %v", alone, err)
		}
		if got := texts(guest, listA); got != "guest's, owner's" {
			t.Errorf("alone %t: it gets back %q", alone, got)
		}
		guest.Sync(relay)
		if got := texts(guest, listB); alone && got != "" || !alone && got != allThree {
			t.Errorf("alone %t: of the other list there are %q", alone, got)
		}
	}
}

// The choice can be made, and changed, after the loss: what was frozen is then
// removed or can be written, and the database remembers it.
func TestChooseLater(t *testing.T) {
	db := memory(t)
	guest := listsKeeping(t, db, "")
	owner, relay, dataset, first, _ := twoLists(t, guest)
	lose(t, owner, guest, relay, first)
	write := func() error {
		row := `{"dataset_id": "` + dataset + `", "list_id": "` + listA + `", "text": "x"}`
		_, err := guest.Instance.Put(t.Context(), "item", []byte(row))
		return err
	}
	checkCode(t, "frozen", write(), fault.NotWritable)
	must(t, datasets.Choose(t.Context(), guest.Instance.Hub(), datasets.Keep))
	must(t, write())
	guest = listsKeeping(t, db, "") // opened anew, without a word
	must(t, write())
	must(t, datasets.Choose(t.Context(), guest.Instance.Hub(), datasets.Freeze))
	checkCode(t, "frozen again", write(), fault.NotWritable)
	guest = listsKeeping(t, db, datasets.Remove)
	if got := texts(guest, listA); got != "" || texts(guest, listB) != allThree {
		t.Errorf("opened to remove, it has %q and %q", got, texts(guest, listB))
	}
	if err := datasets.Choose(t.Context(), guest.Instance.Hub(), "burn"); fault.CodeOf(err) != fault.BadRequest {
		t.Errorf("another choice: %v", err)
	}
}

// Of several datasets only the one that was lost is concerned, and a live sync
// that goes on by another certificate removes at once.
func TestRemoveConcernsOneDataset(t *testing.T) {
	guest := listsKeeping(t, memory(t), datasets.Remove)
	owner, relay, _, first, second := twoLists(t, guest)
	root, err := core.CreateDataset(t.Context(), guest.Instance, core.RootRequest{Scope: "owner", Another: true})
	must(t, err)
	guest.Put("item", map[string]any{"dataset_id": root.ID, "list_id": listA, "text": "mine"})
	ended := make(chan error, 1)
	resting := make(chan struct{}, 1000)
	go func() {
		_, err := guest.Instance.Sync(t.Context(), relay.URL(), relay.Dial, core.SyncOptions{Live: true, Progress: func(p core.Progress) {
			if p.Stage == "" && p.Revoked == "" {
				resting <- struct{}{}
			}
		}})
		ended <- err
	}()
	<-resting
	must(t, owner.Instance.Revoke(t.Context(), first))
	owner.Sync(relay)
	for texts(guest, listA) != "mine" { // it goes on by the other certificate
		select {
		case err := <-ended:
			t.Fatalf("the live sync has ended: %v", err)
		case <-resting:
		default:
			runtime.Gosched()
		}
	}
	must(t, owner.Instance.Revoke(t.Context(), second))
	owner.Sync(relay)
	checkCode(t, "the live sync", <-ended, fault.Revoked)
	wantCells(guest, "SELECT text FROM item", "mine")
	wantCells(guest, "SELECT count(*) FROM morango_store WHERE substr(partition, 1, 32) <> ?1", "0", root.ID)
}

const foldersSchema = `{"profile": "folders", "scopes": [
 {"id": "owner", "version": 1, "primary_scope_param_key": "dataset_id", "read_write_filter_template": "${dataset_id}"},
 {"id": "kind", "version": 1, "params": {"kind": "text"}, "read_write_filter_template": "${dataset_id}:${kind}"}],
"models": [
 {"name": "folder", "table": "folder", "partition": "${dataset_id}:folders", "source": null, "self_reference": "parent",
  "columns": {"dataset_id": "uuid", "name": "text", "parent": "uuid?"}, "references": {"parent": "folder"}},
 {"name": "tag", "table": "tag", "partition": "${dataset_id}:tags", "source": null,
  "columns": {"dataset_id": "uuid", "name": "text"}},
 {"name": "note", "table": "note", "partition": "${dataset_id}:notes", "source": null,
  "columns": {"dataset_id": "uuid", "folder_id": "uuid", "tag_id": "uuid?", "text": "text"},
  "references": {"folder_id": "folder", "tag_id": {"model": "tag", "on_delete": "null"}}}]}`

// Rows that others refer to which stay are not removed, nor are those that they
// descend from: the rows that stay would go with them, or lose their references.
func TestRemoveLeavesWhatIsReferredTo(t *testing.T) {
	s, err := schema.Parse([]byte(foldersSchema))
	must(t, err)
	open := func(choice datasets.OnRevoked) *coretest.Device {
		return coretest.OpenDevice(t, memory(t), core.Options{Schema: s, GenerateKey: coretest.Keys, OnRevoked: choice})
	}
	owner, guest, relay := open(""), open(datasets.Remove), newRelay(t)
	dataset := owner.Enroll(relay, "owner")
	folder := func(name, parent string) string {
		row := map[string]any{"dataset_id": dataset, "name": name}
		if parent != "" {
			row["parent"] = parent
		}
		return owner.Put("folder", row)
	}
	top := folder("top", "")
	full, empty := folder("full", top), folder("empty", top)
	folder("below empty", empty)
	used := owner.Put("tag", map[string]any{"dataset_id": dataset, "name": "used"})
	owner.Put("tag", map[string]any{"dataset_id": dataset, "name": "unused"})
	owner.Put("note", map[string]any{"dataset_id": dataset, "folder_id": full, "tag_id": used, "text": "stays"})
	certificates := map[string]string{}
	for _, kind := range []string{"folders", "tags", "notes"} {
		certificates[kind] = owner.LetIn(guest, core.InviteRequest{Scope: "kind", Params: map[string]string{"kind": kind}})
	}
	owner.Sync(relay)
	guest.Sync(relay)
	wantCells(guest, "SELECT count(*) FROM folder", "4")
	must(t, owner.Instance.Revoke(t.Context(), certificates["folders"]))
	must(t, owner.Instance.Revoke(t.Context(), certificates["tags"]))
	owner.Sync(relay)
	_, err = guest.Instance.Sync(t.Context(), relay.URL(), relay.Dial, core.SyncOptions{})
	checkCode(t, "the guest's sync", err, fault.Revoked)
	wantCells(guest, "SELECT group_concat(name, ', ' ORDER BY name) FROM folder", "full, top")
	wantCells(guest, "SELECT group_concat(name) FROM tag", "used")
	wantCells(guest, "SELECT text || ' ' || (tag_id = ?1) FROM note", "stays 1", used)
	guest.Sync(relay) // and nothing of it is told to others
	owner.Sync(relay)
	wantCells(owner, "SELECT count(*) FROM folder", "4")
	must(t, owner.Instance.Revoke(t.Context(), certificates["notes"]))
	owner.Sync(relay)
	_, err = guest.Instance.Sync(t.Context(), relay.URL(), relay.Dial, core.SyncOptions{})
	checkCode(t, "the guest's last sync", err, fault.Revoked)
	for _, model := range []string{"folder", "tag", "note", "morango_store"} {
		wantCells(guest, "SELECT count(*) FROM "+model, "0")
	}
}
