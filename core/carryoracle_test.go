package core_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// probe is a carry by which a narrow member asks what the relay has of an
// instance.
type probe struct {
	of            string // a role
	base, counter int64
}

// probes are many, of each instance and with counters of all sizes.
func probes(random *rand.Rand) (list []probe) {
	number := func() int64 {
		switch n := random.Int64N(8); n {
		case 0:
			return value.MaxCounter
		case 1:
			return 0
		default:
			return random.Int64N(1 << (n + 1))
		}
	}
	roles := []string{"owner", "other", "room", "learner", "nobody"}
	for range 60 {
		p := probe{of: roles[random.IntN(len(roles))], base: number()}
		p.counter = p.base
		if random.IntN(2) == 0 {
			p.counter = min(p.base+number(), value.MaxCounter)
		}
		list = append(list, p)
	}
	return list
}

// probed builds a class in which others save as often as told where the learner
// may not read, and returns what the relay answers to probes.
func probed(t *testing.T, seed uint64, elsewhere int) (heard []string) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 0))
	relay := newRelay(t)
	c := newClassroom(t, relay)
	full := newDevice(t, classSchema)
	enrollAs(t, c.owner, full, "full", map[string]string{"dataset_id": c.dataset})
	both := map[string]*device{"owner": c.owner, "other": full}
	for range 2 + random.IntN(5) {
		for _, role := range slices.Sorted(maps.Keys(both)) {
			if random.IntN(2) == 0 {
				c.answer(both[role], []string{testUser, otherUser}[random.IntN(2)], fmt.Sprint(random.IntN(3)), fmt.Sprint(random.IntN(9)))
			}
			both[role].sync(relay)
		}
	}
	for i := range 1 + elsewhere {
		c.answer(c.owner, otherUser, "q", fmt.Sprint("of the owner", i))
		c.answer(full, otherUser, "q", fmt.Sprint("of the other", i))
		c.owner.push(relay)
		full.push(relay) // the relay merges the two
	}
	instances := map[string]string{"room": room(t, relay, c.dataset).ID(), "learner": c.learner.ID(), "nobody": hexID("e")}
	for role, d := range both {
		instances[role] = d.ID()
	}
	p, mine := c.learner.raw(t, relay), c.filter()[1]
	for i, ask := range probes(random) {
		question := fmt.Sprint("probe ", i%40)
		record := honest("answer", mine, question, map[string]any{
			"dataset_id": c.dataset, "user_id": testUser, "question": question, "text": fmt.Sprint(i),
		}).version(hexID("d"), 1+i)
		claims := []any{[]any{mine, instances[ask.of], ask.base, ask.counter}}
		p.say(wire.KindDelta, map[string]any{
			"transfer": newTransfer(t), "filter": []string{mine}, "claims": claims, "count": 1,
		}, chunkText(record))
		m, err := p.Hear(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		heard = append(heard, fmt.Sprintf("%+v: %v %v", ask, m.Header["code"], m.Header["text"]))
	}
	return heard
}

// TestCarryIsNoOracle: what a relay answers to a member's carries, whatever they
// claim, does not depend on what others have saved where the member may not read.
func TestCarryIsNoOracle(t *testing.T) {
	coretest.EachSeed(t, 6, func(t *testing.T, seed uint64) {
		one, other := probed(t, seed, 0), probed(t, seed, 5)
		for i := range one {
			if one[i] != other[i] {
				t.Fatalf("probe %d: the answer is\n%s, or where others have saved more elsewhere\n%s", i, one[i], other[i])
			}
		}
	})
}

// TestNarrowMemberStaysLive: while others save where a member may not read, what it
// carries builds on nothing that the relay will not say is there.
func TestNarrowMemberStaysLive(t *testing.T) {
	relay := newRelay(t)
	c := newClassroom(t, relay)
	c.answer(c.learner, testUser, "first", "of the learner")
	c.learner.sync(relay)
	var carried, behind atomic.Int64
	relay.Lose = func(_ bool, message []byte) bool {
		switch wire.Kind(message[0]) {
		case wire.KindDelta:
			carried.Add(1)
		case wire.KindError:
			if strings.Contains(string(message), `"`+string(fault.Behind)+`"`) {
				behind.Add(1)
			}
		}
		return false
	}
	_, stop := c.learner.live(relay)
	defer stop()
	for i := range 6 {
		c.answer(c.owner, otherUser, fmt.Sprint(i), "x")
		c.owner.sync(relay)
		saved := fmt.Sprint("SELECT count(*) FROM answer WHERE text = 'save ", i, "'")
		c.answer(c.learner, testUser, fmt.Sprint("of the learner", i), fmt.Sprint("save ", i))
		c.learner.exec(fmt.Sprint("UPDATE answer SET text = 'save ", i, "' WHERE question = 'first'"))
		room(t, relay, c.dataset).eventually(fmt.Sprint("SELECT count(*) FROM morango_store WHERE instr(serialized, 'save ", i, "')"), "2")
		c.answer(c.owner, testUser, fmt.Sprint("of the owner", i), fmt.Sprint("save ", i))
		c.owner.sync(relay)
		c.learner.eventually(saved, "3")
	}
	if behind.Load() > 0 || carried.Load() == 0 {
		t.Errorf("%d of %d messages are behind", behind.Load(), carried.Load())
	}
}
