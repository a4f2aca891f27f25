package core_test

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
)

// claimed is an FSIC that has one counter under the whole room.
func claimed(room, instance string, counter int) string {
	return fmt.Sprintf(`{"super": {}, "sub": {%q: {%q: %d, %q: 1}}}`, room, instance, counter, aliceDevice)
}

// titles are the topics that a device shows.
const titles = "SELECT title FROM topic ORDER BY title"

// lied is a room with a victim that has synced and then saved three rows, a
// member that lies, and a reader. unsent has the victim serialize the rows in a
// push that is cut off.
func lied(t *testing.T, unsent bool) (relay *coretest.Relay, victim, liar, reader *device, dataset string) {
	t.Helper()
	relay = newRelay(t)
	liar, victim, reader = newDevice(t, classSchema), newDevice(t, classSchema), newDevice(t, classSchema)
	dataset = enroll(t, relay, liar, victim, reader)
	victim.put("topic", map[string]any{"dataset_id": dataset, "title": "synced"})
	settle(t, relay, victim, liar, reader)
	for _, title := range []string{"one", "three", "two"} {
		victim.put("topic", map[string]any{"dataset_id": dataset, "title": title})
	}
	if unsent {
		relay.Lose = func(fromClient bool, msg []byte) bool { return fromClient && wire.Kind(msg[0]) == wire.KindChunk }
		if _, err := victim.Sync(t.Context(), "ws://relay", relay.Dial, client.Options{Push: true}); fault.CodeOf(err) != fault.Unavailable {
			t.Fatal(err)
		}
		relay.Lose = nil
	}
	return relay, victim, liar, reader, dataset
}

// A member cannot make another device believe that its own saves have arrived:
// whatever counter of the victim's it names, and wherever, the victim's rows
// reach everybody.
func TestFaultA3PoisonedCounters(t *testing.T) {
	ways := map[string]func(p *rawPeer, victim string, counter int, lie wireRecord) fault.Code{
		"what it has": func(p *rawPeer, victim string, counter int, lie wireRecord) fault.Code {
			return p.bring(claimed(p.Room, victim, counter), chunkText(lie))
		},
		"a claim": func(p *rawPeer, victim string, counter int, lie wireRecord) fault.Code {
			p.say(wire.KindDelta, map[string]any{"transfer": newTransfer(p.t), "filter": []string{p.Room}, "count": 1,
				"claims": [][]any{{p.Room, victim, 0, counter}, {p.Room, aliceDevice, 0, 1}}}, chunkText(lie))
			return p.outcome()
		},
		"the version of a record": func(p *rawPeer, victim string, counter int, lie wireRecord) fault.Code {
			return p.bring(claimed(p.Room, victim, counter), chunkText(lie.version(victim, counter)))
		},
		"a counter of a record": func(p *rawPeer, victim string, counter int, lie wireRecord) fault.Code {
			return p.bring(claimed(p.Room, aliceDevice, 1), chunkText(lie.counters(victim, counter)))
		},
	}
	most := 4
	if runtime.GOARCH == "wasm" {
		most = 1 // the same, at a tenth of the speed
	}
	for name, lies := range ways {
		for _, unsent := range []bool{false, true} {
			for ahead := range most {
				t.Run(fmt.Sprintf("%s, cut off before %v, %d ahead", name, unsent, ahead), func(t *testing.T) {
					relay, victim, liar, reader, dataset := lied(t, unsent)
					counter := 0
					if _, err := fmt.Sscan(victim.rows("SELECT counter FROM morango_instanceidmodel WHERE current = 1"), &counter); err != nil {
						t.Fatal(err)
					}
					lie := honest("topic", dataset+":shared", "lie", map[string]any{"title": "lie", "parent_id": nil, "dataset_id": dataset})
					if code := lies(liar.raw(t, relay), victim.ID(), counter+ahead, lie); code != "" {
						t.Fatal(code)
					}
					reader.sync(relay) // learns the counter, too
					for _, d := range []*device{victim, reader, liar, victim, reader, liar} {
						d.sync(relay)
					}
					for _, d := range []*device{victim, liar, reader} {
						if got := d.rows("SELECT title FROM topic WHERE title <> 'lie' ORDER BY title"); got != "one\nsynced\nthree\ntwo" {
							t.Errorf("shown are %q", got)
						}
					}
				})
			}
		}
	}
}

