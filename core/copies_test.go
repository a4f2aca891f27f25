package core_test

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// Tests of databases that were copied as files, of which both copies go on.

// copied is the same database once more, as a copy of its file would be.
func (d *device) copied(t *testing.T) *device {
	t.Helper()
	db := memory(t)
	coretest.Load(t, db, coretest.Dump(t, d.DB()))
	in, err := core.Open(t.Context(), db, core.Options{Schema: d.Schema(), GenerateKey: coretest.Keys})
	if err != nil {
		t.Fatal(err)
	}
	return &device{in, t}
}

// settle syncs two devices until neither has news for the other.
func settle(t *testing.T, relay *coretest.Relay, devices ...*device) {
	t.Helper()
	for range 6 {
		moved := int64(0)
		for _, d := range devices {
			r := d.sync(relay)
			moved += r.Pushed + r.Pulled
		}
		if moved == 0 {
			return
		}
	}
	t.Error("they do not settle")
}

// both fails unless the devices show the same, with one version of "shared"
// and the other in a conflict.
func (d *device) both(t *testing.T, other *device, titles string) {
	t.Helper()
	const app = "SELECT id, title FROM topic ORDER BY id"
	const store = "SELECT id, last_saved_instance, last_saved_counter, serialized, conflicting_serialized_data, deleted FROM morango_store ORDER BY id"
	if x, y := d.rows(app), other.rows(app); x != y {
		t.Errorf("one shows\n%s\nthe other\n%s", x, y)
	}
	if x, y := d.rows(store), other.rows(store); x != y {
		t.Errorf("one holds\n%s\nthe other\n%s", x, y)
	}
	if got := strings.Join(strings.Fields(d.rows("SELECT title FROM topic WHERE title NOT LIKE 'edited%' ORDER BY title")), " "); got != titles {
		t.Errorf("%s, want %s", got, titles)
	}
	if d.ID() == other.ID() {
		t.Error("they are still the same instance")
	}
	edits := d.rows("SELECT title FROM topic WHERE title LIKE 'edited%'") + d.rows("SELECT conflicting_serialized_data FROM morango_store WHERE conflicting_serialized_data <> ''")
	for _, by := range []string{"edited-by-a", "edited-by-b"} {
		if strings.Count(edits, by) != 1 {
			t.Errorf("%s is lost: %s", by, edits)
		}
	}
}

// pair is a device and a copy of its file, in a room with three topics.
func pair(t *testing.T) (relay *coretest.Relay, a, b *device, dataset string) {
	t.Helper()
	relay, a = newRelay(t), newDevice(t, classSchema)
	dataset = enroll(t, relay, a)
	for _, title := range []string{"shared", "one", "two"} {
		a.put("topic", map[string]any{"dataset_id": dataset, "title": title})
	}
	a.sync(relay)
	return relay, a, a.copied(t), dataset
}

// write adds a topic and edits the one that both edit.
func (d *device) write(dataset, by string) {
	d.put("topic", map[string]any{"dataset_id": dataset, "title": "of-" + by})
	d.exec("UPDATE topic SET title = ?1 WHERE title = 'shared'", "edited-by-"+by)
}

// A copy that meets the counters of the other is another instance from then
// on; nothing of either is lost.
func TestCopiedDatabase(t *testing.T) {
	relay, a, b, dataset := pair(t)
	before := relay.Room(dataset).ID()
	a.write(dataset, "a")
	b.write(dataset, "b")
	a.sync(relay)
	settle(t, relay, b, a)
	a.both(t, b, "of-a of-b one two")
	// A relay that became another instance would have all of its members
	// transfer everything once more.
	if relay.Room(dataset).ID() != before {
		t.Error("the relay took another identity, because a device was copied")
	}
}

// So it is where the copy had saved something under the shared id that never
// arrived.
func TestCopiedDatabaseWithSavesThatDidNotArrive(t *testing.T) {
	for lost := 1; lost <= 4; lost++ {
		relay, a, b, dataset := pair(t)
		b.write(dataset, "b")
		n := 0
		relay.Lose = func(fromClient bool, msg []byte) bool {
			if fromClient && (wire.Kind(msg[0]) == wire.KindOpen || wire.Kind(msg[0]) == wire.KindChunk || wire.Kind(msg[0]) == wire.KindDone) {
				n++
			}
			return n > lost // from the pull's open on
		}
		if _, err := b.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{}); fault.CodeOf(err) != fault.Unavailable {
			t.Fatal(err)
		}
		relay.Lose = nil
		a.write(dataset, "a")
		for range 3 {
			a.exec("UPDATE topic SET title = title || '!' WHERE title LIKE 'one%'")
			a.sync(relay)
		}
		settle(t, relay, b, a)
		a.both(t, b, "of-a of-b one!!! two")
	}
}

