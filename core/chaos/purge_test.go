package chaos_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/parcel"
	"github.com/amora-sync/amora/core/purge"
)

// TestPropertiesPurged is TestProperties with purges in between, on devices and
// on the relay. The oracle allows a deleted record to be emptied, and nothing
// else: no version, counter or row may differ from what it would be otherwise.
func TestPropertiesPurged(t *testing.T) {
	keys := chaosKeys(t)
	coretest.EachSeed(t, 15, func(t *testing.T, seed uint64) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, seed, keys)
			defer w.end()
			w.purges = true
			w.run()
			w.report()
		})
	})
}

// purge purges a node's database of all that may be purged, or counts it.
func (w *world) purge(n *node) {
	done, err := purge.Run(w.ctx, n.in.Hub(), purge.Options{DryRun: w.rng.IntN(5) == 0})
	w.logf("%s: purges %d deletions, %d versions%s", n.name, done.Deleted, done.Versions, outcome(err))
	w.bury()
}

// purged reports whether a node's row of a version differs from what the oracle
// saw first because the deletion was emptied, there or here. Nothing may have
// gone with it that must stay. What a row held that went with another one, as in
// Morango, is gone then.
func (o *oracle) purged(n *node, v *version, row storeRow) bool {
	for tok := range v.live {
		if !v.follows {
			o.w.violate("%s: a purge has taken the values %v of %s of %s", n.name, v.live, o.label(v), short(v.record))
			break
		}
		e := o.newEvent()
		o.replaced(v.record, tok, e)
		v.knows[e] = true
		delete(v.live, tok)
	}
	return row.empty() && v.row.Deleted && !v.row.Hard || v.row.empty() && row.Deleted && !row.Hard
}

// empty reports whether the row is that of a deletion which holds nothing.
func (r storeRow) empty() bool {
	return r.Deleted && !r.Hard && r.Serialized == "{}" && r.Conflicts == ""
}

// purged is a network whose databases are purged at any time.
type purged struct {
	*copies
	rows    []string          // ids of all rows, the shared ones included
	first   map[string]string // what a row was inserted with, by its id
	deleted map[string]bool   // rows that somebody deleted who saw them
	edited  map[string]bool   // rows that were changed
	never   bool              // nothing is purged
}

// TestPropertiesPurge: databases are purged, while rows are deleted and edited by
// devices that may have been away, databases are copied and put back to what they
// were before a purge, relays are, too, and data go by file. In the end
//
//   - all devices show the same rows, and nothing moves any more;
//   - every value that nobody replaced or deleted is there;
//   - a row that was deleted, and that nobody has changed, is not.
func TestPropertiesPurge(t *testing.T) {
	eachSeed(t, 15, func(t *testing.T, seed uint64) { newPurged(t, seed).run() })
}

func newPurged(t *testing.T, seed uint64) *purged {
	rng := rand.New(rand.NewPCG(seed, 21))
	p := &purged{copies: newCopiesEither(t, rng, 1+rng.IntN(3), 2+rng.IntN(3)),
		first: map[string]string{}, deleted: map[string]bool{}, edited: map[string]bool{}}
	p.rows = slices.Clone(p.shared)
	return p
}

func (p *purged) run() {
	for range 40 + p.rng.IntN(80) {
		p.step()
	}
	p.settle()
	for range 2 { // a conflict that the first one settles is a version that goes round
		p.purgeAll()
		p.settle()
	}
	p.check()
	p.checkDeleted()
}

// step lets one thing happen.
func (p *purged) step() {
	d, at := pick(p.rng, p.devices...), pick(p.rng, p.places...)
	switch r := p.rng.IntN(100); {
	case r < 15:
		p.add(d)
	case r < 25:
		p.change(d)
	case r < 40:
		p.remove(d)
	case r < 62:
		p.sync(d, at)
	case r < 66:
		p.cut(d, at)
	case r < 72:
		p.carry(d, pick(p.rng, p.devices...))
	case r < 84:
		p.purge(pick(p.rng, p.everybody()...))
	case r < 86:
		p.atOnce()
	case r < 88 && len(p.devices) < 6:
		p.copyDevice(d)
	case r < 91:
		d.images = append(d.images, coretest.Dump(p.t, d.Instance.DB()))
		p.logf("%s: image %d", d.name, len(d.images))
	case r < 94 && len(d.images) > 0:
		p.putBack(d)
		p.forgetDeletions()
	case r < 97:
		if in := at.Room(p.dataset); in != nil {
			at.images = append(at.images, coretest.Dump(p.t, in.DB()))
			p.logf("%s: image %d", at.name, len(at.images))
		}
	case len(at.images) > 0:
		p.putRelayBack(at)
		p.forgetDeletions()
	}
}

