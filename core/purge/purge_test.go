package purge_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/parcel"
	"github.com/amora-sync/amora/core/purge"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

// app is items of lists, which may move, and notes on them, which merge by
// columns.
const app = `{"profile": "purge",
 "scopes": [
  {"id": "owner", "version": 1, "primary_scope_param_key": "d", "read_write_filter_template": "${d}"},
  {"id": "reader", "version": 1, "read_filter_template": "${d}"}],
 "models": [
  {"name": "item", "table": "item", "partition": "${d}:list:${list}", "source": null,
   "columns": {"d": "uuid", "list": "uuid", "text": "text"}},
  {"name": "note", "table": "note", "partition": "${d}:note", "source": null, "merge": "columns",
   "columns": {"d": "uuid", "item_id": "uuid?", "text": "text", "mark": "text?"},
   "references": {"item_id": {"model": "item", "on_delete": "null"}}}]}`

var lists = []string{strings.Repeat("a", 32), strings.Repeat("b", 32)}

// network is a relay, devices A and B, and an item that all of them have.
type network struct {
	*testing.T
	relay   *coretest.Relay
	dataset string
	a, b    *coretest.Device
	item    string
}

func newNetwork(t *testing.T) *network {
	n := &network{T: t, relay: newRelay(t), a: newDevice(t), b: newDevice(t)}
	n.dataset = n.a.Enroll(n.relay, "owner", n.b)
	n.item = n.a.Put("item", map[string]any{"d": n.dataset, "list": lists[0], "text": "secret"})
	n.sync()
	return n
}

