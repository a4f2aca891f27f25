package chaos_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
)

// boards is a network of devices that hold some datasets each, at two relays.
type boards struct {
	t       *testing.T
	rng     *rand.Rand
	relays  []*coretest.Relay
	sets    []*board
	devices []*boarder
	texts   int
	written map[string]string // the mark of the item that got a text
	over    map[string]bool   // texts that were overwritten or deleted by who had seen them, or whose item was
	deleted map[string]bool   // marks of items that somebody has deleted, or moved to another dataset
	trace   []string
}

// board is a dataset: where it lives, and who has begun it.
type board struct {
	room  string
	relay *coretest.Relay
	owner *boarder
}

// boarder is one device.
type boarder struct {
	*coretest.Device
	name  string
	holds []*board
}

// TestPropertiesDatasets edits, moves and deletes rows of several datasets on
// devices that hold some of them each, join further ones and leave others:
//
//   - in the end all who hold a dataset have the same of it, and nobody else has
//     anything of it, nor its relay anything of another;
//   - no instance that has saved in one dataset is known in the room of another;
//   - a row that nobody has deleted or moved elsewhere is there;
//   - a text that was written is the text of a row, or among the values that lost.
func TestPropertiesDatasets(t *testing.T) {
	coretest.EachSeed(t, 12, func(t *testing.T, seed uint64) {
		b := newBoards(t, seed)
		for range 60 {
			b.step()
		}
		b.settle()
		b.check()
		if t.Failed() || os.Getenv("AMORA_SEED") != "" {
			t.Log("\n" + strings.Join(b.trace, "\n"))
		}
	})
}

func newBoards(t *testing.T, seed uint64) *boards {
	b := &boards{
		t: t, rng: rand.New(rand.NewPCG(seed, 16)), relays: []*coretest.Relay{newRelay(t), newRelay(t)},
		written: map[string]string{}, over: map[string]bool{}, deleted: map[string]bool{},
	}
	for _, name := range []string{"one", "two", "three"} {
		d := &boarder{Device: newDevice(t, movingApp), name: name}
		b.devices = append(b.devices, d)
		b.begin(d)
	}
	b.begin(b.devices[0])
	for _, d := range b.devices {
		b.join(d)
	}
	return b
}

// begin begins one more dataset on a device, at one of the relays.
func (b *boards) begin(d *boarder) {
	root, err := core.CreateDataset(b.t.Context(), d.Instance, core.RootRequest{Scope: "owner", Another: true})
	if err != nil {
		b.t.Fatal(err)
	}
	s := &board{root.ID, b.relays[len(b.sets)%2], d}
	b.sets, d.holds = append(b.sets, s), append(d.holds, s)
	d.Sync(s.relay, client.Options{Room: s.room})
	b.logf("%s begins %s", d.name, s.room)
}

func (b *boards) step() {
	d := b.devices[b.rng.IntN(len(b.devices))]
	switch n := b.rng.IntN(24); {
	case n < 4:
		b.insert(d)
	case n < 8:
		b.edit(d)
	case n < 11:
		b.move(d)
	case n < 13:
		b.remove(d)
	case n < 15:
		b.attach(d)
	case n < 16:
		b.join(d)
	case n < 17:
		b.leave(d)
	case n < 20:
		s := d.holds[b.rng.IntN(len(d.holds))]
		b.sync(d, s.relay, client.Options{Room: s.room})
	default:
		b.sync(d, b.relays[b.rng.IntN(2)], client.Options{})
	}
}

func (b *boards) logf(format string, args ...any) {
	b.trace = append(b.trace, fmt.Sprintf(format, args...))
}

// sync syncs the datasets that live at a relay, or one of them.
func (b *boards) sync(d *boarder, relay *coretest.Relay, opts client.Options) (records int64) {
	there := func(s *board) bool { return s.relay == relay }
	if !slices.ContainsFunc(d.holds, there) {
		return 0
	}
	r := d.Sync(relay, opts)
	b.logf("%s syncs %s: %d and %d", d.name, opts.Room, r.Pulled, r.Pushed)
	return r.Pushed + r.Pulled
}

// join lets a device join a dataset that it does not hold.
func (b *boards) join(d *boarder) {
	s := b.sets[b.rng.IntN(len(b.sets))]
	if slices.Contains(d.holds, s) {
		return
	}
	s.owner.LetIn(d.Device, core.InviteRequest{Scope: "owner", Room: s.room, Relay: s.relay.URL()})
	d.holds = append(d.holds, s)
	b.logf("%s joins %s", d.name, s.room)
}

// leave has a device leave a dataset that it did not begin. What no relay has
// keeps it.
func (b *boards) leave(d *boarder) {
	i := slices.IndexFunc(d.holds, func(s *board) bool { return s.owner != d })
	if i < 0 {
		return
	}
	err := core.Leave(b.t.Context(), d.Instance, d.holds[i].room, false)
	b.logf("%s leaves %s: %v", d.name, d.holds[i].room, err)
	switch fault.CodeOf(err) {
	case "":
		d.holds = slices.Delete(d.holds, i, i+1)
	case fault.NotSynced:
	default:
		b.t.Errorf("%s leaves: %v", d.name, err)
	}
}

func (b *boards) text() string { b.texts++; return fmt.Sprintf("text-%d.", b.texts) }

func (b *boards) do(d *boarder, sql string, args ...any) bool {
	n, err := d.Instance.Exec(b.t.Context(), sql, args...)
	b.logf("%s: %s %v: %d %v", d.name, sql, args, n, err)
	return err == nil && n > 0
}

