package chaos_test

import (
	"encoding/json"
	"fmt"
	"github.com/amora-sync/amora/core/coretest"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/client"
)

// Conflicting edits settle whatever the order in which devices and relays sync:
// after few rounds all hold the same versions, and nothing moves any more.

// maxRounds bounds the rounds until then, the last of which moves nothing.
const maxRounds = 6

// Devices that take strict turns with several relays, each of which has another
// merge of the same edits when a device comes to it.
func TestConflictsSettleInStrictTurns(t *testing.T) {
	chaosKeys(t)
	for _, size := range []struct{ relays, devices, copies int }{{2, 3, 0}, {3, 3, 0}, {2, 8, 0}, {4, 5, 0}, {2, 3, 3}} {
		t.Run(fmt.Sprintf("%d relays, %d devices, %d copies", size.relays, size.devices, size.copies), func(t *testing.T) {
			c := newCopiesOf(t, rand.New(rand.NewPCG(1, 8)), copiesSchema, size.relays, size.devices)
			c.turns(maxRounds)
			for i := range size.copies {
				c.copyDevice(c.devices[i])
			}
			if size.copies > 0 {
				c.twin(c.places[0])
			}
			for phase, same := range []bool{false, true, false} {
				for i, d := range c.devices {
					for _, id := range c.shared[:2] {
						title := fmt.Sprint("by ", d.name, " in ", phase)
						if same {
							title = fmt.Sprint("one of ", i%2)
						}
						d.Exec("UPDATE topic SET title = ?1 WHERE id = ?2", title, id)
					}
					c.must(d.Instance.Delete(t.Context(), "topic", c.shared[2], !same))
				}
				for i, d := range c.devices {
					d.Sync(c.places[i%len(c.places)].Relay)
				}
				c.turns(maxRounds)
				c.agree()
			}
		})
	}
}

// So do values of which a record's conflicts do not take all, or not even one.
func TestLargeConflictsSettle(t *testing.T) {
	chaosKeys(t)
	for _, bytes := range []int{15 << 10, 25 << 10, 40 << 10, 80 << 10} {
		for _, size := range []struct{ relays, devices int }{{2, 4}, {4, 7}} {
			t.Run(fmt.Sprintf("%d bytes, %d relays, %d devices", bytes, size.relays, size.devices), func(t *testing.T) {
				c := newCopiesOf(t, rand.New(rand.NewPCG(1, 8)), copiesSchema, size.relays, size.devices)
				c.turns(maxRounds)
				for phase := range 2 {
					for i, d := range c.devices {
						title := strings.Repeat(fmt.Sprint("by ", d.name, " in ", phase), bytes/9)
						d.Exec("UPDATE topic SET title = ?1 WHERE id = ?2", title, c.shared[0])
						d.Sync(c.places[(7*i+phase)%len(c.places)].Relay)
					}
					c.turns(maxRounds)
					c.agree()
				}
			})
		}
	}
}

// TestPropertiesSettle: devices edit the same records, often to the same values,
// delete them, settle conflicts and sync in part, with several relays, copies
// among them. Once they stop editing they settle, in whatever order they sync.
// The third record's values are large with every other seed.
func TestPropertiesSettle(t *testing.T) {
	eachSeed(t, 25, func(t *testing.T, seed uint64) {
		rng := rand.New(rand.NewPCG(seed, 9))
		c := newCopiesEither(t, rng, 2+rng.IntN(3), 2+rng.IntN(4))
		if seed%2 == 0 {
			c.large = pick(rng, 15<<10, 25<<10, 40<<10, 80<<10)
		}
		for range 1 + rng.IntN(3) {
			for range 10 + rng.IntN(30) {
				c.quarrel()
			}
			if rng.IntN(2) == 0 {
				c.turns(maxRounds)
			} else {
				c.settleWithin(maxRounds)
			}
			c.agree()
			c.check()
		}
	})
}