func memory(t testing.TB) sqldb.DB {
	db, err := sqlitedb.Open(context.Background(), sqlitedb.Memory, sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func newRelay(t *testing.T) *coretest.Relay {
	return coretest.NewRelay(t, func() sqldb.DB { return memory(t) })
}

func newDevice(t *testing.T) *coretest.Device { return coretest.NewDevice(t, memory(t), app) }

// room is the relay's, as a device.
func (n *network) room() *coretest.Device { return coretest.DeviceOf(n.T, n.relay.Room(n.dataset)) }

// sync syncs both devices until nothing moves.
func (n *network) sync() {
	n.Helper()
	for range 8 {
		x, y := n.a.Sync(n.relay), n.b.Sync(n.relay)
		if x.Pulled+x.Pushed+y.Pulled+y.Pushed == 0 {
			return
		}
	}
	n.Fatal("they do not settle")
}

// delete deletes the item on A.
func (n *network) delete() {
	n.a.Delete("item", n.item)
	n.a.Sync(n.relay)
}

// purge purges databases of whatever age.
func (n *network) purge(devices ...*coretest.Device) (done purge.Purged) {
	n.Helper()
	for _, d := range devices {
		done = n.run(d, purge.Options{})
	}
	return done
}

func (n *network) run(d *coretest.Device, o purge.Options) purge.Purged {
	n.Helper()
	done, err := purge.Run(n.Context(), d.Instance.Hub(), o)
	if err != nil {
		n.Fatal(err)
	}
	return done
}

// restore is a device in the state that a dump has.
func (n *network) restore(dump string) *coretest.Device {
	s, err := schema.Parse([]byte(app))
	if err != nil {
		n.Fatal(err)
	}
	db := memory(n.T)
	coretest.Load(n.T, db, dump)
	return coretest.OpenDevice(n.T, db, core.Options{Schema: s, GenerateKey: coretest.Keys})
}

// carry takes what one device has to another by file.
func (n *network) carry(from, to *coretest.Device) {
	n.Helper()
	var file bytes.Buffer
	if _, err := parcel.Export(n.Context(), from.Instance.Hub(), &file); err != nil {
		n.Fatal(err)
	}
	if _, err := parcel.Import(n.Context(), to.Instance.Hub(), bytes.NewReader(file.Bytes())); err != nil {
		n.Fatal(err)
	}
}

// want fails unless a device shows those texts of items.
func (n *network) want(d *coretest.Device, texts string) {
	n.Helper()
	if got := d.Rows("SELECT text FROM item ORDER BY text"); got != texts {
		n.Errorf("%s shows %q, want %q", d.Instance.ID(), got, texts)
	}
}

// wantGone fails unless the item is deleted everywhere, and what it held is gone
// where it was purged.
func (n *network) wantGone(purged ...*coretest.Device) {
	n.Helper()
	for _, d := range []*coretest.Device{n.a, n.b} {
		n.want(d, "")
	}
	for _, d := range purged {
		if r, ok := d.Store(n.item); !ok || !r.Deleted || r.Serialized != "{}" || len(r.Conflicts) > 0 {
			n.Errorf("%s has %+v", d.Instance.ID(), r)
		}
		if got := d.Rows("SELECT * FROM amora_base WHERE id = ?1 UNION ALL SELECT *, 1, 1, 1, 1 FROM amora_purgeable", n.item); got != "" {
			n.Errorf("%s has kept %s", d.Instance.ID(), got)
		}
	}
}

// wantConflicts fails unless a device lists so many conflicts.
func (n *network) wantConflicts(d *coretest.Device, count int) []core.Conflict {
	n.Helper()
	list, err := d.Instance.Conflicts(n.Context())
	if err != nil || len(list) != count {
		n.Errorf("%s: conflicts %v, %v, want %d", d.Instance.ID(), list, err, count)
	}
	return list
}

// TestPurge has a line for each way in which a purge could lose a row, bring one
// back, or let devices differ.
func TestPurge(t *testing.T) {
	for name, happens := range map[string]func(*network){
		"a device that was away": func(n *network) {
			n.delete()
			if done := n.purge(n.a, n.room()); done.Deleted != 1 || done.Bytes == 0 {
				n.Errorf("purged %+v", done)
			}
			n.sync()
			n.wantGone(n.a, n.room(), n.b)
		},
		"a device that was away, and has changed the row": func(n *network) {
			n.b.Exec("UPDATE item SET text = 'mine'")
			n.delete()
			n.purge(n.a, n.room())
			n.sync()
			n.want(n.a, "")
			for _, d := range []*coretest.Device{n.a, n.b} {
				n.wantConflicts(d, 1)
			}
			if got := n.purge(n.a, n.b, n.room()); got.Deleted != 0 {
				n.Errorf("an open conflict was purged: %+v", got)
			}
			n.resolve(n.b, `{"text": "mine", "list": "`+lists[0]+`", "d": "`+n.dataset+`"}`)
			n.sync()
			n.want(n.a, "mine")
			n.want(n.b, "mine")
		},
		"a backup of before": func(n *network) {
			backup := coretest.Dump(n.T, n.b.Instance.DB())
			n.delete()
			n.sync()
			n.purge(n.a, n.b, n.room())
			n.b = n.restore(backup)
			n.want(n.b, "secret")
			n.sync()
			n.wantGone(n.a, n.room())
		},
		"a relay that is put back": func(n *network) {
			backup := coretest.Dump(n.T, n.room().Instance.DB())
			n.delete()
			n.sync()
			n.purge(n.a, n.b)
			db := memory(n.T)
			coretest.Load(n.T, db, backup)
			if _, err := n.relay.Restart(n.Context(), n.dataset, db); err != nil {
				n.Fatal(err)
			}
			n.sync()
			n.wantGone(n.a, n.b, n.room())
		},
		"another relay, by a device that has purged": func(n *network) {
			second := newRelay(n.T)
			n.a.Admit(second)
			n.b.Sync(second)
			n.delete()
			n.purge(n.a)
			n.a.Sync(second)
			n.b.Sync(second)
			n.sync()
			n.wantGone(n.a)
		},
		"a file of before, and a file of after": func(n *network) {
			c := newDevice(n.T)
			n.a.LetIn(c, core.InviteRequest{Scope: "owner"})
			n.carry(n.b, c)
			n.want(c, "secret")
			n.delete()
			n.purge(n.a)
			n.carry(c, n.a)
			n.want(n.a, "")
			n.carry(n.a, c)
			n.want(c, "")
			n.sync()
			n.wantGone(n.a)
		},
		"the same deletion, emptied and not": func(n *network) {
			n.delete()
			n.sync()
			version := n.a.Rows("SELECT last_saved_instance, last_saved_counter FROM morango_store WHERE id = ?1", n.item)
			n.purge(n.a)
			n.carry(n.b, n.a)
			for _, d := range []*coretest.Device{n.a, n.b} {
				d.Engine("DELETE FROM morango_databasemaxcounter")
			}
			n.sync()
			n.wantGone(n.a)
			if got := n.a.Rows("SELECT last_saved_instance, last_saved_counter FROM morango_store WHERE id = ?1", n.item); got != version {
				n.Errorf("the version was %s, is %s", version, got)
			}
			n.wantConflicts(n.a, 0)
		},
		"two deletions at once, one of them emptied": func(n *network) {
			n.b.Delete("item", n.item)
			n.delete()
			n.purge(n.a, n.room())
			n.sync()
			n.wantGone()
			for _, d := range []*coretest.Device{n.a, n.b} {
				n.wantConflicts(d, 0)
			}
			n.purge(n.a, n.b, n.room())
			n.wantGone(n.a, n.b, n.room())
		},
		"a deletion for good": func(n *network) {
			if err := n.b.Instance.Delete(n.Context(), "item", n.item, true); err != nil {
				n.Fatal(err)
			}
			n.delete()
			n.purge(n.a, n.room())
			n.sync()
			for _, d := range []*coretest.Device{n.a, n.b, n.room()} {
				if r, _ := d.Store(n.item); !r.HardDeleted || strings.Contains(fmt.Sprint(r), "secret") {
					n.Errorf("%s has %+v", d.Instance.ID(), r)
				}
				n.wantConflicts(d, 0)
			}
		},
		"a row that has moved": func(n *network) {
			n.b.Put("note", map[string]any{"d": n.dataset, "item_id": n.item, "text": "on it"})
			n.a.Exec("UPDATE item SET list = ?1", lists[1])
			n.a.Sync(n.relay)
			if done := n.purge(n.a, n.room()); done.Deleted != 0 {
				n.Errorf("purged %+v", done)
			}
			n.sync()
			n.want(n.b, "secret")
			if got := n.b.Rows("SELECT count(*) FROM note n JOIN item i ON i.id = n.item_id"); got != "1" {
				n.Error("the note has lost its item")
			}
		},
		"a row that is made again": func(n *network) {
			n.delete()
			n.sync()
			n.purge(n.a, n.b, n.room())
			n.a.Put("item", map[string]any{"id": n.item, "d": n.dataset, "list": lists[0], "text": "again"})
			n.sync()
			n.want(n.b, "again")
			if got := n.a.Rows("SELECT count(*) FROM amora_purgeable"); got != "0" {
				n.Error("a live record is still to be purged")
			}
		},
		"a reader": func(n *network) {
			reader := newDevice(n.T)
			n.a.LetIn(reader, core.InviteRequest{Scope: "reader"})
			reader.Sync(n.relay)
			n.delete()
			reader.Sync(n.relay)
			if done := n.purge(reader); done.Deleted != 1 {
				n.Errorf("purged %+v", done)
			}
			n.sync()
			n.want(reader, "")
		},
	} {
		t.Run(name, func(t *testing.T) { happens(newNetwork(t)) })
	}
}

// resolve settles the item's conflict with values.
func (n *network) resolve(d *coretest.Device, values string) {
	n.Helper()
	if err := d.Instance.Resolve(n.Context(), "item", n.item, []byte(values)); err != nil {
		n.Fatal(err)
	}
}

// TestPurgeConflicts: conflicts are settled where that is asked for, on all
// devices, and what the records show stays.
func TestPurgeConflicts(t *testing.T) {
	n := newNetwork(t)
	gone := n.a.Put("item", map[string]any{"d": n.dataset, "list": lists[0], "text": "gone"})
	n.sync()
	n.a.Exec("UPDATE item SET text = 'by A'")
	n.b.Exec("UPDATE item SET text = 'by B' WHERE id = ?1", n.item)
	n.b.Delete("item", gone)
	n.sync()
	shown := n.a.Rows("SELECT text FROM item")
	n.wantConflicts(n.b, 2)
	if done := n.run(n.a, purge.Options{OlderThan: time.Hour, Conflicts: true}); done != (purge.Purged{}) {
		t.Errorf("purged %+v within an hour", done)
	}
	if done := n.run(n.a, purge.Options{Conflicts: true, DryRun: true}); done.Conflicts != 2 {
		t.Errorf("would purge %+v", done)
	}
	n.wantConflicts(n.a, 2)
	if done := n.run(n.a, purge.Options{Conflicts: true}); done.Conflicts != 2 {
		t.Errorf("purged %+v", done)
	}
	n.wantConflicts(n.a, 0)
	n.sync()
	n.wantConflicts(n.b, 0)
	n.want(n.b, shown)
	_, err := purge.Run(t.Context(), n.room().Instance.Hub(), purge.Options{Conflicts: true})
	if fault.CodeOf(err) != fault.BadRequest {
		t.Errorf("a relay settles conflicts: %v", err)
	}
}

// TestPurgeVersions: without the version that two were made of, both changes stay,
// as a conflict.
func TestPurgeVersions(t *testing.T) {
	for _, purges := range []bool{false, true} {
		t.Run(fmt.Sprint("purged ", purges), func(t *testing.T) {
			n := newNetwork(t)
			n.a.Put("note", map[string]any{"d": n.dataset, "text": "t", "mark": "m"})
			n.sync()
			n.a.Exec("UPDATE note SET text = 'text of A'")
			n.b.Exec("UPDATE note SET mark = 'mark of B'")
			n.a.Sync(n.relay)
			n.b.Sync(n.relay, core.SyncOptions{Push: true})
			if purges {
				for _, d := range []*coretest.Device{n.a, n.b, n.room()} {
					d.Engine("UPDATE amora_base SET at = '2000-01-01T00:00:00'")
					n.purge(d)
				}
			}
			n.sync()
			held := n.a.Rows("SELECT serialized || conflicting_serialized_data FROM morango_store WHERE model_name = 'note'")
			if !strings.Contains(held, "text of A") || !strings.Contains(held, "mark of B") {
				t.Errorf("a change is lost: %s", held)
			}
		})
	}
}

// TestPurgeAge: what is younger stays, and ages are counted from the deletion.
func TestPurgeAge(t *testing.T) {
	n := newNetwork(t)
	n.delete()
	hour := purge.Options{OlderThan: time.Hour}
	if done := n.run(n.a, hour); done != (purge.Purged{}) {
		t.Errorf("purged %+v within an hour", done)
	}
	n.a.Engine("UPDATE amora_purgeable SET since = strftime('%Y-%m-%dT%H:%M:%S', 'now', '-61 minutes')")
	if done := n.run(n.a, hour); done.Deleted != 1 {
		t.Errorf("purged %+v after an hour", done)
	}
	if _, err := purge.Run(t.Context(), n.a.Instance.Hub(), purge.Options{OlderThan: -1}); fault.CodeOf(err) != fault.BadRequest {
		t.Errorf("a negative age: %v", err)
	}
}