// seen is a random item that the device has, and its dataset.
func (b *boards) seen(d *boarder) (id, mark, text, room string, ok bool) {
	rows := strings.Fields(d.Rows("SELECT id || ' ' || mark || ' ' || text || ' ' || dataset_id FROM item ORDER BY mark, id"))
	if len(rows) == 0 {
		return "", "", "", "", false
	}
	i := 4 * b.rng.IntN(len(rows)/4)
	return rows[i], rows[i+1], rows[i+2], rows[i+3], true
}

func (b *boards) list() string { return strings.Repeat(string("abc"[b.rng.IntN(3)]), 32) }

func (b *boards) insert(d *boarder) {
	id, text := fmt.Sprintf("%016x%016x", b.rng.Uint64(), b.rng.Uint64()), b.text()
	room := d.holds[b.rng.IntN(len(d.holds))].room
	if b.do(d, "INSERT INTO item (id, dataset_id, list_id, text, mark) VALUES (?1, ?2, ?3, ?4, ?1)", id, room, b.list(), text) {
		b.written[text] = id
	}
}

func (b *boards) edit(d *boarder) {
	id, mark, old, _, ok := b.seen(d)
	if text := b.text(); ok && b.do(d, "UPDATE item SET text = ?1 WHERE id = ?2", text, id) {
		b.written[text], b.over[old] = mark, true
	}
}

// move moves a row to another list, and now and then to another dataset: it is
// deleted in the first one.
func (b *boards) move(d *boarder) {
	id, mark, text, room, ok := b.seen(d)
	to := room
	if b.rng.IntN(2) == 0 {
		to = d.holds[b.rng.IntN(len(d.holds))].room
	}
	if ok && b.do(d, "UPDATE item SET dataset_id = ?1, list_id = ?2 WHERE id = ?3", to, b.list(), id) && to != room {
		b.over[text], b.deleted[mark] = true, true
	}
}

func (b *boards) remove(d *boarder) {
	if id, mark, text, _, ok := b.seen(d); ok && b.do(d, "DELETE FROM item WHERE id = ?1", id) {
		b.over[text], b.deleted[mark] = true, true
	}
}

// attach writes a row that refers to an item.
func (b *boards) attach(d *boarder) {
	id, _, _, room, ok := b.seen(d)
	switch {
	case !ok:
	case b.rng.IntN(2) == 0:
		b.do(d, "INSERT INTO note (dataset_id, item_id, text) VALUES (?1, ?2, 'note')", room, id)
	default:
		b.do(d, "INSERT INTO part (dataset_id, list_id, item_id, text) SELECT dataset_id, list_id, id, 'part' FROM item WHERE id = ?1", id)
	}
}

// settle syncs until nothing moves any more.
func (b *boards) settle() {
	untilNothingMoves(b.t, func() (records int64) {
		for _, d := range b.devices {
			for _, relay := range b.relays {
				records += b.sync(d, relay, client.Options{})
			}
		}
		return records
	})
}

func (b *boards) check() {
	for _, d := range b.devices {
		for _, s := range b.sets {
			b.compare(d, s)
		}
		if got := d.Rows("SELECT item_id FROM part WHERE item_id NOT IN (SELECT id FROM item)"); got != "" {
			b.t.Errorf("%s has parts of %s", d.name, got)
		}
	}
	known := map[string]string{}
	for _, s := range b.sets {
		room := coretest.DeviceOf(b.t, s.relay.Room(s.room))
		for _, table := range []string{"morango_store", "amora_partitionmaxcounter"} {
			if got := room.Rows("SELECT DISTINCT partition FROM "+table+" WHERE substr(partition, 1, 32) <> ?1", s.room); got != "" {
				b.t.Errorf("%s of room %s has %s", table, s.room, got)
			}
		}
		for _, id := range strings.Fields(room.Rows("SELECT instance_id FROM morango_databasemaxcounter UNION SELECT instance_id" +
			" FROM morango_recordmaxcounter UNION SELECT last_saved_instance FROM morango_store EXCEPT SELECT id FROM morango_instanceidmodel")) {
			if other, twice := known[id]; twice {
				b.t.Errorf("instance %s is known in rooms %s and %s", id, other, s.room)
			}
			known[id] = s.room
		}
	}
	b.checkKept()
}

// compare holds what a device has of a dataset against what its owner has.
func (b *boards) compare(d *boarder, s *board) {
	holds := slices.Contains(d.holds, s)
	for what, sql := range map[string]string{
		"rows": `SELECT id || ' ' || text FROM item WHERE dataset_id = ?1 UNION ALL SELECT id || ' ' || text || ' ' || item_id FROM part WHERE dataset_id = ?1
 UNION ALL SELECT id || ' ' || text || ' ' || ifnull(item_id, '-') FROM note WHERE dataset_id = ?1 ORDER BY 1`,
		"records": `SELECT id || serialized || deleted || conflicting_serialized_data FROM morango_store
 WHERE substr(partition, 1, 32) = ?1 ORDER BY 1`,
	} {
		want := s.owner.Rows(sql, s.room)
		if !holds {
			want = ""
		}
		if got := d.Rows(sql, s.room); got != want {
			b.t.Errorf("%s of %s at %s:\n%s\nwant\n%s", what, s.room, d.name, got, want)
		}
	}
}

// checkKept looks for what was written, at the owners.
func (b *boards) checkKept() {
	var rows, values string
	for _, s := range b.sets {
		rows += s.owner.Rows("SELECT mark || ' ' || text FROM item")
		values += s.owner.Rows("SELECT serialized || conflicting_serialized_data FROM morango_store")
	}
	for text, mark := range b.written {
		if !b.over[text] && !b.deleted[mark] && !strings.Contains(values, text) {
			b.t.Errorf("%s is lost", text)
		}
		if !b.deleted[mark] && !strings.Contains(rows, mark) {
			b.t.Errorf("item %s is lost", mark)
		}
	}
}