// Two contents under one version end as one, and the other among the conflicts:
// a member passes the victim's own row off as the victim's next version.
func TestFaultA3TwoContentsUnderOneVersion(t *testing.T) {
	for ahead := range 3 {
		relay, victim, liar, reader, dataset := lied(t, false)
		counter := 0
		if _, err := fmt.Sscan(victim.rows("SELECT counter FROM morango_instanceidmodel WHERE current = 1"), &counter); err != nil {
			t.Fatal(err)
		}
		source := victim.rows("SELECT _morango_source_id FROM topic WHERE title = 'synced'")
		forged := honest("topic", dataset+":shared", source, map[string]any{"title": "forged", "parent_id": nil, "dataset_id": dataset})
		victim.exec("UPDATE topic SET title = 'edited' WHERE title = 'synced'")
		if code := liar.raw(t, relay).bring(claimed(dataset, victim.ID(), counter+ahead), chunkText(forged.version(victim.ID(), counter+ahead))); code != "" {
			t.Fatal(code)
		}
		for _, d := range []*device{reader, victim, reader, liar, victim, reader, liar} {
			d.sync(relay)
		}
		if x, y, z := victim.rows(titles), reader.rows(titles), liar.rows(titles); x != y || x != z {
			t.Errorf("%d ahead: shown are %q, %q and %q", ahead, x, y, z)
		}
		for _, d := range []*device{victim, reader, liar} {
			if got := d.rows("SELECT count(*) FROM morango_store WHERE instr(serialized || conflicting_serialized_data, '\"edited\"')"); got != "1" {
				t.Errorf("%d ahead: the victim's value is lost", ahead)
			}
		}
	}
}

// A member that names a counter of somebody else's which nobody could have costs
// that device one new identity for each lie, and no more: the lie is about an
// instance that is gone then.
func TestFaultA3ImpossibleCounterCostsOneIdentity(t *testing.T) {
	const beyond = 1 << 53
	ways := map[string]func(p *rawPeer, victim string, lie wireRecord) fault.Code{
		"a counter of a record": func(p *rawPeer, victim string, lie wireRecord) fault.Code {
			return p.bring(claimed(p.Room, aliceDevice, 1), chunkText(lie.counters(victim, beyond)))
		},
		"the version of a record": func(p *rawPeer, victim string, lie wireRecord) fault.Code {
			return p.bring(claimed(p.Room, victim, beyond), chunkText(lie.version(victim, beyond)))
		},
		"what it has": func(p *rawPeer, victim string, lie wireRecord) fault.Code {
			return p.bring(claimed(p.Room, victim, beyond), chunkText(lie))
		},
	}
	for name, lies := range ways {
		t.Run(name, func(t *testing.T) {
			relay, victim, liar, reader, dataset := lied(t, false)
			instances := func() int { return countOf(t, victim, "SELECT count(*) FROM morango_instanceidmodel") }
			before := instances()
			lie := honest("topic", dataset+":shared", "lie", map[string]any{"title": "lie", "parent_id": nil, "dataset_id": dataset})
			if code := lies(liar.raw(t, relay), victim.ID(), lie); code != "" {
				t.Fatal(code)
			}
			for range 4 {
				victim.sync(relay)
				reader.sync(relay)
			}
			if n := instances() - before; n != 1 {
				t.Errorf("the victim has taken %d new identities", n)
			}
			if got := reader.rows(titles); got != "lie\none\nsynced\nthree\ntwo" {
				t.Errorf("shown are %q", got)
			}
		})
	}
}