// quarrel lets one thing happen.
func (c *copies) quarrel() {
	d, p := pick(c.rng, c.devices...), pick(c.rng, c.places...)
	switch r := c.rng.IntN(100); {
	case r < 20:
		c.edit(d, c.shared[:2]...)
	case r < 45: // the third record goes back and forth
		title := pick(c.rng, "x", "y", "z", "u", "v", "w")
		c.logf("%s: the third becomes %s", d.name, title)
		d.Exec("UPDATE topic SET title = ?1 WHERE id = ?2", title+strings.Repeat(title, c.large), c.shared[2])
	case r < 50:
		c.settleConflicts(d)
	case r < 53:
		hard := c.rng.IntN(2) == 0
		c.logf("%s: deletes the third%s", d.name, flag(hard, " for good"))
		c.must(d.Instance.Delete(c.t.Context(), "topic", c.shared[2], hard))
	case r < 90:
		c.sync(d, p)
	case r < 95:
		c.cut(d, p)
	case r < 97 && len(c.devices) < 6:
		c.copyDevice(d)
	case r < 98 && len(c.places) < 5:
		c.twin(p)
	}
}

// settleConflicts settles all conflicts of a device: its records keep the values
// that they have, or get those of a version that has lost.
func (c *copies) settleConflicts(d *copyOf) {
	list, err := d.Instance.Conflicts(c.t.Context())
	c.must(err)
	for _, conflict := range list {
		shown := d.Rows("SELECT * FROM topic WHERE id = ?1", conflict.ID)
		chosen, stays := json.RawMessage(nil), shown
		if shown != "" && c.rng.IntN(2) == 0 {
			chosen = pick(c.rng, conflict.Lost...)
			stays = string(chosen)
		}
		seen := fmt.Sprintf("%s %s", shown, conflict.Lost)
		for _, v := range c.values {
			if strings.Contains(seen, v) && !strings.Contains(stays, v) {
				c.replaced[v] = true
			}
		}
		c.logf("%s: settles %s: %.99s", d.name, short(conflict.ID), stays)
		c.must(d.Instance.Resolve(c.t.Context(), "topic", conflict.ID, chosen))
	}
}

// twin serves a copy of a relay's folder beside it.
func (c *copies) twin(p *place) {
	if in := p.Room(c.dataset); in != nil {
		c.logf("%s: its folder is copied and served, too", p.name)
		c.places = append(c.places, c.serve(p.name+"'", p.key, coretest.Dump(c.t, in.DB())))
	}
}

// turns syncs every device with every relay, always in the same order, until a
// round moves nothing.
func (c *copies) turns(most int) {
	c.t.Helper()
	c.rounds(most, func(n int) []int {
		order := make([]int, n)
		for i := range order {
			order[i] = i
		}
		return order
	})
}

// settleWithin does so in another order in each round.
func (c *copies) settleWithin(most int) {
	c.t.Helper()
	c.rounds(most, c.rng.Perm)
}

func (c *copies) rounds(most int, order func(n int) []int) {
	c.t.Helper()
	for round := 1; round <= most; round++ {
		moved := int64(0)
		for _, i := range order(len(c.devices) * len(c.places)) {
			d, p := c.devices[i/len(c.places)], c.places[i%len(c.places)]
			result, err := c.try(d, p, client.Options{})
			c.logf("round %d: %s with %s: pulled %d, pushed %d, %d conflicts%s", round, d.name, p.name,
				result.Pulled, result.Pushed, result.Conflicts, outcome(err))
			c.must(err)
			moved += result.Pulled + result.Pushed
		}
		if moved == 0 {
			return
		}
	}
	c.fail("they do not settle within %d rounds", most)
	c.t.FailNow()
}

// agree holds what devices and relays have against each other.
func (c *copies) agree() {
	c.t.Helper()
	const held = `SELECT id, last_saved_instance, last_saved_counter, deleted, hard_deleted,
 serialized, conflicting_serialized_data FROM morango_store ORDER BY id`
	first := c.devices[0].Rows(held)
	for _, d := range c.everybody() {
		if has := d.Rows(held); has != first {
			c.fail("%s holds\n%s\nthe first device\n%s", short(d.Instance.ID()), has, first)
		}
	}
	shown := c.devices[0].Rows("SELECT * FROM topic ORDER BY id")
	for _, d := range c.devices {
		if shows := d.Rows("SELECT * FROM topic ORDER BY id"); shows != shown {
			c.fail("%s shows\n%s\nthe first device\n%s", d.name, shows, shown)
		}
	}
	if c.t.Failed() {
		c.t.FailNow()
	}
}