// So it is where they are live.
func TestCopiedDatabaseLive(t *testing.T) {
	relay, a, b, dataset := pair(t)
	_, stopA := a.live(relay)
	defer stopA()
	a.write(dataset, "a")
	room(t, relay, dataset).eventually("SELECT count(*) FROM morango_store WHERE serialized LIKE '%by-a%'", "1")
	b.write(dataset, "b")
	_, stopB := b.live(relay)
	defer stopB()
	a.eventually("SELECT count(*) FROM topic WHERE title = 'of-b'", "1")
	b.eventually("SELECT count(*) FROM topic WHERE title = 'of-a'", "1")
	for i := range 3 {
		a.put("topic", map[string]any{"dataset_id": dataset, "title": string(rune('3' + i))})
		b.eventually("SELECT count(*) FROM topic WHERE title = '"+string(rune('3'+i))+"'", "1")
	}
	if a.ID() == b.ID() {
		t.Error("they are still the same instance")
	}
}

// firstAck runs fn when a client acknowledges the first chunk of a pull.
func firstAck(r *coretest.Relay, fn func()) {
	first := true
	r.Lose = func(fromClient bool, msg []byte) bool {
		if fromClient && wire.Kind(msg[0]) == wire.KindAck && first {
			first = false
			fn()
		}
		return false
	}
}

// A pull that is under way when its database becomes another instance has lost
// what it had buffered: it must not count on it.
func TestCopiedDatabaseInTheMiddleOfAPull(t *testing.T) {
	one, two := newRelay(t), newRelay(t)
	owner, a := newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, one, owner, a)
	viaTwo := func(d *device) {
		_, err := d.Sync(t.Context(), "ws://two", two.Dial, client.Options{})
		d.must(err)
	}
	owner.admit(two)
	a.sync(one)
	viaTwo(a)
	b := a.copied(t)
	for range 5 { // more than a has: b's counter is higher now
		b.put("topic", map[string]any{"dataset_id": dataset, "title": "of-b"})
		viaTwo(b)
	}
	for range 3 * pipeline.ChunkRecords {
		owner.put("topic", map[string]any{"dataset_id": dataset, "title": "of-owner"})
	}
	owner.sync(one)
	before := a.ID()
	firstAck(one, func() { viaTwo(a) })
	if _, err := a.Sync(t.Context(), one.URL(), one.Dial, client.Options{}); fault.CodeOf(err) != fault.Unavailable || a.ID() == before {
		t.Errorf("the sync that was interrupted: %v; another instance: %v", err, a.ID() != before)
	}
	a.sync(one)
	if got := a.rows("SELECT count(*) FROM topic WHERE title = 'of-owner'"); got != "1500" {
		t.Errorf("%s of the 1500 topics have arrived", got)
	}
}

// A relay's room that is put back as a file to what it was, or served twice,
// finds out from its peers' counters.
func TestCopiedRoom(t *testing.T) {
	relay, a, b := newRelay(t), newDevice(t, classSchema), newDevice(t, classSchema)
	dataset := enroll(t, relay, a, b)
	a.put("topic", map[string]any{"dataset_id": dataset, "title": "shared"})
	a.sync(relay)
	b.sync(relay)
	conflict := func(round string) { // makes the relay save a merge
		a.exec("UPDATE topic SET title = 'edit-a" + round + "'")
		b.exec("UPDATE topic SET title = 'edit-b" + round + "'")
		for _, d := range []*device{a, b} {
			_, err := d.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{Push: true})
			d.must(err)
		}
		settle(t, relay, a, b)
	}
	conflict("0")
	before := coretest.Dump(t, room(t, relay, dataset).DB())
	conflict("1")
	old := relay.Room(dataset).ID()
	db := memory(t)
	coretest.Load(t, db, before)
	_, err := relay.Restart(t.Context(), dataset, db)
	a.must(err)
	if got := relay.Room(dataset).ID(); got != old {
		t.Fatal("the copy has another id already")
	}
	a.sync(relay) // shows a receipt that the copy does not know of
	if got := relay.Room(dataset).ID(); got == old {
		t.Error("the copy is still the same instance")
	}
	settle(t, relay, a, b)
	conflict("2")
	const store = "SELECT id, last_saved_instance, last_saved_counter, serialized FROM morango_store"
	// a wrote over its own edits; those of b lost to them, once each. What the
	// room had saved before it was put back counts as another copy's.
	for edit, want := range map[string]int{"edit-a0": 1, "edit-a1": 0, "edit-a2": 1, "edit-b0": 1, "edit-b1": 1, "edit-b2": 1} {
		if n := strings.Count(a.rows("SELECT serialized || conflicting_serialized_data FROM morango_store"), edit); n != want {
			t.Errorf("%s is there %d times, want %d", edit, n, want)
		}
	}
	if x, y, z := a.rows(store), b.rows(store), room(t, relay, dataset).rows(store); x != y || x != z || !strings.Contains(x, "2") {
		t.Errorf("%s\n%s\n%s", x, y, z)
	}
}

