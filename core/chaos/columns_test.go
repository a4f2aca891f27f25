package chaos_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// columnsSchema is copiesSchema's with more columns, whose model merges by them.
var columnsSchema = strings.NewReplacer(`"title": "text",`, `"title": "text", "a": "text?", "b": "text?", "c": "text?",
   "n": {"type": "integer", "default": 0, "merge": "add"},`, `"source": null,`, `"source": null, "merge": "columns",`).Replace(copiesSchema)

// TestPropertiesColumns: devices change columns of records and sync with relays
// in any order. In the end all have the same, and of each column every value
// that nobody replaced who saw it is there, or kept as a conflict.
func TestPropertiesColumns(t *testing.T) {
	eachSeed(t, 25, func(t *testing.T, seed uint64) { editColumns(t, seed) })
}

// TestPropertiesColumnsRepeat: a seed is the same each time, down to the ids that
// decide which of two versions stays.
func TestPropertiesColumnsRepeat(t *testing.T) {
	slowHere(t)
	chaosKeys(t)
	var runs [2]string
	for i := range runs {
		c := editColumns(t, 1)
		runs[i] = strings.Join(c.trace, "\n") + "\n" + c.whereIs("v")
	}
	if runs[0] != runs[1] {
		t.Errorf("once\n%s\nthen\n%s", runs[0], runs[1])
	}
}

// editColumns plays a seed of TestPropertiesColumns.
func editColumns(t *testing.T, seed uint64) *copies {
	rng := rand.New(rand.NewPCG(seed, 11))
	c := newCopiesOf(t, rng, columnsSchema, 1+rng.IntN(3), 2+rng.IntN(3))
	for range 1 + rng.IntN(3) {
		for range 10 + rng.IntN(40) {
			d, p := pick(c.rng, c.devices...), pick(c.rng, c.places...)
			switch r := rng.IntN(100); {
			case r < 50:
				c.editColumn(d, pick(rng, "a", "b", "c"), c.shared...)
			case r < 95:
				c.sync(d, p)
			case r < 98:
				c.cut(d, p)
			case len(c.devices) < 6:
				c.copyDevice(d)
			}
		}
		c.settleWithin(maxRounds)
		c.agree()
		c.holdColumns()
	}
	return c
}

// TestPropertiesColumnsApart: where each device changes a column of its own,
// nothing is ever a conflict, and a number that all add to is the sum.
func TestPropertiesColumnsApart(t *testing.T) {
	eachSeed(t, 25, func(t *testing.T, seed uint64) {
		rng := rand.New(rand.NewPCG(seed, 12))
		c := newCopiesOf(t, rng, columnsSchema, 1, 3)
		added := 0
		for range 20 + rng.IntN(60) {
			i := rng.IntN(len(c.devices))
			switch d := c.devices[i]; rng.IntN(3) {
			case 0:
				c.editColumn(d, string(rune('a'+i)), c.shared...)
			case 1:
				if n := 1 + rng.IntN(9); d.Exec("UPDATE topic SET n = n + ?1 WHERE id = ?2", n, c.shared[0]) > 0 {
					c.logf("%s: adds %d", d.name, n)
					added += n
				}
			default:
				c.sync(d, c.places[0])
			}
		}
		c.settleWithin(maxRounds)
		c.agree()
		c.holdColumns()
		held := c.devices[0].Rows("SELECT n FROM topic WHERE id = ?1", c.shared[0])
		lost := c.devices[0].Rows("SELECT count(*) FROM morango_store WHERE conflicting_serialized_data <> ''")
		if held != fmt.Sprint(added) || lost != "0" {
			c.fail("%s of %d were added up, %s conflicts", held, added, lost)
		}
	})
}

// editColumn changes a column of one of some topics.
func (c *copies) editColumn(d *copyOf, column string, ids ...string) {
	id, value := pick(c.rng, ids...), c.value(d)
	before := d.Rows("SELECT ifnull(" + column + ", '') FROM topic WHERE id = '" + id + "'")
	if d.Exec("UPDATE topic SET "+column+" = ?1 WHERE id = ?2", value, id) == 0 {
		c.replaced[value] = true // not here yet
		return
	}
	c.logf("%s: %s of %s, %q, becomes %s", d.name, column, short(id), before, value)
	c.replaced[before] = true
}

// holdColumns holds what the first device has against what was written.
func (c *copies) holdColumns() {
	c.t.Helper()
	held := c.devices[0].Rows("SELECT serialized || conflicting_serialized_data FROM morango_store")
	shown := c.devices[0].Rows("SELECT a, b, c FROM topic")
	for _, v := range c.values {
		if !c.replaced[v] && !strings.Contains(held, v) {
			c.fail("%s is lost", v)
		}
		if strings.Contains(shown, v) && c.replaced[v] && !strings.Contains(c.devices[0].Rows("SELECT conflicting_serialized_data FROM morango_store"), "v") {
			c.fail("%s is back, although it was replaced", v)
		}
	}
}
