//go:build !js

package morangoclient_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/morangoclient"
	"github.com/amora-sync/amora/core/trust"
)

// more makes the sequences of TestModelOfCopies longer.
var more = flag.Int("copies.more", 0, "so many more events in TestModelOfCopies")

// TestModelOfCopies: A's database is copied, and both copies go on, A where it
// was and B in another place, in every order of a few events:
//
//	A B  a copy edits a row that all share, and adds one
//	a b  a copy syncs
//	p q  a copy only pushes
//	u v  a copy only pulls
//	k l  the process of a copy ends when the server has taken its push, and before
//	     it knows; the copy is opened again
//	h j  likewise when the push is queued, and before the server has a record
//	w x  a copy saves what was written, and does not sync
//	r    A's file is put back to what it was when it was copied
//	z    the server is put back to what it was then
//	c    a third device syncs, with all servers
//	m n  a copy syncs with the second server
//
// In the end both copies and the third device hold the same, and they and the
// servers every value that was written and that nobody replaced who saw it, as a
// row or as a conflict.
func TestModelOfCopies(t *testing.T) {
	for _, c := range []struct {
		name, before, letters string // before: what A does before it is copied
		length                int
	}{
		{"syncs", "", "ABabc", 2},
		{"pushes", "", "ABpqc", 3},
		{"either", "", "ABpaqbuv", 2},
		{"copied with an edit", "A", "ABpqb", 2},
		{"killed", "", "ABklhjc", 2},
		{"saved", "", "ABwxpq", 2},
		{"copied in a push", "Ah", "Apqb", 2},
		{"copied after a push that was not noted", "Ak", "Apqb", 2},
		{"put back", "A", "Apqrc", 2},
		{"server put back", "", "ABpqzc", 2},
		{"two servers", "", "ABamnc", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newModel(t, c.before, strings.ContainsAny(c.letters, "mn"))
			if !m.each(c.letters, c.length+*more) {
				t.Error("and perhaps others")
			}
		})
	}
	t.Run("known", func(t *testing.T) {
		m := newModel(t, "", false)
		for _, events := range []string{"BBpaq", "ApBqc", "AaBbc", "AkBqc", "BhApBqc", "ApcrAp", "ApcrAaB", "ApczBqc", "AwBxc", "AwhBxq"} {
			m.check(events)
		}
	})
}

// model is what every sequence of events begins with.
type model struct {
	*testing.T
	before  string   // what A has done before it was copied
	keys    []string // the servers'
	dataset string
	devices map[byte]string // dumps of A and of the third device
	servers []string        // dumps
	first   *world          // what was written before
	run     int             // sequences so far
}

// world is a run of the model.
type world struct {
	*model
	events   string
	servers  []*host
	devices  map[byte]*modelDevice
	written  []string
	replaced map[string]bool
}

type modelDevice struct {
	device
	db    atPlace
	began string // what it is put back to
}