// Whose transfer a relay gives up when it becomes another instance begins a
// new one, unless all of it is here already.
func TestCopiedRoomInTheMiddleOfAPull(t *testing.T) {
	for name, records := range map[string]int64{"all on its way": 3 * pipeline.ChunkRecords, "more to come": 7 * pipeline.ChunkRecords} {
		t.Run(name, func(t *testing.T) {
			relay, owner, b := newRelay(t), newDevice(t, classSchema), newDevice(t, classSchema)
			dataset := enroll(t, relay, owner, b)
			for range records {
				owner.put("topic", map[string]any{"dataset_id": dataset, "title": "of-owner"})
			}
			owner.sync(relay)
			before := relay.Room(dataset).ID()
			firstAck(relay, func() { owner.must(relay.Room(dataset).Engine().WasPutBack(t.Context())) })
			if r := b.sync(relay); r.Pulled != records || relay.Room(dataset).ID() == before {
				t.Errorf("%+v; another instance: %v", r, relay.Room(dataset).ID() != before)
			}
		})
	}
}

// A member that invents the relay's counters, wherever they are named, gains
// nothing: the relay stays what it is, and what it saves later, by merging,
// reaches everybody.
func TestInventedCountersOfTheRelay(t *testing.T) {
	tell := map[string]func(p *rawPeer, relay string, honest string) fault.Code{
		"what it has": func(p *rawPeer, relay, _ string) fault.Code {
			p.open(false, `{"super": {}, "sub": {"`+p.Room+`": {"`+relay+`": 1000}}}`)
			p.hear(wire.KindOpened)
			return ""
		},
		"what it brings": func(p *rawPeer, relay, honest string) fault.Code {
			return p.bring(`{"super": {}, "sub": {"`+p.Room+`": {"`+relay+`": 1000}}}`, honest)
		},
		"what it brings, above": func(p *rawPeer, relay, honest string) fault.Code {
			return p.bring(`{"super": {"`+p.Room[:3]+`": {"`+relay+`": 1000}}, "sub": {}}`, honest)
		},
		"a claim": func(p *rawPeer, relay, honest string) fault.Code {
			p.say(wire.KindDelta, map[string]any{"transfer": newTransfer(p.t), "filter": []string{p.Room}, "claims": [][]any{{p.Room, relay, 0, 1000}}, "count": 1}, honest)
			return p.outcome()
		},
		"a record": func(p *rawPeer, relay, honest string) fault.Code {
			return p.bring(noFSIC, regexp.MustCompile(`"[0-9a-f]{32}",1,0,0,`).ReplaceAllString(honest, `"`+relay+`",1000,0,0,`))
		},
		"a counter of a record": func(p *rawPeer, relay, honest string) fault.Code {
			return p.bring(`{"super": {}, "sub": {"`+p.Room+`": {"`+aliceDevice+`": 1}}}`, strings.Replace(honest, ",null,", `,{"`+relay+`":1000},`, 1))
		},
	}
	for name, say := range tell {
		t.Run(name, func(t *testing.T) {
			relay, a, b, c := newRelay(t), newDevice(t, classSchema), newDevice(t, classSchema), newDevice(t, classSchema)
			dataset := enroll(t, relay, a, b, c)
			a.put("topic", map[string]any{"dataset_id": dataset, "title": "shared"})
			settle(t, relay, a, b, c)
			in := room(t, relay, dataset)
			before := in.ID()
			want := fault.Code("")
			if name == "a claim" {
				want = fault.Behind
			}
			lie := honest("topic", dataset+":shared", "lie", map[string]any{"title": "lie", "parent_id": nil, "dataset_id": dataset})
			if code := say(b.raw(t, relay), before, chunkText(lie)); code != want {
				t.Errorf("%s, want %s", code, want)
			}
			for round := range 2 {
				settle(t, relay, a, b, c)
				for _, d := range []*device{a, b} {
					d.exec("UPDATE topic SET title = ?1 || ?2", round, d.ID())
					_, err := d.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{Push: true})
					d.must(err)
				}
				if got := in.rows("SELECT count(*) FROM morango_store WHERE last_saved_instance = '" + before + "'"); got == "0" {
					t.Error("the relay has merged no records")
				}
				settle(t, relay, c, a, b)
				const all = "SELECT id, title FROM topic ORDER BY id"
				if x, y, z := a.rows(all), b.rows(all), c.rows(all); x != y || x != z {
					t.Errorf("%s\n\n%s\n\n%s", x, y, z)
				}
			}
			if in.ID() != before {
				t.Error("the relay is another instance")
			}
		})
	}
}