func (p *purged) add(d *copyOf) {
	value := p.value(d)
	p.logf("%s: inserts %s", d.name, value)
	id := d.Put("topic", map[string]any{"dataset_id": p.dataset, "title": value})
	p.rows, p.first[id] = append(p.rows, id), value
}

// change edits a row, which the device may not have heard is deleted.
func (p *purged) change(d *copyOf) {
	id := pick(p.rng, p.rows...)
	if d.Rows("SELECT id FROM topic WHERE id = ?1", id) != "" {
		p.edited[id] = true
		p.edit(d, id)
	}
}

func (p *purged) remove(d *copyOf) {
	id := pick(p.rng, p.rows...)
	shown := d.Rows("SELECT * FROM topic WHERE id = ?1", id)
	if shown == "" {
		return
	}
	p.logf("%s: deletes %s", d.name, shown)
	for _, v := range p.values {
		if strings.Contains(shown, v) {
			p.replaced[v] = true
		}
	}
	p.deleted[id] = true
	d.Delete("topic", id)
}

// purge purges a database of everything, conflicts included with some devices.
func (p *purged) purge(d *coretest.Device) {
	if p.never {
		return
	}
	conflicts := d.Instance.Schema() != nil && p.rng.IntN(4) == 0
	if conflicts {
		p.giveUpLosers(d)
	}
	done, err := purge.Run(p.t.Context(), d.Instance.Hub(), purge.Options{Conflicts: conflicts})
	p.must(err)
	p.logf("%s: purged %+v", short(d.Instance.ID()), done)
	left, err := purge.Run(p.t.Context(), d.Instance.Hub(), purge.Options{Conflicts: conflicts, DryRun: true})
	if p.must(err); left.Deleted+left.Versions+left.Conflicts > 0 {
		p.fail("the purge has left %+v", left)
	}
}

// giveUpLosers notes the values that a device's conflicts have lost, and those
// that a deletion has met and holds: with the conflict settled it is a deletion
// like any other, and the next purge empties it.
func (p *purged) giveUpLosers(d *coretest.Device) {
	list, err := d.Instance.Conflicts(p.t.Context())
	p.must(err)
	for _, c := range list {
		for _, v := range p.values {
			shown, lost := d.Rows("SELECT * FROM topic WHERE id = ?1", c.ID), fmt.Sprintf("%s", c.Lost)
			lost += d.Rows("SELECT serialized FROM morango_store WHERE id = ?1 AND deleted = 1", c.ID)
			if strings.Contains(lost, v) && !strings.Contains(shown, v) {
				p.replaced[v] = true
			}
		}
	}
}

func (p *purged) purgeAll() {
	for _, d := range p.everybody() {
		p.purge(d)
	}
}

// carry takes what a device has to another one, by file.
func (p *purged) carry(from, to *copyOf) {
	var file bytes.Buffer
	out, err := parcel.Export(p.t.Context(), from.Instance.Hub(), &file)
	p.must(err)
	in, err := parcel.Import(p.t.Context(), to.Instance.Hub(), bytes.NewReader(file.Bytes()))
	p.logf("%s: a file of %d to %s, %d taken%s", from.name, out.Records, to.name, in.Records, outcome(err))
	p.must(err)
}

// forgetDeletions leaves out deletions that nobody knows of any more.
func (p *purged) forgetDeletions() {
	for id := range p.deleted {
		if !slices.ContainsFunc(p.everybody(), func(d *coretest.Device) bool {
			return d.Rows("SELECT id FROM morango_store WHERE id = ?1 AND deleted = 1 UNION SELECT id FROM morango_deletedmodels WHERE id = ?1", id) != ""
		}) {
			delete(p.deleted, id)
		}
	}
}

// checkDeleted looks for rows that have come back, and for what purges have left.
func (p *purged) checkDeleted() {
	for _, d := range p.devices {
		for id := range p.deleted {
			if shown := d.Rows("SELECT title FROM topic WHERE id = ?1", id); shown != "" && !p.edited[id] {
				p.fail("%s has %s again, which was deleted", d.name, shown)
			}
		}
	}
	for _, d := range p.everybody() {
		for id, value := range p.first {
			held := d.Rows("SELECT serialized, deleted, conflicting_serialized_data, last_saved_instance FROM morango_store s WHERE id = ?1", id)
			if p.deleted[id] && !p.edited[id] && !p.never && strings.Contains(held, value) {
				p.fail("%s still holds %s, which was deleted: %s", short(d.Instance.ID()), value, held)
			}
		}
	}
}
