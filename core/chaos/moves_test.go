package chaos_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/purge"
)

// movingApp has items of lists, parts of items, which lie in their list, and
// notes on items, which lie elsewhere.
const movingApp = `{"profile": "moving",
 "scopes": [
  {"id": "owner", "version": 1, "primary_scope_param_key": "dataset_id", "read_write_filter_template": "${dataset_id}"},
  {"id": "editor", "version": 1, "read_write_filter_template": "${dataset_id}:list:${list_id}"},
  {"id": "viewer", "version": 1, "read_filter_template": "${dataset_id}:list:${list_id}"}],
 "models": [
  {"name": "item", "table": "item", "partition": "${dataset_id}:list:${list_id}", "source": null,
   "columns": {"dataset_id": "uuid", "list_id": "uuid", "mark": "text", "text": "text"}},
  {"name": "part", "table": "part", "partition": "${dataset_id}:list:${list_id}", "source": null,
   "columns": {"dataset_id": "uuid", "list_id": "uuid", "item_id": "uuid", "text": "text"}, "references": {"item_id": "item"}},
  {"name": "note", "table": "note", "partition": "${dataset_id}:note", "source": null,
   "columns": {"dataset_id": "uuid", "item_id": "uuid?", "text": "text"},
   "references": {"item_id": {"model": "item", "on_delete": "null"}}}]}`

// moving is a network of devices that see some of the lists each.
type moving struct {
	t       *testing.T
	rng     *rand.Rand
	relay   *coretest.Relay
	dataset string
	lists   []string
	devices []*mover
	texts   int
	written map[string]string // the mark of the item that got a text
	over    map[string]bool   // texts that were overwritten or deleted by who had seen them
	deleted map[string]bool   // marks of items that somebody deleted
	trace   []string
	purges  bool // databases are purged now and then
}

// mover is one device. reads are the lists that it sees.
type mover struct {
	*coretest.Device
	name  string
	reads []string
}

// TestPropertiesMoves moves rows between lists while others edit, delete and
// move them, on devices that see and may write some of the lists:
//
//   - in the end all who see a list have the same rows in it, and nobody has
//     others;
//   - a row that nobody has deleted is there;
//   - a text that was written is the text of a row, or among the values that lost.
func TestPropertiesMoves(t *testing.T) {
	coretest.EachSeed(t, 25, func(t *testing.T, seed uint64) { newMoving(t, seed).run() })
}

// TestPropertiesMovesPurged is TestPropertiesMoves with purges in between.
func TestPropertiesMovesPurged(t *testing.T) {
	coretest.EachSeed(t, 12, func(t *testing.T, seed uint64) {
		m := newMoving(t, seed)
		m.purges = true
		m.run()
	})
}

// run plays a seed through.
func (m *moving) run() {
	for range 60 {
		m.step()
		if m.purges && m.rng.IntN(6) == 0 {
			m.purge()
		}
	}
	m.settle()
	m.check()
	if m.t.Failed() || os.Getenv("AMORA_SEED") != "" {
		m.t.Log("\n" + strings.Join(m.trace, "\n"))
	}
}

// purge purges a device, or the relay's room.
func (m *moving) purge() {
	in := m.devices[m.rng.IntN(len(m.devices))].Instance
	if room := m.relay.Room(m.dataset); room != nil && m.rng.IntN(4) == 0 {
		in = room
	}
	done, err := purge.Run(m.t.Context(), in.Hub(), purge.Options{})
	m.logf("%s: purged %+v, %v", in.ID(), done, err)
	if err != nil {
		m.t.Fatal(err)
	}
}

func newMoving(t *testing.T, seed uint64) *moving {
	m := &moving{
		t: t, rng: rand.New(rand.NewPCG(seed, 15)), relay: newRelay(t),
		written: map[string]string{}, over: map[string]bool{}, deleted: map[string]bool{},
	}
	for _, digit := range []string{"a", "b", "c"} {
		m.lists = append(m.lists, strings.Repeat(digit, 32))
	}
	owner, second := m.device("owner", m.lists...), m.device("second", m.lists...)
	m.dataset = owner.Enroll(m.relay, "owner", second.Device)
	for name, scopes := range map[string][]string{
		"AB": {"editor", "editor", ""}, "BC": {"", "editor", "editor"}, "A": {"editor", "", ""}, "vA": {"viewer", "", ""}, "vBeC": {"", "viewer", "editor"},
	} {
		d := m.device(name)
		for i, scope := range scopes {
			if scope == "" {
				continue
			}
			owner.LetIn(d.Device, core.InviteRequest{Scope: scope, Params: map[string]string{"list_id": m.lists[i]}})
			d.reads = append(d.reads, m.lists[i])
		}
	}
	slices.SortFunc(m.devices, func(a, b *mover) int { return strings.Compare(a.name, b.name) })
	return m
}

func (m *moving) device(name string, reads ...string) *mover {
	d := &mover{newDevice(m.t, movingApp), name, reads}
	m.devices = append(m.devices, d)
	return d
}

func (m *moving) step() {
	d := m.devices[m.rng.IntN(len(m.devices))]
	switch n := m.rng.IntN(20); {
	case n < 4:
		m.insert(d)
	case n < 8:
		m.edit(d)
	case n < 12:
		m.move(d)
	case n < 13:
		m.remove(d)
	case n < 15:
		m.attach(d)
	default:
		d.Sync(m.relay)
		m.logf("%s syncs", d.name)
	}
}

func (m *moving) logf(format string, args ...any) {
	m.trace = append(m.trace, fmt.Sprintf(format, args...))
}

