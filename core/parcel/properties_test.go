package parcel

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
)

// TestPropertiesFiles: devices that write, delete, copy files to each other in
// any order, old ones too, are put back to backups and, for half of the seeds,
// sync with a relay now and then, end equal. What one of them alone wrote or
// deleted is so everywhere: nothing is lost, nothing comes back.
func TestPropertiesFiles(t *testing.T) {
	coretest.EachSeed(t, 12, func(t *testing.T, seed uint64) {
		n := newNetwork(t, seed)
		for range 60 {
			n.step()
		}
		n.settle()
		n.check()
	})
}

// network is devices with files that lie about.
type network struct {
	t       *testing.T
	random  *rand.Rand
	relay   *coretest.Relay // nil if files are all there is
	dataset string
	members []*member
	files   [][]byte
	made    int
	trace   []string
}

// member is one device, with what it alone writes.
type member struct {
	device
	name   string
	own    map[string]string // titles by id, "" if it is deleted
	backup string            // of its database
}

func newNetwork(t *testing.T, seed uint64) *network {
	n := &network{t: t, random: rand.New(rand.NewPCG(seed, 7))}
	if seed%2 == 0 {
		n.relay = newRelay(t)
	}
	for i := range 4 {
		n.members = append(n.members, &member{device: newDevice(t), name: string(rune('a' + i)), own: map[string]string{}})
	}
	first := n.members[0]
	n.dataset = first.begin()
	if n.relay != nil {
		first.Sync(n.relay)
	}
	for _, m := range n.members[1:] {
		first.admit(m.device, "all", nil)
	}
	return n
}

func (n *network) logf(format string, args ...any) {
	n.trace = append(n.trace, fmt.Sprintf(format, args...))
}

func (n *network) fatal(format string, args ...any) {
	n.t.Helper()
	n.t.Fatalf("%s\n%s", fmt.Sprintf(format, args...), strings.Join(n.trace, "\n"))
}

// step has one thing happen.
func (n *network) step() {
	m := n.members[n.random.IntN(len(n.members))]
	switch n.random.IntN(10) {
	case 0, 1, 2:
		n.write(m)
	case 3:
		n.quarrel(m)
	case 4, 5:
		n.logf("%s exports file %d", m.name, len(n.files))
		n.files = append(n.files, m.export())
	case 6, 7:
		if len(n.files) > 0 {
			i := n.random.IntN(len(n.files))
			n.logf("%s imports file %d: %+v", m.name, i, m.take(n.files[i]))
		}
	case 8:
		if n.relay != nil {
			n.logf("%s syncs: %+v", m.name, m.Sync(n.relay))
		}
	default:
		n.putBack(m)
	}
}

// write changes what one member alone writes.
func (n *network) write(m *member) {
	n.made++
	title := fmt.Sprint(m.name, n.made)
	ids := []string{}
	for id := range m.own {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	if len(ids) == 0 || n.random.IntN(2) == 0 {
		id := m.lesson(n.dataset, title)
		m.own[id] = title
		n.logf("%s makes %s", m.name, title)
		return
	}
	id := ids[n.random.IntN(len(ids))]
	if m.own[id] == "" {
		return
	}
	if n.random.IntN(2) == 0 {
		m.Delete("lesson", id)
		title = ""
	} else {
		m.Exec("UPDATE lesson SET title = ?2 WHERE id = ?1", id, title)
	}
	n.logf("%s changes %s to %q", m.name, m.own[id], title)
	m.own[id] = title
}

// quarrel changes what all may write, and makes conflicts.
func (n *network) quarrel(m *member) {
	n.made++
	text := fmt.Sprint(m.name, n.made)
	if m.Exec("UPDATE answer SET text = ?1, done = NOT done", text) == 0 {
		m.answer(n.dataset, ana, text)
	}
	n.logf("%s answers %s", m.name, text)
}

// putBack makes a backup of a member's database, or goes on with one. What the
// member wrote since is in files, or gone.
func (n *network) putBack(m *member) {
	if m.backup == "" {
		// What is not serialized yet would be a change of either copy.
		n.logf("%s is backed up, with file %d", m.name, len(n.files))
		n.files = append(n.files, m.export())
		m.backup = coretest.Dump(n.t, m.Instance.DB())
		return
	}
	// So that nothing is gone, all of it is in a file, which the member imports
	// when it is back.
	file := m.export()
	n.files = append(n.files, file)
	n.logf("%s is put back, file %d has the rest", m.name, len(n.files)-1)
	db := memory(n.t)
	coretest.Load(n.t, db, m.backup)
	opts := core.Options{Schema: m.Instance.Schema(), GenerateKey: coretest.Keys}
	m.device = device{coretest.OpenDevice(n.t, db, opts)}
	m.backup = ""
	m.take(file)
}

// settle carries files round until nobody has news.
func (n *network) settle() {
	for range 10 {
		news := int64(0)
		for _, from := range n.members {
			if n.relay != nil {
				r := from.Sync(n.relay)
				news += r.Pulled + r.Pushed
			}
			file := from.export()
			for _, to := range n.members {
				if to != from {
					r := to.take(file)
					news += r.Records
					n.logf("%s takes %d of %s", to.name, r.Records, from.name)
				}
			}
		}
		if news == 0 {
			return
		}
	}
	n.fatal("they do not settle")
}

// check holds the members against each other, and against what each wrote.
func (n *network) check() {
	for _, m := range n.members {
		if got, want := m.shows(), n.members[0].shows(); got != want {
			n.fatal("%s shows\n%s\na shows\n%s", m.name, got, want)
		}
		for id, title := range m.own {
			if got := n.members[0].Rows("SELECT title FROM lesson WHERE id = ?1", id); got != title {
				n.fatal("%s left %q, there is %q", m.name, title, got)
			}
		}
		if got := m.Rows("SELECT count(*) FROM amora_quarantine"); got != "0" {
			n.fatal("%s has %s records in quarantine", m.name, got)
		}
		n.again(m)
	}
}

// again has a member import all files once more. Of an old one it may learn of
// versions that were replaced before it heard of them, and nothing else; then
// nothing changes any more.
func (n *network) again(m *member) {
	importAll := func() {
		for i, file := range n.files {
			if _, err := m.imported(file); err != nil {
				n.fatal("%s, file %d once more: %v", m.name, i, err)
			}
		}
	}
	shown, held := m.shows(), m.holds()
	importAll()
	if m.shows() != shown || m.holds() != held {
		n.fatal("old files have changed what %s holds", m.name)
	}
	before := m.whole()
	importAll()
	if m.whole() != before {
		n.fatal("files that are known have changed %s", m.name)
	}
}