// newModel lets a dataset begin with two devices that have synced.
func newModel(t *testing.T, before string, two bool) *model {
	t.Helper()
	m := &model{T: t, before: before}
	key, err := relayKey()
	if err != nil {
		t.Fatal(err)
	}
	m.keys = []string{key}
	if two {
		key, err := coretest.Keys(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		m.keys = append(m.keys, key)
	}
	owner := newOwner(t)
	m.dataset = owner.dataset
	w := &world{model: m, replaced: map[string]bool{}, devices: map[byte]*modelDevice{}}
	for _, key := range m.keys {
		w.servers = append(w.servers, newHost(t, key))
	}
	owner.exec("INSERT INTO pupil (dataset_id, name) VALUES (?1, 'shared')", owner.dataset)
	w.add('A', coretest.Dump(t, owner.DB()))
	for i, key := range m.keys {
		public, err := trust.PublicKeyOf(key)
		if err != nil {
			t.Fatal(err)
		}
		w.sync('A', i, client.Options{Admit: trust.KeyFingerprint(public)})
	}
	w.add('c', coretest.Dump(t, w.devices['A'].join("full", nil).DB()))
	for range 2 {
		for _, d := range []byte("Ac") {
			for i := range w.servers {
				w.sync(d, i, client.Options{})
			}
		}
	}
	for _, e := range []byte(before) {
		w.do(e)
	}
	m.devices = map[byte]string{}
	for name, d := range w.devices {
		m.devices[name] = coretest.Dump(t, d.DB())
	}
	for _, s := range w.servers {
		m.servers = append(m.servers, coretest.Dump(t, s.room.DB()))
	}
	w.close()
	m.first = w
	return m
}

// each checks every sequence of so many events, until one fails. Left out are
// those that differ from a shorter one by nothing: what comes before the first
// edit, a sync that is repeated, and an edit at the end.
func (m *model) each(letters string, length int) (good bool) {
	edit := func(e byte) bool { return e == 'A' || e == 'B' }
	var grow func(events string) bool
	grow = func(events string) bool {
		n := len(events)
		if n == length {
			return edit(events[n-1]) || m.check(events)
		}
		for _, e := range []byte(letters) {
			if n == 0 && m.before == "" && !edit(e) || n > 0 && e == events[n-1] && !edit(e) {
				continue
			}
			if !grow(events + string(e)) {
				return false
			}
		}
		return true
	}
	good = grow("")
	m.Logf("%d sequences", m.run)
	return good
}

// check runs one sequence.
func (m *model) check(events string) (good bool) {
	m.Helper()
	m.run++
	w := &world{
		model: m, events: events, devices: map[byte]*modelDevice{},
		written: slices.Clone(m.first.written), replaced: maps.Clone(m.first.replaced),
	}
	defer w.close()
	for i, key := range m.keys {
		h := newHost(m.T, key)
		h.id = m.dataset
		h.open(m.servers[i])
		w.servers = append(w.servers, h)
	}
	w.add('A', m.devices['A'])
	w.add('B', m.devices['A'])
	w.add('c', m.devices['c'])
	for _, e := range []byte(events) {
		w.do(e)
	}
	for _, d := range []byte("ABcAB" + strings.Repeat("cAB", len(w.servers)-1)) {
		for i := range w.servers {
			w.sync(d, i, client.Options{})
		}
	}
	problem := w.problem()
	if problem != "" {
		m.Errorf("%s, then %s: %s", m.before, events, problem)
	}
	return problem == ""
}

func (w *world) close() {
	for _, d := range w.devices {
		d.db.Close()
	}
	for _, s := range w.servers {
		if s.room != nil {
			s.room.DB().(interface{ Close() error }).Close()
		}
	}
}

// add is a device that opens a database in a place of its own.
func (w *world) add(name byte, dump string) {
	w.devices[name] = &modelDevice{db: atPlace{loaded(w, dump), string(name)}, began: dump}
	w.reopen(name)
}

// reopen opens a device's database as another process.
func (w *world) reopen(name byte) {
	w.Helper()
	d := w.devices[name]
	in, err := core.Open(w.Context(), d.db, core.Options{Schema: parse(w), GenerateKey: coretest.Keys})
	if err != nil {
		w.Fatal(err)
	}
	d.device = device{Instance: in, t: w, dataset: w.dataset}
	d.options.Wait = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
}

// at is the device that an event is about.
func at(e byte, first, second string) byte {
	if strings.IndexByte(first, e) >= 0 {
		return 'A'
	}
	if strings.IndexByte(second, e) >= 0 {
		return 'B'
	}
	return 'c'
}

// do lets one event happen.
func (w *world) do(e byte) {
	w.Helper()
	d := at(e, "Aapukhrmw", "Bbqvljnx")
	switch e {
	case 'A', 'B':
		w.edit(d)
	case 'a', 'b':
		w.sync(d, 0, client.Options{})
	case 'p', 'q':
		w.sync(d, 0, client.Options{Push: true})
	case 'u', 'v':
		w.sync(d, 0, client.Options{Pull: true})
	case 'm', 'n':
		w.sync(d, 1, client.Options{})
	case 'c':
		for i := range w.servers {
			w.sync(d, i, client.Options{})
		}
	case 'k', 'l':
		w.killed(d, "PATCH", 4)
	case 'h', 'j':
		w.killed(d, "PATCH", 2)
	case 'w', 'x':
		w.save(d)
	case 'r':
		w.devices[d].db.Close()
		w.devices[d].db.DB = loaded(w, w.devices[d].began)
		w.reopen(d)
		w.forgotten()
	case 'z':
		s := w.servers[0]
		s.room.DB().(interface{ Close() error }).Close()
		s.open(w.model.servers[0])
		w.forgotten()
	}
}

// forgotten notes which values nobody has any more: what was put back had them
// alone.
func (w *world) forgotten() {
	w.Helper()
	var all strings.Builder
	for _, d := range w.devices {
		all.WriteString(d.text(heldSQL))
	}
	for _, s := range w.servers {
		all.WriteString(w.carried(s))
	}
	for _, value := range w.written {
		if !strings.Contains(all.String(), value) {
			w.replaced[value] = true
		}
	}
}

const sharedSQL = "SELECT name FROM pupil WHERE id = (SELECT min(id) FROM pupil WHERE name NOT LIKE 'new %')"

// edit writes two values.
func (w *world) edit(name byte) {
	w.Helper()
	d := w.devices[name]
	value := fmt.Sprintf("%c%d.", name, len(w.written))
	w.replaced[d.text(sharedSQL)] = true
	d.exec("UPDATE pupil SET name = ?1 WHERE name NOT LIKE 'new %'", value)
	d.exec("INSERT INTO pupil (dataset_id, name) VALUES (?1, ?2)", w.dataset, "new "+value)
	w.written = append(w.written, value, "new "+value)
}

// sync syncs a device with a server.
func (w *world) sync(name byte, s int, opts client.Options) {
	w.Helper()
	if err := w.trySync(w.Context(), name, s, opts); err != nil {
		w.Fatalf("%s: %c: %v", w.events, name, err)
	}
}

func (w *world) trySync(ctx context.Context, name byte, s int, opts client.Options) error {
	d := w.devices[name]
	c, err := morangoclient.Connect(ctx, d.Hub(), w.servers[s], fmt.Sprintf("http://server%d:80", s), d.options)
	if err != nil {
		return err
	}
	_, err = c.Sync(ctx, opts)
	return err
}

// killed ends a device's process in a push, once the server has carried out the
// nth request of a method for a transfer. Nothing that the process would do then
// is done.
func (w *world) killed(name byte, method string, nth int) {
	w.Helper()
	ctx, kill := context.WithCancel(w.Context())
	defer kill()
	w.servers[0].after = func(m, path string) error {
		if m == method && strings.Contains(path, "/transfersessions/") {
			nth--
		}
		if nth == 0 {
			kill()
		}
		return ctx.Err()
	}
	err := w.trySync(ctx, name, 0, client.Options{Push: true})
	w.servers[0].after = nil
	if err != nil && !errors.Is(err, context.Canceled) {
		w.Fatalf("%s: %c: %v", w.events, name, err)
	}
	w.reopen(name)
}

// save has a device serialize what was written, as client.Hub.Reached does
// before it waits.
func (w *world) save(name byte) {
	w.Helper()
	hub := w.devices[name].Hub()
	ctx, stop := context.WithCancel(w.Context())
	defer stop()
	saved := hub.Changes.Next()
	go func() {
		<-saved
		stop()
	}()
	if err := hub.Reached(ctx); err != nil && !errors.Is(err, context.Canceled) {
		w.Fatalf("%s: %c: %v", w.events, name, err)
	}
}

// carried is all values that a server has.
func (w *world) carried(s *host) string {
	w.Helper()
	const sql = "SELECT json_group_array(serialized || conflicting_serialized_data) FROM morango_store"
	return (&device{Instance: s.room, t: w}).text(sql)
}

// sameSQL is what has to be the same on all devices in the end. What a record is
// known to contain is not: who has taken one of two versions alike knows of both
// (MORANGO.md §13.25).
const sameSQL = `SELECT json_array(
 (SELECT json_group_array(json_array(id, partition, serialized, conflicting_serialized_data, deleted, last_saved_instance,
  last_saved_counter)) FROM (SELECT * FROM morango_store ORDER BY id)),
 (SELECT json_group_array(json_array(id, name)) FROM (SELECT * FROM pupil ORDER BY id)))`

// problem says what is wrong in the end, "" if nothing is.
func (w *world) problem() string {
	held := map[byte]string{}
	for name, d := range w.devices {
		held[name] = d.text(sameSQL)
	}
	for i, s := range w.servers {
		held['1'+byte(i)] = w.carried(s)
	}
	for _, name := range slices.Sorted(maps.Keys(held)) {
		for _, value := range w.written {
			if !w.replaced[value] && !strings.Contains(held[name], value) {
				return fmt.Sprintf("%c has lost %q", name, value)
			}
		}
		if w.devices[name] != nil && held[name] != held['A'] {
			return fmt.Sprintf("%c and A differ\n%s\n%s", name, held[name], held['A'])
		}
	}
	return ""
}