func (m *moving) text() string { m.texts++; return fmt.Sprintf("text-%d.", m.texts) }

// do runs SQL that may be refused, and reports whether it changed a row.
func (m *moving) do(d *mover, sql string, args ...any) bool {
	n, err := d.Instance.Exec(m.t.Context(), sql, args...)
	m.logf("%s: %s %v: %d %v", d.name, sql, args, n, err)
	return err == nil && n > 0
}

// seen is a random item that the device has.
func (m *moving) seen(d *mover) (id, mark, text string, ok bool) {
	rows := strings.Fields(d.Rows("SELECT id || ' ' || mark || ' ' || text FROM item ORDER BY mark, id"))
	if len(rows) == 0 {
		return "", "", "", false
	}
	i := 3 * m.rng.IntN(len(rows)/3)
	return rows[i], rows[i+1], rows[i+2], true
}

func (m *moving) insert(d *mover) {
	id, text := fmt.Sprintf("%016x%016x", m.rng.Uint64(), m.rng.Uint64()), m.text()
	if m.do(d, "INSERT INTO item (id, dataset_id, list_id, text, mark) VALUES (?1, ?2, ?3, ?4, ?1)", id, m.dataset, m.lists[m.rng.IntN(3)], text) {
		m.written[text] = id
	}
}

func (m *moving) edit(d *mover) {
	id, mark, old, ok := m.seen(d)
	if text := m.text(); ok && m.do(d, "UPDATE item SET text = ?1 WHERE id = ?2", text, id) {
		m.written[text], m.over[old] = mark, true
	}
}

func (m *moving) move(d *mover) {
	if id, _, _, ok := m.seen(d); ok {
		m.do(d, "UPDATE item SET list_id = ?1 WHERE id = ?2", m.lists[m.rng.IntN(3)], id)
	}
}

func (m *moving) remove(d *mover) {
	if id, mark, text, ok := m.seen(d); ok && m.do(d, "DELETE FROM item WHERE id = ?1", id) {
		m.over[text], m.deleted[mark] = true, true
	}
}

// attach writes a row that refers to an item.
func (m *moving) attach(d *mover) {
	id, _, _, ok := m.seen(d)
	switch {
	case !ok:
	case m.rng.IntN(2) == 0:
		m.do(d, "INSERT INTO note (dataset_id, item_id, text) VALUES (?1, ?2, 'note')", m.dataset, id)
	default:
		m.do(d, "INSERT INTO part (dataset_id, list_id, item_id, text) SELECT dataset_id, list_id, id, 'part' FROM item WHERE id = ?1", id)
	}
}

// settle syncs until nothing moves any more.
func (m *moving) settle() {
	untilNothingMoves(m.t, func() (records int64) {
		for _, d := range m.devices {
			r := d.Sync(m.relay)
			records += r.Pushed + r.Pulled
		}
		m.logf("settle: %d records", records)
		return records
	})
}

// untilNothingMoves has everybody sync in rounds, until one moves no record.
func untilNothingMoves(t testing.TB, sync func() (records int64)) {
	for round := 0; ; round++ {
		records := sync()
		if records == 0 {
			return
		}
		if round == 20 {
			t.Errorf("%d records move after %d rounds", records, round)
			return
		}
	}
}

func (m *moving) check() {
	// What a deletion holds may have been purged here and not there.
	serialized := "serialized"
	if m.purges {
		serialized = "iif(deleted AND conflicting_serialized_data = '' AND instr(serialized, '_amora_moved') = 0, '', serialized)"
	}
	owner := m.devices[slices.IndexFunc(m.devices, func(d *mover) bool { return d.name == "owner" })]
	for _, d := range m.devices {
		for i, list := range m.lists {
			partition := m.dataset + ":list:" + list
			for what, sql := range map[string]string{
				"rows": `SELECT id || ' ' || text FROM item WHERE _morango_partition = ?1 UNION ALL
 SELECT id || ' ' || text FROM part WHERE _morango_partition = ?1 ORDER BY 1`,
				"records": `SELECT id || ` + serialized + ` || deleted || conflicting_serialized_data FROM morango_store WHERE partition = ?1 ORDER BY 1`,
			} {
				want := owner.Rows(sql, partition)
				if !slices.Contains(d.reads, list) {
					want = ""
				}
				if got := d.Rows(sql, partition); got != want {
					m.t.Errorf("%s of list %c at %s:\n%s\nwant\n%s", what, 'A'+i, d.name, got, want)
				}
			}
		}
		if got := d.Rows("SELECT item_id FROM part WHERE item_id NOT IN (SELECT id FROM item)"); got != "" {
			m.t.Errorf("%s has parts of %s", d.name, got)
		}
	}
	if waiting, err := owner.Instance.Quarantine(m.t.Context()); err != nil || len(waiting) > 0 {
		m.t.Errorf("the owner has in quarantine %+v, %v", waiting, err)
	}
	m.checkKept(owner)
}

// checkKept looks for what was written.
func (m *moving) checkKept(owner *mover) {
	rows := owner.Rows("SELECT mark || ' ' || text FROM item")
	values := owner.Rows("SELECT serialized || conflicting_serialized_data FROM morango_store")
	for text, mark := range m.written {
		if !m.over[text] && !strings.Contains(values, text) {
			m.t.Errorf("%s is lost", text)
		}
		if !m.deleted[mark] && !strings.Contains(rows, mark) {
			m.t.Errorf("item %s is lost", mark)
		}
	}
}