// bring pushes one record, and says that it has fsic.
func (p *rawPeer) bring(fsic, record string) fault.Code {
	p.t.Helper()
	transfer := p.open(true, fsic)
	p.hear(wire.KindOpened)
	p.say(wire.KindChunk, map[string]any{"transfer": transfer, "offset": 0, "count": 1, "total": 1}, record)
	p.hear(wire.KindAck)
	p.say(wire.KindDone, map[string]any{"transfer": transfer, "total": 1}, "")
	return p.outcome()
}

// What a transfer had queued is gone once it was given up, and another one's
// records may lie in its place.
func TestChunksOfATransferThatWasGivenUp(t *testing.T) {
	d := newDevice(t, classSchema)
	d.put("topic", map[string]any{"dataset_id": testUser, "title": "queued"})
	filter := value.Filter{testUser}
	queued := func(id string) pipeline.Transfer {
		s := pipeline.Transfer{ID: id, SyncSession: id, Push: true, Filter: filter}
		d.must(d.Engine().Advance(t.Context(), &s, func(tx sqldb.Tx, s pipeline.Transfer) (pipeline.Transfer, error) {
			s, err := d.Engine().Start(tx, s)
			if err != nil {
				return s, err
			}
			_, err = d.Engine().Serialize(tx, filter)
			s.ServerFSIC = noFSIC
			if err == nil {
				s.ClientFSIC, err = d.Engine().FSIC(tx, filter, 2, true)
			}
			if err == nil {
				s, err = d.Engine().Queue(tx, s)
			}
			return s, err
		}))
		return s
	}
	old := queued("1")
	given := old
	d.must(d.Engine().Advance(t.Context(), &given, d.Engine().Cleanup))
	queued("2")
	d.must(d.DB().View(t.Context(), func(tx sqldb.Tx) error {
		chunk, err := d.Engine().ReadChunk(tx, old, 0, 1)
		if chunk.Records != "[]" {
			t.Errorf("the other transfer's records: %s", chunk.Records)
		}
		return err
	}))
}

// Who waits for relays, and gives up, has serialized what was written under the
// instance of one of them, without being connected. That takes nothing from a
// copy that has done so, too: with the relay whose instance it was one of the two
// becomes another, and with any other relay each sends its own saves, whatever
// that relay says that it has of them (PROTOCOL.md §5, Copies).
func TestCopiesThatWaited(t *testing.T) {
	for _, name := range []string{"with the same relay", "with another one first"} {
		t.Run(name, func(t *testing.T) {
			relay, a, _, dataset := pair(t)
			other := newRelay(t)
			a.admit(other)
			a.sync(other)
			a.sync(relay)
			b := a.copied(t)
			gone, cancel := context.WithCancel(t.Context())
			cancel()
			for by, d := range map[string]*device{"a": a, "b": b} {
				for range 3 {
					d.write(dataset, by)
					if err := d.Hub().Reached(gone); err == nil {
						t.Fatal("reached without a sync")
					}
				}
			}
			if strings.HasSuffix(name, "first") {
				a.sync(other)
				settle(t, other, b, a)
			}
			settle(t, relay, a, b)
			settle(t, relay, b, a)
			a.both(t, b, "of-a of-a of-a of-b of-b of-b one two")
		})
	}
}
